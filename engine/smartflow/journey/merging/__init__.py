"""From the agencies' rows to a dimension's own sheet, and the city's SWOT."""
