"""``calc``: a table that somebody brings, read and calculated by a method.

In this folder:

``calc``: Calculating a table that somebody brings: which method, which file, what comes of it.
``cli``: The command ``calc``: a calculation told step by step.
``criteria``: The criteria of a decision table: what each is called, whether more is better, its
    weight.
``decision``: Reading a decision table: alternatives in rows, criteria in columns.
``form``: How the table of a method is written: the kinds of things that a form says, and its
    refusal.
``forms``: What a table of each method looks like: its settings, its columns and what they may be
    called.
``grid``: The cells of a spreadsheet, its settings and its headings, for any shape of table.
``headings``: The row of headings of a table whose columns are known, also when it is several rows
    high.
``labels``: What the words before a row say of it: a section, a sum, a remark, or a thing of its
    own.
``marks``: Which mark parts the decimals in a spreadsheet: told by its other cells, never guessed.
``matrix``: Reading a matrix: names above its columns, and the same names before its rows.
``pairs``: The columns of a QSPM sheet: one of AS per strategy, or a pair of AS and TAS.
``records``: Reading a table with a row per thing: issues, factors, means.
``sheet``: Reading a method's table from a spreadsheet: CSV (also with ``;``), XLSX, XLS or ODS.
``toml``: Reading a method's table from TOML.
"""
