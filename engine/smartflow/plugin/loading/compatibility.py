"""Whether a plugin was made for this engine: judged from what it says, before it is imported.

A distribution says so in its metadata (``Requires-Dist: smartflow-engine>=0.1``), and any plugin
may name the number of the contract that it was written for: ``SMARTFLOW_API = 1`` in a module,
``api = 1`` in a rule file. A plugin that says nothing is taken as it is.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import smartflow
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.requirements import Requirement

__all__ = ["API_NAME", "api_fault", "requirement_fault", "written_api"]

API_NAME = "SMARTFLOW_API"
"""The name under which a module says for which contract it was written."""


def requirement_fault(requires: Iterable[str]) -> Text | None:
    """Return why this engine is not the one that a distribution requires, or None.

    A requirement whose marker does not hold here (``; extra == "x"``) asks for nothing. A
    pre-release of the engine counts as the version that it is.

    Args:
        requires: What the distribution requires of the engine, as in ``Requires-Dist``.
    """
    for words in requires:
        simple = _SIMPLE.fullmatch(words)
        if simple is not None and _RELEASE.fullmatch(smartflow.__version__):
            specifier, fits = simple[1], _fits(simple[1])
        else:
            wanted = _requirement(words)
            if wanted is None:
                return Text(
                    id=f"Syarat versinya '{words}' (Requires-Dist) tidak dapat dibaca.",
                    en=f"What it requires, '{words}' (Requires-Dist), cannot be read.",
                )
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
                continue
            specifier = str(wanted.specifier)
            fits = wanted.specifier.contains(smartflow.__version__, prereleases=True)
        if not fits:
            return Text(
                id=f"Dibuat untuk smartflow-engine{specifier}, sedangkan yang terpasang"
                f" {smartflow.__version__}. Pasang versi plugin atau SmartFlow yang cocok.",
                en=f"It is made for smartflow-engine{specifier}, and {smartflow.__version__} is"
                " installed. Install a version of the plugin or of SmartFlow that fits.",
            )
    return None


_RELEASE = re.compile(r"[0-9]+(\.[0-9]+)*")
_BOUND = r"(?:>=|<) *[0-9]+(?:\.[0-9]+)*"
_SIMPLE = re.compile(rf"[A-Za-z0-9._-]+ *((?:{_BOUND}(?: *, *{_BOUND})*)?)")
"""What nearly every plugin asks for: plain versions, from one on, below another."""


def _fits(specifier: str) -> bool:
    """Say whether our version, a plain release, lies within plain bounds.

    packaging says the same, and takes longer to load than all plugins together.
    """
    ours = _numbers(smartflow.__version__)
    bounds = (bound.strip() for bound in specifier.split(",")) if specifier else ()
    return all(
        ours >= _numbers(bound[2:]) if bound.startswith(">=") else ours < _numbers(bound[1:])
        for bound in bounds
    )


def _numbers(version: str) -> list[int]:
    numbers = [int(part) for part in version.strip().split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()  # 1.0 is 1
    return numbers


def _requirement(words: str) -> Requirement | None:
    """Return a requirement as packagers read it, or None when they cannot."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        return Requirement(words)
    except InvalidRequirement:
        return None


def api_fault(number: object) -> Text | None:
    """Return why a plugin that was written for contract ``number`` does not fit, or None.

    Args:
        number: What the plugin says; None when it says nothing.
    """
    if number is None or (number == smartflow.API and not isinstance(number, bool)):
        return None
    return Text(
        id=f"Dibuat untuk kontrak plugin {number!r}; SmartFlow {smartflow.__version__} memakai"
        f" kontrak {smartflow.API}. Pasang versi plugin atau SmartFlow yang cocok.",
        en=f"It is written for the plugin contract {number!r}; SmartFlow {smartflow.__version__}"
        f" has contract {smartflow.API}. Install a version of the plugin or of SmartFlow that"
        " fits.",
    )


def written_api(source: bytes) -> object:
    """Return the contract's number that a module's source names, or None.

    Args:
        source: The source; it is read, never run. One that is no Python names nothing.
    """
    if API_NAME.encode() not in source:  # nearly always, and parsing takes a while
        return None
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for line in body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=number)):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=number)):
                pass
            case _:
                continue
        if name == API_NAME:
            return number
    return None
