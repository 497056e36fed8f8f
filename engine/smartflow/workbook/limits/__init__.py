"""How big a file may be, looked at before anything opens it."""
