"""The two further books of a region that prints four."""
