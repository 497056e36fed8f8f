"""The command ``audit key``.

In this folder:

``key``: the key that signs the histories of this store.
"""
