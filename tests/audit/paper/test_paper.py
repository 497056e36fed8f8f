"""The working paper: nothing that is recorded is missing, nothing in it is made up."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.audit.paper.findings import remarkable
from smartflow.audit.paper.material import Material, gather
from smartflow.audit.paper.paper import audit_report
from smartflow.audit.paper.words import listed
from smartflow.casework.casework import Draft, perform, read_history
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.history.entries.blob import seal, seal_salted
from smartflow.journey.gate.advance import advance
from smartflow.journey.register.city_add import city_add
from smartflow.language import Text
from smartflow.model import City, Person
from smartflow.offices.storage.init import init
from smartflow.report import Book, Checklist, Facts, Table, Verbatim
from smartflow.terminal.words.history import sentence
from smartflow_formats import html, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from smartflow.history.entries.entry import Entry

HEX = re.compile(r"\b[0-9a-f]{64}\b")
MINUTES = seal(b"berita acara")
SCAN = seal(b"lembar bertanda tangan")
SHEET = seal_salted(b"isian", b"g" * 16)
ROWS = seal_salted(b"baris", b"h" * 16)
LIST = seal_salted(b"daftar hadir", b"i" * 16)


def tell(entry: Entry, titles: Mapping[str, Text]) -> Text:
    """Tell an entry as the command line does."""
    return sentence(entry, titles)


def act(workspace: Workspace, name: str, *blobs: Any, **more: Any) -> Entry:
    """Record an act, whatever its command would say; ``reason`` and ``occurred`` are its own."""
    reason, occurred = more.pop("reason", ""), more.pop("occurred", None)
    body = {key.rstrip("_"): value for key, value in more.items()}
    draft = Draft(name, body, tuple(blobs), reason, occurred)
    return perform(workspace, "kota", lambda _: draft)


def answered(workspace: Workspace, who: str, answer: str, day: date, **more: Any) -> Entry:
    """Record a sign-off as its command would."""
    body = {
        "role": "team", "person": who, "post": "Ketua Tim", "answer": answer,
        "stage": "issue_analysis", "to": "swot_tows", "subject": "a" * 64,
        "workflow": "b" * 64, "file": SCAN.digest, "occurred": day, **more,
    }  # fmt: skip
    workspace.actor_name = who
    try:
        return act(workspace, "sign_off", SCAN, **body)
    finally:
        workspace.actor_name = ""


def rich(workspace: Workspace) -> None:
    """Let everything happen that a paper has to tell, but no act that nobody knows."""
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    sheet = {"worksheet": "issues", "version": 1, "rows": ROWS.digest, "row_count": 2}
    typed: dict[str, Any] = {"file": SHEET.digest, "worksheets": [sheet]}
    act(workspace, "person_add", person=Person("Citra", ("head",), "Wali Kota", status="plt"))
    act(
        workspace, "record", SCAN, kind="decree_team", number="12/SK", date="2026-01-05",
        title="SK Tim", signed_by=["Citra"], file=SCAN.digest,
    )  # fmt: skip
    waived = {
        "rule": "ISU001",
        "agency": "",
        "dimension": "living",
        "row": "",
        "until": "2026-12-31",
    }
    asked = act(workspace, "waive", **waived, reason="sebab pengecualian")
    act(workspace, "waive_approve", **waived, waiver=asked.seq)
    advance(workspace, "kota", reason="coba")
    act(workspace, "setting", plugin="masterplan", key="x", value=[1, 2], reason="sebab setelan")
    act(
        workspace, "submit", SHEET, ROWS, **typed, filler="DINKES", file_name="dinkes.xlsx",
        on_behalf=False, source="",
    )  # fmt: skip
    act(
        workspace, "worksheet_entry", SHEET, ROWS, **typed, filler="DLH", file_name="dlh.xlsx",
        on_behalf=True, source=LIST.digest,
    )  # fmt: skip
    act(workspace, "nil", agency="DLH", worksheet="swot")
    act(
        workspace, "attend", LIST, session="Bimtek", date="2026-11-20", list=LIST.digest,
        agencies=["DINKES", "DLH"], people=7,
    )  # fmt: skip
    answered(workspace, "Ani", "approve", date(2026, 11, 1))
    answered(workspace, "Citra", "decline", date(2026, 11, 24), reason="belum lengkap", role="head")
    clock.moment += timedelta(days=3)
    act(
        workspace, "decide", MINUTES, body="council", outcome="approve", present=14, members=20,
        date="2026-11-25", number="7/BA", file=MINUTES.digest, stage="issue_analysis",
        to="swot_tows", subject="a" * 64, workflow="b" * 64, occurred=date(2026, 11, 25),
    )  # fmt: skip
    moved = {"from_": "issue_analysis", "to": "swot_tows", "verdict": "f" * 64, "dossier": "e" * 64}
    act(workspace, "advance", result="moved", **moved)
    back = {"from_": "swot_tows", "to": "issue_analysis"}
    act(workspace, "send_back", **back, reason="data salah")


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """Return a workspace whose city has a rich history."""
    rich(workspace)
    return workspace


def paper(workspace: Workspace) -> Book:
    """Return the working paper."""
    return audit_report(workspace, "kota", tell).book


def cells(book: Book) -> Iterator[object]:
    """Yield every value that stands in a table or among facts or questions."""
    for block in book.blocks():
        match block:
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case Facts():
                yield from (value for _, value in block.rows)
            case Checklist():
                yield from (value for check in block.checks for _, value in check.expected)
            case _:
                pass


def words(book: Book) -> str:
    """Return the paper's Markdown, in Indonesian."""
    return markdown.render(book, "id").decode()


