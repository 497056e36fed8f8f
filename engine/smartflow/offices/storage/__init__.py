"""The store: begun by ``init``, copied, granted, described."""
