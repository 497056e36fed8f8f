"""What changed between two copies of a worksheet that the history holds.

The comparison is that of ``submit``: rows by their ids, cells by what stands in them. Writes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.pinned import registry_of
from smartflow.errors import BadInput
from smartflow.fold.dossier import rows_of_copy
from smartflow.history.entries.entry import decode_entry
from smartflow.language import Text
from smartflow.ledger.erased import erased_digests
from smartflow.model import Row, Submission, Worksheet
from smartflow.workbook.matching import CellChange, RowChanges, compare_rows, shown_cells

if TYPE_CHECKING:
    from smartflow.casework.casework import Case

__all__ = [
    "Difference",
    "ErasedCopies",
    "NoCopies",
    "NothingBrought",
    "UnknownEntry",
    "UnknownWorksheet",
    "UnlikeCopies",
    "differences",
    "require_entry",
]


class UnknownEntry(BadInput):
    """The history has no entry of that number."""

    code = "unknown-entry"
    says = Text(
        id="Riwayat {city} tidak punya entri {seq}; nomornya 1 sampai {last}.",
        en="The history of {city} has no entry {seq}; they are numbered 1 to {last}.",
    )
    next_step = Text(id="Lihat: smartflow history {slug}", en="See: smartflow history {slug}")


class NoCopies(BadInput):
    """Entries between which no worksheet can be compared."""

    code = "no-copies"


class NothingBrought(NoCopies):
    """The entry brought no worksheet."""

    says = Text(
        id="Entri {seq} tidak membawa kertas kerja, jadi tidak ada yang dibandingkan.",
        en="Entry {seq} brought no worksheet, so there is nothing to compare.",
    )
    next_step = Text.same("{advice}")


class UnlikeCopies(NoCopies):
    """The entries are not copies of one worksheet by one filler."""

    says = Text(
        id="Entri {first} dan {second} bukan dua salinan kertas kerja yang sama dari pengisi yang"
        " sama.",
        en="Entries {first} and {second} are not two copies of one worksheet by one filler.",
    )
    next_step = Text.same("{advice}")


class UnknownWorksheet(NoCopies):
    """No loaded plugin brings the worksheet."""

    says = Text(
        id="Kertas kerja '{key}' tidak dapat dibandingkan: plugin yang membawanya tidak dimuat.",
        en="The worksheet '{key}' cannot be compared: the plugin that brings it is not loaded.",
    )
    next_step = Text(id="Lihat: smartflow plugin list", en="See: smartflow plugin list")


class ErasedCopies(BadInput):
    """Rows that would be compared were erased on purpose."""

    code = "erased-copies"
    says = Text(
        id="Isi kertas kerja {worksheet} dari {filler} pada entri {entry} telah dihapus dengan"
        " sengaja (entri {seq}), jadi tidak dapat dibandingkan.",
        en="The rows of worksheet {worksheet} of {filler} in entry {entry} were erased on purpose"
        " (entry {seq}), so they cannot be compared.",
    )
    next_step = Text(
        id="Lihat catatan penghapusannya: smartflow history {slug} {seq}",
        en="See who erased them, and why: smartflow history {slug} {seq}",
    )


class Difference(msgspec.Struct, frozen=True):
    """What one copy of a worksheet changed in an earlier one.

    Attributes:
        worksheet: The worksheet.
        before: The earlier copy; None when ``after`` is the first.
        after: The later copy.
        changes: Rows added and removed, and cells changed.
        rows: The rows of the later copy.
        added: The filled cells of each new row, by row id and column, as shown to a person.
        removed: Likewise of each row that is gone.
    """

    worksheet: Worksheet
    before: Submission | None
    after: Submission
    changes: RowChanges
    rows: tuple[Row, ...]
    added: Mapping[str, Mapping[str, str]]
    removed: Mapping[str, Mapping[str, str]]

    @property
    def cells(self) -> Iterator[tuple[str, CellChange]]:
        """Every cell that came, went or changed, with which of the three it was."""
        for kind, rows in (("added", self.added), ("removed", self.removed)):
            for row, cells in rows.items():
                for column, words in cells.items():
                    ends = ("", words) if kind == "added" else (words, "")
                    yield kind, CellChange(row, self._number(row), column, *ends)
        for change in self.changes.changed:
            yield "changed", change

    def _number(self, row_id: str) -> int:
        return next((row.number for row in self.rows if row.id == row_id), 0)


def require_entry(case: Case, seq: int) -> None:
    """Refuse the number of an entry that the city's history does not have.

    Raises:
        UnknownEntry: there is none of that number.
    """
    last, slug = case.head.seq, case.state.city.slug
    if not 1 <= seq <= last:
        raise UnknownEntry(city=case.state.city.name, seq=seq, last=last, slug=slug)


def differences(case: Case, later: int, earlier: int = 0) -> tuple[Difference, ...]:
    """Compare the copies in two entries, or those in one with the copies before them.

    Args:
        case: The city.
        later: The number of the entry with the later copies.
        earlier: The number of the entry with the earlier copies; 0 for whichever were before.

    Returns:
        One difference for each worksheet of the later entry that has a counterpart, sorted.

    Raises:
        UnknownEntry: there is no such entry.
        NoCopies: an entry brought no worksheet, or the two have none of one filler in common.
        ErasedCopies: rows of a copy were erased on purpose.
        IntegrityFailure: stored rows are gone or altered.
    """
    first, second = sorted((earlier or later, later))
    for seq in (first, second):
        require_entry(case, seq)
        if not any(copy.entry == seq for copies in case.state.copies.values() for copy in copies):
            raise NothingBrought(seq=seq, advice=_see_copies(case))
    pairs = [] if earlier == later else list(_pairs(case, second, first if earlier else 0))
    if not pairs:
        raise UnlikeCopies(first=first, second=second, advice=_see_copies(case))
    return tuple(_difference(case, before, after) for before, after in pairs)


def _pairs(case: Case, later: int, earlier: int) -> Iterator[tuple[Submission | None, Submission]]:
    for _, copies in sorted(case.state.copies.items()):
        by_entry = {copy.entry: copy for copy in copies}
        after = by_entry.get(later)
        if after is None:
            continue
        if earlier:
            if earlier in by_entry:
                yield by_entry[earlier], after
        else:
            place = copies.index(after)
            yield (copies[place - 1] if place else None), after


def _difference(case: Case, before: Submission | None, after: Submission) -> Difference:
    worksheet = _worksheet(case, after.worksheet)
    copies = [copy for copy in (before, after) if copy is not None]
    contents = case.read_blobs(tuple(copy.rows for copy in copies))
    _require_kept(case, [copy for copy in copies if copy.rows not in contents])
    old = rows_of_copy(before, worksheet, contents) if before is not None else ()
    new = rows_of_copy(after, worksheet, contents)
    changes = compare_rows(worksheet, old, new)
    return Difference(
        worksheet=worksheet,
        before=before,
        after=after,
        changes=changes,
        rows=new,
        added=_shown(worksheet, new, changes.added),
        removed=_shown(worksheet, old, changes.removed),
    )


def _require_kept(case: Case, gone: list[Submission]) -> None:
    """Refuse copies that were erased; one that was lost is found by whoever reads its rows."""
    if not gone:
        return
    erased = erased_digests(decode_entry(content) for content in case.contents)
    for copy in gone:
        if copy.rows in erased:
            seq, slug = erased[copy.rows], case.state.city.slug
            raise ErasedCopies(
                worksheet=copy.worksheet, filler=copy.filler, entry=copy.entry, seq=seq, slug=slug
            )


def _shown(
    worksheet: Worksheet, rows: tuple[Row, ...], ids: tuple[str, ...]
) -> dict[str, Mapping[str, str]]:
    return {row.id: shown_cells(worksheet, row) for row in rows if row.id in ids}


def _worksheet(case: Case, key: str) -> Worksheet:
    """Return the worksheet; other plugins than the built-in ones are loaded only for theirs."""
    known = case.workspace.built_in_registry.worksheets_for(case.state.city).get(key)
    known = known or registry_of(case).worksheets_for(case.state.city).get(key)
    if known is None:
        raise UnknownWorksheet(key=key)
    return known


def _see_copies(case: Case) -> Text:
    command = f"smartflow history {case.state.city.slug} --act submit"
    return Text(id=f"Lihat kiriman: {command}", en=f"See what was submitted: {command}")
