"""``audit export``: a folder that an auditor takes along.

In this folder:

``cli``: The command ``audit export``.
``database``: ``history.db`` of a bundle: the same history as tables, to search in with Datasette or
    SQL.
``handout``: a folder that an auditor takes along, and verifies without SmartFlow.
``material``: What goes into an auditor's bundle, read at one moment: logs, checkpoints, keys, what
    is named.
``metadata``: What Datasette shows above the tables of a bundle's ``history.db``: Indonesian, then
    English.
``readme``: The words of a bundle: what it is, how it is verified, what it cannot show; in two
    languages.
"""
