"""The command ``audit drill``."""
