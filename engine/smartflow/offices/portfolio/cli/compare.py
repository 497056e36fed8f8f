"""``smartflow portfolio compare``: two cities side by side."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import CITY, CITY_HELP

if TYPE_CHECKING:
    from smartflow.offices.portfolio.comparison import Comparison, Line
    from smartflow.report import Table
    from smartflow.report.table import Cell
    from smartflow.terminal.call import Call

__all__ = ["compare"]

_GROUPS = {
    "standing": Text(id="Keadaan", en="Standing"),
    "days": Text(id="Hari di setiap tahap", en="Days in each stage"),
    "work": Text(id="Yang sudah masuk", en="What has come in"),
    "gate": Text(id="Yang menahan", en="What holds it"),
    "scores": Text(id="Skor", en="Scores"),
}


@command(
    "compare",
    Text(
        id="Membandingkan dua kabupaten/kota: tahap, lama setiap tahap, yang sudah masuk, ketentuan"
        " yang belum dipenuhi, dan skor.\n\nYang berbeda diberi tanda *. Ketentuan dan skor"
        " diperiksa sekarang, masing-masing menurut alur kerjanya sendiri; tidak ada yang dicatat.",
        en="Compare two cities: stage, how long each stage took, what has come in, which rules are"
        " not met, and scores.\n\nWhat differs is marked with *. Rules and scores are asked for"
        " now, of each city by its own workflow; nothing is recorded.",
    ),
    aliases=("bandingkan",),
)
@argument("one", label=CITY, text=CITY_HELP)
@argument("other", label=CITY, text=Text(id="Pembandingnya.", en="The one to compare it with."))
@formats
def compare(call: Call, one: str, other: str) -> None:
    """Print both cities."""
    from smartflow.offices.portfolio.comparison import compare as act
    from smartflow.terminal.tables import print_data, print_format, text_table

    found = act(call.workspace(), one, other)
    if call.format == "json":
        print_data(call, _data(found))
    elif call.format == "text":
        call.write(text_table(_table(found), call.language, _width()))
    else:
        print_format(call, "table", _flat(found))


def _width() -> int | None:
    import shutil
    import sys

    from smartflow.terminal.tables import TERMINAL

    return shutil.get_terminal_size((TERMINAL, 24)).columns if sys.stdout.isatty() else None


def _headings(found: Comparison) -> tuple[Text, Text]:
    return Text.same(found.left.name), Text.same(found.right.name)


def _title(found: Comparison) -> Text:
    return Text(
        id=f"{found.left.name} dan {found.right.name}",
        en=f"{found.left.name} and {found.right.name}",
    )


def _table(found: Comparison) -> Table:
    from smartflow.report import Table

    rows: list[tuple[Cell, ...]] = []
    for group, lines in groupby(found.lines, key=lambda line: line.group):
        rows += [("", "", "", "")] if rows else []
        rows.append(("", _GROUPS[group], "", ""))
        rows += [_row(line) for line in lines]
    return Table(
        title=_title(found),
        keys=("differs", "what", "left", "right"),
        headings=(Text.same(""), Text.same(""), *_headings(found)),
        rows=tuple(rows),
        note=_note(found),
    )


def _note(found: Comparison) -> Text | None:
    """Return what a reader must know before comparing at all."""
    differ = {(line.group, line.key) for line in found.lines if line.differs}
    if not differ:
        return Text(id="Keduanya sama dalam semua hal itu.", en="The two are alike in all of it.")
    if ("standing", "workflow") not in differ:
        return None
    return Text(
        id="Alur kerja keduanya berbeda, jadi tahap, ketentuan dan skornya belum tentu sebanding.",
        en="The two follow different workflows, so stages, rules and scores may not compare.",
    )


def _row(line: Line) -> tuple[Cell, ...]:
    return (
        "*" if line.differs else "",
        Text(id=f"  {line.title.id}", en=f"  {line.title.en}"),
        "-" if line.left is None or line.left == "" else line.left,
        "-" if line.right is None or line.right == "" else line.right,
    )


def _flat(found: Comparison) -> Table:
    from smartflow.report import Table

    return Table(
        title=_title(found),
        keys=("group", "key", "title", "left", "right", "differs"),
        headings=(
            Text(id="Kelompok", en="Group"),
            Text(id="Kunci", en="Key"),
            Text(id="Hal", en="What"),
            *_headings(found),
            Text(id="Berbeda", en="Differs"),
        ),
        rows=tuple(
            (line.group, line.key, line.title, line.left, line.right, line.differs)
            for line in found.lines
        ),
    )


def _data(found: Comparison) -> dict[str, object]:
    from smartflow.canonical import plain
    from smartflow.terminal.cells import cell_data

    return {
        "cities": [plain(found.left), plain(found.right)],
        "lines": [
            {
                "group": line.group,
                "key": line.key,
                "title": plain(line.title),
                "values": [cell_data(line.left), cell_data(line.right)],
                "differs": line.differs,
            }
            for line in found.lines
        ],
        "differences": sum(1 for line in found.lines if line.differs),
    }
