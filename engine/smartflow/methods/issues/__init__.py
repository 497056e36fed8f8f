"""Choosing among issues: by urgency, by whether they are worth it, by impact and effort."""
