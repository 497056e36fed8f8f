"""The difference between two copies: applied to the one it gives the other, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from smartflow.audit.history.difference import (
    Difference,
    NoCopies,
    UnknownEntry,
    differences,
    require_entry,
)
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.fold.dossier import rows_of_copy
from smartflow.journey.worksheets.submit import submit, terms_of
from smartflow.workbook.matching import shown_cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

HEADINGS = ("dimension", "issue", "location", "data", "year")
rows = st.lists(
    st.tuples(
        st.just("living"),
        st.sampled_from(("air", "jalan", "sampah", "banjir")),
        st.sampled_from(("", "Talawi", "Barangin")),
        st.sampled_from(("", "12", "4,5", "6$")),
        st.sampled_from(("", "2024", "2025", "tahun lalu")),
    ),
    max_size=5,
    unique=True,
)
Sheet = dict[str, dict[str, str]]


def send(workspace: Workspace, file: Path, filler: str = "DINKES") -> int:
    """Submit a file and return the number of its entry; 0 when it changed nothing."""
    (outcome,) = submit(workspace, "kota", [file], filler=filler, replace=True)
    assert outcome.refusal is None
    return outcome.entry.seq if outcome.entry is not None else 0


def sheet(workspace: Workspace, entry: int) -> Sheet:
    """Return the filled cells of the copy in an entry, read from the store by themselves."""
    case = read_case(workspace, "kota")
    copies = [one for every in case.state.copies.values() for one in every if one.entry == entry]
    worksheet = terms_of(workspace, case).worksheets[copies[0].worksheet]
    read = rows_of_copy(copies[0], worksheet, case.read_blobs((copies[0].rows,)))
    return {row.id: shown_cells(worksheet, row) for row in read}


def applied(one: Difference, old: Sheet) -> Sheet:
    """Do to a copy what a difference says; an empty cell stands nowhere."""
    new = {row: dict(cells) for row, cells in old.items() if row not in one.removed}
    assert {row: old[row] for row in one.removed} == one.removed
    new |= {row: dict(cells) for row, cells in one.added.items()}
    for change in one.changes.changed:
        assert new[change.row].get(change.column, "") == change.before
        new[change.row][change.column] = change.after
    return {
        row: {key: words for key, words in cells.items() if words} for row, cells in new.items()
    }


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(first=rows, second=rows)
def test_applied_to_the_earlier_copy_it_gives_the_later(
    workspace: Workspace,
    table: Callable[..., Path],
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
) -> None:
    """Rows that came, went or changed, and nothing besides; also against a copy further back."""
    numbers = [send(workspace, table("isi.csv", HEADINGS, *one)) for one in (first, second)]
    case = read_case(workspace, "kota")
    copies = [one.entry for one in case.state.copies.get(("issues", "DINKES"), ())]
    assume(numbers[1] and len(copies) > 1)
    oldest, before, newest = copies[0], copies[-2], copies[-1]
    (last,) = differences(case, newest)
    assert last.before is not None
    assert last.before.entry == before
    assert applied(last, sheet(workspace, before)) == sheet(workspace, newest)
    (whole,) = differences(case, newest, oldest)
    assert applied(whole, sheet(workspace, oldest)) == sheet(workspace, newest)
    assert differences(case, oldest, newest) == (whole,)


def test_a_first_copy_is_all_new(workspace: Workspace, table: Callable[..., Path]) -> None:
    """There is no copy before, and every filled cell came with it."""
    number = send(
        workspace,
        table(
            "isi.csv", HEADINGS, ("living", "air", "", "12", ""), ("living", "jalan", "", "", "")
        ),
    )
    (one,) = differences(read_case(workspace, "kota"), number)
    assert one.before is None
    assert applied(one, {}) == sheet(workspace, number)
    assert [(kind, cell.before) for kind, cell in one.cells] == [("added", "")] * 5


def test_only_two_copies_of_one_sheet_can_be_compared(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """Other fillers, other acts, the same entry twice, and numbers that are not there."""
    health = send(workspace, table("isi.csv", HEADINGS, ("living", "air", "", "12", "")))
    waste = send(workspace, table("isi.csv", HEADINGS, ("living", "sampah", "", "", "")), "DLH")
    other = perform(workspace, "kota", lambda _: Draft("nil", {"agency": "DLH", "worksheet": "x"}))
    case = read_case(workspace, "kota")
    for pair in ((waste, health), (health, health), (other.seq,), (health, other.seq)):
        with pytest.raises(NoCopies):
            differences(case, *pair)
    for number in (0, -1, case.head.seq + 1):
        with pytest.raises(UnknownEntry):
            require_entry(case, number)
    with pytest.raises(UnknownEntry):
        differences(case, case.head.seq + 1)
