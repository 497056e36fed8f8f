"""Workflow files: read, extended, completed and written as TOML."""
