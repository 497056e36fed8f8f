"""Rule cases: a little city written down, and what one rule should say of it.

A case is a table: what agencies have submitted, what was recorded, on which day, in which stage.
``dossier`` builds from it the dossier that the engine itself would have folded, with the
worksheets, dimensions, settings and stages that the registry and its workflow files bring;
``case`` reads cases from files, ``judging`` runs a rule and says what differs from what was
wanted, ``properties`` holds what is true of every sound rule. Used by ``smartflow.testing`` and by
the conformance report. Names no worksheet, dimension or stage, and must not import an action.

In this folder:

``acts``: What a case says was recorded: each list is one of the dossier's, each table one of its
    objects.
``case``: A case, and the files in which cases stand: ``cases/PPJ001.toml``, one file for each rule.
``dossier``: From a case to the dossier that rules see.
``faults``: What is wrong with a case, where it stands, and what was probably meant.
``ground``: The ground on which a case stands: workflow, city, day, stage and the words that are
    known there.
``judging``: Running one rule on a case, and saying what differs from what was wanted.
``properties``: What holds for every sound rule, whatever it is about; asked of each case besides
    its own wish.
``rows``: The rows of a case: cells checked against their columns, then typed as stored rows are.
"""

from __future__ import annotations

from smartflow.cases.case import Case, Wanted, case_of, read_cases, read_folder
from smartflow.cases.dossier import make_dossier
from smartflow.cases.faults import CaseFault
from smartflow.cases.ground import TODAY
from smartflow.cases.judging import CaseOutcome, UnknownRule, judge, owned_rule, run_rule
from smartflow.cases.properties import coverage_faults, message_faults, order_faults

__all__ = [
    "TODAY",
    "Case",
    "CaseFault",
    "CaseOutcome",
    "UnknownRule",
    "Wanted",
    "case_of",
    "coverage_faults",
    "judge",
    "make_dossier",
    "message_faults",
    "order_faults",
    "owned_rule",
    "read_cases",
    "read_folder",
    "run_rule",
]
