"""``plugin trust`` and ``untrust``: a loose file is shown, then trusted, until it changes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

PLUGIN = """
import smartflow
from smartflow import Rule, Text

W = Text(id="ya", en="yes")

@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="PDG001", title=W, why=W, fix=W, message=W, stages=("issue_analysis",),
               cites=("Perwali",), function=lambda dossier, settings: ())
"""
COMMAND = "smartflow plugin trust rules/padang.py"


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return this user's configuration folder, which is not there yet."""
    folder = tmp_path / "konfigurasi" / "smartflow"
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(folder))
    return folder


@pytest.fixture
def loose(configuration: Path, city: Any) -> Any:
    """Return the city's shell in a workspace with a loose file ``rules/padang.py``."""
    assert not (configuration / "trusted.toml").exists()
    (city.root / "rules").mkdir()
    (city.root / "rules" / "padang.py").write_text(PLUGIN, encoding="utf-8")
    return city


def state(shell: Any, name: str = "padang") -> str:
    """Return the state of a plugin."""
    found = {
        one["name"]: one["state"] for one in shell.must("plugin", "list", "--json").json["plugins"]
    }
    return str(found[name])


def test_a_mailed_workspace_runs_no_code(loose: Any, tmp_path: Path) -> None:
    """No command runs a file that nobody trusts, whatever it is asked."""
    witness = tmp_path / "dijalankan"
    file = loose.root / "rules" / "padang.py"
    file.write_text(f"open({str(witness)!r}, 'w').close()\n", encoding="utf-8")
    for words in (
        ("plugin", "list"),
        ("plugin", "info", "padang"),
        ("plugin", "trust", "rules/nothing.py"),
        ("status",),
        ("check", "contoh"),
        ("advance", "contoh"),
        ("doctor",),
        ("rule", "list"),
        ("workflow", "list"),
        ("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd"),
    ):
        loose(*words)
    assert not witness.exists()


