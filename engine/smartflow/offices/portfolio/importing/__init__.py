"""``portfolio import``: a list of cities read, planned and registered."""
