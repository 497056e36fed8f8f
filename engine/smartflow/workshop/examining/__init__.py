"""Conformance: what ``smartflow plugin check`` looks at before a plugin is trusted with a gate.

``subject`` finds what is meant, ``checking`` starts two processes that load and run it,
``examination`` looks at it from all sides in one of them (``registered`` without running it,
``examples`` with its author's words, ``behaviour`` on the cities of ``sampling`` while
``watching``, ``cost`` on more rows and fewer, ``outputs`` with verdicts and tables), and
``remark`` is what comes out. Must not import the command line, and imports no plugin in the
process of who asks.

In this folder:

``aspects``: The aspects of the check: a code for each, what it asks, and how it is usually mended.
``behaviour``: What rules and scoring rules do when they run: asked again, shuffled, watched and
    measured.
``checking``: Checking a plugin: two processes load and run it, and their answers are compared.
``code_files``: Where the code of a plugin lies; nothing of it is imported.
``cost``: What a rule costs: how its work grows with the rows, and how much it is for each of them.
``examination``: The whole examination of a plugin, in the process that loads and runs it.
``examples``: A plugin's own examples: those in its rule file, and the cases in its folder of cases.
``observers``: Observers, told of what a city's history holds: each act in the shape in which it is
    recorded.
``outputs``: Output formats and chapters, tried on what they may be given: a full verdict, an empty
    one.
``own``: What one plugin owns in a registry in which all built-in plugins stand beside it.
``probe``: The process in which a plugin is checked: ``python -m
    smartflow.workshop.examining.probe``.
``registered``: What a plugin registers, looked at without running it: codes, texts, sources, words.
``remark``: What the check says: remarks, the aspects under which it looks, and the report of all of
    it.
``sampling``: Sampled dossiers: cities that nobody thought of, made from the worksheets that are
    registered.
``subject``: What is checked: an installed plugin, a file of a workspace, or the folder of a
    project.
``trial``: One rule on trial: run through the engine's own guard, watched, and noting what is found.
``watching``: Watching what a function does beside computing: files, network, programs, clock and
    chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading

if TYPE_CHECKING:
    from smartflow.workshop.examining.aspects import ASPECTS
    from smartflow.workshop.examining.checking import check_plugin
    from smartflow.workshop.examining.remark import Remark, Report
    from smartflow.workshop.examining.subject import Subject, find_subject

__all__ = ["ASPECTS", "Remark", "Report", "Subject", "check_plugin", "find_subject"]

__getattr__ = loading(
    __name__,
    {
        "ASPECTS": "smartflow.workshop.examining.aspects",
        "Remark": "smartflow.workshop.examining.remark",
        "Report": "smartflow.workshop.examining.remark",
        "Subject": "smartflow.workshop.examining.subject",
        "check_plugin": "smartflow.workshop.examining.checking",
        "find_subject": "smartflow.workshop.examining.subject",
    },
)
