"""``history``: what happened, narrowed, compared, or as a journey.

In this folder:

``cli``: The command ``history``.
``difference``: What changed between two copies of a worksheet that the history holds.
``filter``: Narrowing a history: by act, person, stage, day and rule. All that is asked must hold.
``timeline``: The journey of a city: how long it stayed in each stage, and what happened there.
"""
