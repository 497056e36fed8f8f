"""VOC001: dimensions are called by their names.

Press and official texts disagree on them (domain.md section 2). The reader of workbooks turns a
declared alias into the dimension's key with a note; what it could not turn is judged here. Imports
the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, shortened, titles, worksheets_so_far
from smartflow_masterplan.stages import WORKING_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dimension, Dossier, Finding, Row, Settings

__all__ = ["VOCABULARY_RULES"]

_UNKNOWN_NAME = Text(
    id="'{written}' bukan nama dimensi; yang dikenal: {known}.",
    en="'{written}' is not the name of a dimension; known are: {known}.",
)
_ALIAS = Text(
    id="'{written}' adalah sebutan lain; nama resminya {dimension}.",
    en="'{written}' is another name; the official one is {dimension}.",
)
_OUTSIDE = Text(
    id="Dimensi '{written}' tidak termasuk alur kerja ini; yang dikenal: {known}.",
    en="The dimension '{written}' is not part of this workflow; known are: {known}.",
)


def dimensions_are_called_by_name(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each cell that calls a dimension by something else than its name."""
    known = {dimension.key for dimension in dossier.dimensions}
    names = titles(dimension.title for dimension in dossier.dimensions)
    for worksheet in worksheets_so_far(dossier):
        columns = [column.key for column in worksheet.columns if column.refers == "dimension"]
        for row in dossier.rows(worksheet.key) if columns else ():
            for column in columns:
                written = row.written(column)
                if written is not None:
                    yield _misnamed(row, column, written, dossier.dimensions)
                elif row[column] not in known and row.text(column):
                    values = {"written": row.text(column), "known": names}
                    yield finding(_OUTSIDE, values, row=row, column=column)


def _misnamed(row: Row, column: str, written: str, dimensions: tuple[Dimension, ...]) -> Finding:
    meant = [
        dimension
        for dimension in dimensions
        if dimension.has_alias(written) or dimension.key == row.text(column)
    ]
    if meant:
        return finding(
            _ALIAS,
            {"written": shortened(written), "dimension": meant[0].title},
            row=row,
            column=column,
            severity="warning" if row.text(column) else None,
        )
    names = titles(dimension.title for dimension in dimensions)
    return finding(
        _UNKNOWN_NAME, {"written": shortened(written), "known": names}, row=row, column=column
    )


VOCABULARY_RULES = (
    Rule(
        code="VOC001",
        title=Text(
            id="Dimensi disebut dengan nama resminya", en="Dimensions are called by their names"
        ),
        why=Text(
            id="Berita dan dokumen resmi memakai nama dimensi yang berbeda-beda; tanpa satu"
            " sebutan, isian tidak dapat dihimpun.",
            en="Press and official texts use different names for dimensions; without one name the"
            " rows cannot be brought together.",
        ),
        fix=Text(
            id="Pilih nama dimensi dari daftar pada kolom itu, lalu kirim ulang kertas kerjanya.",
            en="Choose the dimension from the list in that column, then send the worksheet again.",
        ),
        message=_UNKNOWN_NAME,
        severity="error",
        stages=WORKING_STAGES,
        cites=(sources.LUWU_UTARA, sources.BALIKPAPAN, sources.DRAFT_REGULATION),
        since="0.1.0",
        reads=("issues", "swot", "tows", "goals", "actions"),
        function=dimensions_are_called_by_name,
        passes=Text(
            id="Kolom dimensi berisi 'Smart Living', seperti dalam daftar.",
            en="The column for the dimension says 'Smart Living', as in the list.",
        ),
        fails=Text(
            id="Kolom dimensi berisi 'Kesehatan', yang bukan nama dimensi; 'Smart Government'"
            " hanya diingatkan.",
            en="The column for the dimension says 'Kesehatan' (health), which is no dimension;"
            " 'Smart Government' only warns.",
        ),
    ),
)
