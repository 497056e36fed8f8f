"""Offices and their stores: begun, copied, examined, exchanged, and many cities at once."""
