"""The command ``audit report``.

In this folder:

``report``: the auditor's working paper, on paper or on a screen.
"""
