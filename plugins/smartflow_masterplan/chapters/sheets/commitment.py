"""The commitment sheet: what is promised, who answers for which activities, who signs.

Which agencies sign is computed by the function of rule MPL002, so that the sheet that is printed
is the sheet that the rule asks for. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text, report
from smartflow.report import Facts, Listing, Money, Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    cell,
    column_title,
    nothing_yet,
    row_table,
    said,
)
from smartflow_masterplan.chapters.shared.wording import SECRETARY
from smartflow_masterplan.chapters.sheets.days import commitment_day, day_words
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.plan.actions import counted_budget
from smartflow_masterplan.rules.plan.documents import lead_agencies_of_actions
from smartflow_masterplan.stages import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow import Agency, Dossier, Person, Row, Settings
    from smartflow.report import Signer

__all__ = ["agencies", "promise", "signatures"]

_ACTIONS = "actions"
_BUDGET = "budget"

# -- the text -------------------------------------------------------------------------------------

_POINTS = (
    Text(
        id="melaksanakan kegiatan yang menjadi tanggung jawab kami menurut rencana aksi dan peta"
        " jalan masterplan;",
        en="to carry out the activities for which we are responsible by the action plan and the"
        " road map of the masterplan;",
    ),
    Text(
        id="mengusulkan anggarannya dalam dokumen perencanaan dan penganggaran sesuai ketentuan"
        " peraturan perundang-undangan;",
        en="to propose their budget in the documents of planning and budgeting as the law has it;",
    ),
    Text(
        id="menyediakan data, melaporkan capaian, dan menindaklanjuti hasil evaluasi setiap tahun;",
        en="to provide data, report what was achieved, and follow up each year's evaluation;",
    ),
    Text(
        id="bekerja sama lintas perangkat daerah serta dengan pelaku usaha, akademisi, komunitas,"
        " dan media.",
        en="to work together across agencies, and with business, academics, communities and media.",
    ),
)


def promise(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the text of the commitment, with room for its number."""
    city, day = dossier.city.name, day_words(commitment_day(dossier))
    clause = Text(
        id=f"Pada hari ini, {day.id}, kami yang bertanda tangan di bawah ini, kepala daerah dan"
        f" kepala perangkat daerah penanggung jawab kegiatan masterplan Smart City {city},"
        " menyatakan komitmen untuk:",
        en=f"Today, {day.en}, we, the undersigned, the head of the region and the heads of the"
        f" agencies responsible for activities of the Smart City masterplan of {city}, commit"
        " ourselves:",
    )
    points = Listing(tuple((one,) for one in _POINTS), "steps")
    return report.Chapter(
        key="commitment_text",
        title=Text(id="Pernyataan komitmen", en="Statement of commitment"),
        blocks=(
            worded.government(dossier),
            Facts(_ABOUT, ((Text(id="NOMOR", en="NUMBER"), None),)),
            said(clause),
            points,
        ),
    )


_ABOUT = Text(id="Keterangan lembar komitmen", en="About this sheet")

# -- who answers for what -------------------------------------------------------------------------


