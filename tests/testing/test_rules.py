"""A rule by itself: assertions that hold, or that say which case of which rule does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow import Finding, Rule, Text
from smartflow.cases import case_of
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow.testing import Case, CaseFault, assert_case, assert_covered, rule_cases

WITHOUT = {"name": "nowhere", "rows": {"issues": [{"issue": "Banjir"}]}, "findings": [{}]}
WITH = {
    "name": "somewhere",
    "rows": {"issues": [{"issue": "Banjir", "location": "Kubang"}]},
    "status": "pass",
}


def names_a_place(dossier: Any, settings: Any) -> Iterator[Finding]:
    """Find each issue without a place."""
    for row in dossier.rows("issues"):
        if not row.text("location"):
            yield Finding(values={"issue": row.text("issue")}, row=row, column="location")


def with_rules(*functions: Callable[..., Any], **more: Any) -> Registry:
    """Return the built-in plugins and one called ``uji`` with the rules TST001, TST002 ..."""
    registry = load_registry(built_in_only=True)
    usual: dict[str, Any] = {
        "title": Text(id="Uji", en="Test"),
        "why": Text(id="Sebab", en="Because"),
        "fix": Text(id="Perbaiki", en="Mend it"),
        "message": Text(id="Isu '{issue}' salah.", en="Issue '{issue}' is wrong."),
        "stages": ("issue_analysis",),
        "cites": ("Uji",),
    }
    owned = {
        f"TST00{n}": Owned(
            Rule(code=f"TST00{n}", function=function, **{**usual, **more}), Origin("uji", "1", "u")
        )
        for n, function in enumerate(functions, start=1)
    }
    return msgspec.structs.replace(registry, rules={**registry.rules, **owned})


def cases(*tables: dict[str, Any], rule: str = "TST001") -> list[Case]:
    """Return cases of a rule."""
    return [case_of(table, rule, file="cases/TST001.toml") for table in tables]


def test_a_met_case_gives_back_what_the_rule_said() -> None:
    """So that a test can look at more than its words."""
    (case,) = cases(WITHOUT)
    outcome = assert_case(case, with_rules(names_a_place))
    assert [result.column for result in outcome.results] == ["location"]


def test_a_case_that_differs_is_told_with_all_that_was_said() -> None:
    """Rule, place, what is missing, what is too much, and the rule's own words."""
    (case,) = cases({**WITHOUT, "findings": [{"column": "issue"}]})
    with pytest.raises(AssertionError) as caught:
        assert_case(case, with_rules(names_a_place))
    place = "worksheet=issues | row=DINAS/issues/1 | column=location | agency=DINAS"
    assert str(caught.value).splitlines() == [
        "TST001, cases/TST001.toml 'nowhere'",
        "  wanted, not said: fail | column='issue'",
        f"  said, not wanted: fail | {place} | Issue 'Banjir' is wrong.",
        "the rule said:",
        f"  fail | {place} | Isu 'Banjir' salah.",
    ]


@pytest.mark.parametrize(
    ("function", "more", "says"),
    [
        (names_a_place, {"message": Text.same("Salah.")}, "is the same in both languages"),
        (
            lambda dossier, settings: [Finding(values={"issue": id(object())})],
            {"message": Text(id="Isu {{issue}}", en="Issue {{issue}}")},
            "still has a {placeholder}",
        ),
        (
            lambda dossier, settings: [
                Finding(values={"issue": dossier.rows("issues")[0].text("issue")})
            ],
            {},
            "depends on the order of rows",
        ),
    ],
    ids=["one language", "placeholder", "order"],
)
def test_a_case_that_is_met_by_an_unsound_rule_fails(
    function: Callable[..., Any], more: dict[str, Any], says: str
) -> None:
    """What is asked of every rule is asked beside the wish of the case."""
    rows = {"issues": [{"filler": code, "issue": code} for code in "ABCDEFGH"]}
    wanted = [{}] * (8 if function is names_a_place else 1)
    (case,) = cases({"name": "unsound", "rows": rows, "findings": wanted})
    with pytest.raises(AssertionError, match=says):
        assert_case(case, with_rules(function, **more))


def test_every_rule_of_a_plugin_needs_its_cases() -> None:
    """Each rule is named with what its cases do not show."""
    registry = with_rules(names_a_place, names_a_place, names_a_place)
    both = cases(WITH, WITHOUT)
    shown = [*both, *cases(WITH, rule="TST002")]
    with pytest.raises(AssertionError) as caught:
        assert_covered("uji", shown, registry)
    assert str(caught.value).splitlines() == [
        "TST002: no case in which it finds something (fail).",
        "TST003: no case in which it passes.",
        "TST003: no case in which it finds something (fail).",
    ]
    assert_covered("uji", both, with_rules(names_a_place))


def test_a_case_of_another_plugin_s_rule_is_a_stray() -> None:
    """A file that was not renamed with its rule shows nothing of the plugin."""
    shown = cases(WITH, WITHOUT) + cases({**WITH, "name": "copied"}, rule="ISU001")
    with pytest.raises(AssertionError, match="'copied' is about ISU001, which is no rule of 'uji'"):
        assert_covered("uji", shown, with_rules(names_a_place))


def test_a_plugin_without_rules_is_not_covered_by_nothing() -> None:
    """A misspelt plugin must not look like one whose rules all have cases."""
    with pytest.raises(AssertionError, match="no plugin 'ujji' registers a rule"):
        assert_covered("ujji", (), with_rules(names_a_place))


def test_cases_are_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    """The same cases, either way; a place where there are none is refused."""
    path = tmp_path / "TST001.toml"
    path.write_text('[[case]]\nname = "a"\nstatus = "pass"\n', encoding="utf-8")
    assert [case.name for case in rule_cases(path)] == ["a"]
    assert [case.name for case in rule_cases(tmp_path)] == ["a"]
    with pytest.raises(CaseFault, match=r"TST002\.toml: unreadable"):
        rule_cases(tmp_path / "TST002.toml")
