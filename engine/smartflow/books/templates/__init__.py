"""Templates: which one prints a book, copies to restyle, and a trial before it counts."""
