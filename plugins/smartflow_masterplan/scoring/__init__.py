"""The scores of the programme.

In this folder:

``issues``: USG priority: which issues come first, each merged over the agencies that report it.
``parts``: What the scores of this plugin are made of: parts in thousandths, and their weighted
    mean.
``quick_wins``: The ranking of quick wins, by SAW, TOPSIS or WPM; criteria and weights are settings.
``readiness``: A dimension's readiness: how complete its work is, from 0 to 100.
``registered``: The scores of this plugin: readiness, issues, the SWOT matrix, TOWS coverage, quick
    wins.
``swot``: The SWOT matrix of a dimension and of the city: IFAS and EFAS totals, the point, its
    quadrant.
``tows``: TOWS coverage: how many of a dimension's strong factors some strategy uses, and which none
    does.
"""
