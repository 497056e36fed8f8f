"""Files of cases: what holds for a file and a folder, where each case stands, what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from smartflow.cases import CaseFault, Wanted, case_of, read_cases, read_folder

TWO = """\
stage = "swot_tows"

[[case]]
name = "one"
status = "pass"

[[case]]
name = "two"
as_of = 2025-01-02
stage = "issue_analysis"
rows.issues = [{ data = 12.50 }]
[[case.findings]]
column = "data"
says = "salah"
"""


def written(folder: Path, name: str, content: str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_case_says_more_than_its_file_and_that_more_than_its_folder(tmp_path: Path) -> None:
    """What a case says stands in the place of the file's word, and that in the folder's."""
    written(tmp_path, "defaults.toml", 'stage = "approved"\ndimensions = ["living"]\n')
    first, second = read_cases(written(tmp_path, "ISU002.toml", TWO))
    living = {"rule": "ISU002", "dimensions": ["living"]}
    assert {**living, "stage": "swot_tows"} == first.given
    assert second.given["stage"] == "issue_analysis"
    assert second.given["dimensions"] == ["living"]


def test_a_case_knows_its_rule_place_and_wish(tmp_path: Path) -> None:
    """The file's name is the rule, the heading's line the place; numbers are exact."""
    first, second = read_cases(written(tmp_path, "ISU002.toml", TWO), "cases/ISU002.toml")
    assert (first.rule, first.place) == ("ISU002", "cases/ISU002.toml:3 'one'")
    assert (second.rule, second.line) == ("ISU002", 7)
    assert first.wanted == (Wanted(status="pass"),)
    assert second.wanted == (Wanted(column="data", says="salah"),)
    assert str(second.given["rows"]["issues"][0]["data"]) == str(Decimal("12.50"))


def test_a_case_may_name_another_rule(tmp_path: Path) -> None:
    """A file that is not called after a rule says it, for all of its cases or in one of them."""
    content = 'rule = "ISU001"\n[[case]]\nname = "a"\nstatus = "pass"\n'
    more = '[[case]]\nname = "b"\nrule = "ISU002"\nstatus = "pass"\n'
    cases = read_cases(written(tmp_path, "issues.toml", content + more))
    assert [case.rule for case in cases] == ["ISU001", "ISU002"]


def test_cases_in_one_line_have_no_line_of_their_own(tmp_path: Path) -> None:
    """An inline list has no headings to point at."""
    content = 'case = [{ name = "a", status = "pass" }]\n'
    (case,) = read_cases(written(tmp_path, "ISU001.toml", content))
    assert (case.line, case.place) == (0, "ISU001.toml 'a'")


def test_a_folder_is_its_files_that_are_called_after_a_rule(tmp_path: Path) -> None:
    """Other files of a folder are no cases: the defaults, a note, a file in capitals only."""
    one = '[[case]]\nname = "a"\nstatus = "pass"\n'
    for name in ("QWN001.toml", "ISU001.toml", "notes.toml", "ISU.toml", "ISU0012.toml"):
        written(tmp_path, name, one)
    written(tmp_path, "defaults.toml", "")
    assert [case.rule for case in read_folder(tmp_path)] == ["ISU001", "QWN001"]


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    """A misspelt folder must not look like one whose cases all pass."""
    with pytest.raises(CaseFault, match=r"it has no file of cases, such as PPJ001\.toml"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[case]", r"^ISU001\.toml: unreadable: .*line 1"),
        ("", r"^ISU001\.toml: it has no \[\[case\]\]"),
        ("case = 5", r"^ISU001\.toml, case: it must be a list"),
        ("case = [5]", r"^ISU001\.toml: it must be a table"),
        ('stge = "x"\n[[case]]', r"^ISU001\.toml, stge: .*Did you mean 'stage'\?"),
        ('name = "x"\n[[case]]', r"^ISU001\.toml, name: there is no key 'name'"),
        ('[[case]]\nstatus = "pass"', r"^ISU001\.toml '', name: it needs a name"),
        ('[[case]]\nname = "a"', r"^ISU001\.toml 'a', status: say what is wanted"),
        (
            '[[case]]\nname = "a"\nstatus = "pass"\nfindings = [{}]',
            r"^ISU001\.toml 'a', status: .*only one of them",
        ),
        ('[[case]]\nname = "a"\nstatus = "passes"', r"'a', status: .*Did you mean 'pass'\?"),
        ('[[case]]\nname = "a"\nstatus = "error"', r"'a', status: there is no status 'error'"),
        ('[[case]]\nname = "a"\nfindings = []', r"'a', findings: it must not be empty"),
        (
            '[[case]]\nname = "a"\nfindings = [{ say = "x" }]',
            r"'a', findings\[1\]\.say: .*Did you mean 'says'",
        ),
        (
            '[[case]]\nname = "a"\nfindings = [{ row = 1 }]',
            r"'a', findings\[1\]: Expected `str \| null`, got `int`",
        ),
        ('[[case]]\nname = "a"\nstats = "pass"', r"'a', stats: .*Did you mean 'status'"),
    ],
)
def test_a_bad_file_is_told_at_its_place(tmp_path: Path, content: str, says: str) -> None:
    """File, case and path are named, and what was probably meant."""
    with pytest.raises(CaseFault, match=says):
        read_cases(written(tmp_path, "ISU001.toml", content))


def test_a_table_is_a_case_without_a_file() -> None:
    """The examples inside a rule file are read the same way."""
    table: dict[str, Any] = {"name": "a", "status": "fail", "rows": {"issues": [{}]}}
    case = case_of(table, "PDG001")
    assert (case.rule, case.place) == ("PDG001", "'a'")
    assert case.given == {"rule": "PDG001", "rows": {"issues": [{}]}}
