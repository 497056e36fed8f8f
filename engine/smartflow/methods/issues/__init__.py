"""Choosing among issues: by urgency, by whether they are worth it, by impact and effort.

In this folder:

``apkl``: APKL: whether an issue is worth analysing (actual, problematic, relevant, feasible).
``impact_effort``: The impact-effort matrix: which ideas are quick wins.
``usg``: USG: which issue comes first, by urgency, seriousness and growth.
"""
