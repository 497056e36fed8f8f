"""The commands ``init`` and ``db``.

In this folder:

``db``: the group: the store itself, whatever keeps it; one file per command.
``db_copy``: the store of this workspace, copied into an empty one.
``db_grant``: what a role of the server may do in this workspace's store.
``db_status``: what keeps the store, how much is in it, who may do what.
``init``: make a workspace.
"""
