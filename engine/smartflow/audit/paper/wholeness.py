"""Whether the history is whole, as ``audit verify`` computes it when the paper is printed.

The computation is the same, and so is the exit code; here it is told in lines that stand on a
paper. What nobody outside has kept cannot be missed by any computation, so that is a line as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.audit.paper.files import STATES
from smartflow.audit.verify.verify import verify
from smartflow.errors import IntegrityFailure
from smartflow.history.finding import Kind
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.audit.paper.files import NamedFile
    from smartflow.audit.paper.material import Material
    from smartflow.audit.verify.verification import LogStanding, Verification

__all__ = ["Tested", "Wholeness", "wholeness"]


_OF_BLOBS = (Kind.MISSING_BLOB, Kind.ALTERED_BLOB)


class Tested(msgspec.Struct, frozen=True):
    """One thing that was tested.

    Attributes:
        subject: What.
        state: ``good``, ``look`` (worth a look) or ``fault``.
        found: What was found.
    """

    subject: Text
    state: Literal["good", "look", "fault"]
    found: Text


class Wholeness(msgspec.Struct, frozen=True):
    """What was found of a history.

    Attributes:
        lines: What was tested, what is at fault last.
        state: ``whole``; ``unsigned`` where nothing is wrong but that no checkpoint vouches for
            it; ``broken``.
        exit_code: What ``audit verify`` ends with.
    """

    lines: tuple[Tested, ...]
    state: Literal["whole", "unsigned", "broken"]
    exit_code: int


def wholeness(material: Material) -> Wholeness:
    """Return what was found of the city's history and of the store's own."""
    case = material.case
    found = verify(case.workspace, city=case.state.city.slug)
    lost = [one for one in material.files if one.state in ("missing", "altered")]
    kinds = {one.kind for one in found.findings}
    state: Literal["whole", "unsigned", "broken"] = "broken"
    if not kinds and not lost:
        state = "whole"
    elif kinds <= {Kind.UNSIGNED} and not lost:
        state = "unsigned"
    told = {one.where for one in found.findings}
    lines = (*_lines(material, found), *_lost([one for one in lost if one.digest not in told]))
    return Wholeness(lines, state, IntegrityFailure.exit_code if lost else found.exit_code)


def _lines(material: Material, found: Verification) -> Iterator[Tested]:
    for log in found.logs:
        yield _log(log, found)
        if log.log == material.case.log:
            yield _outside(log)
    yield _attachments(found)
    if found.log_file is not None:
        yield _log_file(found)
    for one in found.findings:
        yield Tested(_FINDING, "fault", one.message)


def _lost(files: Sequence[NamedFile]) -> Iterator[Tested]:
    """Yield what was looked up for the paper itself and is not there as it was."""
    for one in files:
        state = STATES[one.state]
        yield Tested(
            _FINDING,
            "fault",
            Text(
                id=f"{one.what.id} pada entri {one.entry}: {state.id}",
                en=f"{one.what.en} of entry {one.entry}: {state.en}",
            ),
        )


_FINDING = Text(id="Yang salah", en="At fault")


def _log(log: LogStanding, found: Verification) -> Tested:
    bad = any(one.log == log.log and one.kind not in _OF_BLOBS for one in found.findings)
    subject = Text(id="Riwayat kota", en="City's history")
    if not log.city:
        subject = Text(id="Riwayat penyimpanan", en="Store's own history")
    return Tested(
        subject,
        "fault" if bad else "good",
        Text(
            id=f"{log.entries} entri bersambung dari yang pertama; {log.checkpoints} segel, yang"
            f" terbaru mencakup {log.covered} entri",
            en=f"{log.entries} entries follow one another from the first; {log.checkpoints}"
            f" checkpoints, the newest covers {log.covered} entries",
        ),
    )


def _outside(log: LogStanding) -> Tested:
    subject = Text(id="Segel yang dipegang pihak luar", en="Checkpoint held outside")
    mark = log.outside
    if mark is None:
        return Tested(
            subject,
            "look",
            Text(
                id="belum ada; riwayat yang ditulis ulang seluruhnya tidak akan terlihat",
                en="none yet; a history rewritten as a whole would not show",
            ),
        )
    return Tested(
        subject,
        "good",
        Text(
            id=f"{mark.where}: mencakup {mark.size} entri, {mark.days} hari yang lalu; sesudahnya"
            f" ada {mark.after} entri",
            en=f"{mark.where}: covers {mark.size} entries, {mark.days} days ago; {mark.after}"
            " entries came later",
        ),
    )


def _attachments(found: Verification) -> Tested:
    bad = any(one.kind in _OF_BLOBS for one in found.findings)
    erased = len(found.erased)
    return Tested(
        Text(id="Berkas terlampir (seluruh penyimpanan)", en="Attachments (of the whole store)"),
        "fault" if bad else "good",
        Text(
            id=f"{found.blobs} utuh, {erased} dihapus dengan sengaja",
            en=f"{found.blobs} whole, {erased} erased on purpose",
        ),
    )


def _log_file(found: Verification) -> Tested:
    standing = found.log_file
    assert standing is not None  # noqa: S101  the caller has looked
    state: Literal["good", "look", "fault"] = "look" if standing.missing else "good"
    if standing.differs is not None:
        state = "fault"
    return Tested(
        Text(id="Berkas history.jsonl", en="The file history.jsonl"),
        state,
        Text(
            id=f"{standing.lines} baris dibandingkan dengan penyimpanan, {standing.missing} belum"
            " ada",
            en=f"{standing.lines} lines held against the store, {standing.missing} missing",
        ),
    )
