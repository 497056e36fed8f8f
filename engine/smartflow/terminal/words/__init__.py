"""What the terminal calls things: acts of the history, keys of verdicts, common words.

In this folder:

``history``: What each act of the history reads like, as one sentence in both languages.
``naming``: What the keys of a verdict, a status or an entry are called when a person reads them.
``store_log``: What each act of the store log reads like: its beginning, its cities, its keys, its
    witnesses.
``wording``: The words that the command line itself says: headings, common metavars, shared
    arguments.
"""
