"""``audit key``: the keys by which a store signs."""
