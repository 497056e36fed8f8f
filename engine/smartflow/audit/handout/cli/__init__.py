"""The command ``audit export``.

In this folder:

``export``: a folder for the auditor.
"""
