"""Commands beside a rule that is careless: stdout stays data, and the reader is told on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest

import smartflow
from smartflow import Rule, Text
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.loading import loader

WORDS = Text(id="kata", en="words")


def printing(dossier: Any, settings: Any) -> Iterable[smartflow.Finding]:
    """Print what would look like an answer, and raise the limit of recursion."""
    print('{"met": true}')  # noqa: T201  the point
    sys.setrecursionlimit(sys.getrecursionlimit() + 1)
    return ()


@pytest.fixture
def careless(city: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the city's shell beside a plugin whose one rule is careless."""
    module = ModuleType("ceroboh_module")

    @smartflow.hookimpl
    def smartflow_register_rules() -> Iterable[Rule]:
        yield Rule(
            code="TST001",
            title=WORDS,
            why=WORDS,
            fix=WORDS,
            message=WORDS,
            stages=("issue_analysis",),
            cites=("uji",),
            function=printing,
        )

    module.__dict__["smartflow_register_rules"] = smartflow_register_rules
    candidate = Candidate(
        name="ceroboh",
        value="ceroboh_module",
        distribution="ceroboh-dist",
        version="1.0",
        editable=False,
        load=lambda: module,
    )
    monkeypatch.setattr(loader, "discover", lambda: (*discover(), candidate))
    return city


@pytest.mark.parametrize("words", [("check", "contoh", "--json"), ("advance", "contoh", "--json")])
def test_stdout_is_the_verdict_alone(words: tuple[str, ...], careless: Any) -> None:
    """What the rule prints is on stderr, behind its name, and so is what was put back."""
    limit = sys.getrecursionlimit()
    outcome = careless(*words)
    assert outcome.json["schema"] == "smartflow/verdict/1"
    assert outcome.err.splitlines()[-2:] == [
        "Ketentuan TST001 (plugin 'ceroboh') mencetak: {\"met\": true}",
        "Ketentuan TST001 (plugin 'ceroboh') mengubah batas rekursi; sudah dikembalikan.",
    ]
    assert sys.getrecursionlimit() == limit


def test_what_is_told_is_in_no_verdict(careless: Any) -> None:
    """Two runs give the same bytes: no time, and nothing that was printed, is in them."""
    first, second = (careless("check", "contoh", "--json").out for _ in range(2))
    assert first == second
    assert "mencetak" not in first
