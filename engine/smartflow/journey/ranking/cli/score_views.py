"""How scores are shown: a matrix of parts by dimension, a list of rows, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.cells import cell_data

if TYPE_CHECKING:
    from decimal import Decimal

    from smartflow.journey.ranking.scores import Scored
    from smartflow.model import ScoreResult
    from smartflow.report import Table
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names

__all__ = ["flat_table", "score_data", "text_blocks"]

_MOST = 20
"""A list of rows is cut after so many; JSON and CSV hold all."""
_SCORE = Text(id="SKOR", en="SCORE")


# -- text -----------------------------------------------------------------------------------------


def text_blocks(call: Call, scored: Scored, names: Names) -> list[str]:
    """Return one block of text per scoring rule, below the city and its stage."""
    blocks = [f"{names.city}: {call.words(names.stage(scored.case.state.stage))}"]
    if not scored.scores:
        blocks.append(call.words(Text(id="Belum ada skor.", en="No score yet.")))
    groups = {"", *(dimension.key for dimension in scored.dossier.dimensions)}
    for _, group in groupby(scored.scores, key=lambda one: one.rule):
        found = tuple(group)
        if any(one.fault for one in found):
            blocks += [f"{call.words(one.title)} ({one.rule}): {one.fault}" for one in found]
        elif all(one.subject in groups for one in found):
            blocks += _matrix(call, scored, found, names)
        else:
            blocks.append(_list(call, found))
    return blocks


def _matrix(call: Call, scored: Scored, found: Sequence[ScoreResult], names: Names) -> list[str]:
    """Return parts as rows and dimensions as columns, the score last, remarks below."""
    from smartflow.report import Table
    from smartflow.terminal.tables import text_table

    order = [*(dimension.key for dimension in scored.dossier.dimensions), ""]
    columns = sorted(found, key=lambda one: order.index(one.subject))
    heads = _shared_heads(columns)
    rows: list[tuple[Text | Decimal | None, ...]] = []
    for head, weight in heads.items():
        values = (_value(one, head) for one in columns)
        rows.append((head, weight, *values))
    rows.append((_SCORE, None, *(one.value for one in columns)))
    first = columns[0]
    table = Table(
        title=Text(id=f"{first.title.id} ({first.rule})", en=f"{first.title.en} ({first.rule})"),
        keys=("part", "weight", *(one.subject or "city" for one in columns)),
        headings=(
            Text(id="Bagian", en="Part"),
            Text(id="Bobot", en="Weight"),
            *(_short(names.dimension(one.subject), names.city) for one in columns),
        ),
        rows=tuple(rows),
    )
    remarks = _remarks(call, columns, heads, names)
    return ["\n".join((text_table(table, call.language), *remarks))]


def _head(title: Text) -> Text:
    """Return what a part is called, without what stands behind ``:`` or ``;``."""
    return Text(
        id=title.id.partition(":")[0].partition(";")[0],
        en=title.en.partition(":")[0].partition(";")[0],
    )


def _shared_heads(columns: Sequence[ScoreResult]) -> dict[Text, Decimal]:
    """Return the parts that every subject has at most once, with their weights."""
    heads: dict[Text, Decimal] = {}
    repeated: set[Text] = set()
    for one in columns:
        seen: set[Text] = set()
        for line in one.breakdown:
            head = _head(line.title)
            if head in seen or head.id != line.title.id.partition(";")[0]:
                repeated.add(head)
            seen.add(head)
            heads.setdefault(head, line.weight)
    return {head: weight for head, weight in heads.items() if head not in repeated}


def _value(one: ScoreResult, head: Text) -> Decimal | None:
    return next((line.value for line in one.breakdown if _head(line.title) == head), None)


def _remarks(
    call: Call, columns: Sequence[ScoreResult], heads: dict[Text, Decimal], names: Names
) -> list[str]:
    """Return the lines of single subjects: what stands in no row of the matrix."""
    said = []
    for one in columns:
        subject = call.words(_short(names.dimension(one.subject), names.city))
        for line in one.breakdown:
            head = _head(line.title)
            words = call.words(line.title)
            if head not in heads:
                value = number_words(line.value, call.language)
                said.append(f"  - {subject}: {words} ({value})")
            elif ";" in words:
                said.append(f"  - {subject}: {words.partition(';')[2].strip()}")
    return said


def _short(title: Text, city: str) -> Text:
    """Return a title without what stands in parentheses; the city's name for no title."""
    if not title.id:
        return Text.same(city)
    return Text(id=title.id.partition(" (")[0], en=title.en.partition(" (")[0])


def _list(call: Call, found: Sequence[ScoreResult]) -> str:
    """Return rows with their score, the highest first."""
    from smartflow.report import Table
    from smartflow.terminal.tables import text_table

    ordered = sorted(found, key=lambda one: (-(one.value or 0), one.subject))
    more = len(ordered) - _MOST
    first = ordered[0]
    table = Table(
        title=Text(id=f"{first.title.id} ({first.rule})", en=f"{first.title.en} ({first.rule})"),
        keys=("subject", "value", "parts"),
        headings=(
            Text(id="Untuk", en="Of"),
            Text(id="Skor", en="Score"),
            Text(id="Rincian", en="Parts"),
        ),
        rows=tuple((one.subject, one.value, _parts(one)) for one in ordered[:_MOST]),
        note=Text(
            id=f"{more} lagi: pakai --rule {first.rule} --format json (atau csv).",
            en=f"{more} more: use --rule {first.rule} --format json (or csv).",
        )
        if more > 0
        else None,
    )
    return text_table(table, call.language)


def _parts(one: ScoreResult) -> Text:
    """Return the parts on one line: ``title = value (x weight)``."""
    return Text(
        id="; ".join(
            f"{line.title.id} = {number_words(line.value, 'id')}{_times(line.weight)}"
            for line in one.breakdown
        ),
        en="; ".join(
            f"{line.title.en} = {number_words(line.value, 'en')}{_times(line.weight)}"
            for line in one.breakdown
        ),
    )


def _times(weight: Decimal) -> str:
    return "" if weight in (0, 1) else f" x{weight}"


# -- data -----------------------------------------------------------------------------------------


def score_data(scored: Scored) -> list[dict[str, object]]:
    """Return every score as a JSON object, with its parts."""
    return [
        {
            "rule": one.rule,
            "title": cell_data(one.title),
            "subject": one.subject,
            "value": cell_data(one.value),
            "fault": one.fault,
            "breakdown": [
                {
                    "title": cell_data(line.title),
                    "value": cell_data(line.value),
                    "weight": cell_data(line.weight),
                }
                for line in one.breakdown
            ],
        }
        for one in scored.scores
    ]


def flat_table(scored: Scored, names: Names) -> Table:
    """Return every score as one row, for the formats that know tables only."""
    from smartflow.report import Table

    return Table(
        title=Text(id=f"Skor {names.city}", en=f"Scores of {names.city}"),
        keys=("rule", "title", "subject", "value", "parts", "fault"),
        headings=(
            Text(id="Penilaian", en="Scoring rule"),
            Text(id="Judul", en="Title"),
            Text(id="Untuk", en="Of"),
            Text(id="Skor", en="Score"),
            Text(id="Rincian", en="Parts"),
            Text(id="Gangguan", en="Fault"),
        ),
        rows=tuple(
            (one.rule, one.title, one.subject, one.value, _parts(one), one.fault)
            for one in scored.scores
        ),
    )
