"""Templates: which one prints a book, copies to restyle, and a trial before it counts.

In this folder:

``check``: try a template on a sample book before it prints a real one.
``cli``: The command ``template``.
``copy``: hand out the template that a format ships, to be restyled.
``list``: which template each format uses for what, and which files nobody looks for.
``names``: What people name when they speak of templates: a format that has one, a report.
``printed_words``: The words that a reader sees in what a format has written, where they can be read
    at all.
``templates``: Which template gives a book its look: the official's own, or the one that its format
    ships.
``trial``: A template on trial: the sample book printed with it, and what is wrong with the prints.
"""
