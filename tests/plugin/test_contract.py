"""What a plugin registers is looked at in depth: a part of a wrong type is named, never used."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from smartflow import (
    Chapter,
    Column,
    Demo,
    Dimension,
    OutputFormat,
    Rule,
    ScoringRule,
    Setting,
    Text,
    Worksheet,
)
from smartflow.plugin.contract import contract_fault
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.soundness import placeholder_fault

WORDS = Text(id="kata", en="words")


class Mute:
    """Something that cannot even be shown."""

    def __repr__(self) -> str:
        """Raise."""
        message = "mute"
        raise ValueError(message)


def nothing(*_: object) -> tuple[()]:
    """Find nothing."""
    return ()


RULE: dict[str, Any] = {
    "code": "TST001",
    "title": WORDS,
    "why": WORDS,
    "fix": WORDS,
    "message": Text(id="Baris {name}", en="Row {name}"),
    "stages": ("draft",),
    "cites": ("Permen X pasal 1",),
    "function": nothing,
}
SHEET: dict[str, Any] = {
    "key": "things",
    "version": 1,
    "title": WORDS,
    "columns": (Column("name", WORDS), Column("size", WORDS, type="integer")),
}
SETTING: dict[str, Any] = {"key": "least", "type": "integer", "default": 1, "title": WORDS}

SOUND = (
    Rule(**RULE),
    Rule(**{**RULE, "severity": "warning", "cites": ()}),
    Rule(**{**RULE, "regions": ("13", "13.73")}),
    Rule(**{**RULE, "fix_command": "record {city} regulation --number {number}"}),
    Worksheet(**SHEET),
    Setting(**SETTING),
    Setting(**{**SETTING, "type": "texts", "default": ("a",), "choices": ("a", "b")}),
    ScoringRule(key="size", title=WORDS, function=nothing),
    OutputFormat(key="x", media_type="x/x", suffix=".x", renders=(), function=nothing),
    Chapter(key="x", book="y", position=1, function=nothing),
    Demo(key="x", title=WORDS, steps=nothing),
    Dimension("mobility", "MOB", WORDS),
    Path("any.toml"),
)

BROKEN: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    (Rule, RULE, {"stages": "draft"}, "stages must be tuple"),
    (Rule, RULE, {"fix_command": 1}, "fix_command must be str"),
    (Rule, RULE, {"fix_command": "smartflow submit {city}"}, "fix_command must be a command"),
    (Rule, RULE, {"fix_command": "record {city"}, "fix_command must be a command"),
    (Rule, RULE, {"stages": ["draft"]}, "stages must be tuple"),
    (Rule, RULE, {"stages": ("draft", 2)}, "stages[1] must be str"),
    (Rule, RULE, {"stages": ()}, "never run"),
    (Rule, RULE, {"regions": "13.73"}, "regions must be tuple"),
    (Rule, RULE, {"regions": ("1373",)}, "no Kemendagri code"),
    (Rule, RULE, {"regions": ("13.73.01",)}, "no Kemendagri code"),
    (Rule, RULE, {"severity": "fatal"}, "severity must be 'error' or 'warning'"),
    (Rule, RULE, {"severity": ["error"]}, "severity must be"),
    (Rule, RULE, {"cites": ()}, "cites"),
    (Rule, RULE, {"cites": ("  ",)}, "cites"),
    (Rule, RULE, {"function": None}, "function must be a function"),
    (Rule, RULE, {"message": Text(id=5, en="x")}, "message.id must be str"),  # type: ignore[arg-type]
    (Rule, RULE, {"title": "words"}, "title must be Text"),
    (Rule, RULE, {"fix": Text(id=" ", en="x")}, "fix.id is empty"),
    (Rule, RULE, {"message": Text(id="x", en="")}, "message.en is empty"),
    (Rule, RULE, {"message": Text(id="{name", en="x")}, "message"),
    (Rule, RULE, {"message": Text(id="{}", en="x")}, "no plain placeholder"),
    (Rule, RULE, {"message": Text(id="{a.b}", en="x")}, "no plain placeholder"),
    (Rule, RULE, {"reads": "issues"}, "reads must be tuple"),
    (Rule, RULE, {"title": Mute()}, "title must be Text, not a Mute"),
    (Worksheet, SHEET, {"columns": [Column("a", WORDS)]}, "columns must be tuple"),
    (Worksheet, SHEET, {"columns": ("a",)}, "columns[0] must be Column"),
    (Worksheet, SHEET, {"columns": ()}, "columns is empty"),
    (Worksheet, SHEET, {"columns": (Column("a", "A"),)}, "columns[0].title must be Text"),  # type: ignore[arg-type]
    (Worksheet, SHEET, {"columns": (Column("a", WORDS),) * 2}, "stands twice"),
    (Worksheet, SHEET, {"columns": (Column("A b", WORDS),)}, "small letters"),
    (Worksheet, SHEET, {"version": True}, "version must be int"),
    (Worksheet, SHEET, {"version": 0}, "version"),
    (Worksheet, SHEET, {"per": "desa"}, "per must be"),
    (Worksheet, SHEET, {"row_key": ("weight",)}, "row_key"),
    (Worksheet, SHEET, {"compares": "words"}, "compares"),
    (Worksheet, SHEET, {"required_from": "opd"}, "required_from must be tuple"),
    (Setting, SETTING, {"default": "1"}, "default must be int"),
    (Setting, SETTING, {"default": True}, "default must be int"),
    (Setting, SETTING, {"default": 0.5}, "default must be"),
    (Setting, SETTING, {"default": 5, "maximum": Decimal(3)}, "beyond"),
    (Setting, SETTING, {"type": "decimal", "default": Decimal("NaN")}, "finite"),
    (Setting, SETTING, {"type": "text", "default": "c", "choices": ("a",)}, "choices"),
    (Setting, SETTING, {"type": "float"}, "type must be"),
]


@pytest.mark.parametrize("thing", SOUND, ids=lambda thing: type(thing).__name__)
def test_what_the_contract_allows_has_no_fault(thing: object) -> None:
    """Every kind of object passes as it is meant to be."""
    assert contract_fault(thing) is None


@pytest.mark.parametrize(("kind", "given", "change", "words"), BROKEN)
def test_a_part_of_a_wrong_type_is_named(
    kind: Any, given: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    """The field is named in both languages."""
    fault = contract_fault(kind(**{**given, **change}))
    assert fault is not None
    assert words in fault.en
    assert fault.id


@pytest.mark.parametrize("key", ["text", "table", "json"])
def test_the_engines_own_formats_are_not_taken(key: str) -> None:
    """No plugin can render a verdict in place of the engine."""
    taken = OutputFormat(key=key, media_type="x/x", suffix="", renders=(), function=nothing)
    assert contract_fault(taken) is not None


def test_everything_that_ships_is_sound() -> None:
    """The built-in plugins keep their own contract."""
    registry = load_registry(built_in_only=True)
    shelves: list[Any] = [
        registry.dimensions,
        registry.worksheets,
        registry.rules,
        registry.scoring_rules,
        registry.formats,
        registry.settings,
        registry.demos,
    ]
    things = [owned.value for shelf in shelves for owned in shelf.values()]
    assert things
    assert [thing for thing in things if contract_fault(thing) is not None] == []


def test_placeholders_are_plain_names() -> None:
    """Braces that are doubled are text."""
    assert placeholder_fault(Text(id="{a} {{b}}", en="{a:>5}")) == ""
    assert placeholder_fault(Text(id="{0}", en="x"))
