"""ISU004: USG totals are sums, and ranks agree with them (domain.md 4.1).

A table is what one filler wrote about one dimension. Within it a higher total has a better rank,
and equal totals share a rank. Ranks may be written 1, 2, 3 or I, II, III; shared ranks may be
counted 1, 1, 2 or 1, 1, 3. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.issues.issues import USG
from smartflow_masterplan.rules.judging import filled, finding, shortened
from smartflow_masterplan.stages import ISSUE_ANALYSIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["RANK_RULES", "rank_value"]

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNDECIDED = 3
"""From this many issues on, equal totals everywhere say that nothing was prioritised."""

_WRONG_TOTAL = Text(
    id="Isu '{issue}': total USG tertulis {written}, seharusnya {total}.",
    en="Issue '{issue}': the USG total is written as {written}, it should be {total}.",
)
_UNREADABLE_RANK = Text(
    id="Isu '{issue}': peringkat '{rank}' bukan 1, 2, 3 atau I, II, III.",
    en="Issue '{issue}': the rank '{rank}' is not 1, 2, 3 or I, II, III.",
)
_WRONG_RANK = Text(
    id="Isu '{issue}' (total {total}) berperingkat {rank}, padahal isu '{other}' (total"
    " {other_total}) berperingkat {other_rank}.",
    en="The issue '{issue}' (total {total}) has rank {rank}, while the issue '{other}' (total"
    " {other_total}) has rank {other_rank}.",
)
_SPLIT_TIE = Text(
    id="Isu '{issue}' dan '{other}' sama-sama bertotal {total}, tetapi peringkatnya {rank} dan"
    " {other_rank}; total yang sama berperingkat sama.",
    en="The issues '{issue}' and '{other}' both have the total {total} but ranks {rank} and"
    " {other_rank}; equal totals share a rank.",
)
_UNDECIDED_TABLE = Text(
    id="Semua {count} isu bertotal USG sama ({total}), sehingga tidak ada yang diprioritaskan.",
    en="All {count} issues have the same USG total ({total}), so that none has priority.",
)


class _Issue(NamedTuple):
    """An issue with a total, and with its rank: 0 when none is given or none can be read."""

    row: Row
    total: int
    rank: int


def rank_value(words: str) -> int | None:
    """Return the number that a rank stands for, arabic or roman, or None."""
    text = words.strip().removesuffix(".").upper()
    if text.isascii() and text.isdigit():
        return int(text) or None
    values = [_ROMAN.get(letter) for letter in text]
    numbers = [value for value in values if value is not None]
    if not text or len(numbers) != len(values):
        return None
    signed = [-value if value < after else value for value, after in pairwise([*numbers, 0])]
    number = sum(signed)
    return number if _roman(number) == text else None


def _roman(number: int) -> str:
    """Return a number from 1 to 100 in roman numerals, ``""`` beyond."""
    steps = (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    )  # fmt: skip
    written = ""
    for value, letters in steps:
        written += letters * (max(number, 0) // value)
        number = max(number, 0) % value
    return written


def totals_and_ranks_agree(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for wrong totals, unreadable ranks, and ranks against the totals."""
    tables: dict[tuple[str, str], list[_Issue]] = defaultdict(list)
    for row in sorted(dossier.rows("issues"), key=lambda row: row.id):
        total = _total(row)
        if total is not None:
            rank = rank_value(row.text("rank")) or 0
            tables[row.filler, row.dimension].append(_Issue(row, total, rank))
    if not tables:
        yield NotApplicable()
    for table in tables.values():
        for issue in table:
            yield from _own_cells(issue)
        yield from _against_each_other([issue for issue in table if issue.rank])
        yield from _undecided(table)


def _total(row: Row) -> int | None:
    """Return U + S + G, else the total as written, else None."""
    parts = [row.get(column) for column in USG]
    whole_parts = [part for part in parts if isinstance(part, int)]
    if len(whole_parts) == len(USG):
        return sum(whole_parts)
    written = row.get("total")
    return written if isinstance(written, int) else None


def _own_cells(issue: _Issue) -> Iterator[Finding]:
    row, name = issue.row, shortened(issue.row.text("issue"))
    if filled(row, "total") and row.get("total") != issue.total:
        written = row.written("total") or row.text("total")
        yield finding(
            _WRONG_TOTAL,
            {"issue": name, "written": written, "total": issue.total},
            row=row,
            column="total",
        )
    if filled(row, "rank") and not issue.rank:
        written = row.written("rank") or row.text("rank")
        yield finding(_UNREADABLE_RANK, {"issue": name, "rank": written}, row=row, column="rank")


def _against_each_other(ranked: Sequence[_Issue]) -> Iterator[Finding]:
    """Yield one finding per issue whose rank contradicts a neighbour in the order of totals.

    When every neighbour in that order agrees, every pair does.
    """
    ordered = sorted(ranked, key=lambda issue: (-issue.total, issue.rank, issue.row.id))
    for better, worse in pairwise(ordered):
        tie = better.total == worse.total
        agrees = better.rank == worse.rank if tie else better.rank < worse.rank
        if agrees:
            continue
        values: dict[str, str | int] = {
            "issue": shortened(worse.row.text("issue")),
            "total": worse.total,
            "rank": worse.rank,
            "other": shortened(better.row.text("issue")),
            "other_rank": better.rank,
        }
        if not tie:
            values["other_total"] = better.total
        yield finding(_SPLIT_TIE if tie else _WRONG_RANK, values, row=worse.row, column="rank")


def _undecided(table: Iterable[_Issue]) -> Iterator[Finding]:
    issues = tuple(table)
    if len(issues) >= _UNDECIDED and len({issue.total for issue in issues}) == 1:
        first = issues[0]
        yield finding(
            _UNDECIDED_TABLE,
            {"count": len(issues), "total": first.total},
            dimension=first.row.dimension or None,
            agency=first.row.agency or None,
            severity="warning",
        )


RANK_RULES = (
    Rule(
        code="ISU004",
        title=Text(
            id="Total USG dan peringkat isu saling sesuai",
            en="USG totals and ranks of issues agree",
        ),
        why=Text(
            id="Prioritas isu hanya dapat dipertanggungjawabkan jika total dan peringkatnya"
            " dapat dihitung ulang.",
            en="Priorities can be defended only if totals and ranks can be worked out again.",
        ),
        fix=Text(
            id="Isi total dengan U + S + G dan urutkan peringkat menurut total; total yang sama"
            " berperingkat sama. Kedua kolom boleh dikosongkan.",
            en="Let the total be U + S + G and rank by total; equal totals share a rank. Both"
            " columns may stay empty.",
        ),
        message=_WRONG_RANK,
        severity="error",
        stages=(ISSUE_ANALYSIS,),
        cites=(sources.PULANG_PISAU, sources.USG_SCALES),
        since="0.1.0",
        reads=("issues",),
        function=totals_and_ranks_agree,
        passes=Text(
            id="Dua isu bertotal 14 dan satu bertotal 10, dengan peringkat 1, 1, dan 3.",
            en="Two issues with the total 14 and one with 10, ranked 1, 1 and 3.",
        ),
        fails=Text(
            id="U 4, S 5, G 4 ditulis bertotal 12; atau isu bertotal 10 berperingkat lebih baik"
            " daripada yang bertotal 14.",
            en="U 4, S 5, G 4 with the total written as 12; or an issue of total 10 ranked before"
            " one of 14.",
        ),
    ),
)
