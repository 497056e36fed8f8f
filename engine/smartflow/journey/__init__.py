"""What a city does on its way: registered, submits, merges, answers, is judged, moves.

In this folder:

``answers``: Who agreed: sign-offs and decisions, the statements they sign, and whether they count.
``gate``: The gate: judged by ``check`` and ``advance``; where a city stands, and what it still
    lacks.
``merging``: From the agencies' rows to a dimension's own sheet, and the city's SWOT.
``ranking``: Scores and rankings, and which rows are chosen.
``register``: Who takes part: cities, their agencies and their people.
``waivers``: Exceptions to a rule: asked for, approved by somebody else, withdrawn.
``worksheets``: What is filled in: workbooks in, entries by hand, nil reports, attendance,
    presentations.
"""
