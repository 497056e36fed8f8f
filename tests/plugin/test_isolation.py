"""The isolation: whatever a rule does to the process, the next one finds it as it was."""

from __future__ import annotations

import contextlib
import decimal
import io
import locale
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from smartflow.plugin.running.isolation import MOST_PRINTED, Isolation, noting_runs


def _spoil_streams() -> None:
    sys.stdout, sys.stderr, sys.stdin = (io.StringIO() for _ in range(3))


def _spoil_closing() -> None:
    sys.stdout.close()


def _spoil_folder() -> None:
    os.chdir(tempfile.gettempdir())


def _spoil_locale() -> None:
    before = locale.setlocale(locale.LC_ALL)
    for name in ("C", "C.UTF-8", "en_US.UTF-8", "English_United States.1252"):
        with contextlib.suppress(locale.Error):
            if locale.setlocale(locale.LC_ALL, name) != before:
                return


def _spoil_path() -> None:
    sys.path.insert(0, "somewhere")


def _spoil_recursion() -> None:
    sys.setrecursionlimit(sys.getrecursionlimit() + 7)


def _spoil_environment() -> None:
    os.environ["SMARTFLOW_TEST_NEW"] = "x"
    os.environ["PATH"] = "nowhere"
    del os.environ["SMARTFLOW_TEST_OLD"]


def _spoil_arithmetic() -> None:
    decimal.getcontext().prec = 3
    decimal.setcontext(decimal.Context(prec=2))


def _surroundings() -> Mapping[str, object]:
    """Return what belongs to the whole process, without the isolation's own eyes."""
    return {
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "folder": Path.cwd(),
        "locale": locale.setlocale(locale.LC_ALL),
        "path": list(sys.path),
        "recursion": sys.getrecursionlimit(),
        "environment": dict(os.environ),
        "third": decimal.Decimal(1) / decimal.Decimal(3),
    }


SPOILERS = [
    _spoil_streams,
    _spoil_closing,
    _spoil_folder,
    _spoil_locale,
    _spoil_path,
    _spoil_recursion,
    _spoil_environment,
    _spoil_arithmetic,
]


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda one: one.__name__.removeprefix("_spoil_"))
def test_what_a_rule_changes_is_put_back(
    spoil: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after are the same, whether the rule ends or raises."""
    monkeypatch.setenv("SMARTFLOW_TEST_OLD", "kept")
    before = _surroundings()
    with noting_runs(), Isolation().around("TST001", "regional"):
        spoil()
    assert _surroundings() == before
    with (
        contextlib.suppress(ZeroDivisionError),
        noting_runs(),
        Isolation().around("TST001", "regional"),
    ):
        spoil()
        raise ZeroDivisionError
    assert _surroundings() == before


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (_spoil_folder, "it changes the current folder"),
        (_spoil_locale, "it changes the locale"),
        (_spoil_path, "it changes sys.path"),
        (_spoil_environment, "it changes the environment variables"),
        (_spoil_recursion, "it changes the limit of recursion"),
    ],
)
def test_what_was_put_back_is_told(
    spoil: Callable[[], None], clause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run names it; a rule that changes nothing has nothing to hear."""
    monkeypatch.setenv("SMARTFLOW_TEST_OLD", "kept")
    with noting_runs() as runs:
        with Isolation().around("TST001", "regional"):
            spoil()
        with Isolation().around("TST002", "regional"):
            pass
    assert [[text.en for text in run.undone] for run in runs] == [[clause], []]


def test_a_folder_that_is_gone_harms_nobody(tmp_path: Path) -> None:
    """A rule may run where the current folder was removed, and may remove it."""
    home = Path.cwd()
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    try:
        with noting_runs(), Isolation().around("TST001", "regional"):
            os.chdir(home)
            gone.rmdir()
        with noting_runs() as runs, Isolation().around("TST002", "regional"):
            pass
    finally:
        os.chdir(home)
    assert [run.rule for run in runs] == ["TST002"]


def test_decimals_are_computed_alike_for_every_rule() -> None:
    """28 digits, half to even, and an error where Python's default has one, whatever the host."""
    third = decimal.Decimal(1) / decimal.Decimal(3)
    with decimal.localcontext(decimal.Context(prec=4, rounding=decimal.ROUND_UP, traps=[])):
        with noting_runs(), Isolation().around("TST001", "regional"):
            inside = decimal.Decimal(1) / decimal.Decimal(3)
            with pytest.raises(decimal.DivisionByZero):
                decimal.Decimal(1) / decimal.Decimal(0)
        outside = decimal.Decimal(1) / decimal.Decimal(3)
    assert (inside, outside) == (third, decimal.Decimal("0.3334"))


def test_what_a_rule_prints_is_noted_and_never_on_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither stream has it; the note has, with the rule."""
    with noting_runs() as runs, Isolation().around("TST001", "regional"):
        print("halo")  # noqa: T201  the point
        sys.stdout.flush()
    assert [(run.rule, run.plugin, run.printed) for run in runs] == [
        ("TST001", "regional", "halo\n")
    ]
    assert capsys.readouterr() == ("", "")


def test_without_anybody_who_notes_it_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Behind the rule's code, with nothing in it that could command a terminal."""
    with Isolation().around("TST001", "regional"):
        print("ha\x1b[2Jlo")  # noqa: T201  the point
    assert capsys.readouterr() == ("", "TST001: 'ha\\x1b[2Jlo\\n'\n")


def test_a_flood_is_cut() -> None:
    """Only the beginning is kept, however much is printed, and printing never fails."""
    with noting_runs() as runs, Isolation().around("TST001", "regional"):
        written = [sys.stdout.write("0123456789") for _ in range(10_000)]
    assert set(written) == {10}
    assert [len(run.printed) for run in runs] == [MOST_PRINTED]


def test_each_run_is_noted_with_its_time() -> None:
    """In the order in which they end; a time is never negative; the innermost block notes."""
    with noting_runs() as outer:
        with Isolation().around("TST001", "regional"):
            pass
        with noting_runs() as inner, Isolation().around("TST002", "other"):
            pass
    assert [(run.rule, run.plugin) for run in outer] == [("TST001", "regional")]
    assert [(run.rule, run.plugin) for run in inner] == [("TST002", "other")]
    assert all(run.seconds >= 0 for run in (*outer, *inner))


def test_it_swallows_nothing() -> None:
    """Whatever a rule raises arrives at whoever runs it: exceptions, an exit, Ctrl-C."""
    for error in (ValueError, SystemExit, KeyboardInterrupt, RecursionError):
        with pytest.raises(error), noting_runs(), Isolation().around("TST001", "regional"):
            raise error


def test_one_isolation_goes_around_many_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one rule printed or changed is neither the next one's nor left for it."""
    monkeypatch.setenv("SMARTFLOW_TEST_OLD", "kept")
    before = _surroundings()
    isolation = Isolation()
    with noting_runs() as runs:
        for number, spoil in enumerate(SPOILERS):
            with isolation.around(f"TST00{number}", "regional"):
                print(number, end="")  # noqa: T201  the point
                assert os.environ["SMARTFLOW_TEST_OLD"] == "kept"
                spoil()
    assert [run.printed for run in runs] == [str(number) for number in range(len(SPOILERS))]
    assert _surroundings() == before
