"""Workflows of a region: begun, and cities moved to them.

In this folder:

``cli``: The command ``workflow``.
``migrate``: let cities follow another version of their workflow, or another workflow.
``migration_plan``: What moving a city to another definition would mean: the one look taken before
    it is done.
``migration_remark``: One thing to know before a city moves to another definition: a refusal, or a
    warning.
``migration_stages``: The stages of a city that moves to another definition: which must be there,
    which are renamed.
``new``: begin a region's own workflow, as a file of the workspace that extends another.
"""
