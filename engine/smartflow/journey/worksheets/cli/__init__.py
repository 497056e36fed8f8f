"""The commands ``submit``, ``nil``, ``worksheet``, ``attend`` and ``present``."""
