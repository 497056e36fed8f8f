"""``smartflow sign-off`` with SSH signatures, by the commands that an official types.

The signatures are made and verified by the real ``ssh-keygen``, in processes of their own.
"""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kit.ssh_programs import require_keygen

WORKFLOW = """
[workflow]
key = "signed"
version = 1
extends = "masterplan@1"

[[transition]]
from = "issue_analysis"
to = "swot_tows"
sign_offs = [{ role = "team", signed = true }]

[[transition]]
from = "masterplan_approval"
to = "approved"
sign_offs = [{ role = "council", quorum = 2, signed = true, minutes = true }]
"""
WHO = "Rina Marlina, S.T."


@pytest.fixture(scope="module")
def keygen() -> str:
    """Return where ssh-keygen is; in CI it must be there."""
    return require_keygen()


class Official:
    """Somebody with a key, in a workspace whose first gate asks the team for signatures."""

    def __init__(self, shell: Any, keygen: str, passphrase: str = "") -> None:
        self.shell = shell
        self.keygen = keygen
        self.key = shell.root.parent / f"id_{len(passphrase)}"
        self.statement = shell.root.parent / "pernyataan rina.txt"
        self.run("-q", "-t", "ed25519", "-N", passphrase, "-C", "rina", "-f", str(self.key))

    def run(self, *words: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run ssh-keygen."""
        command = [self.keygen, *words]
        return subprocess.run(command, input=content, capture_output=True, check=False, timeout=60)

    def register(self) -> None:
        """Register her with the file of her public key."""
        self.shell.must(
            *("person", "add", "contoh", WHO, "--role", "team", "--post", "Kepala Bappeda"),
            *("--ssh-key", f"{self.key}.pub"),
        )

    def sign_off(self, *words: str) -> Any:
        """Run ``smartflow sign-off`` as her."""
        return self.shell(
            "--as", WHO, "--lang", "en", "sign-off", "contoh", "--role", "team", *words
        )

    @property
    def fingerprint(self) -> str:
        """What ``ssh-keygen -l`` calls her key."""
        return self.run("-l", "-f", f"{self.key}.pub").stdout.decode().split()[1]


@pytest.fixture
def signed_city(shell: Any) -> Any:
    """Return a shell in a workspace with a city that asks for signatures."""
    shell.must("init")
    folder = shell.root / "workflows"
    folder.mkdir(exist_ok=True)
    (folder / "signed.toml").write_text(WORKFLOW, encoding="utf-8")
    shell.must(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Sumatera Barat", "--workflow", "signed"),
    )
    return shell


@pytest.fixture
def rina(signed_city: Any, keygen: str) -> Official:
    """Return an official who is registered with her key."""
    one = Official(signed_city, keygen)
    one.register()
    return one


def test_the_two_steps_as_they_are_printed(rina: Official) -> None:
    """The statement is written, signed by the very command that is printed, and recorded so."""
    assert rina.sign_off().code == 2
    written = rina.sign_off("--statement", str(rina.statement))
    assert written.code == 0, written.err
    first, second = written.err.splitlines()[:2]
    assert rina.fingerprint in first
    signing = shlex.split(first.partition(": ssh-keygen ")[2].replace("KEY", str(rina.key)))
    assert rina.run(*signing).returncode == 0
    recording = shlex.split(second.partition("smartflow ")[2])
    done = rina.shell("--lang", "en", *recording)
    assert done.code == 0, done.err
    assert "with an SSH signature (entry 3)" in done.out


def test_in_one_step(rina: Official) -> None:
    """With the key file; the history, the person's list and the verdict say so."""
    done = rina.sign_off("--sign-with", str(rina.key), "--reason", "Sudah dibaca")
    assert done.code == 0, done.err
    shell = rina.shell
    entry = shell.must("history", "contoh", "3", "--format", "json").json
    assert rina.fingerprint in str(entry)
    assert rina.fingerprint in shell.must("person", "list", "contoh").out
    (one,) = shell.must("person", "list", "contoh", "--format", "json").json["people"]
    assert one["ssh_key"] == rina.fingerprint
    verdict = shell("check", "contoh", "--format", "json").json
    (asked,) = verdict["sign_offs"]
    assert (asked["signed"], asked["met"], asked["approved"]) == (True, True, [WHO])
    assert "with an SSH signature" in shell("--lang", "en", "check", "contoh").out
    assert "; dengan tanda tangan SSH" in shell.must("history", "contoh").out


def test_audit_verify_looks_at_the_signature_again(rina: Official) -> None:
    """From the store alone; a signature that is gone is no good one."""
    rina.sign_off("--sign-with", str(rina.key))
    shell = rina.shell
    shell.must("audit", "verify")
    entry = shell.must("history", "contoh", "3", "--format", "json").json
    store = sqlite3.connect(shell.root / "smartflow.db")
    digest = re.search(r"'signature': '([0-9a-f]{64})'", str(entry))
    assert digest is not None
    store.execute("DELETE FROM blob WHERE digest = ?", (digest[1],))
    store.commit()
    store.close()
    broken = shell("audit", "verify")
    assert (broken.code, "3" in broken.out) == (4, True)


def test_a_stale_statement_says_what_differs_and_what_to_run(rina: Official) -> None:
    """What was recorded meanwhile is no part of what was signed: exit 2, with the next step."""
    rina.sign_off("--statement", str(rina.statement))
    rina.run("-Y", "sign", "-n", "smartflow-sign-off@v1", "-f", str(rina.key), str(rina.statement))
    rina.shell.must(
        *("record", "contoh", "mou", "--number", "1", "--date", "2026-11-01", "--title", "Nota")
    )
    done = rina.sign_off("--signature", f"{rina.statement}.sig")
    assert done.code == 2
    assert "what differs: isi (subject)." in done.err
    assert f'smartflow sign-off contoh --role team --as "{WHO}" --statement FILE' in done.err


def test_a_statement_that_an_editor_changed_is_refused(rina: Official) -> None:
    """What counts is what was signed: an editor's line ends after it do no harm, before it do."""
    rina.sign_off("--statement", str(rina.statement))
    rina.run("-Y", "sign", "-n", "smartflow-sign-off@v1", "-f", str(rina.key), str(rina.statement))
    content, good = rina.statement.read_bytes(), Path(f"{rina.statement}.sig").read_bytes()
    rina.statement.write_bytes(content.replace(b"\n", b"\r\n"))
    Path(f"{rina.statement}.sig").unlink()
    rina.run("-Y", "sign", "-n", "smartflow-sign-off@v1", "-f", str(rina.key), str(rina.statement))
    done = rina.sign_off("--signature", f"{rina.statement}.sig")
    assert done.code == 2
    assert "(line ends, blanks)" in done.err
    Path(f"{rina.statement}.sig").write_bytes(good)
    assert rina.sign_off("--signature", f"{rina.statement}.sig").code == 0


def test_one_way_at_a_time(rina: Official) -> None:
    """To write the statement and to record its signature are two calls."""
    done = rina.sign_off("--statement", str(rina.statement), "--sign-with", str(rina.key))
    assert (done.code, rina.statement.exists()) == (2, False)


def test_minutes_stand_in_where_the_workflow_says_so(signed_city: Any, tmp_path: Path) -> None:
    """``workflow show`` and lint say what is asked; the JSON of a workflow holds it."""
    shown = signed_city.must("--lang", "en", "workflow", "show", "signed").out
    assert "team (1, signed)" in shown
    assert "council (2, signed or by minutes)" in shown
    assert "signed" in signed_city.must("--lang", "en", "workflow", "diagram", "signed").out
    assert "WFL026" not in signed_city.must("workflow", "lint", "signed").out
    data = signed_city.must("workflow", "show", "signed", "--format", "json").json
    asked = [need for way in data["workflow"]["transitions"] for need in way["sign_offs"]]
    assert {"role": "team", "quorum": 1, "signed": True} in asked
    assert {"role": "team", "quorum": 1} in asked
    path = signed_city.root / "workflows" / "signed.toml"
    path.write_text(WORKFLOW.replace(", minutes = true", ""), encoding="utf-8")
    assert "WFL026" in signed_city.must("workflow", "lint", "signed").out


def test_a_private_key_is_never_registered(rina: Official) -> None:
    """Whoever names the wrong file is told so, and nothing is recorded."""
    done = rina.shell(
        *("--lang", "en", "person", "add", "contoh", "Budi", "--role", "team", "--post", "J"),
        *("--ssh-key", str(rina.key)),
    )
    assert done.code == 2
    assert "that is the private key" in done.err
    assert "Budi" not in rina.shell.must("history", "contoh").out


@pytest.mark.skipif(sys.platform == "win32", reason="the passphrase is handed over by a script")
def test_a_passphrase_is_asked_for_by_ssh_keygen_itself(
    signed_city: Any, keygen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never an argument, and never passes through this program."""
    one = Official(signed_city, keygen, passphrase="rahasia")  # noqa: S106  of a key that lives as long as this test
    one.register()
    asking = tmp_path / "tanya"
    asking.write_text("#!/bin/sh\necho rahasia\n", encoding="ascii")
    asking.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(asking))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    monkeypatch.setenv("DISPLAY", ":0")
    done = one.sign_off("--sign-with", str(one.key))
    assert done.code == 0, done.err
    asking.write_text("#!/bin/sh\necho salah\n", encoding="ascii")
    wrong = one.sign_off("--sign-with", str(one.key))
    assert wrong.code == 2
    assert "ssh-keygen did not sign" in wrong.err
    monkeypatch.setenv("PATH", str(tmp_path))
    without = one.sign_off("--sign-with", str(one.key))
    assert without.code == 2
    assert "--statement FILE" in without.err


def test_doctor_says_who_is_without_a_key(signed_city: Any, keygen: str) -> None:
    """Whoever cannot sign is no help for a quorum of signatures."""
    signed_city.must("person", "add", "contoh", WHO, "--role", "team", "--post", "Kepala Bappeda")
    said = signed_city("--lang", "en", "doctor")
    assert "the quorum of Implementation team is 1, registered with an SSH key: 0" in said.out
    assert "--role team" in said.out
    assert "--ssh-key KEY.pub" in said.out
    Official(signed_city, keygen).register()
    assert "registered with an SSH key" not in signed_city("--lang", "en", "doctor").out