def table(book: Book, chapter: str, *, at: int = 0) -> Table:
    """Return a table of a chapter."""
    (found,) = [one for one in book.walk() if one.key == chapter]
    return [block for block in found.blocks if isinstance(block, Table)][at]


def test_every_entry_is_in_the_list_of_entries_once_and_in_order(told: Workspace) -> None:
    """The numbers of the list are those of the log."""
    book = paper(told)
    (chapter,) = [one for one in book.walk() if one.key == "entri"]
    numbers = [row[0] for block in chapter.blocks if isinstance(block, Table) for row in block.rows]
    assert numbers == [entry.seq for entry in read_history(told, "kota").entries]


def test_every_entry_is_told_by_its_stage(told: Workspace) -> None:
    """The stays share the entries among them, none left out and none twice."""
    material = gather(told, "kota", tell)
    shared = [entry.seq for stay in material.stays for entry in stay.entries]
    assert shared == list(range(1, len(material.entries) + 1))
    assert [stay.stage for stay in material.stays] == [
        "issue_analysis", "swot_tows", "issue_analysis",
    ]  # fmt: skip


def test_every_act_but_those_of_people_and_agencies_is_told_where_its_stage_is(
    told: Workspace,
) -> None:
    """An auditor who reads a stage misses nothing of it: each number stands in its chapter."""
    material, book = gather(told, "kota", tell), paper(told)
    for stay in material.stays:
        (chapter,) = [one for one in book.walk() if one.key == f"tahap-{stay.number}"]
        shown = markdown.render(Book(Text.same("x"), Text.same("x"), (), (chapter,)), "id").decode()
        for entry in stay.entries:
            if entry.act.startswith(("person_", "agency_")):
                continue
            assert f"| {entry.seq} |" in shown or f"entri {entry.seq}" in shown, entry.act


