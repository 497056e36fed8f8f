"""The board of many cities in a terminal.

Stages are numbers with a legend, so that a table of all provinces fits; each city keeps to one
line, and a name that is too long is cut. Other formats have everything whole
(:mod:`smartflow.offices.portfolio.cli.board_data`).
"""

from __future__ import annotations

import shutil
import sys
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from smartflow.language import Text
from smartflow.offices.portfolio.board.board import UNKNOWN
from smartflow.report import Table
from smartflow.terminal.cells import counted, day_text, short_name
from smartflow.terminal.tables import TERMINAL, display_width, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.offices.portfolio.blocking import Judged
    from smartflow.offices.portfolio.board.board import Board, BoardCity, Count
    from smartflow.terminal.call import Call

__all__ = ["board_lines", "cut", "held_by"]

_MOST: Final = 30
"""How many cities that need attention are listed; --all lists all cities."""

_FIXED: Final = 43
"""The columns of a line that neither the name nor what holds the city may have."""

_SINCE: Final = 13
"""The columns of the day since which a city is in its stage; a narrow terminal has no room."""

_NARROW: Final = 100
"""A terminal of fewer columns is narrow."""

_LEAST: Final = 14
"""No name is cut to fewer columns."""

_LONGEST: Final = 34
"""No name is shown with more."""

_HELD: Final = 23
"""What is left to what holds a city, before names are cut."""

_NOBODY: Final = Text(id="(tidak diketahui)", en="(not known)")
_COPIES: Final = Text(
    id="* salinan dari kantor lain; yang mencatat tetap kantor itu.",
    en="* a copy from another office, which alone records it.",
)
_CALM: Final = Text(
    id="Tidak ada kabupaten/kota yang perlu perhatian. Semuanya: --all",
    en="No city needs attention. All of them: --all",
)


# -- for a terminal -------------------------------------------------------------------------------


def board_lines(call: Call, board: Board, *, everything: bool) -> list[str]:
    """Return the board as lines of text.

    Args:
        call: The call.
        board: The board.
        everything: Whether each city is listed, not only those that need attention.
    """
    width = shutil.get_terminal_size((TERMINAL, 24)).columns if sys.stdout.isatty() else TERMINAL
    language = call.language
    day, number = day_text(board.day), len(board.cities)
    title = Text(
        id=f"PAPAN PORTOFOLIO, {day.id}: {number} kabupaten/kota",
        en=f"PORTFOLIO BOARD, {day.en}: {counted(number, 'city', 'cities')}",
    )
    lines = [call.words(title), *_legend(call, board)]
    for table in (_provinces(board), _intakes(board)):
        lines += ["", text_table(table, language)]
    shown = board.cities if everything else board.attention[:_MOST]
    if not shown:
        return [*lines, "", call.words(_CALM)]
    lines += ["", text_table(_lines_of(call, board, shown, width, everything=everything), language)]
    return lines


def _legend(call: Call, board: Board) -> list[str]:
    counts = board.all.stages
    return [
        f"  {_mark(number, key)}  {call.words(title if key else _NOBODY)}: {count}"
        for number, ((key, title), count) in enumerate(zip(board.stages, counts, strict=True), 1)
    ]


def _mark(number: int, key: str) -> str:
    return "?" if key == UNKNOWN else str(number)


def _provinces(board: Board) -> Table:
    title = Text(id="Tahap menurut provinsi", en="Stage by province")
    return _counts(board, board.provinces, title, Text(id="Provinsi", en="Province"))


def _intakes(board: Board) -> Table:
    title = Text(id="Tahap menurut tahun masuk", en="Stage by intake year")
    return _counts(board, board.intakes, title, Text(id="Tahun masuk", en="Intake"))


def _counts(board: Board, counts: Sequence[Count], title: Text, heading: Text) -> Table:
    marks = [Text.same(_mark(number, key)) for number, (key, _) in enumerate(board.stages, 1)]
    total = Text(id="Semua", en="All")
    rows = [(*_count_row(one), one.overdue or None) for one in counts]
    whole = board.all
    return Table(
        title=title,
        keys=("label", *(key or "unknown" for key, _ in board.stages), "total", "overdue"),
        headings=(
            heading,
            *marks,
            Text(id="Jumlah", en="Total"),
            Text(id="Lewat tenggat", en="Overdue"),
        ),
        rows=(
            *((label or _NOBODY, *rest) for label, *rest in rows),
            (total, *(number or None for number in whole.stages), whole.total, whole.overdue),
        ),
    )


def _count_row(one: Count) -> tuple[str | int | None, ...]:
    return (one.label, *(number or None for number in one.stages), one.total)


