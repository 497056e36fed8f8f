"""Mail to a witness and back, as people type it, in processes of their own on two computers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kit.ended_commands import Outcome

from smartflow.history.seals.checkpoint_file import read_checkpoint_file
from smartflow.history.seals.signed_note import parse_note


class Computer:
    """A computer with a configuration folder of its own, and the folder that it works in."""

    def __init__(self, folder: Path) -> None:
        self.config, self.desk = folder / "config", folder / "desk"
        self.desk.mkdir(parents=True)

    def __call__(self, *words: str, code: int = 0) -> Outcome:
        """Run ``smartflow`` with ``words``; it must end with ``code``."""
        done = subprocess.run(
            [sys.executable, "-m", "smartflow", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.desk,
            env={**os.environ, "SMARTFLOW_CONFIG": str(self.config), "SMARTFLOW_LANG": "en"},
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    def mail(self, name: str, other: Computer) -> None:
        """Send a file, as e-mail does: with other newlines."""
        text = (self.desk / name).read_bytes().replace(b"\r\n", b"\n")
        (other.desk / name).write_bytes(text.replace(b"\n", b"\r\n"))


@pytest.fixture
def city(tmp_path: Path) -> Computer:
    """Return the computer of an office with a city, in the folder of its workspace."""
    office = Computer(tmp_path / "city")
    office("init", ".")
    office(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Provinsi"),
    )
    return office


@pytest.fixture
def province(tmp_path: Path) -> Computer:
    """Return a computer without any workspace."""
    return Computer(tmp_path / "province")


@pytest.fixture
def acting(city: Computer) -> Callable[[str], Outcome]:
    """Let something happen in the city."""
    return lambda code: city("agency", "add", "contoh", code, f"Dinas {code}", "--kind", "opd")


def round_trip(city: Computer, province: Computer, name: str, *witness: str) -> Outcome:
    """Write, mail, witness, mail back and attach; return what ``attach`` said."""
    city("audit", "checkpoint", "-o", name)
    city.mail(name, province)
    province("audit", "witness", name, "--name", "saksi.provinsi.go.id/1")
    province.mail(name, city)
    return city("audit", "attach", name, *witness)


def word_of(province: Computer, name: str) -> str:
    """Return the witness's public key, as its own computer tells it."""
    said = province("audit", "witness", name, "--format", "json").json
    return str(said["witness"]["key"])


@pytest.mark.slow
def test_there_and_back_and_a_rolled_back_city(
    city: Computer, province: Computer, acting: Callable[[str], Outcome]
) -> None:
    """A whole round, twice; then the office's database is put back, and the witness says so."""
    acting("DINKES")
    assert city("status", "contoh", "--json").json["city"]["outside"] == {
        "days": None,
        "at": None,
        "witness": None,
        "size": 0,
        "entries_since": 2,
    }
    city("audit", "checkpoint", "-o", "satu.txt")
    city.mail("satu.txt", province)
    said = province("audit", "witness", "satu.txt", "--name", "saksi.provinsi.go.id/1").out
    assert "seen for the first time" in said
    fingerprint = province("audit", "witness", "satu.txt").out
    assert "trusted from now on" not in fingerprint
    key = word_of(province, "satu.txt")
    province.mail("satu.txt", city)
    city("audit", "attach", "satu.txt", code=2)
    city("audit", "attach", "satu.txt", "--witness", key)
    told = city("audit", "attach", "satu.txt", "--format", "json").json["attached"]
    assert [(one["size"], one["witness"], one["is_new"]) for one in told] == [
        (4, "saksi.provinsi.go.id/1", False),
        (2, "saksi.provinsi.go.id/1", False),
    ]

    older = {name: (city.desk / name).read_bytes() for name in ("smartflow.db", "history.jsonl")}
    acting("DLH")
    acting("DPU")
    attached = round_trip(city, province, "dua.txt")
    assert "13.73: the checkpoint at 4 entries is witnessed by saksi.provinsi.go.id/1 now" in (
        attached.out
    )
    outside = city("status", "contoh", "--json").json["city"]["outside"]
    assert (outside["days"], outside["size"], outside["entries_since"]) == (0, 4, 0)
    assert outside["witness"] == "saksi.provinsi.go.id/1"
    listed = city("status", "--json").json["cities"][0]
    assert (listed["outside_days"], listed["entries_since_outside"]) == (0, 0)

    for name, content in older.items():
        (city.desk / name).write_bytes(content)
    acting("DISHUB")
    city("audit", "checkpoint", "--city", "contoh", "-o", "tiga.txt")
    city.mail("tiga.txt", province)
    refused = province("audit", "witness", "tiga.txt", code=4)
    assert "was cut or rolled back: it had 4 entries, and in this file it has 3" in refused.err
    assert "Nothing was signed" in refused.err
    acting("DINSOS")
    city("audit", "checkpoint", "--city", "contoh", "-o", "empat.txt")
    city.mail("empat.txt", province)
    assert "is forked" in province("audit", "witness", "empat.txt", code=4).err
    acting("DIKBUD")
    city("audit", "checkpoint", "--city", "contoh", "-o", "lima.txt")
    city.mail("lima.txt", province)
    asked = province("audit", "witness", "lima.txt", code=2)
    (last,) = (province.config / "witness").glob("last-*.txt")
    assert str(last) in asked.err
    shutil.copy(last, city.desk / "terakhir.txt")
    caught = city("audit", "checkpoint", "--since", "terakhir.txt", "-o", "enam.txt", code=4)
    assert "does not continue its checkpoint" in caught.err
    assert not (city.desk / "enam.txt").exists()
    for name in ("tiga.txt", "empat.txt", "lima.txt"):
        (block,) = read_checkpoint_file((province.desk / name).read_bytes()).blocks
        assert len(parse_note(block.note).signatures) == 1


