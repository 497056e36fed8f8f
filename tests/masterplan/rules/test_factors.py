"""What a factor's code and category say, and what counts once a dimension is consolidated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from smartflow.model import Dossier, Row
from smartflow_masterplan.rules.swot.factors import (
    category,
    category_of_code,
    cited_codes,
    in_force,
)

BuildDossier = Callable[[Mapping[str, Any]], Dossier]


def _row(**cells: object) -> Row:
    return Row(
        cells,  # type: ignore[arg-type]
        id="DINKES/swot/1",
        worksheet="swot",
        filler="DINKES",
        agency="DINKES",
        dimension="living",
    )


@pytest.mark.parametrize(
    ("said", "code", "expected"),
    [("S", "S1", "S"), (None, " w2", "W"), ("O", "A1", "O"), (None, "K1", ""), (None, None, "")],
)
def test_a_factor_has_the_category_it_says_or_its_code_does(
    said: str | None, code: str | None, expected: str
) -> None:
    """The column leads; without it the first letter of the code stands in."""
    assert expected == category(_row(category=said, code=code))


def test_codes_are_compared_without_spaces_case_or_own_prefix() -> None:
    """``dinkes:s 4`` in the sheet of DINKES is S4, and is named once."""
    row = _row(cites=("dinkes:s 4", "S4", "O1", "DISHUB:O1"))
    assert cited_codes(row) == ("S4", "O1", "DISHUB:O1")
    assert cited_codes(_row(cites=None)) == ()
    assert category_of_code("DISHUB:O1") == ""


def test_an_empty_consolidation_leaves_nothing(build: BuildDossier) -> None:
    """Once a dimension has sent its consolidated sheet, the agencies' rows count no more."""
    swot = [{"filler": "DINKES", "dimension": "living", "code": "S1", "factor": "x"}]
    before = build({"stage": "swot_tows", "rows": {"swot": swot}})
    merged = [{"worksheet": "swot_merged", "filler": "living"}]
    after = build({"stage": "swot_tows", "rows": {"swot": swot}, "submissions": merged})
    assert len(in_force(before, "swot", "swot_merged", "living")) == 1
    assert in_force(after, "swot", "swot_merged", "living") == ()
