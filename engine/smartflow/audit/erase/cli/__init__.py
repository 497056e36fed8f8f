"""The command ``audit erase``.

In this folder:

``erase``: personal data removed for good, once the city's slug was typed.
"""
