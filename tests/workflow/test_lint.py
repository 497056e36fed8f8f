"""Lint: each code with a file that fails it and a file that passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Owned, Registry
from smartflow.workflow import Catalogue, LintFinding, UnknownStage, Workflow, move
from smartflow.workflow.lint.run import CODES, UnsoundWorkflow, lint, require_shape

MakeRegistry = Callable[..., Registry]

NEW_STAGE = '[[stage]]\nkey = "extra"\ntitle = { id = "E", en = "E" }\n'
BOARD = '[[role]]\nkey = "board"\ntitle = { id = "B", en = "B" }\nbody = true\n\n'
BOOK = '[[book]]\nkey = "sheet"\ntitle = { id = "L", en = "S" }\n'
TEAM = 'sign_offs = [{ role = "team" }]\n'


def way(start: str, to: str, gate: str = TEAM) -> str:
    """Return a transition with a gate."""
    return f'[[transition]]\nfrom = "{start}"\nto = "{to}"\n{gate}'


# code, what is put in place of what, what is added, where it must be found, words of the remark
FAILING: list[tuple[str, tuple[str, str], str, str, str]] = [
    ("WFL001", ('initial = "draft"', 'initial = "drft"'), "", "workflow.initial", "'draft'"),
    ("WFL002", ('final = ["done"]', "final = []"), "", "workflow.final", "at least one"),
    ("WFL002", ('final = ["done"]', 'final = ["don"]'), "", "workflow.final", "'done'"),
    ("WFL003", ("", ""), way("draft", "dnoe"), "transition draft -> dnoe", "'done'"),
    ("WFL003", ("", ""), way("drfat", "done"), "transition drfat -> done", "'draft'"),
    ("WFL004", ("", ""), NEW_STAGE + way("extra", "done"), "stage extra", "cannot be reached"),
    ("WFL005", ("", ""), NEW_STAGE + way("draft", "extra"), "stage extra", "not a final one"),
    (
        "WFL006",
        ("", ""),
        NEW_STAGE + way("draft", "extra") + way("extra", "extra"),
        "stage extra",
        "No path leads",
    ),
    ("WFL007", ("", ""), way("done", "draft"), "transition done -> draft", "final stage"),
    (
        "WFL008",
        ("", ""),
        NEW_STAGE + way("draft", "extra", ""),
        "transition draft -> extra",
        "neither",
    ),
    ("WFL025", ("", ""), '[[plugin]]\nname = "basiks"\n', "plugin basiks", "'basics'"),
    (
        "WFL025",
        ("", ""),
        f'[[plugin]]\nname = "basics"\nfingerprint = "{"a" * 64}"\n',
        "plugin basics",
        "a" * 64,
    ),
    (
        "WFL028",
        ("", ""),
        BOOK + 'whole_after = "drafd"\n',
        "book sheet",
        "'draft'",
    ),
    ("WFL009", ("", ""), BOOK + 'rules = ["ISU01"]\n', "book sheet", "'ISU001'"),
    (
        "WFL029",
        ('initial = "draft"', 'initial = "draft"\nemblem = "logo"'),
        "",
        "workflow.emblem",
        "'logo'",
    ),
    ("WFL030", ("", ""), BOOK, "book sheet", "No plugin fills"),
    (
        "WFL026",
        ("quorum = 1 }", 'quorum = 1 }, { role = "board", signed = true }'),
        BOARD,
        "transition draft -> done",
        "'board' decides in meetings",
    ),
    (
        "WFL027",
        ("quorum = 1 }", "quorum = 1, signed = true, minutes = true }"),
        "",
        "transition draft -> done",
        "'team' means nothing",
    ),
    (
        "WFL027",
        ("quorum = 1 }", 'quorum = 1 }, { role = "board", minutes = true }'),
        BOARD,
        "transition draft -> done",
        "'board' means nothing",
    ),
    ("WFL009", ('"WSH001"', '"WSH009"'), "", "transition draft -> done", "'WSH001'"),
    ("WFL009", ('["ISU", "WSH001"]', '["IS"]'), "", "transition draft -> done", "'ISU'"),
    (
        "WFL011",
        ('worksheets = ["issues"]', 'worksheets = ["isues"]'),
        "",
        "stage draft",
        "'issues'",
    ),
    (
        "WFL011",
        ('worksheets = ["issues"]', 'worksheets = ["issues"]\npresents = ["swot"]'),
        "",
        "stage draft",
        "'swot'",
    ),
    (
        "WFL013",
        ('role = "team", quorum', 'role = "taem", quorum'),
        "",
        "transition draft -> done",
        "'team'",
    ),
    ("WFL013", ('roles = ["team"]', 'roles = ["council"]'), "", "send_back", "'council'"),
    (
        "WFL013",
        ("[send_back]", '[waiver]\nroles = ["taem"]\n\n[send_back]'),
        "",
        "waiver",
        "'team'",
    ),
    ("WFL014", ("quorum = 1", "quorum = 0"), "", "transition draft -> done", "at least 1"),
    ("WFL015", ('["living"]', '["livin"]'), "", "workflow.dimensions", "'living'"),
    ("WFL016", ('["basics"]', '["basic"]'), "", "workflow.requires", "'basics'"),
    (
        "WFL018",
        ("coverage = 0.8", "coverag = 0.8"),
        "",
        "settings.basics.coverag",
        "'basics.coverage'",
    ),
    (
        "WFL018",
        ("[settings.basics]", "[settings.basic]"),
        "",
        "settings.basic.coverage",
        "'basics.coverage'",
    ),
    ("WFL019", ("coverage = 0.8", "coverage = 1.8"), "", "settings.basics.coverage", "at most 1"),
    ("WFL019", ("coverage = 0.8", "coverage = true"), "", "settings.basics.coverage", "a number"),
    ("WFL019", ("coverage = 0.8", 'coverage = ["a"]'), "", "settings.basics.coverage", "a number"),
    (
        "WFL020",
        ("rules = [", 'minimum_score = { "readines.living" = 1 }\nrules = ['),
        "",
        "transition draft -> done",
        "'readiness'",
    ),
    (
        "WFL021",
        ("rules = [", 'skip = [{ rule = "ISU009", reason = { id = "", en = "" } }]\nrules = ['),
        "",
        "transition draft -> done",
        "'ISU001'",
    ),
    (
        "WFL021",
        ("rules = [", 'skip = [{ rule = "WSH001", reason = { id = "", en = "" } }]\nrules = ['),
        "",
        "transition draft -> done",
        "both asked for and skipped",
    ),
    (
        "WFL022",
        ("", ""),
        NEW_STAGE + way("draft", "extra") + way("extra", "done"),
        "transition extra -> done",
        "further down",
    ),
    ("WFL023", ('roles = ["team"]', "roles = []"), "", "send_back", "No role"),
    ("WFL024", ("due_days = 30", "due_days = 0"), "", "stage draft", "at least 1"),
]


def findings(tmp_path: Path, text: str, registry: Registry) -> tuple[LintFinding, ...]:
    """Lint a file."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return lint(Catalogue().read(path), registry)


