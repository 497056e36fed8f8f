"""What a dimension's consolidated sheet lists, and what a file that comes back has left out.

Every agency's row stands in the sheet once, with its decision if there is one, and with the words
that its agency has for it now unless the coordinator wrote others. A file may be older than the
newest rows, or lines may be missing in it; neither loses anything, and both are said. No worksheet
is named here, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from smartflow.casework.casework import Case
from smartflow.casework.fillers import Filler
from smartflow.fold.dossier import row_source, rows_of_copy, submitted_rows
from smartflow.journey.worksheets.consolidated import AGENCY, DECISION, SOURCE, merged_name
from smartflow.journey.worksheets.submit import Terms
from smartflow.language import Text
from smartflow.model import Cell, Row, Worksheet
from smartflow.workbook.reading.reading import DraftRow, Note, SheetReading

__all__ = ["Merging"]

_NAMED = 10
"""How many rows a note names; the rest is counted."""


class Merging:
    """The agencies' rows of one dimension, and what was decided on them so far.

    Args:
        case: The city.
        terms: What its files are read by.
        filler: The dimension.
    """

    def __init__(self, case: Case, terms: Terms, filler: Filler) -> None:
        self._case = case
        self._terms = terms
        self._filler = filler
        self._given = row_source(case.state, terms.worksheets, case.read_blobs)
        self._known: dict[str, dict[str, Row]] = {}
        self._copies: dict[tuple[str, str], list[Row]] = {}

    def sources(self, sheet: Worksheet) -> dict[str, Row]:
        """Return the agencies' rows of the dimension that a sheet merges, by id."""
        if sheet.consolidates not in self._known:
            self._known[sheet.consolidates] = {
                row.id: row
                for row in self._given(sheet.consolidates)
                if row.dimension == self._filler.key
            }
        return self._known[sheet.consolidates]

    def decided(self, sheet: Worksheet) -> tuple[Row, ...]:
        """Return the rows of the present copy of a consolidated sheet."""
        rows, _ = submitted_rows(self._case.state, sheet, self._filler.key, self._case.read_blobs)
        return rows

    def listed(self, sheet: Worksheet) -> tuple[Row, ...]:
        """Return the rows that a sheet lists: those decided on, then those that came since."""
        decided, sources = self.decided(sheet), self.sources(sheet)
        changed = {row.id for row in self.reworded(sheet)}
        known = {row.text(SOURCE) for row in decided}
        return (
            *(
                self._as_merged(sources[row.text(SOURCE)], sheet, row) if row.id in changed else row
                for row in decided
            ),
            *(self._as_merged(row, sheet) for key, row in sources.items() if key not in known),
        )

    def reworded(self, sheet: Worksheet) -> tuple[Row, ...]:
        """Return the rows decided on whose agency has changed them since.

        A row counts when the sheet still has what the agency wrote in an earlier copy. Where the
        coordinator wrote something else, that stays.
        """
        worksheet = self._terms.worksheets[sheet.consolidates]
        keys = _shared(worksheet, sheet)
        found = []
        for row in self.decided(sheet):
            now = self.sources(sheet).get(row.text(SOURCE))
            there = _cells(keys, row)
            if now is None or there == _cells(keys, now):
                continue
            if any(there == _cells(keys, old) for old in self._former(worksheet, now)):
                found.append(row)
        return tuple(found)

    def withdrawn(self, sheet: Worksheet) -> tuple[Row, ...]:
        """Return the rows that count, or may, although their agencies have taken them back."""
        sources = self.sources(sheet)
        return tuple(
            row
            for row in self.decided(sheet)
            if row.text(SOURCE) not in sources and _may_count(sheet, row.text(DECISION))
        )

    def _former(self, worksheet: Worksheet, now: Row) -> Iterator[Row]:
        """Yield what an agency's row was in each copy that is still there."""
        place = (worksheet.key, now.filler)
        if place not in self._copies:
            copies = self._case.state.copies.get(place, [])
            contents = self._case.read_blobs(tuple(copy.rows for copy in copies))
            self._copies[place] = [
                row
                for copy in copies
                if copy.rows in contents
                for row in rows_of_copy(copy, worksheet, contents)
            ]
        return (row for row in self._copies[place] if row.id == now.id)

    def _as_merged(self, row: Row, sheet: Worksheet, decided: Row | None = None) -> Row:
        """Return an agency's row in the columns of the sheet that merges it.

        Args:
            row: The agency's row.
            sheet: The sheet.
            decided: What the sheet has of it, whose decision is kept.
        """
        own = set(_shared(self._terms.worksheets[sheet.consolidates], sheet))
        given: dict[str, Cell] = {**row, SOURCE: row.id, AGENCY: row.agency}
        written = {key: words for key, words in row.misfits.items() if key in own}
        if decided is not None:
            kept = [key for key in decided if key not in own]
            given |= {key: decided[key] for key in kept}
            written |= {key: words for key, words in decided.misfits.items() if key in kept}
        return Row(
            {column.key: given.get(column.key) for column in sheet.columns},
            id=decided.id if decided is not None else "",
            worksheet=sheet.key,
            filler=self._filler.key,
            dimension=self._filler.key,
            written=written,
        )

    # -- a file that comes back ---------------------------------------------------------------

    def completed(self, reading: SheetReading) -> SheetReading:
        """Return a sheet with the decisions that do not stand in it but still hold.

        A line that was deleted, or that the sheet is too old to have, drops nobody's row. A sheet
        without any row is left as it is.
        """
        if not reading.rows:
            return reading
        kept = (
            DraftRow(id=row.id, number=0, cells=dict(row), written=dict(row.misfits))
            for row in self._kept(reading)
        )
        return msgspec.structs.replace(reading, rows=(*reading.rows, *kept))

    def _kept(self, reading: SheetReading) -> list[Row]:
        """Return the rows decided on that a file lacks although their agencies still have them."""
        sheet = self._terms.worksheets[reading.worksheet]
        ids = {row.id for row in reading.rows}
        there = {_source(row) for row in reading.rows}
        sources = self.sources(sheet)
        return [
            row
            for row in self.decided(sheet)
            if row.id not in ids and row.text(SOURCE) not in there and row.text(SOURCE) in sources
        ]

    def notes(self, reading: SheetReading) -> Iterator[Note]:
        """Yield what a file does not have, and what it has of rows that exist no longer."""
        if not reading.rows:
            return
        sheet = self._terms.worksheets[reading.worksheet]
        sources, kept = self.sources(sheet), self._kept(reading)
        for draft in reading.rows:
            source = _source(draft)
            decision = draft.cells.get(DECISION)
            if source and source not in sources and _may_count(sheet, decision):
                yield _withdrawn(reading, draft, source)
        if kept:
            yield Note(_kept_words(_listed(kept)), reading.sheet)
        known = {_source(row) for row in reading.rows} | {
            row.text(SOURCE) for row in self.decided(sheet)
        }
        late = [row for key, row in sources.items() if key not in known]
        if late:
            city = self._case.state.city.slug
            yield Note(_late_words(_listed(late), city, self._filler.key), reading.sheet)


