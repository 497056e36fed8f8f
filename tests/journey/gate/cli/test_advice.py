"""Tests of the advice of a finding: a sentence, and one command that can be pasted."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click
import pytest

from smartflow.command import Command
from smartflow.journey.gate.cli.advice import advice_of
from smartflow.language import LANGUAGES, Text
from smartflow.model import PluginRef, Result
from smartflow.plugin.loading.loader import load_registry
from smartflow.terminal.group import Group, Program
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.words.naming import Names

if TYPE_CHECKING:
    from smartflow.language import Language

NAMES = Names(city="Kota Contoh", slug="contoh", consolidated=frozenset({"swot_merged"}))
TALK = Text(id="Bicarakan.", en="Talk.")
OLD = Text(id="Catat: smartflow record KOTA x.", en="Record it: smartflow record CITY x.")


def result(fix: Text = TALK, **changes: Any) -> Result:
    """Return a finding about no row, with the advice ``fix``."""
    plain: dict[str, Any] = {
        "rule": "ABC001",
        "status": "fail",
        "severity": "error",
        "title": Text.same("Title"),
        "message": Text.same("Message."),
        "fix": fix,
        "plugin": PluginRef("plug", "1"),
    }
    return Result(**{**plain, **changes})


def test_the_command_of_a_rule_is_typed_in_both_languages() -> None:
    """The sentence stays as it is, and what is known stands for its part."""
    command = Command.of("present {city} {dimension} --by {name}")
    advice = advice_of(result(fix_command=command, dimension="living"), NAMES, "contoh")
    assert advice.how == TALK
    assert advice.command == Text(
        id='smartflow present contoh living --by "NAMA"',
        en='smartflow present contoh living --by "NAME"',
    )


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        ({"dimension": "living"}, "smartflow submit contoh FILE"),
        ({"agency": "DINKES"}, "smartflow submit contoh FILE"),
        ({"worksheet": "issues", "row": "DINKES/issues/1"}, "smartflow submit contoh FILE"),
        (
            {"dimension": "living", "worksheet": "swot_merged", "row": "living/swot_merged/1"},
            "smartflow consolidate contoh living FILE",
        ),
        ({}, "smartflow rule explain ABC001"),
        ({"status": "error", "row": "DINKES/issues/1"}, "smartflow plugin list"),
    ],
)
def test_a_rule_that_names_no_command_is_mended_where_it_found_something(
    changes: dict[str, Any], command: str
) -> None:
    """A worksheet comes back by ``submit`` or ``consolidate``; else the rule is explained."""
    advice = advice_of(result(**changes), NAMES, "contoh")
    assert (advice.how, advice.command.en) == (TALK, command)


def test_an_older_rules_sentence_is_printed_as_it_is() -> None:
    """A command inside a sentence is not taken out of it, and no second one contradicts it."""
    advice = advice_of(result(OLD, dimension="living"), NAMES, "contoh")
    assert advice == (OLD, Text.same(""))
    row = {"worksheet": "issues", "row": "DINKES/issues/1"}
    assert advice_of(result(OLD, **row), NAMES, "contoh").command.en == (
        "smartflow submit contoh FILE"
    )


# -- every rule that is built in -------------------------------------------------------------------

RULES = sorted(load_registry(built_in_only=True).rules.items())
SAMPLES = {
    "{file}": __file__,
    "{date}": "2026-11-01",
    "{present}": "1",
    "{members}": "2",
    "{year}": "2027",
}


def parsed(words: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """Return the name of a command and its values, as click itself reads them.

    Raises:
        click.UsageError: an option is not known.
        UsageFault: a word has no place, or something is missing.
    """
    context = click.Context(click.Command("smartflow"))
    command = Program().get_command(context, words[0])
    used = 1
    if isinstance(command, Group):
        command = command.get_command(context, words[1])
        used = 2
    assert command is not None, words
    inner = command.make_context(command.name, list(words[used:]), parent=context)
    return " ".join(words[:used]), inner.params


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "owned"), RULES, ids=[code for code, _ in RULES])
def test_the_command_of_every_built_in_rule_is_one_that_the_program_takes(
    code: str, owned: Any, language: Language
) -> None:
    """Nothing is garbled: the city is known, no brace is left, and click parses what is printed."""
    rule = owned.value
    if rule.fix_command:
        command = Command.of(rule.fix_command)
        finding = result(rule.fix, rule=code, fix_command=command, dimension="living")
        printed = advice_of(finding, NAMES, "contoh").command.in_(language)
        assert not {"KOTA", "CITY"} & set(shlex.split(printed))
        assert not set("{}") & set(printed)
        known = {name.strip("{}"): value for name, value in SAMPLES.items()}
        sample = command.fill({"city": "contoh", "dimension": "living", **known})
        words = tuple(shlex.split(sample.in_(language)))[1:]
        _, values = parsed(words)
        assert values["city"] == "contoh"
    for word in ("KOTA", "CITY", "DIMENSI ", "--number", "{"):
        assert word not in rule.fix.in_(language), rule.fix


def test_a_command_that_the_program_does_not_take_is_noticed() -> None:
    """The judge of the test above: a wrong option, a word too many, something missing."""
    for template in (
        "submit contoh --loud",
        "agency list contoh more",
        "present contoh living",
        "setting dance",
    ):
        with pytest.raises((click.UsageError, UsageFault, AssertionError)):
            parsed(Command.of(template).words)
