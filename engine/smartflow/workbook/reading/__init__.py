"""From a file that somebody sent to typed rows, misfits and notes."""
