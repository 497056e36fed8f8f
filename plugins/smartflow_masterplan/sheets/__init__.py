"""The worksheets of the programme, by who fills them in.

In this folder:

``agency``: The worksheets that every agency fills in: issues, SWOT and TOWS.
``city``: The worksheets that the city's team fills in once: goals and actions.
``dimension``: The worksheets that each dimension's working group fills in, but for the quick wins.
``quick_win``: The worksheet in which each dimension's working group proposes its quick wins.
``shared_columns``: Columns and choices that several worksheets share, so that they read alike
    everywhere.
``worksheets``: The nine worksheets (kertas kerja) of the national programme, in the order of their
    stages.
"""
