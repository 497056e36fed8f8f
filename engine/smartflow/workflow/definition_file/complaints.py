"""What is wrong with a workflow file, as refusals: one class per situation, one sentence each.

Kept apart from reading, so that reading stays the short story of what is checked and in what
order, and so that resolving can refuse in the same words. Translates msgspec's sentences, which
are English and name a path only, into ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from smartflow.errors import BadInput, SmartflowError
from smartflow.language import Text

__all__ = [
    "MEND",
    "DefinitionNotText",
    "DefinitionSyntax",
    "DuplicateEntry",
    "KeyForExtending",
    "MissingKey",
    "UnknownKey",
    "UnreadableDefinition",
    "WrongType",
    "explained",
    "missing_key",
    "named",
    "wrong_type",
]


MEND = Text(
    id="Perbaiki berkasnya, lalu jalankan: smartflow workflow lint {name}",
    en="Mend the file, then run: smartflow workflow lint {name}",
)
"""The next step for a bad file."""


class UnreadableDefinition(BadInput):
    """A workflow file that is not there or is not text."""

    code = "workflow-unreadable"
    says = Text(
        id="Berkas alur kerja {name} tidak dapat dibuka ({reason}).",
        en="The workflow file {name} cannot be opened ({reason}).",
    )
    next_step = Text(
        id="Lihat alur kerja yang ada: smartflow workflow list",
        en="See the workflows there are: smartflow workflow list",
    )


class DefinitionNotText(UnreadableDefinition):
    """A workflow file that is not UTF-8."""

    says = Text(
        id="Berkas {name} bukan teks UTF-8 (baris {line}).",
        en="The file {name} is not UTF-8 text (line {line}).",
    )
    next_step = Text(
        id="Simpan berkasnya dengan pengodean UTF-8, lalu jalankan perintah ini lagi.",
        en="Save the file with the encoding UTF-8, then run this command again.",
    )


class DefinitionSyntax(BadInput):
    """A workflow file that is not TOML."""

    code = "workflow-syntax"
    says = Text(
        id="{name}, {where}: penulisan TOML tidak sah ({reason}).",
        en="{name}, {where}: this is not valid TOML ({reason}).",
    )
    next_step = MEND


class UnknownKey(BadInput):
    """A workflow file with a key that does not exist."""

    code = "workflow-unknown-key"
    says = Text.same("{name}: {parts}")
    next_step = MEND


class KeyForExtending(UnknownKey):
    """A key of files that extend another, in one that does not."""

    says = Text(
        id="{name}: '{key}' hanya berlaku dalam berkas yang memakai 'extends'.",
        en="{name}: '{key}' is only for a file that has 'extends'.",
    )
    next_step = MEND


class MissingKey(BadInput):
    """A workflow file without a key that it must have."""

    code = "workflow-missing-key"
    says = Text(
        id="{name}: kunci '{where}' wajib ada.",
        en="{name}: the key '{where}' must be there.",
    )
    next_step = MEND


class WrongType(BadInput):
    """A workflow file with a value of the wrong type."""

    code = "workflow-wrong-type"
    says = Text.same("{name}: '{where}' {asked}.")
    next_step = MEND


class DuplicateEntry(BadInput):
    """A workflow file with two entries of one key."""

    code = "workflow-duplicate-entry"
    says = Text(
        id="{name}: ada dua entri '{key}' dalam {table}; setiap entri hanya sekali.",
        en="{name}: there are two entries '{key}' in {table}; each stands once.",
    )
    next_step = MEND


def named(path: str, data: Mapping[str, object]) -> str:
    """Return ``stage[3].titel`` as ``stage[3] (swot_tows).titel``, counted from 1."""
    match = re.match(r"^(stage|transition|role|record|plugin)\[(\d+)\](.*)$", path)
    if match is None:
        return re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", path)
    table, position, rest = match[1], int(match[2]), match[3]
    entries = data.get(table)
    entry = entries[position] if isinstance(entries, list) else None
    rest = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", rest)
    called = ""
    if isinstance(entry, Mapping):
        own = (
            f"{entry.get('from', '?')} -> {entry.get('to', '?')}"
            if table == "transition"
            else entry.get("name" if table == "plugin" else "key")
        )
        called = f" ({own})" if own else ""
    return f"{table}[{position + 1}]{called}{rest}"


_TYPES = {
    "str": ("teks", "text"),
    "int": ("bilangan bulat", "a whole number"),
    "decimal": ("bilangan", "a number"),
    "bool": ("true atau false", "true or false"),
    "array": ("daftar [...]", "a list [...]"),
    "object": ("tabel {...}", "a table {...}"),
    "datetime": ("tanggal dan jam", "a date and time"),
    "date": ("tanggal", "a date"),
    "time": ("jam", "a time"),
}


def explained(error: str, data: Mapping[str, object], name: str) -> SmartflowError:
    """Turn msgspec's sentence into one of ours."""
    found = re.match(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", error, re.DOTALL)
    what, path = (found["what"], found["path"] or "") if found else (error, "")
    missing = re.match(r"Object missing required field `(.*)`", what)
    if missing:
        full = f"{path}.{missing[1]}" if path else missing[1]
        return missing_key(named(full, data), name)
    if path in _ARRAYS:
        return wrong_type(path, _double(path), name)
    return wrong_type(named(path, data), _asked(what), name)


_GOT = {"decimal": ("bilangan pecahan", "a number with a point"), "bool": ("true/false",) * 2}
"""How a value is called where its type as asked for would read oddly."""

_ARRAYS = ("stage", "transition", "role", "record", "plugin")


def _double(table: str) -> Text:
    return Text(
        id=f"harus ditulis dengan dua kurung siku: [[{table}]]",
        en=f"must be written with double brackets: [[{table}]]",
    )


def _asked(what: str) -> Text:
    """Return what a value must be, and what it is."""
    wrong = re.match(r"Expected `([^`]*)`, got `([^`]*)`", what)
    if wrong:
        asked = [_TYPES[kind] for kind in wrong[1].split(" | ") if kind in _TYPES]
        got = _GOT.get(wrong[2]) or _TYPES.get(wrong[2], (wrong[2], wrong[2]))
        return Text(
            id=f"harus {' atau '.join(pair[0] for pair in asked)}, bukan {got[0]}",
            en=f"must be {' or '.join(pair[1] for pair in asked)}, not {got[1]}",
        )
    if "matching regex" in what and "{64}" in what:
        return Text(
            id="harus sidik sha256: 64 angka dan huruf kecil a sampai f, seperti yang dicetak"
            " smartflow plugin info NAMA",
            en="must be a sha256: 64 digits and small letters a to f, as smartflow plugin info"
            " NAME prints it",
        )
    if "matching regex" in what:
        return Text(
            id="harus terdiri atas huruf kecil, angka, dan garis bawah, diawali huruf",
            en="must consist of lower-case letters, digits and underscores, a letter first",
        )
    length = re.search(r"length <= (\d+)", what)
    if length:
        return Text(
            id=f"paling panjang {length[1]} huruf", en=f"must have at most {length[1]} letters"
        )
    limit = re.search(r"(>=|<=) (\d+)", what)
    if limit and limit[1] == ">=":
        return Text(id=f"harus paling sedikit {limit[2]}", en=f"must be at least {limit[2]}")
    if limit:
        return Text(id=f"harus paling banyak {limit[2]}", en=f"must be at most {limit[2]}")
    return Text(id=f"tidak sah ({what})", en=f"is not valid ({what})")


def missing_key(where: str, name: str) -> MissingKey:
    """Return the refusal of a file that lacks the key at path ``where``."""
    return MissingKey(name=name, where=where)


def wrong_type(where: str, asked: Text, name: str) -> WrongType:
    """Return the refusal of a value at path ``where``."""
    return WrongType(name=name, where=where, asked=asked)