def test_every_digest_is_one_of_the_record(told: Workspace) -> None:
    """Nothing that looks like a digest is made up: each is a blob's, an entry's, or in an entry."""
    history = read_history(told, "kota")
    known = set(HEX.findall("".join(map(bytes.decode, history.contents))))
    known |= {hashlib.sha256(b"\x00" + content).hexdigest() for content in history.contents}
    with closing(sqlite3.connect(told.root / "smartflow.db")) as store:
        for digest, content in store.execute("SELECT digest, bytes FROM blob"):
            known |= {digest, *HEX.findall(content.decode("utf-8", "replace"))}
    printed = {cell for cell in cells(paper(told)) if isinstance(cell, str) and HEX.fullmatch(cell)}
    assert len(printed) > 10
    assert printed <= known


def test_every_file_is_listed_with_its_digest_and_state(told: Workspace) -> None:
    """A file that is held is so; the verdict of a move that the store never got is missing."""
    material = gather(told, "kota", tell)
    states = {one.digest: one.state for one in material.files}
    salted = {one.digest for one in material.files if one.salted}
    assert {states[one.digest] for one in (MINUTES, SCAN, SHEET, ROWS, LIST)} == {"held"}
    assert states["f" * 64] == states["e" * 64] == "missing"
    assert salted == {SHEET.digest, ROWS.digest, LIST.digest}
    listed_ = {cell for row in table(paper(told), "berkas").rows for cell in row}
    assert {MINUTES.digest, SCAN.digest, SHEET.digest, LIST.digest, "f" * 64} <= listed_


def test_what_an_auditor_must_not_overlook_is_named_with_its_entries(told: Workspace) -> None:
    """Refusals, send-backs, declines, late acts, shared accounts, acting officials, exceptions."""
    found = {one.key: one for one in remarkable(gather(told, "kota", tell))}
    acts = {entry.act: entry.seq for entry in read_history(told, "kota").entries}
    assert set(found) == {
        "missing", "refused", "sent_back", "declined", "late", "one_account", "no_decree",
        "unconfirmed", "waivers", "settings",
    }  # fmt: skip
    assert found["sent_back"].entries == (acts["send_back"],)
    assert found["unconfirmed"].entries == (acts["worksheet_entry"],)
    assert found["waivers"].entries == (acts["waive"], acts["waive_approve"])
    assert "23 hari" in found["late"].words.id


def test_dates_of_happening_and_recording_stand_beside_each_other(told: Workspace) -> None:
    """The moment is that of the official's clock, and the days between are written."""
    shown = words(paper(told))
    assert "24 Nov 2026 10.00 WIB, 23 hari sesudahnya" in shown
    assert "27 Nov 2026 10.00 WIB, 2 hari sesudahnya" in shown
    assert "1 November 2026" in shown


def test_a_signatory_is_told_with_post_status_and_decree(told: Workspace) -> None:
    """Who was acting, by which registration, and that no decree was recorded."""
    shown = words(paper(told))
    assert "Plt. (Pelaksana Tugas); nomor SK tidak dicatat" in shown
    assert "Citra (Plt. Wali Kota)" in shown
    assert "belum lengkap" in shown
    assert "sebab setelan" in shown
    assert "data salah" in shown


def test_the_zone_is_the_city_s_own(tmp_path: Path) -> None:
    """A city in the east prints its own clock."""
    from tests.kit.acts import NOW

    clock = FixedClock(NOW)
    init(tmp_path / "timur", clock=clock, language="id")
    opened = open_workspace(tmp_path / "timur", clock=clock)
    city_add(opened, City("kota", "Kota Timur", "kota", "94.71", "Papua", zone="WIT"), "masterplan")
    shown = words(paper(opened))
    opened.close()
    assert "24 Nov 2026 12.00 WIT" in shown
    assert "WIB" not in shown


@pytest.mark.parametrize("render", [html.render, markdown.render])
def test_the_same_history_gives_the_same_bytes(told: Workspace, render: Any) -> None:
    """Two prints at one moment are one paper, and printing writes nothing."""
    before = (told.root / "smartflow.db").read_bytes()
    assert render(paper(told), "id") == render(paper(told), "id")
    assert render(paper(told), "id") != render(paper(told), "en")
    assert (told.root / "smartflow.db").read_bytes() == before


