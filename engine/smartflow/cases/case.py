"""A case, and the files in which cases stand: ``cases/PPJ001.toml``, one file for each rule.

::

    dimensions = ["living"]           # above the first case: holds for every case of the file

    [[case]]
    name = "an issue that says where it is"
    status = "pass"
    rows.issues = [{ issue = "Banjir", location = "Kelurahan Kubang" }]

    [[case]]
    name = "an issue that is nowhere"
    rows.issues = [{ issue = "Banjir" }]
    [[case.findings]]
    column = "location"
    says = "belum menyebut lokasi"

``defaults.toml`` beside the files holds what is true of every case of the folder. What a case says
itself stands in the place of what its file says, and that in the place of the folder's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from smartflow.cases.dossier import KEYS
from smartflow.cases.faults import (
    CaseFault,
    refuse_unknown,
    require_known,
    require_list,
    require_table,
)
from smartflow.language import Text
from smartflow.model import Status

__all__ = ["DEFAULTS", "Case", "Wanted", "case_of", "is_case_file", "read_cases", "read_folder"]

DEFAULTS = "defaults.toml"
"""The file of what is true of every case of a folder."""

_CODE = re.compile(r"[A-Z]+[0-9]{3}")
_HEADER = re.compile(r"^\s*\[\[\s*case\s*\]\]", re.MULTILINE)
_STATUSES: tuple[Status, ...] = ("pass", "not_applicable", "fail", "warn")
"""What a case may want; never ``error``, which is a rule that broke."""

_OUTCOME = ("name", "status", "findings")


class Wanted(msgspec.Struct, frozen=True):
    """One result that a case wants.

    Attributes:
        status: Its status; ``""`` for that of a finding of the rule: ``fail`` or ``warn``.
        row: The id of the row that is meant, such as ``DLH/issues/1``.
        column: The column's key.
        dimension: The dimension's key.
        agency: The agency's code.
        worksheet: The worksheet's key.
        says: Words that the Indonesian message holds.
        says_en: Words that the English one holds.

    What is None is not looked at.
    """

    status: str = ""
    row: str | None = None
    column: str | None = None
    dimension: str | None = None
    agency: str | None = None
    worksheet: str | None = None
    says: str = ""
    says_en: str = ""


class Case(msgspec.Struct, frozen=True):
    """A little city, and what one rule should say of it.

    Attributes:
        rule: The rule's code.
        name: What the case shows, in a few words.
        given: The city, as :func:`smartflow.cases.make_dossier` takes it.
        wanted: The results, in any order; as many as the rule is to give.
        file: Where it stands, or ``""``.
        line: The line of its heading, from 1; 0 if unknown.
    """

    rule: str
    name: str
    given: Mapping[str, Any]
    wanted: tuple[Wanted, ...]
    file: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Where it stands and how it is called: ``cases/PPJ001.toml:3 'a name'``."""
        line = f":{self.line}" if self.line else ""
        file = f"{self.file}{line} " if self.file else ""
        return f"{file}'{self.name}'"


def is_case_file(path: Path) -> bool:
    """Say whether a file is called after a rule, as a file of cases is: ``PPJ001.toml``."""
    return path.suffix == ".toml" and _CODE.fullmatch(path.stem) is not None


def case_of(given: object, rule: str = "", *, file: str = "", line: int = 0) -> Case:
    """Return the case of a table.

    Args:
        given: The table: the keys of a city, ``name``, and either ``status`` (``pass`` or
            ``not_applicable``; another one stands for a single such result) or ``findings``.
        rule: The code of the rule, when the table does not say ``rule``.
        file: Where it stands, for messages.
        line: The line of its heading.

    Raises:
        CaseFault: a key is not known, or the table does not say what it wants.
    """
    table = require_table(given, file)
    name = table.get("name")
    try:
        refuse_unknown(table, (*KEYS, *_OUTCOME), "")
        wanted = _wanted(table)
        if not isinstance(name, str) or not name.strip():
            raise _nameless()
    except CaseFault as fault:
        raise fault.inside(f"{file} '{name or ''}'".strip()) from None
    own = {"rule": rule, **{key: value for key, value in table.items() if key in KEYS}}
    return Case(str(own["rule"]), name, own, wanted, file, line)


