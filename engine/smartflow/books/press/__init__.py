"""From a city to a printed book: composed, rendered, issued."""
