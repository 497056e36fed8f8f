"""A small dossier builder for the tests of the national plugin, and the cases they are run on.

A case is a table of a TOML file in ``cases/``: what a little city has submitted and recorded, and
what one rule should say of it. Whatever a case leaves out has a plain default: two dimensions,
two agencies that lead one each, a kelurahan, the national stages and settings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow.language import Text
from smartflow.model import (
    Agency,
    Attendance,
    City,
    Decision,
    Dimension,
    Dossier,
    Nil,
    Person,
    Presentation,
    Record,
    Result,
    Row,
    Selection,
    SettingValue,
    Submission,
    WorkflowRef,
    Worksheet,
)
from smartflow.plugin.guard import run_rules
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Origin, Owned
from smartflow_masterplan.rules import RULES
from smartflow_masterplan.settings import SETTINGS
from smartflow_masterplan.worksheets import WORKSHEETS

CASES = Path(__file__).parent / "cases"
TODAY = date(2023, 9, 1)
STAGES = {
    "issue_analysis": ("issues",),
    "swot_tows": ("readiness", "swot", "tows", "swot_merged", "tows_merged"),
    "quick_win_selection": ("quick_wins",),
    "masterplan_approval": ("goals", "actions"),
    "approved": (),
    "adopted": (),
}
DIMENSIONS = (
    Dimension(
        key="governance",
        code="GOV",
        title=Text("Smart Governance", "Smart Governance"),
        lead_agencies=("DISKOMINFO",),
        aliases=("smart government",),
    ),
    Dimension(
        key="living",
        code="LIV",
        title=Text("Smart Living (kehidupan)", "Smart Living"),
        lead_agencies=("DINKES",),
        aliases=("mobilitas", "smart mobility"),
    ),
)
AGENCIES: tuple[Mapping[str, Any], ...] = (
    {"code": "DINKES", "name": "Dinas Kesehatan", "kind": "opd", "dimensions": ["living"]},
    {"code": "DISKOMINFO", "name": "Dinas Kominfo", "kind": "opd", "dimensions": ["governance"]},
    {"code": "KUBANG", "name": "Kelurahan Kubang", "kind": "kelurahan"},
)
SHEETS: dict[str, Worksheet] = {worksheet.key: worksheet for worksheet in WORKSHEETS}
ORIGIN = Origin("masterplan", "0.1.0", "smartflow-engine")

BuildDossier = Callable[[Mapping[str, Any]], Dossier]
RunRule = Callable[[str, Dossier], tuple[Result, ...]]


def _cell(value: object, kind: str) -> object:
    """Return a TOML value as a cell of a column's type."""
    if kind == "decimal":
        return Decimal(str(value))
    return tuple(value) if isinstance(value, list) else value


def _row(worksheet: Worksheet, given: Mapping[str, Any], number: int) -> Row:
    filler = given["filler"]
    cells: dict[str, Any] = {column.key: None for column in worksheet.columns}
    for key, value in given.items():
        if key not in ("filler", "written"):
            cells[key] = _cell(value, worksheet.column(key).type)
    own = filler if worksheet.per == "dimension" else ""
    return Row(
        cells,
        id=f"{filler}/{worksheet.key}/{number}",
        worksheet=worksheet.key,
        filler=filler,
        agency=filler if worksheet.per == "agency" else "",
        dimension=cells.get("dimension") or own,
        sheet=worksheet.title.id,
        number=number + 5,
        written=given.get("written", {}),
    )


def rows_of(given: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, tuple[Row, ...]]:
    """Return typed rows by worksheet, numbered within each filler."""
    made: dict[str, tuple[Row, ...]] = {}
    for key, rows in given.items():
        counts: dict[str, int] = {}
        sheet = []
        for row in rows:
            counts[row["filler"]] = counts.get(row["filler"], 0) + 1
            sheet.append(_row(SHEETS[key], row, counts[row["filler"]]))
        made[key] = tuple(sheet)
    return made


def settings_of(given: Mapping[str, Any]) -> dict[str, SettingValue]:
    """Return the national settings with those of a case in their place."""
    known = {setting.key: setting for setting in SETTINGS}
    made = {key: setting.default for key, setting in known.items()}
    for key, value in given.items():
        is_decimal = known[key].type == "decimal"
        made[key] = Decimal(str(value)) if is_decimal else _setting(value)
    return made


def _setting(value: Any) -> SettingValue:
    return tuple(value) if isinstance(value, list) else value


def _submissions(
    rows: Mapping[str, tuple[Row, ...]], more: Sequence[Sequence[str]]
) -> dict[tuple[str, str], Submission]:
    """Return a submission for every filler that has rows, and for the pairs in ``more``."""
    pairs = {(row.worksheet, row.filler) for sheet in rows.values() for row in sheet}
    pairs |= {(worksheet, filler) for worksheet, filler in more}
    return {
        pair: Submission(
            worksheet=pair[0],
            version=1,
            filler=pair[1],
            rows="",
            file="",
            row_count=0,
            entry=1,
            by="Rina",
            day=date(2023, 7, 5),
        )
        for pair in sorted(pairs)
    }


