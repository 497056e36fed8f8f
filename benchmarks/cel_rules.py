"""Rules of a rule file over 5,000 rows, beside the CEL library's own evaluation of the same.

The peer is the library as its documentation shows it, with types of its own (a date is a
timestamp, a decimal a double) and with the values of every row made ready beforehand. This side
takes them off the rows, keeps decimals exact, leaves open what an empty cell decides, and gives
finished results. Both must find the same rows.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from measure import Line, Pair, Skipped, interleave
from processes import run
from smartflow import Column, Dossier, Row, Rule, Text, Worksheet
from smartflow.model import City, WorkflowRef
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.rule_file import read_rules
from smartflow.plugin.running.guard import run_rules

__all__ = ["cel_rules"]

ROWS, ROUNDS = 5_000, 15
SHEET = "activities"
_WORDS = Text(id="Terukur", en="Measured")
_TODAY = date(2026, 11, 24)

WORKSHEET = Worksheet(
    SHEET,
    1,
    _WORDS,
    (
        Column("activity", _WORDS),
        Column("location", _WORDS),
        Column("code", _WORDS),
        Column("budget", _WORDS, type="money"),
        Column("realised", _WORDS, type="money"),
        Column("weight", _WORDS, type="decimal"),
        Column("year", _WORDS, type="integer"),
        Column("start", _WORDS, type="date"),
        Column("strategies", _WORDS, type="codes"),
    ),
)

EXPRESSIONS = (
    'location != ""',
    "size(activity) <= 60",
    "code.matches('^PRG-[0-9]{4}$')",
    "budget > 0 && budget <= 100000000000",
    "realised <= budget",
    "weight >= 0.0 && weight <= 0.95",
    "weight + 0.05 <= 1.0",
    "year in [2025, 2026, 2027, 2028, 2029, 2030]",
    "start < as_of",
    '"SO1" in strategies || location.startsWith("Kelurahan")',
)
"""Ten questions, true of about 98 rows in a hundred."""

RULE = """
[[rule]]
code = "UKR{number:03d}"
each = "activities"
title = {{ id = "Terukur", en = "Measured" }}
why = {{ id = "Terukur", en = "Measured" }}
fix = {{ id = "Terukur", en = "Measured" }}
message = {{ id = "Kegiatan '{{activity}}'.", en = "Activity '{{activity}}'." }}
stages = ["planning"]
cites = ["-"]
check = '''{check}'''
"""


def _rows() -> Iterator[Row]:
    for number in range(1, ROWS + 1):
        wrong = number % 50 == 0
        cells = {
            "activity": f"Kegiatan {number}" * (9 if wrong else 1),
            "location": "" if wrong else f"Kelurahan {number % 10}",
            "code": "PRG-1" if wrong else f"PRG-{number:04d}",
            "budget": 0 if wrong else number * 1_000_000,
            "realised": number,
            "weight": Decimal(number % 100 if wrong else number % 95) / 100,
            "year": 2031 if wrong else 2025 + number % 6,
            "start": _TODAY if wrong else _TODAY - timedelta(days=number),
            "strategies": ("SO1", "WT2") if number % 2 else ("ST1",),
        }
        yield Row(
            cells,
            id=f"DISKOMINFO/{SHEET}/{number}",
            worksheet=SHEET,
            filler="DISKOMINFO",
            agency="DISKOMINFO",
            number=number,
        )


def _dossier(rows: tuple[Row, ...]) -> Dossier:
    return Dossier(
        city=City("kota-ukur", "Kota Ukur", "kota", "13.79", "Sumatera Barat"),
        stage="planning",
        as_of=_TODAY,
        workflow=WorkflowRef("w", 1, "", ("planning",), ("planning",), {"planning": (SHEET,)}),
        settings={},
        dimensions=(),
        worksheet_types={SHEET: WORKSHEET},
        row_source=lambda _worksheet: rows,
    )


def _rules() -> list[Owned[Rule]]:
    with tempfile.TemporaryDirectory(prefix="smartflow-bench-") as folder:
        path = Path(folder) / "terukur.toml"
        numbered = enumerate(EXPRESSIONS, start=1)
        path.write_text("".join(RULE.format(number=n, check=check) for n, check in numbered))
        read = read_rules(path, {SHEET: WORKSHEET}, path.name)
    return [Owned(rule, Origin("terukur", "", "")) for rule in read.rules]


class Peer:
    """The expressions as the library compiles them, and the values of each row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        cel = importlib.import_module("cel_expr_python.cel")
        kinds = {
            "text": cel.Type.STRING,
            "integer": cel.Type.INT,
            "money": cel.Type.INT,
            "decimal": cel.Type.DOUBLE,
            "date": cel.Type.TIMESTAMP,
            "codes": cel.Type.List(cel.Type.STRING),
        }
        names = {column.key: kinds[column.type] for column in WORKSHEET.columns}
        env = cel.NewEnv(variables={**names, "as_of": cel.Type.TIMESTAMP})
        self._asked: list[tuple[Any, list[dict[str, object]]]] = [
            (env.compile(check), [self._values(row, check) for row in rows])
            for check in EXPRESSIONS
        ]

    @staticmethod
    def _values(row: Row, check: str) -> dict[str, object]:
        cells = {**row, "as_of": _TODAY}
        return {key: _ready(cell) for key, cell in cells.items() if key in check}

    def evaluate(self) -> list[list[bool]]:
        """Evaluate every expression for every row."""
        return [
            [program.eval(data=values).value() for values in given]
            for program, given in self._asked
        ]


def _ready(cell: object) -> object:
    match cell:
        case Decimal():
            return float(cell)
        case date():
            return datetime.combine(cell, time(), UTC)
        case tuple():
            return list(cell)
        case _:
            return cell


def cel_rules() -> Line | Skipped:
    """Measure rules over the library; the ratio is that of the smallest times.

    Both run in a process that has done nothing before.
    """
    what = f"{len(EXPRESSIONS)} CEL rules over {ROWS:,} rows / the library's own evaluation"
    if find_spec("cel_expr_python") is None:
        return Skipped(what, "cel-expr-python is not installed (extra rules)")
    pair = msgspec.json.decode(run(sys.executable, __file__), type=Pair)
    ratio = min(pair.subject.seconds) / min(pair.peer.seconds)
    return Line(what, ratio, 2, at_most=True, pair=pair)


def measured() -> Pair:
    """Run both sides in turn.

    Raises:
        RuntimeError: they do not find the same.
    """
    rows = tuple(_rows())
    rules, dossier, peer = _rules(), _dossier(rows), Peer(rows)
    results = run_rules(rules, dossier)
    found = {(result.rule, result.row_number) for result in results if result.status == "fail"}
    wanted = {
        (owned.value.code, row.number)
        for owned, answers in zip(rules, peer.evaluate(), strict=True)
        for row, answer in zip(rows, answers, strict=True)
        if not answer
    }
    if found != wanted:
        message = f"{len(found)} findings against the library's {len(wanted)}"
        raise RuntimeError(message)
    return interleave(lambda: run_rules(rules, dossier), peer.evaluate, rounds=ROUNDS)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(measured()).decode())
