"""From a file that somebody sent to typed rows, misfits and notes.

In this folder:

``cells``: Typing one cell: what calamine gave becomes what the column asks for, or stays as
    written.
``container``: What a file really is, by its first bytes and parts, and its sheets as grids.
``csv_file``: Reading a .csv file: one worksheet as plain text, in the encodings that Excel writes.
``headings``: Finding the table in a sheet: the row that holds the headings, and where each column
    stands.
``leftover``: Rows that stand in or below a table and are none of it: sums, remarks, headings again.
``merged``: Cells that somebody merged downwards: their one value is meant for every row they cover.
``reader``: Reading a filled-in workbook: which sheet is which worksheet, and what its rows say.
``reading``: What a file says, once it is read: typed rows, what did not fit, and notes to the
    reader.
``search``: Finding the worksheets in a file: by what ``_meta`` says, by the sheet's name, by its
    headings.
``signature``: Telling the signature block below a table from the table's own rows.
``table``: Reading one table: from the rows of a sheet to typed rows and notes.
"""
