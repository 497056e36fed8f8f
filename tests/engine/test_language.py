"""Words in two languages: values are written as a reader of each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Language, Text, did_you_mean, near_words, show


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Decimal("0.94"), "0,94", "0.94"),
        (Decimal("-1.50"), "-1,5", "-1.5"),
        (Decimal("-0.5"), "-0,5", "-0.5"),
        (Decimal(1500000), "1.500.000", "1,500,000"),
        (Decimal("1E+3"), "1000", "1000"),
        (2026, "2026", "2026"),
        (-12500, "-12.500", "-12,500"),
        (True, "ya", "yes"),
        (date(2023, 5, 1), "1 Mei 2023", "1 May 2023"),
        (("S1", "O2"), "S1, O2", "S1, O2"),
        (None, "", ""),
        (Text(id="desa", en="village"), "desa", "village"),
        ("{braces}", "{braces}", "{braces}"),
    ],
)
def test_a_value_reads_naturally(value: object, indonesian: str, english: str) -> None:
    """Decimal comma and grouping points in Indonesian, the reverse in English."""
    shown: list[str] = [show(value, language) for language in ("id", "en")]
    assert shown == [indonesian, english]


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.none()
        | st.text()
        | st.integers()
        | st.booleans()
        | st.decimals(allow_nan=False, allow_infinity=False, places=3)
        | st.dates()
        | st.tuples(st.text()),
    )
)
def test_a_filled_text_is_its_values_each_shown(values: dict[str, object]) -> None:
    """In either language a sentence holds what ``show`` writes for that language."""
    template = "|".join(f"{{{name}}}" for name in values)
    filled = Text.same(template).fill(values)
    assert filled == Text(
        id="|".join(show(value, "id") for value in values.values()),
        en="|".join(show(value, "en") for value in values.values()),
    )


def test_braces_in_a_value_are_printed_as_they_are() -> None:
    """What an agency wrote is never taken for a placeholder."""
    text = Text(id="Isu: {issue}", en="Issue: {issue}").fill({"issue": "{0.__class__}"})
    assert text == Text(id="Isu: {0.__class__}", en="Issue: {0.__class__}")


def test_a_placeholder_without_a_value_is_an_error() -> None:
    """A template is never printed half filled."""
    with pytest.raises(KeyError):
        Text(id="{a}", en="{a}").fill({})


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_text_gives_its_words(language: Language) -> None:
    """``in_`` gives one of the pair."""
    assert Text(id="id", en="en").in_(language) == language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OTH001", ()),
        ("WHS001", ("WSH001",)),
        ("WS001", ("WSH001",)),
        ("WSH1", ("WSH001",)),
        ("wsh011", ("WSH001",)),
        ("WSHO01", ("WSH001",)),
        ("issuse", ("issues",)),
    ],
)
def test_the_digits_of_a_code_alone_make_it_no_likelier(typed: str, meant: tuple[str, ...]) -> None:
    """What a person mistypes is guessed; a code of another family is not, whatever its number."""
    assert near_words(typed, ("WSH001", "issues")) == meant


def test_nothing_near_is_no_sentence() -> None:
    """A guess stands behind a sentence, and is empty when there is none."""
    assert did_you_mean("OTH001", ("WSH001",)) == Text.same("")


def test_every_guess_has_one_wording() -> None:
    """Several that are near are joined by *or*; of several names for one thing, one is said."""
    known = ("swot_tows", "swot")
    assert did_you_mean(" swot_tow  ", known) == Text(
        id=" Maksud Anda 'swot_tows' atau 'swot'?", en=" Did you mean 'swot_tows' or 'swot'?"
    )
    assert did_you_mean("swot_tow", known, most=1).id == " Maksud Anda 'swot_tows'?"
