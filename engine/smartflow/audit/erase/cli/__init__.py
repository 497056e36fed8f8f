"""The command ``audit erase``."""
