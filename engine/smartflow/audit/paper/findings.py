"""What in a history an auditor should not overlook, each with the entries that show it.

Facts, not judgements: whether a late recording or a shared account matters is the auditor's to
say, and the paper leaves room for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from smartflow.audit.paper.answer_findings import accounts, bases, declined, late
from smartflow.audit.paper.remark import Remarkable, remark
from smartflow.audit.paper.stages.submissions import confirmations
from smartflow.history.acts import Advance, WorksheetEntry

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material

__all__ = ["remarkable"]


def remarkable(material: Material) -> tuple[Remarkable, ...]:
    """Return what should not be overlooked, the gravest kind first."""
    return tuple(one for find in _FINDERS for one in find(material))


def _lost(material: Material) -> Iterator[Remarkable]:
    yield from remark(
        "missing",
        (one.entry for one in material.files if one.state in ("missing", "altered")),
        "{n} entri menyebut berkas yang hilang atau berubah di penyimpanan.",
        "Entries that name a file missing from the store, or altered: {n}.",
    )
    yield from remark(
        "erased",
        (one.entry for one in material.files if one.state == "erased"),
        "{n} entri menyebut berkas yang sudah dihapus dengan sengaja (data pribadi).",
        "Entries that name a file erased on purpose (personal data): {n}.",
    )


def _unknown(material: Material) -> Iterator[Remarkable]:
    yield from remark(
        "unknown",
        material.case.state.unknown,
        "{n} entri berisi tindakan yang tidak dikenal versi SmartFlow ini; hanya namanya dicetak.",
        "Acts that this version of SmartFlow does not know, only named here: {n}.",
    )


def _refused(material: Material) -> Iterator[Remarkable]:
    yield from remark(
        "refused",
        (e.seq for e, act in material.done(Advance) if act.refused),
        "{n} kali percobaan maju ditolak karena syarat belum dipenuhi.",
        "Attempts to advance refused, because the gate was not met: {n}.",
    )
    yield from remark(
        "sent_back",
        (e.seq for e in material.acts("send_back")),
        "{n} kali dikembalikan ke tahap sebelumnya.",
        "Sent back to an earlier stage: {n}.",
    )


def _typed(material: Material) -> Iterator[Remarkable]:
    typed = material.done(WorksheetEntry)
    confirming = {entry.seq: confirmations(material, entry, act) for entry, act in typed}
    yield from remark(
        "unconfirmed",
        (seq for seq, by in confirming.items() if not by),
        "{n} kertas kerja dientri atas nama instansi dan belum dikonfirmasi.",
        "Worksheets typed on an agency's behalf and not confirmed: {n}.",
    )
    writers = {entry.seq: entry.actor.known_by.account for entry, _ in typed}
    yield from remark(
        "confirmed_by_writer",
        (
            seq
            for seq, by in confirming.items()
            if writers[seq] and any(e.actor.known_by.account == writers[seq] for e in by)
        ),
        "{n} kertas kerja atas nama instansi dikonfirmasi dari akun yang mengetiknya.",
        "Worksheets on an agency's behalf confirmed from the account that typed them: {n}.",
    )


def _exceptions(material: Material) -> Iterator[Remarkable]:
    yield from remark(
        "waivers",
        (e.seq for e in material.acts("waive", "waive_approve", "waive_withdraw")),
        "{n} tindakan tentang pengecualian dari ketentuan.",
        "Acts about waivers of rules: {n}.",
    )
    yield from remark(
        "settings",
        (e.seq for e in material.acts("setting")),
        "{n} kali kota mengubah pengaturan ketentuan.",
        "Changes by the city to the settings of rules: {n}.",
    )
    yield from remark(
        "plugins",
        (
            seq
            for seq, verdict in material.verdicts.items()
            if verdict and any(p.state != "loaded" or p.notes for p in verdict.plugins)
        ),
        "{n} keputusan diambil dengan plugin yang diblokir, tidak diizinkan, atau bertanda.",
        "Decisions taken with plugins blocked, not allowed, or marked: {n}.",
    )


_FINDERS: tuple[Callable[[Material], Iterator[Remarkable]], ...] = (
    _lost,
    _unknown,
    _refused,
    declined,
    late,
    accounts,
    bases,
    _typed,
    _exceptions,
)
