"""The store: begun by ``init``, copied, granted, described.

In this folder:

``cli``: The commands ``init`` and ``db``.
``db_copy``: the whole store of a workspace, byte for byte, into an empty one elsewhere.
``db_grant``: what a role of the server may do in the store: act, only read, or nothing.
``db_status``: what keeps this workspace's store, how much is in it, and who may do what there.
``init``: make a workspace: a folder, ``smartflow.toml``, and a store of its own or a shared one.
``store_begin``: How a store begins: its id and its key; and how a workspace joins one that has
    begun.
``store_digest``: What a store holds, in a few digests: two stores with equal ones hold the same
    bytes.
``store_place``: Where a store is, as a person names it on the command line.
"""
