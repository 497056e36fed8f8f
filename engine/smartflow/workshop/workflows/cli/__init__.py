"""The command ``workflow``.

In this folder:

``migrate``: let cities follow another version of their workflow.
``new``: begin a workflow of the region's own.
``workflow``: which workflows there are, what one asks, and whether it is sound.
"""
