"""The commands ``city``, ``agency`` and ``person``.

In this folder:

``agency``: the OPD, kelurahan and partners of a city.
``city``: register and show cities.
``person``: the officials and team members of a city.
"""
