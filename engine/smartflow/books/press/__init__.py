"""From a city to a printed book: composed, rendered, issued.

In this folder:

``chapters``: From the chapters that plugins register to the chapters of one book.
``cli``: The command ``export``.
``compose``: From a city to a book: the chapters of its plugins, what is missing, cover and last
    page.
``export``: a report of a city as a file. It looks at the city and writes files, no history.
``gaps``: What a book still lacks, so that it is printed as a draft.
``issue``: a report becomes official; its file is known by its digest from then on.
``pages``: The pages of a book that no plugin writes: what stands on its cover, and its last page.
"""
