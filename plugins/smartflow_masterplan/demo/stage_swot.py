"""Bimtek I and II, SWOT-TOWS: a lead agency is missing, a strategy cites the wrong letter.

After the refusal the late agencies answer, the strategy is mended, each dimension consolidates
what its agencies wrote and presents it. Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.consolidation import mark_consolidation
from smartflow_masterplan.demo.content import DIMENSIONS, flaws, people
from smartflow_masterplan.demo.papers import write_attendance
from smartflow_masterplan.demo.rows import SHEET_NAMES, agency_rows, readiness_rows
from smartflow_masterplan.demo.stage_issues import mended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Step
    from smartflow_masterplan.demo.desk import Desk

__all__ = ["presentations", "swot_tows"]

_SHOWN = ("governance", "living")
"""Whose consolidation is shown: copied weaknesses here, a kelurahan's own threats there."""


_ASKS = "KEL-SARINGAN"
"""The kelurahan that asks what became of its rows: some are used, its own threat is not."""


def swot_tows(desk: Desk) -> Iterator[Step]:
    """Yield the commands of the second stage."""
    for sheet in ("swot", "tows"):
        yield desk.step(
            *desk.by_operator("nil", desk.city, flaws().nil, sheet),
            note=(
                f"Sebuah kelurahan menyatakan nihil untuk {SHEET_NAMES[sheet]}; itu jawaban sah",
                f"A kelurahan has nothing to report for {SHEET_NAMES[sheet]}: an answer",
            ),
            quiet=sheet != "swot",
        )
    folder = desk.workbooks(
        "2-kesiapan",
        {key: {"readiness": readiness_rows(key), "quick_wins": ()} for key in DIMENSIONS},
    )
    yield desk.step(
        *desk.by_operator("submit", desk.city, folder),
        note=("Kesiapan enam dimensi", "The readiness of six dimensions"),
        quiet=True,
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            (
                "Ditolak: pengampu Smart Environment belum mengisi SWOT, satu strategi SO"
                " mengutip W2, dan dimensi belum memaparkan"
            ),
            (
                "Refused: the lead of Smart Environment gave no SWOT, an SO strategy cites W2,"
                " and no dimension has presented"
            ),
        ),
        exit_code=1,
    )
    yield from _mending(desk)
    yield from _consolidation(desk)
    yield from presentations(desk, "2023-08-10", "SWOT-TOWS")
    yield from _closing(desk)


def _mending(desk: Desk) -> Iterator[Step]:
    desk.workbooks("2-menyusul", {code: agency_rows(code) for code in flaws().late})
    desk.workbooks("2-perbaikan", mended("tows"))
    yield desk.step(
        *desk.by_operator("submit", desk.city, *desk.paths(("2-menyusul", "2-perbaikan"))),
        note=(
            "SWOT-TOWS yang terlambat masuk; strategi SO kini mengutip S dan O",
            "The late SWOT-TOWS arrive; the SO strategy now cites S and O",
        ),
    )


def _consolidation(desk: Desk) -> Iterator[Step]:
    for key in DIMENSIONS:
        written = desk.path("2-konsolidasi", f"{key}.xlsx")
        marked = desk.path("2-konsolidasi", f"{key}-diputuskan.xlsx")
        written.parent.mkdir(parents=True, exist_ok=True)
        yield desk.step(
            *desk.by_operator("consolidate", desk.city, key, "-o", str(written)),
            note=(
                f"Lembar gabungan Smart {key.title()} ditulis",
                f"The consolidation sheet of Smart {key.title()} is written",
            ),
            quiet=True,
        )
        tally = mark_consolidation(written, marked)
        yield desk.step(
            *desk.by_operator("consolidate", desk.city, key, str(marked)),
            note=(
                (
                    f"Smart {key.title()}: {tally.used} dipakai, {tally.merged} digabung,"
                    f" {tally.not_used} tidak dipakai"
                ),
                (
                    f"Smart {key.title()}: {tally.used} used, {tally.merged} merged,"
                    f" {tally.not_used} not used"
                ),
            ),
            quiet=key not in _SHOWN,
        )
    yield desk.step(
        *("swot", desk.city, "living", "--agency", _ASKS),
        note=(
            "Sebuah kelurahan bertanya ke mana barisnya: dipakai, atau tidak beserta alasannya",
            "A kelurahan asks where its rows went: used, or not used and why",
        ),
    )


def presentations(desk: Desk, day: str, subject: str) -> Iterator[Step]:
    """Yield the presentation of each dimension.

    Args:
        desk: The desk.
        day: The day of the presentations.
        subject: What is presented, for the notes.
    """
    cast = people()
    for key in DIMENSIONS:
        yield desk.step(
            *desk.by_operator("present", desk.city, key, "--by", cast.presenters[key]),
            *("--date", day, "--mentor", cast.mentor),
            *("--notes", f"Paparan {subject} (data ilustrasi)"),
            note=(
                f"Smart {key.title()} memaparkan {subject}",
                f"Smart {key.title()} presents its {subject}",
            ),
            quiet=key != DIMENSIONS[0],
        )


def _closing(desk: Desk) -> Iterator[Step]:
    title = "Keputusan tentang Dewan Smart City (data ilustrasi)"
    yield desk.step(
        *desk.by_operator("record", desk.city, "decree_council", "--number", "001/ILUSTRASI/2023"),
        *("--date", "2023-08-14", "--title", title),
        desk.paper("decree_council.txt", title, "Selesai diselaraskan Bagian Hukum."),
        note=(
            "SK Dewan Smart City selesai diselaraskan Bagian Hukum",
            "The decree on the Smart City council leaves the legal affairs division",
        ),
        quiet=True,
    )
    sheet = desk.path("hadir", "bimtek-2.csv")
    write_attendance(sheet, absent=("RSUD",))
    yield desk.step(
        *desk.by_operator("attend", desk.city, "--session", "Bimtek Tahap II (data ilustrasi)"),
        *("--date", "2023-08-10", str(sheet)),
        note=("Daftar hadir Bimtek Tahap II", "The attendance list of the second workshop"),
        quiet=True,
    )
    yield desk.step(
        *("sign-off", desk.city, "--role", "team", "--signed-on", "2023-08-21"),
        *("--as", people().chair),
        note=("Ketua Tim Pelaksana menyetujui", "The head of the team approves"),
        quiet=True,
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Syarat terpenuhi: maju ke pemilihan quick win",
            "The gate is met: on to the quick wins",
        ),
    )
