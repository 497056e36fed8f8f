"""A rule file that is wrong: everything is told at once, at its line and column.

The files in ``rule_files/faults`` say themselves what must be found: below a line stand comments
whose ``<`` is at the column, followed by the sentence.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Column, Text, Worksheet
from smartflow.plugin.cel.library import library
from smartflow.plugin.rule_file import Fault, RuleFileFault, read_rules

FOLDER = Path(__file__).parent / "rule_files"
NAME = Text(id="Nama", en="Name")
WORKSHEETS = {
    "issues": Worksheet(
        "issues",
        1,
        NAME,
        (
            Column("issue", NAME),
            Column("location", NAME),
            Column("source", NAME),
            Column("year", NAME, type="integer"),
        ),
    ),
    "actions": Worksheet("actions", 1, NAME, (Column("budget", NAME, type="money"),)),
}

MINIMAL = """\
[[rule]]
code = "PDG001"
title = { id = "a", en = "b" }
why = { id = "a", en = "b" }
fix = { id = "a", en = "b" }
message = { id = "a", en = "b" }
stages = ["draft"]
cites = ["x"]
each = "issues"
check = CHECK
"""


def refusal(path: Path) -> RuleFileFault:
    """Return how a file is refused."""
    with pytest.raises(RuleFileFault) as caught:
        read_rules(path, WORKSHEETS, f"rules/{path.name}")
    return caught.value


def written(tmp_path: Path, content: str | bytes) -> Path:
    """Write a rule file."""
    path = tmp_path / "padang.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def wanted(path: Path) -> set[tuple[int, int, str]]:
    """Return what the comments of a file say must be found: line, column, sentence."""
    found: set[tuple[int, int, str]] = set()
    line = 0
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        said = re.match(r"#( *)< (.*)", text)
        if said is None:
            line = number
        else:
            column = 1 if not said[1] else said.end(1) + 1
            found.add((line, column, said[2]))
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("faults/*.toml")), ids=lambda path: path.stem)
def test_every_fault_is_told_at_its_place(path: Path) -> None:
    """Nothing else is said than the comments say, and nothing less."""
    found = {(fault.line, fault.column, fault.text.en) for fault in refusal(path).faults}
    assert found == wanted(path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("faults/*.toml")), ids=lambda path: path.stem)
def test_every_fault_is_told_in_indonesian_too(path: Path) -> None:
    """Each sentence has its Indonesian one, with the same place, and is not the English one."""
    text = refusal(path).text
    pairs = list(zip(text.id.split("\n"), text.en.split("\n"), strict=True))
    numbers = [re.findall(r"\d+", one)[:2] == re.findall(r"\d+", other)[:2] for one, other in pairs]
    assert all(numbers)
    assert [one for one, other in pairs if one == other] == []


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        (b"", 0, 0, "the file is empty"),
        (b"# only a comment\n", 0, 0, "the file is empty"),
        (b'version = "1"\n', 1, 1, "there is no [[rule]] in the file"),
        (b"[[rule]]\ncode = \n", 2, 8, "this is not valid TOML (Invalid value)"),
        (b'[[rule]]\ncode = "PDG001\n', 2, 15, "this is not valid TOML"),
        (b'[[rule]]\ncode = """PDG001', 2, 17, "this is not valid TOML"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, 0, 0, "lists are nested too deeply"),
        (b'[[rule]]\ncode = "caf\xe9"\n', 2, 12, "the file is not UTF-8 text"),
        ("rule = 1\n".encode("utf-16"), 1, 1, "the file is not UTF-8 text"),
        (b"#" * 1_000_001, 0, 0, "the file is larger than 1 MB"),
        (b"rule = 3\n", 1, 8, "'rule' must be written [[rule]]"),
        (b"rule = [3]\n", 1, 9, "'rule' must be written [[rule]]"),
        (b'api = "1"\n[[rule]]\n', 1, 8, "'api' must be a number"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, content: bytes, line: int, column: int, words: str
) -> None:
    """What is no rule file at all is refused in one sentence that says where and what."""
    fault = refusal(written(tmp_path, content)).faults[0]
    assert (fault.line, fault.column, fault.text.en[: len(words)]) == (line, column, words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("row = { year = 18,5 }", "A number has nothing between thousands, and a point for"),
        ("row = { budget = 1.000.000 }", "A number has nothing between thousands, and a point"),
        ("title = { id = \u201ca\u201d }", "Put straight quotes in place of the curved ones"),
        ("check = 'location != ''", "A text in an expression has double quotes"),
        ("check = 'location != 'x' || year > 1'", "A text in an expression has double quotes"),
        ('row = { issue = "18,5" source = "" }', "Look at the quotes, brackets and equals signs"),
        ("check = 'location", "Look at the quotes, brackets and equals signs"),
    ],
)
def test_what_is_usual_elsewhere_is_known(tmp_path: Path, line: str, words: str) -> None:
    """A line that is no TOML is told by the habit behind it, when there is a known one."""
    fault = refusal(written(tmp_path, f"[[rule]]\n{line}\n")).faults[0]
    assert (fault.line, fault.text.en.partition("). ")[2][: len(words)]) == (2, words)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that vanished between the listing and the reading is a fault like any other."""
    text = refusal(tmp_path / "padang.toml").text
    assert text.en == "rules/padang.toml: the file cannot be opened (No such file or directory)."


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    """A folder called padang.toml is a fault, not a crash."""
    (tmp_path / "padang.toml").mkdir()
    assert refusal(tmp_path / "padang.toml").text.en.startswith(
        "rules/padang.toml: the file cannot"
    )


def test_the_place_is_said_in_words(tmp_path: Path) -> None:
    """The sentence begins with the file as it was called, its line and its column."""
    text = refusal(written(tmp_path, MINIMAL.replace("CHECK", "'locaton == \"\"'"))).text
    assert text == Text(
        id="rules/padang.toml, baris 10, kolom 10: kolom atau nama 'locaton' tidak ada. Maksud Anda"
        " 'location'?",
        en="rules/padang.toml, line 10, column 10: there is no column or name 'locaton'. Did you"
        " mean 'location'?",
    )


@pytest.mark.parametrize(
    ("check", "line", "column"),
    [
        ('"locaton == \\"\\""', 10, 10),
        ("'''locaton == \"\"'''", 10, 12),
        ('"""\nlocaton == \'\'"""', 11, 1),
        ('"""\n\n  issue == \'\'\n   && locaton == \'\'\n"""', 13, 7),
        ('"""\\\n    issue != \'\' && \\\n    locaton == \'\'"""', 12, 5),
        ("\"\\u0069ssue != '\\t' && locaton == ''\"", 10, 32),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_place_inside_a_text_is_the_place_in_the_file(  # noqa: PLR0913  a table
    tmp_path: Path, check: str, line: int, column: int, end: str, mark: str
) -> None:
    """In any kind of text, with Windows line breaks and a byte order mark or without."""
    content = mark + MINIMAL.replace("CHECK", check).replace("\n", end)
    places = [(f.line, f.column) for f in refusal(written(tmp_path, content)).faults]
    assert places == [(line, column)]


