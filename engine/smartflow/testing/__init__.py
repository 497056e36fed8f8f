"""What authors of plugins test with: a city in a sentence, cases from files, the real commands.

One of the four roots that a plugin may import, for its tests. ``a_city(...)`` builds the dossier of
a rule's test as one reads it; ``cases/PPJ001.toml`` beside the tests is collected by the pytest
plugin, case by case; ``compose_book`` puts the chapters of a book together; ``Workspace`` is a
throwaway workspace in which the real commands run, and ``Done`` says what came of one;
``only_plugins`` refuses what else is installed. The names are loaded when they are first used:
every pytest of the environment imports this package.

In this folder:

``book_faults``: What keeps a chapter from being printed well, told in words; and every sentence
    that it says.
``books``: A book of a city in words, composed as the engine composes it, with assertions about
    chapters.
``city``: A city in words: the dossier of a test, written as one would say it.
``collecting``: Files of cases as tests: an item for each case, one more for what they show
    together.
``done``: What came of a command, with assertions that say what they saw.
``playing``: What a city in words becomes on its way through the commands: the workbooks of its
    fillers.
``plugins``: Which plugins take part in a test: those that were meant, and nothing else that is
    installed.
``program``: The real command line, run in this process, leaving nothing behind.
``pytest_plugin``: The pytest plugin: fixtures, and ``cases/PPJ001.toml`` as tests.
``rules``: A rule by itself: run over a city in words, or on its cases, with failures that can be
    read.
``workspace``: A throwaway workspace: the real commands on a real store, in a folder of the test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.cases import Case, CaseFault, CaseOutcome, Wanted
    from smartflow.testing.books import ComposedBook, compose_book
    from smartflow.testing.city import CityInWords, a_city
    from smartflow.testing.done import Done
    from smartflow.testing.plugins import StrayPlugin, only_plugins
    from smartflow.testing.program import Smartflow
    from smartflow.testing.rules import (
        assert_case,
        assert_covered,
        rule_cases,
        run_rule,
    )
    from smartflow.testing.workspace import Workspace

_HOMES = {
    "Case": "smartflow.cases",
    "CaseFault": "smartflow.cases",
    "CaseOutcome": "smartflow.cases",
    "CityInWords": "smartflow.testing.city",
    "ComposedBook": "smartflow.testing.books",
    "Done": "smartflow.testing.done",
    "Smartflow": "smartflow.testing.program",
    "StrayPlugin": "smartflow.testing.plugins",
    "Wanted": "smartflow.cases",
    "Workspace": "smartflow.testing.workspace",
    "a_city": "smartflow.testing.city",
    "assert_case": "smartflow.testing.rules",
    "assert_covered": "smartflow.testing.rules",
    "compose_book": "smartflow.testing.books",
    "only_plugins": "smartflow.testing.plugins",
    "rule_cases": "smartflow.testing.rules",
    "run_rule": "smartflow.testing.rules",
}

__all__ = [
    "Case",
    "CaseFault",
    "CaseOutcome",
    "CityInWords",
    "ComposedBook",
    "Done",
    "Smartflow",
    "StrayPlugin",
    "Wanted",
    "Workspace",
    "a_city",
    "assert_case",
    "assert_covered",
    "compose_book",
    "only_plugins",
    "rule_cases",
    "run_rule",
]

__getattr__ = loading(__name__, _HOMES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
