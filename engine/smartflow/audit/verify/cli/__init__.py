"""The command ``audit verify``.

In this folder:

``verify``: recompute the history and say whether it is as it was written.
``verify_data``: The answer of ``audit verify`` as plain data, and as a table of the logs.
``verify_text``: The answer of ``audit verify`` as a person reads it: first whether all is whole,
    then what is.
"""
