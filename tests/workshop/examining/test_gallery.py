"""A gallery of plugins, each bad in one way: the check finds that, and nothing else.

Each is checked for real, in the two processes of the check.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kit.toy_workflow import toy_workflow

from smartflow.workshop.examining import ASPECTS, Report

pytestmark = pytest.mark.slow

SOMEWHERE = """
[[case]]
name = "somewhere"
status = "pass"
rows.issues = [{ issue = "Banjir", location = "Kel. Kubang", year = 2025 }]
"""
NOWHERE = """
[[case]]
name = "nowhere"
rows.issues = [{ issue = "Banjir", year = 2025 }]
[[case.findings]]
column = "location"
"""
CASES_ANYWHERE = f"""{SOMEWHERE}
[[case]]
name = "nowhere"
rows.issues = [{{ issue = "Banjir", year = 2025 }}]
[[case.findings]]
row = "DINAS/issues/1"
"""
MISSPELT = """
[[case]]
name = "misspelt"
status = "pass"
rows.issues = [{ isue = "Banjir" }]
"""

Check = Callable[..., Report]
VALUES = 'values = {"issue": row.text("issue")}'
HOOK = "\n\n@smartflow.hookimpl\ndef smartflow_register_rules"


def found(report: Report) -> set[tuple[str, str, str]]:
    """Return what a report says, without its words: code, severity and subject."""
    return {(one.code, one.severity, one.about) for one in report.remarks}


def before_hook(source: str) -> tuple[str, str]:
    """Return the edit that puts another hook or function into the module."""
    return HOOK, f"\n\n{source}\n{HOOK}"


def in_loop(line: str) -> tuple[str, str]:
    """Return the edit that runs a line for each row."""
    return VALUES, f"{VALUES}\n        {line}"


def trying(line: str) -> tuple[str, str]:
    """Return the edit that tries a line for each row, and goes on whatever it raises."""
    return in_loop(f"try:\n            {line}\n        except OSError:\n            pass")


def at_import(*lines: str) -> tuple[str, str]:
    """Return the edit that tries some lines while the module is imported."""
    tried = "".join(f"    {line}\n" for line in lines)
    return ("SMARTFLOW_API", f"try:\n{tried}except OSError:\n    pass\nSMARTFLOW_API")


SETTING = before_hook(
    "@smartflow.hookimpl\ndef smartflow_register_settings():\n"
    "    yield smartflow.Setting(key='at_least', type='integer', default=1,"
    " title=Text(id='Paling sedikit', en='At least'))"
)
FORMAT = (
    "@smartflow.hookimpl\ndef smartflow_register_formats():\n"
    "    yield smartflow.OutputFormat(key='line', media_type='text/plain', suffix='.txt',"
    " renders=('verdict', 'table'), function=write)\n"
)
CHAPTER = (
    "@smartflow.hookimpl\ndef smartflow_register_chapters():\n"
    "    yield smartflow.Chapter(key='foreword', book='plan', position=0, function=chapter)\n"
)

LOOSE = {
    "no contract number": ([("SMARTFLOW_API = 1\n", "")], "CHK002", "warning", "contoh"),
    "an import that reaches deep": (
        [("import smartflow\n", "import smartflow\nfrom smartflow.plugin import registry\n")],
        *("CHK004", "warning", "contoh"),
    ),
    "an import of a room": (
        [("import smartflow\n", "import smartflow\nfrom smartflow import model\n")],
        *("CHK004", "warning", "contoh"),
    ),
    "an import that changes the folder": (
        [("import smartflow\n", "import os\nimport smartflow\nos.chdir(os.sep)\n")],
        *("CHK005", "warning", "contoh"),
    ),
    "a day taken at import": (
        [("SMARTFLOW_API", "import datetime\nTODAY = datetime.date.today()\nSMARTFLOW_API")],
        *("CHK005", "error", "contoh"),
    ),
    "a program started at import": (
        [at_import("import subprocess", "subprocess.run(['true'])")],
        *("CHK005", "error", "contoh"),
    ),
    "a file written at import": (
        [at_import("import pathlib", "pathlib.Path('x').write_text('')")],
        *("CHK005", "error", "contoh"),
    ),
    "a copied translation": (
        [('en="Nobody acts on what is nowhere."', 'en="Isu tanpa lokasi tidak tertangani."')],
        *("CHK102", "warning", "TST001"),
    ),
    "a placeholder in one language": (
        [("Issue '{issue}' is nowhere.", "The issue is nowhere.")],
        *("CHK102", "warning", "TST001"),
    ),
    "an empty setting's title": (
        [SETTING, ("en='At least'", "en=''")],
        *("CHK102", "error", "contoh.at_least"),
    ),
    "no source": (
        [('cites=("Perwali 1/2026",)', 'cites=(), severity="warning"')],
        *("CHK103", "warning", "TST001"),
    ),
    "an empty source": (
        [('("Perwali 1/2026",)', '("Perwali 1/2026", " ")')],
        *("CHK103", "warning", "TST001"),
    ),
    "a stage that no workflow has": (
        [('("issue_analysis",)', '("issue_analysis", "issue_analyses")')],
        *("CHK104", "warning", "contoh"),
    ),
    "a worksheet that is not there": (
        [('reads=("issues",)', 'reads=("issues", "isues")')],
        *("CHK104", "warning", "contoh"),
    ),
    "a worksheet that reads does not name": (
        [in_loop('dossier.rows("swot")')],
        *("CHK105", "warning", "TST001"),
    ),
    "a misspelt setting": (
        [SETTING, in_loop('settings.get("at_leest", 1)')],
        *("CHK106", "error", "TST001"),
    ),
    "a format without a line break at its end": (
        [before_hook(f"def write(thing, language):\n    return b'x'\n\n\n{FORMAT}")],
        *("CHK108", "error", "line"),
    ),
    "a format that fails on an empty table": (
        [
            before_hook(
                "def write(thing, language):\n"
                f"    return str(getattr(thing, 'rows', (1,))[0]).encode() + b'\\n'\n\n\n{FORMAT}"
            )
        ],
        *("CHK108", "error", "line"),
    ),
    "a format that fails on an empty book": (
        [
            before_hook(
                "def write(thing, language):\n"
                f"    return str(thing.chapters[0].key).encode() + b'\\n'\n\n\n{FORMAT}"
            ),
            ("renders=('verdict', 'table')", "renders=('book',)"),
        ],
        *("CHK108", "error", "line"),
    ),
    "a format that renders what there is not": (
        [
            before_hook(f"def write(thing, language):\n    return b'x\\n'\n\n\n{FORMAT}"),
            ("renders=('verdict', 'table')", "renders=('letter',)"),
        ],
        *("CHK108", "error", "line"),
    ),
    "a chapter that fails for an empty city": (
        [before_hook(f"def chapter(dossier, s):\n    return dossier.agencies[0]\n\n\n{CHAPTER}")],
        *("CHK109", "error", "foreword"),
    ),
    "a rule that does not expect empty cells": (
        [in_loop('row["year"] + 1')],
        *("CHK201", "error", "TST001"),
    ),
    "a message that lacks a value": (
        [in_loop('values = {} if row.text("unit") else values')],
        *("CHK202", "error", "TST001"),
    ),
    "a message with blanks at its end": (
        [("belum berlokasi.", "belum berlokasi. ")],
        *("CHK202", "warning", "TST001"),
    ),
    "a rule that counts its calls": (
        [
            ("def judge", "CALLS = []\n\n\ndef judge"),
            in_loop('CALLS.append(1)\n        values["issue"] = len(CALLS)'),
        ],
        *("CHK203", "error", "TST001"),
    ),
    "a rule that names the first row": (
        [('row.text("issue")', 'rows[0].text("issue")')],
        *("CHK204", "error", "TST001"),
    ),
    "a rule that says a hash": (
        [('row.text("issue")', 'hash(row.text("issue"))')],
        *("CHK205", "error", "TST001"),
    ),
    "a rule that writes a file": ([trying('open("x", "w")')], "CHK206", "error", "TST001"),
    "a rule that deletes a file": (
        [trying('__import__("os").remove("x")')],
        *("CHK206", "error", "TST001"),
    ),
    "a rule that calls somebody": (
        [trying('__import__("socket").create_connection(("127.0.0.1", 9))')],
        *("CHK206", "error", "TST001"),
    ),
    "a rule that starts a program": (
        [trying('__import__("subprocess").run(["true"])')],
        *("CHK206", "error", "TST001"),
    ),
    "a rule that asks for the day": (
        [in_loop('__import__("datetime").date.today()')],
        *("CHK207", "error", "TST001"),
    ),
    "a rule that asks for the time": (
        [in_loop('__import__("time").time()')],
        *("CHK207", "error", "TST001"),
    ),
    "a rule that draws lots": (
        [in_loop('__import__("random").random()')],
        *("CHK207", "error", "TST001"),
    ),
    "a rule that draws lots of its own": (
        [in_loop('__import__("random").Random().random()')],
        *("CHK207", "error", "TST001"),
    ),
    "a rule that reads a file": (
        [in_loop("open(__file__).close()")],
        *("CHK208", "warning", "TST001"),
    ),
    "a rule that prints": ([in_loop("print(row)")], "CHK211", "warning", "TST001"),
    "a rule that changes the folder": (
        [in_loop('__import__("os").chdir("/")')],
        *("CHK211", "warning", "TST001"),
    ),
    "a finding at a misspelt column": (
        [('column="location"', 'column="locaton" if row.text("unit") else "location"')],
        *("CHK212", "error", "TST001"),
    ),
    "an observer that expects one act alone": (
        [
            before_hook(
                "@smartflow.hookimpl\ndef smartflow_recorded(entry):\n    entry['body']['filler']"
            )
        ],
        *("CHK213", "error", "contoh"),
    ),
    "a rule that ends the process": (
        [in_loop('len(rows) < 100 or __import__("os")._exit(7)')],
        *("CHK210", "error", "TST001"),
    ),
}


def test_a_sound_loose_file_is_clean(check_loose: Check) -> None:
    """The plugin of which the bad ones are made has no fault."""
    report = check_loose()
    assert (report.exit_code, report.remarks) == (0, ())


@pytest.mark.parametrize("name", LOOSE)
def test_each_bad_plugin_is_found_by_its_remark(check_loose: Check, name: str) -> None:
    """One fault gives its own remark and no other, and only an error fails the check."""
    edits, code, severity, about = LOOSE[name]
    report = check_loose(edits)
    assert {(code, severity, about)} == found(report)
    assert (1 if severity == "error" else 0) == report.exit_code


@pytest.mark.parametrize(
    "line",
    ['__import__("random").Random(4).random()', '__import__("decimal").Decimal(1).sqrt()'],
    ids=["lots from a fixed seed", "a module that is imported late"],
)
def test_what_computes_alone_is_clean(check_loose: Check, line: str) -> None:
    """A generator with a seed is no chance, and an import inside a rule reads no file."""
    assert check_loose([in_loop(line)]).remarks == ()


def test_all_public_names_at_once_are_public_names(check_loose: Check) -> None:
    """``from smartflow import *`` brings nothing but what a plugin may rely on."""
    edit = ("from smartflow import Finding, NotApplicable, Rule, Text", "from smartflow import *")
    assert check_loose([edit]).remarks == ()


def test_a_misspelt_setting_is_guessed(check_loose: Check) -> None:
    """The key that was probably meant is named."""
    (one,) = check_loose([SETTING, in_loop('settings.get("at_leest", 1)')]).remarks
    assert (one.place, "'at_least'" in one.message.en) == ("settings['at_leest']", True)


def test_a_misspelt_column_in_a_mapping_is_guessed(check_loose: Check) -> None:
    """What a row rule gives back for a row is looked at as a Finding is."""
    by_row = (
        "def by_row(row, settings):\n    if not row.text('location'):\n"
        "        return {'issue': row.text('issue'), 'column': 'locaton'}\n\n\ndef judge"
    )
    report = check_loose(
        [("def judge", by_row), ("function=judge", 'function=by_row, each="issues"')],
        cases=CASES_ANYWHERE,
    )
    (one,) = (one for one in report.remarks if one.code == "CHK212")
    assert (one.about, one.place, "'location'?" in one.message.en) == ("TST001", "locaton", True)


def test_two_families_in_two_rules(check_loose: Check) -> None:
    """A slip in the letters of a code is found."""
    report = check_loose(
        [('rule("TST001")', 'rule("TST001")\n    yield rule("TSX001")')], more=["TSX001"]
    )
    assert {("CHK101", "warning", "contoh")} == found(report)


def test_a_crash_names_row_and_line(check_loose: Check) -> None:
    """For a row rule the row at which it broke is named, and the line in the file."""
    report = check_loose(
        [
            (
                "def judge",
                "def by_row(row, settings):\n    return row['year'] + 1 and None\n\n\ndef judge",
            ),
            ("function=judge", 'function=by_row, each="issues"'),
        ],
        cases=SOMEWHERE,
    )
    words = next(one.message.en for one in report.remarks if one.code == "CHK201")
    assert ("at row DINAS" in words, "(contoh.py, line 11)" in words) == (True, True)


def test_a_deed_names_its_line(check_loose: Check, tmp_path: Path) -> None:
    """What a rule does is ascribed to the line that does it, and a write never happens."""
    witness = tmp_path / "witness"
    (one,) = check_loose([trying(f"open({str(witness)!r}, 'w')")]).remarks
    assert (one.place, witness.exists()) == ("contoh.py, line 17", False)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no alarm on Windows")
def test_a_rule_that_never_ends(check_loose: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped, named with its line, and not tried on any other city."""
    monkeypatch.setenv("SMARTFLOW_RULE_SECONDS", "2")
    (one,) = check_loose([in_loop("while len(rows) > 100:\n            pass")]).remarks
    assert (one.code, one.about) == ("CHK210", "TST001")
    assert "(contoh.py, line 1" in one.message.en


