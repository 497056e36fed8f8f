"""``audit key``: the keys by which a store signs.

In this folder:

``cli``: The command ``audit key``.
``examination``: The keys of a store looked at: whether each was vouched for by the one before, and
    by a pin.
``key``: The key by which a store signs: shown, made for a store without one, replaced, brought
    here.
``rotations``: How a witness learns that an office has replaced its key, without anybody
    telephoning.
"""
