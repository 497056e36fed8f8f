"""Plugins of a workspace: begun, trusted, blocked."""
