"""What Book 1 says of a worksheet that a dimension consolidates: used, left out, come too late.

SWOT and TOWS share it. What counts follows
:func:`smartflow_masterplan.rules.swot.factors.in_force`. Imports the public names of ``smartflow``
only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Chapter
from smartflow_masterplan.chapters.shared.dimensions import (
    OTHERS,
    Computed,
    dimension_name,
    filled_columns,
    part_key,
    table_of,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import said
from smartflow_masterplan.chapters.shared.tables import further_columns
from smartflow_masterplan.rules.swot.factors import in_force
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from smartflow import Dossier, Row
    from smartflow.report import Block, Table

__all__ = [
    "AGENCY",
    "SOURCE",
    "Named",
    "Standing",
    "merged_parts",
    "standing_of",
    "standing_of_others",
    "standings_of",
    "used_table",
]

SOURCE = (
    Text(
        id="Yang tercantum di sini adalah lembar gabungan koordinator dimensi; kolom Baris asal"
        " menunjuk baris perangkat daerah yang menjadi sumbernya.",
        en="This is the consolidated sheet of the dimension's coordinator; the column Source row"
        " names the agency's row that each came from.",
    ),
    Text(
        id="Dimensi ini belum digabung koordinatornya; yang tercantum adalah semua isian perangkat"
        " daerah apa adanya.",
        en="The coordinator has not consolidated this dimension yet; this is all that the agencies"
        " have written, as it is.",
    ),
)
"""Where the rows of a dimension come from: consolidated, and not yet."""

_LATE_WORDS = Text(
    id="Isian berikut dikirim perangkat daerah sesudah lembar gabungan dibuat dan belum"
    " diputuskan koordinator dimensi.",
    en="The agencies sent these after the consolidated sheet was made; the dimension's coordinator"
    " has not decided on them yet.",
)
_AGENCY_HEADING = Text(id="Perangkat daerah", en="Agency")


class Standing(NamedTuple):
    """What a dimension has of a worksheet; every row is in one of the three.

    Attributes:
        merged: Whether its coordinator has consolidated it.
        used: What counts: the used rows of the consolidated sheet, else all the agencies' rows.
        left_out: Rows of the consolidated sheet that were merged, dropped or not decided on.
        late: The agencies' rows that the consolidated sheet does not know.
    """

    merged: bool
    used: tuple[Row, ...]
    left_out: tuple[Row, ...]
    late: tuple[Row, ...]

    def remarks(
        self, dossier: Dossier, words: str, titles: tuple[Text, Text], whose: Text
    ) -> Iterator[Block]:
        """Yield what does not count, each row with its reason.

        Args:
            dossier: The dossier that holds the rows.
            words: The column that says what each row is: its factor, its strategy.
            titles: What the rows left out are called, and those that came too late.
            whose: Whose they are.
        """
        if self.left_out:
            columns = (AGENCY, "code", words, "decision", "merged_into", "reason", "source")
            yield table_of(dossier, titled(titles[0], whose), self.left_out, columns)
        if self.late:
            yield said(_LATE_WORDS)
            yield table_of(dossier, titled(titles[1], whose), self.late, (AGENCY, "code", words))


Named = tuple[str, Text, Standing]
"""A dimension's key, its title and its standing."""


def standing_of(dossier: Dossier, worksheet: str, merged: str, dimension: str) -> Standing:
    """Return what a dimension has of a worksheet and of the one that consolidates it."""
    used = in_force(dossier, worksheet, merged, dimension)
    taken = {row.id for row in used}
    listed = dossier.rows(merged, dimension=dimension)
    decided = {row.text("source") for row in listed}
    is_merged = dossier.submitted(merged, dimension)
    rows = dossier.rows(worksheet, dimension=dimension) if is_merged else ()
    return Standing(
        merged=is_merged,
        used=used,
        left_out=tuple(row for row in listed if row.id not in taken),
        late=tuple(row for row in rows if row.id not in decided),
    )


def standing_of_others(dossier: Dossier, worksheet: str, merged: str) -> Standing:
    """Return the rows of both worksheets that belong to no dimension of the workflow."""
    known = {dimension.key for dimension in dossier.dimensions}
    outside = [
        tuple(row for row in dossier.rows(key) if row.dimension not in known)
        for key in (worksheet, merged)
    ]
    return Standing(merged=False, used=outside[0], left_out=outside[1], late=())


def standings_of(dossier: Dossier, worksheet: str, merged: str) -> tuple[Named, ...]:
    """Return what each dimension of the workflow has; see :func:`standing_of`."""
    return tuple(
        (one.key, one.title, standing_of(dossier, worksheet, merged, one.key))
        for one in dossier.dimensions
    )


def merged_parts(
    chapter: str,
    standings: Sequence[Named],
    others: Standing,
    blocks: Callable[[str, Text, Standing], Iterable[Block]],
    unplaced: Callable[[Standing], Iterable[Block]],
) -> tuple[Chapter, ...]:
    """Return a part for each dimension, and one for the rows that belong to none.

    Args:
        chapter: The key of the chapter.
        standings: The dimensions.
        others: The rows that belong to none of them.
        blocks: What stands in a dimension's part, given its key, its short name and its standing.
        unplaced: What stands in the last part.
    """
    parts = [
        Chapter(
            key=part_key(chapter, key),
            title=title,
            blocks=tuple(blocks(key, dimension_name(title), standing)),
            turned=any((standing.used, standing.left_out, standing.late)),
        )
        for key, title, standing in standings
    ]
    if others.used or others.left_out:
        last = tuple(unplaced(others))
        parts.append(Chapter(key=part_key(chapter, ""), title=OTHERS, blocks=last, turned=True))
    return tuple(parts)


def used_table(
    dossier: Dossier,
    title: Text,
    rows: Sequence[Row],
    columns: Sequence[str | Computed],
    note: Text | None = None,
) -> Table:
    """Return rows that count: whose each is, the columns, a region's further ones, its source row.

    Rows of no dimension that the workflow knows show what was written as their dimension.

    Args:
        dossier: The dossier that holds them.
        title: What the table shows.
        rows: The rows, of one worksheet.
        columns: What is shown of each.
        note: A sentence below the table, or None.
    """
    sheet = dossier.worksheet_types.get(rows[0].worksheet) if rows else None
    own = next((one for one in WORKSHEETS if sheet is not None and one.key == sheet.key), None)
    further = filled_columns(rows, further_columns(dossier, own)) if own is not None else ()
    known = {dimension.key for dimension in dossier.dimensions}
    stray = [row for row in rows if row.dimension not in known]
    written = filled_columns(stray, ("dimension",))
    source = ("source",) if rows and "source" in rows[0] else ()
    shown = (AGENCY, *written, *columns, *further, *source)
    return table_of(dossier, title, rows, shown, note)


AGENCY = Computed("agency", _AGENCY_HEADING, lambda row: row.agency or _named(row))


def _named(row: Row) -> str | None:
    """Return the agency that a consolidated row names."""
    return row.text("agency") or row.written("agency")
