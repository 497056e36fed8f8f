"""Scores and rankings, and which rows are chosen."""