def test_an_import_that_never_ends(check_loose: Check) -> None:
    """A plugin that hangs is given up, and the check says where."""
    report = check_loose([("SMARTFLOW_API", "while True:\n    pass\nSMARTFLOW_API")], limit=2.0)
    assert ({("CHK210", "error", "contoh")}, 3) == (found(report), report.exit_code)


def test_what_does_not_load(check_loose: Check) -> None:
    """A plugin that the loader refuses ends the check with its reason and exit code 3."""
    report = check_loose([("def judge(", "def judge((")])
    assert ({("CHK001", "error", "contoh")}, 3) == (found(report), report.exit_code)


# -- its own examples -----------------------------------------------------------------------------


def test_an_example_that_cannot_be_read(check_loose: Check) -> None:
    """A misspelt column is told at its case, with what was meant."""
    report = check_loose(cases=SOMEWHERE + NOWHERE + MISSPELT)
    (one,) = report.remarks
    assert (one.code, "Did you mean 'issue'" in one.message.en) == ("CHK301", True)


def test_an_example_that_does_not_hold(check_loose: Check) -> None:
    """What a case wants and does not get is an error at its line."""
    (one,) = check_loose(cases=SOMEWHERE + NOWHERE.replace('"location"', '"issue"')).remarks
    assert (
        one.code,
        one.severity,
        one.place,
    ) == ("CHK302", "error", "cases/TST001.toml:7 'nowhere'")


