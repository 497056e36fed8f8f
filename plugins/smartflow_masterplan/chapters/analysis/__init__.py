"""Book 1, the strategic analysis."""
