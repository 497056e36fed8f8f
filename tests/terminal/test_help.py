"""Tests of the help: every command explains itself in both languages, without click's English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click
import pytest

from smartflow.terminal.catalogue import COMMANDS, SECTIONS, find
from smartflow.terminal.command import Bilingual, Command
from smartflow.terminal.group import Group, Program
from smartflow.terminal.parameters import Argument, Option


def every_command() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group."""
    context = click.Context(click.Command("smartflow"))
    program = Program()
    yield ()
    for listed in COMMANDS:
        yield (listed.name,)
        command = program.get_command(context, listed.name)
        if isinstance(command, Group):
            for name in command.commands:
                yield (listed.name, name)


ALL = tuple(every_command())
PROMISED = """
    init | city add | city list | city show | agency add | agency end | agency import | agency list
    | person add | person end | person list | worksheet template | worksheet list | worksheet show
    | worksheet entry | worksheet confirm | submit | nil | attend | present | consolidate | record
    | decide | setting list | setting set | check | advance | send-back | sign-off | status
    | remind | score | history | rule list | rule explain | plugin list | plugin info | plugin block
    | workflow list | workflow show | workflow lint | workflow diagram | quick-wins rank
    | quick-wins select | doctor | demo
"""


def command_of(words: tuple[str, ...]) -> click.Command:
    """Return the command that ``words`` name."""
    context = click.Context(click.Command("smartflow"))
    command: click.Command | None = Program()
    for word in words:
        assert isinstance(command, click.Group)
        command = command.get_command(context, word)
    assert command is not None
    return command


def test_every_promised_command_exists() -> None:
    """All commands of the first issue are there, under the names of the design."""
    promised = {tuple(words.split()) for words in PROMISED.split("|")}
    assert promised - set(ALL) == set()


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_help_is_there_in_both_languages(words: tuple[str, ...], shell: Any) -> None:
    """The help ends with 0, is not empty, and differs between the languages."""
    indonesian = shell(*words, "--help", bare=True)
    english = shell("--lang", "en", *words, "--help", bare=True)
    assert (indonesian.code, english.code) == (0, 0)
    assert indonesian.out.startswith("Pemakaian: smartflow")
    assert english.out.startswith("Usage: smartflow")
    assert indonesian.out != english.out


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_indonesian_help_holds_no_english_of_click(words: tuple[str, ...], shell: Any) -> None:
    """Headings and phrases that click would print by itself are translated."""
    said = shell(*words, "--help", bare=True).out
    assert not re.search(r"Usage:|Options:|Commands:|Show this|\[required\]|\[default", said)


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_parameter_says_what_it_is_for(words: tuple[str, ...]) -> None:
    """No command, argument or option is without words in either language."""
    command = command_of(words)
    assert isinstance(command, Bilingual)
    texts = [command.text, *(p.text for p in command.params if isinstance(p, Argument | Option))]
    assert len(texts) == 1 + len(command.params)
    assert [text for text in texts if not text.id.strip() or not text.en.strip()] == []


def test_the_first_help_lists_each_command_once_without_importing_it(shell: Any) -> None:
    """The sections of the first help hold all commands, and each section has some."""
    said = shell("--help", bare=True).out
    assert [c.name for c in COMMANDS if said.count(f"\n  {c.name} ") != 1] == []
    assert {c.section for c in COMMANDS} == set(SECTIONS)


def test_no_word_means_two_commands() -> None:
    """A name or alias belongs to one command, and every one of them finds it."""
    words = [(word, c.name) for c in COMMANDS for word in (c.name, *c.aliases)]
    assert len({word for word, _ in words}) == len(words)
    assert [w for w, name in words if getattr(find(w), "name", "") != name] == []


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("periksa", "check"),
        ("maju", "advance"),
        ("kembalikan", "send-back"),
        ("setujui", "sign-off"),
        ("riwayat", "history"),
        ("signoff", "sign-off"),
        ("quickwins", "quick-wins"),
        ("SEND_BACK", "send-back"),
    ],
)
def test_promised_aliases(alias: str, name: str) -> None:
    """Spelling variants and the Indonesian words of the design name their command."""
    found = find(alias)
    assert found is not None
    assert found.name == name


def test_a_group_alone_prints_its_help_and_is_a_mistake(shell: Any) -> None:
    """``smartflow`` alone is a question (0); ``smartflow city`` lacks a word (2)."""
    assert shell(bare=True).code == 0
    alone = shell("city", bare=True)
    assert (alone.code, alone.out) == (2, "")
    assert "Perintah:" in alone.err


def test_commands_have_the_common_options() -> None:
    """--workspace, --lang, --as and --safe stand behind every command too."""
    wanted = {"--workspace", "--lang", "--as", "--safe"}
    lacking = [
        words
        for words in ALL
        if isinstance(command_of(words), Command)
        and not wanted <= {opt for p in command_of(words).params for opt in p.opts}
    ]
    assert lacking == []
