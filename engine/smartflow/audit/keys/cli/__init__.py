"""The command ``audit key``."""