def test_a_rule_that_is_never_shown_to_find_anything(check_loose: Check) -> None:
    """A case that passes is not enough."""
    report = check_loose(cases=SOMEWHERE)
    assert {("CHK303", "warning", "TST001")} == found(report)


# -- rule files -----------------------------------------------------------------------------------

RULE_FILES = {
    "no contract number": ([("api = 1\n", "")], "CHK002", "contoh"),
    "an example that is found though it should pass": (
        [('location = "Kel. Kubang"', 'location = ""')],
        *("CHK302", "TST001"),
    ),
    "a finding that says something else": (
        [('says = "belum berlokasi"', 'says = "tidak berlokasi"')],
        *("CHK302", "TST001"),
    ),
    "no example that fails": (
        [('[[rule.fails]]\nrow = { issue = "Banjir" }\nsays = "belum berlokasi"\n', "")],
        *("CHK303", "TST001"),
    ),
}


def test_a_sound_rule_file_is_clean(check_rule_file: Check) -> None:
    """The rule file of which the bad ones are made has no fault, and needs no trust."""
    report = check_rule_file()
    assert (report.exit_code, report.remarks) == (0, ())


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        ('says = "tidak berlokasi"', "Isu 'Banjir' belum berlokasi."),
        ('says_en = "is no place"', "Issue 'Banjir' is nowhere."),
        ('says = "belum berlokasi"\nsays_en = "is no place"', "Issue 'Banjir' is nowhere."),
    ],
)
def test_what_was_said_stands_in_the_language_of_the_words(
    check_rule_file: Check, says: str, shown: str
) -> None:
    """Words that were wanted can be compared with what was said, whoever reads the report."""
    remark = check_rule_file([('says = "belum berlokasi"', says)]).remarks[0]
    assert (shown in remark.message.id, shown in remark.message.en) == (True, True)


