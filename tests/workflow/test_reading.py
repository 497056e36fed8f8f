"""What a bad workflow file is told, and what a good one gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from smartflow.errors import SmartflowError
from smartflow.workflow import (
    DefinitionSyntax,
    DuplicateEntry,
    MissingKey,
    UnknownKey,
    UnreadableDefinition,
    WrongType,
    read_definition,
)

HEAD = """[workflow]
key = "short"
version = 1
title = { id = "Singkat", en = "Short" }
initial = "draft"
final = ["draft"]
"""
STAGE = '[[stage]]\nkey = "draft"\ntitle = { id = "R", en = "D" }\n'
WAY = '[[transition]]\nfrom = "draft"\nto = "done"\n'

BAD: list[tuple[str, str, type[SmartflowError], str, str]] = [
    ("open bracket", HEAD + "[[stage]\n", DefinitionSyntax, "workflow-syntax", "line 7, column 8"),
    ("cut short", HEAD + "x = ", DefinitionSyntax, "workflow-syntax", "line 7 (end of the file)"),
    ("a key twice", HEAD + 'key = "b"\n', DefinitionSyntax, "workflow-syntax", "line 7"),
    ("too deep", "a = " + "[" * 5000, DefinitionSyntax, "workflow-syntax", "too deeply"),
    (
        "unknown key",
        HEAD + STAGE + "work_sheets = []\n",
        UnknownKey,
        "workflow-unknown-key",
        "'stage[1] (draft).work_sheets' is not known. Did you mean 'worksheets'?",
    ),
    (
        "unknown key in a title",
        HEAD + '[[role]]\nkey = "r"\ntitle = { id = "R", eng = "R" }\n',
        UnknownKey,
        "workflow-unknown-key",
        "'role[1] (r).title.eng' is not known. Did you mean 'en'?",
    ),
    (
        "unknown key in a sign-off",
        HEAD + WAY + 'sign_offs = [{ role = "r" }, { role = "q", quorums = 1 }]\n',
        UnknownKey,
        "workflow-unknown-key",
        "'transition[1] (draft -> done).sign_offs[2].quorums' is not known. Did you mean 'quorum'?",
    ),
    (
        "unknown table",
        HEAD + "[setings.masterplan]\n",
        UnknownKey,
        "workflow-unknown-key",
        "'setings' is not known. Did you mean 'settings'?",
    ),
    (
        "a header's key above the header",
        'extends = "masterplan@1"\n' + HEAD,
        UnknownKey,
        "workflow-unknown-key",
        "Did you mean 'workflow.extends'?",
    ),
    (
        "unknown key in send_back",
        HEAD + '[send_back]\nrole = ["team"]\n',
        UnknownKey,
        "workflow-unknown-key",
        "Did you mean 'roles'?",
    ),
    (
        "unknown key in waiver",
        HEAD + '[waiver]\nrole = ["team"]\n',
        UnknownKey,
        "workflow-unknown-key",
        "'waiver.role' is not known. Did you mean 'roles'?",
    ),
    (
        "remove without extends",
        HEAD + STAGE + "remove = true\n",
        UnknownKey,
        "workflow-unknown-key",
        "only for a file that has 'extends'",
    ),
    (
        "after without extends",
        HEAD + STAGE + 'after = "x"\n',
        UnknownKey,
        "workflow-unknown-key",
        "'after' is only for a file that has 'extends'",
    ),
    ("nothing", "", MissingKey, "workflow-missing-key", "'workflow' must be there"),
    (
        "no version",
        '[workflow]\nkey = "a"\n',
        MissingKey,
        "workflow-missing-key",
        "'workflow.version' must be there",
    ),
    (
        "no title",
        '[workflow]\nkey = "a"\nversion = 1\n',
        MissingKey,
        "workflow-missing-key",
        "'workflow.title' must be there",
    ),
    (
        "no stage title",
        HEAD + '[[stage]]\nkey = "draft"\n',
        MissingKey,
        "workflow-missing-key",
        "'stage (draft).title' must be there",
    ),
    (
        "one language",
        HEAD + '[[stage]]\nkey = "draft"\ntitle = { id = "R" }\n',
        MissingKey,
        "workflow-missing-key",
        "'stage[1] (draft).title.en' must be there",
    ),
    (
        "no stage key",
        HEAD + '[[stage]]\ntitle = { id = "R", en = "D" }\n',
        MissingKey,
        "workflow-missing-key",
        "'stage[1].key' must be there",
    ),
    (
        "text for a number",
        HEAD + STAGE + 'due_days = "30"\n',
        WrongType,
        "workflow-wrong-type",
        "'stage[1] (draft).due_days' must be a whole number, not text",
    ),
    (
        "a fraction of a day",
        HEAD + STAGE + "due_days = 0.5\n",
        WrongType,
        "workflow-wrong-type",
        "must be a whole number, not a number with a point",
    ),
    (
        "a number in a list of texts",
        HEAD + STAGE + 'worksheets = ["issues", 3]\n',
        WrongType,
        "workflow-wrong-type",
        "'stage[1] (draft).worksheets[2]' must be text, not a whole number",
    ),
    (
        "a plain title",
        HEAD + '[[role]]\nkey = "r"\ntitle = "Tim"\n',
        WrongType,
        "workflow-wrong-type",
        "'role[1] (r).title' must be a table {...}, not text",
    ),
    (
        "single brackets",
        HEAD + '[stage]\nkey = "draft"\n',
        WrongType,
        "workflow-wrong-type",
        "'stage' must be written with double brackets: [[stage]]",
    ),
    (
        "a key with a blank",
        HEAD + '[[stage]]\nkey = "Issue analysis"\n',
        WrongType,
        "workflow-wrong-type",
        "must consist of lower-case letters",
    ),
    (
        "a key without end",
        HEAD + f'[[stage]]\nkey = "{"a" * 65}"\n',
        WrongType,
        "workflow-wrong-type",
        "must have at most 64 letters",
    ),
    (
        "version nought",
        '[workflow]\nkey = "a"\nversion = 0\n',
        WrongType,
        "workflow-wrong-type",
        "'workflow.version' must be at least 1",
    ),
    (
        "version beyond all",
        '[workflow]\nkey = "a"\nversion = 1000000\n',
        WrongType,
        "workflow-wrong-type",
        "'workflow.version' must be at most 999999",
    ),
    (
        "a score in words",
        HEAD + WAY + 'minimum_score = { "readiness.living" = "sixty" }\n',
        WrongType,
        "workflow-wrong-type",
        "'transition[1] (draft -> done).minimum_score.readiness.living' must be a plain number",
    ),
    (
        "a boundless score",
        HEAD + WAY + "minimum_score = { readiness = inf }\n",
        WrongType,
        "workflow-wrong-type",
        "must be a plain number",
    ),
    (
        "settings that are no table",
        HEAD + "[settings]\nmasterplan = 3\n",
        WrongType,
        "workflow-wrong-type",
        "'settings.masterplan' must be a table of settings",
    ),
    (
        "a date as a setting",
        HEAD + "[settings.m]\nday = 2026-01-01\n",
        WrongType,
        "workflow-wrong-type",
        "'settings.m.day' must be text, a number, true or false, or a list of texts",
    ),
    (
        "a mixed list as a setting",
        HEAD + '[settings.m]\nwords = ["a", 1]\n',
        WrongType,
        "workflow-wrong-type",
        "'settings.m.words' must be",
    ),
    (
        "an integer that JSON cannot hold",
        HEAD + f"[settings.m]\nmany = {2**53}\n",
        WrongType,
        "workflow-wrong-type",
        "'settings.m.many' must be",
    ),
    (
        "a stage twice",
        HEAD + STAGE + STAGE,
        DuplicateEntry,
        "workflow-duplicate-entry",
        "two entries 'draft' in stage",
    ),
    (
        "a way twice",
        HEAD + STAGE + WAY + WAY,
        DuplicateEntry,
        "workflow-duplicate-entry",
        "two entries 'draft -> done' in transition",
    ),
    (
        "a role twice in one gate",
        HEAD + STAGE + WAY + 'sign_offs = [{ role = "r" }, { role = "r", quorum = 2 }]\n',
        DuplicateEntry,
        "workflow-duplicate-entry",
        "two entries 'r' in transition draft -> done, sign_offs",
    ),
]


@pytest.mark.parametrize(
    ("content", "kind", "code", "sentence"),
    [case[1:] for case in BAD],
    ids=[case[0] for case in BAD],
)
def test_a_bad_file_is_refused_with_place_and_next_step(
    content: str, kind: type[SmartflowError], code: str, sentence: str
) -> None:
    """Each fault has its own class and code, names its place, and says what to run next."""
    with pytest.raises(kind) as caught:
        read_definition(content.encode(), "mine.toml")
    error = caught.value
    assert (error.code, error.exit_code) == (code, 2)
    assert error.message.en.startswith("mine.toml")
    assert error.message.id.startswith("mine.toml")
    assert sentence in error.message.en
    assert error.message.id != error.message.en
    assert error.hint is not None
    assert "smartflow workflow lint mine.toml" in error.hint.id


def test_all_unknown_keys_are_named_at_once() -> None:
    """A file with three slips needs one look, not three."""
    content = HEAD + 'titel = "x"\n' + STAGE + "due_day = 3\nworksheet = []\n"
    with pytest.raises(UnknownKey) as caught:
        read_definition(content.encode(), "mine.toml")
    named = [
        word for word in ("titel", "due_day'", "worksheet'") if word in caught.value.message.en
    ]
    assert named == ["titel", "due_day'", "worksheet'"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A missing file and a folder are refusals, not tracebacks."""
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UnreadableDefinition) as caught:
            read_definition(path)
        assert str(path) in caught.value.message.id


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    """Windows editors save other encodings; the line of the first bad byte is named."""
    with pytest.raises(UnreadableDefinition) as caught:
        read_definition(b'[workflow]\nkey = "\xe9"\n', "mine.toml")
    assert "line 2" in caught.value.message.en


def test_windows_line_ends_and_byte_order_mark_are_read(short_toml: str) -> None:
    """What Notepad makes of a file reads like the file."""
    windows = b"\xef\xbb\xbf" + short_toml.replace("\n", "\r\n").encode()
    assert read_definition(windows) == read_definition(short_toml.encode())


def test_numbers_stay_exact(short_toml: str) -> None:
    """A number with a point is the decimal that was written, never a float."""
    text = short_toml.replace("coverage = 0.8", "coverage = 0.1000000000000000055511151231257827")
    definition = read_definition(text.encode())
    expected = Decimal("0.1000000000000000055511151231257827")
    assert definition.settings["basics"]["coverage"] == expected
