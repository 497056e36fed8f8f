"""``audit verify``: the history recomputed from its bytes.

In this folder:

``cli``: The command ``audit verify``.
``issued_files``: Files that somebody holds, against the entries by which books became official.
``log_verification``: One log verified: its chain, its tree, and everything that was signed of it.
``outside_notes``: Checkpoints kept outside, as somebody brings them: read from files, held against
    a store's keys.
``verification``: What ``audit verify`` answers: how each log stands, by which keys, and what is
    wrong.
``verify``: recompute the history from its bytes, and hold it against what was signed.
"""
