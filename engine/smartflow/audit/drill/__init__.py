"""``audit drill``: a copy of the store attacked, to see what is caught."""
