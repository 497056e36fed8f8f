"""A plugin that was made for another engine is named before anything of it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import InvalidRequirement, Requirement

import smartflow
from smartflow.plugin.discovery import discover
from smartflow.plugin.loading.compatibility import api_fault, requirement_fault, written_api
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.plugin.registry import PluginRecord

CRASHING = "raise RuntimeError('it was imported')\n"
GOOD = """
import smartflow
{more}
@smartflow.hookimpl
def smartflow_register_rules():
    return ()
"""


def record(name: str) -> PluginRecord:
    """Return the record of an installed plugin."""
    loaded = load_registry(candidates=[one for one in discover() if one.name == name])
    [one] = loaded.plugins
    return one


@pytest.mark.parametrize(
    ("version", "requirement", "fits"),
    [
        ("0.1.0", "smartflow-engine", True),
        ("0.1.0", "smartflow-engine>=0.1", True),
        ("0.1.0", "smartflow-engine>=0.1,<0.2", True),
        ("0.1.0", "smartflow-engine>=0.2", False),
        ("0.1.0", "smartflow-engine==0.1.*", True),
        ("0.1.0", "smartflow-engine~=0.2", False),
        ("1.0rc1", "smartflow-engine>=0.9", True),
        ("1.0rc1", "smartflow-engine>=1.0", False),
        ("0.1.0", "smartflow-engine>=9; python_version < '3'", True),
        ("0.1.0", "smartflow-engine>=9; extra == 'later'", True),
        ("0.1.0", "smartflow-engine[rules]>=9", False),
        ("0.1.0", "smartflow-engine @ file:///somewhere", True),
    ],
)
def test_a_requirement_is_read_as_an_installer_reads_it(
    monkeypatch: pytest.MonkeyPatch, version: str, requirement: str, *, fits: bool
) -> None:
    """PEP 440 and PEP 508: a marker that does not hold asks nothing, a pre-release counts."""
    monkeypatch.setattr(smartflow, "__version__", version)
    assert (requirement_fault((requirement,)) is None) is fits


@given(
    numbers=st.lists(st.integers(0, 3), min_size=1, max_size=4),
    bounds=st.lists(
        st.tuples(
            st.sampled_from((">=", "<", ">= ", "==", "~=", "!=", ">")),
            st.lists(st.integers(0, 3), min_size=1, max_size=4),
        ),
        max_size=3,
    ),
    suffix=st.sampled_from(("", "", "", "rc1", ".dev2", ".post1")),
)
def test_our_short_way_says_what_packaging_says(
    numbers: list[int], bounds: list[tuple[str, list[int]]], suffix: str
) -> None:
    """Plain bounds are compared without packaging, and never otherwise than by it."""
    version = ".".join(map(str, numbers)) + suffix
    specifier = ", ".join(f"{sign}{'.'.join(map(str, parts))}" for sign, parts in bounds)
    requirement = f"smartflow-engine {specifier}"
    try:
        expected = Requirement(requirement).specifier.contains(version, prereleases=True)
    except InvalidRequirement:
        expected = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smartflow, "__version__", version)
        assert (requirement_fault((requirement,)) is None) is expected


@pytest.mark.parametrize(
    "requirement", ["smartflow-engine>=0.1 <9", "smartflow-engine>=0.1,,<9", "smartflow-engine>=x"]
)
def test_a_slip_in_a_requirement_is_not_read_as_something_else(requirement: str) -> None:
    """What an installer would refuse is refused here too, the short way included."""
    with pytest.raises(InvalidRequirement):
        Requirement(requirement)
    fault = requirement_fault((requirement,))
    assert fault is not None
    assert "cannot be read" in fault.en


def test_another_engine_is_named_before_the_import(install: Callable[..., Path]) -> None:
    """The reason says what is asked for and what there is; the module, which crashes, is left."""
    install("padang", CRASHING, requires=("smartflow-engine>=7.2",))
    one = record("padang")
    assert one.state == "incompatible"
    assert one.reason is not None
    for part in (">=7.2", smartflow.__version__):
        assert part in one.reason.id
        assert part in one.reason.en
    assert "imported" not in one.fault


def test_a_requirement_that_nobody_can_read_is_told(install: Callable[..., Path]) -> None:
    """Nothing is guessed: a gate beside such a plugin stays shut, and the words are shown."""
    install("padang", CRASHING, requires=("smartflow-engine >>> 7",))
    one = record("padang")
    assert (one.state, "'smartflow-engine >>> 7'" in one.fault) == ("incompatible", True)


def test_a_plugin_that_requires_nothing_is_loaded(install: Callable[..., Path]) -> None:
    """A plugin that says nothing of the engine is taken as it is."""
    install("padang", GOOD.format(more=""), requires=("click>=99",))
    assert record("padang").state == "loaded"


@pytest.mark.parametrize("line", ["SMARTFLOW_API = 2", "SMARTFLOW_API: int = 2"])
def test_another_contract_is_named_before_the_import(
    install: Callable[..., Path], line: str
) -> None:
    """The number is read from the source, so the crash below it never happens."""
    install("padang", f"{line}\n{CRASHING}")
    one = record("padang")
    assert (one.state, "contract 2" in one.fault, "imported" in one.fault) == (
        "incompatible",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("SMARTFLOW_API = smartflow.API", "loaded"),
        ("SMARTFLOW_API = 1", "loaded"),
        ("SMARTFLOW_API = smartflow.API + 1", "incompatible"),
        ("SMARTFLOW_API = '1'", "incompatible"),
        ("SMARTFLOW_API = True", "incompatible"),
        ("SMARTFLOW_API = None", "loaded"),
    ],
)
def test_the_number_that_a_module_has_decides(
    install: Callable[..., Path], more: str, state: str
) -> None:
    """Written or computed, it is ours or it is not; a number that is no number is not ours."""
    install("padang", GOOD.format(more=more))
    assert record("padang").state == state


@pytest.mark.parametrize("source", [b"", b"SMARTFLOW_API = (", b"x = 1", b"\x00SMARTFLOW_API"])
def test_a_source_that_names_no_number_fits(source: bytes) -> None:
    """What is no Python is broken later, by its own fault; it is not incompatible."""
    assert api_fault(written_api(source)) is None
