"""Workflows of a region: begun, and cities moved to them."""
