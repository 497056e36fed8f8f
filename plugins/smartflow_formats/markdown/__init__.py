"""The format ``markdown``: a verdict as a letter, a table as a table.

A verdict is written so that an official can paste it into an e-mail to the agencies: headings and
lists that read well even where nobody renders them, what must be mended first, each remark with
who, where and how, and the next command at the end. A table is a GitHub-flavoured table. Text
from worksheets passes through :func:`~smartflow_formats.common.prose.escape`.

In this folder:

``book``: A book as Markdown: the same chapters, tables and questions, to be kept beside code or
    mailed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat, Text, Verdict
from smartflow.report import Table
from smartflow.report.table import Cell
from smartflow_formats.common.cells import Language, cell_text, is_number, long_date
from smartflow_formats.common.prose import code, escape
from smartflow_formats.common.remarks import Remark, remarks

if TYPE_CHECKING:
    from smartflow.report import Book

__all__ = ["FORMAT", "render"]

_TITLE = Text(id="Hasil pemeriksaan {city}", en="Result of the check: {city}")
_MET = Text(
    id="**Syarat terpenuhi.** {city} dapat maju dari tahap {from_} ke tahap {to} (per {day}).",
    en="**The gate is met.** {city} may move from {from_} to {to} (as of {day}).",
)
_NOT_MET = Text(
    id="**Syarat belum terpenuhi.** {city} belum dapat maju dari tahap {from_} ke tahap {to} "
    "(per {day}).",
    en="**The gate is not met.** {city} cannot move from {from_} to {to} yet (as of {day}).",
)
_QUIET = Text(
    id="Ketentuan yang terpenuhi: {passed}. Tidak berlaku: {idle}.",
    en="Rules passed: {passed}. Not applicable: {idle}.",
)
_SECTIONS = (
    (
        "error",
        Text(id="KETENTUAN TIDAK DAPAT DIJALANKAN", en="RULES THAT COULD NOT BE RUN"),
    ),
    ("fail", Text(id="HARUS DIPERBAIKI", en="MUST BE MENDED")),
    ("warn", Text(id="PERLU DIPERHATIKAN", en="WORTH A LOOK")),
    ("waived", Text(id="DIKECUALIKAN", en="WAIVED")),
)
_WAIVERS = Text(id="PENGECUALIAN LAIN", en="OTHER WAIVERS")
_SIGN_OFFS = Text(id="PERSETUJUAN", en="SIGN-OFFS")
_SCORES = Text(id="PENILAIAN", en="SCORES")
_BLOCKED = Text(id="PLUGIN YANG DIBLOKIR", en="BLOCKED PLUGINS")
_MARKED = Text(id="PLUGIN BERTANDA", en="MARKED PLUGINS")
_FIX = Text(id="Cara memperbaiki: {fix}", en="How to mend it: {fix}")
_BASIS = Text(id="Dasar: {cites}", en="Basis: {cites}")
_DIMENSION = Text(id="dimensi {name}", en="dimension {name}")
_SHEET = Text(id="lembar {name}", en="sheet {name}")
_ROW = Text(id="baris {number}", en="row {number}")
_COLUMN = Text(id="kolom {name}", en="column {name}")
_DONE = Text(id="selesai", en="done")
_OPEN = Text(id="belum", en="open")
_NEXT = Text(id="Langkah berikutnya: {command}", en="Next step: {command}")
_DIGEST = Text(id="Sidik berkas: {digest}", en="Digest of the dossier: {digest}")
_NO_ROWS = Text(id="(tidak ada baris)", en="(no rows)")


def render(thing: object, language: Language) -> bytes:
    """Write a verdict, a table or a book as Markdown.

    Args:
        thing: A :class:`~smartflow.Verdict`, a :class:`~smartflow.report.Table` or a
            :class:`~smartflow.report.Book`.
        language: Decides the words, the decimal mark and how a date looks.

    Returns:
        UTF-8, ending in a line break.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    if isinstance(thing, Verdict):
        lines = _verdict(thing, language)
    elif isinstance(thing, Table):
        lines = _table(thing, language)
    elif (book := _as_book(thing)) is not None:
        from smartflow_formats.markdown.book import book_lines

        lines = book_lines(book, language)
    else:
        message = f"markdown cannot write a {type(thing).__name__}"
        raise TypeError(message)
    return ("\n".join(lines) + "\n").encode("utf-8")


def _as_book(thing: object) -> Book | None:
    from smartflow.report import Book

    return thing if isinstance(thing, Book) else None


# -- a verdict ------------------------------------------------------------------------------------


def _verdict(verdict: Verdict, language: Language) -> Iterator[str]:
    said = remarks(verdict, language)
    results = [remark for remark in said if remark.kind == "result"]
    yield f"# {_TITLE.fill({'city': _name(verdict, verdict.city, language)}).in_(language)}"
    yield ""
    yield _opening(verdict, language)
    for status, heading in _SECTIONS:
        yield from _section(heading, [r for r in results if r.status == status], language)
    yield from _list(_WAIVERS, (r for r in said if r.kind == "waiver"), language)
    yield from _list(_SIGN_OFFS, (r for r in said if r.kind == "sign_off"), language)
    yield from _list(_SCORES, (r for r in said if r.kind == "score"), language)
    plugins = [r for r in said if r.kind == "plugin"]
    yield from _list(_BLOCKED, (r for r in plugins if r.status == "warn"), language)
    yield from _list(_MARKED, (r for r in plugins if r.status == "pass"), language)
    yield ""
    yield _quiet(results, language)
    yield from _closing(verdict, language)


