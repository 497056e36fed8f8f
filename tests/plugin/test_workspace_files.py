"""The files of a workspace: found, named, judged; a loose one is run only when it is trusted."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow.language import Text
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.loading import workspace_files
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.loading.loose_file import glance_at
from smartflow.plugin.objects import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from smartflow.plugin.registry import PluginRecord, Registry

LOOSE = """
import dataclasses
import smartflow
from smartflow import Rule, Text

__version__ = "3"
W = Text(id="ya", en="yes")

@dataclasses.dataclass
class Place:
    name: "str"

@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="PDG001", title=W, why=W, fix=W, message=W, stages=("draft",),
               cites=("Perwali",), function=lambda dossier, settings: ())
"""
CRASHING = "raise RuntimeError('it was run')\n"


def write(root: Path, name: str, text: str | bytes) -> str:
    """Write a file of the workspace and return its fingerprint."""
    file = root / "rules" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode() if isinstance(text, str) else text
    file.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def load(root: Path, *trusted: str, **more: Any) -> Registry:
    """Load the files of a workspace and nothing else."""
    more.setdefault("candidates", ())
    return load_registry(root=root, trusted=frozenset(trusted), **more)


def only(registry: Registry) -> PluginRecord:
    """Return the one plugin there is."""
    [one] = registry.plugins
    return one


# -- loose Python files -------------------------------------------------------------------------


def test_a_loose_file_is_not_run_until_it_is_trusted(tmp_path: Path) -> None:
    """A mailed workspace runs no code; the reason names the file and the command."""
    write(tmp_path, "padang.py", CRASHING)
    one = only(load(tmp_path))
    assert (one.name, one.module, one.distribution, one.kind, one.state) == (
        "padang",
        "rules/padang.py",
        "",
        "file",
        "not_trusted",
    )
    assert one.reason is not None
    assert "smartflow plugin trust rules/padang.py" in one.reason.id
    assert [plugin.name for plugin in load(tmp_path).faulty] == ["padang"]


def test_a_trusted_file_registers_under_its_stem(tmp_path: Path) -> None:
    """It is loaded like any plugin, marked as loose, with its own version and fingerprint."""
    digest = write(tmp_path, "padang.py", LOOSE)
    registry = load(tmp_path, digest)
    one = only(registry)
    assert (one.state, one.version, one.fingerprint) == ("loaded", "3", digest)
    assert one.fact().notes == ("loose",)
    assert registry.rules["PDG001"].origin.plugin == "padang"


def test_nothing_of_a_workspace_joins_the_module_path(tmp_path: Path) -> None:
    """The file has a private name, and cannot import what lies beside it."""
    before = list(sys.path)
    write(tmp_path, "neighbour.py", CRASHING)
    digest = write(tmp_path, "padang.py", f"import neighbour\n{LOOSE}")
    one = load(tmp_path, digest).plugin("padang")
    assert one is not None
    assert ("ModuleNotFoundError" in one.fault, "padang.py, line 1" in one.fault) == (True, True)
    assert (sys.path, "padang" in sys.modules) == (before, False)


def test_a_changed_file_is_not_trusted_again_and_the_day_is_told(tmp_path: Path) -> None:
    """One letter more, and it is another file; the sentence says since when it was trusted."""
    digest = write(tmp_path, "padang.py", LOOSE)
    write(tmp_path, "padang.py", f"{LOOSE}#")
    known = {"rules/padang.py": date(2026, 11, 24)}
    one = only(load(tmp_path, digest, trusted_once=known))
    assert one.state == "not_trusted"
    assert one.reason is not None
    assert "24 Nov 2026" in one.reason.en
    assert "has changed" in one.reason.en


def test_what_is_run_is_what_was_judged(tmp_path: Path) -> None:
    """A file that is exchanged between its judgement and its import is not run."""
    digest = write(tmp_path, "padang.py", LOOSE)
    found = workspace_files.discover_files(tmp_path)
    write(tmp_path, "padang.py", CRASHING)
    registry = load_registry(candidates=found, trusted=frozenset({digest}))
    assert (only(registry).state, list(registry.rules)) == ("loaded", ["PDG001"])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def broken(:\n", "padang.py, line 1"),
        ("\n\nraise ValueError('kaput')\n", "padang.py, line 3"),
        ("import sys; sys.exit(3)\n", "SystemExit"),
        ("x = 1\n", "hookimpl"),
        ("import not_installed_anywhere\n", "not_installed_anywhere"),
        (LOOSE.replace("_rules", "_ruls"), "smartflow_register_rules"),
        (b"\x00", "null bytes"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, source: str | bytes, words: str
) -> None:
    """Its fault is told as that of any plugin."""
    one = only(load(tmp_path, write(tmp_path, "padang.py", source)))
    assert one.state == "broken"
    assert one.reason is not None
    assert words in one.reason.en


def test_a_file_that_fails_leaves_no_module_behind(tmp_path: Path) -> None:
    """Half a module is nobody's to find."""
    load(tmp_path, write(tmp_path, "padang.py", LOOSE))
    assert "smartflow_loose_padang" in sys.modules
    load(tmp_path, write(tmp_path, "padang.py", CRASHING))
    assert "smartflow_loose_padang" not in sys.modules


