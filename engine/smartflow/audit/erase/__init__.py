"""``audit erase``: personal data removed for good.

In this folder:

``cli``: The command ``audit erase``.
``erase``: remove personal data for good, and say so in the history.
"""
