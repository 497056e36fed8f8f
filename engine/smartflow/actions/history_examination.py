"""The part of ``doctor`` that recomputes: every chain, every attachment, and the log file.

It reads all bytes of the store, so it is for whoever asks, not for every command. What needs a
leaf that somebody outside wrote down (a store rewritten as a whole) it cannot see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from smartflow.actions.examination import Examination
from smartflow.errors import IntegrityFailure
from smartflow.history.blob import AlteredBlob
from smartflow.history.chain import BrokenChain, Fault, check_chain, leaf_hash
from smartflow.history.comparison import LogFileStanding, compare_log_file
from smartflow.history.entry import Entry, MalformedEntry, decode_entry
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.store.protocol import Reading

__all__ = ["examine_history"]

_PAGE: Final = 64
"""How many attachments are read at once."""

_NAMING: Final = frozenset({"rows", "file", "source", "list", "verdict", "dossier"})
"""The keys of a body, or of a part of it, whose value is the digest of a blob."""

_SHOWN: Final = 3
"""How many bad attachments are named."""

_RESTORE = Text(
    id="Simpan salinan smartflow.db sebagai bukti, lalu pulihkan dari cadangan.",
    en="Keep a copy of smartflow.db as evidence, then restore a backup.",
)


def examine_history(workspace: Workspace) -> Iterator[Examination]:
    """Examine the history of a workspace.

    All of it is read in one transaction: a line of the log file was committed before it was
    written, so what the file holds by then is in what the store shows.
    """
    with workspace.store.read() as reading:
        leaves: dict[str, tuple[str, ...]] = {}
        for log in reading.logs():
            leaves[log] = tuple(leaf_hash(content) for content in reading.entries(log))
        yield _chains(reading, leaves)
        yield _blobs(reading, leaves)
        yield _log_file(workspace, _origin(leaves), leaves)


def _origin(logs: Iterable[str]) -> str:
    """Return the name that all logs of the store begin with, also beside a broken store log."""
    return next(("/".join(log.split("/")[:2]) for log in logs), "")


def _chains(reading: Reading, leaves: Mapping[str, tuple[str, ...]]) -> Examination:
    subject = Text(id="Rantai jejak audit", en="Chain of the history")
    faults: list[BrokenChain] = []
    for log in leaves:
        try:
            check_chain(log, reading.entries(log))
        except BrokenChain as broken:
            faults.append(broken)
    if faults or not leaves:
        return _fault(subject, faults or [BrokenChain(Fault.EMPTY, "smartflow", 0)])
    count = sum(len(held) for held in leaves.values())
    return Examination(
        subject,
        "good",
        Text(
            id=f"{count} catatan dalam {len(leaves)} riwayat, semuanya bersambung",
            en=f"{count} entries in {len(leaves)} logs, all linked",
        ),
    )


def _fault(subject: Text, faults: Iterable[IntegrityFailure]) -> Examination:
    messages = [fault.message for fault in faults]
    return Examination(
        subject,
        "fault",
        Text(id=" ".join(m.id for m in messages), en=" ".join(m.en for m in messages)),
        _RESTORE,
        IntegrityFailure.exit_code,
    )


def _blobs(reading: Reading, logs: Iterable[str]) -> Examination:
    subject = Text(id="Lampiran jejak audit", en="Attachments of the history")
    named = dict(found for log in logs for found in _named_in(reading, log))
    digests = sorted(named)
    bad: list[str] = []
    for start in range(0, len(digests), _PAGE):
        bad += _bad_among(reading, digests[start : start + _PAGE])
    if not bad:
        return Examination(
            subject,
            "good",
            Text(id=f"{len(digests)} lampiran utuh", en=f"{len(digests)} attachments, all whole"),
        )
    places = "; ".join(f"{digest[:12]}… ({named[digest]})" for digest in bad[:_SHOWN])
    return Examination(
        subject,
        "fault",
        Text(
            id=f"{len(bad)} lampiran hilang atau berubah: {places}",
            en=f"{len(bad)} attachments are missing or altered: {places}",
        ),
        _RESTORE,
        IntegrityFailure.exit_code,
    )


def _bad_among(reading: Reading, digests: list[str]) -> list[str]:
    try:
        held = reading.blobs(digests)
    except AlteredBlob:
        return [digest for digest in digests if not _is_whole(reading, digest)]
    return [digest for digest in digests if digest not in held]


def _is_whole(reading: Reading, digest: str) -> bool:
    try:
        return reading.blob(digest) is not None
    except AlteredBlob:
        return False


def _named_in(reading: Reading, log: str) -> Iterator[tuple[str, str]]:
    """Yield every blob that a log names, with the place that names it."""
    for content in reading.entries(log):
        try:
            entry = decode_entry(content)
        except MalformedEntry:
            continue  # the chain's to name
        for digest in _digests(entry):
            yield digest, f"{log} {entry.seq}"


def _digests(entry: Entry) -> Iterator[str]:
    if entry.act == "city_add":
        workflow = entry.body.get("workflow")
        if isinstance(workflow, dict):
            yield str(workflow.get("digest"))
    parts = entry.body.get("worksheets")
    bodies = [entry.body, *(parts if isinstance(parts, list) else ())]
    for body in bodies:
        if isinstance(body, dict):
            yield from (
                value
                for key, value in body.items()
                if key in _NAMING and isinstance(value, str) and value
            )


def _log_file(workspace: Workspace, own: str, leaves: Mapping[str, tuple[str, ...]]) -> Examination:
    path = workspace.log_file
    subject = Text.same(path.name)
    try:
        standing = compare_log_file(path, own, leaves)
    except OSError as error:
        return Examination(
            subject,
            "fault",
            Text(
                id=f"tidak dapat dibaca ({error.strerror})", en=f"cannot be read ({error.strerror})"
            ),
            Text(id="Beri izin baca pada berkas itu.", en="Allow reading that file."),
            2,
        )
    if standing.differs is not None:
        return Examination(
            subject,
            "fault",
            standing.differs.message,
            standing.differs.hint,
            standing.differs.exit_code,
        )
    return _whole_file(subject, standing)


def _whole_file(subject: Text, standing: LogFileStanding) -> Examination:
    if standing.missing:
        return Examination(
            subject,
            "look",
            Text(
                id=f"{standing.lines} baris sama dengan penyimpanan, {standing.missing} belum ada",
                en=f"{standing.lines} lines agree with the store, {standing.missing} are missing",
            ),
            Text(
                id="Yang di ujung dilengkapi oleh tindakan berikutnya pada riwayat yang sama. Bila"
                " yang hilang ada di tengah, pindahkan berkas ini; ia ditulis kembali.",
                en="Those at the end are added by the next act on the same log. If some are missing"
                " in the middle, move this file elsewhere; it is written anew.",
            ),
        )
    if standing.strange:
        return Examination(
            subject,
            "look",
            Text(
                id=f"{standing.strange} baris bukan catatan penyimpanan ini",
                en=f"{standing.strange} lines are no entries of this store",
            ),
        )
    return Examination(
        subject,
        "good",
        Text(
            id=f"{standing.lines} baris, sama dengan penyimpanan",
            en=f"{standing.lines} lines, the same as in the store",
        ),
    )
