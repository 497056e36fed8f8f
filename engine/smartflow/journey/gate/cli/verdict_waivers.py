"""The waivers of a verdict in words: what covers a finding, and those that cover none.

A finding that is waived is told with who asked, who approved, until when and why. A waiver that
waits for its approval, covers nothing or has lapsed is told by itself, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smartflow.language import Language, Text, day_words
from smartflow.terminal.cells import as_word, counted
from smartflow.terminal.words.history import waived_subject

if TYPE_CHECKING:
    from smartflow.model import Result, Verdict, WaiverStatus
    from smartflow.terminal.words.naming import Names

__all__ = ["command_of", "covering", "standing_waivers"]


def covering(results: Iterable[Result], verdict: Verdict) -> Iterator[Text]:
    """Yield a line for each waiver that covers some findings."""
    waivers = {one.entry: one for result in results if (one := verdict.waiver_of(result))}
    for waiver in waivers.values():
        yield Text(
            id=f"sampai dengan {_day(waiver, 'id')}; diminta {waiver.requested_by}, disetujui"
            f" {waiver.approved_by} (entri {waiver.entry} dan {waiver.approval}): {waiver.reason}",
            en=f"until {_day(waiver, 'en')}; asked for by {waiver.requested_by}, approved by"
            f" {waiver.approved_by} (entries {waiver.entry} and {waiver.approval}):"
            f" {waiver.reason}",
        )


def standing_waivers(verdict: Verdict, names: Names) -> Iterator[Text]:
    """Yield a line, or two, for each waiver that covers no finding now."""
    for waiver in verdict.waivers:
        if waiver.state == "used":
            continue
        whom = waived_subject(waiver.agency, names.dimension(waiver.dimension), waiver.row)
        told = _TOLD[waiver.state](waiver)
        yield Text(
            id=f"{waiver.rule} untuk {whom.id} (entri {waiver.entry}, diminta"
            f" {waiver.requested_by}): {told.id}",
            en=f"{waiver.rule} for {whom.en} (entry {waiver.entry}, asked for by"
            f" {waiver.requested_by}): {told.en}",
        )
        if waiver.state == "waiting":
            command = command_of(verdict.city, waiver.subject)
            yield Text(id=f"  alasan: {waiver.reason}", en=f"  reason: {waiver.reason}")
            yield Text(
                id=f'  perintah: {command} --approve --as "NAMA"',
                en=f'  command: {command} --approve --as "NAME"',
            )


def command_of(city: str, subject: Sequence[str]) -> str:
    """Return the command that names a waiver, without what is to be done with it.

    Args:
        city: The city's slug.
        subject: The waiver's rule, agency, dimension and row.
    """
    rule, *parts = subject
    named = zip(("--agency", "--dimension", "--row"), parts, strict=True)
    words = [f"{option} {as_word(part)}" for option, part in named if part]
    return " ".join(["smartflow waive", city, rule, *words])


def _waiting(waiver: WaiverStatus) -> Text:
    void_id = void_en = ""
    if waiver.approved_by:
        void_id = f" (persetujuan {waiver.approved_by} tidak berlaku: bukan pada perannya)"
        void_en = f" (the approval by {waiver.approved_by} does not count: not in the role)"
    findings = counted(waiver.covers, "finding")
    return Text(
        id=f"menunggu persetujuan orang lain{void_id}; menyangkut {waiver.covers} catatan,"
        f" sampai dengan {_day(waiver, 'id')}",
        en=f"waits for somebody else's approval{void_en}; it concerns {findings},"
        f" until {_day(waiver, 'en')}",
    )


def _unused(waiver: WaiverStatus) -> Text:
    return Text(
        id=f"tidak mengecualikan apa pun sekarang (berlaku sampai dengan {_day(waiver, 'id')})",
        en=f"covers nothing now (it counts until {_day(waiver, 'en')})",
    )


def _lapsed(waiver: WaiverStatus) -> Text:
    never_id = "" if waiver.approved_by else ", tanpa pernah disetujui"
    never_en = "" if waiver.approved_by else ", never approved"
    return Text(
        id=f"sudah berakhir pada {_day(waiver, 'id')}{never_id}",
        en=f"lapsed on {_day(waiver, 'en')}{never_en}",
    )


_TOLD = {"waiting": _waiting, "unused": _unused, "lapsed": _lapsed}


def _day(waiver: WaiverStatus, language: Language) -> str:
    return day_words(date.fromisoformat(waiver.until), language)
