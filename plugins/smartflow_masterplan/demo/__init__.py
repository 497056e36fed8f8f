"""The demo: Sawahlunto from its first workbook to an adopted masterplan (data ilustrasi).

What is said stands as TOML files in ``content/``, readable and correctable without a line of
Python: the register with its marks of doubt, what each agency wrote, what each dimension and the
city wrote, the people, and the errors that are put into the first workbooks on purpose. The Python
beside it turns that content into files (``workbooks``, ``papers``), and the files into commands
(``story`` and its chapters). It imports the public names of ``smartflow`` only, and none of its
chapters is loaded before ``smartflow demo`` is run.

In this folder:

``consolidation``: What a dimension's coordinator does with a consolidation sheet: mark each row.
``content``: The content files of the demo, read once each.
``content_types``: What the content files hold, as frozen values: the register, the words, the
    slips, the people.
``desk``: The desk of the secretariat: where files are kept, and how commands are worded.
``filing``: Who lays out a workbook how: the link between a filler and the file it sends.
``papers``: The papers beside the workbooks: register, attendance lists, a photo, minutes, the
    regulation.
``preparation``: Before the first workshop: the workspace, the city, its register, its people, its
    first papers.
``rows``: From what was said to the rows of worksheets: column key to cell, as it is to be typed.
``stage_approval``: Approval and adoption: a Pj Wali Kota signs, the council decides on paper, a
    regulation follows.
``stage_issues``: Bimtek I, the issues: workbooks arrive in every shape, three are late, two hold a
    slip.
``stage_quick_wins``: Bimtek III, the quick wins: proposed per dimension, ranked, presented,
    selected.
``stage_swot``: Bimtek I and II, SWOT-TOWS: a lead agency is missing, a strategy cites the wrong
    letter.
``story``: The story of the demo, chapter by chapter: who does what, and what SmartFlow says to it.
``workbooks``: Writing filled-in workbooks as offices really send them: no two alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow_masterplan.demo.story import DEMO

__all__ = ["DEMO"]


def __getattr__(name: str) -> object:
    """Load the demo the first time that it is asked for."""
    if name == "DEMO":
        from smartflow_masterplan.demo.story import DEMO

        return DEMO
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