def _agency(given: Mapping[str, Any]) -> Agency:
    lists = {key: tuple(given.get(key, ())) for key in ("dimensions", "leads")}
    return Agency(**{"name": given["code"], "kind": "opd", **given, **lists})


def _record(given: Mapping[str, Any], entry: int) -> Record:
    signed_by = tuple(given.get("signed_by", ()))
    usual = {"number": "1/2023", "title": "SK", "stage": "", "entry": entry}
    return Record(**{**usual, **given, "signed_by": signed_by})


def _person(given: Mapping[str, Any]) -> Person:
    lists = {key: tuple(given.get(key, ())) for key in ("roles", "agencies")}
    return Person(**{"post": "Kepala", **given, **lists})


def _decision(given: Mapping[str, Any], entry: int) -> Decision:
    usual = {
        "body": "council",
        "outcome": "approve",
        "present": 14,
        "members": 20,
        "day": date(2023, 8, 30),
        "number": "BA-1/2023",
        "file": "",
        "stage": "masterplan_approval",
        "subject": "",
        "workflow": "",
        "entry": entry,
    }
    return Decision(**{**usual, **given})


def make_dossier(case: Mapping[str, Any]) -> Dossier:
    """Return the dossier that a case describes."""
    rows = rows_of(case.get("rows", {}))
    keys = case.get("dimensions", [dimension.key for dimension in DIMENSIONS])
    bare = Dossier(
        city=City("contoh", "Kota Contoh", "kota", "13.73", "Sumatera Barat"),
        stage=case["stage"],
        as_of=case.get("as_of", TODAY),
        workflow=WorkflowRef("masterplan", 1, "", tuple(STAGES), ("adopted",), STAGES),
        settings={"masterplan": settings_of(case.get("settings", {}))},
        dimensions=tuple(d for d in DIMENSIONS if d.key in keys),
        worksheet_types=SHEETS,
        agencies=tuple(_agency(given) for given in case.get("agencies", AGENCIES)),
        people=tuple(_person(given) for given in case.get("people", ())),
        submissions=_submissions(rows, case.get("submitted", ())),
        nils=tuple(Nil(code, sheet, 1, TODAY) for code, sheet in case.get("nils", ())),
        records=tuple(_record(given, n) for n, given in enumerate(case.get("records", ()), 1)),
        attendance=tuple(
            Attendance(
                session=given.get("session", "Hari pertama"),
                day=TODAY,
                agencies=tuple(given["agencies"]),
                people=len(given["agencies"]),
                stage=given.get("stage", case["stage"]),
                entry=1,
            )
            for given in case.get("attendance", ())
        ),
        decisions=tuple(_decision(given, n) for n, given in enumerate(case.get("decisions", ()))),
        selections=tuple(
            Selection("quick_wins", tuple(chosen), "", "quick_win_selection", TODAY, n)
            for n, chosen in enumerate(case.get("selections", ()))
        ),
        row_source=lambda worksheet: rows.get(worksheet, ()),
    )
    return _with_presentations(bare, case.get("presentations", ()))


def _with_presentations(dossier: Dossier, given: Sequence[Mapping[str, Any]]) -> Dossier:
    """Add presentations; one of the digest ``current`` was made of what is there now."""
    made = []
    for number, item in enumerate(given):
        sheets = tuple(item.get("worksheets", ("swot", "tows")))
        digest = item.get("digest", "current")
        if digest == "current":
            digest = dossier.dimension_digest(item["dimension"], sheets)
        made.append(
            Presentation(
                dimension=item["dimension"],
                stage=item.get("stage", dossier.stage),
                by=item.get("by", "Dr. Sari"),
                worksheets=sheets,
                digest=digest,
                day=date(2023, 7, 6),
                entry=item.get("entry", number),
            )
        )
    return msgspec.structs.replace(dossier, presentations=tuple(made))


def rule_named(code: str) -> Rule:
    """Return a rule of the plugin."""
    return next(rule for rule in RULES if rule.code == code)


def run_one(code: str, dossier: Dossier) -> tuple[Result, ...]:
    """Run one rule through the engine's own guard."""
    return run_rules([Owned(rule_named(code), ORIGIN)], dossier)


def read_cases() -> list[tuple[str, dict[str, Any]]]:
    """Return every case with the code of its rule."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found.extend((path.stem, case) for case in table["case"])
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``code`` and ``case`` on every case."""
    if {"code", "case"} <= set(metafunc.fixturenames):
        cases = read_cases()
        names = [f"{code}-{case['name']}".replace(" ", "_") for code, case in cases]
        metafunc.parametrize(("code", "case"), cases, ids=names)


@pytest.fixture(scope="session")
def build() -> BuildDossier:
    """The builder of dossiers."""
    return make_dossier


@pytest.fixture(scope="session")
def run() -> RunRule:
    """Runs one rule, by its code, through the guard."""
    return run_one


@pytest.fixture(scope="session")
def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case with the code of its rule."""
    return read_cases()
