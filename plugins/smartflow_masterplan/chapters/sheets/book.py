"""What is signed: the berita acara of a stage, the commitment sheet, the attendance sheet."""

from __future__ import annotations

from smartflow_masterplan.chapters.shared.printed import printed

__all__ = ["SHEETS"]

SHEETS = (
    *printed(
        "minutes",
        ("minutes_opening", 10, "sheets.minutes", "opening"),
        ("minutes_meetings", 20, "sheets.minutes", "meetings"),
        ("minutes_presentations", 30, "sheets.minutes", "presentations"),
        ("minutes_worksheets", 40, "sheets.minutes_work", "worksheets"),
        ("minutes_results", 45, "sheets.minutes_results", "results"),
        ("minutes_records", 50, "sheets.minutes_work", "records"),
        ("minutes_decisions", 60, "sheets.minutes_decided", "decisions"),
        ("minutes_waivers", 70, "sheets.minutes_decided", "waivers"),
        ("minutes_open", 80, "sheets.minutes_decided", "still_open"),
        ("minutes_signatures", 90, "sheets.minutes", "signatures"),
    ),
    *printed(
        "commitment",
        ("commitment_text", 10, "sheets.commitment", "promise"),
        ("commitment_agencies", 20, "sheets.commitment", "agencies"),
        ("commitment_signatures", 30, "sheets.commitment", "signatures"),
    ),
    *printed(
        "attendance",
        ("attendance_sessions", 10, "sheets.attendance", "sessions"),
        ("attendance_form", 90, "sheets.attendance", "form"),
    ),
)
