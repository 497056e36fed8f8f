"""The store as tables on a PostgreSQL server.

The refusals of a server stand in :mod:`smartflow.store.server_errors`, since the protocol names
them too.

In this folder:

``adapter``: The PostgreSQL adapter: the store as three tables on a server, for many officials at
    once.
``connection``: One connection to the server: asked for patiently, and refused where a commit could
    be lost.
``roles``: Who may do what in a store on a server: three kinds of access, given and read back.
``schema``: The PostgreSQL schema ``smartflow``: the three tables, what guards them, and the schema
    number.
``transaction``: What can be read and written while a transaction on the server is open.
``translation``: From psycopg's exceptions to the store's own, by SQLSTATE.
"""
