"""Reports as files: which there are, written by a format, put in their place.

In this folder:

``files``: Where a printed report goes: whole or not at all, and never in the place of the workspace
    itself.
``rendering``: Writing something down in a format that a plugin registers, guarded like a rule.
``reports``: Which reports a city has: the books and sheets that its workflow names.
"""
