"""Reading a Word file strictly, and saying what makes one sound."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

import docx
from lxml import etree

from smartflow import Text
from smartflow.report import Book, Chapter, Table
from smartflow_formats.docx import FORMAT
from smartflow_formats.docx import render as render_docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.report import Block

__all__ = ["TEMPLATE", "WordFile", "book_with", "changed", "made"]

TEMPLATE = FORMAT.template.read_bytes() if FORMAT.template else b""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
    " spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps noProof color spacing sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "evenAndOddHeaders updateFields footnotePr compat",
    "num": "abstractNumId lvlOverride",
}
"""How ECMA-376, part 1, orders what stands in an element; Word calls a file damaged otherwise."""


class WordFile:
    """A Word file, unpacked; every check of its soundness is an assertion."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            assert pack.testzip() is None
            self.entries = pack.infolist()
            self.files = {entry.filename: pack.read(entry) for entry in self.entries}
        self.parts = {
            name: etree.fromstring(content)
            for name, content in self.files.items()
            if name.endswith((".xml", ".rels"))
        }
        self.body = self.parts["word/document.xml"][0]

    def all(self, name: str, part: str = "word/document.xml") -> list[etree._Element]:
        """Return every element of that name in a part."""
        return list(self.parts[part].iter(f"{W}{name}"))

    def values(self, name: str, part: str = "word/document.xml") -> list[str]:
        """Return the value of every such element."""
        return [one.get(f"{W}val", "") for one in self.all(name, part)]

    def styled(self, name: str) -> list[str]:
        """Return the words of every paragraph of that style, by its name."""
        return ["".join(p.itertext(f"{W}t")) for p in self.paragraphs(name)]

    def paragraphs(self, name: str) -> list[etree._Element]:
        """Return every paragraph of the body in that style, by its name."""
        keys = {
            one.get(f"{W}styleId")
            for one in self.all("style", "word/styles.xml")
            if one[0].get(f"{W}val", "").lower() == name.lower()
        }
        return [
            p
            for p in self.all("p")
            if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in keys
        ]

    def instructions(self) -> list[str]:
        """Return what every field of the body asks."""
        return [(one.text or "").strip() for one in self.all("instrText")]

    def tables(self) -> list[list[list[str]]]:
        """Return the words of every cell, as python-docx reads them."""
        read = docx.Document(io.BytesIO(self.content))
        return [[[cell.text for cell in row.cells] for row in one.rows] for one in read.tables]

    def check(self) -> None:
        """Check what Word asks of a file: links that lead, kinds that are named, names once."""
        kinds = [
            kind.get("PartName", "").removeprefix("/") or f".{kind.get('Extension')}"
            for kind in self.parts["[Content_Types].xml"]
        ]
        assert len(set(kinds)) == len(kinds)
        for name in self.files:
            assert name in kinds or f".{name.rsplit('.', 1)[-1]}" in kinds, name
        for source, target, link in self._links():
            assert target in self.files, (source, link)
        document = self.parts["word/document.xml"]
        wanted = {one for e in document.iter() for at, one in e.attrib.items() if at.startswith(R)}
        assert wanted <= {link for _, _, link in self._links()}
        styles = {one.get(f"{W}styleId") for one in self.all("style", "word/styles.xml")}
        for kind in ("pStyle", "rStyle", "tblStyle"):
            assert set(self.values(kind)) <= styles
        for name in ("bookmarkStart", "footnoteReference"):
            numbers = [one.get(f"{W}id") for one in self.all(name)]
            assert len(set(numbers)) == len(numbers)
        marks = {one.get(f"{W}name") for one in self.all("bookmarkStart")}
        assert {one.get(f"{W}anchor") for one in self.all("hyperlink")} <= marks
        for cell in self.all("tc"):
            assert cell[-1].tag == f"{W}p"
        for table in self.all("tbl"):
            grid = len(table.find(f"{W}tblGrid"))
            assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {grid}
        assert self.body[-1].tag == f"{W}sectPr"
        for root in self.parts.values():
            for name, words in ORDER.items():
                order = words.split()
                for one in root.iter(f"{W}{name}"):
                    inside = [str(child.tag).removeprefix(W) for child in one]
                    known = [child for child in inside if child in order]
                    assert known == sorted(known, key=order.index), name

    def _links(self) -> Iterator[tuple[str, str, str]]:
        for name, root in self.parts.items():
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                for link in root:
                    target = posixpath.normpath(posixpath.join(folder, link.get("Target", "")))
                    yield name, target.removeprefix("/"), link.get("Id", "")


def made(book: Book, language: str = "id", template: bytes = TEMPLATE) -> WordFile:
    """Return a book as a Word file, checked."""
    file = WordFile(render_docx(book, language, template))  # type: ignore[arg-type]
    file.check()
    return file


def book_with(*blocks: Block, words: str = "Isi") -> Book:
    """Return a book of one chapter."""
    text = Text.same(words)
    return Book(text, text, (), (Chapter("bab", text, blocks),))


def table_of(rows: tuple[tuple[object, ...], ...]) -> Table:
    """Return a table of those cells."""
    keys = tuple(f"k{at}" for at in range(len(rows[0])))
    return Table(Text.same("Isu"), keys, tuple(map(Text.same, keys)), rows)  # type: ignore[arg-type]


def changed(name: str, old: str, new: str, template: bytes = TEMPLATE) -> bytes:
    """Return a template with one of its words changed, as somebody may have left it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as pack, zipfile.ZipFile(target, "w") as copy:
        for entry in pack.namelist():
            content = pack.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(entry, content)
    return target.getvalue()
