"""What is said of a cell that does not fit its column.

A misfit keeps what was written and names what was asked for and, where it can be told, what was
probably meant. The words stand here, so that :mod:`.cells` holds the rules alone.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import final

import msgspec

from smartflow.canonical import decimal_text
from smartflow.language import Text
from smartflow.model import Cell
from smartflow.numbers import typed_number
from smartflow.workbook.date_text import format_date
from smartflow.workbook.shown import exact_decimal, shortened, written_text

__all__ = [
    "AGENCY",
    "DATE",
    "ERROR_VALUES",
    "NUMBER",
    "RUPIAH",
    "WHOLE",
    "Odd",
    "alias_note",
    "day_first_note",
    "error_cell",
    "formula_cell",
    "misfit",
    "percent_cell",
    "percent_note",
]

ERROR_VALUES = frozenset(
    [
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ]
)
"""What Excel and LibreOffice show in a cell whose formula failed."""

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


@final
class Odd(msgspec.Struct, frozen=True):
    """A cell about which something is to be said.

    Attributes:
        value: The typed value; None when the cell is not of its column's type.
        written: What stood there, kept when ``value`` is None; else ``""``.
        message: The sentence for the sender.
    """

    value: Cell
    written: str
    message: Text


NUMBER = Text(id="angka", en="a number")
WHOLE = Text(id="bilangan bulat", en="a whole number")
RUPIAH = Text(id="rupiah penuh (bilangan bulat)", en="whole rupiah")
DATE = Text(id="tanggal (hari/bulan/tahun)", en="a date (day/month/year)")
AGENCY = Text(id="OPD/kelurahan yang terdaftar", en="a registered agency")


def error_cell(shown: str) -> Odd:
    """Return the misfit of a cell that shows an error value such as ``#N/A``."""
    return Odd(
        None,
        shown,
        Text(
            id=f"Sel berisi galat {shown}; tulis nilainya, bukan rumus yang gagal.",
            en=f"The cell shows the error {shown}; write the value, not the failed formula.",
        ),
    )


def formula_cell(formula: str) -> Odd:
    """Return the misfit of a formula that was never computed (the file holds no value for it)."""
    shown = shortened(formula)
    return Odd(
        None,
        formula,
        Text(
            id=f"Rumus {shown} belum dihitung; buka berkas di Excel, simpan, lalu kirim lagi.",
            en=f"The formula {shown} has no value yet; open the file in Excel, save it, and "
            "send it again.",
        ),
    )


def misfit(raw: object, kind: Text, suggestion: Decimal | date | None = None) -> Odd:
    """Keep what was written, and say what was asked and, where it can be told, what was meant."""
    written = written_text(raw)
    if written in ERROR_VALUES:
        return error_cell(written)
    shown = shortened(written)
    if suggestion is None:
        advice = _advice(written)
        message = Text(
            id=f'"{shown}" bukan {kind.id}.{advice.id}',
            en=f'"{shown}" is not {kind.en}.{advice.en}',
        )
    else:
        local, plain = _suggested(suggestion, written)
        message = Text(
            id=f'"{shown}" belum jelas sebagai {kind.id}; jika maksudnya {local}, tulis {local}.',
            en=f'"{shown}" is not clearly {kind.en}; if {plain} is meant, write {plain}.',
        )
    return Odd(None, written, message)


_NOTHING = re.compile(
    r"[-–—.]+|n/?a|nihil|tidak ada(?: data)?|belum ada(?: data)?|none",  # noqa: RUF001  any dash
    re.IGNORECASE,
)
_SAME = re.compile(r"s\.?\s?d\.?\s?a\.?|[\"'”〃]+|idem|ditto", re.IGNORECASE)
_EMPTY = Text(
    id=" Kosongkan sel yang tidak wajib bila tidak ada datanya.",
    en=" A cell that is not required is left empty if there is nothing.",
)
_REPEAT = Text(
    id=" Tulis ulang isinya di setiap baris.", en=" Write it again in every row that it is for."
)
_NO_ADVICE = Text(id="", en="")


def _advice(written: str) -> Text:
    """Say what to do about words that stand for nothing, or for the cell above."""
    if _NOTHING.fullmatch(written):
        return _EMPTY
    return _REPEAT if _SAME.fullmatch(written) else _NO_ADVICE


def _suggested(suggestion: Decimal | date, written: str) -> tuple[str, str]:
    """Write a suggestion in both notations; so that it is read, if it is what stands there."""
    if isinstance(suggestion, date):
        return format_date(suggestion), suggestion.isoformat()
    local, plain = typed_number(suggestion, "id"), decimal_text(suggestion)
    if local == written:
        # 2,512 may be thousands; with a fourth decimal it can only be a fraction.
        return f"{local}0", f"{plain}0"
    return local, plain


def percent_note(text: str, value: Decimal) -> Text:
    """Say how a figure with a percent sign was read."""
    return Text(
        id=f'"{text}" dibaca sebagai {typed_number(value, "id")} (persen).',
        en=f'"{text}" is read as {decimal_text(value)} (per cent).',
    )


def alias_note(text: str, title: str) -> Text:
    """Say which proper name was taken for an alias."""
    return Text(
        id=f'"{text}" dibaca sebagai {title}; gunakan nama itu.',
        en=f'"{text}" is read as {title}; please use that name.',
    )


def day_first_note(text: str, day: date) -> Text:
    """Say how a date was read that would be another one with the month first."""
    name = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return Text(
        id=f'"{text}" dibaca hari-bulan-tahun: {name}.',
        en=f'"{text}" is read day first: {day.isoformat()}.',
    )


def percent_cell(number: Decimal) -> Odd:
    """Return the note of a true number that its cell shows as per cent; the number stays."""
    shown = exact_decimal(float(number))
    percent = typed_number(shown * 100, "id")
    return Odd(
        shown,
        "",
        Text(
            id=f"Sel ini tampil {percent}%, tetapi isinya {typed_number(shown, 'id')} dan itu yang"
            f" dibaca. Jika maksudnya {percent}, ketik angkanya tanpa tanda persen.",
            en=f"The cell shows {decimal_text(shown * 100)}%, but holds {decimal_text(shown)}, and "
            f"that is read. If {decimal_text(shown * 100)} is meant, type it without a per cent "
            "sign.",
        ),
    )
