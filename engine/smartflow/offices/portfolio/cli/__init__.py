"""The command ``portfolio``.

In this folder:

``advance``: move many cities on, each if its own gate is met.
``board``: The board of many cities in a terminal.
``board_data``: The board of many cities for programs: as JSON, and as one table for a spreadsheet.
``check``: would the gates of many cities open now.
``compare``: two cities side by side.
``importing``: register the cities of a list.
``portfolio``: the group; each of its commands has a file of its own.
``results``: What ``portfolio check`` and ``portfolio advance`` print: a line for each city, then
    the sums.
``rules``: which rules hold most cities up, and which never say anything.
``running``: What ``portfolio check`` and ``portfolio advance`` share: their options, the run, its
    progress.
``selecting``: The options by which cities are selected, alike in every command over many cities.
``status``: the board of many cities, on a screen or as a file.
``summary``: The sentences below the results of many cities: what failed, the sums, and the next
    step.
"""
