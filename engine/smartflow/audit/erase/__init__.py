"""``audit erase``: personal data removed for good."""
