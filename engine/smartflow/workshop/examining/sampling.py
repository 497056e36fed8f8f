"""Sampled dossiers: cities that nobody thought of, made from the worksheets that are registered.

Each is written as a case and built by :func:`smartflow.cases.make_dossier`, so that a rule gets
what it would get in a city. The same seed gives the same cities on every machine. They make no
sense as masterplans, and they are not meant to: a rule must answer whatever was submitted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from smartflow.cases import TODAY, make_dossier
from smartflow.language import Text
from smartflow.model import City, Column, Dossier, Worksheet
from smartflow.plugin.registry import Registry
from smartflow.workflow.definition import Stage, Workflow

__all__ = ["LARGE", "SIZES", "Sample", "Samples"]

Given = dict[str, Any]

LARGE = "many"
"""The size over which time is measured."""


class _Size(msgspec.Struct, frozen=True):
    """How a sample is made.

    Attributes:
        title: How such a city is told.
        rows: How many rows each worksheet has.
        empty: The share of cells that are left empty.
        misfit: The share of cells in which something else stands than the column holds.
        odd: Whether texts and numbers are of the kind that nobody expects.
    """

    title: Text
    rows: int
    empty: float = 0.0
    misfit: float = 0.0
    odd: bool = False


SIZES: Mapping[str, _Size] = {
    "empty": _Size(Text(id="kota kosong", en="an empty city"), 0),
    "few": _Size(Text(id="beberapa baris", en="a few rows"), 6, empty=0.1),
    "gaps": _Size(Text(id="baris separuh kosong", en="half-empty rows"), 24, empty=0.5, misfit=0.1),
    "odd": _Size(Text(id="sel ganjil", en="odd cells"), 24, empty=0.15, misfit=0.2, odd=True),
    LARGE: _Size(Text(id="banyak baris", en="many rows"), 150, empty=0.1, misfit=0.02),
}
"""The samples of each stage."""

_WORDS = (
    "Antrean layanan terlalu lama",
    "Banjir",
    "Pengelolaan sampah rumah tangga",
    "Pasar rakyat",
    "Kel. Kubang",
    "tidak ada",
    "-",
    "S1",
    "O2",
    "S1, W2",
    "2026",
    "12,5",
    "Dinas Kesehatan",
    "Pendaftaran Puskesmas daring dengan nomor antrean",
)
_ODD_WORDS = (
    "{0} {",
    "%s %d",
    "x" * 400,
    "Ombilin\u200b \u2013 \ufdfd \U0001d504 e\u0301",
    "baris satu\nbaris dua",
    "=1+1",
    "0",
    "'",
    "\\",
    "\u00df \u0130 \u0131",
)
_CODES = ("S1", "S2", "W1", "O1", "T3", "X9")
_LARGEST = 10**15 - 1


class Sample(msgspec.Struct, frozen=True):
    """One sampled city.

    Attributes:
        label: Its size and its stage: the key by which two processes compare their answers.
        told: The same in words.
        size: Its size, one of :data:`SIZES`.
        dossier: The dossier.
    """

    label: str
    told: Text
    size: str
    dossier: Dossier


class Samples:
    """Makes the samples of a registry; each is made once.

    Args:
        registry: The worksheets, dimensions and settings.
        workflows: The resolved workflows there are, the one to build on first.
    """

    def __init__(self, registry: Registry, workflows: tuple[Workflow, ...]) -> None:
        self._registry = registry
        self._workflows = workflows
        self._made: dict[tuple[str, str, str], tuple[Sample, ...]] = {}

    def for_scope(self, stages: tuple[str, ...], regions: tuple[str, ...]) -> Iterator[Sample]:
        """Yield the samples for a rule.

        Args:
            stages: The stages that it guards; those that no workflow has are left out. Without
                any, the first stage of the first workflow.
            regions: The regions of which it is.
        """
        region = regions[0] if regions else "99"
        code = region if "." in region else f"{region}.71"
        for workflow, stage in self._places(stages):
            key = (f"{workflow.key}@{workflow.version}", stage.key, code)
            if key not in self._made:
                self._made[key] = tuple(self._samples(workflow, stage, code))
            yield from self._made[key]

    def workflow_for(self, stages: Iterable[str]) -> Workflow | None:
        """Return the first workflow that has one of some stages; else the first; else None."""
        wanted = tuple(stages)
        having = (flow for flow in self._workflows if set(wanted) & set(flow.stage_keys))
        return next(having, next(iter(self._workflows), None))

    def _places(self, stages: tuple[str, ...]) -> Iterator[tuple[Workflow, Stage]]:
        found = False
        for key in stages:
            for workflow in self._workflows:
                if key in workflow.stage_keys:
                    found = True
                    yield workflow, workflow.stage(key)
                    break
        if not found and self._workflows:
            first = self._workflows[0]
            yield first, first.stage(first.initial)

    def _samples(self, workflow: Workflow, stage: Stage, code: str) -> Iterator[Sample]:
        for name, size in SIZES.items():
            making = _City(self._registry, workflow, stage, size, code)
            dossier = make_dossier(making.case(), self._registry, workflow=workflow)
            told = Text(
                id=f"{size.title.id}, tahap {stage.key}", en=f"{size.title.en}, stage {stage.key}"
            )
            yield Sample(f"{name} {stage.key}", told, name, dossier)


class _City:
    """One city in the making."""

    def __init__(
        self, registry: Registry, workflow: Workflow, stage: Stage, size: _Size, code: str
    ) -> None:
        seed = f"{workflow.key} {stage.key} {size.rows} {size.odd} {code}"
        self._chance = random.Random(seed)  # noqa: S311  any cells will do
        self._workflow, self._stage, self._size = workflow, stage, size
        self._city = City(
            slug="contoh",
            name="Kota Contoh",
            kind="kota",
            region_code=code,
            province="Provinsi Contoh",
        )
        self._worksheets = registry.worksheets_for(self._city)
        known = [key for key in workflow.dimensions if key in registry.dimensions]
        self._dimensions = known or list(registry.dimensions)
        self._agencies = [f"DINAS{number}" for number in range(1, 5)]

    def case(self) -> Given:
        """Return the city as a case."""
        ground: Given = {
            "stage": self._stage.key,
            "city": {"region_code": self._city.region_code},
        }
        if not self._size.rows:
            return ground
        rows = {key: self._rows(sheet) for key, sheet in self._worksheets.items()}
        return {**ground, "rows": rows, **self._recorded(rows)}

    # -- what was recorded --------------------------------------------------------------------

    def _recorded(self, rows: Mapping[str, list[Given]]) -> Given:
        flow, dimensions = self._workflow, self._dimensions
        silent = next((key for key, s in self._worksheets.items() if s.per == "agency"), "")
        return {
            "agencies": [
                {"code": code, "dimensions": dimensions[n : n + 2], "leads": dimensions[n : n + 1]}
                for n, code in enumerate(self._agencies)
            ],
            "people": [
                {"name": f"Orang {n} {role.key}", "roles": [role.key]}
                for role in flow.roles
                for n in (1, 2)
            ],
            "nils": [{"agency": "DINAS9", "worksheet": silent}] if silent else [],
            "records": [
                {"kind": kind.key, "number": f"{n}/2026", "date": self._day()}
                for n, kind in enumerate(flow.records, start=1)
            ],
            "presentations": [
                {"dimension": key, "worksheets": list(self._stage.presents)}
                for key in dimensions[:-1]
                if self._stage.presents
            ],
            "attendance": [{"agencies": self._agencies[:2]}],
            "selections": [
                {"worksheet": key, "rows": self._chosen(key, own)} for key, own in rows.items()
            ],
        }

    @staticmethod
    def _chosen(worksheet: str, rows: list[Given]) -> list[str]:
        """Return the ids of the first row of each filler."""
        return [f"{filler}/{worksheet}/1" for filler in dict.fromkeys(r["filler"] for r in rows)]

    # -- rows ---------------------------------------------------------------------------------

    def _rows(self, worksheet: Worksheet) -> list[Given]:
        fillers = {
            "agency": self._agencies,
            "dimension": self._dimensions,
            "city": [self._city.slug],
        }[worksheet.per]
        if not fillers:
            return []
        return [self._row(worksheet, n, fillers) for n in range(self._size.rows)]

    def _row(self, worksheet: Worksheet, number: int, fillers: list[str]) -> Given:
        row: Given = {"filler": fillers[number % len(fillers)]}
        written: dict[str, str] = {}
        for column in worksheet.columns:
            lot = self._chance.random()
            if lot < self._size.misfit and (column.type != "text" or column.choices):
                written[column.key] = self._chance.choice(_WORDS)
            elif lot >= self._size.misfit + self._size.empty:
                row[column.key] = self._cell(column)
        return {**row, "written": written} if written else row

    def _cell(self, column: Column) -> object:
        if column.choices:
            word = self._chance.choice(column.choices)
            return [word] if column.type == "codes" else word
        if column.refers == "dimension":
            return self._chance.choice(self._dimensions) if self._dimensions else None
        if column.refers == "agency":
            return self._chance.choice(self._agencies)
        kinds: dict[str, Callable[[], object]] = {
            "text": self._words,
            "integer": self._whole,
            "money": self._money,
            "decimal": self._decimal,
            "date": self._day,
            "codes": self._codes,
        }
        return kinds[column.type]()

    def _words(self) -> str:
        return self._chance.choice(_ODD_WORDS if self._is_odd() else _WORDS)

    def _whole(self) -> int:
        if self._is_odd():
            return self._chance.choice((0, -1, 1, _LARGEST, -_LARGEST))
        return self._chance.choice((1, 2, 3, 4, 5, 10, 100, 2024, 2025, 2026, 2030))

    def _money(self) -> int:
        if self._is_odd():
            return self._chance.choice((0, -1, 1, _LARGEST))
        return self._chance.randrange(1, 500) * 1_000_000

    def _decimal(self) -> Decimal:
        if self._is_odd():
            return self._chance.choice(
                (Decimal(0), Decimal(-1), Decimal(_LARGEST), Decimal("0.000000001"))
            )
        return Decimal(self._chance.randrange(0, 1000)) / 100

    def _day(self) -> date:
        if self._is_odd():
            return self._chance.choice((date(1, 1, 1), date(9999, 12, 31), TODAY))
        return TODAY + timedelta(days=self._chance.randrange(-700, 700))

    def _codes(self) -> list[str]:
        return [self._chance.choice(_CODES) for _ in range(self._chance.randrange(1, 4))]

    def _is_odd(self) -> bool:
        return self._size.odd and self._chance.random() < 0.5  # noqa: PLR2004  every second cell
