"""Before the first workshop: the workspace, the city, its register, its people, its first papers.

The decree on the council is still with the legal affairs division, as it is in many regions, so
only the memorandum and the decree on the team are recorded here. Imports the public names of
``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import people, register
from smartflow_masterplan.demo.papers import write_register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Step
    from smartflow_masterplan.demo.content_types import Person
    from smartflow_masterplan.demo.desk import Desk

__all__ = ["person_words", "preparation"]


def preparation(desk: Desk) -> Iterator[Step]:
    """Yield the commands that set up the workspace."""
    yield desk.step(
        *("init", str(desk.folder), "--key", str(desk.folder / "demo.key")),
        note=(
            "Ruang kerja baru; tanpa --key kuncinya disimpan di luar, seperti seharusnya",
            "A new workspace; without --key its key is kept outside, as it should be",
        ),
    )
    yield _city(desk)
    register_file = desk.path("register.csv")
    write_register(register_file)
    yield desk.step(
        *("agency", "import", desk.city, str(register_file)),
        note=(
            "28 OPD dan 10 kelurahan dari satu daftar; daftar ini bukan daftar resmi",
            "28 agencies and 10 kelurahan from one list; it is no official list",
        ),
    )
    yield from _people(desk)
    yield from _papers(desk)
    yield desk.step(
        *("worksheet", "template", desk.city, "-o", str(desk.path("templat"))),
        note=(
            "Templat bagi setiap pengisi: perangkat daerah, dimensi, dan kota",
            "A template for every filler: agencies, dimensions and the city",
        ),
        quiet=True,
    )


def _city(desk: Desk) -> Step:
    city = register().city
    return desk.step(
        *("city", "add", city.slug, "--name", city.name, "--kind", city.kind),
        *("--region-code", city.region_code, "--province", city.province),
        *("--intake", str(city.intake)),
        note=(
            "Kota didaftarkan dan terikat pada alur kerja nasional",
            "The city is registered and pinned to the national workflow",
        ),
    )


def _people(desk: Desk) -> Iterator[Step]:
    for person in people().person:
        if person.later:
            continue
        acting = person.status == "plt"
        yield desk.step(
            *person_words(desk, person),
            note=(
                "Seorang Plt. memimpin dua OPD sekaligus",
                "An acting official (Plt.) leads two agencies at once",
            )
            if acting
            else (f"Pejabat: {person.post}", f"Official: {person.post}"),
            quiet=not acting,
        )


def person_words(desk: Desk, person: Person) -> tuple[str, ...]:
    """Return the words of the command that registers a person."""
    words = ["person", "add", desk.city, person.name, "--post", f"{person.post} (data ilustrasi)"]
    for role in person.roles:
        words += ["--role", role]
    for agency in person.agencies:
        words += ["--agency", agency]
    if person.status != "definitif":
        words += ["--status", person.status]
    if person.since:
        words += ["--since", person.since]
    if person.decree:
        words += ["--decree", person.decree]
    # The operator is registered by whoever sits at the computer, all others by the operator.
    return tuple(words) if person.name == people().operator else desk.by_operator(*words)


def _papers(desk: Desk) -> Iterator[Step]:
    papers = (
        (
            "mou",
            "2023-05-22",
            "Nota Kesepakatan pendampingan Smart City (data ilustrasi)",
            "the memorandum of understanding",
        ),
        (
            "decree_team",
            "2023-06-19",
            "SK Tim Pelaksana Smart City (data ilustrasi)",
            "the decree on the implementation team",
        ),
    )
    for kind, day, title, called in papers:
        yield desk.step(
            *desk.by_operator("record", desk.city, kind, "--number", "000/ILUSTRASI/2023"),
            *("--date", day, "--title", title),
            desk.paper(f"{kind}.txt", title, f"Tanggal dokumen: {day}."),
            note=(
                f"Dokumen dicatat: {title.removesuffix(' (data ilustrasi)')}",
                f"A document is recorded: {called}",
            ),
            quiet=kind != "decree_team",
        )
