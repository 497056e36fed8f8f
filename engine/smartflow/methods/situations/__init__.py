"""What can be wrong with the table of a method: every situation with its code and sentence.

In this folder:

``catalogue``: The catalogue: every situation that a method can find, by key and by code.
``decision``: What can be wrong with decision tables (MCD: SAW, WPM, TOPSIS) and judgements (AHP).
``issue``: What can be wrong with tables that choose among issues: USG, APK (APKL) and IMP
    (impact-effort).
``strategy``: What can be wrong with tables that make strategies: TOW (TOWS) and QSP (QSPM).
``swot``: What can be wrong with an IFAS/EFAS table: family IFS.
``table``: What can be wrong with any table, whatever method it is for: family TBL.
``weight``: What can be wrong with weights of factors (WGT) and with the IE matrix (IEM).
"""
