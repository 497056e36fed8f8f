"""``doctor``: this computer and this workspace examined."""
