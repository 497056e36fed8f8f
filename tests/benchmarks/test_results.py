"""What was measured is kept: some lines take the place of older ones, the others stay."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from facts import Facts, facts_of_now
from measure import Curve, Line, Pair, Shown, Skipped, Timing
from results import Group, Results, read_results, write_results

OLD = Facts("2026-11-01", "commit aaaaaaa", "CPython 3.11.9", "Linux x86_64, 2 cores")
NEW = Facts("2026-11-24", "commit bbbbbbb", "CPython 3.11.9", "Linux x86_64, 2 cores", full=True)
LINE = Line("a / b", 1.5, 2, at_most=True, pair=Pair(Timing((0.25, 0.5)), Timing((0.125, 0.5))))
CURVE = Curve("one act", "cities", {10: Timing((0.5, 0.25)), 100: Timing((0.75,))})
GROUP = Group(OLD, (LINE, CURVE, Shown("moves", {"a": 1.0}), Skipped("c", "no d")))


def test_everything_comes_back(tmp_path: Path) -> None:
    """Lines, curves, numbers and what was skipped are the same after writing and reading."""
    results = Results({"one": GROUP, "two": Group(NEW, (LINE,))})
    write_results(results, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == results


def test_nothing_measured_is_no_fault(tmp_path: Path) -> None:
    """Before the first run there is no file."""
    assert read_results(tmp_path / "results.json") == Results()


def test_some_lines_take_the_place_of_theirs_alone() -> None:
    """A run of one benchmark leaves the others with the facts of the run that measured them."""
    old = Results({"one": GROUP, "three": GROUP})
    new = old.with_groups({"two": Group(NEW, ()), "three": Group(NEW, (LINE,))}, _ORDER)
    assert new == Results(
        {"one": GROUP, "two": Group(NEW, ()), "three": Group(NEW, (LINE,))},
    )
    assert list(new.groups) == ["one", "two", "three"]


_ORDER = ("one", "two", "three")


def test_a_benchmark_that_is_gone_leaves_no_line() -> None:
    """A group of a name that no benchmark has is dropped."""
    assert Results({"gone": GROUP}).with_groups({}, _ORDER) == Results()


def test_numbers_and_curves_are_found_by_name() -> None:
    """What nobody measured is None."""
    results = Results({"one": GROUP})
    assert (results.number("moves", "a"), results.number("moves", "b")) == (1.0, None)
    assert (results.curve("one act"), results.curve("two acts")) == (CURVE, None)


def test_a_number_keeps_six_digits(tmp_path: Path) -> None:
    """More would be noise in every comparison of two versions of the file."""
    group = Group(OLD, (Shown("moves", {"a": 1.23456789}),))
    write_results(Results({"one": group}), tmp_path / "results.json")
    assert read_results(tmp_path / "results.json").number("moves", "a") == 1.23457


@pytest.mark.parametrize(
    ("ratio", "limit", "at_most", "kept"),
    [(2, 2, True, True), (2.1, 2, True, False), (5, 5, False, True), (4.9, 5, False, False)],
)
def test_a_promise_is_kept_up_to_its_bound(
    ratio: float,
    limit: float,
    at_most: bool,  # noqa: FBT001  a case's column
    kept: bool,  # noqa: FBT001
) -> None:
    """The bound itself is within it, on either side; nothing is rounded in our favour."""
    assert Line("a / b", ratio, limit, at_most=at_most).kept is kept


def test_the_facts_name_no_machine() -> None:
    """Neither the machine's name nor a folder of it is on the page."""
    words = facts_of_now(full=False).words
    named = [word for word in (platform.node(), str(Path.home()), str(Path.cwd())) if word in words]
    assert named == []
    assert platform.python_version() in words
