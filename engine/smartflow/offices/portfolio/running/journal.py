"""The journal of a run: each city's result, written as soon as it is there, so that a run goes on.

JSON Lines: the first line says what is done, with which plugins and which cities; each further line
is a result. A run that was stopped goes on with the cities that are missing. A last line that was
torn when the process died is dropped. The history, not this file, says what was recorded: losing
it loses no act and doubles none.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Literal

import msgspec

from smartflow.clock import day_in
from smartflow.errors import BadInput, Conflict
from smartflow.language import Text
from smartflow.offices.portfolio.running.order import CityTask, WorkOrder
from smartflow.offices.portfolio.running.results import CityResult

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AnotherRun",
    "BadJournal",
    "Journal",
    "JournalExists",
    "JournalHead",
    "begin_journal",
    "journal_name",
    "read_head",
    "resume_journal",
]

SCHEMA: Final = "smartflow/portfolio-run/1"
_DAYS: Final = "WIB"


class BadJournal(BadInput):
    """The file is not the journal of a run, or a line of it cannot be read."""

    code = "bad-journal"
    says = Text(
        id="{path} bukan jurnal pekerjaan yang dapat dibaca ({reason}).",
        en="{path} is no journal of a run that can be read ({reason}).",
    )
    next_step = Text(
        id="Mulai pekerjaan baru tanpa --resume; yang sudah tercatat tetap tercatat.",
        en="Begin a new run without --resume; what was recorded stays recorded.",
    )


class JournalExists(BadInput):
    """There is a file where a new journal was to be."""

    code = "journal-exists"
    says = Text(id="Berkas {path} sudah ada.", en="The file {path} is there already.")
    next_step = Text(
        id="Lanjutkan pekerjaan itu dengan --resume {path}, atau pilih nama lain: -o BERKAS",
        en="Go on with that run: --resume {path}, or choose another name: -o FILE",
    )


class AnotherRun(BadInput):
    """What is asked for now is not what the journal's run was doing."""

    code = "another-run"
    says = Text(
        id="{path} tidak dapat dilanjutkan; yang berbeda sekarang: {differing}.",
        en="The run of {path} cannot go on; what is different now: {differing}.",
    )
    next_step = Text(
        id="Ulangi dengan kata-kata perintah semula, atau mulai pekerjaan baru tanpa --resume.",
        en="Repeat the words of the first command, or begin a new run without --resume.",
    )


class JournalHead(msgspec.Struct, frozen=True):
    """The first line of a journal.

    Attributes:
        order: What is done with each city.
        selection: How the cities were selected, as options of the command line.
        tasks: The cities.
        schema: The form of the file.
    """

    order: WorkOrder
    selection: str
    tasks: tuple[CityTask, ...]
    schema: Literal["smartflow/portfolio-run/1"] = SCHEMA


class Journal:
    """An open journal.

    Attributes:
        path: The file.
        head: Its first line.
        is_new: Whether it was begun by this command, and not by one that was stopped.
    """

    def __init__(
        self,
        path: Path,
        head: JournalHead,
        results: Iterable[CityResult],
        file: IO[bytes],
        *,
        is_new: bool,
    ) -> None:
        self.path = path
        self.head = head
        self.is_new = is_new
        self._results = {one.slug: one for one in results}
        self._file = file

    @property
    def missing(self) -> tuple[CityTask, ...]:
        """The cities without a result, and those that may do better now: lost, or in conflict."""
        return tuple(task for task in self.head.tasks if not self._is_settled(task.slug))

    @property
    def results(self) -> tuple[CityResult, ...]:
        """The results so far, sorted by slug."""
        return tuple(one for _, one in sorted(self._results.items()))

    def append(self, result: CityResult) -> None:
        """Keep a result: once this returns, it outlives the process."""
        self._file.write(msgspec.json.encode(result) + b"\n")
        self._file.flush()
        self._results[result.slug] = result

    def abandon(self) -> None:
        """Close the file; remove it where its run has not begun.

        One that goes on is kept: what its run recorded is known by the number that stands in it.
        """
        self._file.close()
        if self.is_new and not self._results:
            self.path.unlink()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _is_settled(self, slug: str) -> bool:
        known = self._results.get(slug)
        return known is not None and not (
            known.outcome == "lost"
            or (known.outcome == "failed" and known.exit_code == Conflict.exit_code)
        )


