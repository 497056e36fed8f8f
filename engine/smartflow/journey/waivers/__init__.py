"""Exceptions to a rule: asked for, approved by somebody else, withdrawn."""
