"""What Excel is told to allow in a column of a template, with its messages.

Excel shows these messages itself, so they are short: 32 characters for a title, 255 for a message.
Agencies only warn, because an agency may be registered after the template was sent.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.language import Language
    from smartflow.model import Column

__all__ = ["column_validation"]

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255

_ASKED = {
    "list": Text(
        id="Pilih salah satu dari daftar.",
        en="Choose one from the list.",
    ),
    "integer": Text(
        id="Isi bilangan bulat, angka saja, tanpa satuan.",
        en="Enter a whole number, digits only, without a unit.",
    ),
    "money": Text(
        id="Isi rupiah penuh, angka saja. Contoh: 150000000, bukan 150 jt.",
        en="Enter whole rupiah, digits only. Example: 150000000, not 150 jt.",
    ),
    "decimal": Text(
        id="Isi angka saja, tanpa satuan. Tulis 0,15 (atau 0.15 bila Excel berbahasa Inggris).",
        en="Enter a number only, without a unit: 0.15 (or 0,15 in an Indonesian Excel).",
    ),
    "date": Text(
        id="Isi tanggal: hari/bulan/tahun. Contoh: 31/12/2026.",
        en="Enter a date: day/month/year. Example: 31/12/2026.",
    ),
    "codes": Text(
        id="Isi kode dipisah koma. Contoh: S1, O2.",
        en="Enter codes parted by commas. Example: S1, O2.",
    ),
}
_WRONG = Text(id="Isian tidak sesuai", en="This does not fit")
_MOST = 10**15


def column_validation(
    column: Column, language: Language, source: str | None
) -> dict[str, object] | None:
    """Return XlsxWriter's options for the cells of a column, or None when anything may stand there.

    Args:
        column: The column.
        language: The language of the messages.
        source: The range that holds the allowed words, for a drop-down.
    """
    kind = "list" if source else column.type
    rule = _rule(kind, source)
    asked = _ASKED.get(kind)
    hint = column.hint.in_(language) if column.hint else ""
    shown = " ".join(part for part in (hint, asked.in_(language) if asked else "") if part)
    if not shown:
        return None
    options: dict[str, object] = {
        **(rule or {"validate": "any"}),
        "ignore_blank": True,
        "input_title": column.title.in_(language)[:_LONGEST_TITLE],
        "input_message": shown[:_LONGEST_MESSAGE],
    }
    if rule and asked:
        options["error_title"] = _WRONG.in_(language)
        options["error_message"] = asked.in_(language)
        options["error_type"] = "warning" if column.refers == "agency" else "stop"
    return options


def _rule(kind: str, source: str | None) -> dict[str, object] | None:
    if source is not None:
        return {"validate": "list", "source": source}
    if kind in ("integer", "money"):
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": -_MOST,
            "maximum": _MOST,
        }
    if kind == "decimal":
        return {"validate": "decimal", "criteria": "between", "minimum": -_MOST, "maximum": _MOST}
    if kind == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1990, 1, 1),
            "maximum": date(2099, 12, 31),
        }
    return None