@pytest.mark.parametrize("name", RULE_FILES)
def test_each_bad_rule_file_is_found_by_its_remark(check_rule_file: Check, name: str) -> None:
    """One fault gives its own remark, under the aspect that it offends."""
    edits, code, about = RULE_FILES[name]
    assert {(code, about)} <= {(one.code, one.about) for one in check_rule_file(edits).remarks}


def test_a_rule_file_that_does_not_load(check_rule_file: Check) -> None:
    """The loader's own words, with line and column, are the remark."""
    report = check_rule_file([("location !=", "loction !=")])
    (one,) = report.remarks
    assert (one.code, report.exit_code) == ("CHK001", 3)
    assert "contoh.toml, line 13" in one.message.en


# -- installed plugins ----------------------------------------------------------------------------


def test_an_installed_plugin_is_found_where_its_package_lies(check_installed: Check) -> None:
    """By its name alone everything but its examples, which no wheel brings, is looked at."""
    report = check_installed(requires=("smartflow-engine>=0.1",))
    assert {("CHK303", "warning", "contoh")} == found(report)
    assert [time.rule for time in report.times] == ["TST001"]


def test_an_installed_plugin_for_another_engine(check_installed: Check) -> None:
    """What the loader would not take is told with its reason."""
    report = check_installed(requires=("smartflow-engine>=9",))
    assert ({("CHK001", "error", "contoh")}, 3) == (found(report), report.exit_code)


