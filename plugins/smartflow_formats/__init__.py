"""Output formats, one file each: ``markdown`` and ``csv``.

Text and JSON are the engine's own, so that a broken format can never hide a verdict. What the
files share stands in ``_cells`` (how a typed cell reads in a language) and ``_remarks`` (a
verdict flattened into lines). A format imports the public names of ``smartflow`` only.
"""
