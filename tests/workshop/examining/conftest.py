"""What the tests of the conformance check share: a sound plugin, and making it worse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from smartflow.workshop.examining import Report, check_plugin, find_subject

SOUND = '''"""Rules of nowhere, for tests."""

import smartflow
from smartflow import Finding, NotApplicable, Rule, Text

SMARTFLOW_API = 1
__version__ = "1"


def judge(dossier, settings):
    rows = dossier.rows("issues")
    if not rows:
        yield NotApplicable()
    for row in rows:
        values = {"issue": row.text("issue")}
        if not row.text("location"):
            yield Finding(values=values, row=row, column="location")


def rule(code):
    return Rule(
        code=code,
        title=Text(id="Isu menyebut lokasi", en="An issue names its place"),
        why=Text(id="Isu tanpa lokasi tidak tertangani.", en="Nobody acts on what is nowhere."),
        fix=Text(id="Isi kolom Lokasi.", en="Fill in the column Location."),
        message=Text(id="Isu '{issue}' belum berlokasi.", en="Issue '{issue}' is nowhere."),
        cites=("Perwali 1/2026",),
        stages=("issue_analysis",),
        reads=("issues",),
        function=judge,
    )


@smartflow.hookimpl
def smartflow_register_rules():
    yield rule("TST001")
'''

CASES = """
[[case]]
name = "somewhere"
status = "pass"
rows.issues = [{ issue = "Banjir", location = "Kel. Kubang", year = 2025 }]

[[case]]
name = "nowhere"
rows.issues = [{ issue = "Banjir", year = 2025 }]
[[case.findings]]
column = "location"
"""

RULE_FILE = """
api = 1

[[rule]]
code = "TST001"
each = "issues"
stages = ["issue_analysis"]
cites = ["Perwali 1/2026"]
title = { id = "Isu menyebut lokasi", en = "An issue names its place" }
why = { id = "Isu tanpa lokasi tidak tertangani.", en = "Nobody acts on what is nowhere." }
fix = { id = "Isi kolom Lokasi.", en = "Fill in the column Location." }
message = { id = "Isu '{issue}' belum berlokasi.", en = "Issue '{issue}' is nowhere." }
check = 'location != ""'
[[rule.passes]]
row = { issue = "Banjir", location = "Kel. Kubang" }
[[rule.fails]]
row = { issue = "Banjir" }
says = "belum berlokasi"
"""

PROJECT = """
[project]
name = "smartflow-contoh"
version = "1"
dependencies = ["smartflow-engine>=0.1"]

[project.entry-points.smartflow]
contoh = "smartflow_contoh"
"""

Edits = Sequence[tuple[str, str]]


def edited(text: str, edits: Edits) -> str:
    """Return a text with some parts replaced, each of which must stand in it."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def check_loose(tmp_path: Path) -> Callable[..., Report]:
    """Return a function that checks a trusted loose file: the sound one, edited."""

    def check(
        edits: Edits = (), *, cases: str = CASES, more: Sequence[str] = (), limit: float = 300.0
    ) -> Report:
        file = tmp_path / "rules" / "contoh.py"
        folder = tmp_path / "rules" / "contoh" / "cases"
        folder.mkdir(parents=True)
        file.write_text(edited(SOUND, edits), encoding="utf-8")
        for code in ("TST001", *more):
            (folder / f"{code}.toml").write_text(cases, encoding="utf-8")
        trusted = hashlib.sha256(file.read_bytes()).hexdigest()
        return check_plugin(find_subject(str(file), trusted=[trusted]), limit=limit)

    return check


@pytest.fixture
def check_installed(install: Callable[..., Path]) -> Callable[..., Report]:
    """Return a function that checks the sound plugin, installed as a distribution."""

    def check(**said: object) -> Report:
        install("contoh", SOUND, **said)
        return check_plugin(find_subject("contoh"))

    return check


@pytest.fixture
def check_rule_file(tmp_path: Path) -> Callable[..., Report]:
    """Return a function that checks a rule file: the sound one, edited."""

    def check(edits: Edits = ()) -> Report:
        file = tmp_path / "contoh.toml"
        file.write_text(edited(RULE_FILE, edits), encoding="utf-8")
        return check_plugin(find_subject(str(file)))

    return check


@pytest.fixture
def check_project(tmp_path: Path) -> Callable[..., Report]:
    """Return a function that checks a project's folder: the sound one, edited."""

    def check(edits: Edits = (), *, module: Edits = (), **files: str) -> Report:
        package = tmp_path / "src" / "smartflow_contoh"
        (tmp_path / "tests" / "cases").mkdir(parents=True)
        package.mkdir(parents=True)
        (tmp_path / "pyproject.toml").write_text(edited(PROJECT, edits), encoding="utf-8")
        (tmp_path / "tests" / "cases" / "TST001.toml").write_text(CASES, encoding="utf-8")
        (package / "__init__.py").write_text(edited(SOUND, module), encoding="utf-8")
        for name, content in files.items():
            (package / f"{name}.toml").write_text(content, encoding="utf-8")
        return check_plugin(find_subject(str(tmp_path)))

    return check
