"""A workflow with an allow-list, on the command line: who takes part, and what stops a city."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

PLUGIN = """
import smartflow
from smartflow import Column, Rule, Text

W = Text(id="ya", en="yes")

@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="{code}001", title=W, why=W, fix=W, message=W, stages=("issue_analysis",),
               cites=("Perwali",), function=lambda dossier, settings: ())

@smartflow.hookimpl
def smartflow_register_worksheets():
    yield Column("of_{name}", W, worksheet="issues")
"""
WORKFLOW = """
[workflow]
key = "terjaga"
version = 1
extends = "masterplan@1"
title = { id = "Terjaga", en = "Guarded" }
"""


class Guarded:
    """A workspace whose city ``jaga`` follows a workflow with an allow-list."""

    def __init__(self, shell: Any, install: Any) -> None:
        self.shell = shell
        self.install = install

    def plugin(self, name: str, **said: Any) -> Path:
        """Install a plugin with one rule and one column."""
        code = name[:3].upper()
        file: Path = self.install(name, PLUGIN.format(code=code, name=name), **said)
        return file

    def fingerprint(self, name: str) -> str:
        """Return what ``plugin info`` prints."""
        return str(self.shell.must("plugin", "info", name, "--json").json["plugin"]["fingerprint"])

    def city(self, listing: str) -> None:
        """Write the workflow and add the city."""
        folder = self.shell.root / "workflows"
        folder.mkdir(exist_ok=True)
        (folder / "terjaga.toml").write_text(WORKFLOW + listing, encoding="utf-8")
        self.shell.must(
            *("city", "add", "jaga", "--name", "Kota Jaga", "--kind", "kota"),
            *("--region-code", "13.74", "--province", "Sumatera Barat", "--workflow", "terjaga"),
        )


@pytest.fixture
def guarded(city: Any, install: Any) -> Guarded:
    """Return a workspace in which a workflow may list plugins."""
    return Guarded(city, install)


def listed(name: str, fingerprint: str = "") -> str:
    """Return the lines that list a plugin."""
    more = f'fingerprint = "{fingerprint}"\n' if fingerprint else ""
    return f'[[plugin]]\nname = "{name}"\n{more}'


def test_only_what_is_listed_judges(guarded: Guarded) -> None:
    """The other plugin's rule and column are not in that city, and the verdict says why."""
    guarded.plugin("agam")
    guarded.plugin("padang")
    guarded.city(listed("padang", guarded.fingerprint("padang")))
    verdict = guarded.shell("check", "jaga", "--json").json
    rules = {one["rule"] for one in verdict["results"]}
    notes = {one["name"]: one["notes"] for one in verdict["plugins"]}
    assert ("PAD001" in rules, "AGA001" in rules) == (True, False)
    assert (notes["padang"], notes["agam"]) == ([], ["not allowed"])
    sheets = guarded.shell.must("worksheet", "list", "jaga", "--json").json["worksheets"]
    plain = guarded.shell.must("worksheet", "list", "contoh", "--json").json["worksheets"]
    columns = [
        {one["worksheet"]: one["columns"] for one in found}["issues"] for found in (sheets, plain)
    ]
    assert columns[1] - columns[0] == 1
    told = guarded.shell("check", "jaga", "--lang", "en").out
    assert "agam (dist-agam 1.0): not allowed by the workflow, so it took no part" in told


def test_a_city_of_another_workflow_is_judged_by_all(guarded: Guarded) -> None:
    """A list holds for the cities that follow its workflow alone."""
    guarded.plugin("agam")
    guarded.city(listed("csv"))
    verdict = guarded.shell("check", "contoh", "--json").json
    assert "AGA001" in {one["rule"] for one in verdict["results"]}


@pytest.mark.parametrize("words", [("check",), ("advance",), ("advance", "--dry-run")])
def test_another_fingerprint_stops_the_city(guarded: Guarded, words: tuple[str, ...]) -> None:
    """Exit 3 with both fingerprints; nothing is recorded; ``contoh`` goes on."""
    file = guarded.plugin("padang")
    old = guarded.fingerprint("padang")
    guarded.city(listed("padang", old))
    file.write_text(file.read_text("utf-8") + "\n# changed\n", encoding="utf-8")
    from smartflow.plugin.discovery import package_fingerprint

    package_fingerprint.cache_clear()  # what a new process does not have
    new = guarded.fingerprint("padang")
    before = guarded.shell("history", "jaga").out
    outcome = guarded.shell(words[0], "jaga", *words[1:])
    assert outcome.code == 3
    for part in (old, new, "dist-padang 1.0", "smartflow plugin info"):
        assert part in outcome.err
    assert guarded.shell("history", "jaga").out == before
    assert guarded.shell("check", "contoh").code == 1
    doctor = guarded.shell("doctor")
    assert (doctor.code, new in doctor.out) == (3, True)


