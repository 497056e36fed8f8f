"""Checkpoints: mailed, cosigned by a witness outside, and attached.

In this folder:

``attach``: take the cosignatures that came back from a witness.
``attach_faults``: Why what came back from a witness is not attached.
``checkpoint``: write what a witness outside needs, to be mailed or carried.
``cli``: The commands ``audit checkpoint``, ``audit witness`` and ``audit attach``.
``witness``: look at checkpoints from somebody else's office, and cosign them.
``witness_faults``: Why a witness does not sign: what it saw before and what it is shown do not fit
    together.
``witness_memory``: What a witness keeps on its own computer: its key, and the last checkpoint seen
    of every log.
"""
