"""What the terminal calls things: acts of the history, keys of verdicts, common words."""
