"""The impact of a plugin: each city's last decision, made again with the plugins of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from kit.toy_plugins import WORDS, Shop, counting, located
from kit.toy_workflow import put_workflow, toy_workflow

from smartflow import Setting, Text
from smartflow.audit.replay.decision_faults import DecisionDisagrees, OtherInputs
from smartflow.audit.replay.impact import CityImpact, NoSuchPlugin, plugin_impact
from smartflow.audit.replay.past_decision import (
    InputChange,
    PastDecision,
    input_changes,
    judged_again,
    last_decision,
    recorded_decision,
)
from smartflow.canonical import canonical_bytes
from smartflow.casework.casework import Draft, perform, read_history
from smartflow.casework.workspace import Workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.check import Examined, FaultyPlugins
from smartflow.journey.register.city_add import city_add
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency, City
from smartflow.plugin.loading import loader

HEADS = ("dimension", "issue", "location")
WORKFLOW = toy_workflow(
    {"one": ("Satu", "One", 'worksheets = ["issues"]'), "done": ("Selesai", "Done")},
    {("one", "done"): 'rules = ["TST"]'},
    dimensions=("living",),
)


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Return the foreign plugins: at first ``daerah`` 1.0, which asks for nothing."""
    made = Shop()
    monkeypatch.setattr(loader, "discover", made.discover)
    made.put("daerah", "1.0", located(strict=False), counting(1))
    return made


@pytest.fixture
def office(workspace: Workspace, shop: Shop, table: Callable[..., Path]) -> Callable[[], Workspace]:
    """Return a way into a workspace of three small cities, with the plugins as they are by then.

    ``rapi`` says where its issue is, ``lupa`` does not, ``baru`` has never decided; and the city
    of every test, ``kota``, has never decided either.
    """
    put_workflow(workspace.root, WORKFLOW)

    def enter() -> Workspace:
        workspace.__dict__.pop("registry", None)
        workspace.troubles.clear()
        return workspace

    for number, slug in enumerate(("rapi", "lupa", "baru"), start=1):
        city = City(slug, f"Kota {slug.title()}", "kota", f"99.7{number}", "Provinsi")
        city_add(enter(), city, "kecil")
    for slug, place in (("rapi", "Kota"), ("lupa", "")):
        path = table(f"{slug}.csv", HEADS, ("living", f"Banjir {slug}", place))
        submit_issue(workspace, slug, path)
    return enter


def submit_issue(workspace: Workspace, slug: str, path: Path) -> None:
    """Register the agency that a city has, and submit its issues."""
    agency = Agency("DINKES", "Dinas Kesehatan", "opd", ("living",))
    perform(workspace, slug, lambda _: Draft("agency_add", {"agency": agency}))
    submit(workspace, slug, [path], filler="DINKES")


def of(workspace: Workspace, slug: str, plugin: str = "") -> CityImpact:
    """Return the impact in one city."""
    found = {one.city.slug: one for one in plugin_impact(workspace, plugin).cities}
    return found[slug]


def states(workspace: Workspace, plugin: str = "") -> dict[str, str]:
    """Return each city's state."""
    return {one.city.slug: one.state for one in plugin_impact(workspace, plugin).cities}


Enter = Callable[[], Workspace]


def test_the_same_plugins_decide_the_same(office: Enter) -> None:
    """Nothing differs, the inputs are the same to the byte, and the exit code is 0."""
    for slug in ("rapi", "lupa"):
        advance(office(), slug)
    impact = plugin_impact(office())
    assert {one.city.slug: one.state for one in impact.cities} == {
        "baru": "undecided",
        "kota": "undecided",
        "lupa": "same",
        "rapi": "same",
    }
    assert impact.exit_code == 0
    assert [one.inputs for one in impact.cities] == [()] * 4


def test_a_stricter_plugin_flips_the_one_that_it_catches(office: Enter, shop: Shop) -> None:
    """The verdict flips by the named rule, from pass to fail; the other city stays."""
    for slug in ("rapi", "lupa"):
        advance(office(), slug)
    shop.put("daerah", "2.0", located(), counting(1))
    assert states(office())["rapi"] == "same"
    impact = of(office(), "lupa")
    assert impact.change is not None
    assert (impact.change.met_before, impact.change.met_after) == (True, False)
    [rule] = impact.change.rules
    assert (rule.rule, rule.kind, rule.before, rule.after) == (
        "TST001",
        "pass_to_fail",
        "pass",
        "fail",
    )
    assert (rule.plugin, rule.version_before, rule.version_after) == ("daerah", "1.0", "2.0")
    assert (rule.appeared, rule.vanished, rule.reworded) == (1, 0, 0)
    assert plugin_impact(office()).exit_code == 1


def test_a_more_lenient_plugin_flips_it_the_other_way(office: Enter, shop: Shop) -> None:
    """A refused move would be made today: from fail to pass, its finding gone."""
    shop.put("daerah", "1.0", located(), counting(1))
    advance(office(), "lupa")
    shop.put("daerah", "2.0", located(strict=False), counting(1))
    impact = of(office(), "lupa")
    assert impact.change is not None
    assert (impact.change.met_before, impact.change.met_after) == (False, True)
    [rule] = impact.change.rules
    assert (rule.kind, rule.appeared, rule.vanished) == ("fail_to_pass", 0, 1)


