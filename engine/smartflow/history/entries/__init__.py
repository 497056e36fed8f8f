"""The log itself: entries, the chain that links them, blobs, and the history log as a file.

In this folder:

``blob``: Blobs: big things, named by the sha256 of their stored bytes.
``chain``: The chain: every entry names the leaf hash of the entry before it.
``comparison``: The stage history log held against the store: two copies that must tell the same.
``entry``: An entry: one act of one log, kept for ever as its exact canonical bytes.
``fault``: What went wrong with a chain, and where: from a mismatch to the entry to blame.
``file_lock``: A lock between processes, held on a file of its own, on Windows as on POSIX.
``log_file``: The stage history log: the entries once more, as JSON Lines that any log tool can
    read.
``regular_file``: Opening a file beside a store: a plain one, never what only stands under its name.
``tail``: The end of a JSON Lines file: mended after a crash, and read from back to front.
"""
