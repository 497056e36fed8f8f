"""Where each key and value of a TOML text stands, which ``tomllib`` does not tell.

The text must already have been read by ``tomllib``: it is known to be sound, so that this scanner
need not complain of anything. A place is an offset in the text; for a text between quotes there
is also, for each of its characters, where that character is written, because an error inside an
expression is to be shown at its own line and column.

Grammar: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

__all__ = ["Path", "Place", "places_in"]

Path = tuple[str | int, ...]
"""Keys from the outermost inwards; a number counts the tables or items of an array from 0."""


class Place(msgspec.Struct, frozen=True):
    """Where a value stands.

    Attributes:
        key: The offset of its key, or of the bracket of its table.
        value: The offset of the value.
        characters: For a text: the offset of each of its characters, and of its end.
    """

    key: int
    value: int
    characters: tuple[int, ...] = ()

    def at(self, character: int) -> int:
        """Return the offset of a character of the text; of the value when it is none."""
        if not self.characters:
            return self.value
        return self.characters[min(character, len(self.characters) - 1)]


def places_in(text: str) -> dict[Path, Place]:
    """Return the place of every table, array and value of a sound TOML text, by its path."""
    return _Scanner(text).scan()


_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_OTHER = re.compile(r"[^,\]}\n#]+")
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\n[ \t\n]*|.)")
_BASIC = '"'


class _Scanner:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Place] = {}
        self.counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, Place]:
        table: Path = ()
        self._blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self.found

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``; a name that is an array means its last table."""
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        names = self._key()
        self._blank()
        self.at += 2 if many else 1
        path = self._entered((), names[:-1]) + names[-1:]
        if many:
            number = self.counts[path] = self.counts.get(path, -1) + 1
            self.found.setdefault(path, Place(start, start))
            path += (number,)
        elif path in self.counts:
            path += (self.counts[path],)
        self.found[path] = Place(start, start)
        return path

    def _entered(self, table: Path, names: Path) -> Path:
        for name in names:
            table += (name,)
            if table in self.counts:
                table += (self.counts[table],)
        return table

    def _key(self) -> Path:
        names: list[str] = []
        while True:
            self._blank()
            if self.text[self.at] in "'\"":
                name, _ = self._string()
            else:
                match = _BARE.match(self.text, self.at)
                name = match[0] if match else ""
                self.at += len(name)
            names.append(name)
            self._blank()
            if self.text[self.at] != ".":
                return tuple(names)
            self.at += 1

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table + self._key()
        self.at += 1  # the sign =
        self._value(path, start)

    def _value(self, path: Path, key: int) -> None:
        self._blank()
        start = self.at
        sign = self.text[start]
        if sign in "'\"":
            _, characters = self._string()
            self.found[path] = Place(key, start, tuple(characters))
            return
        self.found[path] = Place(key, start)
        if sign == "[":
            self._items(path, "]")
        elif sign == "{":
            self._items(path, "}")
        else:
            match = _OTHER.match(self.text, start)
            self.at = match.end() if match else start + 1

    def _items(self, path: Path, end: str) -> None:
        """Read an array or an inline table."""
        self.at += 1
        number = 0
        while True:
            self._blank()
            if self.text[self.at] == end:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
            elif end == "}":
                self._pair(path)
            else:
                self._value((*path, number), self.at)
                number += 1

    def _string(self) -> tuple[str, Sequence[int]]:
        """Read a text of any of the four kinds; return it and where its characters stand."""
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self.at += 3
            if self.text.startswith("\n", self.at):
                self.at += 1  # a line break at once after the quotes is none of the text's
            return self._characters(quote, quote * 3)
        self.at += 1
        return self._characters(quote, quote)

    def _characters(self, quote: str, end: str) -> tuple[str, Sequence[int]]:
        made: list[str] = []
        offsets: list[int] = []
        while not self._ends(end):
            offsets.append(self.at)
            if quote == _BASIC and self.text[self.at] == "\\":
                match = _ESCAPE.match(self.text, self.at)
                written = match[0] if match else "\\"
                self.at += len(written)
                if written[1:].strip() == "":
                    offsets.pop()  # a line that goes on: it stands for nothing
                    continue
                made.append(_meant(written))
            else:
                made.append(self.text[self.at])
                self.at += 1
        offsets.append(self.at)
        self.at += len(end)
        return "".join(made), offsets

    def _ends(self, end: str) -> bool:
        """Say whether the text ends here; up to two quotes may stand before the closing three."""
        if not self.text.startswith(end, self.at):
            return False
        return len(end) == 1 or not self.text.startswith(end, self.at + 1)


_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def _meant(written: str) -> str:
    if written[1] in "uU":
        return chr(int.from_bytes(bytes.fromhex(written[2:]), "big"))
    return _SHORT.get(written[1], written[1])
