"""The commands ``score`` and ``quick-wins``."""
