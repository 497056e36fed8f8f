"""The command ``bundle``."""
