"""Portfolio: many cities at once; the same acts as for one, over any executor.

Floor 5: imports the actions and what lies below them, and nothing of conformance beside it.
"""