def _may_count(sheet: Worksheet, decision: object) -> bool:
    """Say whether a row is used or still undecided; one that was dropped or merged is settled."""
    return decision not in sheet.column(DECISION).choices[1:]


def _shared(worksheet: Worksheet, sheet: Worksheet) -> tuple[str, ...]:
    """Return the columns that an agency fills in and the sheet that merges them repeats."""
    own = {column.key for column in sheet.columns}
    return tuple(column.key for column in worksheet.columns if column.key in own)


def _cells(keys: Sequence[str], row: Row) -> tuple[object, ...]:
    return tuple((row.get(key), row.written(key)) for key in keys)


def _source(row: DraftRow) -> str:
    value = row.cells.get(SOURCE)
    return value.strip() if isinstance(value, str) else ""


def _listed(rows: list[Row]) -> Text:
    names = ", ".join(merged_name(row) for row in rows[:_NAMED])
    rest = len(rows) - _NAMED
    if rest <= 0:
        return Text.same(names)
    return Text(id=f"{names} dan {rest} lainnya", en=f"{names} and {rest} more")


def _withdrawn(reading: SheetReading, draft: DraftRow, source: str) -> Note:
    return Note(
        Text(
            id=f"{source} tidak ada lagi di kertas kerja perangkat daerahnya untuk dimensi ini;"
            " hapus barisnya, atau tandai tidak dipakai beserta alasannya.",
            en=f"{source} stands no longer in its agency's worksheet for this dimension; delete"
            " the row, or mark it as not used with the reason.",
        ),
        reading.sheet,
        draft.number,
        SOURCE,
    )


def _kept_words(names: Text) -> Text:
    return Text(
        id=f"Tidak ada di berkas ini, keputusan yang tercatat tetap berlaku: {names.id}.",
        en=f"Not in this file, what was decided on them still holds: {names.en}.",
    )


def _late_words(names: Text, city: str, dimension: str) -> Text:
    return Text(
        id=f"Belum ada di berkas ini, masuk sesudah lembarnya ditulis: {names.id}. Tulis lembar"
        f" yang baru: smartflow consolidate {city} {dimension} -o BERKAS",
        en=f"Not in this file, they came after it was written: {names.en}. Write a new sheet:"
        f" smartflow consolidate {city} {dimension} -o FILE",
    )
