"""The six dimensions of the national programme: one file each, each a plugin of its own.

A dimension is data. A region that swaps one for another (a draft regulation replaces branding by
mobility) blocks the file's plugin and registers its own; nothing else changes. What the six share
in judging their rows stands in ``_checks``, how figures are recognised in ``_figures``, how parts
are declared in ``_parts``. Nothing here imports the worksheets: columns are known by their keys.

This module stays empty, so that loading one dimension never loads another.

In this folder:

``_chapters``: The chapter that every dimension adds to the masterplan, registered in one line of
    its file.
``_checks``: What the six dimensions share in judging their rows.
``_figures``: How a figure is recognised in a worksheet: by its words and its unit.
``_indicators``: What the masterplan says of a dimension as such: its fields and its usual figures.
``_parts``: Short words with which a dimension's file declares its parts.
``_rules``: Rules that every dimension has, built from what its file declares.
``branding``: Smart Branding (BRA): tourism, business and the face of the city.
``economy``: Smart Economy (ECO): industry, welfare and financial transactions.
``environment``: Smart Environment (ENV): protection, waste and energy.
``governance``: Smart Governance (GOV): public service, bureaucracy and public policy.
``living``: Smart Living (LIV): the harmony of space, health and the ways to get about.
``society``: Smart Society (SOC): community, learning and security.
"""
