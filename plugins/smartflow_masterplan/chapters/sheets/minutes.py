"""The berita acara of a stage: how it opens, who met, who presented, and who signs.

What the stage has worked out stands in ``sheets_minutes_work``, what was decided in
``sheets_minutes_decided``. Each line that somebody may doubt carries the number of its entry in
the audit trail. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartflow import Text, report
from smartflow.report import Facts, Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.chapters.shared.wording import SECRETARY
from smartflow_masterplan.chapters.sheets.days import day_words, stage_day
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import dimension_title, titles
from smartflow_masterplan.rules.organisation import invited_agencies
from smartflow_masterplan.stages import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from smartflow import Dossier, Settings
    from smartflow.report import Signer

__all__ = ["meetings", "opening", "presentations", "signatures"]

# -- how it opens ---------------------------------------------------------------------------------


def opening(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the opening clause, with room for number, place, agenda and who led the meeting."""
    city, stage = dossier.city, worded.stage_title(dossier)
    day = day_words(stage_day(dossier, dossier.stage))
    clause = Text(
        id=f"Pada hari ini, {day.id}, kami yang bertanda tangan di bawah ini menerangkan bahwa"
        f" tahap {stage.id} dalam penyusunan masterplan Smart City {city.name}, Provinsi"
        f" {city.province.removeprefix('Provinsi ')}, dilaksanakan dengan hasil"
        " sebagaimana tercantum dalam berita acara ini.",
        en=f"Today, {day.en}, we, the undersigned, state that the stage {stage.en} of the Smart"
        f" City masterplan of {city.name}, {city.province}, has been carried out with the results"
        " that are set out in these minutes.",
    )
    return report.Chapter(
        key="minutes_opening",
        title=Text(id="Pembukaan", en="Opening"),
        blocks=(
            worded.government(dossier),
            Facts(
                Text(id="Keterangan berita acara", en="About these minutes"),
                tuple((name, None) for name in _FOR_A_PEN),
            ),
            said(clause),
            said(_HOW_TO_TRACE),
        ),
    )


_FOR_A_PEN = (
    Text(id="NOMOR", en="NUMBER"),
    Text(id="Tempat", en="Place"),
    Text(id="Pukul", en="Time"),
    Text(id="Acara", en="Agenda"),
    Text(id="Pimpinan rapat", en="Led by"),
)
_HOW_TO_TRACE = Text(
    id="Angka dalam kolom Entri adalah nomor entri dalam jejak audit; dengan nomor itu setiap"
    " keterangan dapat ditelusuri.",
    en="The number in the column Entry is that of an entry in the audit trail, by which each"
    " statement can be traced.",
)

# -- who met --------------------------------------------------------------------------------------


def meetings(dossier: Dossier, settings: Settings) -> report.Chapter:
    """Return the sessions of the stage with their attendance."""
    sessions = sorted(
        (one for one in dossier.attendance if one.stage == dossier.stage),
        key=lambda one: (one.day, one.entry),
    )
    rows = []
    for session in sessions:
        invited = {one.code for one in invited_agencies(dossier, settings, session.day)}
        came = len(invited.intersection(session.agencies))
        rows.append(
            (
                session.entry,
                session.day,
                session.session,
                len(invited),
                came,
                len(set(session.agencies) - invited),
                session.people,
            )
        )
    table = Table(
        Text(id="Pertemuan dan kehadiran", en="Meetings and attendance"),
        ("entry", "day", "session", "invited", "came", "others", "people"),
        _MEETING_HEADINGS,
        tuple(rows),
        note=_ATTENDANCE_LIST,
    )
    none = worded.none_recorded(dossier, Text(id="daftar hadir", en="attendance list"))
    return report.Chapter(
        key="minutes_meetings",
        title=Text(id="Pertemuan dan kehadiran", en="Meetings and attendance"),
        blocks=(table,) if rows else (nothing_yet(none),),
    )


_MEETING_HEADINGS = (
    worded.ENTRY,
    Text(id="Hari", en="Day"),
    Text(id="Pertemuan", en="Meeting"),
    Text(id="Perangkat daerah diundang", en="Agencies invited"),
    Text(id="Di antaranya hadir", en="Of these present"),
    Text(id="Lain yang hadir", en="Others present"),
    Text(id="Orang", en="People"),
)
_ATTENDANCE_LIST = Text(
    id="Perangkat daerah yang hadir disebut satu per satu dalam lembar Daftar hadir.",
    en="The agencies that were present are named in the attendance sheet.",
)

# -- who presented --------------------------------------------------------------------------------


