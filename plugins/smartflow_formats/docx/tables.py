"""What stands in rows and columns: tables, facts, questions to tick.

A table's head is repeated on each of its pages and a row is not parted unless it is long. Cells
pass the one door; nothing here is asked of a template.
"""

from __future__ import annotations

import re
from decimal import Decimal
from operator import le
from typing import TYPE_CHECKING, Final

from smartflow.report import Amount, Money
from smartflow_formats.common import book_words as said
from smartflow_formats.docx.door import field, paragraph, run, words
from smartflow_formats.docx.widths import LETTER, MARGINS, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.report import Checklist, Facts, Table
    from smartflow.report.table import Cell
    from smartflow_formats.docx.manuscript import Manuscript
    from smartflow_formats.docx.widths import Fit

__all__ = ["caption", "checklist", "facts", "opening", "split", "table", "table_row"]

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_BOX: Final = "\N{BALLOT BOX}"
_SHORT: Final = 6
"""A table of so few rows stays on one page."""

_FEW: Final = 20
"""So many facts stay on one page."""

_MARKUP: Final = re.compile(r"<[^>]*>")
_PIECE: Final = 500
"""A table of more rows is set in pieces: the time in which Word and LibreOffice set one grows with
the square of its rows."""

_LINES: Final = 12
"""A row of so many lines may be parted."""

_KEEP: Final = "<w:keepNext/>"
_ROOM: Final = {"line": 480, "box": 1700}


def caption(manuscript: Manuscript, style: str, label: str, title: str) -> str:
    """Return a caption whose number Word can count anew.

    Args:
        manuscript: Gathers.
        style: The name of its style.
        label: ``Tabel 3``, or ``""``.
        title: Its words, escaped.
    """
    name = manuscript.styles[style]
    if not label:
        return paragraph(name, run(title))
    kind, number = label.rsplit(" ", 1)
    return paragraph(name, f"{run(f'{kind} ')}{field(f'SEQ {kind}', number)}{run(f'. {title}')}")


def table(block: Table, manuscript: Manuscript) -> Iterator[str]:
    """Yield a table with its caption, its head repeated on every page, and its note."""
    label = manuscript.numbers.label(block)
    title = manuscript.said(block.title)
    yield caption(manuscript, "caption", label.in_(manuscript.language) if label else "", title)
    if block.rows:
        yield from _rows(block, manuscript)
    else:
        yield paragraph(manuscript.styles["Note"], run(manuscript.said(said.NOTHING)))
    if block.note is not None:
        yield paragraph(manuscript.styles["Note"], run(manuscript.said(block.note)))
    elif block.rows:
        yield paragraph(manuscript.styles["Table End"], "")


def _rows(block: Table, manuscript: Manuscript) -> Iterator[str]:
    language, styles = manuscript.language, manuscript.styles
    shown = [[words(said.value_text(cell, language)) for cell in row] for row in block.rows]
    heads = [manuscript.said(heading) for heading in block.headings]
    numeric = [_numeric(block, at) for at in range(len(block.keys))]
    columns = [[head, *(row[at] for row in shown)] for at, head in enumerate(heads)]
    fit = fitted(columns, numeric, manuscript.width)
    size = " Small" if fit.small else ""
    names = [styles[f"Table {'Number' if one else 'Text'}{size}"] for one in numeric]
    head = "".join(
        (
            opening(styles["Book Table"], fit.widths, "0420", manuscript.said(block.title)),
            table_row(
                fit.widths,
                (paragraph(styles[f"Table Head{size}"], run(one)) for one in heads),
                "<w:cantSplit/><w:tblHeader/>",
            ),
        )
    )
    for at in range(0, len(shown), _PIECE):
        yield paragraph(styles["Table End"], "") if at else ""
        yield head
        yield from _body(shown[at : at + _PIECE], fit, names, manuscript)
        yield "</w:tbl>"


def _body(
    shown: Sequence[Sequence[str]], fit: Fit, names: Sequence[str], manuscript: Manuscript
) -> Iterator[str]:
    """Yield rows; a short table stays on one page, the head of a longer one with its first row.

    Args:
        shown: The words of each cell, escaped.
        fit: How the table fits its page.
        names: The identifier of the style of each column.
        manuscript: Gathers.
    """
    most = [_LINES * letters for letters in fit.letters]
    stays = len(shown) if len(shown) <= _SHORT else 2
    for number, row in enumerate(shown, start=1):
        whole = all(map(le, map(len, row), most))
        keep = _KEEP if number < stays else ""
        cells = (
            paragraph(name, manuscript.code(one) if _DIGEST.fullmatch(one) else run(one), keep)
            for name, one in zip(names, row, strict=True)
        )
        yield table_row(fit.widths, cells, "<w:cantSplit/>" if whole else "")


