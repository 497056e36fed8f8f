"""SmartFlow: a plugin-based workflow engine for city masterplans.

This is the face of the engine: everything that a plugin may import has its name here. The names
are loaded when they are first used, so that ``import smartflow`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.language import Text
    from smartflow.model import (
        Agency,
        BreakdownLine,
        Column,
        Dimension,
        Dossier,
        Finding,
        Indicator,
        NotApplicable,
        Person,
        Row,
        Score,
        SubDimension,
        Verdict,
        Worksheet,
    )
    from smartflow.plugin.hookspecs import hookimpl
    from smartflow.plugin.objects import (
        Chapter,
        Demo,
        OutputFormat,
        Rule,
        ScoringRule,
        Setting,
        Settings,
        Step,
    )

__version__ = "0.1.0"

API = 1
"""The number of the plugin contract. It rises when a plugin that keeps to the contract would have
to be changed; a plugin may say for which it was written (``SMARTFLOW_API = 1``)."""

_HOMES = {
    "Agency": "smartflow.model",
    "BreakdownLine": "smartflow.model",
    "Chapter": "smartflow.plugin.objects",
    "Column": "smartflow.model",
    "Demo": "smartflow.plugin.objects",
    "Dimension": "smartflow.model",
    "Dossier": "smartflow.model",
    "Finding": "smartflow.model",
    "Indicator": "smartflow.model",
    "NotApplicable": "smartflow.model",
    "OutputFormat": "smartflow.plugin.objects",
    "Person": "smartflow.model",
    "Row": "smartflow.model",
    "Rule": "smartflow.plugin.objects",
    "Score": "smartflow.model",
    "ScoringRule": "smartflow.plugin.objects",
    "Setting": "smartflow.plugin.objects",
    "Settings": "smartflow.plugin.objects",
    "Step": "smartflow.plugin.objects",
    "SubDimension": "smartflow.model",
    "Text": "smartflow.language",
    "Verdict": "smartflow.model",
    "Worksheet": "smartflow.model",
    "hookimpl": "smartflow.plugin.hookspecs",
}

__all__ = [
    "API",
    "Agency",
    "BreakdownLine",
    "Chapter",
    "Column",
    "Demo",
    "Dimension",
    "Dossier",
    "Finding",
    "Indicator",
    "NotApplicable",
    "OutputFormat",
    "Person",
    "Row",
    "Rule",
    "Score",
    "ScoringRule",
    "Setting",
    "Settings",
    "Step",
    "SubDimension",
    "Text",
    "Verdict",
    "Worksheet",
    "__version__",
    "hookimpl",
]

__getattr__ = loading(__name__, _HOMES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
