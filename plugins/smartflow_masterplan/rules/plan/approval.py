"""MPL001, MPL004 and MPL005: the plan is agreed on by the council and adopted by a regulation.

MPL004 looks at the minutes themselves (quorum, number, dates); whether the decision binds what is
there now is the gate's sign-off. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import dimension_title, filled, finding, number, shortened
from smartflow_masterplan.stages import (
    APPROVED,
    COUNCIL,
    DECREE_COUNCIL,
    MASTERPLAN_APPROVAL,
    REGULATION,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from smartflow import Dossier, Finding, Settings

__all__ = ["APPROVAL_RULES"]

_PERCENT = 100

# -- MPL001 ---------------------------------------------------------------------------------------

_NO_REGULATION = Text(
    id="Belum ada peraturan daerah atau peraturan kepala daerah yang menetapkan masterplan.",
    en="There is no regulation yet that adopts the masterplan.",
)
_INCOMPLETE_REGULATION = Text(
    id="Peraturan yang menetapkan masterplan belum bernomor atau belum berjudul.",
    en="The regulation that adopts the masterplan has no number or no title.",
)
_FUTURE_REGULATION = Text(
    id="Peraturan {number} bertanggal {day}, padahal tanggal itu belum tiba.",
    en="Regulation {number} is dated {day}, a day that has not come yet.",
)


def regulation_is_recorded(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding unless a regulation with number, date and title is recorded."""
    records = dossier.records_of(REGULATION)
    complete = [item for item in records if item.number.strip() and item.title.strip()]
    if any(item.date <= dossier.as_of for item in complete):
        return
    if complete:
        values = {"number": complete[-1].number, "day": complete[-1].date}
        yield finding(_FUTURE_REGULATION, values)
    else:
        yield finding(_INCOMPLETE_REGULATION if records else _NO_REGULATION)


# -- MPL004 ---------------------------------------------------------------------------------------

_UNDECIDED = Text(
    id="Belum ada keputusan Dewan Smart City tentang masterplan pada tahap ini.",
    en="There is no decision of the Dewan Smart City (council) on the masterplan in this stage.",
)
_NOT_APPROVED = Text(
    id="Keputusan terakhir Dewan Smart City ({day}) bukan persetujuan.",
    en="The latest decision of the Dewan Smart City (council, {day}) is not an approval.",
)
_NO_QUORUM = Text(
    id="Rapat Dewan Smart City {day} dihadiri {present} dari {members} anggota; kuorum menuntut"
    " lebih dari {share}%.",
    en="{present} of {members} members attended the meeting of the Dewan Smart City (council) on"
    " {day}; the quorum is more than {share}%.",
)
_NO_MINUTES = Text(
    id="Keputusan Dewan Smart City {day} belum bernomor berita acara.",
    en="The decision of the Dewan Smart City (council) of {day} has no number of its minutes.",
)
_FUTURE_MEETING = Text(
    id="Keputusan Dewan Smart City bertanggal {day}, padahal tanggal itu belum tiba.",
    en="The decision of the Dewan Smart City (council) is dated {day}, a day that has not come"
    " yet.",
)
_BEFORE_DECREE = Text(
    id="Keputusan Dewan Smart City bertanggal {day}, sebelum SK pembentukannya ({decree}).",
    en="The decision of the Dewan Smart City (council) is dated {day}, before the decree that set"
    " it up ({decree}).",
)
_BEFORE_PRESENTATION = Text(
    id="Keputusan Dewan Smart City bertanggal {day}, sebelum paparan dimensi terakhir ({last});"
    " pastikan berita acaranya untuk masterplan ini.",
    en="The decision of the Dewan Smart City (council) is dated {day}, before the last presentation"
    " of a dimension ({last}); make sure that the minutes are about this masterplan.",
)