def test_a_mended_plugin_is_let_in_by_a_migration(guarded: Guarded) -> None:
    """The city that is pinned to the old files is free once it follows a list with the new ones."""
    file = guarded.plugin("padang")
    old = guarded.fingerprint("padang")
    guarded.city(listed("padang", old))
    file.write_text(file.read_text("utf-8") + "\n# mended\n", encoding="utf-8")
    from smartflow.plugin.discovery import package_fingerprint

    package_fingerprint.cache_clear()  # what a new process does not have
    new = guarded.fingerprint("padang")
    folder = guarded.shell.root / "workflows"
    for version, allowed in ((2, old), (3, new)):
        text = WORKFLOW.replace("version = 1", f"version = {version}") + listed("padang", allowed)
        (folder / f"terjaga{version}.toml").write_text(text, encoding="utf-8")
    move = ("workflow", "migrate", "jaga", "--reason", "Plugin diperbaiki", "--json", "--to")
    assert guarded.shell("check", "jaga").code == 3
    refused = guarded.shell(*move, "terjaga@2")
    assert refused.code == 3
    assert [one["code"] for one in refused.json["cities"][0]["remarks"]] == ["plugin-not-allowed"]
    assert guarded.shell("check", "jaga").code == 3
    assert guarded.shell.must(*move, "terjaga@3").json["cities"][0]["entry"] == 2
    check = guarded.shell("check", "jaga", "--json")
    assert (check.code, "PAD001" in {one["rule"] for one in check.json["results"]}) == (1, True)


def test_a_listed_plugin_that_is_not_there_stops_the_city(guarded: Guarded) -> None:
    """Blocking it, or ``--safe``, is no way around a list that asks for it."""
    guarded.plugin("padang")
    guarded.city(listed("padang"))
    assert guarded.shell("check", "jaga", "--safe").code == 3
    guarded.shell.must("plugin", "block", "padang")
    outcome = guarded.shell("check", "jaga")
    assert (outcome.code, "'padang'" in outcome.err) == (3, True)


def test_what_plugin_info_prints_can_be_pasted(guarded: Guarded) -> None:
    """The three lines, put into a workflow file, allow exactly this plugin."""
    guarded.plugin("padang")
    told = guarded.shell.must("plugin", "info", "padang").out
    guarded.city(told[told.index("[[plugin]]") :])
    assert guarded.shell("check", "jaga").code == 1
    shown = guarded.shell.must("workflow", "show", "terjaga").out
    assert f"padang {guarded.fingerprint('padang')}" in shown


def test_lint_knows_what_was_meant(guarded: Guarded) -> None:
    """A slip in the name is answered with the right one."""
    guarded.plugin("padang")
    folder = guarded.shell.root / "workflows"
    folder.mkdir()
    (folder / "terjaga.toml").write_text(WORKFLOW + listed("pdang"), encoding="utf-8")
    outcome = guarded.shell("workflow", "lint", "terjaga")
    assert outcome.code == 2
    assert "WFL025" in outcome.out
    assert "'padang'" in outcome.out


def test_safe_says_what_it_left_out(guarded: Guarded) -> None:
    """On stderr beside every format, and in the verdict itself."""
    guarded.plugin("padang")
    outcome = guarded.shell("check", "contoh", "--safe", "--json", "--lang", "en")
    [fact] = [one for one in outcome.json["plugins"] if one["name"] == "padang"]
    assert (fact["state"], fact["notes"]) == ("blocked", ["safe"])
    assert "with --safe the rules of these plugins were not run: padang" in outcome.err
    told = guarded.shell("check", "contoh", "--safe", "--lang", "en").out
    assert "BLOCKED PLUGINS\n  padang (dist-padang 1.0): left out by --safe" in told


def test_an_editable_plugin_is_marked(guarded: Guarded) -> None:
    """Its files may change beneath a verdict, so every verdict says so."""
    guarded.plugin("padang", editable=True)
    told = guarded.shell("check", "contoh", "--lang", "en").out
    assert "MARKED PLUGINS\n  padang (dist-padang 1.0): editable" in told


def test_a_move_that_was_judged_with_safe_is_recorded_so(guarded: Guarded) -> None:
    """Whoever reads the stored verdict years later sees which plugins were left out."""
    guarded.plugin("padang")
    assert guarded.shell("advance", "contoh", "--safe").code == 1
    newest = guarded.shell.must("history", "contoh", "--json").json["entries"][-1]
    with closing(sqlite3.connect(guarded.shell.root / "smartflow.db")) as store:
        words = "select bytes from blob where digest = ?"
        [content] = store.execute(words, (newest["body"]["verdict"],)).fetchone()
    [fact] = [one for one in json.loads(content)["plugins"] if one["name"] == "padang"]
    assert (fact["state"], fact["notes"]) == ("blocked", ["safe"])


def test_what_an_import_did_is_worth_a_look(guarded: Guarded) -> None:
    """``plugin list``, ``plugin info`` and ``doctor`` say what was undone."""
    file = guarded.plugin("padang")
    source = file.read_text("utf-8").replace("yield Rule", "print('halo')\n    yield Rule")
    file.write_text(source, encoding="utf-8")
    for words in (("plugin", "list"), ("plugin", "info", "padang"), ("doctor",)):
        assert "While it is loaded: it prints" in guarded.shell(*words, "--lang", "en").out


@pytest.mark.parametrize(
    "words",
    [
        ("check", "contoh"),
        ("check", "contoh", "--format", "markdown"),
        ("advance", "contoh"),
        ("plugin", "list"),
        ("plugin", "info", "padang"),
        ("worksheet", "list", "contoh"),
        ("agency", "list", "contoh", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_a_hook_is_called_once_in_a_command(guarded: Guarded, words: tuple[str, ...]) -> None:
    """Once per plugin and command, never per row, and not at all where nobody needs it."""
    notes = guarded.shell.root / "dipanggil.txt"
    file = guarded.plugin("padang")
    noting = f"with open({str(notes)!r}, 'a') as notes: notes.write('x')\n    yield Rule"
    file.write_text(file.read_text("utf-8").replace("yield Rule", noting), encoding="utf-8")
    guarded.shell(*words)
    called = notes.read_text("utf-8") if notes.exists() else ""
    assert called == ("" if words[0] == "agency" else "x")
