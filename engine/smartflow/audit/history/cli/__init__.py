"""The command ``history``."""
