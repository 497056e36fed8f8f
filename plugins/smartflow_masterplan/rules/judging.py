"""What all rules of this plugin share: reading cells and settings, and wording a finding.

A finding is worded in two languages, and numbers, dates and titles differ between them: 0,94 and
0.94. :func:`finding` puts such values into the message itself, in each language's own way, and
leaves plain words and codes to the engine. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from smartflow import Finding, Text
from smartflow.report import Money, cell_words

if TYPE_CHECKING:
    from smartflow import Dimension, Dossier, Row, Settings, Worksheet

__all__ = [
    "amount",
    "dimension_title",
    "filled",
    "finding",
    "listed",
    "number",
    "said_date",
    "said_money",
    "said_number",
    "shortened",
    "titles",
    "whole",
    "word",
    "words",
    "worksheets_so_far",
]

_MONTHS = (
    Text(id="Januari", en="January"),
    Text(id="Februari", en="February"),
    Text(id="Maret", en="March"),
    Text(id="April", en="April"),
    Text(id="Mei", en="May"),
    Text(id="Juni", en="June"),
    Text(id="Juli", en="July"),
    Text(id="Agustus", en="August"),
    Text(id="September", en="September"),
    Text(id="Oktober", en="October"),
    Text(id="November", en="November"),
    Text(id="Desember", en="December"),
)

_LONGEST_QUOTE = 70


# -- settings -------------------------------------------------------------------------------------


def number(settings: Settings, key: str) -> Decimal:
    """Return a setting as a decimal.

    Raises:
        KeyError: the setting is not registered.
        TypeError: it is not a number.
    """
    value = settings[key]
    if isinstance(value, Decimal | int):
        return Decimal(value)
    message = f"the setting {key} is {value!r}, not a number"
    raise TypeError(message)


def whole(settings: Settings, key: str) -> int:
    """Return a setting as a whole number; raises as :func:`number` does."""
    return int(number(settings, key))


def word(settings: Settings, key: str) -> str:
    """Return a setting as text.

    Raises:
        KeyError: the setting is not registered.
    """
    return str(settings[key])


def words(settings: Settings, key: str) -> tuple[str, ...]:
    """Return a setting as texts.

    Raises:
        KeyError: the setting is not registered.
        TypeError: it is not a list of texts.
    """
    value = settings[key]
    if isinstance(value, tuple):
        return value
    message = f"the setting {key} is {value!r}, not a list of texts"
    raise TypeError(message)


# -- cells ----------------------------------------------------------------------------------------


def amount(row: Row, column: str) -> Decimal | None:
    """Return a cell as a decimal, or None when it is empty or not a number."""
    value = row.get(column)
    return Decimal(value) if isinstance(value, Decimal | int) else None


def filled(row: Row, column: str) -> bool:
    """Say whether something stands in a cell, be it of the column's type or not."""
    return bool(row.text(column)) or row.written(column) is not None


def shortened(text: str) -> str:
    """Return ``text`` on one line, cut so that it can be quoted in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"


# -- worksheets ----------------------------------------------------------------------------------


def worksheets_so_far(dossier: Dossier) -> Iterator[Worksheet]:
    """Yield the registered worksheets of the stages up to the present one, each once."""
    seen: set[str] = set()
    for stage in dossier.stages_up_to(dossier.stage):
        for key in dossier.workflow.worksheets.get(stage, ()):
            worksheet = dossier.worksheet_types.get(key)
            if worksheet is not None and key not in seen:
                seen.add(key)
                yield worksheet


# -- words ----------------------------------------------------------------------------------------


def said_number(value: Decimal) -> Text:
    """Return a number as each language writes it: ``1.234,5`` and ``1,234.5``."""
    return Text.same("{number}").fill({"number": value})


def said_money(rupiah: Decimal) -> Text:
    """Return whole rupiah as each language writes them: ``Rp1.250.000`` and ``Rp1,250,000``."""
    money = Money(int(rupiah))
    return Text(id=cell_words(money, "id"), en=cell_words(money, "en"))


def said_date(day: date) -> Text:
    """Return a day as each language writes it: ``6 Juli 2023`` and ``6 July 2023``."""
    month = _MONTHS[day.month - 1]
    return Text(
        id=f"{day.day} {month.id} {day.year}",
        en=f"{day.day} {month.en} {day.year}",
    )


def listed(items: Iterable[str]) -> str:
    """Return codes or names as one list, in the order given."""
    return ", ".join(items)


def titles(items: Iterable[Text]) -> Text:
    """Return titles as one list in each language."""
    kept = tuple(items)
    return Text(id=listed(title.id for title in kept), en=listed(title.en for title in kept))


def dimension_title(dimensions: Iterable[Dimension], key: str) -> Text:
    """Return a dimension's title, or its key when it is not among ``dimensions``."""
    for dimension in dimensions:
        if dimension.key == key:
            return dimension.title
    return Text(id=key, en=key)


def finding(  # noqa: PLR0913  the places of a finding are named, never positional
    message: Text,
    values: Mapping[str, object] | None = None,
    *,
    row: Row | None = None,
    column: str | None = None,
    dimension: str | None = None,
    agency: str | None = None,
    severity: Literal["error", "warning"] | None = None,
) -> Finding:
    """Return a finding whose message reads well in both languages.

    Args:
        message: The template.
        values: What fills its placeholders: a Text, Decimal or date is put in as each language
            writes it, anything else as it is.
        row: The row at which it was found.
        column: The key of the column.
        dimension: The dimension it concerns, if the row does not say.
        agency: The agency that can mend it, if the row does not say.
        severity: ``warning`` lowers the rule's severity.
    """
    plain: dict[str, object] = {}
    for key, value in (values or {}).items():
        said = _said(value)
        if said is None:
            plain[key] = value
        else:
            message = Text(
                id=_put(message.id, key, said.id),
                en=_put(message.en, key, said.en),
            )
    return Finding(
        values=plain,
        row=row,
        column=column,
        dimension=dimension,
        agency=agency,
        severity=severity,
        message=message,
    )


def _said(value: object) -> Text | None:
    """Return a value whose words depend on the language, else None."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Decimal):
        return said_number(value)
    if isinstance(value, date):
        return said_date(value)
    return None


def _put(template: str, key: str, value: str) -> str:
    """Put words in a placeholder's place; braces in them stay plain braces."""
    return template.replace("{" + key + "}", value.replace("{", "{{").replace("}", "}}"))