def test_nothing_is_decided_beside_a_file_that_is_not_trusted(loose: Any) -> None:
    """Exit 3 names the file and what helps, of a broken one too; other acts work with a warning."""
    for words in (("check", "contoh"), ("advance", "contoh")):
        outcome = loose(*words)
        assert (outcome.code, COMMAND in outcome.err) == (3, True)
    told = loose("check", "contoh", "--lang", "en").err
    assert "Next step: Read and trust it, remove it, or block it knowingly" in told
    (loose.root / "rules" / "rusak.py").write_text("1 / 0\n", encoding="utf-8")
    loose.must("plugin", "trust", "rules/rusak.py")
    told = loose("check", "contoh", "--lang", "en").err
    assert "Next step: Mend it, install a mended version, remove it" in told
    (loose.root / "rules" / "rusak.py").unlink()
    other = loose("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    assert (other.code, COMMAND in other.err) == (0, True)


def test_info_tells_of_a_file_before_it_is_trusted(loose: Any) -> None:
    """Whoever wants to look first sees the same, and nothing is trusted by looking."""
    told = loose.must("plugin", "info", "padang", "--lang", "en").out
    for part in ("NOT TRUSTED", "smartflow_register_rules", "PDG001", COMMAND):
        assert part in told
    assert "[[plugin]]" not in told
    assert state(loose) == "not_trusted"


def test_trust_shows_the_file_and_lets_it_run(loose: Any, configuration: Path) -> None:
    """Path, size, fingerprint, hooks, codes and imports stand on the screen; then it takes part."""
    outcome = loose.must("plugin", "trust", "rules/padang.py", "--lang", "en")
    content = (loose.root / "rules" / "padang.py").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    for part in (
        str((loose.root / "rules" / "padang.py").resolve()),
        f"{len(content)} bytes",
        digest,
        "smartflow_register_rules",
        "PDG001",
        "Imports: smartflow",
    ):
        assert part in outcome.out
    [listed] = tomllib.loads((configuration / "trusted.toml").read_text("utf-8"))["file"]
    assert listed == {
        "path": "rules/padang.py",
        "workspace": str(loose.root.resolve()),
        "sha256": digest,
        "day": date(2026, 11, 24),
    }
    verdict = loose("check", "contoh", "--json").json
    [fact] = [one for one in verdict["plugins"] if one["name"] == "padang"]
    assert (fact["state"], fact["notes"], fact["fingerprint"]) == ("loaded", ["loose"], digest)
    assert "PDG001" in {one["rule"] for one in verdict["results"]}


@pytest.mark.parametrize(
    ("words", "heading", "mark"),
    [
        ((), "PLUGIN BERTANDA", "padang: berkas Python lepas"),
        (("--lang", "en"), "MARKED PLUGINS", "padang: loose Python file"),
        (
            ("--format", "markdown", "--lang", "en"),
            "## MARKED PLUGINS",
            "Plugin padang: loose Python file.",
        ),
        (("--format", "csv"), "plugin;padang;pass", "berkas Python lepas"),
    ],
)
def test_every_verdict_marks_it(
    loose: Any, words: tuple[str, ...], heading: str, mark: str
) -> None:
    """Whoever reads a verdict sees that a file that can change at any time took part."""
    loose.must("plugin", "trust", "padang")
    outcome = loose("check", "contoh", *words)
    assert outcome.code == 1
    assert heading in outcome.out
    assert mark in outcome.out


def test_a_change_takes_the_trust_away(loose: Any) -> None:
    """One letter more is another file, and the reason says when it was trusted."""
    loose.must("plugin", "trust", "padang")
    file = loose.root / "rules" / "padang.py"
    file.write_text(f"{PLUGIN}\n# lagi\n", encoding="utf-8")
    outcome = loose("check", "contoh")
    assert outcome.code == 3
    assert "berubah sejak dipercaya pada 24 Nov 2026" in outcome.err
    told = loose.must("plugin", "trust", "padang").out
    assert "dipercaya pada 24 Nov 2026; sejak itu isinya berubah" in told
    assert state(loose) == "loaded"
    file.write_text(PLUGIN, encoding="utf-8")
    assert state(loose) == "not_trusted"


def test_trusting_twice_says_so(loose: Any) -> None:
    """Nothing is written the second time."""
    loose.must("plugin", "trust", "padang")
    assert "sudah dipercaya sejak 24 Nov 2026" in loose.must("plugin", "trust", "padang").out


def test_the_same_content_elsewhere_is_trusted(loose: Any, tmp_path: Path) -> None:
    """Trust is in what is run, not in where it lies."""
    loose.must("plugin", "trust", "padang")
    other = tmp_path / "lain"
    loose("init", str(other), bare=True)
    (other / "rules").mkdir()
    (other / "rules" / "agam.py").write_text(PLUGIN, encoding="utf-8")
    listed = loose("--workspace", str(other), "plugin", "list", "--json", bare=True).json
    assert {one["name"]: one["state"] for one in listed["plugins"]}["agam"] == "loaded"


def test_untrust_takes_it_back(loose: Any) -> None:
    """Also when the file is gone by then; a second time there is nothing to take back."""
    loose.must("plugin", "trust", "padang")
    assert "rules/padang.py" in loose.must("plugin", "untrust", "padang").out
    assert state(loose) == "not_trusted"
    again = loose("plugin", "untrust", "padang")
    assert (again.code, "memang tidak dipercaya" in again.err) == (2, True)
    loose.must("plugin", "trust", "padang")
    (loose.root / "rules" / "padang.py").unlink()
    loose.must("plugin", "untrust", "rules/padang.py")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("rules/tidak-ada.py", "tidak ada"),
        ("rules", "bukan berkas biasa"),
        ("rules/contoh.toml", "tidak memerlukan kepercayaan"),
        ("catatan.txt", "bukan berkas Python"),
        ("luar.py", "pindahkan ke sana"),
        ("rules/dalam/x.py", "pindahkan ke sana"),
        ("rules/Padang-1.py", "Ganti namanya"),
    ],
)
def test_what_is_no_loose_plugin_is_refused(loose: Any, words: str, why: str) -> None:
    """Each refusal says why, and nothing is trusted."""
    root = loose.root
    (root / "rules" / "dalam").mkdir()
    for name in ("rules/contoh.toml", "catatan.txt", "luar.py", "rules/dalam/x.py"):
        (root / name).write_text("", encoding="utf-8")
    (root / "rules" / "Padang-1.py").write_text("", encoding="utf-8")
    outcome = loose("plugin", "trust", words)
    assert (outcome.code, why in outcome.err) == (2, True), outcome.err
    assert not (Path(os.environ["SMARTFLOW_CONFIG"]) / "trusted.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right there")
