"""Tests of what a command says when it is done: titles, not keys, and a next step that works."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from smartflow.casework.workspace import open_workspace
from smartflow.history.acts import Submit
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry
from smartflow.journey.gate.check import Examined, check
from smartflow.journey.gate.remind import remind
from smartflow.terminal.call import Call
from smartflow.terminal.words.history import sentence
from smartflow.terminal.words.naming import titles_in


def test_confirmations_name_things_as_people_call_them(city: Any, tmp_path: Path) -> None:
    """Documents, dimensions, worksheets, roles and stages are said by title in both languages."""
    cases = (
        (
            ("record", "contoh", "decree_team", "--number", "7/2026", "--date", "2026-03-02"),
            ("--title", "SK"),
            "SK Tim Pelaksana 7/2026 tercatat (entri 6).",
        ),
        (
            ("record", "contoh", "book", "--date", "2026-03-02", "--title", "Buku"),
            ("--lang", "en"),
            "Masterplan book is recorded (entry 7).",
        ),
        (
            ("present", "contoh", "living", "--by", "Ani"),
            (),
            "Paparan Smart Living (kelayakhunian kota) tercatat (entri 8).",
        ),
        (
            ("nil", "contoh", "DINKES", "issues"),
            (),
            "Nihil dari DINKES untuk Kertas Kerja Analisis Isu Daerah tercatat (entri 9).",
        ),
        (
            ("sign-off", "contoh", "--role", "team", "--as", "Ani"),
            ("--lang", "en"),
            "Ani approved as Implementation team (entry 10).",
        ),
        (
            ("person", "end", "contoh", "Budi", "--until", "1-5-2027"),
            (),
            "Budi menjabat sampai dengan 1 Mei 2027.",
        ),
        (
            ("agency", "end", "contoh", "KEL-A", "--date", "1-5-2027"),
            ("--lang", "en"),
            "KEL-A ends on 1 May 2027.",
        ),
    )
    for words, more, said in cases:
        assert city.must(*words, *more).out.strip() == said


def typed(path: Path, *dimensions: str) -> Path:
    """Fill in the issues of a template and return it."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = {cell.value: cell.column for cell in sheet[4]}
    for row, dimension in enumerate(dimensions, start=5):
        sheet.cell(row, column["Dimensi"], dimension)
        sheet.cell(row, column["Isu daerah"], f"Isu {dimension}")
    book.save(path)
    return path


@pytest.fixture
def form(city: Any, tmp_path: Path) -> Path:
    """Return a filled-in template of DINKES that has lost its hidden sheet."""
    folder = tmp_path / "templat"
    city.must("worksheet", "template", "contoh", "--agency", "DINKES", "-o", str(folder))
    path = typed(folder / "contoh-DINKES.xlsx", "Smart Living")
    book = load_workbook(path)
    del book["_meta"]
    book.save(path)
    return path


def test_who_has_named_the_filler_is_not_asked_to(city: Any, form: Path) -> None:
    """A file that does not say whose it is: the note says whose it was taken as."""
    said = city.must("submit", "contoh", str(form), "--agency", "DINKES")
    assert "! Bukan templat SmartFlow; dibaca sebagai isian DINKES." in said.out
    assert "--agency" not in said.out + said.err


def test_an_entry_on_behalf_says_titles_and_does_not_ask_for_the_filler(
    city: Any, form: Path
) -> None:
    """``worksheet entry`` names worksheets by title, and its next commands work as printed."""
    said = city.must(
        *("worksheet", "entry", "Kota Contoh", str(form)),
        *("--on-behalf", "DINKES", "--source", str(form)),
    )
    assert said.out.splitlines() == [
        (
            "Kertas Kerja Analisis Isu Daerah atas nama DINKES tercatat (entri 6); menunggu"
            " konfirmasi:"
        ),
        "  smartflow worksheet confirm contoh DINKES issues",
    ]
    assert "--agency" not in said.err
    confirmed = city.must(*said.out.splitlines()[1].split()[1:])
    assert confirmed.out.strip() == (
        "Kertas Kerja Analisis Isu Daerah dari DINKES dikonfirmasi (entri 7)."
    )


def test_many_notes_and_changes_are_counted_and_a_note_names_its_column(
    city: Any, tmp_path: Path
) -> None:
    """A file with forty slips prints thirty, then a count; so do the changes of the next one."""
    city.must("worksheet", "template", "contoh", "--agency", "DINKES", "-o", str(tmp_path))
    path = typed(tmp_path / "contoh-DINKES.xlsx", *["Smart Living"] * 40)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, 45):
        sheet.cell(row, column["Isu daerah"], f"Isu {row}")
        sheet.cell(row, column["Tahun data"], "1.000")
    book.save(path)
    said = city.must("submit", "contoh", str(path)).out
    notes = [line.strip() for line in said.splitlines() if line.strip().startswith("!")]
    assert len(notes) == 31
    assert "kolom Tahun data:" in notes[0]
    assert notes[-1].startswith("! ... dan 10 hal lain; semuanya tampak pada smartflow check")
    for row in range(5, 45):
        sheet.cell(row, column["Isu daerah"], f"Isu lain {row}")
    book.save(path)
    again = city.must("submit", "contoh", str(path), "--lang", "en").out
    changes = [line.strip() for line in again.splitlines() if line.strip()[0] in "+-~."]
    assert len(changes) == 31
    assert changes[-1] == "... and 50 more changes"


