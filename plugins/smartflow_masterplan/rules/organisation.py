"""ORG001 and ORG002: the bodies exist by decree, and the agencies attend.

A decree is often still at Bagian Hukum when the first workshop is held, so ORG001 warns early and
blocks only when the plan is to be approved. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, listed, number, words
from smartflow_masterplan.stages import (
    DECREE_COUNCIL,
    DECREE_TEAM,
    FORUM,
    ISSUE_ANALYSIS,
    MASTERPLAN_APPROVAL,
    QUICK_WIN_SELECTION,
    SWOT_TOWS,
    WORKING_STAGES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from smartflow import Agency, Dossier, Finding, Settings

__all__ = ["ORGANISATION_RULES", "invited_agencies"]

# -- ORG001 ---------------------------------------------------------------------------------------

_NO_DECREE = Text(
    id="SK {body} belum dicatat dengan nomor dan judulnya.",
    en="The decree on the {body} has not been recorded with its number and title.",
)
_NO_FORUM = Text(
    id="Belum ada catatan pertemuan Forum Smart City.",
    en="No meeting of the Forum Smart City has been recorded.",
)
_FORUM_OUTSIDE = Text(
    id="Pertemuan Forum Smart City {day} tidak terjadi dalam masa kerja Tim Pelaksana, {since}"
    " sampai {until}.",
    en="The meeting of the Forum Smart City of {day} does not lie in the time of the Tim Pelaksana"
    " (implementation team), {since} to {until}.",
)

_BODIES = (
    (DECREE_TEAM, Text(id="Tim Pelaksana Smart City", en="Tim Pelaksana (implementation team)")),
    (DECREE_COUNCIL, Text(id="Dewan Smart City", en="Dewan Smart City (council)")),
)


def bodies_exist_by_decree(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each decree that is missing: a warning until the plan is approved.

    The forum is asked for at approval: a meeting since the first decree on the team counts.
    """
    deciding = dossier.stage == MASTERPLAN_APPROVAL
    severity: Literal["warning"] | None = None if deciding else "warning"
    for kind, body in _BODIES:
        records = dossier.records_of(kind)
        if not any(record.number.strip() and record.title.strip() for record in records):
            yield finding(_NO_DECREE, {"body": body, "kind": kind}, severity=severity)
    if deciding:
        yield from _forum(dossier)


def _forum(dossier: Dossier) -> Iterator[Finding]:
    """Yield a warning unless the forum has met in the time of the team that writes the plan."""
    days = [record.date for record in dossier.records_of(FORUM)]
    since = min((record.date for record in dossier.records_of(DECREE_TEAM)), default=None)
    if not days:
        yield finding(_NO_FORUM, {"kind": FORUM}, severity="warning")
    elif since and not any(since <= day <= dossier.as_of for day in days):
        values = {
            "kind": FORUM,
            "day": max(days),
            "since": since,
            "until": dossier.as_of,
        }
        yield finding(_FORUM_OUTSIDE, values, severity="warning")


# -- ORG002 ---------------------------------------------------------------------------------------

_NO_LIST = Text(
    id="Belum ada daftar hadir untuk tahap ini.", en="There is no attendance list for this stage."
)
_FEW_CAME = Text(
    id="Baru {present} dari {invited} undangan ({share}%) hadir pada tahap ini, kurang dari"
    " {expected}%; belum hadir: {absent}.",
    en="Only {present} of {invited} invited agencies ({share}%) attended in this stage, less than"
    " {expected}%; absent: {absent}.",
)


def invited_agencies(dossier: Dossier, settings: Settings, day: date) -> tuple[Agency, ...]:
    """Return the agencies that are invited to a workshop on ``day``, sorted by code."""
    kinds = words(settings, "attendance_kinds")
    return tuple(
        agency
        for agency in dossier.agencies
        if agency.kind in kinds and (agency.ended is None or day < agency.ended)
    )


def agencies_attend(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding when too few of the invited came to any session of the stage."""
    invited = {agency.code for agency in invited_agencies(dossier, settings, dossier.as_of)}
    if not invited:
        yield NotApplicable()
        return
    sessions = [session for session in dossier.attendance if session.stage == dossier.stage]
    if not sessions:
        yield finding(_NO_LIST)
        return
    came = {code for session in sessions for code in session.agencies}
    present = len(invited & came)
    expected = number(settings, "attendance_threshold")
    if present < expected * len(invited):
        yield finding(
            _FEW_CAME,
            {
                "present": present,
                "invited": len(invited),
                "share": Decimal(present * 1000 // len(invited)) / 10,
                "expected": expected * 100,
                "absent": listed(sorted(invited - came)),
            },
        )


ORGANISATION_RULES = (
    Rule(
        code="ORG001",
        title=Text(
            id="Dewan Smart City dan Tim Pelaksana dibentuk dengan SK",
            en="Council and implementation team are set up by decree",
        ),
        why=Text(
            id="Asesor mencatat Dewan Smart City dan Tim Pelaksana yang tidak aktif; SK adalah"
            " dasar mereka bekerja dan menyetujui.",
            en="Assessors remark on dormant bodies; the decree is the basis on which they work and"
            " approve.",
        ),
        fix=Text(
            id="Catat SK atau pertemuan yang belum ada itu.",
            en="Record the decree, or the meeting, that is not there yet.",
        ),
        fix_command="record {city} {kind} --number {number} --date {date} --title {title}",
        message=_NO_DECREE,
        severity="error",
        stages=WORKING_STAGES,
        cites=(sources.MALANG, sources.DRAFT_REGULATION),
        since="0.1.0",
        function=bodies_exist_by_decree,
        passes=Text(
            id="SK Tim Pelaksana 188/2023 dan SK Dewan Smart City 189/2023 tercatat; Forum Smart"
            " City bertemu Oktober 2023.",
            en="Decrees 188/2023 (team) and 189/2023 (Dewan Smart City, the council) are recorded;"
            " the forum met in October 2023.",
        ),
        fails=Text(
            id="Masterplan hendak disetujui 14 November 2023, tetapi SK Dewan Smart City masih di"
            " Bagian Hukum dan belum dicatat.",
            en="The plan is to be approved on 14 November 2023, but the decree on the Dewan Smart"
            " City (council) is still with Bagian Hukum.",
        ),
    ),
    Rule(
        code="ORG002",
        title=Text(
            id="Perangkat daerah hadir dalam bimtek", en="The agencies attend the workshops"
        ),
        why=Text(
            id="Banyaknya pejabat yang tidak hadir adalah catatan asesor yang berulang.",
            en="Assessors keep remarking that many officials are absent.",
        ),
        fix=Text(
            id="Catat daftar hadir; undang lagi yang belum hadir.",
            en="Record the attendance list; invite again who was absent.",
        ),
        fix_command="attend {city} --session {title} --date {date} {file}",
        message=_FEW_CAME,
        severity="warning",
        stages=(ISSUE_ANALYSIS, SWOT_TOWS, QUICK_WIN_SELECTION),
        cites=(sources.MALANG, sources.SAWAHLUNTO),
        since="0.1.0",
        function=agencies_attend,
        passes=Text(
            id="35 dari 38 undangan hadir pada Tahap I: 28 OPD dan 7 kelurahan.",
            en="35 of 38 invited agencies came to the first workshop: 28 OPD and 7 kelurahan.",
        ),
        fails=Text(
            id="Hanya 20 dari 38 undangan yang hadir, atau daftar hadirnya belum dicatat.",
            en="Only 20 of 38 invited agencies came, or the attendance list is not recorded.",
        ),
    ),
)
