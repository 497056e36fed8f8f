"""Exceptions to a rule: asked for, approved by somebody else, withdrawn.

In this folder:

``approve``: somebody else than who asked approves a waiver, and it begins to count.
``cli``: The command ``waive``.
``request``: ask for a waiver, an exception to one rule for one subject and for a while.
``waivers``: What the acts on a waiver share: whom it is for, which one is meant, who may act.
``withdraw``: a waiver, or the request for one, counts no longer.
"""
