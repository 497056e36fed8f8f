"""The tables of a book as HTML: rows, facts, questions with room for an answer.

Heads have a scope. A wide table scrolls in a region of its own that has a name and that a keyboard
reaches; on paper no cell pushes another off the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import plain_line
from smartflow_formats.html.words import DIGEST, cell, code, titled, words

if TYPE_CHECKING:
    from smartflow.report import Checklist, Facts, Table
    from smartflow.report.table import Cell
    from smartflow_formats.html.words import Writing

__all__ = ["checklist", "facts", "rows", "table"]

_STEP: Final = re.compile(r"[/_](?=[^\s/_]{3})")

_SHORT: Final = 6
"""A table of so few rows stays on one page."""

_WIDE: Final = 4
"""A table of so many columns may be wider than a telephone."""

_CROWDED: Final = 8
"""A table of so many columns is printed in smaller letters."""

_LINE: Final = 96
"""The letters of a printed line. A word that is longer than its column's share of it is broken
where the cell ends, so that it cannot push other columns off the paper."""

_LEAST: Final = 10
"""No word is broken that has so few letters."""

_SENTENCE: Final = 40
"""A cell of so many letters is not squeezed to one word a line."""


def facts(thing: Facts, writing: Writing) -> str:
    """Return names with their values, or with room for a pen."""
    room = " room" if thing.room == "box" else ""
    lines = [f'<table class="facts{room}"><caption>{writing.words(thing.title)}</caption><tbody>']
    for named, value in thing.rows:
        head = f'<th scope="row">{writing.words(named)}</th>'
        data = '<td class="blank"></td>' if value is None else f"<td>{cell(value, writing)}</td>"
        lines.append(f"<tr>{head}{data}</tr>")
    return "\n".join([*lines, "</tbody></table>"])


def table(thing: Table, writing: Writing) -> str:
    """Return a table with its number."""
    return rows(thing, titled(thing, thing.title, writing), writing)


def rows(thing: Table, title: str, writing: Writing) -> str:
    """Return a table.

    Args:
        thing: The table.
        title: Its caption, in HTML.
        writing: What is known while it is written.
    """
    note = f'<p class="note">{writing.words(thing.note)}</p>' if thing.note else ""
    if not thing.rows:
        nothing = writing.words(said.NOTHING)
        return f'<p class="empty"><strong>{title}:</strong> {nothing}</p>{note}'
    marks = ["number" if said.numeric(thing, at) else "" for at in range(len(thing.keys))]
    columns = len(marks)
    heads = "".join(
        _head(plain_line(heading.in_(writing.language)), mark, columns)
        for mark, heading in zip(marks, thing.headings, strict=True)
    )
    sizes = ("short" * (len(thing.rows) <= _SHORT), "crowded" * (columns >= _CROWDED))
    opens = f"<table{_classed(' '.join(filter(None, sizes)))}>"
    lines = [f"<thead><tr>{heads}</tr></thead><tbody>"]
    for row in thing.rows:
        cells = (_data(one, mark, columns, writing) for mark, one in zip(marks, row, strict=True))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join([*lines, "</tbody></table>"])
    return _region(opens, title, body, columns, writing) + note


def _region(opens: str, title: str, body: str, columns: int, writing: Writing) -> str:
    """Let a table scroll by itself where it is wider than the screen."""
    if columns < _WIDE:
        return f"{opens}<caption>{title}</caption>{body}"
    label = writing.region()
    return (
        f'<div class="wide" role="region" aria-labelledby="{label}" tabindex="0">'
        f'{opens}<caption><span class="title" id="{label}">{title}</span></caption>{body}</div>'
    )


def _classed(names: str) -> str:
    return f' class="{names}"' if names else ""


def _head(plain: str, mark: str, columns: int) -> str:
    return f'<th scope="col"{_classed(_shape(plain, mark, columns))}>{words(plain)}</th>'


def _data(value: Cell, mark: str, columns: int, writing: Writing) -> str:
    plain = said.value_text(value, writing.language)
    if DIGEST.fullmatch(plain):
        return f'<td class="digest">{code(plain)}</td>'
    return f"<td{_classed(_shape(plain, mark, columns))}>{_breaking(plain)}</td>"


def _breaking(plain: str) -> str:
    """Return words that may be broken behind a slash: ``DINKES/`` and ``issues/3``."""
    return _STEP.sub(r"\g<0><wbr>", words(plain))


def _shape(plain: str, mark: str, columns: int) -> str:
    """Return how a cell keeps its place among so many columns."""
    longest = max(map(len, re.split(r"[\s/_]", plain)))
    if longest > max(_LINE // columns, 2 * _LEAST if mark else _LEAST):
        return f"{mark} long".strip()
    return mark or ("text" if len(plain) > _SENTENCE else "")


def checklist(thing: Checklist, writing: Writing) -> str:
    """Return questions with boxes to tick and room for a remark."""
    asked = (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
    heads = "".join(f'<th scope="col">{writing.words(heading)}</th>' for heading in asked)
    answer = "<br>".join(
        f'<span class="box" aria-hidden="true"></span>{writing.words(tick)}' for tick in said.TICKS
    )
    lines = [f"<thead><tr>{heads}</tr></thead><tbody>"]
    for number, check in enumerate(thing.checks, start=thing.first):
        expected = "".join(
            f"<p>{writing.words(named)}: {cell(value, writing)}</p>"
            for named, value in check.expected
        )
        ask, hold = writing.words(check.ask), writing.words(check.hold)
        lines.append(
            f'<tr><td class="number">{number}</td><td><p class="ask">{ask}</p><p>{hold}</p></td>'
            f'<td>{expected}</td><td class="answer">{answer}</td><td class="remark"></td></tr>'
        )
    body = "\n".join([*lines, "</tbody></table>"])
    title = writing.words(thing.title)
    return _region('<table class="checks">', title, body, len(asked), writing)
