"""The command ``template``.

In this folder:

``check``: try templates on a sample book.
``copy``: hand out a shipped template, to be restyled.
``template``: how books look: the templates there are, handed out and tried.
``views``: What the commands about templates share: the folder they are in, and how a check is told.
"""