def journal_name(order: WorkOrder) -> str:
    """Return the file name of a run's journal: what it does, when it began, its number."""
    moment = order.moment[:19].replace("-", "").replace(":", "")
    return f"{order.act}-{moment}Z-{order.run[:6]}.jsonl"


def begin_journal(path: Path, head: JournalHead) -> Journal:
    """Begin a journal.

    Raises:
        JournalExists: there is a file of that name.
        OSError: it cannot be written.
    """
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise JournalExists(path=path) from error
    file.write(msgspec.json.encode(head) + b"\n")
    file.flush()
    return Journal(path, head, (), file, is_new=True)


def read_head(path: Path) -> JournalHead:
    """Return the first line of a journal.

    Raises:
        BadJournal: the file is none.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return _head(path, file.readline())


def resume_journal(path: Path, fresh: WorkOrder, selection: str | None) -> Journal:
    """Open a journal to go on with its run.

    Args:
        path: The file.
        fresh: The order as it would be given now: what it says must be what the run was doing.
        selection: How cities are selected now; None where nothing was said about it.

    Raises:
        BadJournal: the file is no journal, or a line of it cannot be read.
        AnotherRun: its run did something else, with other plugins, or on another day.
        OSError: it cannot be read or written.
    """
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    lines = whole.splitlines(keepends=True)
    head = _head(path, lines[0] if lines else b"")
    _require_same(path, head, fresh, selection)
    results = [_result(path, number, line) for number, line in enumerate(lines[1:], start=2)]
    strangers = {one.slug for one in results} - {task.slug for task in head.tasks}
    if strangers:
        named = ", ".join(sorted(strangers))
        raise BadJournal(
            path=path,
            reason=Text(
                id=f"{named} tidak termasuk dalam pekerjaannya", en=f"{named} is none of its cities"
            ),
        )
    file = path.open("r+b")
    file.truncate(len(whole))
    file.seek(len(whole))
    return Journal(path, head, results, file, is_new=False)


def _head(path: Path, line: bytes) -> JournalHead:
    try:
        return msgspec.json.decode(line, type=JournalHead)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadJournal(path=path, reason=Text(id="baris 1", en=f"line 1: {error}")) from error


def _result(path: Path, number: int, line: bytes) -> CityResult:
    try:
        return msgspec.json.decode(line, type=CityResult)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadJournal(
            path=path, reason=Text(id=f"baris {number}", en=f"line {number}: {error}")
        ) from error


def _require_same(path: Path, head: JournalHead, fresh: WorkOrder, selection: str | None) -> None:
    differing = tuple(_differences(head, fresh, selection))
    if not differing:
        return
    raise AnotherRun(path=path, differing=Text.join(differing, "; "))


def _differences(head: JournalHead, fresh: WorkOrder, selection: str | None) -> Iterable[Text]:
    for field, what in _SAME.items():
        then, now = getattr(head.order, field), getattr(fresh, field)
        if then != now:
            yield Text(
                id=f"{what.id} ('{then}' dahulu, '{now}' kini)",
                en=f"{what.en} ('{then}' then, '{now}' now)",
            )
    if head.order.plugins != fresh.plugins:
        yield Text(id="plugin", en="the plugins")
    if selection is not None and selection != head.selection:
        yield Text(
            id=f"pilihan kota ({head.selection or 'semua'} dahulu, {selection or 'semua'} kini)",
            en=f"the selection ({head.selection or 'all'} then, {selection or 'all'} now)",
        )
    if fresh.act == "check" and _day(head.order) != _day(fresh):
        yield Text(
            id=f"hari ({_day(head.order)} dahulu, {_day(fresh)} kini)",
            en=f"the day ({_day(head.order)} then, {_day(fresh)} now)",
        )


_SAME: Final = {
    "act": Text(id="perintah", en="the command"),
    "to": Text(id="tahap tujuan", en="the stage to move to"),
    "reason": Text(id="alasan", en="the reason"),
    "actor": Text(id="yang bertindak", en="who acts"),
    "safe": Text(id="--safe", en="--safe"),
    "store": Text(id="penyimpanan", en="the store"),
    "kind": Text(id="jenis penyimpanan", en="the kind of store"),
    "engine": Text(id="versi SmartFlow", en="the version of SmartFlow"),
}


def _day(order: WorkOrder) -> str:
    from datetime import datetime

    return day_in(_DAYS, datetime.fromisoformat(order.moment)).isoformat()
