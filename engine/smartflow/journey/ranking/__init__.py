"""Scores and rankings, and which rows are chosen.

In this folder:

``cli``: The commands ``score`` and ``quick-wins``.
``ranking``: A ranking of a worksheet's rows, as it is or as it would be under other weights. Writes
    nothing.
``scores``: The scores of a city: what every scoring rule says of it today; writes nothing.
``select``: rows of a worksheet are chosen, such as the quick wins of a city.
``stability``: How far each weight of a ranking can move before the first place changes.
``trial``: Asking a ranking's scoring rule under other weights, or another method.
"""
