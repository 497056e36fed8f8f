"""The commands ``consolidate`` and ``swot``."""
