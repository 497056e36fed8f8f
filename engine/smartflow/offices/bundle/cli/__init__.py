"""The command ``bundle``.

In this folder:

``bundle``: the group; each of its commands has a file of its own.
``export``: a city's case as one signed file.
``importing``: take in a city of another office.
"""