def test_a_score_is_shown_with_how_far_it_moves(office: Enter, shop: Shop) -> None:
    """From 1 to 4 is 3 up; a verdict that rests on no score does not flip by it."""
    advance(office(), "rapi")
    shop.put("daerah", "2.0", located(strict=False), counting(4))
    impact = of(office(), "rapi")
    assert impact.change is not None
    [score] = impact.change.scores
    assert (score.rule, score.before, score.after, score.difference) == (
        "tally",
        Decimal(1),
        Decimal(4),
        Decimal(3),
    )
    assert (impact.state, impact.exit_code) == ("differs", 0)


def test_a_rule_that_is_new_and_one_that_is_gone(office: Enter, shop: Shop) -> None:
    """Each is named as such; a new one that fails flips the verdict."""
    advance(office(), "lupa")
    shop.put("daerah", "2.0", located("TST002"), counting(1))
    impact = of(office(), "lupa")
    assert impact.change is not None
    kinds = {rule.rule: (rule.kind, rule.before, rule.after) for rule in impact.change.rules}
    assert kinds == {"TST001": ("gone", "pass", None), "TST002": ("new", None, "fail")}
    assert impact.state == "flips"


def test_other_words_at_the_same_place_are_told_as_such(office: Enter, shop: Shop) -> None:
    """No finding comes or goes; one reads differently, and nothing flips."""
    strict = located()
    shop.put("daerah", "1.0", strict, counting(1))
    advance(office(), "lupa")
    words = Text(id="{issue}: di mana?", en="{issue}: where?")
    shop.put("daerah", "1.1", msgspec.structs.replace(strict, message=words), counting(1))
    impact = of(office(), "lupa")
    assert impact.change is not None
    [rule] = impact.change.rules
    assert (rule.kind, rule.appeared, rule.vanished, rule.reworded) == ("other", 0, 0, 1)
    assert impact.state == "differs"


def test_of_one_plugin_only_what_it_does_is_left(office: Enter, shop: Shop) -> None:
    """Beside another that flips the verdict, the plugin asked for is innocent; and both ways."""
    shop.put("tetangga", "1.0", located("NGB001", strict=False))
    advance(office(), "lupa")
    shop.put("tetangga", "2.0", located("NGB001"))
    shop.put("daerah", "2.0", located(strict=False), counting(4))
    assert states(office())["lupa"] == "flips"
    own = of(office(), "lupa", "daerah")
    assert own.change is not None
    assert (own.state, own.change.rules, len(own.change.scores)) == ("differs", (), 1)
    other = of(office(), "lupa", "tetangga")
    assert other.change is not None
    assert (other.state, [r.rule for r in other.change.rules], other.change.scores) == (
        "flips",
        ["NGB001"],
        (),
    )
    assert states(office(), "living")["lupa"] == "same"


def test_a_plugin_that_is_gone_is_missed_by_the_workflow(office: Enter, shop: Shop) -> None:
    """The workflow asks for its rules: the gate fails closed, says so, and ends with 3."""
    advance(office(), "lupa")
    del shop.candidates["daerah"]
    for plugin in ("", "daerah"):
        impact = of(office(), "lupa", plugin)
        assert impact.change is not None
        assert (impact.state, impact.change.lacking) == ("flips", ("TST",))
        kinds = {rule.rule: (rule.kind, rule.before, rule.after) for rule in impact.change.rules}
        assert kinds == {"TST": ("new", None, "error"), "TST001": ("gone", "pass", None)}
        assert plugin_impact(office(), plugin).exit_code == 3


def test_what_came_after_the_decision_is_not_judged(
    office: Enter, shop: Shop, table: Callable[..., Path]
) -> None:
    """Entries after it, and days since, change nothing: it is made again as of its day."""
    advance(office(), "lupa")
    workspace = office()
    assert isinstance(workspace.clock, FixedClock)
    workspace.clock = FixedClock(workspace.clock.now() + timedelta(days=40))
    later = table("lagi.csv", HEADS, ("living", "Banjir", "Kota"), ("living", "Macet", "Kota"))
    submit(workspace, "lupa", [later], filler="DINKES")
    assert states(office())["lupa"] == "same"
    shop.put("daerah", "2.0", located(), counting(1))
    assert states(office())["lupa"] == "flips"


def test_the_newest_decision_counts(office: Enter, shop: Shop, table: Callable[..., Path]) -> None:
    """A refusal, then a move: what is judged again is the move."""
    shop.put("daerah", "1.0", located(), counting(1))
    advance(office(), "lupa")
    mended = table("benar.csv", HEADS, ("living", "Banjir lupa", "Kota"))
    submit(office(), "lupa", [mended], filler="DINKES")
    moved = advance(office(), "lupa").entry
    impact = of(office(), "lupa")
    assert (impact.decision, impact.state) == (moved, "same")


