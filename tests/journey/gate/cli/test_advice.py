"""Tests of the advice of a finding: a sentence, and one command that can be pasted."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from smartflow.journey.gate.cli.advice import Named, advice_of, complete, named_command
from smartflow.language import Text
from smartflow.model import PluginRef, Result
from smartflow.plugin.loading.loader import load_registry
from smartflow.terminal.words.naming import Names

NAMES = Names(
    city="Kota Contoh",
    slug="contoh",
    records={
        "decree_team": Text(id="SK Tim Pelaksana", en="Decree on the team"),
        "decree_council": Text(id="SK Dewan Smart City", en="Decree on the council"),
        "identity": Text(id="Identitas", en="Identity"),
        "regulation": Text(id="Peraturan", en="Regulation"),
    },
    roles={"council": Text(id="Dewan Smart City", en="Council")},
    consolidated=frozenset({"swot_merged"}),
)


def result(fix: Text, **changes: Any) -> Result:
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


def advice(fix: str, **changes: Any) -> tuple[str, str]:
    """Return sentence and command, in English, for an English advice."""
    said = advice_of(result(Text(id="", en=fix), **changes), NAMES, "contoh")
    return said.how.en, said.command.en


@pytest.mark.parametrize(
    ("fix", "changes", "how", "command"),
    [
        (
            "Record it: smartflow present CITY DIMENSION --by NAME.",
            {"dimension": "living"},
            "Record it.",
            'smartflow present contoh living --by "NAME"',
        ),
        (
            "Record a list: smartflow attend CITY --session TITLE --date DATE FILE; invite again.",
            {},
            "Record a list; invite again.",
            'smartflow attend contoh --session "TITLE" --date DATE FILE',
        ),
        (
            (
                "Minutes: smartflow decide CITY --body council --present NUMBER --of NUMBER"
                " --number --date FILE."
            ),
            {},
            "Minutes.",
            (
                "smartflow decide contoh --body council --present PRESENT --of MEMBERS --date DATE"
                ' --number "NUMBER" FILE'
            ),
        ),
        (
            "Declare it with `smartflow nil CITY AGENCY WORKSHEET`.",
            {"agency": "DINKES", "worksheet": "swot"},
            "Declare it with `smartflow nil contoh DINKES swot`.",
            "smartflow nil contoh DINKES swot",
        ),
        (
            "Send it again (smartflow submit).",
            {"agency": "DINKES"},
            "Send it again.",
            "smartflow submit contoh FILE",
        ),
        (
            "Look (smartflow quick-wins rank), then select (smartflow quick-wins select).",
            {},
            "Look, then select (smartflow quick-wins select).",
            "smartflow quick-wins rank contoh",
        ),
        (
            "Mark a factor (smartflow consolidate).",
            {"dimension": "living"},
            "Mark a factor.",
            "smartflow consolidate contoh living --output FILE",
        ),
        (
            "Add a factor; once merged, mark one (smartflow consolidate).",
            {"dimension": "living"},
            "Add a factor; once merged, mark one (smartflow consolidate).",
            "smartflow submit contoh FILE",
        ),
        (
            "Change the scale with smartflow setting set (usg_minimum).",
            {"row": "DINKES/issues/1"},
            "Change the scale with smartflow setting set (usg_minimum).",
            "smartflow submit contoh FILE",
        ),
        (
            "Mend it and send it again (smartflow submit).",
            {"dimension": "living", "row": "living/swot_merged/1", "worksheet": "swot_merged"},
            "Mend it and send it again.",
            "smartflow consolidate contoh living FILE",
        ),
        ("Add an issue.", {"dimension": "living"}, "Add an issue.", "smartflow submit contoh FILE"),
        ("Talk.", {}, "Talk.", "smartflow rule explain ABC001"),
        ("x", {"status": "error"}, "x", "smartflow plugin list"),
    ],
)
def test_advice_becomes_a_sentence_and_one_command(
    fix: str, changes: dict[str, Any], how: str, command: str
) -> None:
    """The command leaves the sentence, and what is known stands for its placeholders."""
    assert advice(fix, **changes) == (how, command)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("The Decree on the council is not there.", "decree_council"),
        ("The Decree on the team is not there.", "decree_team"),
        ("Something is not there.", "decree_team"),
    ],
)
def test_of_several_documents_the_one_in_the_message_is_meant(message: str, kind: str) -> None:
    """Advice that names two kinds is narrowed by the finding; else the first counts."""
    fix = "Record: smartflow record CITY decree_team (or decree_council) --number --date --title."
    assert advice(fix, message=Text.same(message)) == (
        "Record.",
        f'smartflow record contoh {kind} --number "NUMBER" --date DATE --title "TITLE"',
    )


def test_a_kind_named_in_the_sentence_is_taken_up() -> None:
    """``smartflow record, kind identity`` says which kind."""
    said = advice("Record it with smartflow record, kind identity, or name it.")
    assert said[1] == 'smartflow record contoh identity --date DATE --title "TITLE"'


def test_each_language_has_its_own_placeholders() -> None:
    """The Indonesian advice gives the Indonesian command."""
    fix = Text(
        id="Catat: smartflow present KOTA DIMENSI --by NAMA.",
        en="Record: smartflow present CITY DIMENSION --by NAME.",
    )
    said = advice_of(result(fix), NAMES, "contoh")
    assert said.command == Text(
        id='smartflow present contoh DIMENSI --by "NAMA"',
        en='smartflow present contoh DIMENSION --by "NAME"',
    )


@pytest.mark.parametrize(
    ("words", "name", "belonging"),
    [
        ("Use smartflow worksheet entry CITY FILE.", "worksheet entry", ("CITY", "FILE")),
        ("Use smartflow dance or smartflow signoff CITY --role.", "sign-off", ("CITY", "--role")),
        ("Use smartflow status to look.", "status", ()),
        ("Say smartflow agency now.", None, ()),
        ("Nothing.", None, ()),
    ],
)
def test_only_commands_that_exist_are_taken_out_of_advice(
    words: str, name: str | None, belonging: tuple[str, ...]
) -> None:
    """A sentence around a command's name is left out; a word that is no command is not taken."""
    named = named_command(words, {})
    assert (named.name, named.words) == (name, belonging) if named else name is None