def test_an_empty_file_is_not_what_was_sent_already(city: Any, tmp_path: Path) -> None:
    """A template sent back empty is called empty, counted so, and nil is explained."""
    city.must("worksheet", "template", "contoh", "-o", str(tmp_path / "t"))
    said = city.must("submit", "contoh", str(tmp_path / "t"))
    assert "contoh-DINKES.xlsx: kosong; tidak ada yang dicatat dari DINKES" in said.out
    assert "contoh-living.xlsx: kosong; tidak ada yang dicatat dari Smart Living" in said.out
    assert "contoh-kota.xlsx: kosong; tidak ada yang dicatat dari Kota Contoh" in said.out
    assert "9 berkas: 0 diterima, 0 tidak berubah, 9 kosong, 0 ditolak" in said.out
    assert "smartflow nil contoh DINKES KERTAS_KERJA" in said.err


def test_what_is_no_workbook_in_a_folder_is_named(city: Any, form: Path) -> None:
    """A photo among the workbooks is told, and how to enter it; lock files are not."""
    for name in ("foto.jpg", "surat.pdf", "~$contoh.xlsx", ".DS_Store"):
        (form.parent / name).write_bytes(b"x")
    said = city("submit", "contoh", str(form.parent), "--agency", "DINKES")
    assert (
        "Dilewati, bukan kertas kerja (2): foto.jpg, surat.pdf. Foto atau surat dientri dengan:"
        " smartflow worksheet entry"
    ) in said.err


def test_a_marked_copy_is_not_passed_over(city: Any, form: Path) -> None:
    """What the command itself writes into the folder is not told as passed over."""
    typed(form, "Smart Hidup")
    words = ("submit", "contoh", str(form.parent), "--agency", "DINKES")
    said = city.must(*words, "--marked", str(form.parent / "tanda"))
    assert "contoh-DINKES-ditandai.xlsx" in said.out
    assert "Dilewati" not in said.err


def test_the_city_is_named_in_the_history_not_by_its_slug(city: Any) -> None:
    """What the city itself submitted reads as the city's."""
    call = Call(folder=city.root)
    try:
        titles = titles_in(call, "13.73").all()
    finally:
        call.close()
    copy = Submit(filler="contoh", file="0" * 64, file_name="a.xlsx", worksheets=())
    body = copy.to_body()
    made = Entry(
        log="smartflow/x", seq=1, at="2026-01-01T00:00:00.000000Z", occurred=date(2026, 1, 1),
        zone="WIB", act="submit", actor=Actor("Ani"), body=body, reason="", prev=EMPTY_HASH,
    )  # fmt: skip
    assert sentence(made, titles).id.startswith("Kota Contoh mengirim")


def test_a_workspace_elsewhere_is_entered_first(shell: Any, tmp_path: Path) -> None:
    """``init FOLDER`` says to go there before the next command; a blank in it is quoted."""
    there = tmp_path / "kerja kota"
    said = shell("init", str(there), bare=True).out
    assert f'Langkah berikutnya: cd "{there}", lalu smartflow city add' in said
    assert "cd " not in shell.must("init").out


def test_a_met_gate_says_how_to_advance(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """``check`` ends with the command that moves the city, with the stage if it was named."""
    assert "Langkah berikutnya: smartflow advance" not in city("check", "contoh").out

    def met(workspace: Any, name: str, to: str) -> Examined:
        seen = check(workspace, name, to)
        return replace(seen, verdict=replace(seen.verdict, met=True))

    monkeypatch.setattr("smartflow.journey.gate.check.check", met)
    for words in (("check", "contoh"), ("check", "contoh", "--to", "swot_tows")):
        last = city.must(*words).out.splitlines()[-1]
        assert last == " ".join(("Langkah berikutnya: smartflow advance", *words[1:]))
    assert "advance" not in city.must("check", "contoh", "--json").json


def test_whoever_advances_is_told_why_the_own_approval_does_not_count(city: Any) -> None:
    """The only holder of a role who advances is told to let somebody else do it."""
    city.must("sign-off", "contoh", "--role", "team", "--as", "Ani")
    said = city("advance", "contoh", "--dry-run", "--as", "Ani").out
    assert "Ani yang memajukan, maka jawabannya tidak dihitung" in said
    assert 'smartflow advance contoh --as "NAMA"' in said
    assert "person add" not in said


def test_status_counts_those_who_are_awaited_as_remind_does(city: Any) -> None:
    """In every stage the number of ``status`` is that of the lines of ``remind`` that must."""
    workspace = open_workspace(city.root, actor_name="", clock=city.clock)
    try:
        late = remind(workspace, "contoh").late
    finally:
        workspace.close()
    awaited = sum(len(one.worksheets) for one in late if one.required)
    assert city.must("status", "--json").json["cities"][0]["awaited"] == awaited == 1


def test_status_does_not_list_those_who_are_all_awaited(city: Any) -> None:
    """Where nobody has answered, four or more are not named; from the first answer on, they are."""
    for code in ("A", "B", "C"):
        city.must("agency", "add", "contoh", code, f"Dinas {code}", "--kind", "opd")
    assert "  BELUM: semuanya" in city.must("status", "contoh").out
    city.must("nil", "contoh", "A", "issues")
    assert "  BELUM: B, C, DINKES" in city.must("status", "contoh").out


def test_doctor_reads_line_by_line(city: Any) -> None:
    """One line for each examination, the advice below it, and a conclusion at the end."""
    lines = city.must("doctor").out.splitlines()
    assert lines[0].startswith("baik  ")
    assert lines[-1] == "Semuanya baik."
    city.must("person", "end", "contoh", "Ani", "--until", "2026-01-01")
    lines = city.must("doctor", "--lang", "en").out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("LOOK"))
    assert lines[at + 1].strip().startswith("Next step: smartflow person add contoh")
    assert lines[-1] == "0 to be mended, 1 worth a look."