def test_a_default_that_changed_is_an_input_that_plugins_bring(office: Enter, shop: Shop) -> None:
    """It is named with both values, and the decision is made again all the same."""
    setting = Setting(key="least", type="integer", default=3, title=WORDS)
    shop.put("daerah", "1.0", located(strict=False), counting(1), setting)
    advance(office(), "rapi")
    more = (
        msgspec.structs.replace(setting, default=4),
        Setting(key="most", type="decimal", default=Decimal("0.5"), title=WORDS),
    )
    shop.put("daerah", "1.1", located(strict=False), counting(1), *more)
    impact = of(office(), "rapi")
    assert impact.inputs == (
        InputChange("daerah.least", 3, 4),
        InputChange("daerah.most", None, "0.5"),
    )
    assert impact.state == "same"
    assert of(office(), "rapi", "living").inputs == ()


def made_again(workspace: Workspace) -> tuple[PastDecision, Examined]:
    """Return the last decision of ``rapi`` as it is recorded, and judged again."""
    history = read_history(workspace, "rapi")
    entry = last_decision(history)
    assert entry is not None
    examined = judged_again(workspace, history, entry, workspace.registry)
    return recorded_decision(workspace, entry), examined


def test_other_inputs_are_not_compared(office: Enter) -> None:
    """A manifest that the entries do not add up to is a refusal that names the part.

    By the same engine nobody but a forger puts it together otherwise; another engine may have.
    """
    advance(office(), "rapi")
    decision, examined = made_again(office())
    other = msgspec.structs.replace(decision, manifest={**decision.manifest, "stage": "two"})
    with pytest.raises(DecisionDisagrees, match="stage") as forged:
        input_changes(other, examined)
    facts = tuple(msgspec.structs.replace(fact, version="9") for fact in decision.verdict.plugins)
    newer = msgspec.structs.replace(decision.verdict, plugins=facts)
    with pytest.raises(OtherInputs, match="stage") as unknown:
        input_changes(msgspec.structs.replace(other, verdict=newer), examined)
    assert (forged.value.exit_code, unknown.value.exit_code) == (4, 2)


def test_a_manifest_of_an_earlier_version_knew_less(office: Enter) -> None:
    """What today's manifest knows beyond the recorded one does not make the inputs others."""
    advance(office(), "rapi")
    decision, examined = made_again(office())
    manifest = msgspec.json.decode(canonical_bytes(decision.manifest))
    del manifest["waivers"], manifest["agencies"][0]["leads"]
    older = msgspec.structs.replace(decision, manifest=manifest)
    assert input_changes(older, examined) == ()


@pytest.mark.parametrize("lost", ["rows", "verdict", "workflow"])
def test_what_the_store_lacks_is_said_of_that_city_alone(office: Enter, lost: str) -> None:
    """It cannot be judged again, with exit code 4; the other city is."""
    for slug in ("rapi", "lupa"):
        advance(office(), slug)
    workspace = office()
    bodies: dict[str, Any] = {e.act: e.body for e in read_history(workspace, "rapi").entries}
    digests = {
        "rows": bodies["submit"]["worksheets"][0]["rows"],
        "verdict": bodies["advance"]["verdict"],
        "workflow": bodies["city_add"]["workflow"]["digest"],  # to which both are pinned
    }
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        connection.execute("DELETE FROM blob WHERE digest = ?", (digests[lost],))
    connection.close()
    found = states(office())
    assert found["rapi"] == "cannot"
    assert found["lupa"] == ("cannot" if lost == "workflow" else "same")
    assert plugin_impact(office()).exit_code == 4


def test_a_required_plugin_that_is_not_loaded_is_said_per_city(
    office: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what the workflow requires nothing can be said: exit code 3."""
    advance(office(), "rapi")
    blocked = msgspec.structs.replace(office().configuration.plugins, blocked=("living",))
    workspace = office()
    monkeypatch.setattr(
        workspace,
        "configuration",
        msgspec.structs.replace(workspace.configuration, plugins=blocked),
    )
    impact = of(office(), "rapi")
    assert (impact.state, impact.exit_code) == ("cannot", 3)
    assert impact.trouble is not None
    assert "living" in impact.trouble.message.en


def test_a_faulty_plugin_stops_it(office: Enter, shop: Shop) -> None:
    """Beside a broken plugin nothing is compared: its rules would all look gone."""
    shop.put("jelek", "1.0", broken=True)
    with pytest.raises(FaultyPlugins):
        plugin_impact(office())


def test_a_plugin_that_nobody_knows_is_refused(office: Enter) -> None:
    """The nearest known name is offered."""
    with pytest.raises(NoSuchPlugin) as refused:
        plugin_impact(office(), "daera")
    assert refused.value.hint is not None
    assert "'daerah'" in refused.value.hint.en


def test_nothing_is_written(office: Enter, shop: Shop) -> None:
    """Store and log file are the same bytes before and after."""
    advance(office(), "lupa")
    shop.put("daerah", "2.0", located(), counting(1))
    workspace = office()
    files = (workspace.root / "smartflow.db", workspace.log_file)
    before = [path.read_bytes() for path in files]
    plugin_impact(workspace)
    assert [path.read_bytes() for path in files] == before
