"""The commands ``audit checkpoint``, ``audit witness`` and ``audit attach``.

In this folder:

``attach``: take the cosignatures that came back from a witness.
``checkpoint``: what is mailed to a witness outside.
``witness``: a province or an auditor cosigns an office's checkpoints.
"""
