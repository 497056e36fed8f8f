"""Approval and adoption: a Pj Wali Kota signs, the council decides on paper, a regulation follows.

The mayor's term ends before the approval, as it did in Sawahlunto in September 2023. A sign-off
binds what was signed, so every document is recorded before the first signature. Imports the public
names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import people
from smartflow_masterplan.demo.papers import write_emblem
from smartflow_masterplan.demo.preparation import person_words
from smartflow_masterplan.demo.rows import city_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Step
    from smartflow_masterplan.demo.desk import Desk

__all__ = ["adoption", "masterplan_approval"]

_MARK = " (data ilustrasi)"

_DOCUMENTS = (
    (
        "legal_basis",
        "95/2018",
        "2018-10-02",
        "Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik",
    ),
    (
        "legal_basis",
        "59/2022",
        "2022-12-26",
        "Peraturan Pemerintah Nomor 59 Tahun 2022 tentang Perkotaan",
    ),
    ("identity", "", "2023-10-02", "Logo, ikon, dan tagline kota cerdas (data ilustrasi)"),
    ("forum", "002/ILUSTRASI/2023", "2023-10-05", "Pertemuan Forum Smart City (data ilustrasi)"),
)
_BOOKS = (
    ("analysis", "Buku 1 Analisis Strategis", "Book 1, the strategic analysis"),
    ("masterplan", "Buku 2 Masterplan", "Book 2, the masterplan"),
    ("executive_summary", "Buku 3 Ringkasan Eksekutif", "Book 3, the executive summary"),
)


def masterplan_approval(desk: Desk) -> Iterator[Step]:
    """Yield the commands of the fourth stage."""
    yield from _acting_mayor(desk)
    folder = desk.workbooks("4-masterplan", {desk.city: city_rows()})
    yield desk.step(
        *desk.by_operator("submit", desk.city, folder),
        note=("Visi, sasaran, dan rencana aksi kota", "The city's vision, goals and actions"),
    )
    yield from _documents(desk)
    yield _commitment(desk)
    yield from _books(desk)
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Ditolak: Dewan Smart City, Sekda, dan Pj. Wali Kota belum menyetujui",
            "Refused: the council, the secretary and the acting mayor have not approved",
        ),
        exit_code=1,
    )
    yield from _signatures(desk)
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Masterplan disetujui; berita acara lebih tua daripada pencatatannya, maka diingatkan",
            "The masterplan is approved; the minutes are older than their record, hence a warning",
        ),
    )


def _acting_mayor(desk: Desk) -> Iterator[Step]:
    cast = people()
    yield desk.step(
        *desk.by_operator("person", "end", desk.city, cast.mayor, "--until", cast.mayor_until),
        note=("Masa jabatan Wali Kota berakhir", "The mayor's term ends"),
        quiet=True,
    )
    for person in cast.person:
        if person.later:
            yield desk.step(
                *person_words(desk, person),
                note=(
                    "Pj. Wali Kota menjabat sejak 21 September 2023, sebelum persetujuan",
                    "An acting mayor is in post since 21 September 2023, before the approval",
                ),
            )


def _documents(desk: Desk) -> Iterator[Step]:
    for order, (kind, number, day, title) in enumerate(_DOCUMENTS, start=1):
        yield desk.step(
            *desk.by_operator("record", desk.city, kind, "--number", number),
            *("--date", day, "--title", title),
            desk.paper(f"{kind}-{order}.txt", title, f"Tanggal dokumen: {day}."),
            note=(
                f"Dokumen dicatat: {title.removesuffix(_MARK)}",
                f"A document is recorded: {title.removesuffix(_MARK)}",
            ),
            quiet=True,
        )


def _books(desk: Desk) -> Iterator[Step]:
    """Yield the coat of arms, the three books, and the question whether one of them is official."""
    emblem = desk.path("dokumen", "lambang.png")
    write_emblem(emblem)
    yield desk.step(
        *desk.by_operator("record", desk.city, "coat_of_arms", str(emblem)),
        *("--date", "2023-10-30", "--title", f"Lambang rekaan{_MARK}"),
        note=("Lambang untuk sampul buku dicatat", "The emblem of the covers is recorded"),
        quiet=True,
    )
    for key, title, english in _BOOKS:
        yield desk.step(
            *desk.by_operator("export", desk.city, key, "--issue"),
            *("-o", desk.book(f"{key}.html")),
            note=(
                f"{title} dicetak dari isian dan diterbitkan",
                f"{english} is printed and issued",
            ),
        )
    yield desk.step(
        *("audit", "verify", "--file", desk.book("masterplan.html")),
        note=(
            "Siapa pun yang memegang berkasnya dapat menguji keasliannya",
            "Whoever has the file can test whether it is genuine",
        ),
        quiet=True,
    )


def _commitment(desk: Desk) -> Step:
    cast = people()
    signatories = [p for p in cast.person if p.later or (p.agencies and p.name != cast.lurah)]
    title = "Lembar komitmen kepala daerah dan kepala perangkat daerah (data ilustrasi)"
    words = [word for person in signatories for word in ("--signed-by", person.name)]
    return desk.step(
        *desk.by_operator("record", desk.city, "commitment", "--number", "003/ILUSTRASI/2023"),
        *("--date", "2023-11-07", "--title", title, *words),
        desk.paper("commitment.txt", title, *(f"- {p.name}, {p.post}" for p in signatories)),
        note=(
            "Lembar komitmen: Plt. menandatangani untuk dua jabatan",
            "The commitment sheet: the acting official signs for two posts",
        ),
    )


def _signatures(desk: Desk) -> Iterator[Step]:
    cast = people()
    minutes = desk.paper(
        "berita-acara-dewan.txt",
        "Berita acara rapat Dewan Smart City",
        "Hadir 14 dari 20 anggota.",
        "Rapat menyetujui Buku 1, Buku 2, Buku 3, dan tujuh quick win.",
    )
    yield desk.step(
        *desk.by_operator("decide", desk.city, "--body", "council", "--present", "14"),
        *("--of", "20", "--date", "2023-11-14", "--number", "004/ILUSTRASI/2023", minutes),
        note=(
            "Dewan Smart City memutuskan dalam rapat: 14 dari 20 anggota hadir",
            "The council decides in a meeting: 14 of 20 members are present",
        ),
    )
    for role, name, day, note in (
        ("secretary", cast.secretary, "2023-11-15", ("Paraf koordinasi Sekda", "The secretary")),
        ("head", cast.acting_mayor, "2023-11-16", ("Pengesahan Pj. Wali Kota", "The acting mayor")),
    ):
        yield desk.step(
            *("sign-off", desk.city, "--role", role, "--signed-on", day, "--as", name),
            note=note,
        )


def adoption(desk: Desk) -> Iterator[Step]:
    """Yield the commands of the last move, and what there is to see afterwards."""
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Ditolak: masterplan belum ditetapkan dengan peraturan",
            "Refused: no regulation adopts the masterplan yet",
        ),
        exit_code=1,
    )
    title = "Peraturan Wali Kota tentang Masterplan Smart City 2024-2028 (data ilustrasi)"
    yield desk.step(
        *desk.by_operator("record", desk.city, "regulation", "--number", "000/ILUSTRASI/2023"),
        *("--date", "2023-12-18", "--title", title),
        desk.paper("regulation.txt", title, "Nomor peraturan ini karangan."),
        note=(
            "Peraturan wali kota dicatat, sebulan setelah persetujuan",
            "The mayor's regulation is recorded, a month after the approval",
        ),
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=("Masterplan ditetapkan", "The masterplan is adopted"),
    )
    yield desk.step("status", desk.city, note=("Keadaan akhir", "Where the city stands now"))
    yield desk.step(
        *("history", desk.city, "--last", "30"),
        note=(
            "Tiga puluh entri terakhir jejak audit; seluruhnya: smartflow history sawahlunto",
            "The last thirty entries of the history; the whole: smartflow history sawahlunto",
        ),
    )
