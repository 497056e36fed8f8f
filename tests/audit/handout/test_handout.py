"""The auditor's bundle: it verifies without SmartFlow, twice the same, and holds what it says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from smartflow.audit.erase.erase import erase
from smartflow.audit.handout.handout import FolderInUse, LostAttachment, audit_export
from smartflow.casework.casework import Draft, perform
from smartflow.casework.workspace import Workspace
from smartflow.history import verify
from smartflow.journey.gate.advance import advance
from smartflow.journey.register.person_add import person_add
from smartflow.journey.worksheets.attend import attend
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency, Person

Table = Callable[..., Path]
WORDS = "Keluhan Bu Sari"


@pytest.fixture
def sent(office: Workspace, table: Table) -> Workspace:
    """Return an office whose first city has an agency, a person and one submission, entry 4."""
    for draft in (
        Draft("agency_add", {"agency": Agency("DINKES", "Dinas Kesehatan", "opd", ("living",))}),
        Draft("person_add", {"person": Person("Budi", ("secretariat",), "Sekretariat")}),
    ):
        perform(office, "kota", lambda _, d=draft: d)
    office.actor_name = "Budi"
    path = table("isu.csv", ("Dimensi", "Isu daerah"), ("Smart Living", WORDS))
    submit(office, "kota", (path,), filler="DINKES")
    return office


@pytest.fixture
def bundle(sent: Workspace, tmp_path: Path) -> Path:
    """Return the bundle of that city."""
    return audit_export(sent, tmp_path / "bundel", "kota").folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its name."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def lines_of(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of a bundle as they stand in its log."""
    return [json.loads(line) for line in (folder / "history.jsonl").read_bytes().splitlines()]


def commands(folder: Path, name: str) -> list[list[str]]:
    """Return what the README tells a person on Linux to type to verify."""
    text = (folder / name).read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    assert block is not None
    return [shlex.split(line) for line in block[1].splitlines() if "pip" not in line]


