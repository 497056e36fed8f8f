"""Tests of the commands as officials use them: what they print, and what they leave behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow.journey.gate.standing import standing_of
from smartflow.language import Text
from smartflow_masterplan.sheets.quick_win import QUICK_WINS


def test_an_official_can_begin_from_nothing(city: Any) -> None:
    """Workspace, city, agencies and people are there after the commands of the first page."""
    assert city.must("city", "list", "--json").json == {
        "cities": [{"slug": "contoh", "name": "Kota Contoh", "region_code": "13.73"}]
    }
    agencies = city.must("agency", "list", "Kota Contoh", "--json").json["agencies"]
    assert [(a["code"], a["dimensions"], a["leads"]) for a in agencies] == [
        ("DINKES", "living, society", "living"),
        ("KEL-A", "", ""),
    ]
    people = city.must("person", "list", "13.73", "--json").json["people"]
    assert [(p["name"], p["roles"], p["in_post"]) for p in people] == [
        ("Ani", "team", True),
        ("Budi", "secretariat", True),
    ]
    shown = {
        f["key"]: f["value"] for f in city.must("city", "show", "contoh", "--json").json["city"]
    }
    assert (shown["zone"], shown["workflow"], shown["agencies"]) == ("WIB", "masterplan@1", 2)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("status", "entah"), 2, "Tidak ada kabupaten/kota bernama 'entah'"),
        (("status", "conto"), 2, "Maksud Anda 'contoh'?"),
        (("nil", "contoh", "DINAS-X", "issues"), 2, "DINAS-X"),
        (("nil", "contoh", "KEL-A", "isues"), 2, "Maksud Anda 'issues'?"),
        (("present", "contoh", "entah", "--by", "Ani"), 2, "Dimensi 'entah'"),
        (("send-back", "contoh", "entah", "--reason", "x", "--as", "Ani"), 2, "Tahap 'entah'"),
        (("sign-off", "contoh", "--role", "entah", "--as", "Ani"), 2, "Peran 'entah'"),
        (("sign-off", "contoh", "--role", "team", "--as", "Entah"), 2, "'Entah' belum terdaftar"),
        (("setting", "set", "contoh", "entah", "1", "--reason", "x"), 2, "Pengaturan 'entah'"),
        (("rule", "explain", "ISU999"), 2, "Ketentuan 'ISU999'"),
        (("plugin", "info", "entah"), 2, "Plugin 'entah'"),
        (("workflow", "show", "entah"), 2, "Alur kerja 'entah'"),
        (("init",), 2, "sudah menjadi ruang kerja"),
        (("city", "add", "contoh", "--name", "X", "--kind", "kota", "--region-code", "13.74",
          "--province", "P"), 2, "sudah terdaftar"),
        (("check", "contoh", "--format", "entah"), 2, "Bentuk keluaran 'entah'"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_a_sentence_with_the_next_step(
    words: tuple[str, ...], code: int, sentence: str, city: Any
) -> None:
    """City, agency, worksheet, dimension, stage, role, person, setting, rule, plugin, workflow."""
    outcome = city(*words)
    assert outcome.code == code
    assert sentence in outcome.err
    assert "Langkah berikutnya: " in outcome.err


def test_check_says_why_not_and_writes_nothing(city: Any) -> None:
    """``check`` is exit 1 with every reason, and the history does not grow."""
    before = city.must("history", "contoh").out
    outcome = city("check", "contoh")
    assert outcome.code == 1
    assert "HARUS DIPERBAIKI" in outcome.out
    assert "smartflow sign-off contoh --role team --as Ani" in outcome.out
    assert city.must("history", "contoh").out == before


def test_advance_records_its_refusal(city: Any) -> None:
    """A refused ``advance`` is an entry; a dry run is none."""
    dry = city("advance", "contoh", "--dry-run", "--json")
    entries = city.must("history", "contoh", "--json").json["entries"]
    assert (dry.code, dry.json["met"], entries[-1]["act"]) == (1, False, "person_add")
    assert city("advance", "contoh").code == 1
    newest = city.must("history", "contoh", "--last", "1", "--json").json["entries"]
    assert [(e["act"], e["body"]["result"]) for e in newest] == [("advance", "refused")]


def test_the_verdict_in_a_plugins_format(city: Any) -> None:
    """A verdict is rendered by a plugin's format, with the same exit code."""
    outcome = city("check", "contoh", "--format", "markdown")
    assert outcome.code == 1
    assert outcome.out.startswith("#")


