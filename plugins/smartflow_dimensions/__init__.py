"""The six dimensions of the national programme: one file each, each a plugin of its own.

A dimension is data. A region that swaps one for another (a draft regulation replaces branding by
mobility) blocks the file's plugin and registers its own; nothing else changes. What the six share
in judging their rows stands in ``_checks``, how figures are recognised in ``_figures``, how parts
are declared in ``_parts``. Nothing here imports the worksheets: columns are known by their keys.

This module stays empty, so that loading one dimension never loads another.
"""
