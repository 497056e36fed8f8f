"""The options that select cities: several words in one, or one option several times, are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.offices.portfolio.cli.selecting import selecting, selection_of
from smartflow.offices.portfolio.selection import Selection
from smartflow.terminal.usage import UsageFault

EMPTY: dict[str, tuple[str, ...]] = {"provinces": (), "stages": (), "intakes": (), "cities": ()}
WORDS = st.lists(st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1))


@given(WORDS)
def test_commas_and_repeated_options_are_alike(words: list[str]) -> None:
    """``--city a,b`` and ``--city a --city b`` ask for the same cities, in the same order."""
    apart = selection_of({**EMPTY, "cities": tuple(words)})
    joined = selection_of({**EMPTY, "cities": (" , ".join(words),)})
    assert apart == joined == Selection(cities=tuple(words))


def test_nothing_said_asks_for_all() -> None:
    """Without an option every city is meant; so it is with an empty word."""
    assert selection_of(EMPTY).is_all
    assert selection_of({**EMPTY, "provinces": (" ", ",")}).is_all


def test_years_are_numbers() -> None:
    """A year has four digits, and several may stand in one word."""
    assert selection_of({**EMPTY, "intakes": ("2023,2024", " 2018 ")}).intakes == (2023, 2024, 2018)


FULL_WIDTH = "\uff12\uff10\uff12\uff13"


@pytest.mark.parametrize("word", ["23", "20233", "tahun", "-202", "2O23", FULL_WIDTH, "2023.0"])
def test_what_is_no_year_is_refused(word: str) -> None:
    """It is named, in both languages, with what to write instead."""
    with pytest.raises(UsageFault) as caught:
        selection_of({**EMPTY, "intakes": (word,)})
    assert (caught.value.exit_code, f"'{word}'" in caught.value.message.id) == (2, True)
    assert caught.value.hint is not None


def test_the_options_are_the_four_questions() -> None:
    """Every command over many cities gets the same four, in the same order."""

    @selecting
    def command() -> None:
        """Stand in for a command."""

    names = [one.opts[0] for one in command.__dict__["smartflow_parameters"]]
    assert names == ["--province", "--stage", "--intake", "--city"]
