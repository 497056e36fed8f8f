"""How decisions on agencies' rows are shown: who used, merged or dropped a row, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, day_words
from smartflow.terminal.words.history import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.journey.merging.followed_rows import FollowedRow, FollowedRows
    from smartflow.journey.worksheets.consolidated import RowDecision
    from smartflow.report import Table
    from smartflow.report.table import Cell
    from smartflow.terminal.call import Call

__all__ = ["decision_data", "decision_lines", "followed_blocks", "followed_data", "followed_table"]

_WAITING = Text(id="belum masuk lembar gabungan", en="in no consolidated sheet yet")


def decision_lines(call: Call, decisions: Iterable[RowDecision]) -> list[str]:
    """Return two lines for each row: what it says, and what was decided, by whom and why."""
    lines = []
    for one in decisions:
        lines += [f"  - {one.code} {one.words}", f"    {call.words(_decided(one))}"]
    return lines


def _decided(one: RowDecision) -> Text:
    """Return ``digabung → DINKES:S4, oleh Ani, 3 Juli 2026 (entri 41): sama``."""
    if one.decided is None:
        return _WAITING
    what, who = DECIDED[one.outcome], one.decided
    into = f" → {one.merged_into}" if one.merged_into else ""
    why = f": {one.reason}" if one.reason else ""
    return Text(
        id=f"{what.id}{into}, oleh {who.by}, {day_words(who.day, 'id')} (entri {who.entry}){why}",
        en=f"{what.en}{into}, by {who.by}, {day_words(who.day, 'en')} (entry {who.entry}){why}",
    )


def decision_data(one: RowDecision) -> dict[str, object]:
    """Return a decision as JSON holds it."""
    who = one.decided
    return {
        "code": one.code,
        "words": one.words,
        "outcome": one.outcome,
        "decision": one.decision,
        "merged_into": one.merged_into,
        "reason": one.reason,
        "by": who.by if who else None,
        "day": who.day.isoformat() if who else None,
        "entry": who.entry if who else None,
    }


# -- one agency's rows ----------------------------------------------------------------------------


def followed_blocks(call: Call, found: FollowedRows) -> list[str]:
    """Return a title, then one block for each dimension and worksheet of the agency."""
    city, agency = found.case.state.city, found.agency
    blocks = [
        call.words(
            Text(
                id=f"Ke mana baris {agency.code} ({agency.name}), {city.name}",
                en=f"Where the rows of {agency.code} ({agency.name}) went, {city.name}",
            )
        )
    ]
    if not found.rows:
        blocks.append(
            call.words(
                Text(
                    id=f"{agency.code} belum mengirim baris yang dikonsolidasi.",
                    en=f"{agency.code} has not submitted any row that is consolidated.",
                )
            )
        )
    groups: dict[tuple[str, str], list[FollowedRow]] = {}
    for row in found.rows:
        groups.setdefault((row.dimension.key, row.worksheet.key), []).append(row)
    for rows in groups.values():
        dimension, sheet = rows[0].dimension.title, rows[0].worksheet.title
        title = Text(id=f"{dimension.id}, {sheet.id}:", en=f"{dimension.en}, {sheet.en}:")
        lines = decision_lines(call, (row.decision for row in rows))
        blocks.append("\n".join([call.words(title), *lines]))
    return blocks


def followed_data(found: FollowedRows) -> dict[str, object]:
    """Return an agency's rows as JSON holds them."""
    return {
        "city": found.case.state.city.slug,
        "agency": found.agency.code,
        "rows": [
            {
                "dimension": row.dimension.key,
                "worksheet": row.worksheet.key,
                "listed": row.listed,
                **decision_data(row.decision),
            }
            for row in found.rows
        ],
    }


def followed_table(found: FollowedRows) -> Table:
    """Return an agency's rows as one table, for the formats that know tables only."""
    from smartflow.report import Table

    return Table(
        title=Text(
            id=f"Ke mana baris {found.agency.code}",
            en=f"Where the rows of {found.agency.code} went",
        ),
        keys=(
            *("dimension", "worksheet", "code", "words", "outcome"),
            *("merged_into", "reason", "by", "day", "entry"),
        ),
        headings=(
            Text(id="Dimensi", en="Dimension"),
            Text(id="Kertas kerja", en="Worksheet"),
            Text(id="Kode", en="Code"),
            Text(id="Uraian", en="Words"),
            Text(id="Keputusan", en="Decision"),
            Text(id="Digabung ke", en="Merged into"),
            Text(id="Alasan", en="Reason"),
            Text(id="Oleh", en="By"),
            Text(id="Tanggal", en="Day"),
            Text(id="Entri", en="Entry"),
        ),
        rows=tuple(_cells(row) for row in found.rows),
    )


def _cells(row: FollowedRow) -> tuple[Cell, ...]:
    one, who = row.decision, row.decision.decided
    return (
        row.dimension.key,
        row.worksheet.key,
        one.code,
        one.words,
        DECIDED[one.outcome] if row.listed else _WAITING,
        one.merged_into,
        one.reason,
        who.by if who else "",
        who.day if who else None,
        who.entry if who else None,
    )