def _opening(verdict: Verdict, language: Language) -> str:
    words = _MET if verdict.met else _NOT_MET
    values = {
        "city": _name(verdict, verdict.city, language),
        "from_": _name(verdict, verdict.from_, language),
        "to": _name(verdict, verdict.to, language),
        "day": long_date(date.fromisoformat(verdict.as_of), language),
    }
    return words.fill(values).in_(language)


def _name(verdict: Verdict, key: str, language: Language) -> str:
    return escape(verdict.title(key).in_(language))


def _quiet(results: Iterable[Remark], language: Language) -> str:
    statuses = [remark.status for remark in results]
    passed, idle = statuses.count("pass"), statuses.count("not_applicable")
    return _QUIET.fill({"passed": passed, "idle": idle}).in_(language)


def _closing(verdict: Verdict, language: Language) -> Iterator[str]:
    command = f"smartflow {'advance' if verdict.met else 'check'} {verdict.city}"
    yield ""
    yield _NEXT.fill({"command": code(command)}).in_(language)
    digest = verdict.digests.get("dossier")
    if digest:
        yield ""
        yield _DIGEST.fill({"digest": code(digest[:16])}).in_(language)


def _section(heading: Text, found: list[Remark], language: Language) -> Iterator[str]:
    """Write the remarks of one status, rule by rule."""
    if not found:
        return
    yield ""
    yield f"## {heading.in_(language)} ({len(found)})"
    for (rule, title), group in groupby(found, key=lambda remark: (remark.code, remark.title)):
        same_rule = list(group)
        yield ""
        yield f"### {escape(rule)}: {escape(title)}"
        yield ""
        for remark in same_rule:
            yield f"- {_bullet(remark, language)}"
        yield ""
        yield _FIX.fill({"fix": _advice(same_rule[0])}).in_(language)
        if same_rule[0].cites:
            cites = escape("; ".join(same_rule[0].cites))
            yield ""
            yield _BASIS.fill({"cites": cites}).in_(language)


def _bullet(remark: Remark, language: Language) -> str:
    """Write one remark: who, where, what."""
    who = [f"**{escape(remark.agency)}**"] if remark.agency else []
    where = ", ".join((*who, *(words.in_(language) for words in _where(remark))))
    what = escape(remark.message)
    return f"{where}: {what}" if where else what


def _advice(remark: Remark) -> str:
    """Write how to mend something; its command can be copied."""
    advice = escape(remark.advice)
    return f"{advice} {code(remark.command)}" if remark.command else advice


def _where(remark: Remark) -> Iterator[Text]:
    if remark.dimension:
        yield _DIMENSION.fill({"name": escape(remark.dimension_title)})
    if remark.sheet:
        yield _SHEET.fill({"name": escape(remark.sheet)})
    if remark.row_number:
        yield _ROW.fill({"number": remark.row_number})
    if remark.column:
        yield _COLUMN.fill({"name": escape(remark.column_title)})


def _list(heading: Text, found: Iterable[Remark], language: Language) -> Iterator[str]:
    """Write sign-offs, scores or plugins: a line each, with a mark for what is still open."""
    lines = list(found)
    if not lines:
        return
    yield ""
    yield f"## {heading.in_(language)}"
    yield ""
    for remark in lines:
        state = (_DONE if remark.status == "pass" else _OPEN).in_(language)
        mark = f"({state}) " if remark.kind == "sign_off" else ""
        fix = f" {_advice(remark)}" if remark.advice else ""
        yield f"- {mark}{escape(remark.message)}{fix}"


# -- a table --------------------------------------------------------------------------------------


def _table(table: Table, language: Language) -> Iterator[str]:
    yield f"## {escape(table.title.in_(language))}"
    yield ""
    yield _line(escape(heading.in_(language)) for heading in table.headings)
    yield _line(_rule(table, position) for position in range(len(table.keys)))
    for row in table.rows:
        yield _line(_cell(cell, language) for cell in row)
    if not table.rows:
        yield ""
        yield _NO_ROWS.in_(language)
    if table.note is not None:
        yield ""
        yield escape(table.note.in_(language))


def _rule(table: Table, position: int) -> str:
    """Set numbers to the right."""
    cells = [row[position] for row in table.rows if row[position] is not None]
    numbers = [cell for cell in cells if is_number(cell)]
    return "---:" if cells and len(cells) == len(numbers) else "---"


def _cell(cell: Cell, language: Language) -> str:
    if isinstance(cell, date):
        return long_date(cell, language)
    return escape(cell_text(cell, language))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


FORMAT = OutputFormat(
    key="markdown",
    media_type="text/markdown",
    suffix=".md",
    renders=("verdict", "table", "book"),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``markdown``."""
    yield FORMAT
