"""Past decisions made again: ``audit replay``, and ``plugin impact`` with today's plugins."""
