"""The command ``history``.

In this folder:

``difference``: what changed between copies of a worksheet.
``entry``: One entry of a history in full: what it holds, its hash, and the verdict behind a
    decision.
``history``: what happened, when, by whom. Imports no third-party plugin.
``journey``: The journey of a city as a table and as a picture: stays, due days, and what happened.
``reading``: Reading a history for the views of ``smartflow history``: entries, titles, and the
    city.
"""
