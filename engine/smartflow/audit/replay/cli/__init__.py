"""The commands ``audit replay`` and ``plugin impact``.

In this folder:

``impact``: what today's plugins would have decided; it only looks.
``impact_data``: The impact of today's plugins as data: JSON (``smartflow/impact/1``), or one table.
``impact_text``: The impact of today's plugins as text: a block for each city, and the counts.
``replay``: past decisions, made again on their stored inputs; it only looks.
``replay_data``: Past decisions made again, as data: JSON (``smartflow/replay/1``), or one table.
``replay_text``: Past decisions made again, as text: a line for each, and below it what came out
    otherwise.
"""
