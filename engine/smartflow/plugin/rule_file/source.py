"""A rule file as text: read, taken apart by ``tomllib``, and each of its parts findable again.

Refuses here what can be told without looking at rules: a file that cannot be opened, is too large,
is not UTF-8, is not TOML. Windows line breaks and a byte order mark are as good as none.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path as File

from smartflow.language import Text
from smartflow.plugin.rule_file.faults import Fault, RuleFileFault
from smartflow.plugin.rule_file.places import Path, Place, places_in

__all__ = ["LARGEST", "Source", "read_source"]

LARGEST = 1_000_000
"""Bytes that a rule file may have."""


class Source:
    """A rule file.

    Attributes:
        shown: How the file is called in messages.
        data: What ``tomllib`` made of it.
        faults: What was found wrong so far.
    """

    def __init__(self, text: str, shown: str, data: dict[str, object]) -> None:
        self.shown = shown
        self.data = data
        self.faults: list[Fault] = []
        self._faulty: set[Path] = set()
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._places = places_in(text)

    def fault_at(self, path: Path, text: Text, *, on_key: bool = False, character: int = 0) -> None:
        """Note a fault.

        Args:
            path: What it concerns; when it is not in the file, what it would stand in.
            text: What is wrong.
            on_key: Whether the key is meant, not the value.
            character: Which character of a text is meant.
        """
        line, column = self.position(path, on_key=on_key, character=character)
        self._faulty.add(path)
        self.faults.append(Fault(line, column, text))

    def position(self, path: Path, *, on_key: bool = False, character: int = 0) -> tuple[int, int]:
        """Return line and column of a part of the file, both from 1."""
        place = self._place(path)
        offset = place.key if on_key else place.at(character)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def has_faults_in(self, path: Path) -> bool:
        """Say whether anything in a part of the file was found wrong."""
        return any(part[: len(path)] == path for part in self._faulty)

    def _place(self, path: Path) -> Place:
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, Place(0, 0))

    def refuse(self) -> None:
        """Stop here when anything was found wrong.

        Raises:
            RuleFileFault: with everything noted so far.
        """
        if self.faults:
            raise RuleFileFault(self.shown, self.faults)


def read_source(file: File | bytes, shown: str) -> Source:
    """Read a rule file.

    Args:
        file: The file, or its bytes.
        shown: How it is called in messages.

    Raises:
        RuleFileFault: it cannot be opened, is too large, not UTF-8, not TOML or empty.
    """
    content = file if isinstance(file, bytes) else _content(file, shown)
    if len(content) > LARGEST:
        raise RuleFileFault(shown, [_whole(_TOO_LARGE)])
    text = _decoded(content, shown)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileFault(shown, [_syntax(str(error), text)]) from None
    except RecursionError:
        raise RuleFileFault(shown, [_whole(_TOO_DEEP)]) from None
    if not data:
        raise RuleFileFault(shown, [_whole(_EMPTY)])
    return Source(text, shown, data)


def _whole(text: Text) -> Fault:
    return Fault(0, 0, text)


def _content(path: File, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        text = Text(
            id=f"berkas ini tidak dapat dibuka ({why}).", en=f"the file cannot be opened ({why})."
        )
        raise RuleFileFault(shown, [_whole(text)]) from None


def _decoded(content: bytes, shown: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        raise RuleFileFault(shown, [Fault(line, column, _NOT_UTF8)]) from None


def _syntax(detail: str, text: str) -> Fault:
    place = re.search(r"\s*\(at line (\d+), column (\d+)\)", detail)
    last = text.rstrip("\n").rpartition("\n")
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    column = int(place[2]) if place else len(last[2]) + 1
    reason = re.sub(r"\s*\(at [^)]*\)$", "", detail)
    advice = _advice(text.split("\n")[line - 1], column)
    return Fault(
        line,
        column,
        Text(
            id=f"penulisan TOML tidak sah ({reason}). {advice.id}",
            en=f"this is not valid TOML ({reason}). {advice.en}",
        ),
    )


def _advice(line: str, column: int) -> Text:
    """Return what helps with a line that is no TOML, by what is usual in other programs."""
    for pattern, advice in _USUAL:
        if any(match.start() < column <= match.end() + 2 for match in re.finditer(pattern, line)):
            return advice
    return _LOOK


_LOOK = Text(
    id="Periksa tanda kutip, kurung dan tanda sama dengan di baris ini dan di atasnya.",
    en="Look at the quotes, brackets and equals signs of this line and the one above.",
)
_USUAL = (
    (
        "[\u201c\u201d\u2018\u2019]",
        Text(
            id="Ganti tanda kutip lengkung dari pengolah kata dengan tanda kutip lurus.",
            en="Put straight quotes in place of the curved ones of a word processor.",
        ),
    ),
    (
        r"=\s*-?\d+(,\s*\d+|(\.\d{3}){2,})",
        Text(
            id="Bilangan ditulis tanpa titik ribuan, dan dengan titik untuk desimal: 1000000, 0.5.",
            en="A number has nothing between thousands, and a point for decimals: 1000000, 0.5.",
        ),
    ),
    (
        r"^\s*check\s*=\s*'[^']*'[^']*'",
        Text(
            id="Teks di dalam ungkapan ditulis dengan tanda kutip ganda, sebab ungkapannya berdiri"
            " di antara tanda kutip tunggal.",
            en="A text in an expression has double quotes, for the expression itself stands between"
            " single ones.",
        ),
    ),
)


_NOT_UTF8 = Text(
    id="berkas ini bukan teks UTF-8. Simpan dengan pengodean UTF-8.",
    en="the file is not UTF-8 text. Save it with the encoding UTF-8.",
)
_TOO_DEEP = Text(id="daftar di dalam daftar terlalu dalam.", en="lists are nested too deeply.")
_TOO_LARGE = Text(
    id="berkas ini lebih besar dari 1 MB. Bagilah menjadi beberapa berkas.",
    en="the file is larger than 1 MB. Make several files of it.",
)
_EMPTY = Text(
    id="berkas ini kosong. Tulislah sedikitnya satu [[rule]]; contohnya ada di"
    " docs/plugins/rule-files.md.",
    en="the file is empty. Write at least one [[rule]]; docs/plugins/rule-files.md has examples.",
)
