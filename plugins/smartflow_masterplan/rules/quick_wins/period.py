"""QWN002: a quick win is realised within a year (domain.md 3, criteria of quick wins).

The planned period counts, both its days included. One that is shorter than usual only warns.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, titles, whole
from smartflow_masterplan.rules.quick_wins.judged import judged, quick_win_name
from smartflow_masterplan.sheets.quick_win import QUICK_WINS
from smartflow_masterplan.stages import QUICK_WIN_SELECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["PERIOD_RULES", "add_months"]

_NO_PERIOD = Text(
    id="Quick win '{name}' belum memiliki {missing}.", en="Quick win '{name}' lacks: {missing}."
)
_BACKWARDS = Text(
    id="Quick win '{name}' selesai pada {end}, sebelum mulai pada {start}.",
    en="Quick win '{name}' ends on {end}, before it starts on {start}.",
)
_TOO_LONG = Text(
    id="Quick win '{name}' direncanakan {start} sampai {end}, lebih dari {months} bulan.",
    en="Quick win '{name}' is planned from {start} to {end}, more than {months} months.",
)
_SHORT = Text(
    id="Quick win '{name}' direncanakan {start} sampai {end}, kurang dari {months} bulan; periksa"
    " apakah dampaknya sempat terukur.",
    en="Quick win '{name}' is planned from {start} to {end}, less than {months} months; see"
    " whether its impact can be measured by then.",
)


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def periods_are_short(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each quick win without a period, or with one of the wrong length."""
    rows, severity = judged(dossier)
    if not rows:
        yield NotApplicable()
    for row in rows:
        start, end, name = row.get("start"), row.get("end"), quick_win_name(row)
        if not isinstance(start, date) or not isinstance(end, date):
            missing = [key for key in ("start", "end") if not isinstance(row.get(key), date)]
            names = titles(QUICK_WINS.column(key).title for key in missing)
            yield finding(
                _NO_PERIOD,
                {"name": name, "missing": names},
                row=row,
                column=missing[0],
                severity=severity,
            )
            continue
        yield from _length(row, start, end, severity, settings)


def _length(
    row: Row, start: date, end: date, severity: Literal["warning"] | None, settings: Settings
) -> Iterator[Finding]:
    """Yield what is wrong with one planned period; both its days count."""
    values: dict[str, object] = {"name": quick_win_name(row), "start": start, "end": end}
    shortest = whole(settings, "quick_win_months_minimum")
    longest = whole(settings, "quick_win_months_maximum")
    if end < start:
        yield finding(_BACKWARDS, values, row=row, column="end", severity=severity)
    elif end > add_months(start, longest):
        more: dict[str, object] = {**values, "months": longest}
        yield finding(_TOO_LONG, more, row=row, column="end", severity=severity)
    elif end + timedelta(days=1) < add_months(start, shortest):
        less: dict[str, object] = {**values, "months": shortest}
        yield finding(_SHORT, less, row=row, column="end", severity="warning")


PERIOD_RULES = (
    Rule(
        code="QWN002",
        title=Text(
            id="Quick win terwujud dalam waktu singkat", en="A quick win is realised in short time"
        ),
        why=Text(
            id="Quick win diwujudkan dalam 6 bulan sampai 1 tahun; yang lebih lama adalah program"
            " biasa.",
            en="A quick win is realised in 6 months to 1 year; anything longer is an ordinary"
            " programme.",
        ),
        fix=Text(
            id="Perbaiki tanggal mulai dan selesai, atau pindahkan program itu ke rencana aksi.",
            en="Mend the start and end dates, or move the programme to the action plan.",
        ),
        message=_TOO_LONG,
        severity="error",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.BALIKPAPAN,),
        since="0.1.0",
        reads=("quick_wins",),
        function=periods_are_short,
        passes=Text(
            id="'Lapau Layanan': 8 Januari sampai 29 November 2024, hampir sebelas bulan.",
            en="'Lapau Layanan': 8 January to 29 November 2024, nearly eleven months.",
        ),
        fails=Text(
            id="'Lapau Layanan': 8 Januari 2024 sampai 31 Desember 2025, hampir dua tahun.",
            en="'Lapau Layanan': 8 January 2024 to 31 December 2025, nearly two years.",
        ),
    ),
)
