"""The stage history log: the entries once more, as JSON Lines that any log tool can read.

One file per workspace, one line per entry, written through structlog after the commit. The store
is the record; this file follows it. Whatever a crash kept from the file is filled in by the next
command, because it is extended from the last number that it holds of each log, and a line that was
torn is cut off first. A line holds every field of its entry and the leaf hash, so that it can be
compared with the store byte for byte.

structlog takes as long to import as a small command takes in all, and is loaded when a line is to
be written; asyncio, which it brings along, never is (:mod:`.deferral`).
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from smartflow.canonical import canonical_bytes
from smartflow.errors import BadInput, Conflict
from smartflow.history.deferral import deferred
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.entry import decode_entry
from smartflow.history.entries.file_lock import locked
from smartflow.history.entries.regular_file import append_to
from smartflow.history.entries.tail import last_numbers, mend_tail
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

    from structlog.typing import EventDict

__all__ = ["LOCK_TIMEOUT", "EntriesAfter", "LogFileFailed", "LogFileLocked", "extend_log_file"]

LOCK_TIMEOUT: Final = 5.0
"""How long to wait for another process that is writing the file, in seconds."""

_PAGE = 256
"""How many entries are asked for at once."""

_NOTHING_LOST = Text(
    id="Tidak ada yang hilang: catatan sudah tersimpan, dan perintah berikutnya melengkapi berkas "
    "ini.",
    en="Nothing is lost: the record is kept, and the next command completes this file.",
)


class LogFileLocked(Conflict):
    """Another process was writing the history log for longer than the waiting time."""

    code = "log-file-locked"
    says = Text(
        id="Berkas jejak audit {path} sedang ditulis oleh proses lain.",
        en="The history log {path} is being written by another process.",
    )
    next_step = _NOTHING_LOST


class LogFileFailed(BadInput):
    """The computer would not let the history log be written."""

    code = "log-file-failed"
    says = Text(
        id="Berkas jejak audit {path} tidak dapat ditulisi ({cause}).",
        en="The history log {path} cannot be written ({cause}).",
    )
    next_step = _NOTHING_LOST


class EntriesAfter(Protocol):
    """Where the lines come from."""

    def __call__(self, log: str, after: int, /) -> Iterable[bytes]:
        """Return the bytes of the entries of ``log`` whose number is above ``after``, in order."""
        ...


def extend_log_file(
    path: Path,
    entries: EntriesAfter,
    logs: Iterable[str],
    *,
    timeout: float = LOCK_TIMEOUT,
) -> int:
    """Write the lines that the file lacks.

    ``entries`` is called under the file's lock, perhaps several times: let it open its own short
    read transaction each time, rather than calling this inside one.

    Args:
        path: The file, ``history.jsonl`` in a workspace; made if missing. Its lock is the file
            beside it with ``.lock`` added.
        entries: Yields the bytes of the entries of a log after a number.
        logs: The logs to bring up to date. Naming only those that were written keeps the look
            for their last lines short.
        timeout: How long to wait for another process, in seconds.

    Returns:
        How many lines were written.

    Raises:
        LogFileLocked: another process held the file for longer than ``timeout``.
        LogFileFailed: the file cannot be read or written.
        MalformedEntry: what ``entries`` yields is no entry.
    """
    try:
        with locked(path.with_name(path.name + ".lock"), timeout), append_to(path) as file:
            written = _extend(file, entries, tuple(logs))
            file.flush()
            os.fsync(file.fileno())
            return written
    except TimeoutError as error:
        raise LogFileLocked(path=path) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise LogFileFailed(path=path, cause=cause) from error


def _extend(file: BinaryIO, entries: EntriesAfter, logs: tuple[str, ...]) -> int:
    mend_tail(file)
    last = last_numbers(file, frozenset(logs))
    writer = _LineWriter(file)
    written = 0
    for log in logs:
        after = last.get(log, 0)
        # Page by page, so that no read transaction stays open while many lines are written.
        while page := list(islice(entries(log, after), _PAGE)):
            for content in page:
                after = writer.write(content)
            written += len(page)
            if len(page) < _PAGE:
                break
    return written


class _LineWriter:
    """Writes entries through structlog, which is loaded for the first of them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._logger: _Logger | None = None

    def write(self, content: bytes) -> int:
        """Write one entry's line and return its number."""
        entry = decode_entry(content)
        fields = msgspec.structs.asdict(entry)
        if self._logger is None:
            self._logger = _bind(self._file)
        self._logger.info(fields.pop("act"), leaf=leaf_hash(content), **fields)
        return entry.seq


class _Logger(Protocol):
    def info(self, event: str, **fields: object) -> object: ...


def _bind(file: BinaryIO) -> _Logger:
    """Return a structlog logger for ``file`` that heeds no configuration but this one."""
    with deferred("asyncio"):
        import structlog

    logger: _Logger = structlog.wrap_logger(
        structlog.BytesLogger(file),
        processors=[
            structlog.processors.EventRenamer("act"),
            structlog.processors.JSONRenderer(serializer=_line),
        ],
        wrapper_class=structlog.BoundLogger,
        context_class=dict,
        cache_logger_on_first_use=False,
    ).bind()
    return logger


def _line(event: EventDict, **_: object) -> bytes:
    """Serialise in canonical form: the same entry gives the same line on every machine."""
    return canonical_bytes(event)
