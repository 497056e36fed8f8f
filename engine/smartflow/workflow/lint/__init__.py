"""Lint: what is wrong with a workflow, all at once."""
