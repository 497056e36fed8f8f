"""Running what plugins registered: guarded, one by one, and no more kept than can be read."""
