"""WSH001: every cell can be read, what is required is filled in, no row stands twice.

The reader of workbooks refuses files, never cells: a cell that does not fit its column is kept as
it was written and reported here, all of them at once (design.md 11). Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import filled, finding, shortened, titles, worksheets_so_far
from smartflow_masterplan.sheets.shared_columns import MERGED, NOT_USED
from smartflow_masterplan.sheets.worksheets import WORKSHEETS
from smartflow_masterplan.stages import WORKING_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Column, Dossier, Finding, Row, Settings, Worksheet

__all__ = ["CELL_RULES"]

_EMPTY = Text(id="Kolom wajib ini masih kosong.", en="This required column is empty.")
_NOT_A_NUMBER = Text(
    id="Isian '{written}' tidak dapat dibaca sebagai angka.",
    en="'{written}' cannot be read as a number.",
)
_NOT_WHOLE = Text(
    id="Isian '{written}' bukan bilangan bulat.", en="'{written}' is not a whole number."
)
_NOT_MONEY = Text(
    id="Isian '{written}' tidak dapat dibaca sebagai rupiah penuh.",
    en="'{written}' cannot be read as whole rupiah.",
)
_NOT_A_DATE = Text(
    id="Isian '{written}' tidak dapat dibaca sebagai tanggal.",
    en="'{written}' cannot be read as a date.",
)
_NOT_A_CHOICE = Text(
    id="Isian '{written}' bukan salah satu pilihan: {choices}.",
    en="'{written}' is not one of the choices: {choices}.",
)
_NOT_REGISTERED = Text(id="Isian '{written}' tidak terdaftar.", en="'{written}' is not registered.")
_UNREADABLE = Text(id="Isian '{written}' tidak dapat dibaca.", en="'{written}' cannot be read.")
_REPEATED = Text(
    id="Baris ini mengulang baris {other}: {columns} tidak boleh sama dalam satu kertas kerja.",
    en="This row repeats row {other}: {columns} must not be the same twice in one worksheet.",
)

_NO_REASON = Text(
    id="{agency} {code} tidak dipakai, tetapi alasannya belum ditulis.",
    en="{code} of {agency} is not used, but the reason is not given.",
)
_NO_TARGET = Text(
    id="{agency} {code} digabung, tetapi belum disebut ke mana.",
    en="{code} of {agency} is merged, but it is not said into what.",
)

_BY_TYPE = {
    "decimal": _NOT_A_NUMBER,
    "integer": _NOT_WHOLE,
    "money": _NOT_MONEY,
    "date": _NOT_A_DATE,
}


def cells_are_readable(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each cell that does not fit, each empty required one, each repeated row.

    Rows are told apart by the worksheet's ``row_key`` within one filler: a code that stands twice
    cannot be cited. In a consolidated worksheet the decision asks for a reason or a target.
    """
    for worksheet in worksheets_so_far(dossier):
        columns = {column.key: column for column in worksheet.columns}
        required = [column.key for column in worksheet.columns if column.required]
        rows = dossier.rows(worksheet.key)
        yield from _repeated(worksheet, rows)
        for row in rows:
            for key, written in row.misfits.items():
                if key in columns and row.get(key) is None and not _is_vocabulary(columns[key]):
                    yield _misfit(row, columns[key], written)
            for key in required:
                value = row[key]  # nearly all that must be filled plainly are
                if (not value or (type(value) is str and value.isspace())) and not filled(row, key):
                    yield finding(_EMPTY, row=row, column=key)
            if worksheet.consolidates:
                yield from _decision(row)


def _repeated(worksheet: Worksheet, rows: tuple[Row, ...]) -> Iterator[Finding]:
    """Yield a finding for each row whose key an earlier row of the same filler has already."""
    columns = worksheet.row_key
    if not columns:
        return  # a region's worksheet may leave it open: then no two rows are the same
    keyed = [
        ((row.filler, *key), row)
        for row in rows
        if all(key := [_folded(row.get(column)) for column in columns])
    ]
    if len({key for key, _ in keyed}) == len(keyed):
        return
    names = titles(worksheet.column(key).title for key in columns)
    first: dict[tuple[str, ...], Row] = {}
    for words, row in sorted(keyed, key=lambda given: (given[1].number, given[1].id)):
        earlier = first.setdefault(words, row)
        if earlier is not row:
            yield finding(
                _REPEATED,
                {"other": str(earlier.number or earlier.id), "columns": names},
                row=row,
                column=worksheet.row_key[-1],
            )


def _is_vocabulary(column: Column) -> bool:
    """Say whether a cell is a dimension's name, of which VOC001 speaks."""
    return column.refers == "dimension"


@lru_cache(maxsize=8192)
def _folded(cell: object) -> str:
    """Return a cell's words without regard to case and blanks; most codes and dimensions recur."""
    return "" if cell is None else " ".join(str(cell).casefold().split())


def _decision(row: Row) -> Iterator[Finding]:
    """Yield what a coordinator's decision on an agency's row still lacks."""
    values = {name: row.text(name) or "?" for name in ("agency", "code")}
    for decision, column, message in (
        (NOT_USED, "reason", _NO_REASON),
        (MERGED, "merged_into", _NO_TARGET),
    ):
        if row.text("decision") == decision and not filled(row, column):
            yield finding(message, values, row=row, column=column)


def _misfit(row: Row, column: Column, written: str) -> Finding:
    """Return the finding for a cell that is not of its column's type."""
    values = {"written": shortened(written)}
    if column.choices:
        message = _NOT_A_CHOICE
        values["choices"] = ", ".join(column.choices)
    elif column.refers:
        message = _NOT_REGISTERED
    else:
        message = _BY_TYPE.get(column.type, _UNREADABLE)
    return finding(
        message,
        values,
        row=row,
        column=column.key,
        severity=None if column.required else "warning",
    )


CELL_RULES = (
    Rule(
        code="WSH001",
        title=Text(
            id="Setiap isian dapat dibaca, kolom wajib terisi, dan tidak ada baris ganda",
            en="Every cell can be read, required columns are filled, no row stands twice",
        ),
        why=Text(
            id="Isian yang tidak terbaca tidak ikut dihitung, sehingga penilaiannya keliru.",
            en="What cannot be read is not counted, and the judgement goes wrong.",
        ),
        fix=Text(
            id="Perbaiki isian pada baris dan kolom itu, lalu kirim ulang. Angka ditulis 1.234,5;"
            " tanggal 31/12/2024.",
            en="Mend the cell in that row and column, then send it again. Numbers are written"
            " 1.234,5; dates 31/12/2024.",
        ),
        message=_UNREADABLE,
        severity="error",
        stages=WORKING_STAGES,
        cites=(sources.MALANG,),
        since="0.1.0",
        reads=tuple(worksheet.key for worksheet in WORKSHEETS),
        function=cells_are_readable,
        passes=Text(
            id="Bobot ditulis 0,15; kode S1 hanya sekali untuk Smart Living; semua kolom wajib"
            " terisi.",
            en="A weight is written 0,15; code S1 stands once for Smart Living; all required"
            " columns are filled.",
        ),
        fails=Text(
            id="Kolom Data berisi '1,2 M', faktor W3 kosong, atau kode S1 tertulis dua kali untuk"
            " Smart Living.",
            en="The column for the figure says '1,2 M', factor W3 is empty, or code S1 stands"
            " twice for Smart Living.",
        ),
    ),
)