def verified(folder: Path, name: str = "README.md") -> tuple[int, str]:
    """Run the README's command in the bundle, where nothing of SmartFlow can be imported."""
    line = commands(folder, name)[-1]
    assert line[:2] == ["python3", "verify.py"]
    ran = subprocess.run(
        [sys.executable, "-I", *line[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize(("name", "word"), [("README.md", "WHOLE\n"), ("BACA-SAYA.md", "UTUH\n")])
def test_the_commands_of_the_readme_find_the_bundle_whole(
    bundle: Path, name: str, word: str
) -> None:
    """Typed as they stand, with the bundle alone, they end with 0 and say so."""
    code, said = verified(bundle, name)
    assert (code, said[: len(word)]) == (0, word)


def skip(reason: str) -> None:
    """Leave a test out where this computer cannot run it; the build must be able to."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def test_the_sums_are_checked_as_the_readme_says(bundle: Path) -> None:
    """``sha256sum --check`` passes on the bundle, and fails once any of its files differs."""
    if shutil.which("sha256sum") is None:
        skip("sha256sum is not installed")
    line = commands(bundle, "README.md")[0]
    assert subprocess.run(line, cwd=bundle, check=False, capture_output=True).returncode == 0
    one = bundle / "keys.txt"
    one.write_bytes(one.read_bytes() + b"#")
    assert subprocess.run(line, cwd=bundle, check=False, capture_output=True).returncode != 0


def test_every_file_but_the_sums_stands_in_the_sums(bundle: Path) -> None:
    """No file of the bundle is left out, and each has the digest that is said."""
    found = contents(bundle)
    lines = found.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(found[name]).hexdigest()}  {name}" for name in sorted(found)]


@pytest.mark.parametrize("part", ["history.jsonl", "checkpoints/13.73.txt"])
def test_one_changed_byte_is_seen(bundle: Path, part: str) -> None:
    """Whichever byte of the city's history or checkpoints is changed, it is not whole any more."""
    path = bundle / part
    whole = path.read_bytes()
    for place in range(7, len(whole), len(whole) // 7):
        # A letter for a letter: neither the form of a line nor its length gives it away.
        changed = bytearray(whole)
        changed[place] = ord("x") if changed[place] != ord("x") else ord("y")
        path.write_bytes(changed)
        assert verified(bundle)[0] == 4, place
    path.write_bytes(whole)
    assert verified(bundle)[0] == 0


def test_the_same_store_gives_the_same_bytes(sent: Workspace, tmp_path: Path) -> None:
    """Two exports of one store differ in no byte of no file."""
    made = [audit_export(sent, tmp_path / name).folder for name in ("satu", "dua")]
    assert contents(made[0]) == contents(made[1])


def test_the_log_has_the_form_of_the_workspaces_own(sent: Workspace, tmp_path: Path) -> None:
    """Its lines are those of ``history.jsonl`` beside the store, grouped by log."""
    made = audit_export(sent, tmp_path / "bundel").folder
    own = sent.log_file.read_bytes().splitlines()
    assert sorted(own) == sorted((made / "history.jsonl").read_bytes().splitlines())
    assert not list(made.glob("*.lock"))


def test_a_citys_bundle_holds_no_entry_of_another_city(bundle: Path) -> None:
    """Only the city's log and the store's own."""
    logs = {line["log"] for line in lines_of(bundle)}
    assert sorted(log.count("/") for log in logs) == [1, 2]


def test_blobs_are_named_by_their_bytes_and_copies_can_be_read(bundle: Path) -> None:
    """sha256 of each blob is its name; the readable copy lacks the 16 bytes of salt alone."""
    blobs = {path.name: path.read_bytes() for path in (bundle / "blobs").iterdir()}
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in blobs.items())
    copy = (bundle / "files" / "13.73" / "4-isu.csv").read_bytes()
    assert WORDS.encode() in copy
    assert [len(content) - len(copy) for content in blobs.values() if content.endswith(copy)] == [
        16
    ]


def test_without_files_no_word_of_a_submission_is_in_it(sent: Workspace, tmp_path: Path) -> None:
    """Neither as a blob, nor as a copy, nor in the database; and it verifies all the same."""
    full = audit_export(sent, tmp_path / "penuh", "kota").folder
    bare = audit_export(sent, tmp_path / "tanpa", "kota", personal=False).folder
    holding = [name for name, content in contents(full).items() if WORDS.encode() in content]
    assert {name.split("/")[0] for name in holding} == {"blobs", "files", "history.db"}
    assert not [name for name, content in contents(bare).items() if WORDS.encode() in content]
    assert verified(bare)[0] == 0


def test_a_folder_that_holds_something_is_refused_and_left_alone(
    sent: Workspace, tmp_path: Path
) -> None:
    """An empty folder is filled; one with a file in it keeps that file and gets none."""
    (tmp_path / "kosong").mkdir()
    audit_export(sent, tmp_path / "kosong", "kota")
    used = tmp_path / "terpakai"
    used.mkdir()
    (used / "catatan.txt").write_text("milik saya")
    with pytest.raises(FolderInUse):
        audit_export(sent, used, "kota")
    assert list(contents(used)) == ["catatan.txt"]


def test_what_fails_leaves_nothing_behind(sent: Workspace, tmp_path: Path) -> None:
    """A blob that is gone, with no entry to say so, ends the export; no half bundle stays."""
    with closing(sqlite3.connect(sent.root / "smartflow.db")) as store, store:
        longest = "SELECT max(length(bytes)) FROM blob WHERE length(bytes) < 400"
        store.execute(f"DELETE FROM blob WHERE length(bytes) = ({longest})")  # noqa: S608
    before = sorted(tmp_path.iterdir())
    with pytest.raises(LostAttachment):
        audit_export(sent, tmp_path / "bundel", "kota")
    assert sorted(tmp_path.iterdir()) == before


def test_what_was_erased_is_left_out_and_said(sent: Workspace, tmp_path: Path) -> None:
    """After an erasure the bundle is made, verifies, and holds no word of it."""
    erase(sent, "kota", 4, reason="permintaan")
    made = audit_export(sent, tmp_path / "bundel", "kota")
    assert made.erased == 2
    assert not [name for name, held in contents(made.folder).items() if WORDS.encode() in held]
    assert verified(made.folder)[0] == 0
    with closing(sqlite3.connect(made.folder / "history.db")) as db:
        query = "SELECT e.seq, e.act FROM submissions s JOIN entries e ON e.id = s.rows_erased_by"
        assert db.execute(query).fetchall() == [(5, "erase")]


def test_an_attendance_list_is_copied_under_its_entry(
    sent: Workspace, table: Table, tmp_path: Path
) -> None:
    """It is salted personal data too: kept, and left out with the rest."""
    path = table("hadir.csv", ("Nama", "Instansi"), (WORDS, "DINKES"))
    attend(sent, "kota", "Lokakarya", sent.clock.now().date(), path)
    full = audit_export(sent, tmp_path / "penuh", "kota").folder
    bare = audit_export(sent, tmp_path / "tanpa", "kota", personal=False).folder
    assert (full / "files" / "13.73" / "5-attend-list.txt").read_bytes() == path.read_bytes()
    assert not (bare / "files").exists()


def test_the_verifier_is_the_packages_own(bundle: Path) -> None:
    """``verify.py`` is the file that SmartFlow itself ships, byte for byte."""
    assert (bundle / "verify.py").read_bytes() == Path(verify.__file__).read_bytes()


def test_keys_of_store_and_people_stand_in_files_of_their_own(
    sent: Workspace, tmp_path: Path, make_key: Callable[[str], tuple[Path, str]]
) -> None:
    """``keys.txt`` holds what the store log says, ``allowed_signers`` every registered SSH key."""
    _, line = make_key("ani")
    person_add(sent, "kota", Person("Ani", ("team",), "Ketua Tim", ssh_key=line))
    made = audit_export(sent, tmp_path / "bundel", "kota").folder
    key = next(one["body"]["key"] for one in lines_of(made) if one["act"] == "key_add")
    words = (made / "keys.txt").read_text().splitlines()
    assert [word for word in words if not word.startswith("#")] == [key]
    signers = (made / "allowed_signers").read_text().splitlines()
    assert len(signers) == 1
    assert signers[0].startswith('"Ani" ')
    assert line.split()[1] in signers[0]


def test_a_store_without_a_key_says_that_nothing_vouches_for_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The bundle is made, and its README says in plain words that it is not sealed."""
    made = audit_export(workspace, tmp_path / "bundel", "kota")
    assert made.checkpoints == 0
    assert "not sealed" in (made.folder / "README.md").read_text()
    assert "belum bersegel" in (made.folder / "BACA-SAYA.md").read_text()


# -- the database ---------------------------------------------------------------------------------


@pytest.fixture
def database(bundle: Path) -> Iterator[sqlite3.Connection]:
    """Open the bundle's database as a reader would."""
    with closing(sqlite3.connect(f"file:{bundle / 'history.db'}?mode=ro", uri=True)) as opened:
        yield opened


def test_the_database_tells_what_the_log_tells(bundle: Path, database: sqlite3.Connection) -> None:
    """Each entry once, with the same fields, and every foreign key leads somewhere."""
    columns = ("log", "seq", "at", "occurred", "zone", "act", "reason", "leaf")
    told = database.execute(f"SELECT {', '.join(columns)} FROM entries ORDER BY id").fetchall()  # noqa: S608
    lines = lines_of(bundle)
    assert told == [tuple(line[column] for column in columns) for line in lines]
    bodies = database.execute("SELECT body FROM entries ORDER BY id").fetchall()
    assert [json.loads(body) for (body,) in bodies] == [line["body"] for line in lines]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_rows_and_people_can_be_asked_for(database: sqlite3.Connection) -> None:
    """A cell is found by its words, and leads to who sent it."""
    query = """SELECT s.filler, s.worksheet, e.person, json_extract(r.cells, '$.issue')
        FROM rows r JOIN submissions s ON s.id = r.submission JOIN entries e ON e.id = s.entry"""
    assert database.execute(query).fetchall() == [("DINKES", "issues", "Budi", WORDS)]
    assert database.execute("SELECT name, post FROM people").fetchall() == [("Budi", "Sekretariat")]


def test_entries_are_searched_by_words(database: sqlite3.Connection) -> None:
    """Full-text search finds the entry that a word stands in, where SQLite has it."""
    made = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries_fts'").fetchone()
    if made is None:
        skip("this SQLite has no FTS5")
    found = database.execute(
        "SELECT e.act FROM entries_fts JOIN entries e ON e.id = entries_fts.rowid"
        " WHERE entries_fts MATCH 'kesehatan'"
    )
    assert found.fetchall() == [("agency_add",)]


def test_every_table_is_described_in_both_languages(
    bundle: Path, database: sqlite3.Connection
) -> None:
    """The metadata name exactly the tables that there are."""
    metadata = json.loads((bundle / "datasette-metadata.json").read_bytes())
    described = metadata["databases"]["history"]["tables"]
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entries_fts%'"
    )
    assert sorted(described) == sorted(name for (name,) in tables)
    assert all(" / " in table["description"] for table in described.values())


def test_answers_waivers_moves_and_findings_have_tables_of_their_own(
    sent: Workspace, tmp_path: Path
) -> None:
    """What a refused and a later move, an answer and a waiver say stands under its entry."""
    answer = {
        "role": "team",
        "person": "Budi",
        "post": "Sekretariat",
        "answer": "approve",
        "stage": "issue_analysis",
        "to": "swot_tows",
        "subject": "0" * 64,
        "subject_day": "2026-11-24",
        "workflow": "0" * 64,
    }
    asked = {
        "rule": "ISU001",
        "agency": "DINKES",
        "dimension": "",
        "row": "",
        "until": "2027-01-01",
    }
    advance(sent, "kota")
    for draft in (
        Draft("sign_off", answer),
        Draft("waive", asked, reason="menunggu data"),
        Draft("waive_approve", {"waiver": 7, **asked}),
        Draft("send_back", {"from": "issue_analysis", "to": "issue_analysis"}, reason="ulang"),
    ):
        perform(sent, "kota", lambda _, d=draft: d)
    folder = audit_export(sent, tmp_path / "bundel", "kota").folder
    with closing(sqlite3.connect(folder / "history.db")) as db:
        told = db.execute(
            "SELECT e.seq, d.met, count(*) FROM decisions d JOIN entries e ON e.id = d.entry"
        ).fetchall()
        status = dict(db.execute("SELECT rule, max(status) FROM decisions GROUP BY rule"))
        waived = db.execute(
            "SELECT w.rule, w.reason, a.seq, w.withdrawn_in FROM waivers w"
            " JOIN entries a ON a.id = w.approved_in"
        ).fetchall()
        answers = db.execute("SELECT person, answer, signed FROM sign_offs").fetchall()
        moves = db.execute(
            "SELECT e.seq, s.act, s.to_stage FROM stages s JOIN entries e ON e.id = s.entry"
        ).fetchall()
        stages = db.execute("SELECT DISTINCT stage FROM entries WHERE city = 1").fetchall()
    verdict = json.loads(
        (folder / "blobs" / str(lines_of(folder)[-5]["body"]["verdict"])).read_bytes()
    )
    assert told == [(5, 0, len(verdict["results"]))]
    assert status.keys() == {one["rule"] for one in verdict["results"]}
    assert waived == [("ISU001", "menunggu data", 8, None)]
    assert answers == [("Budi", "approve", 0)]
    assert moves == [(1, "city_add", "issue_analysis"), (9, "send_back", "issue_analysis")]
    assert stages == [("issue_analysis",)]
