"""WSH002: what a consolidation decides points at rows that exist and are used.

An agency must be able to follow its row: merged means that it lives on in another row, which
therefore has to be there and be used itself. A row that its agency has taken back since is named
too. That a row which is not used has its reason is asked by WSH001, beside the other empty cells.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import dimension_title, finding, shortened
from smartflow_masterplan.rules.swot.factors import whole_code
from smartflow_masterplan.sheets.shared_columns import MERGED, NOT_USED, USED
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["CONSOLIDATED_RULES"]

_SHEETS = (("swot", "swot_merged"), ("tows", "tows_merged"))
"""The agencies' worksheets, and those that consolidate them."""

_INTO_ITSELF = Text(id="{row} digabung ke dirinya sendiri.", en="{row} is merged into itself.")
_INTO_NOTHING = Text(
    id="{row} digabung ke '{target}', yang tidak ada dalam lembar gabungan dimensi {dimension}.",
    en="{row} is merged into '{target}', which the consolidated sheet of the dimension"
    " {dimension} does not have.",
)
_INTO_EACH_OTHER = Text(
    id="{row} dan {target} saling digabung; salah satunya harus dipakai.",
    en="{row} and {target} are merged into each other; one of them must be used.",
)
_INTO_MERGED = Text(
    id="{row} digabung ke {target}, yang sendiri digabung ke {next}.",
    en="{row} is merged into {target}, which is itself merged into {next}.",
)
_INTO_DROPPED = Text(
    id="{row} digabung ke {target}, yang sendiri tidak dipakai.",
    en="{row} is merged into {target}, which is not used itself.",
)
_INTO_UNDECIDED = Text(
    id="{row} digabung ke {target}, yang sendiri belum diputuskan.",
    en="{row} is merged into {target}, on which nothing is decided yet.",
)
_WITHDRAWN = Text(
    id="{row} dipakai, tetapi {source} tidak ada lagi di kertas kerja {agency} untuk dimensi"
    " {dimension}.",
    en="{row} is used, but {source} stands no longer in the worksheet of {agency} for the dimension"
    " {dimension}.",
)


def decisions_point_at_used_rows(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each merged row without a used target, and each used row taken back."""
    consolidated = False
    for worksheet, merged in _SHEETS:
        rows: dict[str, list[Row]] = {}
        for row in dossier.rows(merged):
            rows.setdefault(row.dimension, []).append(row)
        consolidated = consolidated or bool(rows)
        given = {(row.id, row.dimension) for row in dossier.rows(worksheet)} if rows else set()
        for listed in rows.values():
            named = _by_name(listed)
            for row in listed:
                decision = row.text("decision")
                if decision == MERGED and row.text("merged_into"):
                    yield from _merged(dossier, row, named)
                elif decision == USED and (row.text("source"), row.dimension) not in given:
                    yield _taken_back(dossier, row)
    if not consolidated:
        yield NotApplicable()


def _name(row: Row) -> str:
    return whole_code(row.text("code"), row.text("agency"))


def _by_name(rows: list[Row]) -> Mapping[str, Row]:
    """Return rows by name; of several of one name, which WSH001 reports, the used one."""
    named: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row.text("decision") != USED, row.id)):
        named.setdefault(_name(row), row)
    return named


def _merged(dossier: Dossier, row: Row, named: Mapping[str, Row]) -> Iterator[Finding]:
    """Yield what is wrong with the row into which ``row`` is merged."""
    own, target = _name(row), whole_code(row.text("merged_into"), row.text("agency"))
    values: dict[str, object] = {"row": own, "target": target}
    into = named.get(target)
    decision = into.text("decision") if into is not None else ""
    if target == own:
        message = _INTO_ITSELF
    elif into is None:
        message = _INTO_NOTHING
        values["target"] = shortened(row.text("merged_into"))
        values["dimension"] = dimension_title(dossier.dimensions, row.dimension)
    elif decision == USED:
        return
    elif decision == MERGED:
        onward = whole_code(into.text("merged_into"), into.text("agency"))
        message = _INTO_EACH_OTHER if onward == own else _INTO_MERGED
        values["next"] = onward
    else:
        message = _INTO_DROPPED if decision == NOT_USED else _INTO_UNDECIDED
    yield finding(message, values, row=row, column="merged_into")


def _taken_back(dossier: Dossier, row: Row) -> Finding:
    values = {
        "row": _name(row),
        "source": shortened(row.text("source")) or "-",
        "agency": row.text("agency"),
        "dimension": dimension_title(dossier.dimensions, row.dimension),
    }
    return finding(_WITHDRAWN, values, row=row, column="source", severity="warning")


CONSOLIDATED_RULES = (
    Rule(
        code="WSH002",
        title=Text(
            id="Baris yang digabung masuk ke baris yang dipakai",
            en="What is merged goes into a row that is used",
        ),
        why=Text(
            id="Perangkat daerah harus dapat menelusuri ke mana barisnya; baris yang digabung ke"
            " baris yang tidak dipakai hilang tanpa alasan.",
            en="An agency must be able to follow its row; one that is merged into a row which is"
            " not used is lost without a reason.",
        ),
        fix=Text(
            id="Pada lembar gabungan dimensi, isi kolom Digabung ke dengan baris yang dipakai,"
            " misalnya DINKES:S4, atau ubah keputusannya; baris yang sudah ditarik dihapus atau"
            " ditandai tidak dipakai.",
            en="In the dimension's consolidated sheet, fill in Merged into with a used row, such as"
            " DINKES:S4, or change the decision; delete a row that was taken back, or mark it as"
            " not used.",
        ),
        fix_command="consolidate {city} {dimension} {file}",
        message=_INTO_NOTHING,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.MALANG,),
        since="0.1.0",
        reads=("swot", "tows", "swot_merged", "tows_merged"),
        function=decisions_point_at_used_rows,
        passes=Text(
            id="RSUD W3 digabung ke DINKES:W1, dan DINKES W1 dipakai.",
            en="RSUD W3 is merged into DINKES:W1, and DINKES W1 is used.",
        ),
        fails=Text(
            id="RSUD W3 digabung ke DINKES:W1, sedangkan DINKES W1 digabung ke RSUD:W3.",
            en="RSUD W3 is merged into DINKES:W1, while DINKES W1 is merged into RSUD:W3.",
        ),
    ),
)
