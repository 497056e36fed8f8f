"""The commands ``consolidate`` and ``swot``.

In this folder:

``consolidate``: merge the agencies' rows of a dimension.
``swot``: the SWOT matrix of each dimension, its quadrant, and every factor.
``swot_decisions``: How decisions on agencies' rows are shown: who used, merged or dropped a row,
    when and why.
``swot_views``: How a SWOT is shown: matrices in words, JSON, a flat table of factors, the quadrant.
"""