def test_a_good_file_has_no_remark(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry
) -> None:
    """The file from which all failing ones are made passes every check."""
    assert findings(tmp_path, short_toml, make_registry()) == ()


@pytest.mark.parametrize(("code", "change", "more", "where", "sentence"), FAILING)
def test_a_failing_file_has_the_remark(  # noqa: PLR0913  the columns of the table above
    tmp_path: Path,
    short_toml: str,
    make_registry: MakeRegistry,
    code: str,
    change: tuple[str, str],
    more: str,
    where: str,
    sentence: str,
) -> None:
    """One change to the good file brings the code, at its place, with a sentence that helps."""
    assert change[0] in short_toml
    changed = short_toml.replace(*change) if change[0] else short_toml
    marker = "[[role]]"
    changed = changed.replace(marker, more + marker)
    found = [f for f in findings(tmp_path, changed, make_registry()) if f.code == code]
    assert [finding.where for finding in found] == [where]
    assert sentence in found[0].message.en
    assert found[0].message.id != found[0].message.en
    assert found[0].severity == CODES[code][0]


def test_a_rule_of_another_stage_cannot_be_asked_for(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry, make_rule: Any
) -> None:
    """WFL010: the gate would wait for ever for a rule that never runs there."""
    registry = make_registry(
        make_rule("ISU001"), make_rule("ISU002", stages=("done",)), make_rule("WSH001", stages=())
    )
    found = findings(tmp_path, short_toml, registry)
    assert [(f.code, "'WSH001'" in f.message.en) for f in found] == [("WFL010", True)]


def test_a_worksheet_that_no_rule_reads_is_worth_a_look(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry, make_rule: Any
) -> None:
    """WFL012 warns; a row rule over the worksheet counts as reading it."""
    blind = make_registry(make_rule("ISU001", reads=()), make_rule("WSH001", reads=()))
    found = findings(tmp_path, short_toml, blind)
    assert [(f.code, f.severity, f.where) for f in found] == [("WFL012", "warning", "stage draft")]
    rows = make_registry(
        make_rule("ISU001", reads=(), each="issues"), make_rule("WSH001", reads=())
    )
    assert findings(tmp_path, short_toml, rows) == ()


@pytest.mark.parametrize("state", ["blocked", "broken", "clash"])
def test_a_required_plugin_that_is_not_loaded_says_its_state(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry, make_plugin: Any, state: str
) -> None:
    """WFL016 tells a plugin that is not there from one that is but is not loaded."""
    registry = make_registry(plugins=(make_plugin("basics", state),))
    found = findings(tmp_path, short_toml, registry)
    assert [(f.code, f"({state})" in f.message.id) for f in found] == [("WFL016", True)]


