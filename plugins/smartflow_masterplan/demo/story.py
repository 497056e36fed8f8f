"""The story of the demo, chapter by chapter: who does what, and what SmartFlow says to it.

Each chapter is a stage of the national workflow. It yields commands, and writes the files for a
command just before it yields it; the engine runs each command before it asks for the next, so a
chapter may read what the commands before it wrote. The days lie in 2023, when Sawahlunto really
held its workshops; people, figures, quick wins and numbers of documents are invented. Imports the
public names of ``smartflow`` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Demo, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow import Step

__all__ = ["DEMO", "steps"]


def steps(folder: Path) -> Iterator[Step]:
    """Yield the commands of the demo.

    Args:
        folder: What becomes the workspace; its papers go to ``berkas`` inside it.
    """
    # Every command registers the demo; only `smartflow demo` pays for its chapters.
    from smartflow_masterplan.demo.desk import Desk
    from smartflow_masterplan.demo.preparation import preparation
    from smartflow_masterplan.demo.stage_approval import adoption, masterplan_approval
    from smartflow_masterplan.demo.stage_issues import issue_analysis
    from smartflow_masterplan.demo.stage_quick_wins import quick_win_selection
    from smartflow_masterplan.demo.stage_swot import swot_tows

    desk = Desk(folder)
    yield from preparation(desk)
    yield from issue_analysis(desk)
    yield from swot_tows(desk)
    yield from quick_win_selection(desk)
    yield from masterplan_approval(desk)
    yield from adoption(desk)


DEMO = Demo(
    key="sawahlunto",
    title=Text(
        id="Kota Sawahlunto: dari analisis isu sampai masterplan ditetapkan",
        en="Kota Sawahlunto: from issue analysis to an adopted masterplan",
    ),
    steps=steps,
)
