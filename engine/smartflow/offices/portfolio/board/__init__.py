"""The board of many cities, and the page that shows it."""
