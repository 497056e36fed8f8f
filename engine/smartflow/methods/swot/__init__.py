"""From factors to strategies: IFAS and EFAS, the quadrant, the IE matrix, TOWS and QSPM."""
