"""Past decisions made again, in words: what no command of a sound engine can be made to print."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from smartflow.audit.replay.cli.replay_data import flat_table, replay_data
from smartflow.audit.replay.cli.replay_text import text_blocks
from smartflow.audit.replay.decision_faults import DecisionDisagrees, OtherInputs
from smartflow.audit.replay.outcome import CityReplay, Difference, Replay, Replays
from smartflow.audit.replay.past_binding import BindingChange
from smartflow.audit.replay.verdict_changes import FindingChange, RuleChange, StandingChange
from smartflow.history.entries.chain import BrokenChain, Fault
from smartflow.history.entries.entry import Actor, Entry
from smartflow.language import Text
from smartflow.ledger.register import RegisteredCity
from smartflow.model import PluginRef, Result, SignOffStatus, WaiverStatus
from smartflow.terminal.words.naming import Names

CITY = RegisteredCity("kota", "Kota Contoh", "99.71", "smartflow/x/99.71")
NAMES = {"kota": Names("Kota Contoh", "kota", roles={"team": Text(id="Tim", en="Team")})}
ENTRY = Entry(
    log=CITY.log,
    seq=7,
    at="2026-11-24T03:00:00Z",
    occurred=date(2026, 11, 24),
    zone="WIB",
    act="advance",
    actor=Actor("Ani"),
    body={"result": "moved", "from": "one", "to": "two"},
    prev="0" * 64,
)
WORDS = Text(id="kata", en="words")


def told(*differences: Difference, **said: Any) -> list[str]:
    """Return what is printed of one decision, without the head and the counts."""
    replays = Replays((CityReplay(CITY, (Replay(ENTRY, differences=differences, **said),)),))
    return text_blocks(replays, NAMES, "en")[1].splitlines()[1:]


def finding(status: Any, words: str) -> Result:
    """Return what a rule found in one row."""
    return Result(
        rule="TST001",
        status=status,
        severity="error",
        title=WORDS,
        message=Text.same(words),
        fix=WORDS,
        plugin=PluginRef("daerah", "1.0"),
        agency="DINKES",
        worksheet="issues",
        row="DINKES/issues/3",
        row_number=9,
        column_title=Text(id="Lokasi", en="Location"),
    )


def test_a_difference_that_nothing_explains_is_told_with_its_two_readings() -> None:
    """The row and column, both statuses, and that the record itself may not be true."""
    found = FindingChange(finding("warn", "then"), finding("fail", "now"))
    change = RuleChange("TST001", WORDS, "daerah", "1.0", "1.0", "warn", "fail", (found,))
    lines = told(Difference(change, ()))
    assert lines[2] == "        DINKES, issues, row 9, Location: warning → fail: now"
    assert lines[3].startswith("        no known cause:")
    assert "what is stored is not what was found then" in lines[3]


def test_a_sign_off_and_a_waiver_that_stand_otherwise() -> None:
    """By role with the names, by rule with how many findings it covers."""
    before = SignOffStatus("team", WORDS, 1, ("Ani",), met=True)
    after = SignOffStatus("team", WORDS, 1)
    waiver = WaiverStatus("TST001", "used", "2026-12-01", "sebab", "Ani", 5, covers=2)
    lines = told(
        Difference(StandingChange(before, after), ()), Difference(StandingChange(waiver, None), ())
    )
    assert lines[1] == "      Team: met (Ani) → not met (-)"
    assert lines[3] == "      waiver of TST001: used (2) → (none)"


def test_a_presentation_that_comes_out_otherwise() -> None:
    """Both digests in short, and why no version can be named."""
    lines = told(Difference(BindingChange("digest", "a" * 64, "b" * 64), ()))
    assert lines[1] == "      digest of what was presented: aaaaaaaaaaaa… → bbbbbbbbbbbb…"
    assert "today's plugins" in lines[2]


@pytest.mark.parametrize(
    ("trouble", "state", "code"),
    [
        (DecisionDisagrees(ENTRY, "people"), "DISAGREES", 4),
        (OtherInputs(ENTRY, "people"), "CANNOT", 2),
    ],
)
def test_a_trouble_is_told_with_the_next_step(trouble: Any, state: str, code: int) -> None:
    """One that disagrees is never called a difference."""
    lines = told(trouble=trouble)
    assert lines[0].startswith(f"   7  {state}  24 Nov 2026")
    assert lines[1:] == [f"      {trouble.message.en}", f"      {trouble.hint.en}"]
    replays = Replays((CityReplay(CITY, (Replay(ENTRY, trouble=trouble),)),))
    assert (replays.exit_code, replay_data(replays)["exit_code"]) == (code, code)


def test_answers_that_are_the_same_in_other_bytes_say_so() -> None:
    """Another engine may write more down; that is no difference."""
    assert told() == [
        "   7  same  24 Nov 2026  Moved from one to two.",
        "      the answers are the same; only how they are written down is not",
    ]


def test_a_city_whose_history_is_broken_is_told_in_its_place() -> None:
    """In text, in JSON and in the table, with the exit code of the fault."""
    broken = BrokenChain(Fault.EDITED, CITY.log, 3)
    replays = Replays((CityReplay(CITY, trouble=broken),))
    assert broken.message.en in text_blocks(replays, NAMES, "en")[1]
    data: Any = replay_data(replays)
    assert (data["exit_code"], data["cities"][0]["trouble"]["code"]) == (4, "broken-chain")
    [row] = flat_table(replays, NAMES).rows
    assert (row[0], row[5]) == ("kota", broken.message)


@pytest.mark.parametrize("codes", [(1, 2), (2, 3), (3, 4), (1, 4), (0, 1)])
def test_the_gravest_exit_code_stands(codes: tuple[int, int]) -> None:
    """4, 3, 5, 2, 1: over decisions and over cities, whatever their order."""
    order = (4, 3, 5, 2, 1, 0)
    of_code = {
        0: Replay(ENTRY),
        1: Replay(ENTRY, differences=(Difference(BindingChange("digest", "a", "b"), ()),)),
        2: Replay(ENTRY, trouble=OtherInputs(ENTRY, "x")),
        3: Replay(
            ENTRY, differences=(Difference(BindingChange("digest", "a", "b"), ()),), crashed=True
        ),
        4: Replay(ENTRY, trouble=DecisionDisagrees(ENTRY, "x")),
    }
    gravest = min(codes, key=order.index)
    one, other = (of_code[code] for code in codes)
    assert CityReplay(CITY, (one, other)).exit_code == gravest
    cities = (CityReplay(CITY, (other,)), CityReplay(CITY, (one,)))
    assert Replays(cities).exit_code == gravest
