"""The board of many cities, and the page that shows it.

In this folder:

``board``: The board: how many cities are in which stage, by province and intake, and who needs
    attention.
``page``: The board as one page of HTML that needs nothing beside it and asks no other computer.
"""
