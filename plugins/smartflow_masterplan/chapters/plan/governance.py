"""Who carries the plan: council, team, forum, the people in their posts; how it is evaluated.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Listing, Table
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.chapters.shared.tables import record_table, sheet_rows
from smartflow_masterplan.chapters.shared.wording import (
    dotted_place,
    head_post,
    place_of,
    post_words,
    role_title,
    signing_places,
)
from smartflow_masterplan.rules.judging import said_date, whole
from smartflow_masterplan.stages import (
    DECREE_COUNCIL,
    DECREE_TEAM,
    FORUM,
    HEAD,
    REGULATION,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Person, Settings
    from smartflow.report import Block, Cell

__all__ = ["plan_closing", "plan_governance"]

_INTRODUCTION = Text(
    id="Dewan Smart City memberi arah dan menyetujui masterplan; Tim Pelaksana menyusun dan"
    " menjalankannya bersama perangkat daerah; Forum Smart City mempertemukan pemerintah dengan"
    " dunia usaha, akademisi, komunitas, dan media.",
    en="The Smart City council gives direction and approves the masterplan; the implementation team"
    " draws it up and carries it out with the agencies; the Smart City forum brings the government"
    " together with business, academia, communities and media.",
)
_DECREES = (
    (
        DECREE_COUNCIL,
        Text(id="Keputusan tentang Dewan Smart City", en="Decrees on the Smart City council"),
        Text(
            id="Keputusan tentang Dewan Smart City belum dicatat.",
            en="No decree on the Smart City council has been recorded yet.",
        ),
    ),
    (
        DECREE_TEAM,
        Text(id="Keputusan tentang Tim Pelaksana", en="Decrees on the implementation team"),
        Text(
            id="Keputusan tentang Tim Pelaksana belum dicatat.",
            en="No decree on the implementation team has been recorded yet.",
        ),
    ),
    (
        FORUM,
        Text(id="Pertemuan Forum Smart City", en="Meetings of the Smart City forum"),
        Text(
            id="Belum ada pertemuan Forum Smart City yang dicatat.",
            en="No meeting of the Smart City forum has been recorded yet.",
        ),
    ),
)
_NOBODY = Text(
    id="Belum ada orang yang terdaftar dalam peran alur kerja ini.",
    en="Nobody is registered in a role of this workflow yet.",
)
_ON = Text(id="Keadaan pada {day}.", en="As of {day}.")
_EVALUATION = (
    Text(
        id="Setiap tahun Tim Pelaksana membandingkan capaian dengan {goals} indikator sasaran pada"
        " bab Visi, misi, dan sasaran.",
        en="Every year the implementation team compares what was reached with the {goals} goal"
        " indicators in the chapter on vision, missions and goals.",
    ),
    Text(
        id="Penanggung jawab melaporkan keluaran dan hasil dari {actions} kegiatan menurut tahun"
        " pada peta jalan.",
        en="The responsible agencies report output and outcome of the {actions} activities by the"
        " years of the road map.",
    ),
    Text(
        id="Evaluasi nasional menilai lima hal: baseline, output, outcome, dampak, dan quick win;"
        " setiap jawaban memerlukan data dukung.",
        en="The national evaluation looks at five things: baseline, output, outcome, impact and"
        " quick wins; each answer needs evidence.",
    ),
    Text(
        id="Masterplan ditinjau ulang sesudah {years} tahun, atau lebih awal jika keadaan berubah.",
        en="The masterplan is revised after {years} years, or earlier when circumstances change.",
    ),
)


def plan_governance(dossier: Dossier, settings: Settings) -> Chapter:
    """Return who governs the plan and how it is evaluated."""
    values = {
        "goals": len(sheet_rows(dossier, "goals")),
        "actions": len(sheet_rows(dossier, "actions")),
        "years": whole(settings, "revision_years"),
    }
    return Chapter(
        key="plan_governance",
        title=Text(id="Tata kelola dan evaluasi", en="Governance and evaluation"),
        blocks=(said(_INTRODUCTION),),
        parts=(
            Chapter(
                "plan_governance_bodies",
                Text(id="Dewan, tim, dan forum", en="Council, team and forum"),
                tuple(_bodies(dossier)),
            ),
            Chapter(
                "plan_governance_people",
                Text(id="Pejabat dan perannya", en="Officials and their roles"),
                (_people(dossier),),
            ),
            Chapter(
                "plan_governance_evaluation",
                Text(id="Evaluasi", en="Evaluation"),
                (Listing(tuple((point.fill(values),) for point in _EVALUATION)),),
            ),
        ),
        page="new",
    )


def _bodies(dossier: Dossier) -> Iterator[Block]:
    for kind, title, nothing in _DECREES:
        yield record_table(dossier, title, kind) or nothing_yet(nothing)


def _people(dossier: Dossier) -> Block:
    """Return the people in their posts on the day, once for each role."""
    named = dossier.workflow.role_titles
    others = {role for person in dossier.people for role in person.roles} - named.keys()
    order = (*named, *sorted(others))
    lines = [_person(dossier, role, person) for role in order for person in dossier.people_in(role)]
    if not lines:
        return nothing_yet(_NOBODY)
    return Table(
        title=Text(id="Pejabat menurut peran", en="Officials by role"),
        keys=("role", "name", "post", "agencies", "since"),
        headings=(
            Text(id="Peran", en="Role"),
            Text(id="Nama", en="Name"),
            Text(id="Jabatan", en="Post"),
            Text(id="Perangkat daerah", en="Agency"),
            Text(id="Sejak", en="Since"),
        ),
        rows=tuple(lines),
        note=_ON.fill({"day": said_date(dossier.as_of)}),
    )


def _person(dossier: Dossier, role: str, person: Person) -> tuple[Cell, ...]:
    return (
        role_title(dossier, role),
        person.name,
        post_words(person),
        ", ".join(person.agencies),
        person.since,
    )


# -- closing --------------------------------------------------------------------------------------

_CLOSING = Text(
    id="Masterplan ini menjadi pegangan bersama perangkat daerah {city} dalam menyusun program,"
    " kegiatan, dan anggaran setiap tahun. Keberhasilannya ditentukan oleh pelaksanaannya: kegiatan"
    " berjalan menurut peta jalan, sumber dananya dipenuhi, dan hasilnya diukur dengan indikator"
    " yang telah disepakati.",
    en="This masterplan guides the agencies of {city} when they draw up programmes, activities and"
    " budgets each year. It stands or falls with being carried out: that activities run by the road"
    " map, that their funds are found, and that what they yield is measured by the agreed"
    " indicators.",
)
_ADOPTED = Text(id="Peraturan yang menetapkan masterplan", en="Regulation that adopts the plan")
_NOT_ADOPTED = Text(
    id="Peraturan yang menetapkan masterplan belum dicatat.",
    en="The regulation that adopts the masterplan has not been recorded yet.",
)


def plan_closing(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the closing words, the regulation of adoption, and the place to sign."""
    places = [place_of(person.name, post_words(person)) for person in dossier.people_in(HEAD)]
    return Chapter(
        key="plan_closing",
        title=Text(id="Penutup", en="Closing"),
        blocks=(
            said(_CLOSING.fill({"city": dossier.city.name})),
            record_table(dossier, _ADOPTED, REGULATION) or nothing_yet(_NOT_ADOPTED),
            *signing_places(places or [dotted_place(head_post(dossier))]),
        ),
        page="new",
    )
