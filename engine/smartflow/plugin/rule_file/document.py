"""What stands in a rule file, and the reading of it: every key, every type, every text.

Each field is compared with the annotation of its struct by itself, so that all that is wrong with
a file is told at once; the structs are the only list of keys there is. What a rule means is in
``rules``, what an expression means in the room ``cel``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from smartflow.language import LANGUAGES, Text, did_you_mean
from smartflow.model import Severity
from smartflow.plugin.rule_file.places import Path
from smartflow.plugin.rule_file.source import Source

__all__ = ["Document", "ExampleEntry", "RuleEntry", "read_document"]

Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]+[0-9]{3}$")]
Words = Annotated[str, msgspec.Meta(pattern=r"\S")]


class RuleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One ``[[rule]]``.

    Attributes:
        code: Capitals and three digits.
        each: The worksheet over whose rows it is run, or ``""``.
        for_each: ``dimensions``, ``agencies`` or ``WORKSHEET.COLUMN``, or ``""``.
        title: What is asked, in a few words.
        why: Why it is asked.
        fix: How to mend it.
        message: The sentence of a finding, with ``{placeholders}``.
        severity: ``error`` or ``warning``.
        stages: Keys of the stages that must not end while an error stands.
        cites: Sources.
        since: The version of the file that brought it.
        regions: Kemendagri code prefixes; without it, those of the file.
        check: The expression that is true when all is well.
        column: The column at which a finding is shown, for ``each`` only.
        values: Expressions for further placeholders.
        passes: Examples that pass.
        fails: Examples that do not.
        fix_command: The command that mends it, such as ``submit {city} {file}``, or ``""``.
    """

    code: Code
    title: Text
    why: Text
    fix: Text
    message: Text
    stages: tuple[Words, ...]
    check: Words
    each: str = ""
    for_each: str = ""
    severity: Severity = "error"
    cites: tuple[Words, ...] = ()
    since: str = ""
    regions: tuple[str, ...] | None = None
    column: str = ""
    values: dict[str, Words] = {}
    passes: tuple[dict[str, Any], ...] = ()
    fails: tuple[dict[str, Any], ...] = ()
    fix_command: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole rule file.

    Attributes:
        version: The version of the file, shown in every verdict.
        api: The number of the contract it is written for.
        regions: Kemendagri code prefixes, for all rules that name none.
        rule: Its rules, each with its position in the file.
    """

    version: str = ""
    api: int = 1
    regions: tuple[str, ...] = ()
    rule: tuple[dict[str, Any], ...] = ()


class ExampleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What may stand in an example of a row rule, in its short form.

    Attributes:
        row: The cells of the row by column.
        written: What stood in cells that are not of their column's type.
        says: A part of the Indonesian message.
        says_en: A part of the English message.
        note: What it shows, for ``rule explain``.
    """

    row: dict[str, Any]
    written: dict[str, str] = {}
    says: str = ""
    says_en: str = ""
    note: Text | None = None


Entry = TypeVar("Entry", bound=msgspec.Struct)


def read_document(source: Source) -> tuple[Document, tuple[tuple[Path, RuleEntry], ...]]:
    """Return the file's own keys, and each rule with its path; what is wrong is noted."""
    document = entry_of(Document, source.data, (), source)
    tables = source.data.get("rule", [])
    if not tables and not source.faults:
        source.fault_at((), _NO_RULE)
    rules: list[tuple[Path, RuleEntry]] = []
    for number, given in enumerate(tables if isinstance(tables, list) else ()):
        if not isinstance(given, dict):
            continue
        path = ("rule", number)
        rules.append((path, entry_of(RuleEntry, given, path, source)))
    return document, tuple(rules)


def entry_of(kind: type[Entry], given: Mapping[str, object], path: Path, source: Source) -> Entry:
    """Return a table of the file as a struct.

    What is wrong is noted and left empty, so that the rest can be looked at all the same.

    Args:
        kind: The struct.
        given: The table.
        path: Its path in the file.
        source: The file.
    """
    fields = msgspec.structs.fields(kind)
    names = tuple(field.name for field in fields)
    for key in given:
        if key not in names:
            source.fault_at((*path, key), _unknown(key, names), on_key=True)
    values: dict[str, object] = {}
    for field in fields:
        if field.name not in given:
            if field.required:
                source.fault_at(path, _missing(field.name), on_key=True)
                values[field.name] = _nothing(field)
            continue
        at = (*path, field.name)
        if field.type in (Text, Text | None):
            values[field.name] = _text(given[field.name], at, source)
        else:
            values[field.name] = _value(given[field.name], field, at, source)
    return kind(**values)


def _nothing(field: msgspec.structs.FieldInfo) -> object:
    """Return what stands for a value that is missing or wrong."""
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    kind = getattr(field.type, "__origin__", field.type)
    return Text("", "") if kind is Text else kind()