def test_a_file_for_another_contract_is_not_run(tmp_path: Path) -> None:
    """Trusted or not, a file that says that it is for contract 2 is incompatible."""
    digest = write(tmp_path, "padang.py", f"SMARTFLOW_API = 2\n{CRASHING}")
    assert only(load(tmp_path, digest)).state == "incompatible"


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Padang.py", "padang-1.py", "1.toml", "padang kota.py", "ü.py"])
def test_a_name_that_cannot_be_a_plugins_is_told(tmp_path: Path, name: str) -> None:
    """The file is not passed over in silence: its rules would be missing."""
    digest = write(tmp_path, name, CRASHING)
    one = only(load(tmp_path, digest))
    assert (one.state, f"rules/{name}" in one.fault, "Rename it" in one.fault) == (
        "broken",
        True,
        True,
    )


def test_two_files_of_one_name_clash(tmp_path: Path) -> None:
    """``padang.py`` and ``padang.toml`` are both the plugin padang; each names the other."""
    digest = write(tmp_path, "padang.py", LOOSE)
    write(tmp_path, "padang.toml", "")
    registry = load(tmp_path, digest)
    assert [(one.state, one.fault) for one in registry.plugins] == [
        ("clash", "rules/padang.py / rules/padang.toml"),
        ("clash", "rules/padang.toml / rules/padang.py"),
    ]


def test_a_file_named_like_an_installed_plugin_clashes_with_it(
    tmp_path: Path, install: Callable[..., Path]
) -> None:
    """Neither displaces the other; the reason names the package and the file."""
    install("padang", LOOSE, dist="smartflow-padang")
    digest = write(tmp_path, "padang.py", LOOSE)
    found = [one for one in discover() if one.name == "padang"]
    registry = load(tmp_path, digest, candidates=found)
    reasons = [one.reason.en for one in registry.plugins if one.reason]
    assert [one.state for one in registry.plugins] == ["clash", "clash"]
    assert "the package smartflow-padang" in reasons[0]
    assert "the file rules/padang.py" in reasons[1]


def test_a_built_in_plugin_is_never_displaced_by_a_file(tmp_path: Path) -> None:
    """A file with a built-in plugin's name clashes; the built-in one stays loaded."""
    digest = write(tmp_path, "living.py", LOOSE)
    registry = load(tmp_path, digest, candidates=None)
    states = {one.kind: one.state for one in registry.plugins if one.name == "living"}
    assert states == {"distribution": "loaded", "file": "clash"}


def test_other_files_are_no_plugins(tmp_path: Path) -> None:
    """Hidden files, other endings, folders and what lies in folders are left alone."""
    for name in (".padang.py", "README.md", "padang/test_padang.py", "padang.py.bak"):
        write(tmp_path, name, CRASHING)
    (tmp_path / "rules" / "folder.py").mkdir()
    assert load(tmp_path).plugins == ()


