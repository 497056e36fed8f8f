"""A city's whole case as one signed file, from office to office.

In this folder:

``bounds``: What a bundle may claim at all: names that commands can show, days that a calendar has.
``cli``: The command ``bundle``.
``contents``: What a bundle holds, verified before anything of it is kept: every entry, checkpoint
    and blob.
``difference``: A bundle held against what this store has of the same city: newer, older, the same,
    or a fork.
``export``: a city's whole case as one signed file, for another office.
``file``: The file of a bundle: a ZIP of which not one byte is left to choice.
``history``: A city's history as a bundle holds it: lines, checkpoints, and what is checked of both.
``importing``: take the case of another office's city into this store, verified.
``manifest``: The manifest of a bundle, and the signature over it.
``proof``: What a bundle shows of the store log: whose keys these are, and that the city is
    registered.
``trust``: Whose bundle counts: a key that was told over another channel, or one that counted
    before.
``writing``: A verified bundle written into a store: entries, checkpoints and blobs, in one
    transaction.
"""
