"""Book 3, the executive summary.

In this folder:

``book``: Book 3, the executive summary: its chapters and where they stand.
``overview``: The plan on one page: the region, how far it is, and the numbers that matter.
``plan``: The plan in short: the goals' indicators, the budget, the road map.
``quick_wins``: The quick wins: how they were ranked, which were selected, and what each is to
    bring.
"""
