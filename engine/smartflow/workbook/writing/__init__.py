"""Templates to fill in, and the marked copy that goes back."""
