"""The commands ``init`` and ``db``."""
