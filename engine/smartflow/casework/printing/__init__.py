"""Reports as files: which there are, written by a format, put in their place."""
