"""The commands ``audit replay`` and ``plugin impact``."""