def _nameless() -> CaseFault:
    words = "it needs a name: what it shows, in a few words."
    return CaseFault(Text(id="perlu nama: apa yang ditunjukkannya.", en=words), "name")


def _wanted(table: Mapping[str, Any]) -> tuple[Wanted, ...]:
    if ("status" in table) == ("findings" in table):
        raise CaseFault(
            Text(
                id="sebutkan apa yang diharapkan: status = 'pass', status = 'not_applicable',"
                " atau [[case.findings]]; salah satu saja.",
                en="say what is wanted: status = 'pass', status = 'not_applicable', or"
                " [[case.findings]]; only one of them.",
            ),
            "status",
        )
    if "status" in table:
        return (Wanted(status=_status(table["status"], "status")),)
    findings = require_list(table["findings"], "findings")
    if not findings:
        raise CaseFault(Text(id="tidak boleh kosong.", en="it must not be empty."), "findings")
    return tuple(_finding(item, f"findings[{n}]") for n, item in enumerate(findings, start=1))


def _finding(given: object, where: str) -> Wanted:
    table = require_table(given, where)
    refuse_unknown(table, Wanted.__struct_fields__, where)
    if "status" in table:
        _status(table["status"], f"{where}.status")
    try:
        return msgspec.convert(table, Wanted)
    except msgspec.ValidationError as error:
        raise CaseFault(Text(id=f"tidak cocok: {error}.", en=f"{error}."), where) from error


def _status(given: object, where: str) -> str:
    return require_known(given, _STATUSES, where, Text(id="status", en="status"))


# -- files ----------------------------------------------------------------------------------------


def read_cases(path: Path, shown: str = "") -> tuple[Case, ...]:
    """Return the cases of a file, in its order.

    Args:
        path: The file; where it is called after a rule (``PPJ001.toml``), its cases are of that
            rule unless they say another.
        shown: How it is called in messages; its name by default.

    Raises:
        CaseFault: it is no TOML, holds no case, or one of them describes no city.
    """
    file = shown or path.name
    text, content = _read(path, file)
    usual = {**_defaults(path.with_name(DEFAULTS)), **content}
    cases = require_list(usual.pop("case", ()), f"{file}, case")
    if not cases:
        raise CaseFault(Text(id="belum ada [[case]].", en="it has no [[case]]."), file)
    _refuse_outcome(usual, file)
    lines = [text.count("\n", 0, found.end()) + 1 for found in _HEADER.finditer(text)]
    if len(lines) != len(cases):
        lines = [0] * len(cases)  # written as an inline list, which has no headings
    rule = path.stem if is_case_file(path) else ""
    return tuple(
        case_of({**usual, **require_table(given, file)}, rule, file=file, line=line)
        for given, line in zip(cases, lines, strict=True)
    )


def read_folder(folder: Path) -> tuple[Case, ...]:
    """Return the cases of every file of a folder that is called after a rule.

    Raises:
        CaseFault: there is none, or one of them cannot be read.
    """
    files = [path for path in sorted(folder.glob("*.toml")) if is_case_file(path)]
    if not files:
        raise CaseFault(
            Text(
                id="belum ada berkas contoh, seperti PPJ001.toml.",
                en="it has no file of cases, such as PPJ001.toml.",
            ),
            str(folder),
        )
    return tuple(case for path in files for case in read_cases(path, f"{folder.name}/{path.name}"))


def _read(path: Path, shown: str) -> tuple[str, dict[str, Any]]:
    """Return a file's text and what stands in it; numbers with a point are exact."""
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text, parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = f"{error}."
        raise CaseFault(Text(id=f"tidak terbaca: {why}", en=f"unreadable: {why}"), shown) from error


def _defaults(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content = _read(path, path.name)[1]
    _refuse_outcome(content, path.name)
    return content


def _refuse_outcome(usual: Mapping[str, Any], file: str) -> None:
    """Refuse what only a case itself can say, where it would hold for many."""
    try:
        refuse_unknown(usual, KEYS, "")
    except CaseFault as fault:
        raise fault.inside(file) from None