def test_an_act_of_a_newer_version_is_named(told: Workspace) -> None:
    """The paper is printed, and says which entry it cannot tell."""
    act(told, "tindakan_baru", hal=["apa", {"saja": 1}])
    last = read_history(told, "kota").head.seq
    found = {one.key: one.entries for one in remarkable(gather(told, "kota", tell))}
    assert found["unknown"] == (last,)
    assert "tindakan\\_baru" in words(paper(told)) or "tindakan_baru" in words(paper(told))


def _remove(workspace: Workspace, digest: str) -> None:
    with closing(sqlite3.connect(workspace.root / "smartflow.db")) as store, store:
        store.execute("DELETE FROM blob WHERE digest = ?", (digest,))


def test_a_lost_file_makes_the_paper_say_so_and_end_with_4(told: Workspace) -> None:
    """It is printed all the same: an auditor needs it then most."""
    _remove(told, MINUTES.digest)
    found = audit_report(told, "kota", tell)
    assert found.exit_code == 4
    assert "RIWAYAT INI TIDAK UTUH" in words(found.book)
    states = [row for row in table(found.book, "berkas").rows if row[2] == MINUTES.digest]
    assert [row[4] for row in states] == [Text(id="TIDAK ADA", en="MISSING")]


def test_an_erased_file_is_erased_and_not_lost(told: Workspace) -> None:
    """Personal data that was erased on purpose shows as such, with the entry that did it."""
    erased = act(told, "erase", digest=LIST.digest, reason="permintaan pemilik data")
    _remove(told, LIST.digest)
    found = {one.digest: one for one in gather(told, "kota", tell).files}[LIST.digest]
    assert (found.state, found.erased_by) == ("erased", erased.seq)
    assert f"dihapus dengan sengaja (entri {erased.seq})" in words(paper(told))


def test_a_missing_workflow_leaves_keys_for_titles(told: Workspace) -> None:
    """The paper can be printed even where the pinned workflow is gone."""
    (entry,) = [one for one in read_history(told, "kota").entries if one.act == "city_add"]
    body: dict[str, Any] = entry.body
    _remove(told, body["workflow"]["digest"])
    assert "issue_analysis" in words(paper(told))


def test_a_signed_history_prints_its_seal(tmp_path: Path) -> None:
    """Root and note on the last page are those of the newest checkpoint; nobody outside yet."""
    from tests.kit.acts import NOW

    clock = FixedClock(NOW)
    init(tmp_path / "k", clock=clock, language="id", config_folder=tmp_path / "c")
    opened = open_workspace(tmp_path / "k", clock=clock, config_folder=tmp_path / "c")
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "masterplan")
    found = audit_report(opened, "kota", tell)
    log = read_history(opened, "kota").log
    with opened.store.read() as reading:
        newest = reading.checkpoint(log)
    opened.close()
    assert newest is not None
    (note,) = [one.words for one in found.book.blocks() if isinstance(one, Verbatim)]
    assert note == newest[1].decode().rstrip("\n")
    assert note.splitlines()[2] in {cell for cell in cells(found.book) if isinstance(cell, str)}
    assert found.exit_code == 0
    assert "UTUH menurut perhitungan komputer" in words(found.book)
    assert "BELUM ADA SAKSI DI LUAR KOTA" in words(found.book)


def test_an_unsigned_history_says_that_a_cut_tail_would_not_show(workspace: Workspace) -> None:
    """Nothing is wrong, and nothing vouches for it: exit code 4, as ``audit verify`` has it."""
    found = audit_report(workspace, "kota", tell)
    assert found.exit_code == 4
    assert "BERSAMBUNG TETAPI BELUM DISEGEL" in words(found.book)


