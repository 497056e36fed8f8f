"""USG priority: which issues come first, each merged over the agencies that report it.

An issue's total is U + S + G (domain.md 4.1). Agencies that write the same issue for the same
dimension, in the same words, report one issue; its priority is the mean of their totals, each of
which stands in the breakdown. Imports the public names of ``smartflow`` and its methods; pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import Text, methods
from smartflow_masterplan.rules.judging import number
from smartflow_masterplan.scoring.parts import mean_score, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Row, Score, Settings

__all__ = ["merged_issues", "usg_priority"]

_CRITERIA = ("urgency", "seriousness", "growth")
_NO_WORD = re.compile(r"\W+")


def usg_priority(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield the priority of every issue whose U, S and G are given, on the scale of the settings.

    The subject is the row that stands first among those that were merged. An issue that lacks a
    value, or has one off the scale, has no priority; ISU rules say so at its row.
    """
    for _, score in merged_issues(dossier, settings):
        yield score


def merged_issues(dossier: Dossier, settings: Settings) -> Iterator[tuple[tuple[Row, ...], Score]]:
    """Yield each issue that has a priority: the rows that report it, and its score."""
    merged: dict[tuple[str, str], list[Row]] = defaultdict(list)
    totals = _totals(dossier.rows("issues"), settings)
    for row in dossier.rows("issues"):
        if row.id in totals:
            merged[row.dimension, _words(row)].append(row)
    for rows in merged.values():
        ordered = tuple(sorted(rows, key=lambda row: (row.agency, row.number, row.id)))
        lines = (part(_title(row), Decimal(totals[row.id])) for row in ordered)
        yield ordered, mean_score(ordered[0].id, lines)


def _totals(rows: tuple[Row, ...], settings: Settings) -> dict[str, int]:
    """Return U + S + G by row, of the rows that the method finds nothing wrong with."""
    brought = methods.UsgTable(
        issue=tuple(
            methods.UsgIssue(name=row.id, **{key: row.get(key) for key in _CRITERIA})
            for row in rows
        ),
        scale=(number(settings, "usg_minimum"), number(settings, "usg_maximum")),
    )
    result = methods.rank_usg(brought)
    faulty = {found.number for found in result.findings if found.severity == "error"}
    return {
        row.id: int(ranked.total)
        for position, (row, ranked) in enumerate(zip(rows, result.rows, strict=True), start=1)
        if ranked.total is not None and position not in faulty
    }


def _words(row: Row) -> str:
    """Return an issue's words in the form in which they are compared."""
    return _NO_WORD.sub(" ", row.text("issue").casefold()).strip()


def _title(row: Row) -> Text:
    u, s, g = (row.text(key) for key in _CRITERIA)
    return Text.same(f"{row.agency}: {u} + {s} + {g}")
