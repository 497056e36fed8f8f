"""``audit verify``: the history recomputed from its bytes."""
