"""For whoever writes methods' tables, workflows and plugins: calculate, lint, try.

In this folder:

``calc``: a table that somebody brings, read and calculated by a method.
``examining``: Conformance: what ``smartflow plugin check`` looks at before a plugin is trusted with
    a gate.
``plugins``: Plugins of a workspace: begun, trusted, blocked.
``workflows``: Workflows of a region: begun, and cities moved to them.
"""
