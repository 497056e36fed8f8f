"""The log itself: entries, the chain that links them, blobs, and the history log as a file."""
