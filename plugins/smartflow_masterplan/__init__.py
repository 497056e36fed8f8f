"""What the national Smart City programme shares: worksheets, cross-dimension rules, scores, a demo.

This plugin holds whatever concerns more than one dimension. It imports the public names of
``smartflow`` only, and each hook imports what it yields when it is called, so that a command that
needs only the worksheets does not pay for the rules.

In this folder:

``chapters``: The chapters of the books: what is printed of a city's dossier, one file for each
    book.
``demo``: The demo: Sawahlunto from its first workbook to an adopted masterplan (data ilustrasi).
``glossary``: The glossary: one official term for one thing, read once from ``glossary.toml``.
``rules``: The rules of the programme, a folder for each family.
``scoring``: The scores of the programme.
``settings``: What a workflow or a city may set.
``sheets``: The worksheets of the programme, by who fills them in.
``stages``: The keys of the national workflow that rules name: stages, who decides, record kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import smartflow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow import Chapter, Demo, Rule, ScoringRule, Setting, Worksheet

__all__ = [
    "smartflow_register_chapters",
    "smartflow_register_demos",
    "smartflow_register_rules",
    "smartflow_register_scoring_rules",
    "smartflow_register_settings",
    "smartflow_register_worksheets",
]


@smartflow.hookimpl
def smartflow_register_worksheets() -> Iterable[Worksheet]:
    """Register the nine worksheets of the programme."""
    from smartflow_masterplan.sheets.worksheets import WORKSHEETS

    yield from WORKSHEETS


@smartflow.hookimpl
def smartflow_register_settings() -> Iterable[Setting]:
    """Register what a workflow file or a city may change about the rules and scores."""
    from smartflow_masterplan.settings.registered import SETTINGS

    yield from SETTINGS


@smartflow.hookimpl
def smartflow_register_rules() -> Iterable[Rule]:
    """Register the rules that hold for all dimensions alike."""
    from smartflow_masterplan.rules.registered import RULES

    yield from RULES


@smartflow.hookimpl
def smartflow_register_scoring_rules() -> Iterable[ScoringRule]:
    """Register the readiness of a dimension and the ranking of quick wins."""
    from smartflow_masterplan.scoring.registered import SCORING_RULES

    yield from SCORING_RULES


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterable[Chapter]:
    """Register the chapters of the books and sheets."""
    from smartflow_masterplan.chapters import CHAPTERS

    yield from CHAPTERS


@smartflow.hookimpl
def smartflow_register_demos() -> Iterable[Demo]:
    """Register the demo of Sawahlunto."""
    from smartflow_masterplan.demo import DEMO

    yield DEMO
