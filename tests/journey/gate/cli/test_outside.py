"""What ``status`` says of the checkpoint held outside, in both languages and as data."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from smartflow.casework.outside import Outside
from smartflow.journey.gate.cli.outside import outside_data, outside_lines
from smartflow.language import Text

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # the 21st on the city's calendar


MAIL = Text(
    id=" Kirim ke saksi: smartflow audit checkpoint -o BERKAS",
    en=" Mail one to a witness: smartflow audit checkpoint -o FILE",
)


@pytest.mark.parametrize(
    ("outside", "indonesian", "english"),
    [
        (
            Outside(7),
            "belum ada; 7 entri hanya ada di sini." + MAIL.id,
            "none yet; 7 entries seen by nobody else." + MAIL.en,
        ),
        (
            Outside(7, 7, AT, "saksi/1"),
            "3 hari lalu (21 Nov 2026) oleh saksi/1; 0 entri sesudahnya.",
            "3 days ago (21 Nov 2026) by saksi/1; 0 entries since.",
        ),
        (
            Outside(8, 7, AT.replace(day=24, hour=1), "saksi/1"),
            "hari ini (24 Nov 2026) oleh saksi/1; 1 entri sesudahnya." + MAIL.id,
            "today (24 Nov 2026) by saksi/1; 1 entry since." + MAIL.en,
        ),
    ],
)
def test_the_line(outside: Outside, indonesian: str, english: str) -> None:
    """None yet, or how long ago, by whom and what came after; the next step where there is one."""
    (line,) = outside_lines(outside, "WIB", TODAY)
    assert line.id == f"Segel riwayat di luar: {indonesian}"
    assert line.en == f"Checkpoint held outside: {english}"


def test_what_is_not_signed_is_not_spoken_of() -> None:
    """A store without a key has nothing that could be held outside."""
    assert list(outside_lines(None, "WIB", TODAY)) == []


def test_the_data() -> None:
    """JSON has the same, in numbers; nothing known is null and never a zero."""
    assert outside_data(None, "WIB", TODAY) is None
    assert outside_data(Outside(7), "WIB", TODAY) == {
        "days": None,
        "at": None,
        "witness": None,
        "size": 0,
        "entries_since": 7,
    }
    assert outside_data(Outside(8, 7, AT, "saksi/1"), "WIB", TODAY) == {
        "days": 3,
        "at": "2026-11-20T18:00:00.000000Z",
        "witness": "saksi/1",
        "size": 7,
        "entries_since": 1,
    }
