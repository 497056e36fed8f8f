"""Tests of a command as data: filled in, typed for a shell in both languages, refused."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.command import PLACEHOLDERS, Command, template_fault
from smartflow.language import LANGUAGES, Text

RECORD = Command.of("record {city} regulation --number {number} --date {date} {file}")


def test_what_is_not_known_stands_in_capitals_in_the_readers_language() -> None:
    """Parts that may be several words are in quotation marks, so that these stay."""
    assert RECORD.text == Text(
        id='smartflow record KOTA regulation --number "NOMOR" --date TANGGAL BERKAS',
        en='smartflow record CITY regulation --number "NUMBER" --date DATE FILE',
    )


def test_what_is_known_stands_for_its_part() -> None:
    """A day is ISO 8601; nothing, a Text and a list are not known, and nothing else changes."""
    values = {"city": "solok", "number": 59, "date": date(2022, 12, 26), "regulation": "x"}
    assert RECORD.fill(values).words == (
        *("record", "solok", "regulation", "--number", "59", "--date", "2022-12-26", "{file}"),
    )
    unknown = {"city": "", "number": Text.same("x"), "date": None, "file": ["a"]}
    assert RECORD.fill(unknown) == RECORD


def test_a_part_without_a_word_of_ours_gives_its_own_name() -> None:
    """A plugin may leave open what only it has a word for."""
    assert Command.of("setting set {city} padang.least {least}").in_("id") == (
        "smartflow setting set KOTA padang.least LEAST"
    )


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell")
@pytest.mark.parametrize("value", ["$(id)", "`id`", "$HOME", 'a "b" c', "\\", "a;b", "Ma'ruf", "*"])
def test_a_value_runs_nothing_in_a_shell(value: str) -> None:
    """What a shell would put something else for reaches the program as it is."""
    shell = shutil.which("sh") or ""
    command = Command.of("{value}").fill({"value": value}).in_("en")
    typed = command.replace("smartflow", "printf %s", 1)
    shown = subprocess.run([shell, "-c", typed], capture_output=True, check=True, text=True)
    assert shown.stdout == value


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="$`"), min_size=1))
def test_a_value_is_one_word(value: str) -> None:
    """Blanks, quotation marks and backslashes in a value end no word."""
    command = Command.of("person add {city} --role team").fill({"city": value})
    for language in LANGUAGES:
        words = shlex.split(command.in_(language))
        expected = PLACEHOLDERS["city"].in_(language) if value == "{city}" else value
        assert words == ["smartflow", "person", "add", expected, "--role", "team"]


@pytest.mark.parametrize(
    "template",
    ["submit {city} {file}", "remind", "worksheet list {city}", "setting set {city} a.b 1,5"],
)
def test_a_command_may_be_written_so(template: str) -> None:
    """Words and parts, each by itself."""
    assert template_fault(template) is None


@pytest.mark.parametrize(
    "template",
    [
        "smartflow submit",
        "Submit {city}",
        "",
        " submit",
        "record {city",
        "record --number={number}",
        "record {Kota}",
        'record "{city}"',
        "record $HOME",
    ],
)
def test_a_command_may_not_be_written_so(template: str) -> None:
    """What would be printed garbled, or would mean something to a shell, is refused."""
    assert template_fault(template) is not None
