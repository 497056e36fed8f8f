"""What several formats share: cells, words, letters, templates.

In this folder:

``book_words``: What the renderers of books say themselves: table 3, draft, remark, and what they
    number.
``cells``: How a typed cell reads in a language, with long or ISO dates; shared by the formats.
``gate_words``: One sentence that says whether a gate is met, for formats with no room for more.
``letters``: Letters that would mislead a reader, made visible, in every book.
``prose``: Worksheet text made harmless for Markdown.
``raster``: A chart as pixels, for what cannot hold an SVG: Word before 2016 and LibreOffice's older
    ones.
``remarks``: A verdict flattened into lines of plain words, in one language.
``template``: Templates that officials change: where they are filled, and how a fault of theirs is
    told.
``template_words``: What Jinja says of a template, in an official's words.
"""
