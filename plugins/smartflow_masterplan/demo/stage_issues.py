"""Bimtek I, the issues: workbooks arrive in every shape, three are late, two hold a slip.

The gate says what is wrong; the slips are mended and the late issues come. Imports the public
names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import flaws, people, register
from smartflow_masterplan.demo.papers import write_attendance, write_photo
from smartflow_masterplan.demo.rows import (
    AGENCY_SHEETS,
    SHEET_NAMES,
    SHEET_NAMES_EN,
    agency_rows,
    with_flaws,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Step
    from smartflow_masterplan.demo.desk import Desk
    from smartflow_masterplan.demo.rows import Rows

__all__ = ["issue_analysis", "issues_only", "mended"]

_SHOWN = ("BAPPEDA", "DINSOSPMDPPA", "DINKES", "DISHUB", "DISPARPORA")
"""Whose submission is shown: the two notations of one figure, and the three slips."""


def issue_analysis(desk: Desk) -> Iterator[Step]:
    """Yield the commands of the first stage."""
    yield from _arrival(desk)
    yield from _photo(desk)
    yield from _attendance(desk)
    yield desk.step(
        *desk.by_operator("remind", desk.city),
        note=(
            "Pesan pengingat untuk tiga perangkat daerah yang terlambat",
            "The reminder for the three agencies that are late",
        ),
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Ditolak dengan alasan: total USG tertukar dan Tim Pelaksana belum menyetujui",
            "Refused with reasons: a USG total is swapped and the team has not approved",
        ),
        exit_code=1,
    )
    yield desk.step(
        *("export", desk.city, "analysis", "-o", desk.book("analysis-draf.html")),
        note=(
            "Buku 1 sudah dapat dicetak: draf yang memuat daftar kekurangannya",
            "Book 1 can be printed already: a draft that lists what is missing",
        ),
    )
    yield from _mending(desk)
    yield desk.step(
        *("sign-off", desk.city, "--role", "team", "--signed-on", "2023-07-24"),
        *("--as", people().chair),
        note=("Ketua Tim Pelaksana menyetujui", "The head of the team approves"),
        quiet=True,
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city, "--reason", "Isu enam dimensi sudah lengkap"),
        note=("Syarat terpenuhi: maju ke SWOT-TOWS", "The gate is met: on to SWOT-TOWS"),
    )


def _arrival(desk: Desk) -> Iterator[Step]:
    plan = flaws()
    apart = {*plan.late, plan.photo, plan.retyped, *_SHOWN}
    marked = str(desk.path("1-ditandai"))
    first = _first_sent(desk, "1-kertas-kerja-a", _SHOWN)
    yield desk.step(
        *desk.by_operator("submit", desk.city, first, "--marked", marked),
        note=(
            "Lima buku kerja: salah ketik dicatat pada selnya, dan 2.38 dibaca sama dengan 2,38",
            "Five workbooks: a slip is noted at its cell, and 2.38 is read like 2,38",
        ),
    )
    others = tuple(agency.code for agency in register().agency if agency.code not in apart)
    rest = _first_sent(desk, "1-kertas-kerja-b", others)
    yield desk.step(
        *desk.by_operator("submit", desk.city, rest, "--marked", marked),
        note=(
            f"{len(others)} buku kerja lain, masing-masing dengan tata letaknya sendiri",
            f"{len(others)} more workbooks, each laid out in its own way",
        ),
        quiet=True,
    )
    yield _retyped(desk)


def _first_sent(desk: Desk, folder: str, codes: tuple[str, ...]) -> str:
    """Write workbooks as they first came, slips included."""
    return desk.workbooks(folder, {code: with_flaws(code, agency_rows(code)) for code in codes})


def _retyped(desk: Desk) -> Step:
    code = flaws().retyped
    folder = desk.workbooks("1-diketik-ulang", {code: agency_rows(code)}, marked=False)
    return desk.step(
        *desk.by_operator("submit", desk.city, folder, "--agency", code),
        note=(
            "Buku kerja yang diketik ulang: pengisinya disebut dengan --agency",
            "A workbook that was retyped: its filler is named with --agency",
        ),
        quiet=True,
    )


def _photo(desk: Desk) -> Iterator[Step]:
    code = flaws().photo
    photo = desk.path("1-foto", f"{code}.png")
    write_photo(photo)
    desk.workbooks("1-foto", {code: agency_rows(code)}, marked=False)
    typed = desk.path("1-foto", f"{code}.xlsx")
    yield desk.step(
        *desk.by_operator("worksheet", "entry", desk.city, str(typed)),
        *("--on-behalf", code, "--source", str(photo)),
        note=(
            "Kertas kerja kelurahan datang sebagai foto dan dicatatkan sekretariat",
            "A kelurahan's worksheet came as a photo and is typed by the secretariat",
        ),
    )
    for sheet in AGENCY_SHEETS:
        yield desk.step(
            *("worksheet", "confirm", desk.city, code, sheet, "--as", people().lurah),
            note=(
                f"Lurah mengonfirmasi isian {SHEET_NAMES[sheet]}",
                f"Its head (lurah) confirms what was entered: {SHEET_NAMES_EN[sheet]}",
            ),
            quiet=sheet != "issues",
        )


def _attendance(desk: Desk) -> Iterator[Step]:
    sheet = desk.path("hadir", "bimtek-1.csv")
    write_attendance(sheet, absent=flaws().late)
    yield desk.step(
        *desk.by_operator("attend", desk.city, "--session", "Bimtek Tahap I (data ilustrasi)"),
        *("--date", "2023-07-05", str(sheet)),
        note=("Daftar hadir bimtek 5 Juli 2023", "The attendance list of 5 July 2023"),
    )


def _mending(desk: Desk) -> Iterator[Step]:
    desk.workbooks("1-menyusul", {code: issues_only(code) for code in flaws().late})
    desk.workbooks("1-perbaikan", mended("issues"))
    yield desk.step(
        *desk.by_operator("submit", desk.city, *desk.paths(("1-menyusul", "1-perbaikan"))),
        note=(
            "Isu yang terlambat menyusul; dua salah ketik diperbaiki dan perubahannya tampak",
            "The three late agencies send their issues; two slips are mended, the changes shown",
        ),
    )


def issues_only(code: str) -> dict[str, Rows]:
    """Return an agency's workbook in which only the issues are filled in."""
    return {**dict.fromkeys(AGENCY_SHEETS, ()), "issues": agency_rows(code)["issues"]}


def mended(worksheet: str) -> dict[str, dict[str, Rows]]:
    """Return the corrected rows of the agencies that had a slip in ``worksheet``."""
    codes = {flaw.agency for flaw in flaws().flaw if flaw.worksheet == worksheet}
    return {code: agency_rows(code) for code in sorted(codes)}
