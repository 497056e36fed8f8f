"""What is filled in: workbooks in, entries by hand, nil reports, attendance, presentations.

In this folder:

``attend``: record who was at a session, from its attendance list.
``cli``: The commands ``submit``, ``nil``, ``worksheet``, ``attend`` and ``present``.
``confirm``: a filler confirms what was entered on its behalf.
``consolidated``: What a consolidated sheet says: the columns by which the engine knows one, and who
    decided.
``entry``: what came as a photo or a letter, typed by the secretariat.
``intake``: Taking in a worksheet: what every act that brings rows has in common.
``nil``: an agency has nothing to report in a worksheet, which is unlike not having answered.
``present``: a dimension has presented its work, bound to what it then had.
``submit``: bring filled-in workbooks. A bad file is refused; a bad cell is kept and noted.
``template``: write the workbooks that are filled in, with what is already there.
"""
