"""What Typst says of a template, in an official's words, with the line.

Typst speaks English and to programmers. The faults that a person makes who changes a size or moves
a line are told in both languages; the rest keep Typst's words, behind a clause in ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from smartflow import Text
from smartflow.report import TemplateFault

__all__ = ["fault_of", "warning_of"]

_PLACE: Final = re.compile(r"┌─ .*:(\d+):\d+$", re.MULTILINE)
_MOST: Final = 200
"""Of so many letters are Typst's own words at most: a value in them may be a whole book."""

_FAMILIES: Final = "Noto Sans, Noto Sans Arabic, Noto Mono"


def fault_of(message: str, diagnostic: str, data: Mapping[str, object]) -> TemplateFault:
    """Return what stopped Typst.

    Args:
        message: Typst's own words.
        diagnostic: The same with places.
        data: What the template may name.
    """
    line, told = _line(diagnostic), " ".join(message.split())[:_MOST]
    for pattern, say in _SAID:
        found = pattern.search(told)
        if found:
            return TemplateFault(say(found), line)
    found = _KEY.search(told)
    if found:
        return _unknown(found[1], line, tuple(sorted(_keys(data))))
    return TemplateFault(Text(id=f"kata Typst: {told}", en=f"Typst says: {told}"), line)


def warning_of(message: str, diagnostic: str) -> TemplateFault | None:
    """Return what Typst only warns of and we refuse, or None: fonts that are not ours.

    Args:
        message: Typst's own words.
        diagnostic: The same with places.
    """
    found = re.search(r"unknown font family: (.+)", message)
    if found is None:
        return None
    said = Text(
        id=f'huruf "{found[1]}" tidak tersedia; yang ada: {_FAMILIES}',
        en=f'there is no font "{found[1]}"; there are: {_FAMILIES}',
    )
    return TemplateFault(said, _line(diagnostic))


def _line(diagnostic: str) -> int | None:
    found = _PLACE.search(diagnostic)
    return int(found[1]) if found else None


_KEY: Final = re.compile(r'dictionary does not contain key "([^"]*)"')


def _unknown(name: str, line: int | None, known: tuple[str, ...]) -> TemplateFault:
    said = Text(id=f'placeholder "{name}" tidak dikenal', en=f'unknown placeholder "{name}"')
    return TemplateFault(said, line, name=name, known=known)


def _keys(data: object) -> set[str]:
    """Return every name that stands anywhere in the data."""
    if isinstance(data, Mapping):
        return {str(key) for key in data}.union(*map(_keys, data.values()))
    if isinstance(data, list):
        return set().union(*map(_keys, data))
    return set()


def _outside(_: re.Match[str]) -> Text:
    return Text(
        id="templat hanya dapat membaca isi buku, bukan berkas lain",
        en="a template can read what the book holds and no other file",
    )


def _package(found: re.Match[str]) -> Text:
    return Text(
        id=f"paket {found[1]} tidak dapat dipakai: buku disusun tanpa jaringan dan tanpa paket",
        en=f"the package {found[1]} cannot be used: books are set without network or packages",
    )


def _variable(found: re.Match[str]) -> Text:
    return Text(id=f'nama "{found[1]}" tidak dikenal', en=f'unknown name "{found[1]}"')


def _open(found: re.Match[str]) -> Text:
    return Text(
        id=f"ada tanda kurung, kutip, atau $ yang tidak ditutup ({found[0]})",
        en=f"a bracket, quotation mark or $ is not closed ({found[0]})",
    )


def _letter(found: re.Match[str]) -> Text:
    return Text(
        id=f'huruf {found[1]} tidak ada dalam huruf "{found[2]}"',
        en=f'the letter {found[1]} is not in the font "{found[2]}"',
    )


def _standard(found: re.Match[str]) -> Text:
    return Text(
        id=f"hasilnya bukan PDF/A-2b yang sah: {found[1]}",
        en=f"the result is no sound PDF/A-2b: {found[1]}",
    )


def _syntax(found: re.Match[str]) -> Text:
    return Text(id=f"sintaksnya salah: {found[0]}", en=f"its syntax is wrong: {found[0]}")


_SAID: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Text]], ...]] = (
    (re.compile(r"file not found|would escape|cannot read|failed to load file"), _outside),
    (re.compile(r"failed to download package.*/([^/]+)\.tar\.gz"), _package),
    (re.compile(r"package not found \(searched for ([^)]+)\)"), _package),
    (re.compile(r"unknown variable: (\S+)"), _variable),
    (re.compile(r"unclosed (?:delimiter|string|raw text|label)"), _open),
    (re.compile(r'the text `("[^"]*")`? could not be displayed with font `?"([^"]*)"'), _letter),
    (re.compile(r"^PDF/A-2b error: (.+)"), _standard),
    (re.compile(r"^(?:expected|unexpected) .+"), _syntax),
)
