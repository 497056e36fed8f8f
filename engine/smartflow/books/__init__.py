"""Books and sheets: printed from chapters, by templates that an office may restyle.

In this folder:

``press``: From a city to a printed book: composed, rendered, issued.
``templates``: Templates: which one prints a book, copies to restyle, and a trial before it counts.
"""
