"""The command ``audit verify``."""
