"""What the pages of docs/plugins promise in figures and names is what the engine holds to."""

from __future__ import annotations

import re
from pathlib import Path

import smartflow
from smartflow.plugin.alarm import LIMIT, VARIABLE
from smartflow.plugin.running.plenty import ENDLESS, MOST
from smartflow.workshop.plugins.cli.views import STATES

PAGES = Path(__file__).resolve().parents[3] / "docs" / "plugins"


def _page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def test_the_diagram_shows_every_state() -> None:
    """Each state in which a plugin can be stands in the diagram, and is reached in it."""
    (diagram,) = re.findall(
        r"^```mermaid\n(.*?)^```$", _page("lifecycle.md"), re.MULTILINE | re.DOTALL
    )
    reached = set(re.findall(r"--> (\w+)", diagram))
    assert set(STATES) - reached == set()


def test_the_limits_of_a_rule_are_told() -> None:
    """The page says how long a rule may run, how to allow more, and how much of it is kept."""
    page = _page("running.md")
    told = (
        re.findall(r"After (\d+) seconds a rule is ended; `(\w+)=", page),
        re.findall(r"^\| yields more than ([\d,]+) ", page, re.MULTILINE),
    )
    assert told == ([(f"{LIMIT:.0f}", VARIABLE)], [f"{ENDLESS:,}", f"{MOST:,}"])


def test_the_number_of_the_contract_is_told() -> None:
    """The page on compatibility, and each page that says how to name the number, have today's."""
    told = set(
        re.findall(
            r"\bAPI = (\d+)|\bapi = (\d+)|whole number, (\d+) today",
            "".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))),
        )
    )
    assert {number for group in told for number in group if number} == {str(smartflow.API)}
