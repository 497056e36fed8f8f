"""The commands ``audit checkpoint``, ``audit witness`` and ``audit attach``."""
