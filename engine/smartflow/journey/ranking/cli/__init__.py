"""The commands ``score`` and ``quick-wins``.

In this folder:

``quick_wins``: rank the candidates and record which are chosen.
``ranking_views``: How a ranking is shown: as tables that a person reads, as JSON, as pictures.
``score``: a city's scores with their parts, so that each can be checked by hand.
``score_views``: How scores are shown: a matrix of parts by dimension, a list of rows, or JSON.
"""
