"""A rule's cost: judged by its growth and by processor time, whatever else the machine does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from smartflow.workshop.examining import Report
from smartflow.workshop.examining.cost import COSTLY, GROWING, Cost, remarks_on

Check = Callable[..., Report]

VALUES = 'values = {"issue": row.text("issue")}'
PAIRS = f"{VALUES}\n        sum(other.text('issue') == row.text('issue') for other in rows)"
"""Walks through the worksheet again for each row."""

ROWS = f"{VALUES}\n        sum(place * place for place in range(2000))"
"""Much work for each row, and as much for each of many."""


@pytest.fixture
def busy() -> Iterator[None]:
    """Keep two processors busy with something else."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


def costs(report: Report) -> list[tuple[str, str]]:
    """Return what a report says of costs: severity and subject."""
    return [(entry.severity, entry.about) for entry in report.remarks if entry.code == "CHK209"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "remarks"), [(PAIRS, [("warning", "TST001")]), (ROWS, []), (VALUES, [])]
)
def test_pairs_of_rows_are_told_and_rows_are_not(
    line: str, remarks: list[tuple[str, str]], check_loose: Check
) -> None:
    """Work that grows with the rows is no fault, however much; with their pairs it is."""
    assert remarks == costs(check_loose([(VALUES, line)]))


@pytest.mark.slow
@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(("line", "remarks"), [(PAIRS, [("warning", "TST001")]), (ROWS, [])])
def test_a_busy_machine_judges_as_an_idle_one(
    line: str, remarks: list[tuple[str, str]], check_loose: Check
) -> None:
    """Beside two loops without end nothing else is told."""
    assert remarks == costs(check_loose([(VALUES, line)]))


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        pytest.param(Cost(150, 0.1, 0.1 * GROWING, 0.02), False, id="the bound itself"),
        pytest.param(Cost(150, 0.1, 0.1 * GROWING + 0.01, 0.02), True, id="growing faster"),
        pytest.param(Cost(150, 0.0001, 0.019, 0.02), False, id="too little to tell"),
        pytest.param(Cost(1000, COSTLY * 0.02, COSTLY * 0.08, 0.02), False, id="costly enough"),
        pytest.param(Cost(1000, COSTLY * 0.03, COSTLY * 0.12, 0.02), True, id="too costly"),
        pytest.param(Cost(1000, COSTLY * 0.03, COSTLY * 0.12, 0.03), False, id="a slow machine"),
        pytest.param(Cost(1000, COSTLY * 0.06, 0.5, 0.06, 3), False, id="over three rounds"),
        pytest.param(Cost(150, 0.0, 0.0, 0.0), False, id="a clock that is too coarse"),
    ],
)
def test_what_is_told_of_a_cost(cost: Cost, *, told: bool) -> None:
    """Only what grows faster than the rows, or what no rule needs on any machine."""
    assert [entry.code for entry in remarks_on("TST001", cost)] == ["CHK209"] * told
