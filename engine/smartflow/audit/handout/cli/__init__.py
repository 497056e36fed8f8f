"""The command ``audit export``."""