def agencies(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return each responsible agency with its activities and their budget."""
    leading = lead_agencies_of_actions(dossier)
    led = {row.id for _, rows in leading for row in rows}
    orphans = [row for row in dossier.rows(_ACTIONS) if row.id not in led]
    parts = [_activities(dossier, leading)] if leading else []
    if orphans:
        parts.append(_nobodys(dossier, orphans))
    return report.Chapter(
        key="commitment_agencies",
        title=Text(id="Perangkat daerah penanggung jawab", en="Responsible agencies"),
        blocks=(_overview(leading) if leading else nothing_yet(_NO_ACTIONS),),
        parts=tuple(parts),
    )


_NO_ACTIONS = Text(
    id="Rencana aksi belum menyebut perangkat daerah penanggung jawab.",
    en="The action plan does not name a responsible agency yet.",
)


def _overview(leading: Iterable[tuple[Agency, tuple[Row, ...]]]) -> Table:
    return Table(
        Text(
            id="Kegiatan dan anggaran menurut penanggung jawab",
            en="Activities and budget by responsible agency",
        ),
        ("agency", "name", "activities", "budget"),
        (
            Text(id="Kode", en="Code"),
            heading("regional_agency"),
            Text(id="Kegiatan", en="Activities"),
            Text(id="Anggaran", en="Budget"),
        ),
        tuple((agency.code, agency.name, len(rows), Money(_sum(rows))) for agency, rows in leading),
        note=Text(
            id="Anggaran adalah jumlah anggaran total kegiatan dalam rencana aksi; bila kosong,"
            " jumlah anggaran tahunannya. Kegiatan tanpa angka anggaran dihitung nol.",
            en="The budget is the sum of the activities' total budgets in the action plan or,"
            " where that is empty, of their yearly ones. An activity without a figure counts as"
            " nothing.",
        ),
    )


def _sum(rows: Iterable[Row]) -> int:
    """Return the sum of the budgets as the rules count them, in whole rupiah."""
    return int(sum(counted_budget(row) or 0 for row in rows))


def _activities(
    dossier: Dossier, leading: Iterable[tuple[Agency, tuple[Row, ...]]]
) -> report.Chapter:
    """Return every activity below the agency that now answers for it."""
    columns = ("programme", "activity", "start_year", "end_year", _BUDGET)
    title = Text(id="Kegiatan setiap penanggung jawab", en="Activities of each agency")
    table = Table(
        title,
        ("agency", *columns, "origin"),
        (
            heading("lead_agency"),
            *(column_title(dossier, _ACTIONS, key) for key in columns),
            ORIGIN,
        ),
        tuple(
            (agency.code, *(cell(dossier, row, key) for key in columns), row.id)
            for agency, rows in leading
            for row in rows
        ),
    )
    return report.Chapter(
        key="commitment_activities", title=title, blocks=(table,), page="new", turned=True
    )


def _nobodys(dossier: Dossier, rows: list[Row]) -> report.Chapter:
    """Return the activities for which nobody can sign."""
    title = Text(id="Kegiatan tanpa penanggung jawab", en="Activities for which nobody answers")
    note = Text(
        id="Belum ada yang menandatangani untuk kegiatan ini: perangkat daerahnya tidak disebut,"
        " tidak terdaftar, atau sudah tidak ada tanpa pengganti.",
        en="Nobody signs for these yet: their agency is not named, not registered, or has ended"
        " without a successor.",
    )
    table = row_table(dossier, title, rows, ("programme", "activity", "owner", _BUDGET), note)
    return report.Chapter(key="commitment_orphans", title=title, blocks=(table,))


# -- who signs ------------------------------------------------------------------------------------


def signatures(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the places of the heads of the agencies, the secretary and the head of the region."""
    return report.Chapter(
        key="commitment_signatures",
        title=Text(id="Tanda tangan", en="Signatures"),
        blocks=tuple(_signing(dossier)),
    )


_AGENCIES_SIGN = Text(
    id="Kepala perangkat daerah penanggung jawab:", en="Heads of the responsible agencies:"
)


def _signing(dossier: Dossier) -> Iterator[report.Block]:
    """Yield who signs: the agencies first, the regional secretary, the head of the region last."""
    agencies = tuple(_agency_places(dossier))
    if agencies:
        yield said(_AGENCIES_SIGN)
    yield from worded.signing_places(agencies, map(worded.closing_place, _head_places(dossier)))


def _head_places(dossier: Dossier) -> Iterator[Signer]:
    heads = dossier.people_in(HEAD)
    for person in heads:
        yield worded.place_of(person.name, worded.post_words(person))
    if not heads:
        yield worded.dotted_place(worded.head_post(dossier))


def _agency_places(dossier: Dossier) -> Iterator[Signer]:
    """Yield a place for each person who signs for agencies, and for each agency without one.

    An acting official who heads two agencies signs once for both, as MPL002 counts it. The
    secretary, who heads the secretariat, stands behind the others.
    """
    last: dict[str, Signer] = {}
    seen: set[str] = set()
    for agency, _ in lead_agencies_of_actions(dossier):
        people = _signers(dossier, agency)
        for person in (one for one in people if one.name not in seen):
            seen.add(person.name)
            place = worded.place_of(person.name, worded.post_words(person))
            if person.held(SECRETARY, dossier.as_of):
                last[person.name] = place
            else:
                yield place
        if not people:
            yield worded.dotted_place(Text(id=f"Kepala {agency.name}", en=f"Head of {agency.name}"))
    yield from last.values()


def _signers(dossier: Dossier, agency: Agency) -> tuple[Person, ...]:
    """Return who is in post for an agency on the day, sorted by name."""
    return tuple(
        person
        for person in dossier.people
        if agency.code in person.agencies and person.in_post(dossier.as_of)
    )
