"""The command ``audit drill``.

In this folder:

``drill``: attack a copy of the store, and print what was caught.
"""
