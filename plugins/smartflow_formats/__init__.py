"""Output formats, one file each: docx, pdf, html, markdown, xlsx, csv; sarif and junit of verdicts.

Text and JSON are the engine's own, so that a broken format can never hide a verdict. What several
files share stands beside them under a leading underscore: how a typed cell reads in a language
(``_cells``), what the renderers of books say themselves (``_book_words``), letters that cannot be
shown (``_letters``), the sandbox of templates (``_template``). A format imports the public names of
``smartflow`` only, and its library when it writes.
"""
