"""A small world for the workflow room: a short workflow, a registry, a city; no plugin is loaded.

Test files cannot import one another here, so the builders are given out as fixtures.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

import smartflow_workflows
from smartflow.language import Text
from smartflow.model import City, Dimension, Dossier, Person, SignOff, WorkflowRef, Worksheet
from smartflow.plugin.objects import OutputFormat, Rule, ScoringRule, Setting
from smartflow.plugin.registry import Origin, Owned, PluginRecord, Registry
from smartflow.workflow import (
    Catalogue,
    Role,
    SendBack,
    SignOffRequirement,
    Stage,
    Transition,
    Workflow,
)

PINNED = "w" * 64
ORIGIN = Origin("basics", "1.0", "basics-dist")

SHORT = """
[workflow]
key = "short"
version = 1
title = { id = "Singkat", en = "Short" }
dimensions = ["living"]
requires = ["basics"]
initial = "draft"
final = ["done"]

[[stage]]
key = "draft"
title = { id = "Rancangan", en = "Draft" }
worksheets = ["issues"]
due_days = 30

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "draft"
to = "done"
rules = ["ISU", "WSH001"]
sign_offs = [{ role = "team", quorum = 1 }]

[[role]]
key = "team"
title = { id = "Tim Pelaksana", en = "Team" }

[[record]]
key = "book"
title = { id = "Buku", en = "Book" }

[send_back]
roles = ["team"]

[settings.basics]
coverage = 0.8
"""


def words(text: str) -> Text:
    """Return a text that reads alike in both languages."""
    return Text.same(text)


def plugin(name: str, state: Any = "loaded", **more: Any) -> PluginRecord:
    """Return a plugin that was discovered."""
    return PluginRecord(
        name=name,
        version="1.0",
        distribution=f"{name}-dist",
        module=name,
        state=state,
        find_fingerprint=lambda: "f" * 64,
        **more,
    )


def rule(code: str, function: Any = None, **more: Any) -> Owned[Rule]:
    """Return a rule that passes unless ``function`` says otherwise."""
    given: dict[str, Any] = {
        "title": words(code),
        "why": words("why"),
        "fix": words("fix"),
        "message": words(f"{code} {{what}}"),
        "stages": ("draft",),
        "reads": ("issues",),
        "cites": ("source",),
        **more,
    }
    return Owned(
        Rule(code=code, function=function or (lambda _dossier, _settings: ()), **given), ORIGIN
    )


@pytest.fixture
def short_toml() -> str:
    """The text of the short workflow, which is good in every way."""
    return SHORT


@pytest.fixture
def short(tmp_path: Path) -> Workflow:
    """The short workflow, resolved."""
    path = tmp_path / "short.toml"
    path.write_text(SHORT, encoding="utf-8")
    return Catalogue().read(path)


@pytest.fixture
def make_rule() -> Callable[..., Owned[Rule]]:
    """Builds a registered rule: ``make_rule(code, function, **fields)``."""
    return rule


@pytest.fixture
def make_registry() -> Callable[..., Registry]:
    """Builds the registry of the plugin ``basics``; its parts may be replaced by name."""

    def build(*rules: Owned[Rule], **parts: Any) -> Registry:
        found = rules or (rule("ISU001"), rule("ISU002"), rule("WSH001"))
        score = ScoringRule(key="readiness", title=words("Readiness"), function=lambda _d, _s: ())
        worksheet = Worksheet(key="issues", version=1, title=words("Issues"), columns=())
        setting = Setting(
            key="coverage",
            type="decimal",
            default=Decimal("0.5"),
            title=words("Coverage"),
            minimum=Decimal(0),
            maximum=Decimal(1),
        )
        registry = Registry(
            plugins=(plugin("basics"),),
            dimensions={"living": Owned(Dimension("living", "LIV", words("Living")), ORIGIN)},
            worksheets={"issues": Owned(worksheet, ORIGIN)},
            rules={owned.value.code: owned for owned in found},
            scoring_rules={"readiness": Owned(score, ORIGIN)},
            settings={("basics", "coverage"): Owned(setting, ORIGIN)},
        )
        return msgspec.structs.replace(registry, **parts)

    return build


@pytest.fixture
def make_plugin() -> Callable[..., PluginRecord]:
    """Builds a plugin record: ``make_plugin(name, state, **fields)``."""
    return plugin


@pytest.fixture
def make_scoring() -> Callable[..., Owned[ScoringRule]]:
    """Builds a registered scoring rule: ``make_scoring(key, function, **fields)``."""

    def build(key: str, function: Any, **more: Any) -> Owned[ScoringRule]:
        return Owned(ScoringRule(key=key, title=words(key), function=function, **more), ORIGIN)

    return build


@pytest.fixture
def make_format() -> Callable[[str], Owned[OutputFormat]]:
    """Builds a registered output format."""

    def build(key: str) -> Owned[OutputFormat]:
        made = OutputFormat(
            key=key, media_type="text/x", suffix=".x", renders=(), function=lambda _t, _l: b""
        )
        return Owned(made, Origin(key, "1.0", "d"))

    return build


@pytest.fixture
def make_dossier(short: Workflow) -> Callable[..., Dossier]:
    """Builds the dossier of a city in the stage ``draft``; its parts may be given by name."""

    def build(**parts: Any) -> Dossier:
        given: dict[str, Any] = {
            "city": City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat"),
            "stage": "draft",
            "as_of": date(2026, 3, 1),
            "workflow": WorkflowRef("short", 1, PINNED, short.stage_keys, short.final, {}),
            "settings": {"basics": {"coverage": Decimal("0.8")}},
            "dimensions": (),
            "worksheet_types": {},
            "people": (
                Person("Ani", ("team",), "Kepala Dinas"),
                Person("Budi", ("team",), "Sekretaris"),
                Person("Cici", ("council",), "Anggota"),
            ),
            **parts,
        }
        return Dossier(**given)

    return build


@pytest.fixture
def make_answer() -> Callable[..., SignOff]:
    """Builds an answer to the move draft -> done, for subject ``now`` by default."""

    def build(person: str, workflow: str, **more: Any) -> SignOff:
        given: dict[str, Any] = {
            "role": "team",
            "post": "post",
            "answer": "approve",
            "stage": "draft",
            "to": "done",
            "subject": "now",
            "day": date(2026, 2, 1),
            "entry": 1,
            **more,
        }
        return SignOff(person=person, workflow=workflow, **given)

    return build


@pytest.fixture
def shipped() -> Catalogue:
    """The catalogue of what SmartFlow ships."""
    paths = smartflow_workflows.smartflow_register_workflows()
    return Catalogue(tuple(Owned(path, Origin("workflows", "1", "d")) for path in paths))


@pytest.fixture
def make_workflow() -> Callable[..., Workflow]:
    """Builds a chain of stages with one way from each to the next; parts may be given by name."""

    def build(*keys: str, **parts: Any) -> Workflow:
        given: dict[str, Any] = {
            "key": "chain",
            "version": 1,
            "title": words("Chain"),
            "initial": keys[0],
            "final": (keys[-1],),
            "stages": tuple(Stage(key, words(key.title())) for key in keys),
            "transitions": tuple(
                Transition(from_=a, to=b, sign_offs=(SignOffRequirement("team"),))
                for a, b in pairwise(keys)
            ),
            "roles": (Role("team", words("Team")),),
            "send_back": SendBack(("team",)),
            **parts,
        }
        return Workflow(**given)

    return build