def test_without_the_library_a_rule_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the extra is not installed, the fault names the command that installs it."""
    path = written(tmp_path, MINIMAL.replace("CHECK", "'true'"))
    monkeypatch.setitem(sys.modules, "cel_expr_python.cel", None)
    library.cache_clear()
    try:
        text = refusal(path).text
    finally:
        library.cache_clear()
    assert 'pip install "smartflow-engine[rules]"' in text.en
    assert 'pip install "smartflow-engine[rules]"' in text.id


PIECES = [
    '"',
    "'",
    "\n",
    "[",
    "]]",
    "{",
    "}",
    "=",
    " = 3",
    "[]",
    "{}",
    "true",
    "-1",
    "1e400",
    "nan",
    "2026-01-01",
    "\\",
    "\n[[rule]]\n",
    "\n[rule]\n",
    "check = '('\n",
    "size(",
    "rows.map(r, ",
    "{issue",
]


GOOD = (FOLDER / "good.toml").read_text("utf-8")


def faults_of(text: str) -> tuple[Fault, ...]:
    """Return the faults of a file, none when it is sound."""
    try:
        read_rules(text.encode(errors="replace"), WORKSHEETS, "rules/good.toml")
    except RuleFileFault as fault:
        return fault.faults
    return ()


@given(data=st.data())
def test_whatever_stands_in_a_file_it_is_read_or_refused(data: st.DataObject) -> None:
    """A file that was damaged anywhere gives rules or faults with places, never a crash."""
    start = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 40))
    other = data.draw(st.sampled_from(PIECES) | st.text(max_size=6))
    text = GOOD[:start] + other + GOOD[start + length :]
    lines = text.count("\n") + 1
    beyond = [fault for fault in faults_of(text) if not 0 <= fault.line <= lines]
    assert beyond == []