def test_the_checks_by_hand_hold_the_expected_values(told: Workspace) -> None:
    """Numbered without a gap; each decision, signature, document and list has its question."""
    book = paper(told)
    blocks = [one for one in book.blocks() if isinstance(one, Checklist)]
    numbers = [n for one in blocks for n in range(one.first, one.first + len(one.checks))]
    assert numbers == list(range(1, len(numbers) + 1))
    asked = [check for one in blocks for check in one.checks]
    assert len(asked) == 3 + 1 + 2 + 1 + 1 + 2
    (minutes,) = [check for check in asked if "berita acara rapat" in check.ask.id]
    expected = {name.en: value for name, value in minutes.expected}
    assert expected["Number"] == "7/BA"
    assert expected["Day"] == date(2026, 11, 25)
    assert expected["Present of members"] == "14 / 20"
    assert expected["Digest of the file"] == MINUTES.digest


PARTS = st.sampled_from(["name", "roles", "status", "worksheet", "row_count", "rows", "since"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "2026-01-02", "x|y"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(PARTS, inner, max_size=3),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        *("person", "worksheets", "file", "date", "body", "role", "answer", "agencies", "from"),
        *("until", "filler", "subject_day", "content_day", "value", "result", "verdict"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(body=st.dictionaries(KEYS, JSON, max_size=4))
def test_a_body_of_any_shape_is_printed(told: Workspace, body: dict[str, Any]) -> None:
    """What this version does not expect in an act's body is no reason to print nothing."""
    material = gather(told, "kota", tell)
    strange: list[Entry] = []
    for entry in material.entries:
        changed = entry if entry.act == "city_add" else msgspec.structs.replace(entry, body=body)
        strange.append(changed)
    odd = _with(material, tuple(strange))
    from smartflow.audit.paper.checks import checks
    from smartflow.audit.paper.people import people
    from smartflow.audit.paper.register import register
    from smartflow.audit.paper.stages.chapter import stages
    from smartflow.audit.paper.witnesses import SealPage

    chapters = (
        checks(odd, SealPage("", "", "", ())), people(odd), register(odd), stages(odd),
    )  # fmt: skip
    book = Book(Text.same("x"), Text.same("x"), (), chapters)
    assert remarkable(odd) is not None
    assert html.render(book, "id").endswith(b"</html>\n")


def _with(material: Material, entries: tuple[Entry, ...]) -> Material:
    stays = tuple(
        msgspec.structs.replace(stay, entries=tuple(entries[e.seq - 1] for e in stay.entries))
        for stay in material.stays
    )
    return msgspec.structs.replace(material, entries=entries, stays=stays)


@given(st.lists(st.integers(1, 40)))
def test_runs_of_numbers_name_each_number(numbers: list[int]) -> None:
    """``4, 7-9`` names what was given, each once, in order."""
    named = []
    for part in filter(None, listed(numbers).split(", ")):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(set(numbers))


def test_worksheets_are_told_by_agency(told: Workspace) -> None:
    """What was typed for somebody, nothing to report, and a second copy are told as such."""
    rows = {(row[1], row[2]) for row in table(paper(told), "tahap-1", at=-2).rows}
    numbers = {entry.act: entry.seq for entry in read_history(told, "kota").entries}
    assert rows == {
        (numbers["submit"], Text(id="dikirim", en="submitted")),
        (numbers["nil"], Text(id="NIHIL", en="NIL")),
        (
            numbers["worksheet_entry"],
            Text(
                id="dientri atas nama instansi; BELUM DIKONFIRMASI",
                en="typed on the agency's behalf; NOT CONFIRMED",
            ),
        ),
    }
    confirmed = act(told, "worksheet_confirm", filler="DLH", worksheet="issues")
    told_now = words(paper(told))
    assert f"dikonfirmasi {confirmed.actor.person} (entri {confirmed.seq})" in told_now
    assert "BELUM DIKONFIRMASI" not in told_now