def test_an_option_that_the_command_has_not_is_left_out() -> None:
    """Advice of another version never gives a command that is refused for an unknown option."""
    named = named_command("smartflow nil CITY --loud YES AGENCY WORKSHEET", {})
    assert isinstance(named, Named)
    assert complete(named, {"CITY": "contoh"}, "en") == "smartflow nil contoh AGENCY WORKSHEET"


RULES = sorted(load_registry(built_in_only=True).rules.items())


@pytest.mark.parametrize(("code", "owned"), RULES, ids=[code for code, _ in RULES])
def test_the_advice_of_every_built_in_rule_gives_a_command_that_parses(
    code: str, owned: Any, city: Any
) -> None:
    """No placeholder is left in the sentence; every option and word has its place."""
    finding = result(owned.value.fix, rule=code, dimension="living", agency="DINKES")
    said = advice_of(finding, NAMES, "contoh")
    for language in ("id", "en"):
        command = said.command.in_(language)
        assert "KOTA" not in said.how.in_(language)
        assert "CITY" not in said.how.in_(language)
        words = [_sample(word) for word in shlex.split(command)[1:]]
        outcome = city(*words, "--lang", "en")
        assert "Missing" not in outcome.err, command
        assert "no option" not in outcome.err, command
        assert "no place" not in outcome.err, command


def _sample(word: str) -> str:
    """Return what an official might put in the place of a placeholder."""
    if word in ("BERKAS", "FILE"):
        return __file__
    return {"TANGGAL": "2026-11-01", "DATE": "2026-11-01", "HADIR": "1", "ANGGOTA": "2",
            "PRESENT": "1", "MEMBERS": "2"}.get(word, word)  # fmt: skip
