"""Who is silent and what is about to lapse, one line each: what an official reads in the morning.

Names a few and counts the rest; JSON names all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartflow.canonical import plain
from smartflow.language import Text
from smartflow.terminal.cells import counted, day_text
from smartflow.terminal.words.history import waived_subject

if TYPE_CHECKING:
    from datetime import date

    from smartflow.journey.gate.silence import Silence
    from smartflow.model import Per, Waiver
    from smartflow.terminal.words.naming import Names

__all__ = ["silence_data", "silence_lines"]

FEW = 5
"""How many are named in a line."""


def silence_lines(silence: Silence, names: Names, today: date) -> Iterator[Text]:
    """Yield a line for each kind of silence; none where nothing is missing.

    Args:
        silence: What has not come.
        names: What agencies and dimensions are called.
        today: The day, in the city's zone.
    """
    for per, called in _CALLED.items():
        fillers = [filler for filler in silence.fillers if filler.per == per]
        if fillers:
            who = _counted([names.filler(filler) for filler in fillers], *called)
            yield Text(
                id=f"Belum mengirim kertas kerja, {who.id}. Ingatkan: smartflow remind"
                f" {names.slug}",
                en=f"No worksheet yet, {who.en}. Remind them: smartflow remind {names.slug}",
            )
    if silence.dimensions:
        who = _counted([names.dimension(key) for key in silence.dimensions], *_DIMENSION)
        yield Text(
            id=f"Belum paparan, {who.id}. Catat: smartflow present {names.slug} DIMENSI --by NAMA",
            en=f"Not presented yet, {who.en}. Record one: smartflow present {names.slug} DIMENSION"
            " --by NAME",
        )
    if silence.waivers:
        few = _few([_waiver(waiver, names, today) for waiver in silence.waivers], "; ")
        yield Text(
            id=f"Pengecualian segera berakhir: {few.id}.", en=f"Waivers about to lapse: {few.en}."
        )


_CALLED: dict[Per, tuple[str, str, str]] = {
    "agency": ("perangkat daerah", "agency", "agencies"),
    "dimension": ("kelompok dimensi", "working group", "working groups"),
    "city": ("kabupaten/kota", "city", "cities"),
}
_DIMENSION = ("dimensi", "dimension", "dimensions")


def _counted(names: Sequence[Text], called: str, one: str, many: str) -> Text:
    """Return how many they are, and the names of a few: ``7 agencies: DINKES, DLH, +5``."""
    few, count = _few(names), len(names)
    return Text(id=f"{count} {called}: {few.id}", en=f"{counted(count, one, many)}: {few.en}")


def _few(names: Sequence[Text], comma: str = ", ") -> Text:
    more = [Text.same(f"+{len(names) - FEW}")] if len(names) > FEW else []
    shown = [*names[:FEW], *more]
    return Text(id=comma.join(one.id for one in shown), en=comma.join(one.en for one in shown))


def _waiver(waiver: Waiver, names: Names, today: date) -> Text:
    dimension = names.dimension(waiver.dimension)
    whom = waived_subject(waiver.agency, dimension, waiver.row)
    rule_id, rule_en = f"{waiver.rule} untuk {whom.id}", f"{waiver.rule} for {whom.en}"
    day, left = day_text(waiver.until), (waiver.until - today).days
    if not left:
        return Text(id=f"{rule_id}, hari ini terakhir", en=f"{rule_en}, today is its last day")
    return Text(
        id=f"{rule_id} sampai {day.id} ({left} hari lagi)",
        en=f"{rule_en} until {day.en} ({counted(left, 'day')} left)",
    )


def silence_data(silence: Silence) -> dict[str, object]:
    """Return the same as plain data for JSON, with every name."""
    return {
        "awaited": [{"key": filler.key, "per": filler.per} for filler in silence.fillers],
        "not_presented": list(silence.dimensions),
        "lapsing_waivers": [plain(waiver) for waiver in silence.waivers],
    }
