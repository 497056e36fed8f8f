"""The chapter that every dimension adds to the masterplan, registered in one line of its file.

Plugins are registered by nearly every command, so what the chapter is made of (``_indicators``) is
loaded when it is printed. Imports the public names of ``smartflow`` only, and no dimension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Chapter

if TYPE_CHECKING:
    from smartflow import Dimension, Dossier, Settings, report
    from smartflow_dimensions._figures import Figure

__all__ = ["indicators_chapter"]


def indicators_chapter(dimension: Dimension, figures: tuple[Figure, ...]) -> Chapter:
    """Return the registration of a dimension's chapter, below its strategies in the masterplan.

    A city whose workflow does without the dimension has no such chapter.

    Args:
        dimension: The dimension.
        figures: The figures it knows.
    """

    def composed(dossier: Dossier, _settings: Settings) -> report.Chapter | None:
        if dossier.dimension(dimension.key) is None:
            return None
        from smartflow_dimensions._indicators import sub_dimensions_and_indicators

        return sub_dimensions_and_indicators(dossier, dimension, figures)

    return Chapter(
        key=f"{dimension.key}_indicators",
        book="masterplan",
        position=10,
        within=f"plan_strategies_{dimension.key}",
        function=composed,
    )
