"""From factors to strategies: IFAS and EFAS, the quadrant, the IE matrix, TOWS and QSPM.

In this folder:

``ie_matrix``: The internal-external (IE) matrix: grow, hold or harvest.
``ifas``: IFAS/EFAS (IFE/EFE): how well a city uses its strengths and opportunities.
``ifas_checks``: What makes the factors, weights and ratings of an IFAS/EFAS table invalid.
``ifas_claims``: Whether the scores, totals, coordinates and quadrant that an IFAS/EFAS table states
    are right.
``ifas_table``: The shape of an IFAS/EFAS table as it is brought, and what its cells mean.
``qspm``: QSPM: which strategy is the most attractive, factor by factor.
``qspm_sheet``: Reads the attractiveness scores of a QSPM table, row by row, and notes what is wrong
    with them.
``quadrant``: The SWOT quadrant: which of four grand strategies a point (x, y) asks for.
``tows``: TOWS: whether the strategies of a matrix follow from the factors they cite.
``weights``: Weights of factors, from mean importance or from paired comparison.
"""