def _value(given: object, field: msgspec.structs.FieldInfo, path: Path, source: Source) -> object:
    try:
        return msgspec.convert(given, field.type)
    except msgspec.ValidationError as error:
        inside = re.findall(r"\[(\d+)\]", str(error).partition(" - at ")[2])
        at = (*path, *(int(number) for number in inside))
        for number in inside:
            given = given[int(number)] if isinstance(given, list) else given
        source.fault_at(at, _wrong(path[-1], given))
        return _nothing(field)


# -- sentences --------------------------------------------------------------------------------


def _text(given: object, path: Path, source: Source) -> Text:
    if not isinstance(given, Mapping):
        source.fault_at(path, _BOTH)
        return Text("", "")
    for key in given:
        if key not in LANGUAGES:
            source.fault_at((*path, key), _unknown(str(key), LANGUAGES), on_key=True)
    for language in LANGUAGES:
        words = given.get(language)
        if words is None or words == "":
            source.fault_at((*path, language), _untranslated(str(path[-1]), language), on_key=True)
        elif not isinstance(words, str) or not words.strip():
            source.fault_at((*path, language), _BOTH)
    parts = [given.get(language) for language in LANGUAGES]
    return Text(*(part if isinstance(part, str) else "" for part in parts))


_BOTH = Text(
    id='kalimat ini ditulis dalam dua bahasa: { id = "...", en = "..." }.',
    en='this sentence is written in two languages: { id = "...", en = "..." }.',
)


def _untranslated(key: str, language: Literal["id", "en"]) -> Text:
    return Text(
        id=f"'{key}' belum ada dalam bahasa {'Indonesia' if language == 'id' else 'Inggris'};"
        f' tambahkan {language} = "...".',
        en=f"'{key}' is not there in {'Indonesian' if language == 'id' else 'English'}; add"
        f' {language} = "...".',
    )


def _unknown(key: str, known: tuple[str, ...]) -> Text:
    guess = did_you_mean(key, known)
    words = ", ".join(known)
    return Text(
        id=f"kunci '{key}' tidak dikenal.{guess.id or f' Yang ada: {words}.'}",
        en=f"the key '{key}' is not known.{guess.en or f' There is: {words}.'}",
    )


def _missing(key: str) -> Text:
    example = _SHAPES.get(key, Text.same('"..."'))
    return Text(
        id=f"'{key}' belum ada; tambahkan {key} = {example.id}.",
        en=f"'{key}' is missing; add {key} = {example.en}.",
    )


_TWO = Text.same('{ id = "...", en = "..." }')
_SHAPES = {
    "code": Text.same('"PDG001"'),
    "title": _TWO,
    "why": _TWO,
    "fix": _TWO,
    "message": _TWO,
    "stages": Text.same('["issue_analysis"]'),
    "check": Text(id="'ungkapan'", en="'expression'"),
    "row": Text.same("{ ... }"),
}

_WANTED = {
    "code": Text(
        id="harus huruf besar lalu tiga angka, seperti PDG001",
        en="must be capitals and three digits, such as PDG001",
    ),
    "severity": Text(id='harus "error" atau "warning"', en='must be "error" or "warning"'),
    "api": Text(id="harus bilangan, seperti 1", en="must be a number, such as 1"),
    "version": Text(id='harus teks, seperti "1"', en='must be text, such as "1"'),
    "rule": Text(id="harus ditulis [[rule]]", en="must be written [[rule]]"),
    "row": Text(id="harus tabel sel: { ... }", en="must be a table of cells: { ... }"),
    "values": Text(
        id="harus tabel ungkapan: { nama = 'ungkapan' }",
        en="must be a table of expressions: { name = 'expression' }",
    ),
    "passes": Text(id="harus ditulis [[rule.passes]]", en="must be written [[rule.passes]]"),
    "fails": Text(id="harus ditulis [[rule.fails]]", en="must be written [[rule.fails]]"),
}
_LIST = Text(
    id='harus daftar teks yang tidak kosong: ["...", "..."]',
    en='must be a list of texts that are not empty: ["...", "..."]',
)
_WORDS = Text(id='harus teks yang tidak kosong: "..."', en='must be text that is not empty: "..."')


def _wrong(key: object, given: object) -> Text:
    wanted = _WANTED.get(str(key), _LIST if key in ("stages", "cites", "regions") else _WORDS)
    words = f"'{given}'" if isinstance(given, str) and given else ""
    if isinstance(given, int | Decimal):
        words = str(given).lower()  # true, as it is written in the file
    shown = f", bukan {words}" if words else "", f", not {words}" if words else ""
    return Text(id=f"'{key}' {wanted.id}{shown[0]}.", en=f"'{key}' {wanted.en}{shown[1]}.")


_NO_RULE = Text(
    id="berkas ini tidak berisi [[rule]]; contohnya ada di docs/plugins/rule-files.md.",
    en="there is no [[rule]] in the file; docs/plugins/rule-files.md has examples.",
)
