"""Reading cells and wording findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import Dossier, Row
from smartflow_masterplan.rules.cells import cells_are_readable
from smartflow_masterplan.rules.judging import (
    amount,
    filled,
    finding,
    number,
    said_date,
    said_number,
    shortened,
    whole,
    words,
    worksheets_so_far,
)

BuildDossier = Callable[[Mapping[str, Any]], Dossier]

_TEMPLATE = Text(id="Nilai {value} pada {name}.", en="The value {value} at {name}.")


def _row(cells: dict[str, object], written: dict[str, str] | None = None) -> Row:
    return Row(
        cells,  # type: ignore[arg-type]
        id="A/issues/1",
        worksheet="issues",
        filler="A",
        written=written or {},
    )


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("0.94", "0,94", "0.94"),
        ("1234567.50", "1.234.567,5", "1,234,567.5"),
        ("100", "100", "100"),
        ("-0.2", "-0,2", "-0.2"),
        ("1E+2", "100", "100"),
    ],
)
def test_numbers_read_as_each_language_writes_them(
    value: str, indonesian: str, english: str
) -> None:
    """Indonesian has a decimal comma and thousands dots, English the other way round."""
    assert Text(id=indonesian, en=english) == said_number(Decimal(value))


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_a_said_number_is_still_the_number(value: Decimal) -> None:
    """Taking the thousands marks out again gives back the value, in both languages."""
    said = said_number(value)
    assert value == Decimal(said.en.replace(",", ""))
    assert value == Decimal(said.id.replace(".", "").replace(",", "."))


def test_dates_read_as_each_language_writes_them() -> None:
    """The month is a word, so that day and month cannot be mistaken."""
    assert Text(id="6 Agustus 2023", en="6 August 2023") == said_date(date(2023, 8, 6))


def test_a_finding_words_values_in_each_language() -> None:
    """Decimals go into the message; plain words stay values for the engine to fill in."""
    found = finding(_TEMPLATE, {"value": Decimal("0.5"), "name": "S1"})
    assert found.message is not None
    assert Text(id="Nilai 0,5 pada S1.", en="The value 0.5 at S1.") == found.message.fill(
        found.values
    )


@given(st.text())
def test_braces_in_a_cell_are_printed_as_they_are(cell: str) -> None:
    """Whatever an official wrote can be quoted, also as part of a bilingual value."""
    found = finding(_TEMPLATE, {"value": Text(id=cell, en=cell), "name": cell})
    assert found.message is not None
    assert f"Nilai {cell} pada {cell}." == found.message.fill(found.values).id


@given(st.text())
def test_a_quotation_is_one_short_line(text: str) -> None:
    """A long cell is cut and says so; line breaks become spaces."""
    quoted = shortened(text)
    assert len(quoted) <= 70
    assert quoted.splitlines() in ([], [quoted])
    assert quoted.endswith("…") or " ".join(text.split()) == quoted


def test_a_line_that_just_fits_is_not_cut() -> None:
    """Seventy characters fit; one more does not."""
    assert shortened("a" * 70) == "a" * 70
    assert shortened("a" * 71) == "a" * 69 + "…"


def test_worksheets_so_far_are_known_ones_each_once(build: BuildDossier) -> None:
    """A worksheet of two stages is judged once; one that no plugin brings is passed over."""
    dossier = build({"stage": "swot_tows"})
    stages = {"issue_analysis": ("issues", "unknown"), "swot_tows": ("swot", "issues")}
    workflow = msgspec.structs.replace(dossier.workflow, worksheets=stages)
    other = msgspec.structs.replace(dossier, workflow=workflow)
    assert [sheet.key for sheet in worksheets_so_far(other)] == ["issues", "swot"]


def test_rows_of_a_worksheet_without_a_key_are_never_the_same(build: BuildDossier) -> None:
    """A region's worksheet may leave row_key open; with one, the second of two alike is found."""
    rows = {"issues": [{"filler": "DLH", "dimension": "living", "issue": "Banjir"}] * 2}
    dossier = build({"stage": "issue_analysis", "rows": rows})
    keyed = dossier.worksheet_types["issues"]
    found = []
    for row_key in (keyed.row_key, ()):
        sheet = msgspec.structs.replace(keyed, row_key=row_key)
        other = msgspec.structs.replace(dossier, worksheet_types={"issues": sheet})
        repeats = [one for one in cells_are_readable(other, {}) if "mengulang" in str(one.message)]
        found.append([one.row.id for one in repeats if one.row is not None])
    assert found == [["DLH/issues/2"], []]


def test_a_cell_that_was_mistyped_is_not_empty() -> None:
    """What WSH001 reports is not reported as missing too."""
    row = _row({"data": None, "unit": "  ", "year": 0}, {"data": "dua"})
    assert [filled(row, key) for key in ("data", "unit", "year")] == [True, False, True]


def test_only_numbers_are_amounts() -> None:
    """Text and nothing are no amounts; whole numbers and decimals are, exactly."""
    row = _row({"a": 3, "b": Decimal("0.1"), "c": "3", "d": None})
    assert [Decimal(3), Decimal("0.1"), None, None] == [amount(row, key) for key in "abcd"]


def test_settings_of_the_wrong_kind_are_refused() -> None:
    """A rule that would judge by a wrong setting stops instead, and is reported as failed."""
    with pytest.raises(TypeError, match="share"):
        number({"share": "half"}, "share")
    with pytest.raises(TypeError, match="kinds"):
        words({"kinds": "opd"}, "kinds")
    with pytest.raises(KeyError):
        whole({}, "missing")
