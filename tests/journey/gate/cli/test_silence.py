"""Silence in words: numbers, a few names, and the command that mends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smartflow.casework.fillers import Filler
from smartflow.journey.gate.cli.silence import FEW, silence_data, silence_lines
from smartflow.journey.gate.silence import Silence
from smartflow.language import Text
from smartflow.model import Waiver
from smartflow.terminal.words.naming import Names

TODAY = date(2026, 11, 24)
NAMES = Names("Kota X", "x", dimensions={"living": Text(id="Kelayakhunian", en="Living")})


def agencies(count: int) -> tuple[Filler, ...]:
    """Return so many agencies."""
    return tuple(Filler(f"A{number}", "agency", f"Dinas {number}") for number in range(count))


def said(silence: Silence) -> list[str]:
    """Return the lines in English."""
    return [line.en for line in silence_lines(silence, NAMES, TODAY)]


@pytest.mark.parametrize("count", range(FEW + 3))
def test_a_few_are_named_and_the_rest_is_counted(count: int) -> None:
    """Named and counted are always all of them; JSON names every one."""
    silence = Silence(fillers=agencies(count))
    lines = said(silence)
    assert len(lines) == (1 if count else 0)
    for line in lines:
        names = line.split(": ")[1].split(".")[0].split(", ")
        more = sum(int(name[1:]) for name in names if name.startswith("+"))
        assert len([name for name in names if name.startswith("A")]) + more == count
        assert f", {count} {'agency' if count == 1 else 'agencies'}: " in line
    awaited = [{"key": f"A{number}", "per": "agency"} for number in range(count)]
    assert silence_data(silence)["awaited"] == awaited


def test_each_kind_of_filler_has_its_line() -> None:
    """Agencies, working groups and the city are not added up."""
    groups = (Filler("living", "dimension", "Smart Living"), Filler("x", "city", "Kota X"))
    assert said(Silence(fillers=(*agencies(2), *groups))) == [
        "No worksheet yet, 2 agencies: A0, A1. Remind them: smartflow remind x",
        "No worksheet yet, 1 working group: Living. Remind them: smartflow remind x",
        "No worksheet yet, 1 city: Kota X. Remind them: smartflow remind x",
    ]


def test_a_dimension_that_has_not_presented_comes_with_the_command() -> None:
    """The title of the dimension, and how its presentation is recorded."""
    (line,) = silence_lines(Silence(dimensions=("living",)), NAMES, TODAY)
    assert line == Text(
        id="Belum paparan, 1 dimensi: Kelayakhunian. Catat: smartflow present x DIMENSI --by NAMA",
        en="Not presented yet, 1 dimension: Living. Record one: smartflow present x DIMENSION"
        " --by NAME",
    )


def test_a_waiver_says_how_long_it_still_counts() -> None:
    """To its last day, which is told as today."""
    waivers = tuple(
        Waiver("ISU001", "sebab", TODAY + timedelta(days=days), "Ani", days + 1, dimension="living")
        for days in (0, 1, 6)
    )
    (line,) = said(Silence(waivers=waivers))
    assert line == (
        "Waivers about to lapse: ISU001 for Living, today is its last day; ISU001 for Living until"
        " 25 Nov 2026 (1 day left); ISU001 for Living until 30 Nov 2026 (6 days left)."
    )
