"""A clock that goes backwards: acts go on, whoever acts is told, and ``doctor`` shows where.

Real processes whose clock is set: the order of entries is what counts, and what follows the clock
(days, due days, waivers) follows it without a crash.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS, city
from fault_whole import new_acts, read_whole

from smartflow.history.entries.entry import decode_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.history.entries.entry import Entry

NOW = datetime.now(UTC)
BACK = timedelta(days=40)
WARNING = "Warning: this computer's clock says"


def at(moment: datetime) -> dict[str, str]:
    """Return the fault of a clock that stands at ``moment``."""
    return {"clock": moment.isoformat()}


def newest(before: Any, root: Path) -> Entry:
    """Return the newest entry of a log that has grown, once all of it is seen to be whole."""
    after = read_whole(root)
    [log] = [log for log in after if len(after[log]) > len(before.get(log, ()))]
    return decode_entry(after[log][-1])


APART = {"audit key add", "agency import", "audit attach"}
"""What needs a store without a key, writes twice, or has a rule about the clock of its own."""


@pytest.mark.parametrize("name", sorted(set(ACTS) - APART))
def test_every_act_goes_on_and_says_so(nursery: Any, root: Path, name: str) -> None:
    """With the clock forty days behind, the act is recorded whole, with a warning on stderr."""
    act, before = ACTS[name], read_whole(root)
    ended = nursery.must(root, *act.words, code=act.code, **at(NOW - BACK))
    assert sorted(new_acts(before, read_whole(root))) == sorted(act.acts)
    assert ended.err.count(WARNING) == 1
    assert f"{NOW - BACK:%H:%M} UTC" in ended.err


def test_a_cosignature_of_tomorrow_is_not_attached(nursery: Any, root: Path) -> None:
    """A witness has signed what is still to come by this clock: one of the two is wrong."""
    act, before = ACTS["audit attach"], read_whole(root)
    refused = nursery(root, *act.words, **at(NOW - BACK))
    assert (refused.code, read_whole(root)) == (2, before)
    assert "Check the clocks of both computers" in refused.err
    nursery.must(root, *act.words)


def test_the_entry_bears_what_the_clock_said(nursery: Any, root: Path) -> None:
    """Nothing is made up: moment and day are the clock's, and the chain keeps the order."""
    before = read_whole(root)
    nursery.must(root, *ACTS["nil"].words, **at(NOW - BACK))
    entry = newest(before, root)
    assert entry.moment == NOW - BACK
    assert entry.occurred == (NOW - BACK + timedelta(hours=7)).date()


@pytest.mark.parametrize(
    ("behind", "told"),
    [(timedelta(seconds=100), False), (timedelta(seconds=140), True), (-timedelta(days=9), False)],
)
def test_two_computers_may_differ_a_little(
    nursery: Any, root: Path, behind: timedelta, *, told: bool
) -> None:
    """Up to two minutes behind, or any time ahead, is no matter."""
    nursery.must(root, *ACTS["nil"].words, **at(NOW))
    ended = nursery.must(root, *ACTS["nil"].then, **at(NOW - behind))
    assert (WARNING in ended.err) == told


def test_the_warning_comes_once_and_doctor_keeps_the_place(nursery: Any, root: Path) -> None:
    """The next act is no longer behind the one before it; the place stays in the history."""
    before = read_whole(root)
    nursery.must(root, *ACTS["nil"].words, **at(NOW - BACK))
    entry = newest(before, root)
    after = nursery.must(root, *ACTS["nil"].then, **at(NOW - BACK + timedelta(hours=1)))
    assert WARNING not in after.err
    doctor = nursery.must(root, "doctor", **at(NOW + BACK))
    assert "Time in the history: runs backwards once" in doctor.out
    assert f"{entry.log} entry {entry.seq} (" in doctor.out
    now_behind = nursery.must(root, "doctor", **at(NOW - BACK))
    assert "although there is an entry of" in now_behind.out


def test_doctor_says_that_time_runs_forwards(nursery: Any, root: Path) -> None:
    """The guard: without a step back there is no such line."""
    doctor = nursery.must(root, "doctor")
    assert "Time in the history: runs forwards throughout" in doctor.out


def test_what_was_said_to_happen_later_is_refused_by_the_clock(nursery: Any, root: Path) -> None:
    """A day that has come is in the future of a clock that is behind; the refusal names both."""
    words = (*ACTS["present"].words, "--date", f"{NOW - timedelta(days=1):%Y-%m-%d}")
    before = read_whole(root)
    refused = nursery(root, *words, **at(NOW - BACK))
    assert (refused.code, read_whole(root)) == (2, before)
    assert "Next step:" in refused.err
    nursery.must(root, *words, **at(NOW))


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "kota"),
        ("history", "kota", "--timeline"),
        ("check", "kota", "--to", "done"),
        ("remind", "kota"),
        ("score", "kota"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("years", [-8, 8])
def test_looking_with_a_wrong_clock_shows_no_nonsense(
    nursery: Any, root: Path, words: tuple[str, ...], years: int
) -> None:
    """Before the city was added, or years later: no crash, and no negative number of days."""
    ended = nursery(root, *words, **at(NOW + years * timedelta(days=365)))
    assert ended.code in (0, 1), ended.err
    assert re.findall(r"(?<![\w-])-\d+(?![\d-])", ended.out) == []


def test_a_waiver_follows_the_clock_and_the_verdict_says_which_day(
    nursery: Any, root: Path
) -> None:
    """It lapses after its last day; a clock set back revives it, for everybody to see."""
    until = NOW + timedelta(days=5)
    ask = ("--as", "Ani", "waive", "kota", "ISU001", "--reason", "Belum ada")
    nursery.must(root, *ask, "--until", f"{until:%Y-%m-%d}")
    nursery.must(root, "--as", "Budi", "waive", "kota", "ISU001", "--approve")

    def judged(moment: datetime) -> tuple[str, str]:
        said = nursery(root, "check", "kota", "--to", "done", "--json", **at(moment))
        verdict = json.loads(said.out)
        [found] = [one for one in verdict["waivers"] if not one["agency"]]
        return verdict["as_of"], found["state"]

    local = timedelta(hours=7)
    day, state = judged(NOW)
    assert (day, state != "lapsed") == (f"{NOW + local:%Y-%m-%d}", True)
    day, state = judged(until + timedelta(days=2))
    assert (day, state) == (f"{until + local + timedelta(days=2):%Y-%m-%d}", "lapsed")
    later = nursery.must(root, *ACTS["nil"].words, **at(until + timedelta(days=2)))
    assert WARNING not in later.err
    assert judged(NOW)[1] != "lapsed"
    moved = nursery(root, *ACTS["advance"].words, **at(NOW))
    assert WARNING in moved.err


def test_two_logs_have_their_own_time(nursery: Any, copied: Callable[..., Path]) -> None:
    """A city that was added by a clock ahead is no step back in the log of another one."""
    root = copied()
    nursery.must(root, *city("padang", "13.71"), **at(NOW + BACK))
    # Not NOW, which is when this module was loaded: the copied city is younger in a long run.
    soon = datetime.now(UTC) + timedelta(minutes=1)
    ended = nursery.must(root, *ACTS["nil"].words, **at(soon))
    assert WARNING not in ended.err