def test_worksheets_go_out_and_come_back(city: Any, tmp_path: Path) -> None:
    """Templates are written, an unchanged one changes nothing, a foreign file is refused."""
    folder = tmp_path / "templat"
    written = city.must("worksheet", "template", "contoh", "--agency", "DINKES", "-o", str(folder))
    files = written.out.split()
    assert [Path(file).exists() for file in files] == [True]
    same = city("submit", "contoh", *files)
    assert same.code == 0
    assert "tidak ada yang dicatat" in same.out
    bad = tmp_path / "foto.xlsx"
    bad.write_bytes(b"\xff\xd8\xff\xe0 bukan excel")
    refused = city("submit", "contoh", files[0], str(bad))
    assert refused.code == 2
    assert "foto.xlsx: DITOLAK" in refused.out
    assert "Langkah berikutnya" in refused.out


def test_nil_shows_in_status_and_reminder(city: Any) -> None:
    """Who said nil is no longer awaited."""
    assert "Dinas Kesehatan" in city.must("remind", "contoh").out
    city.must("nil", "contoh", "DINKES", "issues")
    sheets = city.must("status", "contoh", "--json").json["city"]["worksheets"]
    assert [(s["nil"], s["awaited"], s["silent"]) for s in sheets] == [(["DINKES"], [], ["KEL-A"])]
    assert "Yang masih kami tunggu" not in city.must("remind", "contoh").out


def test_status_of_all_cities(city: Any) -> None:
    """Without a city: one line each, with stage, due date and how many are awaited."""
    row = city.must("status", "--json").json["cities"][0]
    assert (row["city"], row["since"], row["due"], row["awaited"]) == (
        "contoh", "2026-11-24", "2026-12-24", 1,
    )  # fmt: skip


def test_attendance_names_strangers(city: Any, tmp_path: Path) -> None:
    """People are counted, agencies found by code or name, unknown ones told."""
    sheet = tmp_path / "hadir.csv"
    sheet.write_text(
        "Daftar hadir;;\nNo;Nama;Instansi\n1;Ani;DINKES\n2;Budi;dinas kesehatan\n3;Cici;Bank\n",
        encoding="utf-8",
    )
    outcome = city.must(
        "attend", "contoh", "--session", "Bimtek I", "--date", "5-7-2026", str(sheet)
    )
    assert "3 orang dari 1 instansi" in outcome.out
    assert "Bank" in outcome.err
    history = city.must("history", "contoh").out
    assert "Cici" not in history
    assert "Daftar hadir 'Bimtek I' (5 Jul 2026): 3 orang dari 1 instansi." in history
    assert "Terjadi" not in history


def test_settings_are_listed_with_their_source(city: Any) -> None:
    """A setting that the city changed says so, with its value."""
    name = city.must("setting", "list", "contoh", "--json").json["settings"][0]["setting"]
    changed = city(
        "setting", "set", "contoh", name, "bukan angka dan bukan apa pun", "--reason", "x"
    )
    listed = {
        row["setting"]: row
        for row in city.must("setting", "list", "contoh", "--json").json["settings"]
    }
    source = listed[name]["source"]["en"]
    assert (changed.code, source) in ((0, "city"), (2, "default"), (2, "workflow"))


def test_plugin_list_needs_no_workspace_and_block_shows(city: Any) -> None:
    """``plugin list`` works anywhere; a blocked plugin is named by state, and ``check`` stops."""
    anywhere = {
        p["name"]: p["state"] for p in city("plugin", "list", "--json", bare=True).json["plugins"]
    }
    assert anywhere["living"] == "loaded"
    city.must("plugin", "block", "living")
    here = {p["name"]: p["state"] for p in city.must("plugin", "list", "--json").json["plugins"]}
    assert here["living"] == "blocked"
    stopped = city("check", "contoh")
    assert stopped.code == 3
    assert "living" in stopped.err
    city.must("status", "contoh")
    city.must("history", "contoh")


