"""Tests of the commands beside plugins that are broken, foreign or blocked."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from smartflow.journey.gate.standing import standing_of
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.loading import loader

IMPORTED: list[str] = []


def foreign(name: str, *, broken: bool) -> Candidate:
    """Return a plugin of another distribution that notes when it is imported."""

    def load() -> object:
        IMPORTED.append(name)
        if broken:
            message = "sengaja rusak"
            raise RuntimeError(message)
        return __import__("smartflow_formats.markdown", fromlist=["x"])

    return Candidate(
        name=name,
        value=f"{name}_module",
        distribution=f"{name}-dist",
        version="9.9",
        editable=False,
        load=load,
    )


@pytest.fixture
def beside(city: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the city's shell beside a broken foreign plugin named ``jelek``."""
    IMPORTED.clear()
    found = (*discover(), foreign("jelek", broken=True))
    monkeypatch.setattr(loader, "discover", lambda: found)
    return city


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "contoh"),
        ("status", "contoh", "--format", "csv"),
        ("history", "contoh"),
        ("history", "contoh", "--format", "csv"),
        ("city", "list"),
        ("agency", "list", "contoh"),
        ("--help",),
        ("advance", "--help"),
    ],
    ids=" ".join,
)
def test_looking_imports_no_foreign_plugin(words: tuple[str, ...], beside: Any) -> None:
    """Status and history work beside a broken plugin, and do not even import it."""
    assert beside(*words).code == 0
    assert IMPORTED == []