def _numeric(block: Table, position: int) -> bool:
    cells = [row[position] for row in block.rows if row[position] is not None]
    return bool(cells) and all(
        isinstance(cell, int | Decimal | Money | Amount) and not isinstance(cell, bool)
        for cell in cells
    )


def opening(style: str, wide: Sequence[int], look: str, title: str) -> str:
    """Return how a table begins.

    Args:
        style: The identifier of its style.
        wide: The width of each column.
        look: Which special rows and columns the style shows, as Word's bits (``0420``: the first
            row; ``0480``: the first column).
        title: What it shows, escaped, for those who cannot see it.
    """
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(wide)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/><w:tblCaption w:val="{title}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def table_row(wide: Sequence[int], cells: Iterator[str], look: str = "") -> str:
    """Return a row.

    Args:
        wide: The width of each column, in twentieths of a point.
        cells: The paragraphs of each cell.
        look: What stands in its ``w:trPr``.
    """
    looks = f"<w:trPr>{look}</w:trPr>" if look else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for one, cell in zip(wide, cells, strict=True)
    )
    return f"<w:tr>{looks}{inside}</w:tr>"


def facts(block: Facts, manuscript: Manuscript) -> Iterator[str]:
    """Yield names with their values; what has none leaves room for a pen."""
    styles, title = manuscript.styles, manuscript.said(block.title)
    yield caption(manuscript, "caption", "", title)
    first = manuscript.width * 34 // 100
    wide = [first, manuscript.width - first]
    last_kept = len(block.rows) if len(block.rows) <= _FEW else 2
    yield opening(styles["Book Facts"], wide, "0480", title)
    for number, (name, value) in enumerate(block.rows, start=1):
        keep = _KEEP if number < last_kept else ""
        high = f'<w:trHeight w:val="{_ROOM[block.room]}" w:hRule="atLeast"/>'
        cells = (
            paragraph(styles["Table Text"], run(manuscript.said(name)), keep),
            paragraph(styles["Table Text"], _value(value, manuscript), keep),
        )
        yield table_row(wide, iter(cells), split(cells, wide) + (high if value is None else ""))
    yield "</w:tbl>"
    yield paragraph(styles["Table End"], "")


def _value(cell: Cell, manuscript: Manuscript) -> str:
    shown = words(said.value_text(cell, manuscript.language))
    if not shown:
        return ""
    return manuscript.code(shown) if _DIGEST.fullmatch(shown) else run(shown)


def checklist(block: Checklist, manuscript: Manuscript) -> Iterator[str]:
    """Yield questions with boxes to tick and room for a remark."""
    styles, title = manuscript.styles, manuscript.said(block.title)
    yield caption(manuscript, "caption", "", title)
    wide = [manuscript.width * share // 100 for share in (6, 30, 26, 22)]
    wide.append(manuscript.width - sum(wide))
    yield opening(styles["Book Table"], wide, "0420", title)
    headings = (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
    heads = (paragraph(styles["Table Head"], run(manuscript.said(one))) for one in headings)
    yield table_row(wide, heads, "<w:cantSplit/><w:tblHeader/>")
    text = styles["Table Text"]
    answer = "".join(paragraph(text, run(f"{_BOX} {manuscript.said(tick)}")) for tick in said.TICKS)
    for number, check in enumerate(block.checks, start=block.first):
        asked = paragraph(text, run(manuscript.said(check.ask), "<w:b/><w:bCs/>"))
        expected = "".join(
            paragraph(text, run(f"{manuscript.said(name)}: ") + _value(value, manuscript))
            for name, value in check.expected
        )
        cells = (
            paragraph(styles["Table Number"], run(str(number))),
            asked + paragraph(text, run(manuscript.said(check.hold))),
            expected or paragraph(text, ""),
            answer,
            paragraph(text, ""),
        )
        yield table_row(wide, iter(cells), split(cells, wide))
    yield "</w:tbl>"
    yield paragraph(styles["Table End"], "")


def split(cells: Sequence[str], wide: Sequence[int]) -> str:
    """Return that a row stays whole, unless a cell of it, markup aside, takes many lines.

    Args:
        cells: The cells of the row, with their markup.
        wide: The width of each, in twentieths of a point.
    """
    most = [_LINES * ((room - MARGINS) // LETTER) for room in wide]
    lengths = [len(_MARKUP.sub("", cell)) for cell in cells]
    return "<w:cantSplit/>" * all(map(le, lengths, most))
