"""Past decisions made again: the same to the byte, or by what and why they differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from kit.toy_plugins import counting, located, toy_rule

import smartflow
from smartflow import Dimension, Score, ScoringRule, Setting, Text
from smartflow.audit.replay.causes import PluginChange
from smartflow.audit.replay.past_decision import InputChange
from smartflow.audit.replay.replay import (
    NothingDecided,
    replay_all,
    replay_city,
    replay_entries,
)
from smartflow.audit.replay.verdict_changes import RuleChange, ScoreChange
from smartflow.casework.casework import Draft, perform, read_case, read_history
from smartflow.clock import FixedClock
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.setting import setting
from smartflow.journey.register.city_add import city_add
from smartflow.journey.waivers.approve import waive_approve
from smartflow.journey.waivers.request import waive
from smartflow.journey.waivers.waivers import Subject
from smartflow.journey.worksheets.submit import submit
from smartflow.model import City, Person
from smartflow.workshop.workflows.migrate import workflow_migrate

WORDS = Text(id="kata", en="words")
HEADS = ("dimension", "issue", "location")
FREE = """
[workflow]
key = "kecil"
version = 2
extends = "kecil@1"

[[transition]]
from = "one"
to = "done"
sign_offs = []
"""


# -- same -----------------------------------------------------------------------------------------


def test_every_kind_of_decision_is_the_same_to_the_byte(office: Any) -> None:
    """A presentation, a sign-off, the minutes of a body, a move: nothing has changed since."""
    advance(office(), "lupa")
    replays = replay_city(office(), "lupa")
    assert [(one.entry.act, one.state, one.identical) for one in replays.decisions] == [
        ("present", "same", True),
        ("sign_off", "same", True),
        ("decide", "same", True),
        ("advance", "same", True),
    ]
    assert replays.exit_code == 0


def test_what_came_later_does_not_count(office: Any, table: Callable[..., Path]) -> None:
    """A refusal stays refused: later rows, settings, waivers, people and days are not in it."""
    workspace = office()
    workspace.actor_name = "Ani"  # whose own approval does not count, so the gate is not met
    refused = advance(workspace, "lupa").entry
    workspace.clock = FixedClock(workspace.clock.now() + timedelta(days=40))
    workspace.actor_name = "Budi"
    later = table("lagi.csv", HEADS, ("living", "Lain", "Kota"))
    submit(workspace, "lupa", [later], filler="DINKES", replace=True)
    setting(workspace, "lupa", "masterplan.swot_coverage", "0.3", reason="sebab")
    until = workspace.clock.now().date() + timedelta(days=9)
    waive(workspace, "lupa", "ISU001", Subject(agency="DINKES"), reason="sebab", until=until)
    person = Person("Ani", ("team",), "Plt. Ketua")
    perform(workspace, "lupa", lambda _: Draft("person_add", {"person": person}))
    assert refused is not None
    replay = office.judged()
    assert (replay.entry.seq, replay.met_before, replay.met) == (refused.seq, False, False)
    assert (replay.state, replay.identical) == ("same", True)


def test_a_waiver_counts_as_it_stood_then(office: Any, shop: Any) -> None:
    """It was approved before the move; that it has lapsed by now changes nothing."""
    shop.put("daerah", "1.0", located(), counting(1))
    workspace = office()
    until = workspace.clock.now().date() + timedelta(days=1)
    workspace.actor_name = "Ani"
    waive(workspace, "lupa", "TST001", Subject(), reason="sebab", until=until)
    workspace.actor_name = "Budi"
    waive_approve(workspace, "lupa", "TST001", Subject())
    advanced = advance(office(), "lupa")
    assert advanced.examined.verdict.met
    workspace.clock = FixedClock(workspace.clock.now() + timedelta(days=40))
    assert office.judged().identical


def test_each_decision_is_judged_by_the_workflow_of_its_day(office: Any) -> None:
    """A city that was moved to another workflow in between keeps both decisions.

    By the first one a sign-off is missing, by the second one none is asked for.
    """
    workspace = office()
    workspace.actor_name = "Ani"
    assert not advance(workspace, "lupa").examined.verdict.met
    (workspace.root / "workflows" / "kecil2.toml").write_text(FREE, encoding="utf-8")
    (moved,) = workflow_migrate(workspace, ["lupa"], "kecil@2", reason="sebab", renamed={})
    assert moved.error is None
    assert advance(workspace, "lupa").examined.verdict.met
    judged = [one for one in office.replayed() if one.entry.act == "advance"]
    assert [(one.met, one.identical) for one in judged] == [(False, True), (True, True)]


def test_another_version_that_says_the_same_is_the_same_with_a_note(office: Any, shop: Any) -> None:
    """The bytes are others, for they name the version; the answers are what they were."""
    advance(office(), "lupa")
    shop.put("daerah", "1.1", located(strict=False), counting(1), files="b")
    replay = office.judged()
    assert (replay.state, replay.exit_code, replay.identical) == ("same", 0, False)
    [cause] = replay.changed
    assert isinstance(cause, PluginChange)
    assert (cause.name, cause.kind, cause.before.version) == ("daerah", "version", "1.0")


def test_a_plugin_that_came_later_has_no_say(office: Any, shop: Any) -> None:
    """It is left out and named, and the decision is the same to the byte."""
    advance(office(), "lupa")
    shop.put("baru", "1.0", located(code="NEW001"))
    replay = office.judged()
    assert (replay.state, replay.identical, replay.left_out) == ("same", True, ("baru",))


def test_a_plugin_that_was_blocked_then_has_no_say(office: Any, shop: Any) -> None:
    """What it would have said is not held against the city."""
    shop.put("baru", "1.0", located(code="NEW001"))
    office.block("baru")
    advance(office(), "lupa")
    office.block()
    replay = office.judged()
    assert (replay.state, replay.left_out) == ("same", ("baru",))


def test_a_plugin_that_is_gone_and_had_nothing_to_say_is_not_missed(office: Any, shop: Any) -> None:
    """It took part, and said nothing: its absence is told, and the answers are the same."""
    shop.put("hiasan", "1.0")
    advance(office(), "lupa")
    del shop.candidates["hiasan"]
    replay = office.judged()
    [cause] = replay.changed
    assert isinstance(cause, PluginChange)
    assert (replay.state, cause.name, cause.kind) == ("same", "hiasan", "gone")


# -- differs --------------------------------------------------------------------------------------


def test_a_stricter_version_differs_by_rule_and_subject(office: Any, shop: Any) -> None:
    """The rule, the row, the status then and now, and the version that is behind it."""
    advance(office(), "lupa")
    shop.put("daerah", "2.0", located(), counting(1), files="b")
    replay = office.judged()
    assert (replay.state, replay.exit_code, replay.met) == ("differs", 1, False)
    [difference] = replay.differences
    change = difference.change
    assert isinstance(change, RuleChange)
    assert (change.rule, change.before, change.after) == ("TST001", "pass", "fail")
    [found] = change.findings
    assert (found.newest.agency, found.newest.row) == ("DINKES", "DINKES/issues/1")
    assert found.statuses == (None, "fail")
    [cause] = difference.causes
    assert isinstance(cause, PluginChange)
    assert (cause.name, cause.kind) == ("daerah", "version")


def test_other_files_of_the_same_version_are_told_as_such(office: Any, shop: Any) -> None:
    """Whoever edits an installed file changes no version: the fingerprint shows it."""
    advance(office(), "lupa")
    shop.put("daerah", "1.0", located(strict=False), counting(3), files="b")
    replay = office.judged()
    [difference] = replay.differences
    assert isinstance(difference.change, ScoreChange)
    assert (difference.change.before, difference.change.after) == (Decimal(2), Decimal(6))
    [cause] = difference.causes
    assert isinstance(cause, PluginChange)
    assert (cause.kind, cause.before.version) == ("files", "1.0")


def test_a_setting_default_is_a_cause(office: Any, shop: Any) -> None:
    """The rule is what it was; what it was given is not."""

    def least(dossier: Any, settings: Any) -> list[Any]:
        short = len(dossier.rows("issues")) < settings["least"]
        return [smartflow.Finding({"issue": "?"})] if short else []

    def with_default(default: int) -> tuple[Any, ...]:
        return (
            toy_rule(least),
            Setting(key="least", type="integer", default=default, title=WORDS),
        )

    shop.put("daerah", "1.0", *with_default(1))
    advance(office(), "lupa")
    shop.put("daerah", "1.0", *with_default(9))
    replay = office.judged()
    [difference] = replay.differences
    assert difference.causes == (InputChange("daerah.least", 1, 9),)


def test_a_setting_of_the_city_holds_whatever_the_default(office: Any, shop: Any) -> None:
    """It is in the history, so it is what it was."""
    one = Setting(key="least", type="integer", default=1, title=WORDS)
    shop.put("daerah", "1.0", located(strict=False), one)
    setting(office(), "lupa", "daerah.least", "5", reason="sebab")
    advance(office(), "lupa")
    shop.put("daerah", "1.0", located(strict=False), msgspec.structs.replace(one, default=9))
    assert office.judged().identical


def test_what_another_plugin_brings_may_be_the_cause(office: Any, shop: Any) -> None:
    """A rule that counts indicators differs by the plugin that brings the dimension."""

    def dimension(*keys: str) -> Dimension:
        indicators = tuple(smartflow.Indicator(key, WORDS, "%") for key in keys)
        return Dimension("extra", "XTR", WORDS, indicators=indicators)

    def counted(dossier: Any, settings: Any) -> list[Score]:
        known = dossier.dimension("extra")
        return [Score("", Decimal(len(known.indicators)))]

    folder = office().root / "workflows"
    kept = (folder / "kecil.toml").read_text(encoding="utf-8")
    with_extra = kept.replace('dimensions = ["living"]', 'dimensions = ["living", "extra"]')
    (folder / "lebih.toml").write_text(with_extra.replace('"kecil"', '"lebih"'), encoding="utf-8")
    tally = ScoringRule(key="tally", title=WORDS, function=counted)
    shop.put("daerah", "1.0", located(strict=False), tally)
    shop.put("dimensi", "1.0", dimension("a"))
    office().actor_name = ""
    city_add(office(), City("lebih", "Kota Lebih", "kota", "99.72", "Provinsi"), "lebih")
    advance(office(), "lebih")
    shop.put("dimensi", "1.1", dimension("a", "b"))
    [replay] = replay_city(office(), "lebih").decisions
    [difference] = replay.differences
    assert isinstance(difference.change, ScoreChange)
    assert difference.change.plugin == "daerah"
    assert [cause.name for cause in difference.causes] == ["dimensi"]


def test_a_difference_without_a_cause_says_so(office: Any, shop: Any) -> None:
    """Same files, same inputs, another answer: the rule is not pure, or the verdict is not true."""
    advance(office(), "lupa")
    shop.put("daerah", "1.0", located(), counting(1))
    replay = office.judged()
    [difference] = replay.differences
    assert (replay.state, replay.changed, difference.causes) == ("differs", (), ())


def test_a_rule_that_crashes_today_ends_with_3(office: Any, shop: Any) -> None:
    """It is told as an error in place of what it said."""

    def fail(row: Any, settings: Any) -> None:
        raise RuntimeError

    advance(office(), "lupa")
    shop.put("daerah", "2.0", toy_rule(fail, each="issues"), counting(1))
    replay = office.judged()
    [difference] = replay.differences
    assert isinstance(difference.change, RuleChange)
    assert (difference.change.before, difference.change.after) == ("pass", "error")
    assert (replay.state, replay.exit_code) == ("differs", 3)


def test_another_rule_that_crashes_beside_one_that_did(office: Any, shop: Any) -> None:
    """That one crashed then is no excuse for the next."""

    def fail(row: Any, settings: Any) -> None:
        raise RuntimeError

    first = toy_rule(fail, each="issues")
    shop.put("daerah", "1.0", first, located(strict=False, code="TST002"))
    advance(office(), "lupa")
    shop.put("daerah", "2.0", first, toy_rule(fail, "TST002", each="issues"))
    assert office.judged().exit_code == 3
    shop.put("daerah", "3.0", first, located(code="TST002"))
    assert office.judged().exit_code == 1


def test_a_rule_that_crashed_then_and_crashes_today_is_the_same(office: Any, shop: Any) -> None:
    """The refusal was right, and is made again."""

    def fail(row: Any, settings: Any) -> None:
        raise RuntimeError

    shop.put("daerah", "1.0", toy_rule(fail, each="issues"), counting(1))
    advance(office(), "lupa")
    replay = office.judged()
    assert (replay.state, replay.exit_code) == ("same", 0)


# -- what is made again ---------------------------------------------------------------------------


def test_all_cities_are_looked_at_and_a_damaged_one_is_told_in_place(office: Any) -> None:
    """The gravest exit code stands, and the others are made again all the same."""
    workspace = office()
    advance(workspace, "lupa")
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        connection.execute("DELETE FROM entry WHERE seq = 3 AND log LIKE '%/13.73'")
    connection.close()
    workspace.log_file.unlink()
    replays = replay_all(office())
    told = {one.city.slug: (one.exit_code, len(one.replays)) for one in replays.cities}
    assert told == {"kota": (4, 0), "lupa": (0, 4)}
    assert replays.exit_code == 4


def test_some_entries_are_made_again_in_the_order_that_was_asked(office: Any) -> None:
    """And an entry that decides nothing is refused, with the way to those that do."""
    advance(office(), "lupa")
    head = read_case(office(), "lupa").head.seq
    asked = [head, head - 2]
    assert [one.entry.seq for one in replay_entries(office(), "lupa", asked).decisions] == asked
    for number in (1, head + 1):
        with pytest.raises(NothingDecided) as refused:
            replay_entries(office(), "lupa", [number])
        assert refused.value.hint is not None
        assert "smartflow history lupa" in refused.value.hint.en


def test_plugins_are_loaded_once_and_only_for_rules(office: Any, shop: Any) -> None:
    """However many decisions there are; and for an answer not at all."""
    workspace = office()
    workspace.actor_name = "Ani"
    for _ in range(3):
        advance(workspace, "lupa")
    entered, looked = office(), shop.looked
    answer = next(e.seq for e in read_history(workspace, "lupa").entries if e.act == "sign_off")
    assert replay_entries(entered, "lupa", [answer]).exit_code == 0
    assert (entered.registry_was_loaded, shop.looked) == (False, looked)
    assert len(replay_all(entered).decisions) == 6
    assert shop.looked == looked + 1


def test_nothing_is_written(office: Any, shop: Any) -> None:
    """Store and log file are the same bytes before and after."""
    advance(office(), "lupa")
    shop.put("daerah", "2.0", located(), counting(1))
    workspace = office()
    files = (workspace.root / "smartflow.db", workspace.log_file)
    before = [path.read_bytes() for path in files]
    assert replay_all(workspace).exit_code == 1
    assert [path.read_bytes() for path in files] == before
