"""Book 1 of the demo city: a real dossier, folded from a history, held against its worksheets."""

from __future__ import annotations

import contextlib
import io

import pytest
from tests.masterplan.chapters.analysis_book import part, printed, records, tables, whole_book
from tests.masterplan.chapters.test_analysis import (
    assert_cells_are_the_worksheets,
    assert_every_row_stands_once,
)

from smartflow.casework.workspace import open_workspace
from smartflow.journey.ranking.scores import scores
from smartflow.model import Dossier
from smartflow.report import Figure, Table
from smartflow.terminal.program import run
from smartflow_masterplan import demo

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Play the demo and fold its city."""
    folder = tmp_path_factory.mktemp("book") / "ws"
    for step in demo.DEMO.steps(folder):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*step.argv, "--workspace", str(folder), "--safe"]) == step.exit_code
    return scores(open_workspace(folder, safe=True), "sawahlunto").dossier


def test_the_book_is_the_worksheets(dossier: Dossier) -> None:
    """Every cell is its row's, and every row stands in its chapter once."""
    assert_cells_are_the_worksheets(dossier)
    assert_every_row_stands_once(dossier)


def test_each_dimension_has_its_quadrant(dossier: Dossier) -> None:
    """Six dimensions and the city have a point, each dimension its own picture."""
    chapter = printed(dossier, "analysis_swot")
    (totals,) = [table for table in tables(chapter) if "quadrant" in table.keys]
    assert [record["quadrant"].en for record in records(totals)] == ["I SO (aggressive)"] * 7
    for dimension in dossier.dimensions:
        own = part(chapter, f"analysis_swot_{dimension.key}")
        assert sum(isinstance(block, Figure) for block in own.blocks) == 1


def test_wide_tables_stand_on_turned_pages(dossier: Dossier) -> None:
    """No upright page has a table of more than seven columns but that of the city's totals."""
    upright = {
        block.keys
        for top in whole_book(dossier)
        for chapter in top.walk()
        if not chapter.turned
        for block in chapter.blocks
        if isinstance(block, Table) and len(block.keys) > 7
    }
    assert [keys for keys in upright if "quadrant" not in keys] == []
