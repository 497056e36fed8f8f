"""Book 3, the executive summary."""