def presentations(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return who presented which dimension in the stage, with whose guidance."""
    shown = sorted(
        (one for one in dossier.presentations if one.stage == dossier.stage),
        key=lambda one: one.entry,
    )
    table = Table(
        Text(id="Paparan setiap dimensi", en="Presentations of the dimensions"),
        ("entry", "day", "dimension", "by", "mentor", "notes"),
        _presentation_headings(),
        tuple(
            (
                one.entry,
                one.day,
                dimension_title(dossier.dimensions, one.dimension),
                one.by,
                one.mentor or None,
                one.notes or None,
            )
            for one in shown
        ),
        note=_shown(dossier, dict.fromkeys(key for one in shown for key in one.worksheets)),
    )
    none = worded.none_recorded(dossier, Text(id="paparan", en="presentation"))
    return report.Chapter(
        key="minutes_presentations",
        title=Text(id="Paparan", en="Presentations"),
        blocks=(table,) if shown else (nothing_yet(none),),
    )


def _shown(dossier: Dossier, keys: Iterable[str]) -> Text:
    types = dossier.worksheet_types
    found = titles(types[key].title if key in types else Text.same(key) for key in keys)
    return Text(id=f"Yang dipaparkan: {found.id}.", en=f"What was presented: {found.en}.")


def _presentation_headings() -> tuple[Text, ...]:
    return (
        worded.ENTRY,
        Text(id="Hari", en="Day"),
        heading("dimension"),
        Text(id="Dipaparkan oleh", en="Presented by"),
        heading("mentor"),
        Text(id="Catatan paparan", en="Notes"),
    )


# -- who signs ------------------------------------------------------------------------------------

_CLOSING = Text(
    id="Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana"
    " mestinya.",
    en="These minutes have been made truthfully, to be used as they are meant to be.",
)
_NOBODY = Text(
    id="Alur kerja tidak meminta persetujuan siapa pun untuk mengakhiri tahap ini; berita acara"
    " ditandatangani oleh yang membuatnya.",
    en="The workflow asks nobody's approval to end this stage; the minutes are signed by whoever"
    " made them.",
)
_MAKER = Text(id="yang membuat berita acara", en="who made the minutes")


def signatures(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the closing clause and the places of those whose roles sign in the stage."""
    roles = dossier.workflow.signing.get(dossier.stage, ())
    others = [place for role in _in_order(roles) for place in _places(dossier, role)]
    heads = [
        worded.closing_place(one)
        for role in roles
        if role == HEAD
        for one in _places(dossier, role)
    ]
    blocks: tuple[report.Block, ...] = (said(_CLOSING), *worded.signing_places(others, heads))
    if not others and not heads:
        maker = worded.signing_places((worded.dotted_place(_MAKER),))
        blocks = (said(_NOBODY), said(_CLOSING), *maker)
    return report.Chapter(
        key="minutes_signatures",
        title=Text(id="Penutup dan tanda tangan", en="Closing and signatures"),
        blocks=blocks,
    )


def _in_order(roles: Iterable[str]) -> list[str]:
    """Return the roles without the head of the region, the secretary behind the others."""
    return sorted((role for role in roles if role != HEAD), key=lambda role: role == SECRETARY)


def _places(dossier: Dossier, role: str) -> Iterator[Signer]:
    """Yield the places of a role: its officers, whoever answered in it, else holds it, else a post.

    Who held the role and its offices is asked on the day of the minutes.
    """
    day = stage_day(dossier, dossier.stage) or dossier.as_of
    answered = {
        (one.person, one.post)
        for one in dossier.sign_offs
        if one.role == role and one.stage == dossier.stage
    }
    holders = {(one.name, worded.post_words(one)) for one in dossier.people if one.held(role, day)}
    officers = tuple(_officers(dossier, role, day))
    known = answered or (() if officers else holders)
    named = {name for name, _ in officers}
    for name, post in (*officers, *sorted(one for one in known if one[0] not in named)):
        yield worded.place_of(name, post)
    if not officers and not known:
        yield worded.dotted_place(_post_of(dossier, role))


def _post_of(dossier: Dossier, role: str) -> Text:
    """Return the post that signs for a role: of a body that has decided, its chair."""
    title = worded.role_title(dossier, role)
    if role == HEAD:
        return worded.head_post(dossier)
    if any(one.body == role and one.stage == dossier.stage for one in dossier.decisions):
        return Text(id=f"Ketua {title.id}", en=f"Chair of the {title.en}")
    return title


_OFFICES = ("ketua", "sekretari(?:s|at)")


def _officers(dossier: Dossier, role: str, day: date) -> Iterator[tuple[str, str]]:
    """Yield chair and secretary of a role's body, by their posts, where both are registered."""
    body = re.escape(worded.role_title(dossier, role).id.partition(" ")[0])
    says = [re.compile(rf"\b{office}\s+{body}\b", re.IGNORECASE) for office in _OFFICES]
    serving = [one for one in dossier.people if one.in_post(day)]
    found = [[one for one in serving if office.search(one.post)] for office in says]
    if all(found):
        for person in (one for people in found for one in people):
            yield person.name, worded.post_words(person)
