"""The store's own log: its register of cities, its keys, who vouches for it; and scans of it.

A kit of floor 4, below :mod:`smartflow.casework`: it knows no act and no capability.

In this folder:

``attachments``: The blobs that entries name: whether each is there, and is what its name says.
``erased``: Which blobs were erased on purpose: told from the entries alone.
``examination``: What an examination of this computer or workspace found: one line of ``doctor``.
``key_file``: The file that holds a store's private key: one line, readable by its owner alone.
``keys``: The keys of a store, as its own log tells: which one signs today, and which ones did
    before.
``note_examination``: Checkpoints of a store, one by one: who signed them, and whether the log is
    what they say.
``register``: The register: what the store log says, which is the store's name, its cities and its
    keys.
``scan``: A store read from its first byte to its last: the one scan of ``audit verify`` and
    ``doctor``.
``seal``: A log's seal as it is printed: the newest checkpoint's note as text, and as a QR code.
``store_copy``: From one store into another, row by row, with nothing but the reads and writes of
    the protocol.
``trusted_files``: Which loose Python files a user trusts: ``trusted.toml`` in the user's own
    configuration folder.
``whole_file``: Writing a small text file so that nobody ever reads half of it, and the disk has it.
``witnesses``: The witnesses of a store, as its own log tells: who vouches for it is itself history.
"""
