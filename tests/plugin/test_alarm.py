"""The alarm: a rule without end is ended, whatever it catches; the host's own alarm lives on."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from smartflow.plugin import alarm
from smartflow.plugin.alarm import LIMIT, VARIABLE, Alarm, RuleTooSlow, rule_seconds

NO_ALARM = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setitimer")
SHORT = 0.02


@pytest.fixture
def short() -> Iterator[Alarm]:
    """Return an alarm that rings at once, and is stopped in any case."""
    made = Alarm(SHORT)
    yield made
    made.stop()


def _forever() -> None:
    while True:
        pass


def _forever_over_exceptions() -> None:
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


@NO_ALARM
@pytest.mark.parametrize("body", [_forever, _forever_over_exceptions])
def test_a_loop_without_end_ends(body: Callable[[], None], short: Alarm) -> None:
    """It is left by an exception that ``except Exception`` does not catch and that names why."""
    short.set("TST001", "regional")
    with pytest.raises(RuleTooSlow, match=VARIABLE):
        body()


@NO_ALARM
def test_it_rings_again_for_a_rule_that_goes_on(short: Alarm) -> None:
    """Whoever catches the first ring hears the second."""
    heard = 0
    short.set("TST001", "regional")
    while heard < 2:
        try:
            _forever()
        except RuleTooSlow:
            heard += 1
    assert heard == 2


@NO_ALARM
def test_a_rule_that_catches_everything_ends_the_process_by_name() -> None:
    """After some patience: exit code 3, and both languages name rule, plugin and what to do."""
    code = (
        "import signal\n"
        "from smartflow.plugin import alarm\n"
        "alarm.PATIENCE = 2\n"
        "alarm.Alarm(1000).set('TST001', 'regional')\n"
        "while True:\n"
        "    try:\n"
        "        signal.raise_signal(signal.SIGALRM)\n"
        "    except BaseException:\n"
        "        print('heard', flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    indonesian, english = done.stderr.splitlines()
    assert (done.returncode, done.stdout.split()) == (3, ["heard", "heard"])
    for words in (indonesian, english):
        assert "TST001" in words
        assert "smartflow plugin block regional" in words


@NO_ALARM
def test_nothing_rings_after_the_stop(short: Alarm) -> None:
    """A rule in time is followed by silence: no timer runs, and the old handler is back."""
    before = signal.getsignal(signal.SIGALRM)
    short.set("TST001", "regional")
    short.stop()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


@NO_ALARM
def test_no_ring_breaks_into_what_lets_a_rule_go() -> None:
    """In a spared function the alarm stays silent; it rings as soon as the rule goes on."""
    one = Alarm(SHORT)

    @alarm.spared
    def letting_go() -> int:
        steps = 0
        for steps in range(3_000_000):  # noqa: B007  longer than the alarm waits
            pass
        return steps

    one.set("TST001", "regional")
    try:
        assert letting_go() == 2_999_999
        with pytest.raises(RuleTooSlow):
            _forever()
    finally:
        one.stop()


@NO_ALARM
def test_an_alarm_of_the_host_is_left_alone() -> None:
    """Where the host has set one, no rule's is: the host's handler and time stay as they are."""
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1000, 7)
        one = Alarm(SHORT)
        one.set("TST001", "regional")
        kept = signal.getsignal(signal.SIGALRM) == signal.SIG_IGN
        one.stop()
        left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
        assert (kept, left > SHORT, interval) == (True, True, 7)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@NO_ALARM
def test_it_may_be_set_again_whatever_a_rule_did_to_it() -> None:
    """A rule that turns it off, or takes its handler, leaves the next rule's as it should be."""
    one = Alarm(SHORT)
    try:
        one.set("TST001", "regional")
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        one.stop()
        one.set("TST002", "regional")
        with pytest.raises(RuleTooSlow):
            _forever()
    finally:
        one.stop()


def test_a_thread_has_no_alarm() -> None:
    """Outside of the main thread nothing is set, and nothing fails."""
    raised: list[BaseException] = []

    def run() -> None:
        one = Alarm(SHORT)
        try:
            one.set("TST001", "regional")
            one.stop()
        except BaseException as error:  # noqa: BLE001  told to the main thread
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert raised == []


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("5", 5.0),
        ("0.5", 0.5),
        ("", LIMIT),
        ("0", LIMIT),
        ("-3", LIMIT),
        ("nan", LIMIT),
        ("inf", LIMIT),
        ("5m", LIMIT),
    ],
)
def test_the_environment_may_name_another_limit(
    words: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A positive number of seconds counts; anything else leaves the limit as it is."""
    monkeypatch.setenv(VARIABLE, words)
    assert rule_seconds() == seconds


def test_without_a_word_the_limit_holds() -> None:
    """Nobody has to set anything."""
    assert rule_seconds() == LIMIT
