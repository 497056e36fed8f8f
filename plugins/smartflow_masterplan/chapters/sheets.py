"""What is signed: the berita acara of a stage, the commitment sheet, the attendance sheet."""

from __future__ import annotations

from smartflow_masterplan.chapters.printed import printed

__all__ = ["SHEETS"]

SHEETS = (
    *printed(
        "minutes",
        ("minutes_opening", 10, "sheets_minutes", "opening"),
        ("minutes_meetings", 20, "sheets_minutes", "meetings"),
        ("minutes_presentations", 30, "sheets_minutes", "presentations"),
        ("minutes_worksheets", 40, "sheets_minutes_work", "worksheets"),
        ("minutes_results", 45, "sheets_minutes_results", "results"),
        ("minutes_records", 50, "sheets_minutes_work", "records"),
        ("minutes_decisions", 60, "sheets_minutes_decided", "decisions"),
        ("minutes_waivers", 70, "sheets_minutes_decided", "waivers"),
        ("minutes_open", 80, "sheets_minutes_decided", "still_open"),
        ("minutes_signatures", 90, "sheets_minutes", "signatures"),
    ),
    *printed(
        "commitment",
        ("commitment_text", 10, "sheets_commitment", "promise"),
        ("commitment_agencies", 20, "sheets_commitment", "agencies"),
        ("commitment_signatures", 30, "sheets_commitment", "signatures"),
    ),
    *printed(
        "attendance",
        ("attendance_sessions", 10, "sheets_attendance", "sessions"),
        ("attendance_form", 90, "sheets_attendance", "form"),
    ),
)
