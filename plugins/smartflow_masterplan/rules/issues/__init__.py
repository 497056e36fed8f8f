"""The ISU rules: issues, their ranks, APKL.

In this folder:

``apkl``: ISU005: APKL is assessed whole, in one way, and agrees with USG (domain.md 4.2).
``issues``: ISU001, ISU002, ISU003 and ISU006: the issues of the region, their evidence and USG
    values.
``ranks``: ISU004: USG totals are sums, and ranks agree with them (domain.md 4.1).
"""
