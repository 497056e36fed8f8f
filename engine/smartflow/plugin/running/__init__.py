"""Running what plugins registered: guarded, one by one, and no more kept than can be read.

In this folder:

``guard``: The guard: runs rules so that one that fails is named, and all the others still speak.
``isolation``: What one rule may not do to everything else: each runs in isolation.
``plenty``: How much of what a rule finds is kept: all that a person can read, and a note of the
    rest.
"""
