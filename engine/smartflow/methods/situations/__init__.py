"""What can be wrong with the table of a method: every situation with its code and sentence."""
