"""Tests of the words of a verdict: blocks of results, runs of rows, who mends what."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartflow.journey.gate.cli.verdict_words import blocks, number_runs, subject, who_mends
from smartflow.language import Text
from smartflow.model import PluginRef, Result
from smartflow.terminal.words.naming import Names

NAMES = Names(
    city="Kota Contoh", dimensions={"living": Text(id="Smart Living (hunian)", en="Smart Living")}
)


def result(**changes: Any) -> Result:
    """Return a finding about an agency and no row, with ``changes``."""
    plain: dict[str, Any] = {
        "rule": "ABC001",
        "status": "fail",
        "severity": "error",
        "title": Text(id="Judul", en="Title"),
        "message": Text(id="Pesan.", en="Message."),
        "fix": Text(id="Perbaiki.", en="Mend it."),
        "plugin": PluginRef("plug", "1.2"),
        "dimension": "living",
        "agency": "DINKES",
    }
    return Result(**{**plain, **changes})


@given(st.sets(st.integers(min_value=1, max_value=60), min_size=1))
def test_number_runs_can_be_read_back(numbers: set[int]) -> None:
    """Runs are drawn together without losing or inventing a number."""
    back: set[int] = set()
    for part in number_runs(numbers).split(", "):
        first, _, last = part.partition("-")
        back |= set(range(int(first), int(last or first) + 1))
    assert back == numbers


def test_what_one_rule_says_of_many_stands_together() -> None:
    """Thirty agencies that are late are one block that names each; those with rows are apart."""
    codes = [f"OPD{n}" for n in range(30)]
    late = [result(agency=code, rule="SWT001") for code in codes]
    cell = result(agency="OPD3", row="OPD3/issues/1")
    found = blocks((*late, cell))
    assert [len(block) for block in found] == [30, 1]
    assert subject(found[0], NAMES) == Text.same(", ".join(codes))
    assert subject(found[1], NAMES).id == "Smart Living (hunian) · OPD3"
    assert who_mends(found[0], NAMES).id == "masing-masing yang disebut di atas"


def test_several_dimensions_are_named_by_title_and_faults_stand_alone() -> None:
    """Dimensions are told in the reader's language; a rule that did not run is never merged."""
    both = [result(agency="", dimension=key) for key in ("living", "economy")]
    assert subject(blocks(both)[0], NAMES) == Text(
        id="Smart Living (hunian), economy", en="Smart Living, economy"
    )
    assert len(blocks([result(status="error", agency=code) for code in "AB"])) == 2


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("XY"), st.booleans())))
def test_blocks_lose_nothing(parts: list[tuple[str, str, bool]]) -> None:
    """However results are put together, each of them is printed once."""
    results = [
        result(rule=rule, agency=agency, row="r" if row else "", message=Text.same(str(n)))
        for n, (rule, agency, row) in enumerate(parts)
    ]
    told = [one.message.id for block in blocks(results) for one in block]
    assert sorted(told) == sorted(one.message.id for one in results)


def test_who_mends() -> None:
    """Agency, working group, secretariat, or the plugin's maintainer."""
    cases = {
        "agency": result(),
        "dimension": result(agency=""),
        "city": result(agency="", dimension=""),
        "plugin": result(status="error"),
    }
    assert {k: who_mends((r,), NAMES).en for k, r in cases.items()} == {
        "agency": "DINKES",
        "dimension": "the working group of Smart Living",
        "city": "the secretariat of Kota Contoh",
        "plugin": "whoever maintains the plugin 'plug' 1.2",
    }