def test_a_link_is_shown_for_what_it_is(loose: Any, tmp_path: Path) -> None:
    """The file that it leads to is named, and trusted with the content it has now."""
    target = tmp_path / "di-luar.py"
    target.write_text(PLUGIN, encoding="utf-8")
    (loose.root / "rules" / "padang.py").unlink()
    (loose.root / "rules" / "padang.py").symlink_to(target)
    assert str(target) in loose.must("plugin", "trust", "padang").out
    assert state(loose) == "loaded"
    target.write_text(f"{PLUGIN}#", encoding="utf-8")
    assert state(loose) == "not_trusted"


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "[[file]]\n",
        '[[file]]\npath = "x"\nworkspace = "y"\nsha256 = "z"\nday = 2026-01-01\n',
    ],
)
def test_a_damaged_list_is_named(loose: Any, configuration: Path, text: str) -> None:
    """The file is named with what to do; what needs no plugin works on."""
    (configuration / "trusted.toml").write_text(text, encoding="utf-8")
    outcome = loose("plugin", "list")
    assert outcome.code == 2
    assert str(configuration / "trusted.toml") in outcome.err
    assert "smartflow plugin trust" in outcome.err
    assert loose("status").code == 0


def test_a_list_that_cannot_be_written_is_named(
    loose: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder should be: exit 2, and nothing is trusted."""
    taken = tmp_path / "berkas"
    taken.write_text("", encoding="utf-8")
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(taken))
    outcome = loose("plugin", "trust", "padang")
    assert (outcome.code, "SMARTFLOW_CONFIG" in outcome.err) == (2, True)


def test_a_blocked_file_can_be_unblocked(loose: Any) -> None:
    """``plugin block`` and ``plugin unblock`` are each other's undoing."""
    loose.must("plugin", "block", "padang")
    assert state(loose) == "blocked"
    assert loose("check", "contoh").code == 1
    loose.must("plugin", "unblock", "padang")
    assert state(loose) == "not_trusted"
    again = loose("plugin", "unblock", "padang")
    assert (again.code, "tidak diblokir" in again.err) == (2, True)


def test_unblock_knows_what_was_meant(loose: Any) -> None:
    """A slip is answered with the name that is blocked, and all names together or none."""
    loose.must("plugin", "block", "padang", "csv")
    outcome = loose("plugin", "unblock", "csv", "padnag")
    assert (outcome.code, "'padang'" in outcome.err) == (2, True)
    assert (state(loose), state(loose, "csv")) == ("blocked", "blocked")


def test_python_m_smartflow_does_not_take_a_workspace_for_a_site(tmp_path: Path) -> None:
    """A distribution that lies in the current folder is none: it would run what nobody trusts."""
    witness = tmp_path / "dijalankan"
    info = tmp_path / "jahat-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: jahat\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[smartflow]\njahat = jahat\n", encoding="utf-8")
    (tmp_path / "jahat.py").write_text(f"open({str(witness)!r}, 'w')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "smartflow", "plugin", "list", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    names = {one["name"] for one in json.loads(done.stdout)["plugins"]}
    assert ("masterplan" in names, "jahat" in names, witness.exists()) == (True, False, False)
