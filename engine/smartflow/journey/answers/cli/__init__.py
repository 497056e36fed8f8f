"""The commands ``sign-off`` and ``decide``."""
