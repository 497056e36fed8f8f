"""The command ``calc``: a calculation told step by step.

In this folder:

``calc``: compute and check a table that somebody brings. Needs no workspace.
``calc_json``: A calculated table as JSON: numbers rounded to 6 decimals, in the order of the file.
``calc_text``: A calculated table as a teacher writes it: formula, numbers put in, result, what is
    wrong.
``calc_words``: How calculations are written out: operands, sums, and the shape of an explanation.
``steps_ahp``: AHP explained: the weights, and whether the judgements agree.
``steps_decision``: SAW, WPM and TOPSIS explained.
``steps_issue``: USG and APKL explained: sums of scores, and ranks.
``steps_normalization``: How the values of a decision table are brought to one size, step by step.
``steps_swot``: IFAS and EFAS explained: scores, totals, the SWOT point and its quadrant.
``steps_weights``: Weights of factors and QSPM explained.
"""
