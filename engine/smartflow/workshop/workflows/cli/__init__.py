"""The command ``workflow``."""
