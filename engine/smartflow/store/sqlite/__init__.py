"""The store as one file of SQLite.

In this folder:

``adapter``: The SQLite adapter: the store as one file beside ``smartflow.toml``.
``schema``: The SQLite file: three tables, made from the first version on, and how a file is
    recognised.
``translation``: From sqlite3's exceptions to the store's own, by SQLite's result code.
"""
