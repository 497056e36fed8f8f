"""Workflow files: read, extended, completed and written as TOML.

In this folder:

``complaints``: What is wrong with a workflow file, as refusals: one class per situation, one
    sentence each.
``completing``: From a definition with all its values to the workflow: gaps become defaults or
    refusals.
``document``: What stands in a workflow file: the same shape as a workflow, but with gaps.
``extends``: merging a file into the ones it builds on, until a complete workflow remains.
``reading``: Reading a workflow file: TOML into a :class:`Definition`, or a refusal that says where.
``unknown_keys``: Keys of a workflow file that do not exist: all of them at once, each with its
    path.
``writing``: Writing a workflow file: a :class:`Definition` or a whole :class:`Workflow` as TOML.
"""
