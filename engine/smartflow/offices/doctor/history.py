"""The part of ``doctor`` that recomputes: every chain, every attachment, and the log file.

It reads all bytes of the store, so it is for whoever asks, not for every command. What was signed,
here and outside, it does not look at: that is :mod:`smartflow.audit.verify.verify`, on whose scan
it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smartflow.errors import IntegrityFailure
from smartflow.history.entries.comparison import LogFileStanding, compare_log_file
from smartflow.history.evidence import KEEP_AND_RESTORE
from smartflow.language import Text
from smartflow.ledger.examination import Examination
from smartflow.ledger.scan import StoreScan

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["examine_history"]

_SHOWN: Final = 3
"""How many faults are named."""


def examine_history(workspace: Workspace) -> Iterator[Examination]:
    """Examine the history of a workspace, by the scan of ``audit verify``.

    All of it is read in one transaction: a line of the log file was committed before it was
    written, so what the file holds by then is in what the store shows.
    """
    with workspace.store.read() as reading:
        scan = StoreScan(reading)
        for log in scan.names:
            scan.read(log)
        yield _chains(scan)
        yield _blobs(scan)
        yield _log_file(workspace, scan)


def _chains(scan: StoreScan) -> Examination:
    subject = Text(id="Rantai jejak audit", en="Chain of the history")
    faults = [*scan.broken, *scan.register_findings(), *scan.stray_findings()]
    if faults:
        return _fault(subject, [one.message for one in faults])
    count, logs = sum(scan.counts.values()), len(scan.names)
    return Examination(
        subject,
        "good",
        Text(
            id=f"{count} catatan dalam {logs} riwayat, semuanya bersambung",
            en=f"{count} entries in {logs} logs, all linked",
        ),
    )


def _fault(subject: Text, faults: Sequence[Text]) -> Examination:
    shown = faults[:_SHOWN]
    rest = len(faults) - len(shown)
    more = Text(id=f"; dan {rest} lagi", en=f"; and {rest} more") if rest else Text(id="", en="")
    return Examination(
        subject,
        "fault",
        Text(
            id="; ".join(one.id for one in shown) + more.id,
            en="; ".join(one.en for one in shown) + more.en,
        ),
        KEEP_AND_RESTORE,
        IntegrityFailure.exit_code,
    )


def _blobs(scan: StoreScan) -> Examination:
    subject = Text(id="Lampiran jejak audit", en="Attachments of the history")
    faults = list(scan.attachments.findings(one.log for one in scan.broken))
    if faults:
        return _fault(subject, [one.message for one in faults])
    whole, erased = scan.attachments.whole, len(scan.attachments.erased())
    told = Text(id=f"{whole} lampiran utuh", en=f"{whole} attachments, all whole")
    if erased:
        told = Text(
            id=f"{told.id}; {erased} telah dihapus dan tercatat",
            en=f"{told.en}; {erased} were erased, which is recorded",
        )
    return Examination(subject, "good", told)


def _log_file(workspace: Workspace, scan: StoreScan) -> Examination:
    path = workspace.log_file
    subject = Text.same(path.name)
    try:
        standing = compare_log_file(path, scan.own, scan.counts, scan.leaf_at)
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