@pytest.mark.parametrize("words", [("status",), ("status", "contoh"), ("status", "--json")])
def test_status_says_in_one_line_that_built_in_plugins_are_broken(
    words: tuple[str, ...], city: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built-in plugins that cannot be imported are named in one warning, and status goes on."""
    assert city.must(*words).err == ""

    def fail() -> object:
        message = "sengaja rusak"
        raise RuntimeError(message)

    found = tuple(
        replace(one, load=fail) if one.name in ("csv", "living") else one for one in discover()
    )
    monkeypatch.setattr(loader, "discover", lambda: found)
    said = city.must(*words).err.splitlines()
    assert said == [
        (
            "Peringatan: plugin bawaan tidak dimuat: csv, living. Kota tidak dapat maju sebelum"
            " diperbaiki; lihat: smartflow doctor"
        )
    ]


@pytest.mark.parametrize("words", [("check",), ("advance",), ("advance", "--dry-run")])
@pytest.mark.parametrize("name", ["contoh", "entah"])
def test_nothing_is_decided_beside_a_broken_plugin(
    words: tuple[str, ...], name: str, beside: Any
) -> None:
    """Exit 3 names plugin, distribution, version and fault; before the city's name is looked at."""
    before = beside("history", "contoh").out
    outcome = beside(words[0], name, *words[1:])
    assert outcome.code == 3
    for part in ("jelek", "jelek-dist 9.9", "sengaja rusak", "smartflow plugin block jelek"):
        assert part in outcome.err
    assert beside("history", "contoh").out == before


def test_plugin_list_tries_each_and_ends_with_0(beside: Any) -> None:
    """The broken one is listed with its fault; all others are loaded."""
    outcome = beside("plugin", "list", "--json")
    states = {p["name"]: p["state"] for p in outcome.json["plugins"]}
    assert outcome.code == 0
    assert states.pop("jelek") == "broken"
    assert set(states.values()) == {"loaded"}
    assert "sengaja rusak" in beside("plugin", "info", "jelek").out


@pytest.mark.parametrize("words", [("worksheet", "list"), ("workflow", "list")], ids=" ".join)
def test_lists_made_from_plugins_warn_of_the_broken_one(
    words: tuple[str, ...], beside: Any
) -> None:
    """What a list may lack is said once beside it, on stderr, with or without a workspace."""
    for shell in (beside(*words), beside(*words, bare=True)):
        warned = [line for line in shell.err.splitlines() if "plugin 'jelek'" in line]
        assert (shell.code, len(warned), "jelek" in shell.out) == (0, 1, False)


def test_both_plugins_of_one_name_are_shown(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks at a clash sees each package that claims the name."""
    twins = [replace(foreign("kembar", broken=False), distribution=f"paket-{n}") for n in "ab"]
    monkeypatch.setattr(loader, "discover", lambda: (*discover(), *twins))
    said = city.must("plugin", "info", "kembar").out
    assert [f"paket-{n} 9.9" in said for n in "ab"] == [True, True]
    data = city.must("plugin", "info", "kembar", "--json").json
    shown = [data["plugin"]["distribution"], *(one["distribution"] for one in data["namesakes"])]
    assert sorted(shown) == ["paket-a", "paket-b"]


def test_a_rule_file_that_an_editor_renamed_is_told(city: Any) -> None:
    """``rules/x.toml.txt`` is no plugin; the list and ``doctor`` say so, and nothing fails."""
    assert "x.toml" not in city.must("plugin", "list").err
    (city.root / "rules").mkdir()
    (city.root / "rules" / "x.toml.txt").write_text("", encoding="utf-8")
    listed = city.must("plugin", "list")
    assert ("rules/x.toml.txt" in listed.out, "menjadi rules/x.toml." in listed.err) == (
        False,
        True,
    )
    (told,) = (one for one in city.must("doctor").out.splitlines() if "x.toml.txt" in one)
    assert told.startswith("PERHATIKAN")


def test_other_acts_work_with_a_warning(beside: Any) -> None:
    """An agency can still be registered; the warning names the plugin, on stderr."""
    outcome = beside("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    assert outcome.code == 0
    assert "Peringatan: plugin 'jelek' (jelek-dist 9.9)" in outcome.err
    assert "jelek" not in outcome.out


def test_blocking_or_safe_mode_lets_the_gate_decide(beside: Any) -> None:
    """With --safe, or once it is blocked, the gate decides and the verdict says so."""
    safe = beside("check", "contoh", "--safe")
    assert safe.code == 1
    assert "PLUGIN DIBLOKIR\n  jelek (jelek-dist 9.9)" in safe.out
    beside.must("plugin", "block", "jelek")
    blocked = beside("check", "contoh", "--json")
    assert blocked.code == 1
    states = {p["name"]: p["state"] for p in blocked.json["plugins"]}
    assert states["jelek"] == "blocked"


RULE = """
import smartflow
from smartflow import Rule, Text
W = Text(id="ya", en="yes")
@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="PDG001", title=W, why=W, fix=W, message=W, stages=("issue_analysis",),
               cites=("Perwali",), function=lambda dossier, settings: ())
"""
BAD: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "misspelt hook": (RULE.replace("_rules", "_ruls"), {}, "broken", "smartflow_register_rules"),
    "no decorator": (RULE.replace("@smartflow.hookimpl", ""), {}, "broken", "hookimpl"),
    "wrong signature": (RULE.replace("rules()", "rules(city)"), {}, "broken", "parameter city"),
    "returns None": (RULE.replace("yield Rule", "Rule"), {}, "broken", "kembalikan ()"),
    "not installed": (f"import tak_ada\n{RULE}", {}, "broken", "tak_ada"),
    "sys.exit": (f"import sys; sys.exit(0)\n{RULE}", {}, "broken", "SystemExit"),
    "syntax error": ("def (:\n", {}, "broken", "SyntaxError"),
    "endless recursion": ("def f(): f()\nf()\n", {}, "broken", "RecursionError"),
    "empty file": ("", {}, "broken", "hookimpl"),
    "another contract": (f"SMARTFLOW_API = 9\n{RULE}", {}, "incompatible", "9"),
    "another engine": (
        RULE,
        {"requires": ("smartflow-engine>=99",)},
        "incompatible",
        "smartflow-engine>=99",
    ),
    "a taken code": (RULE.replace("PDG001", "ISU001"), {}, "clash", "masterplan"),
    "a taken family": (RULE.replace("PDG001", "ISU999"), {}, "clash", "masterplan"),
}


@pytest.mark.parametrize("how", BAD)
def test_each_way_to_be_broken_is_named_and_everything_else_works(
    city: Any, install: Any, how: str
) -> None:
    """``plugin list`` names it and all others are loaded; nothing is decided; the rest works."""
    source, said, state, words = BAD[how]
    install("padang", source, **said)
    listed = city.must("plugin", "list", "--json").json["plugins"]
    [one] = [plugin for plugin in listed if plugin["name"] == "padang"]
    assert (one["state"], one["distribution"], one["version"]) == (state, "dist-padang", "1.0")
    assert words in one["reason"]["id"]
    assert {plugin["state"] for plugin in listed if plugin is not one} == {"loaded"}
    gate = city("check", "contoh")
    assert gate.code == 3
    for part in ("'padang' (dist-padang 1.0)", words, "smartflow plugin block padang"):
        assert part in gate.err
    act = city("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    assert (act.code, "Peringatan: plugin 'padang' (dist-padang 1.0)" in act.err) == (0, True)
    assert city("status", "contoh").err == ""
    city.must("plugin", "block", "padang")
    assert city("check", "contoh").code == 1


def test_an_entry_point_to_a_module_that_is_not_there_is_named(city: Any, install: Any) -> None:
    """A wheel that forgot its package, the commonest mistake of a packager."""
    module = install("padang", RULE)
    module.unlink()
    outcome = city("check", "contoh")
    assert (outcome.code, "ModuleNotFoundError" in outcome.err) == (3, True)
    assert f"tidak memuat modul '{module.stem}'" in outcome.err
    assert "<frozen" not in outcome.err


def test_a_package_that_a_plugin_misses_is_to_be_installed(city: Any, install: Any) -> None:
    """The reason says what to do, and with which package; nothing of the kind for other faults."""
    install("padang", f"import tak_ada.sama_sekali\n{RULE}")
    install("solok", f"raise ImportError('tak_ada')\n{RULE.replace('PDG', 'SLK')}")
    listed = city.must("plugin", "list", "--json").json["plugins"]
    reasons = {one["name"]: one["reason"]["id"] for one in listed if one["reason"]}
    assert "Pasang paket yang membawa 'tak_ada' di lingkungan SmartFlow." in reasons["padang"]
    assert "Pasang paket" not in reasons["solok"]


def test_an_unknown_rule_may_be_that_of_a_broken_plugin(beside: Any) -> None:
    """Who asks for a rule that nobody brings is told which plugins are not loaded."""
    outcome = beside("rule", "explain", "JLK001")
    assert outcome.code == 2
    assert "Peringatan: plugin 'jelek' (jelek-dist 9.9)" in outcome.err


def test_status_names_who_can_tell_of_a_regions_worksheet(
    city: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status runs no plugin of a region, and does not say that it is not loaded."""

    def with_visits(*words: Any) -> Any:
        return replace(standing_of(*words), unknown=("visits",))

    monkeypatch.setattr("smartflow.journey.gate.standing.standing_of", with_visits)
    (line,) = [one for one in city.must("status", "contoh").out.splitlines() if "visits" in one]
    assert line.endswith("smartflow remind contoh")


def test_two_distributions_with_one_name_are_both_named(city: Any, install: Any) -> None:
    """Neither is loaded, each names the other's package, and one block leaves both out."""
    install("padang", RULE, dist="satu")
    install("padang", RULE, dist="dua")
    outcome = city("check", "contoh")
    assert outcome.code == 3
    for part in ("(satu 1.0)", "(dua 1.0)", "paket dua", "paket satu", "atau beri nama lain;"):
        assert part in outcome.err
    assert "plugin block padang  " in outcome.err
    city.must("plugin", "block", "padang")
    assert city("check", "contoh").code == 1


@pytest.mark.parametrize(
    "line",
    [
        "print('halo')",
        "import sys; sys.path.insert(0, '.')",
        "import os; os.chdir('/')",
        "import locale; locale.setlocale(locale.LC_ALL, 'C')",
        "import sys; sys.stdout = None",
        "import os; os.environ['SMARTFLOW_LANG'] = 'en'",
    ],
)
def test_an_import_with_side_effects_harms_nobody(city: Any, install: Any, line: str) -> None:
    """Stdout stays JSON and every other command says the same as without the plugin."""
    before = city("check", "contoh", "--json").json["results"]
    install("padang", f"{line}\n{RULE}")
    listed = city.must("plugin", "list", "--json").json["plugins"]
    assert {plugin["state"] for plugin in listed} == {"loaded"}
    after = city("check", "contoh", "--json").json["results"]
    assert [result for result in after if result["rule"] != "PDG001"] == before
    assert len(after) == len(before) + 1
    assert "BELUM MEMENUHI SYARAT" in city("check", "contoh").out


def test_doctor_names_it_and_ends_with_3(beside: Any) -> None:
    """The doctor finds the broken plugin and says how to go on."""
    outcome = beside("doctor")
    assert outcome.code == 3
    assert "jelek" in outcome.out


def test_a_format_that_crashes_hides_nothing(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken format is exit 3 with its plugin's name, and text still works."""
    registry = loader.load_registry()
    import msgspec

    def crash(_thing: object, _language: str) -> bytes:
        message = "kertas macet"
        raise OSError(message)

    owned = registry.formats["csv"]
    value = msgspec.structs.replace(owned.value, function=crash)
    formats = {**registry.formats, "csv": msgspec.structs.replace(owned, value=value)}
    broken = msgspec.structs.replace(registry, formats=formats)
    monkeypatch.setattr("smartflow.casework.workspace.load_registry", lambda **_: broken)
    outcome = city("agency", "list", "contoh", "--format", "csv")
    assert outcome.code == 3
    assert "plugin 'csv'" in outcome.err
    assert "kertas macet" in outcome.err
    assert city("agency", "list", "contoh").code == 0
