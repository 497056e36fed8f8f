"""For whoever writes methods' tables, workflows and plugins: calculate, lint, try."""
