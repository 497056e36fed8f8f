"""Reading a method's table from TOML.

Only the outline is checked here (rows are a list of tables); what stands in the cells is the
method's to judge. Keys that the method does not know are told, because a misspelt one would
silently leave a column out. Decimals are kept as they were typed, never as floats.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.methods import CALCULATIONS
from smartflow.workshop.calc.form import Form, UnreadableTable, unreadable

__all__ = ["read_toml"]

_FIRST_TOLD = 10


def read_toml(path: Path, form: Form) -> tuple[dict[str, object], tuple[Text, ...]]:
    """Read a TOML file.

    Args:
        path: The file.
        form: The method's form.

    Returns:
        The table as data, and notes on keys that were not read.

    Raises:
        UnreadableTable: it is no TOML, too large, or its rows are no list of tables.
    """
    data = _loaded(path)
    unknown: list[str] = []
    _check(path.name, data, CALCULATIONS[form.method].table, "", unknown)
    return data, _notes(unknown)


def _loaded(path: Path) -> dict[str, object]:
    from smartflow.workbook.limits.sizes import check_size

    try:
        check_size(path.name, path.stat().st_size)
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text, parse_float=_decimal)
    except BadInput as error:
        raise UnreadableTable(error.message) from error
    except OSError as error:
        raise unreadable(path.name, Text.same(error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        what = Text(id="isinya bukan teks UTF-8", en="it is no UTF-8 text")
        raise unreadable(path.name, what) from error
    except ValueError as error:
        raise unreadable(path.name, Text.same(f"TOML: {error}")) from error
    except RecursionError as error:
        what = Text(id="isinya bersarang terlalu dalam", en="it is nested too deeply")
        raise unreadable(path.name, what) from error


def _decimal(words: str) -> Decimal | str:
    """Keep a decimal as typed; one beyond all bounds stays text, and is no number."""
    try:
        return Decimal(words)
    except InvalidOperation:
        return words


def _check(
    name: str,
    data: Mapping[str, object],
    struct: type[msgspec.Struct],
    where: str,
    unknown: list[str],
) -> None:
    """See that tables are tables and lists of tables are lists; collect the unknown keys."""
    fields = {field.name: field.type for field in msgspec.structs.fields(struct)}
    unknown.extend(f"{where}{key}" for key in data if key not in fields)
    for key, kind in fields.items():
        if key not in data:
            continue
        value = data[key]
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if not isinstance(value, dict):
                raise unreadable(name, _not_written(f"[{key}]"))
            _check(name, value, kind, f"{key}.", unknown)
        elif getattr(kind, "__origin__", None) is tuple:
            if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
                raise unreadable(name, _not_written(f"[[{key}]]"))
            for row in value:
                _check(name, row, kind.__args__[0], f"{key}.", unknown)


def _not_written(how: str) -> Text:
    return Text(id=f"tulis sebagai {how}", en=f"write it as {how}")


def _notes(unknown: list[str]) -> tuple[Text, ...]:
    if not unknown:
        return ()
    different = list(dict.fromkeys(unknown))
    names = ", ".join(key[:60] for key in different[:_FIRST_TOLD])
    more = " …" if len(different) > _FIRST_TOLD else ""
    return (
        Text(
            id=f"Kunci yang tidak dikenal, tidak dibaca: {names}{more}",
            en=f"Unknown keys, not read: {names}{more}",
        ),
    )
