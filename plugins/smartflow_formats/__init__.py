"""Output formats, one file each: docx, pdf, html, markdown, xlsx, csv; sarif and junit of verdicts.

Text and JSON are the engine's own, so that a broken format can never hide a verdict. What several
files share stands beside them under a leading underscore: how a typed cell reads in a language
(``_cells``), what the renderers of books say themselves (``_book_words``), letters that cannot be
shown (``_letters``), the sandbox of templates (``_template``). A format imports the public names of
``smartflow`` only, and its library when it writes.

In this folder:

``common``: What several formats share: cells, words, letters, templates.
``csv``: The format ``csv``: a table, a verdict as a table, a book's tables in one; for Excel and
    scripts.
``docx``: The format ``docx``: a book as a Word file that an official can restyle.
``html``: The format ``html``: a book or a table as one page that needs nothing beside it.
``junit``: The format ``junit``: a verdict as JUnit XML, which CI systems show as test results.
``markdown``: The format ``markdown``: a verdict as a letter, a table as a table.
``pdf``: The format ``pdf``: a book as PDF/A-2b, tagged, with bookmarks and contents.
``sarif``: The format ``sarif``: a verdict for dashboards that collect what checking tools find.
``xlsx``: The format ``xlsx``: the tables of a book, or one table, as a workbook to filter and to
    add up.
"""
