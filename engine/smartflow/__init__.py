"""SmartFlow: a plugin-based workflow engine for city masterplans.

This is the face of the engine: everything that a plugin may import has its name here. The names
are loaded when they are first used, so that ``import smartflow`` costs next to nothing.

In this folder:

``audit``: The auditor's questions: is the history whole, who saw it, would it be decided so again.
``books``: Books and sheets: printed from chapters, by templates that an office may restyle.
``canonical``: Canonical bytes: the one way in which a value becomes bytes that are hashed or
    stored.
``cases``: Rule cases: a little city written down, and what one rule should say of it.
``casework``: Casework: how an act reads a city, decides what the entry says, and has it written.
``clock``: Time that is passed in: nothing below the command line asks the computer what time it is.
``command``: A command that a sentence names, as data: its words, and what is still to be filled in.
``errors``: The one base error, and the five kinds that decide an exit code.
``fold``: Floor 3: a city's entries, folded into what is true now.
``history``: History: entries as canonical bytes, the chain that links them, blobs, and the history
    log.
``journey``: What a city does on its way: registered, submits, merges, answers, is judged, moves.
``language``: Words in two languages: every sentence that a person reads is a :class:`Text`.
``lazily``: Names that are loaded when they are first used: a face that costs next to nothing to
    import.
``ledger``: The store's own log: its register of cities, its keys, who vouches for it; and scans of
    it.
``methods``: The decision methods of the programme, as pure functions over plain tables.
``model``: Floor 1: the frozen values that every other floor speaks in; no input, no output.
``numbers``: Numbers as people write them: written once and read once, for both languages.
``offices``: Offices and their stores: begun, copied, examined, exchanged, and many cities at once.
``plugin``: Floor 2: the plugin contract: hooks, the objects they yield, the loader and the guard.
``regions``: Floor 1: the kabupaten and kota of Indonesia, their names, and their codes however
    damaged.
``report``: Floor 1: what is written down, as a neutral tree; formats decide how it looks.
``store``: Store: where logs and blobs are kept, behind one small protocol.
``terminal``: The frame of every command: it parses words, calls an act, renders; it decides
    nothing.
``testing``: What authors of plugins test with: a city in a sentence, cases from files, the real
    commands.
``workbook``: Floor 2: worksheets as files, out and in.
``workflow``: Floor 3: the workflow as data: definition, inheritance, lint, settings, gate, machine,
    diagram.
``workshop``: For whoever writes methods' tables, workflows and plugins: calculate, lint, try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.command import Command
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
    "Command": "smartflow.command",
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
    "Command",
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
