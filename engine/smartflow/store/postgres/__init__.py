"""The store as tables on a PostgreSQL server.

The refusals of a server stand in :mod:`smartflow.store.server_errors`, since the protocol names
them too.
"""