# -- projects -------------------------------------------------------------------------------------

FLOW = before_hook(
    "@smartflow.hookimpl\ndef smartflow_register_workflows():\n"
    "    from pathlib import Path\n\n    yield Path(__file__).with_name('flow.toml')\n"
)
WORKFLOW = """
[workflow]
key = "contoh"
version = 1
extends = "masterplan@1"
title = { id = "Contoh", en = "Example" }

[[transition]]
from = "issue_analysis"
to = "swot_tows"
rules = ["NON"]
"""


def test_a_sound_project_is_clean(check_project: Check) -> None:
    """A folder that is not installed is checked from where it lies."""
    report = check_project()
    assert (report.exit_code, report.remarks) == (0, ())


def test_a_project_that_requires_no_engine(check_project: Check) -> None:
    """Without a requirement nobody knows for which engine it was made."""
    report = check_project([('"smartflow-engine>=0.1"', '"attrs"')])
    assert {("CHK003", "warning", "contoh")} == found(report)


def test_a_workflow_that_names_an_unknown_rule(check_project: Check) -> None:
    """The remarks of lint are the check's."""
    report = check_project(module=[FLOW], flow=WORKFLOW)
    assert {("CHK107", "error", "contoh@1")} == found(report)


ANOTHER = toy_workflow(
    {"draft": ("Rancangan", "Draft", 'worksheets = ["issues"]'), "done": ("Selesai", "Done")},
    {("draft", "done"): 'rules = ["TST"]'},
    key="desa",
    dimensions=("living",),
)


def test_a_workflow_beside_the_national_one(check_project: Check) -> None:
    """A rule is tried in the workflow that has its stage, its examples too."""
    report = check_project(module=[FLOW, ('"issue_analysis"', '"draft"')], flow=ANOTHER)
    assert "error" not in {one.severity for one in report.remarks}
    (time,) = report.times
    assert (time.examples, time.samples) == (2, 5)


def test_the_gallery_shows_every_aspect() -> None:
    """No aspect is without a plugin that offends it."""
    shown = {code for _, code, *_ in (*LOOSE.values(), *RULE_FILES.values())}
    elsewhere = {"CHK001", "CHK003", "CHK101", "CHK107", "CHK209", "CHK301"}
    assert set(ASPECTS) == shown | elsewhere
