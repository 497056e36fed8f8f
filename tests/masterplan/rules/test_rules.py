"""What holds for every rule of the national plugin: codes, words, sources, stages."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string

import pytest

import smartflow_masterplan
from smartflow.language import Text
from smartflow.plugin.objects import Rule
from smartflow_masterplan.rules.registered import RULES
from smartflow_masterplan.sheets.worksheets import WORKSHEETS
from smartflow_masterplan.stages import ADOPTED, APPROVED, WORKING_STAGES

_CODES = {
    "ACT": (1, 2, 3, 4),
    "GAP": (1,),
    "ISU": (1, 2, 3, 4, 5, 6),
    "MPL": (1, 2, 3, 4, 5, 6, 7),
    "ORG": (1, 2),
    "PRS": (1, 2),
    "QWN": (1, 2, 3, 4, 5),
    "RDY": (1,),
    "RMP": (1, 2),
    "SWT": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "TWS": (1, 2, 3),
    "VOC": (1,),
    "WSH": (1, 2),
}
"""The national rules, by family."""
_WARNINGS = {
    *("ACT003", "ACT004", "GAP001", "ISU002", "MPL005", "MPL006", "MPL007", "ORG002"),
    *("QWN005", "RMP002", "SWT006", "SWT008", "SWT009", "TWS003"),
}

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def _module_texts() -> list[tuple[str, Text]]:
    """Return every Text that a module of the plugin defines, with where it stands."""
    found: list[tuple[str, Text]] = []
    for module in pkgutil.walk_packages(smartflow_masterplan.__path__, "smartflow_masterplan."):
        if not module.ispkg:
            names = vars(importlib.import_module(module.name))
            found.extend(
                (f"{module.name}.{name}", value)
                for name, value in sorted(names.items())
                if isinstance(value, Text)
            )
    return found


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_the_rules_are_those_of_the_programme() -> None:
    """Each code stands once, and none is missing or unexpected."""
    expected = [f"{family}{number:03}" for family, all_ in _CODES.items() for number in all_]
    assert expected == [rule.code for rule in RULES]


def test_severities_are_as_practice_demands() -> None:
    """Whatever never blocks is declared a warning; all else is an error that may be lowered."""
    assert {rule.code for rule in RULES if rule.severity == "warning"} == _WARNINGS


@every_rule
def test_a_rule_explains_itself_in_both_languages(rule: Rule) -> None:
    """Title, why, fix and message are whole and differ between the languages."""
    for text in (rule.title, rule.why, rule.fix, rule.message):
        assert text.id.strip()
        assert text.en.strip()
        assert text.id != text.en
    for text in (rule.why, rule.fix):
        assert text.id.endswith(".")
        assert text.en.endswith(".")


@every_rule
def test_a_rule_shows_what_passes_and_what_fails(rule: Rule) -> None:
    """Both examples are given, differ, are bilingual, and name a row, a code or a thing."""
    assert rule.passes is not None
    assert rule.fails is not None
    assert rule.passes != rule.fails
    for text in (rule.passes, rule.fails):
        for words in (text.id, text.en):
            assert words.endswith((".", ".'"))
            assert re.search(r"\d|'|[A-Z]{3,}", words), "an example is concrete"
            assert words not in {rule.title.id, rule.why.id, rule.title.en, rule.why.en}
            assert "{" not in words
        assert text.id != text.en


@every_rule
def test_a_rule_cites_its_source(rule: Rule) -> None:
    """Nothing is asked of officials without saying on what it rests."""
    assert all(rule.cites)
    assert rule.cites


@every_rule
def test_a_rule_runs_in_national_stages(rule: Rule) -> None:
    """Every stage that a rule names is one of the national workflow."""
    assert set(rule.stages) <= {*WORKING_STAGES, APPROVED, ADOPTED}
    assert rule.stages


@every_rule
def test_a_rule_reads_registered_worksheets(rule: Rule) -> None:
    """What a rule reads exists, and a row rule reads the worksheet over which it runs."""
    known = {worksheet.key for worksheet in WORKSHEETS}
    assert set(rule.reads) <= known
    assert not rule.each or rule.each in rule.reads


def test_every_worksheet_is_read_by_a_rule_of_its_own() -> None:
    """No worksheet is asked for that nothing looks at; WSH001 looks at them all."""
    read = {key for rule in RULES for key in rule.reads}
    assert {worksheet.key for worksheet in WORKSHEETS} == read


@pytest.mark.parametrize(("where", "text"), _module_texts())
def test_placeholders_are_the_same_in_both_languages(where: str, text: Text) -> None:
    """A sentence can be filled in either language from the same values."""
    assert _placeholders(text.id) == _placeholders(text.en), where


@pytest.mark.parametrize(("where", "text"), _module_texts())
def test_the_words_are_those_that_officials_use(where: str, text: Text) -> None:
    """Never a bare "Dewan" (that is the DPRD), never "temuan" (that is an auditor's word)."""
    assert not re.search(r"Dewan(?! Smart City)", text.id + text.en), where
    assert not re.search(r"\btemuan", text.id.casefold()), where


@every_rule
def test_no_rule_says_a_bare_dewan(rule: Rule) -> None:
    """The same for what a rule says of itself."""
    for text in (rule.title, rule.why, rule.fix, rule.message, rule.passes, rule.fails):
        assert text is not None
        assert not re.search(r"Dewan(?! Smart City)", text.id + text.en)
        assert not re.search(r"\btemuan", text.id.casefold())
