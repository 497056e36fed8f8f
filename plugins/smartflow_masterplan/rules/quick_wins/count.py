"""QWN001: how many quick wins are selected, and which dimensions have none.

National practice differs (three in Bontang, one or more per dimension in Penajam Paser Utara), so
the bounds are settings. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, whole
from smartflow_masterplan.stages import QUICK_WIN_SELECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings

__all__ = ["COUNT_RULES"]

_NONE_SELECTED = Text(
    id="Belum ada quick win yang dipilih; harus {minimum} sampai {maximum}.",
    en="No quick win has been selected yet; there must be {minimum} to {maximum}.",
)
_WRONG_COUNT = Text(
    id="Terpilih {count} quick win; harus {minimum} sampai {maximum}.",
    en="{count} quick wins are selected; there must be {minimum} to {maximum}.",
)
_VANISHED = Text(
    id="Quick win terpilih '{row}' tidak ada lagi dalam kertas kerja; lakukan pemilihan ulang.",
    en="The selected quick win '{row}' is no longer in the worksheet; select again.",
)
_DIMENSION_WITHOUT = Text(
    id="Dimensi {dimension} tidak memiliki quick win terpilih.",
    en="The dimension {dimension} has no selected quick win.",
)


def quick_wins_are_selected(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield findings for a wrong number of selected quick wins and for dimensions without one."""
    selected = dossier.selected("quick_wins")
    present = {row.id for row in selected}
    newest = [item for item in dossier.selections if item.worksheet == "quick_wins"][-1:]
    for selection in newest:
        for row in selection.rows:
            if row not in present:
                yield finding(_VANISHED, {"row": row})
    minimum = whole(settings, "quick_wins_minimum")
    maximum = whole(settings, "quick_wins_maximum")
    if not minimum <= len(selected) <= maximum:
        bounds = {"minimum": minimum, "maximum": maximum}
        if selected:
            yield finding(_WRONG_COUNT, {"count": len(selected), **bounds})
        else:
            yield finding(_NONE_SELECTED, bounds)
    if selected:
        covered = {row.dimension for row in selected}
        for dimension in dossier.dimensions:
            if dimension.key not in covered:
                yield finding(
                    _DIMENSION_WITHOUT,
                    {"dimension": dimension.title},
                    dimension=dimension.key,
                    severity="warning",
                )


COUNT_RULES = (
    Rule(
        code="QWN001",
        title=Text(
            id="Jumlah quick win terpilih sesuai ketentuan",
            en="The number of selected quick wins is right",
        ),
        why=Text(
            id="Quick win adalah keluaran terukur program: sedikit, cepat terwujud, dan langsung"
            " dirasakan warga.",
            en="Quick wins are a measured output of the programme: few, soon realised, and directly"
            " felt by residents.",
        ),
        fix=Text(
            id="Lihat peringkat, lalu pilih dengan smartflow quick-wins select.",
            en="Look at the ranking, then select with smartflow quick-wins select.",
        ),
        fix_command="quick-wins rank {city}",
        message=_WRONG_COUNT,
        severity="error",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.PENAJAM, sources.BONTANG),
        since="0.1.0",
        reads=("quick_wins",),
        function=quick_wins_are_selected,
        passes=Text(
            id="Terpilih tujuh quick win, satu dari setiap dimensi dan satu tambahan; batasnya 1"
            " sampai 12.",
            en="Seven quick wins are selected, one of each dimension and one more; the bounds are"
            " 1 and 12.",
        ),
        fails=Text(
            id="Terpilih 15 quick win padahal batasnya 12, atau belum ada pemilihan sama sekali.",
            en="15 quick wins are selected although the bound is 12, or nothing is selected at"
            " all.",
        ),
    ),
)