def test_what_an_editor_renamed_is_named(tmp_path: Path) -> None:
    """Only an ending too many: any other text is nobody's plugin, and an absent folder no fault."""
    assert workspace_files.misnamed(tmp_path) == ()
    for name in ("padang.toml.txt", "solok.PY.TXT", "catatan.txt", "padang.toml", "a.toml.bak"):
        write(tmp_path, name, "")
    found = workspace_files.misnamed(tmp_path)
    assert found == ("rules/padang.toml.txt", "rules/solok.PY.TXT")


def test_a_workspace_without_rules_has_none(tmp_path: Path) -> None:
    """No folder, or a file of that name, is no plugin and no fault."""
    assert load(tmp_path).plugins == ()
    (tmp_path / "rules").write_text("x", encoding="utf-8")
    assert load(tmp_path).plugins == ()


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    """A file of a gigabyte does not fill the memory: it is named and left."""
    digest = write(tmp_path, "padang.py", b"#" * (workspace_files.LARGEST + 1))
    one = only(load(tmp_path, digest))
    assert (one.state, "larger than 1 MiB" in one.fault) == ("broken", True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unreadable here")
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """What cannot be judged is not passed over."""
    write(tmp_path, "padang.py", LOOSE)
    (tmp_path / "rules" / "padang.py").chmod(0)
    one = only(load(tmp_path))
    assert (one.state, "cannot be read" in one.fault) == ("broken", True)


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right there")
def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    """Its rules are missing, as on a share that is not mounted, so the gate stays shut."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "padang.toml").symlink_to(tmp_path / "gone.toml")
    (tmp_path / "rules" / "folder.py").symlink_to(tmp_path)
    one = only(load(tmp_path))
    assert (one.name, one.state, "cannot be read" in one.fault) == ("padang", "broken", True)


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gate does not open because the rules could not be looked at."""
    write(tmp_path, "padang.py", LOOSE)

    def refuse(_self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    one = only(load(tmp_path))
    assert (one.state, one.fault) == ("broken", "rules cannot be read (Permission denied).")


@pytest.mark.parametrize("more", [{"blocked": frozenset({"padang"})}, {"built_in_only": True}])
def test_a_file_can_be_left_out(tmp_path: Path, more: Mapping[str, Any]) -> None:
    """Blocked by name, or by ``--safe``: it is not run, and it is no fault."""
    digest = write(tmp_path, "padang.py", CRASHING)
    registry = load(tmp_path, digest, **more)
    assert (only(registry).state, registry.faulty) == ("blocked", ())
    marks = ("loose", "safe") if "built_in_only" in more else ("loose",)
    assert only(registry).fact().notes == marks


# -- rule files ---------------------------------------------------------------------------------


class Fault(Exception):
    """Stands in for the fault of a rule file."""

    text = Text(id="rules/padang.toml, baris 3: salah", en="rules/padang.toml, line 3: wrong")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Put a reader of rule files in place of ours; return what it was called with."""
    calls: list[Any] = []

    class Read(msgspec.Struct):
        version: str
        rules: tuple[Rule, ...]

    def read_rules(source: bytes, worksheets: Mapping[str, Any], shown: str) -> Read:
        calls.append((source, worksheets, shown))
        if source.startswith(b"# wrong"):
            raise Fault
        words = Text.same("x")
        rule = Rule(
            code="PDG001",
            title=words,
            why=words,
            fix=words,
            message=words,
            stages=("draft",),
            cites=("Perwali",),
            function=lambda _dossier, _settings: (),
        )
        return Read("7", (rule,))

    module = ModuleType("smartflow.plugin.rule_file")
    vars(module).update(read_rules=read_rules, RuleFileFault=Fault)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return calls


def test_a_rule_file_needs_no_trust(tmp_path: Path, reader: list[Any]) -> None:
    """It is loaded with the version it says, its fingerprint and its mark."""
    digest = write(tmp_path, "padang.toml", 'version = "7"\n')
    registry = load(tmp_path)
    one = only(registry)
    assert (one.kind, one.state, one.version, one.fingerprint) == (
        "rule_file",
        "loaded",
        "7",
        digest,
    )
    assert (one.fact().notes, registry.rules["PDG001"].origin.version) == (("rule file",), "7")
    assert [call[2] for call in reader] == ["rules/padang.toml"]


COLUMN = """
import smartflow
from smartflow import Column, Text, Worksheet
W = Text(id="ya", en="yes")
@smartflow.hookimpl
def smartflow_register_worksheets():
    yield Worksheet(key="things", version=1, title=W, columns=(Column("x", W),))
    yield Column("y", W, worksheet="things", regions=("13.74",))
"""


def test_rule_files_come_last_and_know_every_column(tmp_path: Path, reader: list[Any]) -> None:
    """Also what a plugin later in the alphabet adds, for whatever region."""
    write(tmp_path, "aaa.toml", "")
    digest = write(tmp_path, "zzz.py", COLUMN)
    registry = load(tmp_path, digest)
    [(_, worksheets, _)] = reader
    assert [column.key for column in worksheets["things"].columns] == ["x", "y"]
    assert [(one.name, one.state) for one in registry.plugins] == [
        ("aaa", "loaded"),
        ("zzz", "loaded"),
    ]


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("# wrong", "broken", "rules/padang.toml, line 3: wrong"),
        ("api = 2", "incompatible", "contract 2"),
        ("api = 1", "loaded", ""),
        ("api = [", "loaded", ""),  # no TOML: that is the reader's to say
    ],
)
def test_a_rule_file_at_fault_is_named(
    tmp_path: Path, reader: list[Any], text: str, state: str, words: str
) -> None:
    """What the reader says is the reason; another contract is seen before it is asked."""
    write(tmp_path, "padang.toml", text)
    one = only(load(tmp_path))
    assert (one.state, one.fault) == (state, one.reason.en if one.reason else "")
    assert words in one.fault
    assert len(reader) == (state != "incompatible")


def test_a_family_that_is_taken_clashes(tmp_path: Path, reader: list[Any]) -> None:
    """A rule file never displaces what a loaded plugin owns."""
    write(tmp_path, "aaa.toml", "")
    digest = write(tmp_path, "zzz.py", LOOSE)
    states = {one.name: (one.state, one.fault) for one in load(tmp_path, digest).plugins}
    assert states["zzz"] == ("loaded", "")
    assert states["aaa"][0] == "clash"
    assert "'PDG001' already belongs to the plugin 'zzz'" in states["aaa"][1]
    assert len(reader) == 1


# -- a glance -----------------------------------------------------------------------------------


def test_a_glance_reads_and_runs_nothing() -> None:
    """Hooks, codes, imports and version are seen in a file that would crash."""
    glance = glance_at(f"{LOOSE}\nfrom os import path\nimport sys as s\n{CRASHING}".encode())
    assert glance.hooks == ("smartflow_register_rules",)
    assert glance.codes == ("PDG001",)
    assert glance.imports == ("dataclasses", "os", "smartflow", "sys")
    assert (glance.version, glance.fault) == ("3", "")


@pytest.mark.parametrize("source", [b"def (", b"\x00", b"\xff\xfe", b"(" * 5000, b"x = '\\ud800"])
def test_a_glance_at_what_is_no_python_says_so(source: bytes) -> None:
    """Hostile bytes end in a fault, never in an exception."""
    glance = glance_at(source)
    assert (glance.fault != "", glance.hooks) == (True, ())


def test_a_candidate_shows_what_ships_it(tmp_path: Path) -> None:
    """A sentence names a package, or a file of the workspace."""
    write(tmp_path, "padang.py", LOOSE)
    file = workspace_files.candidate_of(tmp_path / "rules" / "padang.py")
    package = Candidate("x", "x", "smartflow-x", "1", editable=False, load=lambda: None)
    assert (file.shipped_by.en, package.shipped_by.en) == (
        "the file rules/padang.py",
        "the package smartflow-x",
    )
