"""Templates to fill in, and the marked copy that goes back.

In this folder:

``instructions``: The first sheet of a template: who fills in what, and how, in one page.
``marking``: The marked copy: the sender's workbook again, with the bad cells in red and a comment
    at each.
``placing``: Putting a finished file in its place: whole or not at all.
``plan``: What a template is to hold: for whom, which worksheets, which rows are there already.
``styles``: The look of a template: colours, borders, number formats, protection, as XlsxWriter
    formats.
``template``: Writing a template: one workbook for one filler, a sheet for each worksheet.
``template_sheet``: One sheet of a template: heading row, unlocked cells, drop-downs, and the rows
    already known.
``validation``: What Excel is told to allow in a column of a template, with its messages.
"""
