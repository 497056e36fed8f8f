"""The scores of the programme."""
