"""What gathers while the body of a Word file is written: notes, pictures, numbers, bookmarks.

One is made for each book and handed to whatever writes a block; afterwards the notes and pictures
become files of their own in the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from smartflow import Text
from smartflow.report import Code, Note, Reference
from smartflow_formats.common.book_words import Numbers
from smartflow_formats.docx.door import edges, run, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartflow.report import Run
    from smartflow_formats.common.cells import Language
    from smartflow_formats.docx.styles import Styles

__all__ = ["EMU", "Layout", "Manuscript", "Picture"]

EMU: Final = 914_400
"""How many of Word's units of drawing are an inch."""


class Layout(msgspec.Struct, frozen=True):
    """What the body must know of its template.

    Attributes:
        upright: How wide and how high the text of a page is, in twentieths of a point.
        turned: How wide and how high it is on a turned page.
        bulleted: Whether the style of bullets draws them.
        counted: Whether the style of steps counts them.
        first_note: The number of the first note; the template may hold some.
        first_list: The number of the first list that counts anew.
    """

    upright: tuple[int, int]
    turned: tuple[int, int]
    bulleted: bool
    counted: bool
    first_note: int
    first_list: int


class Picture(msgspec.Struct, frozen=True):
    """A picture that becomes a file of the document.

    Attributes:
        link: Its name among the links of the document.
        file: The name of its file.
        content: Its bytes.
    """

    link: str
    file: str
    content: bytes


class Manuscript:
    """A book on its way into Word.

    Args:
        language: The reader's language.
        styles: The styles of the template.
        layout: Its pages.
        marks: The bookmark of each chapter by its key.

    Attributes:
        width: How wide the text is where the pen stands now, in twentieths of a point.
        height: How high it is there.
        notes: The words of each note, escaped, in the order of reading.
        pictures: The pictures, in the order of reading.
        lists: How many lists count anew.
        drawn: How often a picture was drawn.
    """

    def __init__(
        self, language: Language, styles: Styles, layout: Layout, marks: Mapping[str, str]
    ) -> None:
        self.language, self.styles, self.layout, self.marks = language, styles, layout, marks
        self.numbers = Numbers()
        self.width, self.height = layout.upright
        self.notes: list[str] = []
        self.pictures: list[Picture] = []
        self.lists = self.drawn = 0
        self._files: dict[bytes, Picture] = {}

    def said(self, text: Text) -> str:
        """Return a sentence in the reader's language, escaped."""
        return words(text.in_(self.language))

    def runs(self, pieces: Iterable[Run]) -> str:
        """Return the pieces of a line."""
        return "".join(self._run(piece) for piece in pieces)

    def code(self, text: str) -> str:
        """Return words to be copied letter by letter; a long one breaks where the line ends."""
        return run(words(text), f'<w:rStyle w:val="{self.styles["Code"]}"/><w:noProof/>')

    def picture(self, content: bytes, suffix: str) -> Picture:
        """Keep a picture; the same bytes are one file."""
        kept = self._files.get(content)
        if kept is None:
            number = len(self.pictures) + 1
            kept = Picture(f"rIdPicture{number}", f"book{number:04d}.{suffix}", content)
            self._files[content] = kept
            self.pictures.append(kept)
        return kept

    def _run(self, piece: Run) -> str:
        match piece:
            case Code():
                return self.code(piece.words)
            case Reference():
                return self._reference(piece)
            case Note():
                return self._note(piece)
            case Text():
                return run(edges(piece.in_(self.language)))

    def _reference(self, piece: Reference) -> str:
        shown = edges(piece.words.in_(self.language))
        mark = self.marks.get(piece.chapter)
        if mark is None:
            return run(shown)
        link = run(shown, f'<w:rStyle w:val="{self.styles["Hyperlink"]}"/>')
        return f'<w:hyperlink w:anchor="{mark}" w:history="1">{link}</w:hyperlink>'

    def _note(self, piece: Note) -> str:
        number = self.layout.first_note + len(self.notes)
        self.notes.append(self.said(piece.words))
        style = f'<w:rStyle w:val="{self.styles["footnote reference"]}"/>'
        return f'<w:r><w:rPr>{style}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
