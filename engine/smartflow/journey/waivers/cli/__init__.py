"""The command ``waive``."""