def _lines_of(
    call: Call, board: Board, cities: Sequence[BoardCity], width: int, *, everything: bool
) -> Table:
    wide = width >= _NARROW
    room = max(width - _FIXED + (0 if wide else _SINCE), 2 * _LEAST)
    pairs = [(short_name(one.standing.name), one) for one in cities]
    marked = [f"{name} *" if one.standing.imported else name for name, one in pairs]
    longest = min(max(map(display_width, marked)), _LONGEST)
    names = max(_LEAST, min(longest, room - _HELD))
    numbers = {key: _mark(number, key) for number, (key, _) in enumerate(board.stages, 1)}
    rows = (
        (
            _marked(name, names, imported=one.standing.imported),
            numbers[one.standing.stage],
            one.standing.since,
            one.standing.due,
            one.standing.overdue or None,
            cut(call.words(held_by(one, room - names, dated=not board.checked)), room - names),
        )
        for name, one in pairs
    )
    columns: tuple[tuple[str, Text], ...] = (
        ("name", Text(id="Kabupaten/kota", en="City")),
        ("stage", Text(id="Tahap", en="Stage")),
        ("since", Text(id="Sejak", en="Since")),
        ("due", Text(id="Tenggat", en="Due")),
        ("overdue", Text(id="Hari", en="Days")),
        ("held_by", Text(id="Tertahan oleh", en="Held by")),
    )
    kept = [at for at, (key, _) in enumerate(columns) if wide or key != "since"]
    return Table(
        title=_which(board, everything=everything),
        keys=tuple(columns[at][0] for at in kept),
        headings=tuple(columns[at][1] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        note=_note(board, cities),
    )


def _which(board: Board, *, everything: bool) -> Text:
    if everything:
        return Text(id="Semua kabupaten/kota", en="All cities")
    number = len(board.attention)
    return Text(
        id=f"Perlu perhatian: {number} dari {len(board.cities)}",
        en=f"Needing attention: {number} of {len(board.cities)}",
    )


def _marked(name: str, width: int, *, imported: bool) -> str:
    """Return a name that fits, with a mark where another office records the city."""
    return f"{cut(name, width - 2)} *" if imported else cut(name, width)


def _note(board: Board, cities: Sequence[BoardCity]) -> Text:
    source = (
        Text(id="Tertahan oleh: menurut pemeriksaan sekarang.", en="Held by: as judged just now.")
        if board.checked
        else Text(
            id="Tertahan oleh: menurut penolakan terakhir di tahap ini, dengan harinya. Periksa"
            " sekarang: --check",
            en="Held by: as of the last refusal in the present stage, with its day. Judge now:"
            " --check",
        )
    )
    if any(one.standing.imported for one in cities):
        source = Text(id=f"{_COPIES.id}\n{source.id}", en=f"{_COPIES.en}\n{source.en}")
    rest = len(board.attention) - len(cities)
    if rest <= 0:
        return source
    return Text(
        id=f"... dan {rest} lagi. Semua kabupaten/kota: --all\n{source.id}",
        en=f"... and {rest} more. All cities: --all\n{source.en}",
    )


def cut(words: str, width: int) -> str:
    """Return words in one line that take at most ``width`` columns; what is cut ends in ``…``."""
    line = " ".join(words.split())
    if display_width(line) <= width:
        return line
    columns = accumulate(map(display_width, line))
    end = next(place for place, taken in enumerate(columns) if taken > width - 1)
    return f"{line[:end].rstrip()}…"


# -- what holds a city ----------------------------------------------------------------------------


def held_by(city: BoardCity, width: int, *, dated: bool) -> Text:
    """Return in a few words what keeps a city where it is; empty when nothing is known to.

    Args:
        city: The city.
        width: The columns there are: what does not fit is counted (``+3``).
        dated: Whether the day on which it was judged is told.
    """
    judged = city.judged
    failure = city.standing.failure or (judged.failure if judged is not None else None)
    if failure is not None:
        told = failure.message
        return Text(id=f"RUSAK: {told.id}", en=f"DAMAGED: {told.en}") if city.exit_code else told
    if judged is None or not judged.holds:
        return Text.same("")
    day = day_text(judged.day)
    ends = Text(id=f" ({day.id})", en=f" ({day.en})") if dated else Text.same("")
    indonesian, english = _reasons(judged)
    return Text(
        id=f"{_fitted(indonesian, width - len(ends.id))}{ends.id}",
        en=f"{_fitted(english, width - len(ends.en))}{ends.en}",
    )


def _reasons(judged: Judged) -> tuple[list[str], list[str]]:
    """Return what holds a city in each language: codes of rules, then what else is missing."""
    roles, scores = len(judged.sign_offs), len(judged.scores)
    indonesian, english = list(judged.blocking), list(judged.blocking)
    if roles:
        indonesian.append(f"{roles} persetujuan")
        english.append(counted(roles, "sign-off"))
    if scores:
        indonesian.append(f"{scores} skor")
        english.append(counted(scores, "score"))
    return indonesian, english


def _fitted(reasons: list[str], room: int) -> str:
    """Return as many reasons as there is room for, at least one, and how many more there are."""
    for shown in range(len(reasons), 0, -1):
        rest = len(reasons) - shown
        words = ", ".join(reasons[:shown]) + (f" +{rest}" if rest else "")
        if len(words) <= room:
            break
    return words
