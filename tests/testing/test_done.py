"""What came of a command: an assertion holds, or says what was seen instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from smartflow.testing import Done

RESULT = {
    "rule": "PPJ001",
    "status": "fail",
    "agency": "DLH",
    "dimension": "living",
    "worksheet": "issues",
    "row": "DLH/issues/1",
    "column": "location",
    "message": {"id": "Isu 'Banjir' belum menyebut lokasi.", "en": "Issue 'Banjir' is nowhere."},
}
WARNED = {**RESULT, "rule": "PPJ002", "status": "warn"}
PASSED = {**RESULT, "rule": "PPJ003", "status": "pass", "row": "", "column": ""}
LINE = (
    "  fail | PPJ001 | worksheet=issues | row=DLH/issues/1 | column=location | dimension=living"
    " | agency=DLH | Isu 'Banjir' belum menyebut lokasi."
)


def judged(*results: dict[str, Any], met: bool = False, exit_code: int = 1) -> Done:
    """Return what ``check --json`` printed."""
    verdict = {
        "from": "issue_analysis",
        "to": "swot_tows",
        "met": met,
        "results": results,
        "sign_offs": [{"role": "team", "met": met}],
    }
    return Done(("check", "kota", "--json"), exit_code, json.dumps(verdict), "")


def test_what_is_true_can_be_asked_in_a_chain() -> None:
    """Each assertion gives back the same command."""
    done = judged(RESULT, WARNED, PASSED)
    chained = (
        done.assert_exit(1)
        .assert_refused("PPJ001", agency="DLH", column="location", says="belum menyebut")
        .assert_refused("PPJ001", row="DLH/issues/1", says="is nowhere")
        .assert_warned("PPJ002", worksheet="issues", dimension="living")
        .assert_passed("PPJ003")
    )
    assert chained is done
    assert judged(PASSED, met=True, exit_code=0).assert_met().verdict["met"]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda done: done.assert_met(), ["the gate is not met", LINE, "missing: team"]),
        (
            lambda done: done.assert_refused("PPJ001", agency="DINKES"),
            ["wanted fail | PPJ001 | agency='DINKES'", LINE],
        ),
        (
            lambda done: done.assert_refused("PPJ001", says="Longsor"),
            ["wanted fail | PPJ001 | says='Longsor'", LINE],
        ),
        (lambda done: done.assert_refused("PPJ002"), ["wanted fail | PPJ002", LINE]),
        (lambda done: done.assert_refused("PPJ009"), ["PPJ009 did not run at all", LINE]),
        (lambda done: done.assert_warned("PPJ001"), ["wanted warn | PPJ001", LINE]),
        (lambda done: done.assert_passed("PPJ001"), ["PPJ001 did not pass", LINE]),
        (
            lambda done: done.assert_passed("PPJ009"),
            ["PPJ009 did not run; these did: PPJ001, PPJ002, PPJ003"],
        ),
        (lambda done: done.assert_exit(0), ["wanted exit code 0", "$ smartflow check kota", LINE]),
    ],
)
def test_what_is_not_true_says_what_was_seen(
    ask: Callable[[Done], object], says: list[str]
) -> None:
    """The failure shows the findings of the verdict, not the JSON of it."""
    with pytest.raises(AssertionError) as caught:
        ask(judged(RESULT, WARNED, PASSED))
    assert [words for words in says if words not in str(caught.value)] == []
    assert '"results"' not in str(caught.value)


def test_a_gate_is_not_met_when_the_command_says_otherwise() -> None:
    """Met in the verdict and an exit code of 3 is a broken plugin, not a met gate."""
    with pytest.raises(AssertionError, match="exit code 3"):
        judged(PASSED, met=True, exit_code=3).assert_met()


def test_refused_by_a_rule_while_another_breaks_is_not_refused() -> None:
    """An exit code other than 1 means that something else happened besides."""
    with pytest.raises(AssertionError, match="wanted exit code 1"):
        judged(RESULT, exit_code=3).assert_refused("PPJ001")


@pytest.mark.parametrize("stdout", ["", "MET", '{"error": {}}', "[1]"])
def test_what_is_no_verdict_is_shown_as_it_came(stdout: str) -> None:
    """A refusal, or a text, is printed whole."""
    done = Done(("check", "kota"), 2, stdout, "Kota 'kota' tidak ada.")
    with pytest.raises(AssertionError, match="it printed no verdict") as caught:
        done.assert_met()
    assert f"$ smartflow check kota\n{stdout}".rstrip() in str(caught.value)
    assert "Kota 'kota' tidak ada.\nexit code 2" in str(caught.value)


def test_words_are_looked_for_in_both_streams() -> None:
    """Data goes to stdout and talk to stderr; who asks need not know which."""
    done = Done(("status",), 0, "Tahap: isu\n", "Peringatan: x\n")
    done.assert_exit(0, "Tahap").assert_exit(0, "Peringatan")
    with pytest.raises(AssertionError, match="wanted the words 'SWOT'"):
        done.assert_exit(0, "SWOT")


def test_what_is_no_json_cannot_be_read_as_json() -> None:
    """The failure shows what was printed."""
    with pytest.raises(AssertionError, match=r"it printed no JSON\n\$ smartflow status\nTahap"):
        _ = Done(("status",), 0, "Tahap", "").json


def test_a_place_that_no_result_has_is_a_mistake_of_the_test() -> None:
    """A misspelt place must not look like a finding that is missing."""
    with pytest.raises(TypeError, match="a result has no 'agencies'; it has worksheet, row"):
        judged(RESULT).assert_refused("PPJ001", agencies="DLH")