def test_a_format_cannot_be_required(
    tmp_path: Path,
    short_toml: str,
    make_registry: MakeRegistry,
    make_plugin: Any,
    make_format: Callable[[str], Owned[Any]],
) -> None:
    """WFL017: how something is printed must not decide whether a city may move."""
    plugins = (
        make_plugin("basics", registers={"rule": ("ISU001",), "format": ("txt",)}),
        make_plugin("markdown", registers={"format": ("markdown",)}),
    )
    registry = make_registry(plugins=plugins, formats={"markdown": make_format("markdown")})
    text = short_toml.replace('["basics"]', '["basics", "markdown"]')
    found = findings(tmp_path, text, registry)
    assert [(f.code, "'markdown'" in f.message.en) for f in found] == [("WFL017", True)]


def test_a_score_of_another_stage_cannot_be_asked_for(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry, make_scoring: Any
) -> None:
    """WFL020 also for a score that is not computed where it is asked for."""
    scoring = make_scoring("readiness", lambda _d, _s: (), stages=("done",))
    text = short_toml.replace("rules = [", "minimum_score = { readiness = 1 }\nrules = [")
    found = findings(tmp_path, text, make_registry(scoring_rules={"readiness": scoring}))
    assert [(f.code, "not computed in the stage" in f.message.en) for f in found] == [
        ("WFL020", True)
    ]


def test_every_code_is_tested_and_explained_in_both_languages() -> None:
    """A new code needs a failing file here; no code lacks words in either language."""
    elsewhere = {"WFL010", "WFL012", "WFL017"}
    assert {case[0] for case in FAILING} | elsewhere == set(CODES)
    assert [code for code, (_, text) in CODES.items() if not (text.id and text.en)] == []


def test_all_remarks_come_at_once_and_sorted(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry
) -> None:
    """A file with many faults needs one look."""
    text = (
        short_toml.replace("due_days = 30", "due_days = 0")
        .replace('["living"]', '["mobility", "branding"]')
        .replace("quorum = 1", "quorum = 0")
    )
    found = findings(tmp_path, text, make_registry())
    assert [finding.code for finding in found] == ["WFL014", "WFL015", "WFL015", "WFL024"]
    assert found[1].message.en < found[2].message.en


@pytest.mark.parametrize("key", ["masterplan", "masterplan_provincial_review"])
def test_the_shipped_files_have_no_remark_beside_the_built_in_plugins(
    shipped: Catalogue, key: str
) -> None:
    """National and regional file agree with the rules, worksheets and settings we ship."""
    workflow = shipped.find(key)
    assert lint(workflow, load_registry(built_in_only=True)) == ()


def test_a_city_cannot_be_pinned_to_an_unsound_workflow(
    tmp_path: Path, short_toml: str, short: Workflow
) -> None:
    """All errors of shape are named at once; unknown rules and mere warnings do not count."""
    require_shape(short)
    for change in (('"WSH001"', '"XYZ"'), ('roles = ["team"]', "roles = []")):
        path = tmp_path / "tolerable.toml"
        path.write_text(short_toml.replace(*change), encoding="utf-8")
        require_shape(Catalogue().read(path))
    path = tmp_path / "unsound.toml"
    text = short_toml.replace("quorum = 1", "quorum = 0").replace('["done"]', '["dome"]')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnsoundWorkflow) as caught:
        require_shape(Catalogue().read(path))
    assert "WFL002 (workflow.final)" in caught.value.message.en
    assert "WFL014 (transition draft -> done)" in caught.value.message.id
    assert (caught.value.code, caught.value.exit_code) == ("workflow-unsound", 2)


def test_a_faulty_workflow_never_breaks_the_machine(
    tmp_path: Path, short_toml: str, make_registry: MakeRegistry
) -> None:
    """A way to a stage that is not there is lint's to name; moving past it still works."""
    text = short_toml.replace("[[role]]", way("draft", "gone") + "[[role]]")
    assert [f.code for f in findings(tmp_path, text, make_registry())] == ["WFL003"]
    workflow: Workflow = Catalogue().read(tmp_path / "mine.toml")
    assert move(workflow, "draft", "done") == "done"
    with pytest.raises(UnknownStage):
        move(workflow, "draft", "gone")


@pytest.mark.parametrize(
    "needs",
    [
        '{ role = "team", signed = true }',
        '{ role = "board", signed = true, minutes = true }, { role = "team" }',
    ],
)
def test_signatures_that_can_be_given_bring_no_remark(
    needs: str, tmp_path: Path, short_toml: str, make_registry: MakeRegistry
) -> None:
    """Of people without more; of a body where its minutes are let stand in for them."""
    text = short_toml.replace('{ role = "team", quorum = 1 }', needs).replace(
        "[[role]]", f"{BOARD}[[role]]"
    )
    assert findings(tmp_path, text, make_registry()) == ()
