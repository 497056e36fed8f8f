"""The command ``export``.

In this folder:

``export``: a book or sheet of a city as a file, or all of them.
``export_list``: What ``smartflow export --list`` prints: the reports of a city, and the formats
    there are.
"""
