"""``doctor``: this computer and this workspace examined.

In this folder:

``cities``: The part of ``doctor`` that looks at each city: its plugins, its quorums, and who acts
    here.
``cli``: The command ``doctor``.
``doctor``: examine this computer and this workspace, and say what to mend. Writes nothing.
``history``: The part of ``doctor`` that recomputes: every chain, every attachment, and the log
    file.
``store``: The store as ``doctor`` looks at it: what keeps it, how safely, and what may be done
    there.
"""
