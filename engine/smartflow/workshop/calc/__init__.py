"""``calc``: a table that somebody brings, read and calculated by a method."""
