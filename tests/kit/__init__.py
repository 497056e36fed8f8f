"""What many tests stand on: fixtures of acts, and of commands."""
