"""The story of the demo, played through the command line once, and what it leaves behind."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from smartflow import Step
from smartflow.canonical import sha256_hex
from smartflow.casework.casework import Case, read_case
from smartflow.casework.workspace import open_workspace
from smartflow.fold.dossier import row_source
from smartflow.model import Row
from smartflow.terminal.program import run
from smartflow_masterplan import demo
from smartflow_masterplan.demo import content
from smartflow_masterplan.demo.stage_quick_wins import SELECTED

pytestmark = pytest.mark.slow

CITY = "sawahlunto"


class Played(NamedTuple):
    """A demo that has been played: each step with its exit code and what it printed."""

    folder: Path
    steps: tuple[tuple[Step, int, str], ...]

    def ask(self, *words: str) -> dict[str, object]:
        """Return what a reading command prints as JSON."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            run([*words, "--json", "--workspace", str(self.folder), "--safe"])
        answer: dict[str, object] = json.loads(printed.getvalue())
        return answer

    def verdicts(self, result: str) -> list[dict[str, object]]:
        """Return the verdicts of all moves with ``result``, from the stored blobs."""
        found = []
        with contextlib.closing(sqlite3.connect(self.folder / "smartflow.db")) as store:
            for entry in self.entries("advance"):
                body = entry["body"]
                if body["result"] == result:
                    query = "SELECT bytes FROM blob WHERE digest = ?"
                    (content_,) = store.execute(query, (body["verdict"],)).fetchone()
                    found.append(json.loads(content_))
        return found

    def entries(self, act: str) -> list[dict[str, dict[str, str]]]:
        """Return the city's entries of one act."""
        return [e for e in self.ask("history", CITY)["entries"] if e["act"] == act]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the demo with the built-in plugins, step after step."""
    folder = tmp_path_factory.mktemp("demo") / "ws"
    steps = []
    for step in demo.DEMO.steps(folder):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = run([*step.argv, "--workspace", str(folder), "--safe"])
        steps.append((step, code, printed.getvalue()))
        if code != step.exit_code:
            break
    return Played(folder, tuple(steps))


@pytest.fixture(scope="module")
def case(played: Played) -> Iterator[Case]:
    """Return the city as the demo left it."""
    workspace = open_workspace(played.folder, safe=True)
    yield read_case(workspace, CITY)
    workspace.close()


def rows_of(case: Case, worksheet: str) -> tuple[Row, ...]:
    """Return all submitted rows of a worksheet."""
    worksheets = case.workspace.built_in_registry.worksheets_for(case.state.city)
    return row_source(case.state, worksheets, case.read_blobs)(worksheet)


def failed(verdict: dict[str, object]) -> set[tuple[str, str]]:
    """Return which rule failed, and at which agency."""
    return {(r["rule"], r.get("agency") or "") for r in verdict["results"] if r["status"] == "fail"}


def test_every_step_ends_as_it_was_told(played: Played) -> None:
    """No step ends with another exit code than its own; what it printed is shown if one does."""
    step, code, printed = played.steps[-1]
    assert code == step.exit_code, f"{step.argv}\n{printed}"
    assert all(code == step.exit_code for step, code, _ in played.steps)


def test_the_city_ends_adopted(played: Played) -> None:
    """The last stage is reached, and the history tells how."""
    assert played.entries("advance")[-1]["body"]["to"] == "adopted"
    assert "Ditetapkan" in next(out for s, _, out in played.steps if s.argv[0] == "status")


def test_four_moves_are_refused_and_five_succeed(played: Played) -> None:
    """Each refusal was told beforehand with exit code 1, and each is in the history."""
    moves = [(e["body"]["from"], e["body"]["result"]) for e in played.entries("advance")]
    assert moves == [
        ("issue_analysis", "refused"),
        ("issue_analysis", "moved"),
        ("swot_tows", "refused"),
        ("swot_tows", "moved"),
        ("quick_win_selection", "moved"),
        ("masterplan_approval", "refused"),
        ("masterplan_approval", "moved"),
        ("approved", "refused"),
        ("approved", "moved"),
    ]
    assert [s.exit_code for s, _, _ in played.steps if s.exit_code] == [1, 1, 1, 1]


def test_the_reasons_of_each_refusal_are_those_of_the_story(played: Played) -> None:
    """The gate names the swapped total, the silent lead, the wrong letter, and what is missing."""
    issues, swot, approval, adoption = map(failed, played.verdicts("refused"))
    assert issues == {("ISU004", "DISHUB")}
    assert {("SWT001", "PKP2LH"), ("TWS002", "DISPARPORA")} <= swot
    assert {rule for rule, _ in swot} == {"SWT001", "TWS002", "PRS001"}
    assert {rule for rule, _ in approval} == {"MPL004"}
    assert {rule for rule, _ in adoption} == {"MPL001"}


def test_the_mistyped_number_is_reported_at_its_cell(played: Played) -> None:
    """WSH001 shows what was typed, once."""
    first = played.verdicts("refused")[0]
    found = [r for r in first["results"] if r["rule"] == "WSH001" and r["status"] == "warn"]
    assert [(r["agency"], r["column"]) for r in found] == [("DINKES", "data")]


def test_no_rule_is_an_error_anywhere(played: Played) -> None:
    """No rule crashed on the content of the demo."""
    for verdict in (*played.verdicts("refused"), *played.verdicts("moved")):
        assert not [r["rule"] for r in verdict["results"] if r["status"] == "error"]


def test_both_notations_are_one_number(case: Case) -> None:
    """2.38 and 2,38 are stored as the same decimal, by two agencies."""
    figures = [r.agency for r in rows_of(case, "issues") if r["data"] == Decimal("2.38")]
    assert figures == ["BAPPEDA", "DINSOSPMDPPA"]


def test_all_38_agencies_have_answered(case: Case) -> None:
    """Every agency sent its issues; SWOT came from all but the one that declared nihil."""
    codes = {agency.code for agency in content.register().agency}
    sent = {
        sheet: {f for s, f in case.state.submissions if s == sheet}
        for sheet in ("issues", "swot", "tows")
    }
    assert sent["issues"] == codes
    assert codes - sent["swot"] == codes - sent["tows"] == {content.flaws().nil}
    assert {(content.flaws().nil, sheet) for sheet in ("swot", "tows")} == set(case.state.nils)


def test_the_photo_is_entered_on_behalf_and_confirmed(played: Played, case: Case) -> None:
    """What the secretariat typed is confirmed by the head of the kelurahan, sheet by sheet."""
    code = content.flaws().photo
    submissions = [s for (_, filler), s in case.state.submissions.items() if filler == code]
    assert len(submissions) == 3
    assert all(s.on_behalf and s.confirmed for s in submissions)
    confirmed_by = {e["actor"]["person"] for e in played.entries("worksheet_confirm")}
    assert confirmed_by == {content.people().lurah}


def test_the_copied_weakness_is_merged(case: Case) -> None:
    """Of five copies one is used; the other four name it."""
    copied = [r for r in rows_of(case, "swot_merged") if r.text("factor") == "Terbatasnya SDM"]
    assert sorted(r.text("decision") for r in copied) == ["digabung"] * 4 + ["dipakai"]


def test_seven_quick_wins_are_selected(case: Case) -> None:
    """One of each dimension and the alarm drum, by the ids of their rows."""
    chosen = case.state.selections[-1].rows
    assert chosen == tuple(name.replace("/", "/quick_wins/") for name in SELECTED)


def test_an_acting_mayor_signs_and_an_acting_head_leads_two(case: Case) -> None:
    """The Pj Wali Kota gives the last approval; a Plt. leads two agencies."""
    signed = [s for s in case.state.sign_offs if s.role == "head"]
    assert [s.person for s in signed] == [content.people().acting_mayor]
    status = {name: person.status for name, person in case.state.people.items()}
    assert status[signed[0].person] == "pj"
    acting = [p for p in case.state.people.values() if p.status == "plt"]
    assert [len(person.agencies) for person in acting] == [2]


def test_every_kind_of_document_is_recorded(case: Case) -> None:
    """All kinds of the national workflow are there but ``book``, for the books are issued."""
    kinds = {record.kind for record in case.state.records}
    assert kinds == {
        *("mou", "decree_council", "decree_team", "forum", "legal_basis"),
        *("identity", "commitment", "coat_of_arms", "regulation"),
    }


def test_the_three_books_are_official(played: Played, case: Case) -> None:
    """Each was whole when it was printed, and its file is the one that its entry names."""
    assert [one.report for one in case.state.issued] == [
        "analysis",
        "masterplan",
        "executive_summary",
    ]
    folder = played.folder / "berkas" / "buku"
    for one in case.state.issued:
        assert sha256_hex((folder / f"{one.report}.html").read_bytes()) == one.file
    draft = (folder / "analysis-draf.html").read_text(encoding="utf-8")
    assert "Tahap Analisis isu daerah belum selesai." in draft


def test_every_note_says_data_ilustrasi(played: Played) -> None:
    """Whatever is shown, the sentence above it says that it is invented, in both languages."""
    for step, _, _ in played.steps:
        assert step.note.id.endswith("(data ilustrasi)")
        assert step.note.en.endswith("(data ilustrasi)")


def test_every_paper_says_data_ilustrasi(played: Played) -> None:
    """Each document, attendance list and photo that the demo writes bears the notice."""
    papers = [
        path
        for path in (played.folder / "berkas").rglob("*")
        if path.suffix in {".txt", ".png", ".csv"} and path.name != "register.csv"
    ]
    assert len(papers) > 10
    assert [p.name for p in papers if b"data ilustrasi" not in p.read_bytes().lower()] == []


def test_dates_do_not_lie_in_the_future(played: Played) -> None:
    """Every day that is named lies in or before 2023, so that the demo can always be played."""
    named = {"--date", "--since", "--until", "--signed-on"}
    days = [
        step.argv[index + 1]
        for step, _, _ in played.steps
        for index, word in enumerate(step.argv)
        if word in named
    ]
    assert len(days) > 20
    assert all("2018-01-01" <= day <= "2023-12-31" for day in days)


def test_only_the_many_alike_are_quiet(played: Played) -> None:
    """Refusals, moves and the end are always shown."""
    shown = {step.argv[0] for step, _, _ in played.steps if not step.quiet}
    assert {"init", "submit", "advance", "remind", "decide", "status", "history"} <= shown
    assert not any(step.quiet for step, _, _ in played.steps if step.argv[0] == "advance")


def test_the_demo_is_loaded_only_when_it_is_asked_for() -> None:
    """The package gives DEMO by name and knows no other."""
    assert demo.DEMO.key == CITY
    with pytest.raises(AttributeError, match="SOMETHING"):
        demo.SOMETHING  # noqa: B018  the access is the test


def test_registering_the_demo_loads_none_of_its_chapters() -> None:
    """Every command registers the demo, so its chapters and content wait until it is played."""
    code = (
        "import sys; from smartflow_masterplan.demo import DEMO; assert DEMO.steps;"
        "print(*sorted(m for m in sys.modules if m.startswith('smartflow_masterplan')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert loaded.stdout.split() == [
        "smartflow_masterplan",
        "smartflow_masterplan.demo",
        "smartflow_masterplan.demo.story",
    ]