def council_has_approved(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield findings unless the council's newest decision of the stage approves, with quorum."""
    decisions = [
        item for item in dossier.decisions if item.body == COUNCIL and item.stage == dossier.stage
    ]
    if not decisions:
        yield finding(_UNDECIDED)
        return
    decision = max(decisions, key=lambda item: item.entry)
    if decision.outcome != "approve":
        yield finding(_NOT_APPROVED, {"day": decision.day})
        return
    quorum = number(settings, "council_quorum")
    if not 0 < decision.present <= decision.members or (
        decision.present <= decision.members * quorum
    ):
        yield finding(
            _NO_QUORUM,
            {
                "day": decision.day,
                "present": decision.present,
                "members": decision.members,
                "share": quorum * _PERCENT,
            },
        )
    if not decision.number.strip():
        yield finding(_NO_MINUTES, {"day": decision.day})
    yield from _dates(dossier, decision.day)


def _dates(dossier: Dossier, day: date) -> Iterator[Finding]:
    """Yield what is wrong with the day of the meeting.

    Dates that stand on papers are compared, not the days on which they were recorded. A meeting
    before the last presentation only warns: presentations may be dated when they are recorded.
    """
    if day > dossier.as_of:
        yield finding(_FUTURE_MEETING, {"day": day})
    decrees = dossier.records_of(DECREE_COUNCIL)
    first_decree = min((record.date for record in decrees), default=None)
    if first_decree is not None and day < first_decree:
        yield finding(_BEFORE_DECREE, {"day": day, "decree": first_decree})
    last = max((presentation.day for presentation in dossier.presentations), default=None)
    if last is not None and day < last:
        yield finding(_BEFORE_PRESENTATION, {"day": day, "last": last}, severity="warning")


# -- MPL005 ---------------------------------------------------------------------------------------

_NO_GOALS = Text(
    id="Kertas kerja visi dan sasaran belum diisi, sehingga kaitannya dengan RPJMD belum ada.",
    en="The vision and goals worksheet is empty, so that nothing links the plan to the RPJMD.",
)
_UNLINKED = Text(
    id="Sasaran '{goal}' (dimensi {dimension}) belum dikaitkan dengan RPJMD.",
    en="The goal '{goal}' (dimension {dimension}) is not linked to the RPJMD yet.",
)


def goals_are_linked(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each goal that names no part of the RPJMD."""
    goals = dossier.rows("goals")
    if not goals:
        yield finding(_NO_GOALS)
    for row in goals:
        if not filled(row, "rpjmd"):
            values = {
                "goal": shortened(row.text("goal")),
                "dimension": dimension_title(dossier.dimensions, row.dimension),
            }
            yield finding(_UNLINKED, values, row=row, column="rpjmd")


APPROVAL_RULES = (
    Rule(
        code="MPL001",
        title=Text(
            id="Masterplan ditetapkan dengan peraturan", en="A regulation adopts the masterplan"
        ),
        why=Text(
            id="Belum adanya Perda atau Perwali/Perbup adalah kelemahan yang paling sering dicatat"
            " asesor.",
            en="A missing regulation is the weakness that assessors remark on most.",
        ),
        fix=Text(id="Catat peraturannya.", en="Record the regulation."),
        fix_command="record {city} regulation --number {number} --date {date} --title {title}",
        message=_NO_REGULATION,
        severity="error",
        stages=(APPROVED,),
        cites=(sources.MALANG, sources.PP_59_2022),
        since="0.1.0",
        function=regulation_is_recorded,
        passes=Text(
            id="Tercatat Perwali 41/2023 tanggal 18 Desember 2023 tentang Masterplan Smart City.",
            en="Perwali 41/2023 of 18 December 2023 on the Smart City masterplan is recorded.",
        ),
        fails=Text(
            id="Dewan Smart City menyetujui pada 14 November 2023, tetapi rancangan perwali masih"
            " di Bagian Hukum dan belum bernomor.",
            en="The Dewan Smart City (council) approved on 14 November 2023, but the draft"
            " regulation is still with Bagian Hukum and has no number.",
        ),
    ),
    Rule(
        code="MPL004",
        title=Text(
            id="Dewan Smart City menyetujui masterplan",
            en="The Dewan Smart City (council) approves the masterplan",
        ),
        why=Text(
            id="Masterplan disetujui Dewan Smart City dalam rapat yang kuorum dan berberita acara.",
            en="The council approves the masterplan in a meeting with a quorum and minutes.",
        ),
        fix=Text(id="Catat berita acara rapatnya.", en="Record the minutes of the meeting."),
        fix_command="decide {city} --body council --present {present} --of {members} --date {date}"
        " --number {number} {file}",
        message=_UNDECIDED,
        severity="error",
        stages=(MASTERPLAN_APPROVAL,),
        cites=(sources.SAWAHLUNTO, sources.MALANG),
        since="0.1.0",
        function=council_has_approved,
        passes=Text(
            id="Berita acara BA-1/2023: 14 dari 20 anggota Dewan Smart City hadir dan menyetujui.",
            en="Minutes BA-1/2023: 14 of 20 members of the Dewan Smart City (council) attended and"
            " approved.",
        ),
        fails=Text(
            id="Rapat hanya dihadiri 9 dari 20 anggota Dewan Smart City, dan berita acaranya tanpa"
            " nomor.",
            en="Only 9 of 20 members of the Dewan Smart City (council) attended, and the minutes"
            " have no number.",
        ),
    ),
    Rule(
        code="MPL005",
        title=Text(
            id="Setiap sasaran dikaitkan dengan RPJMD", en="Every goal is linked to the RPJMD"
        ),
        why=Text(
            id="Sasaran yang tidak masuk RPJMD tidak akan dianggarkan.",
            en="A goal that is not in the RPJMD will not be budgeted for.",
        ),
        fix=Text(
            id="Isi kolom kaitan RPJMD bersama Bappeda.",
            en="Fill in the RPJMD link together with Bappeda.",
        ),
        fix_command="submit {city} {file}",
        message=_UNLINKED,
        severity="warning",
        stages=(MASTERPLAN_APPROVAL,),
        cites=(sources.BONTANG,),
        since="0.1.0",
        reads=("goals",),
        function=goals_are_linked,
        passes=Text(
            id="Sasaran 'Kemiskinan tetap terendah' dikaitkan dengan 'Misi 3 RPJMD 2018-2023'.",
            en="The goal 'Kemiskinan tetap terendah' (least poverty) is linked to 'Misi 3 RPJMD"
            " 2018-2023'.",
        ),
        fails=Text(
            id="Sasaran 'Wisatawan tinggal lebih lama' dengan kolom kaitan RPJMD kosong.",
            en="The goal 'Wisatawan tinggal lebih lama' (visitors stay longer) with an empty RPJMD"
            " link.",
        ),
    ),
)
