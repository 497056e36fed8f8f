"""What is told beside the answer, and is no part of a verdict: odd runs of rules, erased copies.

A verdict is the same on each run, and so it holds no time and nothing that a rule printed. Both go
to ``troubles``, which the command line shows on stderr; so does that a worksheet whose present copy
was erased counts as not submitted, wherever the city is judged or shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.plugin.alarm import LIMIT, VARIABLE, given_limit
from smartflow.plugin.running.isolation import RuleRun, noting_runs

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.casework.workspace import Workspace

__all__ = ["SLOW", "tell_of_erased", "watched"]

SLOW = 2.0
"""Seconds from which on a rule's time is worth a word."""


@contextmanager
def watched(workspace: Workspace) -> Iterator[None]:
    """Run rules, and put into ``troubles`` what was strange about their runs.

    What has been said already is not said again: many cities may be judged in one command.
    """
    with noting_runs() as runs:
        try:
            yield
        finally:
            said = [*_limit(), *(words for run in runs for words in _remarks(run))]
            workspace.troubles.extend(
                words for words in dict.fromkeys(said) if words not in workspace.troubles
            )


def tell_of_erased(case: Case) -> None:
    """Put into the workspace's ``troubles`` which worksheets must come again after an erasure."""
    state, troubles = case.state, case.workspace.troubles
    for (worksheet, filler), copy in sorted(state.erased.items()):
        told = Text(
            id=f"Isi kertas kerja {worksheet} dari {filler} dihapus (entri {copy.entry}), jadi"
            f" dihitung belum dikirim. Kirim lagi: smartflow submit {state.city.slug} BERKAS",
            en=f"The rows of worksheet {worksheet} of {filler} were erased (entry {copy.entry}), so"
            f" it counts as not submitted. Submit it again: smartflow submit {state.city.slug}"
            " FILE",
        )
        if (filler, worksheet) not in state.nils and told not in troubles:
            troubles.append(told)


def _limit() -> Iterator[Text]:
    words = os.environ.get(VARIABLE)
    if words and given_limit() is None:
        yield Text(
            id=f"{VARIABLE}='{words}' bukan jumlah detik; batas {LIMIT:g} detik yang dipakai.",
            en=f"{VARIABLE}='{words}' is no number of seconds; the limit of {LIMIT:g} seconds"
            " holds.",
        )


def _remarks(run: RuleRun) -> Iterator[Text]:
    rule_id = f"Ketentuan {run.rule} (plugin '{run.plugin}')"
    rule_en = f"The rule {run.rule} (plugin '{run.plugin}')"
    if run.seconds >= SLOW:
        seconds = int(run.seconds)
        yield Text(
            id=f"{rule_id} berjalan {seconds} detik.",
            en=f"{rule_en} ran for {seconds} seconds.",
        )
    if run.printed:
        shown = " ".join(run.printed.split())
        yield Text(id=f"{rule_id} mencetak: {shown}", en=f"{rule_en} printed: {shown}")
    for clause in run.undone:
        yield Text(
            id=f"{rule_id} {clause.id}; sudah dikembalikan.",
            en=f"{rule_en} is careless: {clause.en}; it was put back.",
        )
