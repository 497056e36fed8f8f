"""A command that a sentence names, as data: its words, and what is still to be filled in.

A rule, a refusal and a sign-off say what to run next; where they are written nobody knows the
city, and what only a person knows (a number, a file) nobody knows at all. So the command is kept
apart from the sentence: ``record {city} regulation --number {number} {file}``. Whoever prints it
fills in what is known; the rest is printed as a word in capitals, in the reader's language.
Lowest floor: imports only the language, and knows no command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from smartflow.language import Language, Text

__all__ = ["PERSONAL", "PLACEHOLDERS", "Command", "template_fault"]

PLACEHOLDERS: Final[Mapping[str, Text]] = {
    "agency": Text(id="INSTANSI", en="AGENCY"),
    "city": Text(id="KOTA", en="CITY"),
    "date": Text(id="TANGGAL", en="DATE"),
    "dimension": Text(id="DIMENSI", en="DIMENSION"),
    "file": Text(id="BERKAS", en="FILE"),
    "folder": Text(id="FOLDER", en="DIR"),
    "key": Text(id="KUNCI", en="KEY"),
    "kind": Text(id="JENIS", en="KIND"),
    "members": Text(id="ANGGOTA", en="MEMBERS"),
    "name": Text(id="NAMA", en="NAME"),
    "number": Text(id="NOMOR", en="NUMBER"),
    "post": Text(id="JABATAN", en="POST"),
    "present": Text(id="HADIR", en="PRESENT"),
    "reason": Text(id="ALASAN", en="REASON"),
    "report": Text(id="LAPORAN", en="REPORT"),
    "role": Text(id="PERAN", en="ROLE"),
    "stage": Text(id="TAHAP", en="STAGE"),
    "text": Text(id="TEKS", en="TEXT"),
    "title": Text(id="JUDUL", en="TITLE"),
    "value": Text(id="NILAI", en="VALUE"),
    "worksheet": Text(id="KERTAS_KERJA", en="WORKSHEET"),
    "year": Text(id="TAHUN", en="YEAR"),
}
"""What stands for a part that is not known, by its name."""

_SENTENCES: Final = frozenset({"name", "number", "post", "reason", "text", "title"})
"""Parts that may consist of several words, so that their placeholder is printed in quotes."""

PERSONAL: Final = _SENTENCES | {"date", "file", "folder", "members", "present", "value", "year"}
"""Parts that a person gives. What a finding says under such a name may be the very thing that is
wrong: the number of those who were present, where a quorum is missing."""

_PART = re.compile(r"\{([a-z][a-z_]*)\}")
_TEMPLATE = re.compile(r"[a-z][a-z-]*(?:\s+(?:[^\s{}\"'`$\\]+|\{[a-z][a-z_]*\}))*")
_SAFE = re.compile(r"[\w@%+=:,./-]+")  # in every shell, as shlex has it
_ESCAPED = re.compile(r'(["$`\\])')


class Command(msgspec.Struct, frozen=True, gc=False):
    """A command of SmartFlow that a sentence names.

    Attributes:
        words: What stands behind ``smartflow``. A word such as ``{file}`` is a part that is not
            known yet.
    """

    words: tuple[str, ...]

    @classmethod
    def of(cls, template: str) -> Command:
        """Return the command that ``record {city} regulation`` writes."""
        return cls(tuple(template.split()))

    def fill(self, values: Mapping[str, object]) -> Command:
        """Return the command with its parts filled in from ``values``, as far as they are known.

        A day is written as ISO 8601 has it; what no command can take (a Text, a list, nothing) is
        not known.
        """
        words = tuple(_filled(word, values) for word in self.words)
        return self if words == self.words else Command(words)

    def in_(self, language: Language) -> str:
        """Return the whole command as it is typed; what is not known stands in capitals."""
        return " ".join(["smartflow", *(_typed(word, language) for word in self.words)])

    @property
    def text(self) -> Text:
        """The whole command as it is typed, in both languages."""
        return Text(id=self.in_("id"), en=self.in_("en"))


def template_fault(template: str) -> Text | None:
    """Return what is wrong with a command that a plugin writes; None when nothing is."""
    if _TEMPLATE.fullmatch(template) and template.split(maxsplit=1)[0] != "smartflow":
        return None
    return Text(
        id="harus perintah tanpa kata smartflow, seperti record {city} regulation --number"
        " {number}; yang dalam kurung kurawal berdiri sendiri",
        en="must be a command without the word smartflow, such as record {city} regulation"
        " --number {number}; what is in braces stands by itself",
    )


def _filled(word: str, values: Mapping[str, object]) -> str:
    part = _PART.fullmatch(word)
    value = values.get(part[1]) if part else None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int) and value != "" else word


def _typed(word: str, language: Language) -> str:
    """Return a word as every shell takes it: quotation marks quote on Windows too."""
    if part := _PART.fullmatch(word):
        name = part[1]
        placeholder = PLACEHOLDERS.get(name)
        shown = placeholder.in_(language) if placeholder else name.upper()
        return f'"{shown}"' if name in _SENTENCES else shown
    if _SAFE.fullmatch(word):
        return word
    escaped = _ESCAPED.sub(r"\\\1", word)
    return f'"{escaped}"'
