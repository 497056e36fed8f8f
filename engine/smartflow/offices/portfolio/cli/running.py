"""What ``portfolio check`` and ``portfolio advance`` share: their options, the run, its progress.

Imports nothing of the portfolio before a command runs: the help must cost nothing.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.terminal.cells import as_word, from_here
from smartflow.terminal.command import option
from smartflow.terminal.values import EXISTING, Whole
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.offices.portfolio.running.journal import Journal
    from smartflow.offices.portfolio.running.order import WorkOrder
    from smartflow.offices.portfolio.running.results import CityResult
    from smartflow.offices.portfolio.selection import Selection
    from smartflow.terminal.call import Call

__all__ = ["carry_out", "opened", "require_compatible", "running_options", "selection_words"]

Function = TypeVar("Function", bound="Callable[..., Any]")

_MOST: int = 61
"""As many processes as a pool can have on every system."""


class OneOfTwo(BadInput):
    """Two options were given that exclude each other."""

    code = "one-of-two"
    says = Text(
        id="Pilihan itu tidak dapat dipakai bersama: {names}.",
        en="These options exclude each other: {names}.",
    )
    next_step = Text(id="Pakai salah satu.", en="Use one of the two.")


def running_options(function: Function) -> Function:
    """Give the command below the options that say where cities are judged and what is kept."""
    for add in (
        option(
            "--workers",
            text=Text(
                id="Jumlah proses di komputer ini; 1 tanpa proses tambahan.",
                en="How many processes of this machine; 1 starts none.",
            ),
            metavar_text=Text(id="JUMLAH", en="NUMBER"),
            type=Whole(1, _MOST),
            default=None,
        ),
        option(
            "--scheduler",
            text=Text(
                id="Alamat penjadwal Dask, misalnya tcp://127.0.0.1:8786.",
                en="The address of a Dask scheduler, such as tcp://127.0.0.1:8786.",
            ),
            metavar_text=Text(id="ALAMAT", en="ADDRESS"),
            default="",
        ),
        option(
            "--resume",
            text=Text(
                id="Melanjutkan pekerjaan yang terhenti, dari jurnalnya.",
                en="Go on with a run that was stopped, from its journal.",
            ),
            metavar_text=FILE,
            type=EXISTING,
            default=None,
        ),
        option(
            "-o",
            "--output",
            text=Text(
                id="Berkas jurnal; biasanya di folder portfolio ruang kerja.",
                en="The journal's file; usually one in the workspace's folder portfolio.",
            ),
            metavar_text=FILE,
            default=None,
        ),
    ):
        function = add(function)
    return function


def require_compatible(
    workers: int | None, scheduler: str, resume: Path | None, output: str | None
) -> None:
    """Refuse options that exclude each other.

    Raises:
        OneOfTwo: two of them were given.
    """
    for first, second, names in (
        (workers, scheduler, "--workers / --scheduler"),
        (resume, output, "--resume / -o"),
    ):
        if first and second:
            raise OneOfTwo(names=names)


def opened(
    call: Call,
    order: WorkOrder,
    selection: Selection,
    *,
    resume: Path | None,
    output: str | None,
) -> Journal:
    """Open the journal of the run that is asked for: a new one, or the one that is to go on.

    Args:
        call: The call.
        order: What is to be done with each city.
        selection: Which cities are meant; for a run that goes on it may say nothing.
        resume: The journal of a run that was stopped.
        output: Where a new journal is to be.
    """
    from smartflow.casework.printing.files import keep_off
    from smartflow.offices.portfolio.running.running import begin, go_on
    from smartflow.offices.portfolio.selection import select
    from smartflow.offices.portfolio.standing import standings

    workspace = call.workspace()
    words = selection_words(selection)
    if resume is not None:
        return go_on(workspace, resume, order, selection=words or None)
    path = Path(output) if output else None
    if path is not None:
        keep_off(workspace, path)
    found = select(standings(workspace, selection.named), selection)
    return begin(workspace, order, found, selection=words, path=path)


def selection_words(selection: Selection) -> str:
    """Return a selection as the options that a person would type; ``""`` for all cities."""
    asked = (
        ("--province", selection.provinces),
        ("--stage", selection.stages),
        ("--intake", selection.intakes),
        ("--city", selection.cities),
    )
    return " ".join(f"{name} {as_word(word)}" for name, words in asked for word in words)


def carry_out(
    call: Call, journal: Journal, workers: int | None, scheduler: str
) -> tuple[CityResult, ...]:
    """Run what a journal says, with progress on a terminal; return all results by slug.

    Whatever stops it, where the journal is and how to go on is said first.
    """
    from smartflow.offices.portfolio.running.running import carry_out as act
    from smartflow.offices.portfolio.running.running import tidy, workers_for

    workspace = call.workspace()
    missing = len(journal.missing)
    progress = _Progress(missing)
    begun = False
    with closing(journal):
        try:
            with workers_for(workspace, missing, size=workers or 0, scheduler=scheduler) as found:
                begun = True
                results = act(journal, found, workspace.troubles, progress.step)
        except BaseException:
            progress.end()
            if begun:
                call.say(_stopped(journal))
            else:
                journal.abandon()
            raise
        progress.end()
    if journal.missing:
        call.say(_stopped(journal))
    else:
        tidy(workspace, journal)
    return results


def _stopped(journal: Journal) -> Text:
    total = len(journal.head.tasks)
    done = total - len(journal.missing)
    words = f"smartflow portfolio {_COMMANDS[journal.head.order.act]} --resume"
    words = f"{words} {as_word(from_here(journal.path))}"
    return Text(
        id=f"{done} dari {total} kabupaten/kota selesai. Lanjutkan dengan: {words}",
        en=f"{done} of {total} cities are done. Go on with: {words}",
    )


_COMMANDS = {"check": "check", "rehearse": "advance --dry-run", "advance": "advance"}


class _Progress:
    """One line on stderr that tells how far it has come; nothing where stderr is no terminal."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = sys.stderr.isatty()

    def step(self, result: CityResult) -> None:
        """Count a city."""
        self._done += 1
        if self._shown:
            line = f"{self._done}/{self._total} {result.slug}"
            sys.stderr.write(f"\r\x1b[K{line[:70]}")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
