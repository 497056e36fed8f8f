"""How big a file may be, looked at before anything opens it.

In this folder:

``ods``: What an .ods file holds, counted and found in its bytes before it is opened.
``sizes``: How big a file may be, and the look at a zip container before anything opens it.
``xls``: The limits of an .xls file: its records walked once before the reader opens it.
``xls_styles``: Shared texts and per cent styles of an .xls file (MS-XLS), read from its records.
``xlsx``: The limits of an .xlsx file, and its cells that hold no value: found in its bytes,
    unparsed.
``xlsx_faults``: Cells of an .xlsx sheet about which calamine is silent, found in the bytes of the
    sheet.
"""
