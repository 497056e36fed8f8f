"""What signs a log: the Merkle tree, checkpoints, notes, keys and cosignatures."""
