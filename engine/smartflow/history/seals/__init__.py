"""What signs a log: the Merkle tree, checkpoints, notes, keys and cosignatures.

In this folder:

``checkpoint``: Checkpoints: what a log was at one size, signed, as C2SP's ``tlog-checkpoint``
    specifies it.
``checkpoint_file``: The checkpoint file: what an office mails to a witness, and what comes back
    from it.
``cosignature``: Cosignatures: what somebody outside says about a log, as C2SP's
    ``tlog-cosignature`` specifies.
``judgement``: A log held against everything that was signed of it: what is wrong, and from which
    entry on.
``log_scan``: A log read as it is stored, page by page: every leaf, the chain, the tree.
``merkle``: The Merkle tree over a log's entries, as RFC 6962 (Certificate Transparency) defines it.
``merkle_proof``: Proofs about a Merkle tree: that an entry is in it, and that it only grew.
``note_key``: Keys that sign notes: Ed25519, each with the name under which it signs.
``signed_note``: Signed notes: a text and the signatures under it, as C2SP's ``signed-note``
    specifies them.
"""
