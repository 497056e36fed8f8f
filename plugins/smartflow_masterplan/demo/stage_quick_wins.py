"""Bimtek III, the quick wins: proposed per dimension, ranked, presented, selected.

All of them are invented and rest on a tradition of the city; the three that Sawahlunto really
showed are not among them. Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import DIMENSIONS, people
from smartflow_masterplan.demo.papers import write_attendance
from smartflow_masterplan.demo.rows import quick_win_rows, readiness_rows
from smartflow_masterplan.demo.stage_swot import presentations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Step
    from smartflow_masterplan.demo.desk import Desk

__all__ = ["SELECTED", "quick_win_selection"]

SELECTED = (*(f"{key}/1" for key in DIMENSIONS), "environment/2")
"""The quick wins that are selected: the first of each dimension, and the alarm drum."""


def quick_win_selection(desk: Desk) -> Iterator[Step]:
    """Yield the commands of the third stage."""
    folder = desk.workbooks(
        "3-quick-win",
        {
            key: {"readiness": readiness_rows(key), "quick_wins": quick_win_rows(key)}
            for key in DIMENSIONS
        },
    )
    yield desk.step(
        *desk.by_operator("submit", desk.city, folder),
        note=(
            "Dua belas usulan quick win yang bertumpu pada kearifan lokal, seluruhnya karangan",
            "Twelve proposed quick wins that rest on local wisdom, all of them invented",
        ),
        quiet=True,
    )
    yield desk.step(
        *desk.by_operator("quick-wins", "rank", desk.city),
        note=("Peringkat usulan beserta rinciannya", "The proposals are ranked"),
    )
    yield from presentations(desk, "2023-09-07", "quick win")
    yield desk.step(
        *desk.by_operator("quick-wins", "select", desk.city, *SELECTED),
        *("--reason", "Satu per dimensi, ditambah peringatan dini longsor (data ilustrasi)"),
        note=(
            "Tujuh quick win dipilih: satu per dimensi dan Tabuah Siaga Lereng",
            "Seven quick wins are selected: one per dimension and the alarm drum",
        ),
    )
    yield from _closing(desk)


def _closing(desk: Desk) -> Iterator[Step]:
    sheet = desk.path("hadir", "bimtek-3.csv")
    write_attendance(sheet, absent=("RSUD", "KESBANGPOL", "KEL-SARINGAN"))
    yield desk.step(
        *desk.by_operator("attend", desk.city, "--session", "Bimtek Tahap III (data ilustrasi)"),
        *("--date", "2023-09-06", str(sheet)),
        note=("Daftar hadir Bimtek Tahap III", "The attendance list of the third workshop"),
        quiet=True,
    )
    yield desk.step(
        *("sign-off", desk.city, "--role", "team", "--signed-on", "2023-09-11"),
        *("--as", people().chair),
        note=("Ketua Tim Pelaksana menyetujui", "The head of the team approves"),
        quiet=True,
    )
    yield desk.step(
        *desk.by_operator("advance", desk.city),
        note=(
            "Syarat terpenuhi: maju ke persetujuan masterplan",
            "The gate is met: on to the approval of the masterplan",
        ),
    )
