"""The QWN rules: how many, when, by which means, with which local wisdom.

In this folder:

``count``: QWN001: how many quick wins are selected, and which dimensions have none.
``funding``: QWN003 and QWN004: a quick win is funded, and its success can be measured.
``judged``: Which quick wins are judged, and how severely.
``local_wisdom``: QWN005: a quick win rests on local wisdom (kearifan lokal), said in words of its
    own.
``period``: QWN002: a quick win is realised within a year (domain.md 3, criteria of quick wins).
"""
