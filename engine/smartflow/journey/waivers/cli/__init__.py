"""The command ``waive``.

In this folder:

``waive``: an exception to a rule, asked for by one person and approved by another.
"""
