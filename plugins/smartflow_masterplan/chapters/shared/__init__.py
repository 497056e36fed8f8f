"""What the chapters of several books share: rows as tables, wording, laws, ranks.

In this folder:

``dimensions``: What the chapters of Book 1 share: rows by dimension, tables with computed columns,
    their keys.
``legal``: Laws in the order in which an official document cites them: the higher before the lower.
``parts``: What the chapters share: rows as tables, each with its origin; terms, headings, notes.
``printed``: Chapters that are loaded when they are printed.
``ranking``: The quick wins in the order of their rank scores, as ``smartflow quick-wins rank`` has
    them.
``tables``: What the chapters of the plan share: rows by dimension, further columns, records as a
    table.
``wording``: How the sheets are worded: their heads, posts as on paper, places for signatures.
"""
