"""Foreign plugins of the tests: a rule, a score, and a shop that installs them in a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from types import ModuleType
from typing import Any

import smartflow
from smartflow import Dimension, Rule, Score, ScoringRule, Setting, Text
from smartflow.plugin.discovery import Candidate, discover

__all__ = ["WORDS", "FiledCandidate", "Shop", "counting", "located", "toy_candidate", "toy_rule"]

WORDS = Text(id="kata", en="words")
_KINDS: dict[str, type] = {
    "rules": Rule,
    "scoring_rules": ScoringRule,
    "settings": Setting,
    "dimensions": Dimension,
}


class FiledCandidate(Candidate, frozen=True):
    """A plugin whose files are words: the same words have the same fingerprint."""

    files: str = ""

    def fingerprint(self) -> str:
        """Return sha256 over the words."""
        return hashlib.sha256(self.files.encode()).hexdigest()


def toy_candidate(
    name: str, version: str, *things: Any, files: str = "a", broken: bool = False
) -> FiledCandidate:
    """Return an installed plugin that registers these things.

    Args:
        name: Its name.
        version: Its version.
        things: Rules, scoring rules, settings and dimensions.
        files: The words that stand for its files.
        broken: Whether its import fails.
    """
    module = ModuleType(f"{name}_module")

    def yield_of(kind: type) -> Callable[[], Iterable[Any]]:
        return lambda: [thing for thing in things if isinstance(thing, kind)]

    for kind, type_ in _KINDS.items():
        hook = f"smartflow_register_{kind}"
        setattr(module, hook, smartflow.hookimpl(specname=hook)(yield_of(type_)))

    def load() -> object:
        if broken:
            raise ImportError(name)
        return module

    return FiledCandidate(
        name, f"{name}_module", f"{name}-dist", version, editable=False, load=load, files=files
    )


class Shop:
    """The foreign plugins of this computer, which a test changes between two runs.

    Attributes:
        candidates: What is installed, by name.
        looked: How often somebody asked what is installed.
    """

    def __init__(self) -> None:
        self.candidates: dict[str, Candidate] = {}
        self.looked = 0

    def put(self, name: str, version: str, *things: Any, **more: Any) -> None:
        """Install a plugin, or another version of it, as :func:`toy_candidate` makes it."""
        self.candidates[name] = toy_candidate(name, version, *things, **more)

    def discover(self) -> tuple[Candidate, ...]:
        """Return what is installed, and count who asks."""
        self.looked += 1
        return (*discover(), *self.candidates.values())


def toy_rule(function: Callable[..., Any], code: str = "TST001", **more: Any) -> Rule:
    """Return a rule of a toy workflow's stage ``one``."""
    parts: dict[str, Any] = {
        "title": Text(id="Lokasi", en="Location"),
        "message": Text(id="Isu {issue} tanpa lokasi.", en="Issue {issue} is nowhere."),
        **more,
    }
    return Rule(
        code=code, why=WORDS, fix=WORDS, stages=("one",), cites=("uji",), function=function, **parts
    )


def located(code: str = "TST001", *, strict: bool = True, title: str = "Lokasi") -> Rule:
    """Return a rule over issues: with ``strict``, each must say where it is."""

    def check(row: Any, settings: Any) -> dict[str, object] | None:
        return {"issue": row.text("issue")} if strict and not row.text("location") else None

    return toy_rule(check, code, each="issues", title=Text(id=title, en="Location"))


def counting(each: int) -> ScoringRule:
    """Return a scoring rule that gives ``each`` points for a row of issues."""
    return ScoringRule(
        key="tally",
        title=Text(id="Hitungan", en="Tally"),
        function=lambda dossier, settings: [Score("", Decimal(each * len(dossier.rows("issues"))))],
    )
