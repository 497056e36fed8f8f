"""``smartflow bundle`` as two offices type it: a province signs off from a bundle, and more.

The signatures are made by the real ``ssh-keygen``, and the auditor's own program reads what a
bundle holds, in processes of their own.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from kit.ssh_programs import require_keygen
from kit.toy_workflow import put_workflow, toy_workflow

from smartflow.history import verify as verifier

WORKFLOW = toy_workflow(
    {"start": ("Awal", "Start"), "done": ("Selesai", "Done")},
    {("start", "done"): 'sign_offs = [{ role = "province", quorum = 1, signed = true }]'},
    """
[[role]]
key = "province"
title = { id = "Provinsi", en = "Province" }
""",
    dimensions=("living",),
)
WHO = "Rina Marlina, S.T."


@pytest.fixture(scope="module")
def keygen() -> str:
    """Return where ssh-keygen is; in CI it must be there."""
    return require_keygen()


class Desk:
    """One office's workspace."""

    def __init__(self, shell: Any, root: Path) -> None:
        self.shell = shell
        self.root = root

    def __call__(self, *words: str) -> Any:
        """Run a command in the workspace, in English."""
        return self.shell("--workspace", str(self.root), "--lang", "en", *words, bare=True)

    def must(self, *words: str, code: int = 0) -> Any:
        """Run a command that has to end with ``code``."""
        ended = self(*words)
        assert (ended.code, words) == (code, words), ended.out + ended.err
        return ended

    @property
    def key(self) -> str:
        """The public key of its store."""
        told = self.must("audit", "key", "show")
        return str(re.findall(r"smartflow/\S+\+\S+\+\S+", told.out)[0])


