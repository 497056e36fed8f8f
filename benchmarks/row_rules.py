"""Forty plain row rules over 5,000 rows, every finding listed, beside pandera's lazy validation.

Both sides judge the same rows by the same demands (:mod:`row_demands`). They must find the same
rows wrong by the same rules, or there is nothing to compare.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

import msgspec

from measure import Line, Pair, Skipped, interleave
from processes import run
from row_demands import NUMBERS, Demand, demands, table
from smartflow import Column, Dossier, Row, Rule, Text, Worksheet
from smartflow.model import Cell, City, WorkflowRef
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.running.guard import run_rules

if TYPE_CHECKING:
    from pandas import DataFrame
    from pandera.pandas import DataFrameSchema

__all__ = ["row_rules"]

ROWS, ROUNDS = 5_000, 31
SHEET = "activities"
_WORDS = Text(id="Ketentuan terukur", en="A rule that is measured")


# -- this side ------------------------------------------------------------------------------------


def _rules(asked: Mapping[str, Demand]) -> list[Owned[Rule]]:
    origin = Origin("benchmark", "1", "benchmark")
    return [
        Owned(
            Rule(
                code=code,
                title=_WORDS,
                why=_WORDS,
                fix=_WORDS,
                message=demand.message,
                stages=("planning",),
                function=demand.judge,
                each=SHEET,
            ),
            origin,
        )
        for code, demand in asked.items()
    ]


def _dossier(cells: Sequence[Mapping[str, Cell]]) -> Dossier:
    rows = tuple(
        Row(
            own,
            id=f"DISKOMINFO/{SHEET}/{number}",
            worksheet=SHEET,
            filler="DISKOMINFO",
            agency="DISKOMINFO",
            dimension="governance",
            sheet="Kegiatan",
            number=number,
        )
        for number, own in enumerate(cells)
    )
    columns = tuple(Column(key, Text.same(key)) for key in cells[0])
    return Dossier(
        city=City("kota-ukur", "Kota Ukur", "kota", "13.79", "Sumatera Barat"),
        stage="planning",
        as_of=date(2026, 11, 24),
        workflow=WorkflowRef("w", 1, "", ("planning",), ("planning",), {"planning": (SHEET,)}),
        settings={},
        dimensions=(),
        worksheet_types={SHEET: Worksheet(SHEET, 1, _WORDS, columns)},
        row_source=lambda _worksheet: rows,
    )


# -- the other side -------------------------------------------------------------------------------


class Peer:
    """The demands as a pandera schema, and the rows as a frame."""

    def __init__(self, asked: Mapping[str, Demand], cells: Sequence[Mapping[str, Cell]]) -> None:
        self._pandas = importlib.import_module("pandas")
        self._pandera = importlib.import_module("pandera.pandas")
        self._filled = {demand.column: code for code, demand in asked.items() if not demand.check}
        # In a frame only floats can be blank; pandas' own nullable numbers are slower.
        self._frame = self._pandas.DataFrame(cells).astype(dict.fromkeys(NUMBERS, float))
        self._schema = self._schema_of(asked, list(cells[0]))

    def _schema_of(self, asked: Mapping[str, Demand], keys: Sequence[str]) -> DataFrameSchema:
        narrow: dict[str, list[object]] = {key: [] for key in keys}
        wide: list[object] = []
        for code, demand in asked.items():
            if demand.check is not None:
                checks = wide if demand.wide else narrow[demand.column]
                checks.append(demand.check(self._pandera, code))
        columns = {
            key: self._pandera.Column(
                float if key in NUMBERS else str, checks, nullable=key not in self._filled
            )
            for key, checks in narrow.items()
        }
        return self._pandera.DataFrameSchema(columns, checks=wide)

    def validate(self) -> DataFrame:
        """Return every failure case."""
        try:
            self._schema.validate(self._frame, lazy=True)
        except self._pandera.errors.SchemaErrors as errors:
            return errors.failure_cases
        return self._pandas.DataFrame(columns=["column", "check", "index"])

    def found(self) -> set[tuple[str, int]]:
        """Return the rule and the row of every failure case."""
        cases = self.validate()
        listed = zip(cases["column"], cases["check"], cases["index"], strict=True)
        return {
            (self._filled[column] if check == "not_nullable" else check, row)
            for column, check, row in listed
        }


# -- both -----------------------------------------------------------------------------------------


def row_rules() -> Line | Skipped:
    """Measure pandera's validation over the guard's run; the ratio is that of the smallest times.

    Both run in a process that has done nothing before.
    """
    what = f"pandera's lazy validation / 40 row rules over {ROWS:,} rows, findings listed"
    if find_spec("pandera") is None:
        return Skipped(what, "pandera is not installed (dependency group bench)")
    pair = msgspec.json.decode(run(sys.executable, __file__), type=Pair)
    ratio = min(pair.peer.seconds) / min(pair.subject.seconds)
    return Line(what, ratio, 5, at_most=False, pair=pair)


def measured() -> Pair:
    """Run both sides in turn.

    Raises:
        RuntimeError: they do not find the same.
    """
    asked = {f"UKR{number:03d}": demand for number, demand in enumerate(demands(), start=1)}
    cells = table(ROWS)
    rules, dossier, peer = _rules(asked), _dossier(cells), Peer(asked, cells)
    results = run_rules(rules, dossier)
    found = {(result.rule, result.row_number) for result in results if result.status == "fail"}
    if found != peer.found():
        message = f"{len(found)} findings against pandera's {len(peer.found())}: not the same rules"
        raise RuntimeError(message)
    return interleave(lambda: run_rules(rules, dossier), peer.validate, rounds=ROUNDS)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(measured()).decode())
