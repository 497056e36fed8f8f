"""Tests of the one place where refusals are printed."""

from __future__ import annotations

from typing import Any

import pytest

from smartflow.errors import (
    BadInput,
    Conflict,
    GateNotMet,
    IntegrityFailure,
    PluginFault,
    SmartflowError,
)
from smartflow.language import Text
from smartflow.terminal.call import Call

SENTENCE = Text(id="Sesuatu keliru.", en="Something is wrong.")
HINT = Text(id="Coba lagi.", en="Try again.")


@pytest.fixture
def failing(shell: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make ``smartflow doctor`` fail with what is given, and run it."""

    def fail(error: BaseException, *words: str) -> Any:
        def raise_it(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("smartflow.offices.doctor.doctor.doctor", raise_it)
        return shell("doctor", *words, bare=True)

    return fail


@pytest.mark.parametrize(
    ("kind", "code"),
    [(GateNotMet, 1), (BadInput, 2), (PluginFault, 3), (IntegrityFailure, 4), (Conflict, 5)],
)
def test_a_refusal_is_a_sentence_and_a_next_step(
    kind: type[SmartflowError], code: int, failing: Any
) -> None:
    """Each kind has its exit code; the sentence and the hint go to stderr, nothing to stdout."""
    outcome = failing(kind(SENTENCE, HINT))
    assert outcome.code == code
    assert outcome.out == ""
    assert outcome.err == "Sesuatu keliru.\nLangkah berikutnya: Coba lagi.\n"


def test_json_gets_the_error_too(failing: Any) -> None:
    """With JSON asked for, stdout holds the error in both languages, stderr the sentence."""
    outcome = failing(Conflict(SENTENCE, HINT), "--format", "json")
    assert outcome.json == {
        "error": {
            "code": "conflict",
            "exit_code": 5,
            "message": {"id": "Sesuatu keliru.", "en": "Something is wrong."},
            "hint": {"id": "Coba lagi.", "en": "Try again."},
        }
    }
    assert "Sesuatu keliru." in outcome.err


def test_a_mistake_in_the_words_is_json_too(shell: Any) -> None:
    """--json anywhere among the words is enough, even when they cannot be parsed."""
    outcome = shell("status", "--jsn", "--json", bare=True)
    assert outcome.json["error"]["code"] == "usage"


def test_a_fault_of_the_engine_names_the_way_to_report_it(
    failing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is shown a traceback, unless SMARTFLOW_DEBUG asks for it."""
    outcome = failing(ZeroDivisionError("oops"))
    assert outcome.code == 70
    assert "ZeroDivisionError: oops" in outcome.err
    assert "SMARTFLOW_DEBUG=1" in outcome.err
    assert "Traceback" not in outcome.err
    monkeypatch.setenv("SMARTFLOW_DEBUG", "1")
    assert "Traceback" in failing(ZeroDivisionError("oops")).err


def test_the_operating_system_is_quoted(failing: Any) -> None:
    """A file that cannot be written is a sentence with its name, exit 2."""
    outcome = failing(PermissionError(13, "Permission denied", "berkas.xlsx"))
    assert outcome.code == 2
    assert "berkas.xlsx" in outcome.err
    assert "Excel" in outcome.err


def test_ctrl_c_is_quiet(failing: Any) -> None:
    """Ctrl-C ends with 130 and one sentence."""
    outcome = failing(KeyboardInterrupt())
    assert (outcome.code, outcome.out) == (130, "")
    assert "Dihentikan." in outcome.err


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color_is_obeyed(
    no_color: str, *, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal is coloured, unless NO_COLOR is set to anything."""

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("NO_COLOR", no_color)
    assert Call.colour(Terminal()) is coloured
