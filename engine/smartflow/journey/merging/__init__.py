"""From the agencies' rows to a dimension's own sheet, and the city's SWOT.

In this folder:

``cli``: The commands ``consolidate`` and ``swot``.
``consolidate``: merge the agencies' rows of a dimension, row by row, into its own sheet.
``followed_rows``: What became of an agency's own rows: used, merged into which, or dropped, by whom
    and why.
``merge``: What a dimension's consolidated sheet lists, and what a file that comes back has left
    out.
``side_by_side``: In which order a consolidated sheet lists the agencies' rows: near-duplicates side
    by side.
``swot``: The SWOT matrix of a city: factors, strategies and totals by dimension. Writes nothing.
"""
