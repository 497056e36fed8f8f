"""The SWT and TWS rules: factors, numbers, scores, strategies.

In this folder:

``duplicates``: SWT006: the same factor, or nearly the same, stands several times in one dimension.
``factor_table``: The agencies' SWOT factors, read once for all the rules that judge them.
``factors``: SWOT factors and TOWS strategies as the SWT and TWS rules see them.
``numbers``: SWT003 and SWT004: weights that add up, and ratings on their scale (domain.md 4.3).
``scores``: SWT005 and SWT007: scores are products, totals are sums, the quadrant is the computed
    one.
``sides``: SWT008 and SWT009: a factor stands on its right side, and a matrix has neither few nor
    many.
``swot``: SWT001 to SWT002: who has given SWOT, and whether a dimension has all four categories.
``tows``: TWS001 to TWS003: strategies rest on real factors, of the right letters, in all four
    cells.
"""
