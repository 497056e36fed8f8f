"""The commands ``sign-off`` and ``decide``.

In this folder:

``decide``: a body has met and decided; its minutes are recorded.
``sign_off``: a person approves, or says why not.
"""
