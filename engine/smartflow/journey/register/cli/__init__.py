"""The commands ``city``, ``agency`` and ``person``."""
