"""``smartflow history CITY ENTRY [ENTRY] --diff``: what changed between copies of a worksheet.

In the words of ``submit``: a plus for a new row, a minus for one that is gone, a tilde for a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartflow.journey.worksheets.cli.submit import row_names
from smartflow.language import Text
from smartflow.terminal.cells import day_text
from smartflow.terminal.tables import print_data, print_table

if TYPE_CHECKING:
    from smartflow.audit.history.cli.reading import ReadHistory
    from smartflow.audit.history.difference import Difference
    from smartflow.model import Submission
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["print_differences"]


def print_differences(call: Call, read: ReadHistory, numbers: Sequence[int]) -> None:
    """Print what changed between the worksheets in two entries, or since the copy before.

    Raises:
        UnknownEntry: there is no such entry.
        NoCopies: there is nothing to compare.
    """
    from smartflow.audit.history.difference import differences

    assert read.case is not None  # noqa: S101  asked by the command
    found = differences(read.case, *sorted(numbers, reverse=True))
    if call.format == "json":
        print_data(call, {"differences": [_data(one) for one in found]})
    elif call.format == "text":
        blocks = ("\n".join(_lines(call, read, one)) for one in found)
        call.write("\n\n".join(blocks))
    else:
        print_table(call, _table(found), "differences")


def _lines(call: Call, read: ReadHistory, one: Difference) -> Iterator[str]:
    say, title, filler = call.words, one.worksheet.title, one.after.filler
    who = read.titles.get(filler, Text.same(filler))
    yield say(Text(id=f"{title.id}, {who.id}", en=f"{title.en}, {who.en}"))
    yield f"  {say(_copies(one.before, one.after))}"
    if not one.changes:
        yield f"  {say(Text(id='Isinya sama.', en='They are the same.'))}"
        return
    yield f"  {say(one.changes.summary())}"
    names = row_names(one.worksheet, one.rows)
    for line in one.changes.lines(one.worksheet, names):
        yield f"    {say(line)}"


def _copies(before: Submission | None, after: Submission) -> Text:
    new, on = f"entri {after.entry} ({after.by}", day_text(after.day)
    if before is None:
        return Text(
            id=f"Kiriman pertama: {new}, {on.id}).",
            en=f"The first copy: entry {after.entry} ({after.by}, {on.en}).",
        )
    day = day_text(before.day)
    return Text(
        id=f"Dari entri {before.entry} ({before.by}, {day.id}) ke {new}, {on.id}).",
        en=f"From entry {before.entry} ({before.by}, {day.en}) to entry {after.entry}"
        f" ({after.by}, {on.en}).",
    )


def _data(one: Difference) -> dict[str, object]:
    return {
        "worksheet": one.worksheet.key,
        "filler": one.after.filler,
        "before": one.before.entry if one.before else None,
        "after": one.after.entry,
        "added": [{"row": row, "cells": dict(cells)} for row, cells in one.added.items()],
        "removed": [{"row": row, "cells": dict(cells)} for row, cells in one.removed.items()],
        "changed": [
            {
                "row": change.row,
                "number": change.number,
                "column": change.column,
                "before": change.before,
                "after": change.after,
            }
            for change in one.changes.changed
        ],
    }


def _table(found: Sequence[Difference]) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Perbedaan kertas kerja", en="Differences of worksheets"),
        keys=("worksheet", "filler", "change", "row", "number", "column", "before", "after"),
        headings=(
            Text(id="Kertas kerja", en="Worksheet"),
            Text(id="Pengisi", en="Filler"),
            Text(id="Perubahan", en="Change"),
            Text(id="Baris", en="Row"),
            Text(id="Nomor baris", en="Row number"),
            Text(id="Kolom", en="Column"),
            Text(id="Semula", en="Before"),
            Text(id="Menjadi", en="After"),
        ),
        rows=tuple(
            (
                one.worksheet.key,
                one.after.filler,
                _KINDS[kind],
                cell.row,
                cell.number,
                cell.column,
                cell.before,
                cell.after,
            )
            for one in found
            for kind, cell in one.cells
        ),
    )


_KINDS = {
    "added": Text(id="baris baru", en="new row"),
    "removed": Text(id="baris dihapus", en="row removed"),
    "changed": Text(id="sel berubah", en="cell changed"),
}
