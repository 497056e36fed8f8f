"""The sentences: for each complaint of the library what is wrong, and what to write instead.

What people write who come from Excel is known to the module ``spreadsheet``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from smartflow.language import Text, did_you_mean
from smartflow.plugin.cel.declarations import FUNCTIONS, MACROS
from smartflow.plugin.cel.spreadsheet import CALLS, MEANT, VALUES, Place, habit, write
from smartflow.plugin.cel.types import Record, words_for

__all__ = ["Names", "Place", "sentence"]


class Names(msgspec.Struct, frozen=True):
    """What an expression may name, for did-you-mean."""

    variables: tuple[str, ...]
    records: Mapping[str, Record]


def sentence(said: str, place: Place, names: Names) -> Text:
    """Return what a complaint means.

    Args:
        said: The complaint.
        place: Where it is.
        names: What the expression may name.
    """
    for pattern, explain in _PATTERNS:
        match = re.search(pattern, said)
        if match:
            return explain(match, place, names)
    if "recursion" in said:
        return Text(
            id="ungkapan ini terlalu dalam (lebih dari 32 tingkat); bagilah menjadi dua ketentuan.",
            en="the expression is nested too deeply (more than 32 levels); make two rules of it.",
        )
    first = said.partition("\n")[0].removeprefix("INVALID_ARGUMENT: ")
    return Text(id=f"ungkapan tidak dipahami ({first}).", en=f"not understood ({first}).")


# -- names ------------------------------------------------------------------------------------


def _undeclared(match: re.Match[str], place: Place, names: Names) -> Text:
    name = match[1]
    if name.startswith(("_", "@")):
        return Text(
            id=f"operator {name.strip('_@')} tidak ada di sini.",
            en=f"there is no operator {name.strip('_@')} here.",
        )
    known = (*FUNCTIONS, *MACROS)
    if name in MACROS:
        return Text(
            id=f"'{name}' ditulis: daftar.{name}(baris, syarat).",
            en=f"'{name}' is written: list.{name}(row, condition).",
        )
    if name in known:
        return Text(
            id=f"fungsi '{name}' tidak ditulis seperti ini; lihat docs/plugins/rule-files.md.",
            en=f"the function '{name}' is not written like this; see docs/plugins/rule-files.md.",
        )
    if re.match(r"\w*\s*\(", place.rest):
        if name.lower() in CALLS:
            return write(CALLS[name.lower()], f"{name}(...)")
        guess = _guess(name, known)
        functions = ", ".join(known)
        return Text(
            id=f"fungsi '{name}' tidak ada.{guess.id or f' Yang ada: {functions}.'}",
            en=f"there is no function '{name}'.{guess.en or f' There is: {functions}.'}",
        )
    if name.lower() in VALUES:
        return write(VALUES[name.lower()], name)
    text = _no_name(name, names.variables, Text(id="kolom atau nama", en="column or name"))
    if _guess(name, names.variables).id and name[:1].islower():
        return text
    return Text(
        id=f"{text.id} Teks ditulis dalam tanda kutip.", en=f"{text.en} A text stands in quotes."
    )


def _no_field(match: re.Match[str], _place: Place, names: Names) -> Text:
    fields = tuple(names.records.get(match[2], {}))
    return _no_name(match[1], fields, Text(id="kolom", en="column"))


def _no_name(name: str, known: tuple[str, ...], what: Text) -> Text:
    guess = _guess(name, known)
    words = ", ".join(known)
    return Text(
        id=f"{what.id} '{name}' tidak ada.{guess.id or f' Yang ada: {words}.'}",
        en=f"there is no {what.en} '{name}'.{guess.en or f' There is: {words}.'}",
    )


def _guess(name: str, known: tuple[str, ...]) -> Text:
    meant = MEANT.get(name.lower(), "")
    return did_you_mean(meant, (meant,)) if meant in known else did_you_mean(name, known)


def _no_selection(match: re.Match[str], _place: Place, _names: Names) -> Text:
    kind = words_for(match[1])
    if match[1].startswith("list("):
        return Text(
            id=f"{kind.id} tidak mempunyai kolom; tulislah .map(r, r.kolom) atau .exists(r, ...).",
            en=f"{kind.en} has no columns; write .map(r, r.column) or .exists(r, ...).",
        )
    return Text(
        id=f"{kind.id} tidak mempunyai kolom, jadi tanda titik tidak berlaku di sini.",
        en=f"{kind.en} has no columns, so that a point means nothing here.",
    )


# -- types ------------------------------------------------------------------------------------


def _no_overload(match: re.Match[str], _place: Place, _names: Names) -> Text:
    name, given = match[1], _parted(match[2])
    kinds = [words_for(kind) for kind in given]
    if name.startswith(("_", "@", "!", "-")):
        return _no_operation(name.strip("_@"), given, kinds)
    words_id, words_en = ", ".join(k.id for k in kinds), ", ".join(k.en for k in kinds)
    return Text(
        id=f"fungsi '{name}' tidak menerima ({words_id}).",
        en=f"the function '{name}' does not take ({words_en}).",
    )


def _no_operation(sign: str, given: list[str], kinds: list[Text]) -> Text:
    hint = _hint(sign, given)
    id_ = " dan ".join(kind.id for kind in kinds)
    en = " and ".join(kind.en for kind in kinds)
    return Text(
        id=f"'{sign}' tidak berlaku untuk {id_}.{hint.id}",
        en=f"'{sign}' does not work on {en}.{hint.en}",
    )


def _hint(sign: str, given: list[str]) -> Text:
    if any(kind.startswith("type") for kind in given):
        return Text(
            id=" Itu nama jenis; kolom dengan nama seperti itu ditulis row.nama.",
            en=" That is the name of a type; a column called so is written row.name.",
        )
    plain = {re.sub(r"^wrapper\((.*)\)$", r"\1", kind) for kind in given}
    if "null_type" in plain and "string" in plain:
        return Text(
            id=' Teks kosong ditulis "", atau pakailah empty(...).',
            en=' An empty text is "", or use empty(...).',
        )
    if sign == "in":
        return Text(
            id=' Di kanan in ada daftar: ["a", "b"]; bagian teks dicari dengan .contains(...).',
            en=' Behind in stands a list: ["a", "b"]; parts of a text are found by .contains(...).',
        )
    if "list(string)" in plain:
        return Text(
            id=' Apakah ada dalam daftar ditanyakan begini: "a" in daftar.',
            en=' Ask whether it is in a list like this: "a" in list.',
        )
    if "record.Date" in plain:
        return Text(
            id=' Tanggal ditulis date("2026-01-31"); kosong ditanyakan dengan empty(...).',
            en=' Write a date as date("2026-01-31"); ask for emptiness with empty(...).',
        )
    if "string" in plain and plain & {"int", "double"}:
        return Text(
            id=" Bandingkan teks dengan teks (dalam tanda kutip) dan bilangan dengan bilangan;"
            " kosong ditanyakan dengan empty(...).",
            en=" Compare text with text (in quotes) and a number with a number; ask for emptiness"
            " with empty(...).",
        )
    if sign in ("<", "<=", ">", ">=") and "bool" in plain:
        return Text(
            id=" Tiap perbandingan berdiri sendiri: a <= x && x <= b.",
            en=" Each comparison stands on its own: a <= x && x <= b.",
        )
    if sign in ("&&", "||", "!", "?_:"):
        return Text(
            id=" Di sini harus ada ungkapan yang benar atau salah, misalnya perbandingan.",
            en=" What stands here must be true or false, such as a comparison.",
        )
    return Text(id="", en="")


def _parted(words: str) -> list[str]:
    """Return ``list(int)`` and ``map(string, string)`` of ``list(int), map(string, string)``."""
    parts, depth = [""], 0
    for sign in words:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


# -- syntax -----------------------------------------------------------------------------------


def _syntax(match: re.Match[str], place: Place, _names: Names) -> Text:
    rest = place.rest
    usual = habit(place)
    if usual is not None:
        return usual
    if not rest.strip():
        return Text(
            id="ungkapan ini belum selesai; sesuatu masih kurang di ujungnya.",
            en="the expression is not complete; something is missing at its end.",
        )
    if rest.startswith(('"', "'")):
        return Text(
            id="teks ini tidak ditutup dengan tanda kutip, atau berdiri di tempat yang salah.",
            en="this text is not closed with a quotation mark, or stands where none may stand.",
        )
    said = match[1].partition(" expecting")[0]
    return Text(
        id=f"penulisan ungkapan tidak sah ({said}).", en=f"the expression is malformed ({said})."
    )


def _reserved(match: re.Match[str], _place: Place, _names: Names) -> Text:
    if match[1] == "if":
        return Text(
            id="'if' ditulis: syarat ? bila_benar : bila_salah.",
            en="'if' is written: condition ? when_true : when_false.",
        )
    word = match[1]
    return Text(
        id=f"kata '{word}' tidak boleh menjadi nama; kolom seperti itu ditulis row.{word}.",
        en=f"the word '{word}' may not be a name; a column called so is written row.{word}.",
    )


_PATTERNS = (
    (r"^undeclared reference to '([^']*)'", _undeclared),
    (r"^undefined field '([^']*)' not found in struct 'record\.([^']*)'", _no_field),
    (r"^expression of type '(.*)' cannot be the operand of a select", _no_selection),
    (r"^found no matching overload for '([^']*)' applied to '\((.*)\)'", _no_overload),
    (r"^Syntax error: (.*)", _syntax),
    (r"^reserved identifier: (\w+)", _reserved),
)
