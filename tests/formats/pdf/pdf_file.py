"""Looking into a PDF with poppler's programs, which know nothing of who made it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from html import unescape
from pathlib import Path

import pytest

from smartflow.report import Block, Book, Chapter
from smartflow_formats import pdf

__all__ = ["TEMPLATE", "PdfFile", "assert_blank_margins", "book_with", "letters_of"]

TEMPLATE = (pdf.FORMAT.template or Path()).read_bytes()


class PdfFile:
    """A PDF on disk, seen by ``pdfinfo``, ``pdftotext``, ``pdftohtml`` and ``pdftoppm``.

    Args:
        content: The file.
        folder: Where it is put.
    """

    def __init__(self, content: bytes, folder: Path) -> None:
        self.content = content
        self.path = folder / "book.pdf"
        self.path.write_bytes(content)

    def info(self) -> dict[str, str]:
        """Return what ``pdfinfo`` tells, by name."""
        lines = _told("pdfinfo", self.path).splitlines()
        return {name: told.strip() for name, _, told in (line.partition(":") for line in lines)}

    def sizes(self) -> list[tuple[int, int]]:
        """Return width and height of every page, in whole points."""
        told = _told("pdfinfo", "-f", "1", "-l", "9999", self.path)
        found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
        return [(round(float(wide)), round(float(high))) for wide, high in found]

    def places(self) -> dict[str, int]:
        """Return the page of every place that a link may lead to, by its name."""
        told = _told("pdfinfo", "-dests", self.path)
        found = re.findall(r'^ +(\d+) \[.*\] +"(.*)"$', told, re.MULTILINE)
        return {name: int(page) for page, name in found}

    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Return depth (from 1), words and page of every bookmark, in order."""
        told = _told("pdftohtml", "-xml", "-i", "-stdout", self.path).partition("<outline>")[2]
        found, depth = [], 1
        for line in told.splitlines():
            depth += (line == "<outline>") - (line == "</outline>")
            item = re.fullmatch(r'<item page="(\d+)">(.*)</item>', line)
            if item:
                found.append((depth, unescape(item[2]), int(item[1])))
        return found

    def structure(self) -> str:
        """Return the tree of tags with their text."""
        return _told("pdfinfo", "-struct-text", self.path)

    def text(self, *words: str) -> str:
        """Return the text, in the order in which it is drawn."""
        return _told("pdftotext", "-raw", *words, self.path, "-")

    def pages(self) -> list[str]:
        """Return the text of each page."""
        return self.text().split("\f")[:-1]

    def fonts(self) -> list[str]:
        """Return the lines of ``pdffonts``."""
        return _told("pdffonts", self.path).splitlines()[2:]

    def ink(self, dots: int = 20) -> list[bytes]:
        """Return the pixels of every page in grey, without the head of the picture."""
        stem = self.path.with_suffix("")
        _told("pdftoppm", "-gray", "-r", str(dots), self.path, stem)
        pictures = sorted(stem.parent.glob(f"{stem.name}-*.pgm"))
        return [picture.read_bytes().split(b"\n", 3)[3] for picture in pictures]


def _told(program: str, *words: object) -> str:
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{program} is missing, and CI must have it (poppler-utils)")
        pytest.skip(f"{program} is not installed (poppler-utils)")
    ended = subprocess.run([found, *map(str, words)], capture_output=True, check=True, timeout=120)
    return ended.stdout.decode()


def letters_of(text: str) -> str:
    """Return what can be read of a text: no blanks, no letters without a shape, one spelling."""
    spelt = unicodedata.normalize("NFKC", text)
    return "".join(
        letter
        for letter in spelt
        if not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf", "Cn"}
    )


def assert_blank_margins(made: PdfFile) -> None:
    """Check that nothing is drawn within two centimetres of the left and right edge of a page."""
    for (wide, high), page in zip(made.sizes(), made.ink(36), strict=True):
        across = -(-wide // 2)
        rows = [page[at : at + across] for at in range(0, len(page), across)]
        assert abs(len(rows) - high / 2) <= 1
        assert {byte for row in rows for byte in (*row[:28], *row[-28:])} == {255}


def book_with(*blocks: Block, **more: object) -> Book:
    """Return a book without a cover, of one chapter that holds these blocks."""
    from smartflow import Text

    chapter = Chapter("bab", Text.same("Bab"), blocks)
    usual: dict[str, object] = {
        "title": Text.same("Judul"),
        "subtitle": Text.same("Anak judul"),
        "chapters": (chapter,),
    }
    return Book(**{**usual, **more})  # type: ignore[arg-type]
