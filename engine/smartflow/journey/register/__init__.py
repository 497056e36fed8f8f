"""Who takes part: cities, their agencies and their people."""