@pytest.fixture
def town(shell: Any, tmp_path: Path) -> Desk:
    """Return the desk of a city whose only gate asks the province for a signature."""
    desk = Desk(shell, tmp_path / "kota")
    desk.must("init", str(desk.root))
    put_workflow(desk.root, WORKFLOW)
    desk.must(
        *("city", "add", "sawahlunto", "--name", "Kota Sawahlunto", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Sumatera Barat", "--workflow", "kecil"),
    )
    return desk


@pytest.fixture
def province(shell: Any, tmp_path: Path) -> Desk:
    """Return the desk of a province, which has no city."""
    desk = Desk(shell, tmp_path / "provinsi")
    desk.must("init", str(desk.root))
    return desk


@pytest.fixture
def bundle(town: Desk, tmp_path: Path) -> Path:
    """Return the city's bundle."""
    town.must("bundle", "export", "sawahlunto", "-o", str(tmp_path / "awal"))
    return tmp_path / "awal.smartflow"


def test_a_province_signs_off_from_a_bundle(
    town: Desk, province: Desk, tmp_path: Path, keygen: str
) -> None:
    """The whole way, as it is printed: out, looked at, signed, back, advanced, out."""
    mail = tmp_path / "surat"
    mail.mkdir()
    secret = tmp_path / "id_rina"
    subprocess.run(
        [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(secret)], check=True, timeout=60
    )
    town.must(
        *("person", "add", "sawahlunto", WHO, "--role", "province", "--post", "Kepala Bappeda"),
        *("--ssh-key", f"{secret}.pub"),
    )
    assert town("advance", "sawahlunto").code == 1
    told = town.must("bundle", "export", "sawahlunto", "-o", str(mail / "sawahlunto"))
    assert "personal data" in told.err
    sent = mail / "sawahlunto.smartflow"

    refused = province.must("bundle", "import", str(sent), code=2)
    assert town.key in refused.err
    province.must("bundle", "import", str(sent), "--key", town.key)
    assert province.must("check", "sawahlunto", code=1).out.count("1 sign-off missing") == 2
    statement = mail / "pernyataan.txt"
    words = ("sign-off", "sawahlunto", "--role", "province")
    written = province.must("--as", WHO, *words, "--statement", str(statement))
    first, second = written.err.splitlines()[:2]
    assert f"to the office that records this city ({town.key.partition('+')[0]})" in second
    signing = shlex.split(first.partition(": ssh-keygen ")[2].replace("KEY", str(secret)))
    subprocess.run([keygen, *signing], check=True, timeout=60, capture_output=True)
    recording = shlex.split(second.partition(": smartflow ")[2])
    assert "another office" in province.must(*recording, code=2).err

    assert "with an SSH signature" in town.must(*recording).out
    town.must("advance", "sawahlunto")
    town.must("bundle", "export", "sawahlunto", "-o", str(sent))

    done = province.must("bundle", "import", str(sent))
    assert "up to entry 5 (2 new)" in done.out
    status = province.must("status", "sawahlunto")
    assert "Stage: Done" in status.out
    assert "audit checkpoint" not in status.out
    assert "a copy from another office" in status.err
    assert "WHOLE" in province.must("audit", "verify").out


def test_a_store_that_was_changed_by_hand_sends_nothing(town: Desk) -> None:
    """What another office would refuse does not leave: exit code 4, and no file."""
    with sqlite3.connect(town.root / "smartflow.db") as store:
        store.execute("UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Sumatera',"
                      " 'Sumatra') AS BLOB)")  # fmt: skip
    store.close()
    ended = town("bundle", "export", "sawahlunto", "-o", str(town.root / "x"))
    assert (ended.code, (town.root / "x.smartflow").exists()) == (4, False)


def test_what_is_said_of_a_copy(town: Desk, province: Desk, bundle: Path) -> None:
    """The list tells the office and the day; other commands say it on stderr, once."""
    before = province.must("city", "list", "--json").json
    province.must("bundle", "import", str(bundle), "--key", town.key)
    [row] = province.must("city", "list", "--json").json["cities"]
    assert before == {"cities": []}
    assert (row["office"], row["copied_until"]) == (town.key.partition("+")[0], "2026-11-24")
    for words in (("history", "sawahlunto"), ("city", "show", "sawahlunto"), ("status",)):
        assert province.must(*words).err.count("a copy from another office") == 1
    told = province.must("history")
    assert "Kota Sawahlunto was imported from a bundle, up to entry 1." in told.out
    assert "office" not in town.must("city", "list").out


def test_every_outcome_has_its_sentence(
    town: Desk, province: Desk, bundle: Path, tmp_path: Path
) -> None:
    """Tried, imported, the same, newer, older: each is told, and ends with 0."""

    def told(path: Path, *words: str) -> str:
        return str(province.must("bundle", "import", str(path), *words).out)

    assert "Nothing was imported yet" in told(bundle, "--key", town.key, "--dry-run")
    assert "imported up to entry 1 (1 new)" in told(bundle, "--key", town.key)
    assert "is here already, up to entry 1" in told(bundle)
    town.must("agency", "add", "sawahlunto", "DLH", "Dinas", "--kind", "opd")
    town.must("bundle", "export", "sawahlunto", "-o", str(tmp_path / "baru"))
    assert "imported up to entry 2 (1 new)" in told(tmp_path / "baru.smartflow")
    assert "What is here is newer" in told(bundle)


def test_a_bundle_cut_in_half(province: Desk, bundle: Path) -> None:
    """The issue's own case: exit code 2, what is wrong, and what to ask the sender for."""
    bundle.write_bytes(bundle.read_bytes()[: bundle.stat().st_size // 2])
    ended = province.must("bundle", "import", str(bundle), code=2)
    assert "is not whole: the file is cut" in ended.err
    assert "smartflow bundle export" in ended.err
    assert "Traceback" not in ended.err


def test_a_fork_ends_with_five_and_shows_both_heads(
    town: Desk, province: Desk, bundle: Path, tmp_path: Path, shell: Any
) -> None:
    """Two copies of one office went different ways; the second one is not taken."""
    other = Desk(shell, Path(shutil.copytree(town.root, tmp_path / "salinan")))
    province.must("bundle", "import", str(bundle), "--key", town.key)
    for desk, code in ((town, "DLH"), (other, "DISHUB")):
        desk.must("agency", "add", "sawahlunto", code, "Dinas", "--kind", "opd")
        desk.must("bundle", "export", "sawahlunto", "-o", str(tmp_path / code))
    province.must("bundle", "import", str(tmp_path / "DLH.smartflow"))
    ended = province.must("bundle", "import", str(tmp_path / "DISHUB.smartflow"), code=5)
    assert ended.err.count("entry 2, 24 Nov 2026, agency_add") == 2
    assert "entry 1, 24 Nov 2026, city_add" in ended.err


def test_the_auditors_program_reads_what_a_bundle_holds(bundle: Path, tmp_path: Path) -> None:
    """Unpacked by any program and verified by one file, without SmartFlow; a change is found."""
    folder = tmp_path / "isi"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    key = (folder / "keys.txt").read_text(encoding="ascii").splitlines()[-1]

    def run() -> subprocess.CompletedProcess[str]:
        words = ("history.jsonl", "--key", key, "--checkpoint", "checkpoints.txt", "--lang", "en")
        command = [sys.executable, str(verifier.__file__), *words]
        return subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=60
        )

    whole = run()
    assert (whole.returncode, "WHOLE" in whole.stdout) == (0, True), whole.stderr
    history = folder / "history.jsonl"
    history.write_bytes(history.read_bytes().replace(b"Sawahlunto", b"Sawahluntu"))
    assert run().returncode == 4


@pytest.mark.parametrize("words", [("export", "sawahlunto"), ("import",), ("bawa",)])
def test_words_that_are_missing_are_asked_for(town: Desk, words: tuple[str, ...]) -> None:
    """A usage fault, with the next step."""
    ended = town("bundle", *words)
    assert ended.code == 2
    assert "Next step" in ended.err


def test_what_is_printed_of_a_copy_says_so(
    town: Desk, province: Desk, bundle: Path, tmp_path: Path
) -> None:
    """A sheet of paper outlives the warning on the screen: it names the office and the entry."""
    town.must("audit", "report", "sawahlunto", "-o", str(tmp_path / "own.html"))
    province.must("bundle", "import", str(bundle), "--key", town.key)
    told = province.must("audit", "report", "sawahlunto", "-o", str(tmp_path / "copy.html"))
    assert "a copy from another office" in told.err
    page = (tmp_path / "copy.html").read_text(encoding="utf-8")
    assert "Printed from a copy" in page
    assert "up to entry 1 " in page
    assert "Printed from a copy" not in (tmp_path / "own.html").read_text(encoding="utf-8")
