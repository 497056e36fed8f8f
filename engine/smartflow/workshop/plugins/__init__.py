"""Plugins of a workspace: begun, trusted, blocked.

In this folder:

``block``: ``plugin block`` and ``plugin unblock``: which plugins this workspace does without,
    knowingly.
``cli``: The commands ``plugin``, ``rule`` and ``demo``.
``new``: begin a region's plugin: a rule file, a loose Python file or a distribution.
``trust``: ``plugin trust`` and ``plugin untrust``: which loose Python files of a workspace may run
    here.
"""
