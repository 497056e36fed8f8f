"""The impact-effort matrix: which proposals give much for little.

Effort grows to the right, impact upwards, both from 1 to 5; the cut-off is drawn, since it decides
what is called high. Imports the languages only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text
from smartflow.report.charts import drawing as draw

__all__ = ["Candidate", "impact_effort_chart"]

_SIDE = 420
_LEFT, _TOP = 60, 60
_LEGEND = _LEFT + _SIDE + 36
_WIDTH = _LEGEND + 350
_LOW, _HIGH = Decimal(1), Decimal(5)
_MARGIN = 58.0
"""Pixels between the frame and the values 1 and 5."""
_MARKER = 23.0
"""Pixels that a marker takes, with the gap to the next."""
_X = Text(id="Upaya (1 ringan - 5 berat)", en="Effort (1 light - 5 heavy)")
_Y = Text(id="Dampak (1 kecil - 5 besar)", en="Impact (1 small - 5 large)")
_CORNERS = (
    (0, 0, Text(id="quick win", en="quick win")),
    (1, 0, Text(id="proyek besar", en="big project")),
    (0, 1, Text(id="pekerjaan sela", en="fill-in")),
    (1, 1, Text(id="tidak sepadan", en="thankless")),
)
_CHOSEN = Text(id="hitam = terpilih", en="black = chosen")
_LACKING = Text(id="Tanpa nilai dampak atau upaya:", en="Without impact or effort:")
_NONE = Text(id="Belum ada usulan.", en="No proposal yet.")


class Candidate(msgspec.Struct, frozen=True):
    """One proposal.

    Attributes:
        number: What stands in its marker, such as its place in the ranking.
        label: Its name.
        impact: From 1 to 5, None when it is not given.
        effort: From 1 to 5, None when it is not given.
        chosen: Whether it is drawn in black.
    """

    number: str
    label: str
    impact: Decimal | None
    effort: Decimal | None
    chosen: bool = False


def impact_effort_chart(
    title: str, candidates: Sequence[Candidate], cut_off: Decimal, language: Language
) -> str:
    """Return the impact-effort matrix as SVG.

    Args:
        title: What it shows.
        candidates: The proposals, in the order of the legend.
        cut_off: From which value impact and effort are high, between 1 and 5.
        language: The language of axes and legend.
    """
    placed = [c for c in candidates if c.impact is not None and c.effort is not None]
    lacking = [c for c in candidates if c.impact is None or c.effort is None]
    lines = len(candidates) + 2 + bool(lacking)
    height = max(_TOP + _SIDE + 60, draw.legend_height(lines))
    parts = [*_frame(cut_off, language), *_markers(placed), *_legend(placed, lacking, language)]
    said = "; ".join(_sentence(candidate, language) for candidate in candidates)
    description = f"{_X.in_(language)}; {_Y.in_(language)}. {said or _NONE.in_(language)}"
    return draw.document(title, description, (_WIDTH, height), parts)


def _x(effort: Decimal) -> float:
    return _LEFT + _MARGIN + _share(effort) * (_SIDE - 2 * _MARGIN)


def _y(impact: Decimal) -> float:
    return _TOP + _SIDE - _MARGIN - _share(impact) * (_SIDE - 2 * _MARGIN)


def _share(value: Decimal) -> float:
    return float((min(max(value, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW))


def _frame(cut_off: Decimal, language: Language) -> Iterator[str]:
    cut_x, cut_y = _x(cut_off), _y(cut_off)
    yield draw.rect(_LEFT, _TOP, cut_x - _LEFT, cut_y - _TOP, fill=draw.LIGHT)
    yield draw.rect(_LEFT, _TOP, _SIDE, _SIDE, stroke=draw.BLACK)
    yield draw.line(cut_x, _TOP, cut_x, _TOP + _SIDE, dashed=True)
    yield draw.line(_LEFT, cut_y, _LEFT + _SIDE, cut_y, dashed=True)
    for across, down, name in _CORNERS:
        middle = (cut_x + _LEFT + _SIDE * across) / 2
        height = _TOP + _SIDE - 8 if down else _TOP + 16
        yield draw.text(middle, height, name.in_(language), anchor="middle", colour=draw.MUTED)
    for value in range(1, 6):
        x, y = _x(Decimal(value)), _y(Decimal(value))
        yield draw.line(x, _TOP + _SIDE, x, _TOP + _SIDE + 5)
        yield draw.line(_LEFT - 5, y, _LEFT, y)
        yield draw.text(x, _TOP + _SIDE + 19, str(value), size=11, anchor="middle")
        yield draw.text(_LEFT - 9, y + 4, str(value), size=11, anchor="end")
    middle_x, middle_y = _LEFT + _SIDE / 2, _TOP + _SIDE / 2
    yield draw.text(middle_x, _TOP + _SIDE + 42, _X.in_(language), anchor="middle", bold=True)
    yield draw.text(20, middle_y, _Y.in_(language), anchor="middle", bold=True, turned=True)


def _markers(placed: Sequence[Candidate]) -> Iterator[str]:
    """Yield the markers; those of equal values stand side by side around their place."""
    together: dict[tuple[float, float], list[Candidate]] = {}
    for candidate in placed:
        place = (_x(candidate.effort or _LOW), _y(candidate.impact or _LOW))
        together.setdefault(place, []).append(candidate)
    for (x, y), group in together.items():
        across = math.ceil(math.sqrt(len(group)))
        down = math.ceil(len(group) / across)
        for position, candidate in enumerate(group):
            at_x = x + (position % across - (across - 1) / 2) * _MARKER
            at_y = y + (position // across - (down - 1) / 2) * _MARKER
            yield draw.numbered(at_x, at_y, candidate.number, solid=candidate.chosen)


def _legend(
    placed: Sequence[Candidate], lacking: Sequence[Candidate], language: Language
) -> Iterator[str]:
    y = _TOP + 12
    for candidate in placed:
        yield _entry(y, candidate)
        y += 26
    if lacking:
        yield draw.text(_LEGEND, y + 6, _LACKING.in_(language), colour=draw.MUTED)
        y += 28
        for candidate in lacking:
            yield _entry(y, candidate)
            y += 26
    note = _CHOSEN if placed or lacking else _NONE
    yield draw.text(_LEGEND, y + 8, note.in_(language), size=11, colour=draw.MUTED)


def _entry(y: float, candidate: Candidate) -> str:
    label = draw.wrapped(candidate.label, 318, most=1)[0]
    return draw.numbered(_LEGEND + 12, y - 4, candidate.number, solid=candidate.chosen) + draw.text(
        _LEGEND + 32, y, label, bold=candidate.chosen
    )


def _sentence(candidate: Candidate, language: Language) -> str:
    impact, effort = (
        "-" if value is None else draw.spoken(value, language, 1)
        for value in (candidate.impact, candidate.effort)
    )
    words = Text(id="dampak {i}, upaya {e}", en="impact {i}, effort {e}").fill(
        {"i": impact, "e": effort}
    )
    return f"{candidate.number} {candidate.label}: {words.in_(language)}"
