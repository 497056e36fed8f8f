"""The command ``audit report``."""
