"""The scores of this plugin: readiness, issues, the SWOT matrix, TOWS coverage, quick wins.

Each is in a file of its own; this one says in which gates they are shown. A gate is judged often
and over thousands of rows, so only the cheap ones stand in one; the others are asked for with
``smartflow score``, ``swot`` and ``quick-wins rank``. Imports the public names of ``smartflow``.
"""

from __future__ import annotations

from smartflow import ScoringRule, Text
from smartflow_masterplan.scoring.issues import usg_priority
from smartflow_masterplan.scoring.parts import mean_score
from smartflow_masterplan.scoring.quick_wins import quick_win_rank
from smartflow_masterplan.scoring.readiness import readiness
from smartflow_masterplan.scoring.swot import swot_quadrant
from smartflow_masterplan.scoring.tows import tows_coverage
from smartflow_masterplan.stages import QUICK_WIN_SELECTION, WORKING_STAGES

__all__ = [
    "SCORING_RULES",
    "mean_score",
    "quick_win_rank",
    "readiness",
    "swot_quadrant",
    "tows_coverage",
    "usg_priority",
]

_NO_GATE = ("adopted",)
"""The last stage, which no gate ends: scores that no verdict has to carry."""

SCORING_RULES = (
    ScoringRule(
        key="readiness",
        title=Text(id="Kesiapan (kelengkapan) dimensi", en="Readiness (completeness)"),
        stages=WORKING_STAGES,
        function=readiness,
    ),
    ScoringRule(
        key="usg_priority",
        title=Text(id="Prioritas isu (USG, rata-rata OPD)", en="Priority of issues (USG, mean)"),
        stages=_NO_GATE,
        function=usg_priority,
    ),
    ScoringRule(
        key="swot_quadrant",
        title=Text(id="Kuadran SWOT (IFAS/EFAS)", en="SWOT quadrant (IFAS/EFAS)"),
        stages=_NO_GATE,
        function=swot_quadrant,
    ),
    ScoringRule(
        key="tows_coverage",
        title=Text(
            id="Cakupan TOWS: faktor kuat yang dirujuk (%)",
            en="TOWS coverage: strong factors cited (%)",
        ),
        stages=_NO_GATE,
        function=tows_coverage,
    ),
    ScoringRule(
        key="quick_win_rank",
        title=Text(id="Peringkat usulan quick win", en="Ranking of quick wins"),
        stages=(QUICK_WIN_SELECTION,),
        function=quick_win_rank,
    ),
)
