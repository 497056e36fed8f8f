"""How figures are recognised: units in one spelling, whole words, and the places they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Dimension, Indicator, Row, Text
from smartflow_dimensions._figures import Figure, figure, says, sightings, unit_of

INDEX = Indicator("index", Text.same("Indeks"), "indeks", Decimal(1), Decimal(5))
SPBE = Figure(INDEX, words=("spbe",), units=("indeks",))


def issue(text: str, data: Decimal | int | None, unit: str | None) -> Row:
    """Return a row of the worksheet of issues."""
    cells = {"issue": text, "data": data, "unit": unit}
    return Row(cells, id="A/issues/1", worksheet="issues", filler="A", dimension="governance")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("persen", "%"),
        ("Persen (%)", "%"),
        (" Ton  per hari ", "ton/hari"),
        ("ton / hari.", "ton/hari"),
        ("kasus per 100.000 penduduk", "kasus/100.000 penduduk"),
        ("Indeks (1-5)", "indeks"),
        ("% pasien tidak kontrol", "%"),
        ("persen per tahun", "%/tahun"),
        ("persentase", "persentase"),
        ("perkara", "perkara"),
        ("", ""),
    ],
)
def test_a_unit_has_one_spelling(written: str, expected: str) -> None:
    """Case, spaces, "per" and brackets do not make another unit."""
    assert unit_of(written) == expected


@given(st.text(st.sampled_from(list("aper/%()s. ")), max_size=15))
def test_the_one_spelling_is_of_itself(written: str) -> None:
    """What was brought to one spelling stays as it is."""
    once = unit_of(unit_of(written))
    assert unit_of(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Indeks SPBE-nya", True), ("(spbe)", True), ("aspbes", False), ("", False)],
)
def test_words_are_whole(text: str, *, expected: bool) -> None:
    """A word inside another does not count; case and punctuation do not matter."""
    assert says(text, ("spbe", "pemerintahan berbasis elektronik")) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (issue("Indeks SPBE", Decimal("2.38"), "Indeks"), [Decimal("2.38")]),
        (issue("Indeks SPBE", 2, "indeks"), [Decimal(2)]),
        (issue("Indeks SPBE", None, "indeks"), []),
        (issue("Indeks SPBE", Decimal("2.38"), None), []),
        (issue("Indeks SPBE", Decimal("2.38"), "%"), []),
        (issue("Indeks IKM", Decimal("2.38"), "indeks"), []),
    ],
)
def test_a_figure_needs_its_words_its_unit_and_a_number(row: Row, expected: list[Decimal]) -> None:
    """Where one of the three is missing, nothing is seen."""
    assert [seen.value for seen in sightings([row], (SPBE,))] == expected


def test_a_worksheet_without_figures_is_passed_over() -> None:
    """SWOT factors have weights, which are no figures."""
    row = Row({"factor": "SPBE", "weight": Decimal(9)}, id="x", worksheet="swot", filler="A")
    assert list(sightings([row], (SPBE,))) == []


def test_a_figure_of_an_unknown_indicator_is_refused() -> None:
    """A mistyped key is found when the plugin is loaded, not when a city is judged."""
    empty = Dimension("x", "XXX", Text.same("X"))
    with pytest.raises(LookupError, match="x has no indicator 'index'"):
        figure(empty, "index", ("a",), ("b",))
