"""The two further books of a region that prints four.

In this folder:

``book``: The books of a region that prints four: quick wins and road map.
``quick_wins``: The book of quick wins: the ranking, then a sheet of its own for each.
``road_map``: The book of the road map: year by year what runs, and what each activity costs.
"""
