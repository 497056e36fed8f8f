"""The command ``doctor``.

In this folder:

``doctor``: examine this computer and this workspace.
"""