@pytest.mark.slow
def test_a_lost_answer_is_made_up_for(
    city: Computer, province: Computer, acting: Callable[[str], Outcome]
) -> None:
    """What the witness signed never came back; its own file tells from where to prove."""
    city("audit", "checkpoint", "-o", "satu.txt")
    city.mail("satu.txt", province)
    province("audit", "witness", "satu.txt")
    acting("DINKES")
    city("audit", "checkpoint", "-o", "dua.txt")
    city.mail("dua.txt", province)
    province("audit", "witness", "dua.txt", code=2)
    (last,) = (province.config / "witness").glob("last-*.txt")
    shutil.copy(last, city.desk / last.name)
    city("audit", "checkpoint", "--since", last.name, "-o", "tiga.txt")
    city.mail("tiga.txt", province)
    province("audit", "witness", "tiga.txt")
    province.mail("tiga.txt", city)
    key = word_of(province, "tiga.txt")
    city("audit", "attach", "tiga.txt", "--witness", key)
    told = city("history").out
    assert "is a witness of the histories" in told
    assert "were written for a witness outside" in told


@pytest.mark.slow
def test_a_replaced_key_is_taken_with_the_old_ones_word(
    city: Computer, province: Computer, acting: Callable[[str], Outcome]
) -> None:
    """Rotated by both keys the witness goes along; rotated as lost somebody has to name it."""
    city("audit", "checkpoint", "-o", "satu.txt")
    city.mail("satu.txt", province)
    province("audit", "witness", "satu.txt")
    province.mail("satu.txt", city)
    key = word_of(province, "satu.txt")
    city("audit", "attach", "satu.txt", "--witness", key)
    city("audit", "key", "rotate", "--reason", "pegawai pindah")
    city("audit", "checkpoint", "--city", "contoh", "-o", "dua.txt")
    city.mail("dua.txt", province)
    assert "has replaced its key" in province("audit", "witness", "dua.txt").out
    province.mail("dua.txt", city)
    city("audit", "attach", "dua.txt")
    acting("DINKES")
    for file in (city.config / "keys").iterdir():
        file.unlink()
    city("audit", "key", "rotate", "--lost", "--reason", "laptop hilang")
    acting("DLH")
    city("audit", "checkpoint", "--city", "contoh", "-o", "tiga.txt")
    city.mail("tiga.txt", province)
    refused = province("audit", "witness", "tiga.txt", code=4)
    assert "unknown key" in refused.err
    new = city("audit", "key", "show", "--json").json["keys"][-1]["key"]
    assert "all 1 seen before" in province("audit", "witness", "tiga.txt", "--key", new).out


def test_one_city_and_no_word_of_the_others(city: Computer) -> None:
    """With --city the file holds that city's note alone and no entry is written; JSON tells all."""
    before = city("history", "--json").json
    said = city("audit", "checkpoint", "--city", "contoh", "-o", "satu.txt", "--format", "json")
    assert city("history", "--json").json == before
    told = said.json["checkpoint"]
    assert told["entry"] is None
    assert [(one["size"], one["proofs_from"]) for one in told["logs"]] == [(1, [0])]
    assert told["key"] in said.err
    assert told["fingerprint"] in said.err
    (block,) = read_checkpoint_file((city.desk / "satu.txt").read_bytes()).blocks
    assert block.checkpoint.origin == told["logs"][0]["log"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("audit", "witness", "nihil.txt"), 2),
        (("audit", "witness", "surat.txt"), 2),
        (("audit", "attach", "surat.txt"), 2),
        (("audit", "witness", "surat.txt", "--key", "bukan kunci"), 2),
        (("audit", "checkpoint"), 2),
        (("audit", "checkpoint", "-o", "x.txt", "--since", "surat.txt"), 2),
        (("audit", "checkpoint", "-o", "x.txt", "--city", "nirwana"), 2),
    ],
)
def test_what_cannot_be_is_refused_with_a_next_step(
    city: Computer, words: tuple[str, ...], code: int
) -> None:
    """A letter is no checkpoint file; nothing is written, and no traceback is shown."""
    (city.desk / "surat.txt").write_text("Dengan hormat,\n\nterlampir segel riwayat.\n")
    said = city(*words, code=code)
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not (city.desk / "x.txt").exists()