def test_what_is_worth_a_look_in_a_plugin_is_shown(
    city: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``plugin list``, ``plugin info`` and ``doctor`` tell it; nobody is stopped by it."""
    remark = Text(id="Rule 'X': kertas kerja 'isues' tidak ada.", en="Rule 'X': no such sheet.")

    def found(*_: object) -> dict[str, tuple[Text, ...]]:
        return {"living": (remark,)}

    # The importer first: a module that is loaded now would keep the stand-in for ever.
    monkeypatch.setattr("smartflow.offices.doctor.doctor.plugin_remarks", found)
    monkeypatch.setattr("smartflow.workflow.lint.plugin_remarks.plugin_remarks", found)
    listed = city.must("plugin", "list", "--json").json["plugins"]
    assert [p["name"] for p in listed if p["remarks"]] == ["living"]
    assert "isues" in " ".join(city.must("plugin", "list").out.split())
    assert remark.id in " ".join(city.must("plugin", "info", "living").out.split())
    assert f"PERHATIKAN  Plugin: 'living': {remark.id}" in city.must("doctor").out


def test_rules_and_workflows_need_no_workspace(shell: Any) -> None:
    """``rule``, ``workflow`` and ``plugin`` look at what is installed."""
    for words in (
        ("rule", "list", "--stage", "issue_analysis"),
        ("rule", "explain", "isu001"),
        ("workflow", "list"),
        ("workflow", "show", "masterplan"),
        ("workflow", "lint", "masterplan"),
        ("workflow", "diagram", "masterplan"),
        ("plugin", "info", "csv"),
        ("worksheet", "list"),
        ("worksheet", "show", "issues"),
        ("doctor",),
    ):
        assert (words, shell(*words, bare=True).code) == (words, 0)


def test_the_columns_of_a_worksheet_are_shown(shell: Any) -> None:
    """Each column stands there by the key that rules call it, with what may stand in it."""
    columns = shell.must("worksheet", "show", "Kertas Kerja Quick Win", "--json").json["columns"]
    kinds = {one["column"]: (one["type"]["en"], one["choices"]) for one in columns}
    assert [column.key for column in QUICK_WINS.columns] == list(kinds)
    assert kinds["budget"] == ("whole rupiah", "")
    assert "APBN" in kinds["fund_source"][1].split(", ")
    assert kinds["owner"] == ("code of an agency", "")


def test_a_worksheet_that_is_not_there_is_refused_with_the_nearest(shell: Any) -> None:
    """The refusal guesses, and says what lists them all."""
    outcome = shell("worksheet", "show", "isues", "--lang", "en")
    assert (outcome.code, "'issues'" in outcome.err) == (2, True)
    assert outcome.err.rstrip().endswith("See the list: smartflow worksheet list")


def test_a_bad_workflow_file_is_named(shell: Any, tmp_path: Path) -> None:
    """A syntax error and an unknown key are sentences with the file's name, exit 2."""
    for content in ("[workflow\n", '[workflow]\nkey = "x"\nentah = 1\n'):
        path = tmp_path / "salah.toml"
        path.write_text(content, encoding="utf-8")
        outcome = shell("workflow", "lint", str(path), bare=True)
        assert outcome.code == 2
        assert "salah.toml" in outcome.err


def test_history_without_a_city_is_the_stores_own(city: Any) -> None:
    """The store's log tells of the workspace and its cities."""
    acts = [e["act"] for e in city.must("history", "--json").json["entries"]]
    assert acts == ["init", "key_add", "city_register"]
    text = city.must("history", "contoh", "--lang", "en").out
    assert "DINKES (Dinas Kesehatan) was registered." in text
    assert "24 Nov 2026 10:00 WIB" in text


@pytest.mark.parametrize("words", [("history",), ("city", "list"), ("status",)])
def test_looking_without_a_city_compares_the_log_file(city: Any, words: tuple[str, ...]) -> None:
    """A line of the log file that the store denies stops these commands too."""
    city.must(*words)
    path = city.root / "history.jsonl"
    *before, newest = path.read_text(encoding="utf-8").splitlines()
    changed = json.dumps({**json.loads(newest), "leaf": "0" * 64})
    path.write_text("\n".join([*before, changed, ""]), encoding="utf-8")
    assert city(*words).code == 4


def test_doctor_sees_a_blocked_plugin_a_stranger_and_a_bad_file(city: Any) -> None:
    """What would stop the next act is told before it does."""
    city.must("plugin", "block", "living")
    path = city.root / "smartflow.toml"
    words = path.read_text(encoding="utf-8").replace('name = ""', 'name = "Zulkarnain"')
    path.write_text(words, encoding="utf-8")
    (city.root / "workflows").mkdir()
    (city.root / "workflows" / "salah.toml").write_text("[workflow", encoding="utf-8")
    outcome = city("doctor")
    assert outcome.code == 2
    assert "membutuhkan plugin yang diblokir: living" in outcome.out
    assert "'Zulkarnain' di smartflow.toml ([actor] name) tidak terdaftar" in outcome.out
    assert "salah.toml" in outcome.out
    assert "1 harus diperbaiki, 2 perlu diperhatikan." in outcome.out


def test_a_lost_database_is_restored_not_made_anew(city: Any) -> None:
    """``init`` would refuse where smartflow.toml stands, so nobody is sent there."""
    database = city.root / "smartflow.db"
    database.unlink()
    for content in (None, b"a foreign file, of some length"):
        if content is not None:
            database.write_bytes(content)
        outcome = city("status")
        assert outcome.code == 2
        assert "cadangan" in outcome.err
        assert "smartflow init" not in outcome.err


def test_a_stage_without_worksheets_reminds_nobody(
    city: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is asked for, nothing has come in; and only agencies say nil."""
    said = city.must("remind", "contoh").out
    assert "cukup balas: nihil" in said

    def bare(*words: Any) -> Any:
        return msgspec.structs.replace(standing_of(*words), sheets=())

    monkeypatch.setattr("smartflow.journey.gate.remind.standing_of", bare)
    said = city.must("remind", "contoh").out
    assert "tidak meminta kertas kerja" in said
    assert "smartflow check contoh" in said


def test_doctor_sees_missing_people_and_a_slow_clock(city: Any) -> None:
    """A quorum that nobody can meet, and entries from the future, are worth a look."""
    city.must("person", "end", "contoh", "Ani", "--until", "2026-01-01")
    said = city.must("doctor").out
    assert "kuorum Tim Pelaksana 1, yang terdaftar 0" in said
    city.clock.moment = city.clock.moment.replace(year=2025)
    assert "padahal ada entri" in city.must("doctor").out


def test_not_a_workspace(shell: Any) -> None:
    """A folder without smartflow.toml is exit 2, with how to make one."""
    outcome = shell("status")
    assert outcome.code == 2
    assert "smartflow init" in outcome.err


def test_agency_import_is_whole_or_not_at_all(city: Any, tmp_path: Path) -> None:
    """A list with a fault records nothing; a mended one records the rest and skips the known."""
    path = tmp_path / "opd.csv"
    path.write_text("Kode,Nama,Jenis\nDISDIK,Dinas Pendidikan,opd\nX Y,?,apa\n", encoding="utf-8")
    assert city("agency", "import", "contoh", str(path)).code == 2
    assert len(city.must("agency", "list", "contoh", "--json").json["agencies"]) == 2
    path.write_text(
        "Kode,Nama,Jenis\nDISDIK,Dinas Pendidikan,opd\nDINKES,Dinas Kesehatan,opd\n",
        encoding="utf-8",
    )
    said = city.must("agency", "import", "contoh", str(path)).out
    assert "1 instansi didaftarkan, 1 sudah terdaftar" in said
    assert 'smartflow person add contoh "NAMA" --role team --post "JABATAN"' in said


def test_a_ranking_of_nothing_asks_for_worksheets(city: Any) -> None:
    """Where there is no candidate, the next step is not to choose one."""
    said = city.must("quick-wins", "rank", "contoh").out
    assert "smartflow submit contoh BERKAS" in said
    assert "quick-wins select" not in said
