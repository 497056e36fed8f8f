"""What holds for all six dimensions: their data, their texts, and their silence when unused."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

import pytest

from smartflow import Dimension, Rule, Text
from smartflow.testing import run_rule
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

ROOT = Path(__file__).resolve().parents[2]
ENTRY_POINTS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "project"
]["entry-points"]["smartflow"]
NAMES = ("governance", "branding", "economy", "living", "society", "environment")
MODULES = [import_module(f"smartflow_dimensions.{name}") for name in NAMES]
DIMENSIONS: list[Dimension] = [module.DIMENSION for module in MODULES]
RULES: list[Rule] = [rule for module in MODULES for rule in module.smartflow_register_rules()]


def test_the_six_have_the_keys_and_codes_of_the_programme() -> None:
    """Keys, codes and plugin names are those that workflow files and worksheets use."""
    expected = dict(zip(NAMES, ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV"), strict=True))
    assert expected == {dimension.key: dimension.code for dimension in DIMENSIONS}
    assert set(NAMES) <= set(ENTRY_POINTS)


def test_each_plugin_registers_its_one_dimension(plugin: ModuleType) -> None:
    """A dimension's file brings that dimension and no other."""
    assert list(plugin.smartflow_register_dimensions()) == [plugin.DIMENSION]


def test_each_has_three_sub_dimensions_indicators_and_leads(plugin: ModuleType) -> None:
    """Three sub-dimensions, some indicators, some lead agencies; every key once."""
    dimension: Dimension = plugin.DIMENSION
    subs = [sub.key for sub in dimension.sub_dimensions]
    keys = [indicator.key for indicator in dimension.indicators]
    assert (len(subs), len(set(subs))) == (3, 3)
    assert len(keys) == len(set(keys)) >= 6
    assert len(dimension.lead_agencies) == len(set(dimension.lead_agencies)) >= 3


def test_the_english_name_leads_and_is_recognised(plugin: ModuleType) -> None:
    """Both titles begin with the English name, which names the dimension without an alias."""
    dimension: Dimension = plugin.DIMENSION
    assert dimension.title.id.startswith(dimension.title.en + " (")
    assert dimension.is_named(f"  {dimension.title.en.upper()} ")


def test_an_indicator_has_a_unit_and_an_ordered_range(plugin: ModuleType) -> None:
    """Where both bounds are given the least is below the greatest; better is a known word."""
    dimension: Dimension = plugin.DIMENSION
    for indicator in dimension.indicators:
        assert indicator.unit
        assert indicator.better in {"higher", "lower"}
        if indicator.minimum is not None and indicator.maximum is not None:
            assert indicator.minimum < indicator.maximum


def test_a_word_means_one_dimension() -> None:
    """No alias is claimed twice, and none is another dimension's key or title."""
    claimed: dict[str, str] = {}
    for dimension in DIMENSIONS:
        titles = (dimension.title.id, dimension.title.en)
        for word in (*dimension.aliases, dimension.key, dimension.code, *titles):
            assert claimed.setdefault(word.casefold(), dimension.key) == dimension.key, word


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("government", "governance"),
        ("Smart Government", "governance"),
        ("people", "society"),
        ("transportation", "living"),
        ("Mobility", "living"),
    ],
)
def test_the_deviations_that_were_seen_are_aliases(word: str, key: str) -> None:
    """Spellings found in reports of the programme lead to their dimension."""
    assert [key] == [dimension.key for dimension in DIMENSIONS if dimension.has_alias(word)]


def test_every_dimension_has_a_lead_among_the_agencies_of_sawahlunto() -> None:
    """In the demo's register some office has each dimension for its main one, and is named."""
    path = ROOT / "plugins/smartflow_masterplan/demo/content/register.toml"
    agencies = tomllib.loads(path.read_text("utf-8"))["agency"]
    leading = {
        dimension.key
        for dimension in DIMENSIONS
        for agency in agencies
        if agency["dimensions"][0] == dimension.key and agency["code"] in dimension.lead_agencies
    }
    assert leading == set(NAMES)


def test_codes_are_unique_and_of_the_dimension_s_own_family(plugin: ModuleType) -> None:
    """A family belongs to one plugin, and three rules at least are the dimension's own."""
    codes = [rule.code for rule in plugin.smartflow_register_rules()]
    assert len(codes) == len(set(codes)) >= 3
    assert {plugin.DIMENSION.code} == {code.rstrip("0123456789") for code in codes}
    assert all(re.fullmatch(r"[A-Z]{3}[0-9]{3}", code) for code in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_texts_are_whole_in_both_languages(rule: Rule) -> None:
    """Title, why, fix and message say something in both, and differ from one another."""
    for text in (rule.title, rule.why, rule.fix, rule.message):
        assert text.id.strip()
        assert text.en.strip()
        assert text.id != text.en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_what_passes_and_what_fails(rule: Rule) -> None:
    """Both examples are given, differ, are bilingual, and name a figure or a thing."""
    assert rule.passes is not None
    assert rule.fails is not None
    assert rule.passes != rule.fails
    for text in (rule.passes, rule.fails):
        assert text.id != text.en
        for words in (text.id, text.en):
            assert words.endswith((".", ".'"))
            assert re.search(r"\d|'|[A-Z]{3,}", words), "an example is concrete"
            assert _names(words) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_placeholders_are_alike_and_only_in_the_message(rule: Rule) -> None:
    """A message takes the same values in both languages; the other texts take none."""
    assert _names(rule.message.id) == _names(rule.message.en)
    assert [
        name
        for text in (rule.title, rule.why, rule.fix)
        for words in (text.id, text.en)
        for name in _names(words)
    ] == []


def _names(template: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(template) if name is not None})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_cites_and_reads_what_there_is(rule: Rule) -> None:
    """Every rule cites a source, says since when, and reads worksheets that are registered."""
    assert rule.cites
    assert rule.since == "0.1.0"
    assert rule.reads
    assert set(rule.reads) <= {worksheet.key for worksheet in WORKSHEETS}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_dimension_advises(rule: Rule) -> None:
    """No rule of a dimension holds a city back: the table of the rule book says so of each."""
    assert rule.severity == "warning"


def test_a_rule_is_silent_where_the_dimension_is_not_used(plugin: ModuleType, build: Any) -> None:
    """A workflow without the dimension makes its rules not applicable, with the reason."""
    key = plugin.DIMENSION.key
    row = {"dimension": key, "issue": "Indeks SPBE stunting RLS", "data": "900", "unit": "%"}
    for rule in plugin.smartflow_register_rules():
        case = {"dimensions": [], "stage": rule.stages[0], "rows": {"issues": [row]}}
        reason = Text(
            id=f"Dimensi {plugin.DIMENSION.title.en} tidak dipakai dalam alur kerja ini.",
            en=f"The dimension {plugin.DIMENSION.title.en} is not part of this workflow.",
        )
        results = run_rule(rule.code, build(case))
        assert [("not_applicable", reason)] == [(r.status, r.message) for r in results]


def test_no_rule_crashes_on_an_empty_dossier(plugin: ModuleType, build: Any) -> None:
    """With no row at all every rule passes or does not apply, in each of its stages."""
    for rule in plugin.smartflow_register_rules():
        for stage in rule.stages:
            dossier = build({"dimensions": [plugin.DIMENSION.key], "stage": stage})
            statuses = {result.status for result in run_rule(rule.code, dossier)}
            assert statuses <= {"pass", "not_applicable"}
