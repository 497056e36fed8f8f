"""The command ``calc``: a calculation told step by step."""
