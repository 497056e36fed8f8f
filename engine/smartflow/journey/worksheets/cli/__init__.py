"""The commands ``submit``, ``nil``, ``worksheet``, ``attend`` and ``present``.

In this folder:

``attend``: who was at a session.
``nil``: an agency has nothing to report.
``present``: a dimension has presented its work.
``show``: the columns of one worksheet, by the keys that rules call them.
``submit``: bring filled-in workbooks; a bad file is refused, a bad cell is noted.
``worksheet``: templates to fill in, what there is to fill in, entry by hand.
"""
