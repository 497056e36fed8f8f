"""The commands ``plugin``, ``rule`` and ``demo``."""
