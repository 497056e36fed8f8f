"""A row keeps its id whatever happens around it; a number is never given twice."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.model import Row
from smartflow.workbook import DraftRow, assign_ids, compare_rows

WORDS = st.sampled_from(["air", "jalan", "sampah", "puskesmas", None])


def draft(cells: dict[str, Any], row_id: str = "", number: int = 5) -> DraftRow:
    """Make a row as read."""
    return DraftRow(row_id, number, cells, {})


def rows_of(pairs: Any, worksheet: str) -> tuple[Row, ...]:
    """Turn matched drafts into stored rows."""
    return tuple(
        Row(
            one.cells,
            id=row_id,
            worksheet=worksheet,
            filler="DINKES",
            number=one.number,
            written=one.written,
        )
        for row_id, one in pairs
    )


def contents(town: SimpleNamespace, n: int) -> list[dict[str, Any]]:
    """Make ``n`` different rows of the SWOT worksheet."""
    blank = {column.key: None for column in town.swot.columns}
    return [
        {**blank, "dimension": "living", "code": f"S{at}", "factor": f"faktor {at}"}
        for at in range(n)
    ]


def test_first_submission_counts_from_one(town: SimpleNamespace) -> None:
    """New rows get the numbers from the next one on, in the order of the sheet."""
    pairs, after = assign_ids(town.swot, "DINKES", [draft(c) for c in contents(town, 3)], (), 1)
    assert [row_id for row_id, _ in pairs] == ["DINKES/swot/1", "DINKES/swot/2", "DINKES/swot/3"]
    assert after == 4


@settings(max_examples=60)
@given(data=st.data())
def test_permuted_rows_keep_their_ids(town: SimpleNamespace, data: st.DataObject) -> None:
    """Whatever the order in which rows come again, with ids or without, each keeps its own."""
    for worksheet in (town.swot, town.form):
        blank = {column.key: None for column in worksheet.columns}
        cells = [
            {**blank, "dimension": "living", "code": f"S{at}", "issue": f"isu {at}"}
            for at in range(6)
        ]
        cells = [{key: row[key] for key in blank} for row in cells]
        first, number = assign_ids(worksheet, "DINKES", [draft(c) for c in cells], (), 1)
        stored = rows_of(first, worksheet.key)
        order = data.draw(st.permutations(range(6)))
        with_ids = data.draw(st.booleans())
        again = [draft(cells[at], first[at][0] if with_ids else "") for at in order]
        second, after = assign_ids(worksheet, "DINKES", again, stored, number)
        assert [first[at][0] for at in order] == [row_id for row_id, _ in second]
        assert number == after


@settings(max_examples=100)
@given(data=st.data())
def test_ids_are_unique_and_never_reused(town: SimpleNamespace, data: st.DataObject) -> None:
    """Through any series of edits, copies and deletions no id stands twice or comes back."""
    blank = {column.key: None for column in town.swot.columns}
    stored: tuple[Row, ...] = ()
    number, gone, ever = 1, set[str](), set[str]()
    for _ in range(4):
        drafts = []
        known = [row.id for row in stored] + sorted(gone)
        for _ in range(data.draw(st.integers(0, 5))):
            row_id = data.draw(st.sampled_from(["", "", "DISDIK/swot/1", *known]))
            cells = {**blank, "dimension": "living", "code": data.draw(WORDS), "factor": "f"}
            drafts.append(draft(cells, row_id))
        pairs, after = assign_ids(town.swot, "DINKES", drafts, stored, number)
        ids = [row_id for row_id, _ in pairs]
        assert len(ids) == len(set(ids)) == len(drafts)
        assert not gone & set(ids)
        assert all(row_id.startswith("DINKES/swot/") for row_id in ids)
        assert after == number + len(set(ids) - ever)
        gone |= {row.id for row in stored} - set(ids)
        ever |= set(ids)
        stored, number = rows_of(pairs, "swot"), after


def test_a_copied_id_counts_once(town: SimpleNamespace) -> None:
    """Somebody who copies a whole row, id included, has made a new row."""
    (cells,) = contents(town, 1)
    stored = rows_of([("DINKES/swot/1", draft(cells))], "swot")
    copy = {**cells, "code": "S9"}
    pairs, _ = assign_ids(
        town.swot,
        "DINKES",
        [draft(cells, "DINKES/swot/1"), draft(copy, "DINKES/swot/1")],
        stored,
        2,
    )
    assert [row_id for row_id, _ in pairs] == ["DINKES/swot/1", "DINKES/swot/2"]


def test_row_key_finds_a_changed_row(town: SimpleNamespace) -> None:
    """Without an id, a row is the one with its key, in any case, though its content changed."""
    (cells,) = contents(town, 1)
    stored = rows_of([("DINKES/swot/1", draft(cells))], "swot")
    changed = {**cells, "code": " s0 ", "factor": "lain"}
    pairs, after = assign_ids(town.swot, "DINKES", [draft(changed)], stored, 2)
    assert (pairs[0][0], after) == ("DINKES/swot/1", 2)


def test_numbers_of_old_rows_are_not_given_again(town: SimpleNamespace) -> None:
    """Even if the caller lost count, a number that stands in the present copy is not reused."""
    (cells,) = contents(town, 1)
    stored = rows_of([("DINKES/swot/7", draft(cells))], "swot")
    pairs, after = assign_ids(town.swot, "DINKES", [draft({**cells, "code": "S1"})], stored, 1)
    assert (pairs[0][0], after) == ("DINKES/swot/8", 9)


def test_changes_are_named(town: SimpleNamespace) -> None:
    """Added, removed and changed are told apart, and a changed cell shows both values."""
    cells = contents(town, 3)
    before = rows_of([(f"DINKES/swot/{at + 1}", draft(c)) for at, c in enumerate(cells)], "swot")
    changed = {**cells[0], "weight": Decimal("2.38")}
    misfit = DraftRow("", 6, {**cells[1]}, {"weight": "1.000"})
    after = [
        ("DINKES/swot/1", draft(changed)),
        ("DINKES/swot/2", misfit),
        ("DINKES/swot/4", draft(cells[2])),
    ]
    changes = compare_rows(town.swot, before, after)
    assert (changes.added, changes.removed) == (("DINKES/swot/4",), ("DINKES/swot/3",))
    assert [(one.column, one.before, one.after) for one in changes.changed] == [
        ("weight", "", "2,38"),
        ("weight", "", "1.000"),
    ]
    assert changes.summary().id == "1 baris baru, 1 baris dihapus, 2 sel berubah pada 2 baris."
    assert "~ DINKES/swot/1 (baris 5), Bobot: - → 2,38" in [
        one.id for one in changes.lines(town.swot)
    ]


def test_nothing_changed(town: SimpleNamespace) -> None:
    """The same rows in another order are no change."""
    cells = contents(town, 3)
    before = rows_of([(f"DINKES/swot/{at + 1}", draft(c)) for at, c in enumerate(cells)], "swot")
    assert not compare_rows(town.swot, before, tuple(reversed(before)))


def test_a_copy_above_its_original(town: SimpleNamespace) -> None:
    """Of two rows with one id, the one that is whole as it was keeps it, also below the copy."""
    (cells,) = contents(town, 1)
    stored = rows_of([("DINKES/swot/1", draft(cells))], "swot")
    copy = {**cells, "code": "S9"}
    drafts = [draft(copy, "DINKES/swot/1"), draft(cells, "DINKES/swot/1")]
    pairs, _ = assign_ids(town.swot, "DINKES", drafts, stored, 2)
    assert [row_id for row_id, _ in pairs] == ["DINKES/swot/2", "DINKES/swot/1"]


def test_sorted_without_the_locked_first_column(town: SimpleNamespace) -> None:
    """Ids that stayed where they were while the rows were sorted go back to their rows."""
    cells = contents(town, 4)
    first, number = assign_ids(town.swot, "DINKES", [draft(c) for c in cells], (), 1)
    ids = [row_id for row_id, _ in first]
    drafts = [draft(c, row_id) for c, row_id in zip(reversed(cells), ids, strict=True)]
    pairs, _ = assign_ids(town.swot, "DINKES", drafts, rows_of(first, "swot"), number)
    assert [row_id for row_id, _ in pairs] == ids[::-1]


def test_renumbered_codes_keep_their_ids(town: SimpleNamespace) -> None:
    """A row put in on top, and every code moved on by one: the old rows keep their ids."""
    cells = contents(town, 3)
    first, number = assign_ids(town.swot, "DINKES", [draft(c) for c in cells], (), 1)
    moved = [
        draft({**one, "code": f"S{at + 1}"}, row_id)
        for at, (one, (row_id, _)) in enumerate(zip(cells, first, strict=True))
    ]
    new = draft({**cells[0], "factor": "baru"})
    pairs, _ = assign_ids(town.swot, "DINKES", [new, *moved], rows_of(first, "swot"), number)
    assert [row_id for row_id, _ in pairs] == ["DINKES/swot/4", *(row_id for row_id, _ in first)]
