"""Book 1 as a test reads it: its tables by part, and dossiers that hypothesis makes up.

The dossiers hold what officials really send: cells that do not fit, dimensions that the workflow
does not know, numbers off every scale, consolidated rows without a decision.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from smartflow.model import Dossier, Row
from smartflow.report import Amount, Block, Chapter, Paragraph, Table
from smartflow.testing import CityInWords
from smartflow_masterplan.chapters.analysis.book import ANALYSIS

DEFAULTS = tomllib.loads((Path(__file__).parents[1] / "cases/defaults.toml").read_text("utf-8"))
SHEETS = ("issues", "readiness", "swot", "tows", "swot_merged", "tows_merged")

# -- reading --------------------------------------------------------------------------------------


def printed(dossier: Dossier, key: str) -> Chapter:
    """Return one chapter of Book 1."""
    owned = next(chapter for chapter in ANALYSIS if chapter.key == key)
    made = owned.function(dossier, dossier.settings["masterplan"])
    assert isinstance(made, Chapter)
    assert made.key == key
    return made


def whole_book(dossier: Dossier) -> list[Chapter]:
    """Return every chapter of Book 1."""
    return [printed(dossier, chapter.key) for chapter in ANALYSIS]


def tables(chapter: Chapter) -> Iterator[Table]:
    """Yield the tables of a chapter and of its parts, in the order of reading."""
    for part in chapter.walk():
        yield from (block for block in part.blocks if isinstance(block, Table))


def part(chapter: Chapter, key: str) -> Chapter:
    """Return the part of a chapter that has the key."""
    return next(one for one in chapter.walk() if one.key == key)


def is_note(block: Block) -> bool:
    """Say whether a block is the sentence that stands where nothing is there yet."""
    return isinstance(block, Paragraph) and block.tone == "note"


def records(table: Table) -> list[dict[str, Any]]:
    """Return a table's rows by its keys."""
    return [dict(zip(table.keys, row, strict=True)) for row in table.rows]


def rows_by_id(dossier: Dossier) -> dict[str, Row]:
    """Return every row that the book is about, by its id."""
    return {row.id: row for sheet in SHEETS for row in dossier.rows(sheet)}


def as_printed(row: Row, column: str) -> object:
    """Return what a cell has to be in the book: the value itself, else what was written there.

    A decimal is an amount, so that it reads with its thousands parted.
    """
    value = row.get(column)
    if value is None:
        return row.written(column)
    if isinstance(value, Decimal):
        return Amount(value)
    return ", ".join(value) if isinstance(value, tuple) else value


# -- dossiers -------------------------------------------------------------------------------------

_AGENCIES = ("DINKES", "DISKOMINFO", "KUBANG")
_INSIDE, _OUTSIDE = ("governance", "living"), "economy"
_words = st.one_of(
    st.sampled_from(["Banjir", "banjir!", "<b>Macet</b>", "{{ 7*7 }}", "#import $x$", "صرف"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)
_decimals = st.one_of(
    st.decimals(-100, 1000, places=2, allow_nan=False).map(str),
    st.sampled_from(["9" * 30, "0." + "0" * 20 + "1"]),
)
_misfits = st.sampled_from(["dua", "1,2 M", "±5", "#REF!"])


def _cells(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a row: of each column its value, nothing, or something that does not fit."""
    return st.fixed_dictionaries(
        {
            key: st.one_of(
                values.map(lambda value: ("cell", value)),
                st.just(("empty", None)),
                _misfits.map(lambda words: ("written", words)),
            )
            for key, values in columns.items()
        }
    ).map(_row)


def _row(drawn: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    row = {key: value for key, (kind, value) in drawn.items() if kind == "cell"}
    misfits = {key: value for key, (kind, value) in drawn.items() if kind == "written"}
    return {**row, "written": misfits} if misfits else row


def _filled(filler: st.SearchStrategy[str], rows: st.SearchStrategy[dict[str, Any]]) -> Any:
    return st.builds(lambda by, row: {"filler": by, **row}, filler, rows)


_agency = st.sampled_from(_AGENCIES)
_group = st.sampled_from((*_INSIDE, _OUTSIDE))
_scale = st.integers(0, 6)
_factor = {
    "code": st.sampled_from(["S1", "W1", "O1", "T1", "S2", "X9"]),
    "factor": _words,
    "category": st.sampled_from("SWOT"),
    "weight": _decimals,
    "rating": st.sampled_from(["1", "2.5", "4", "0", "-3"]),
    "evidence": _words,
}
_strategy = {
    "code": st.sampled_from(["SO1", "WT1", "WO2"]),
    "cell": st.sampled_from(["SO", "WO", "ST", "WT"]),
    "strategy": _words,
    "cites": st.lists(st.sampled_from(["S1", "DINKES:W1", "O1"]), max_size=3),
}


def _decided(sheet: str) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "source": st.builds(lambda by, n: f"{by}/{sheet}/{n}", _agency, st.integers(1, 3)),
        "agency": _agency,
        "decision": st.sampled_from(["dipakai", "digabung", "tidak dipakai"]),
        "merged_into": st.just("DINKES:S1"),
        "reason": _words,
    }


_ROWS = {
    "issues": _filled(
        _agency,
        _cells(
            dimension=_group,
            issue=_words,
            location=_words,
            data=_decimals,
            unit=_words,
            year=st.integers(1900, 2100),
            source=_words,
            urgency=_scale,
            seriousness=_scale,
            growth=_scale,
            total=_scale,
            cause=_words,
        ),
    ),
    "readiness": _filled(
        _group,
        _cells(
            component=st.sampled_from(["struktur", "budaya"]),
            indicator=_words,
            current=_decimals,
            expected=_decimals,
            unit=_words,
            score=_scale,
            gap=_words,
            action=_words,
        ),
    ),
    "swot": _filled(_agency, _cells(dimension=_group, **_factor)),
    "tows": _filled(_agency, _cells(dimension=_group, **_strategy)),
    "swot_merged": _filled(_group, _cells(**_factor, **_decided("swot"))),
    "tows_merged": _filled(_group, _cells(**_strategy, **_decided("tows"))),
}


def a_dossier(**more: Any) -> Dossier:
    """Return the dossier of a little city of two dimensions, in the stage of SWOT and TOWS."""
    rows = {sheet: given for sheet, given in more.pop("rows", {}).items() if given}
    return CityInWords({**DEFAULTS, "stage": "swot_tows", "rows": rows, **more}).dossier()


cities = st.fixed_dictionaries({sheet: st.lists(_ROWS[sheet], max_size=5) for sheet in SHEETS})
"""The rows of a city of two dimensions, some of which name a third or none; for ``a_dossier``."""


def number_of(cell: object) -> Decimal:
    """Return a cell's number, be it an amount or plain."""
    return Decimal(str(getattr(cell, "number", cell)))
