"""From what was said to the rows of worksheets: column key to cell, as it is to be typed.

Totals, ranks, codes and gaps are worked out here, so that the content files hold only what a
person wrote. A cell is text or a whole number; which of them becomes a real number in the workbook
is for its layout to say. Imports the columns of the worksheets by their keys only.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import (
    agency_contents,
    dimension_rows,
    flaws,
    goals,
    plan_of_action,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartflow_masterplan.demo.content_types import Part

__all__ = [
    "AGENCY_SHEETS",
    "SHEET_NAMES",
    "SHEET_NAMES_EN",
    "Rows",
    "agency_rows",
    "city_rows",
    "quick_win_rows",
    "readiness_rows",
    "with_flaws",
]

Cell = str | int
Rows = tuple[dict[str, Cell], ...]
"""The rows of one worksheet, each from column key to cell."""

AGENCY_SHEETS = ("issues", "swot", "tows")
"""The worksheets that stand in an agency's workbook."""

SHEET_NAMES = {"issues": "isu daerah", "swot": "SWOT", "tows": "TOWS"}
SHEET_NAMES_EN = {"issues": "issues", "swot": "SWOT", "tows": "TOWS"}
"""What officials call them in a sentence."""

SUB_DIMENSIONS = {
    "service": "Pelayanan publik",
    "bureaucracy": "Tata kelola birokrasi",
    "policy": "Kebijakan publik",
    "tourism": "Tourism branding (pariwisata)",
    "business": "Business branding (usaha dan investasi)",
    "appearance": "City appearance branding (wajah kota)",
    "industry": "Ekosistem industri",
    "welfare": "Peningkatan kesejahteraan masyarakat",
    "transaction": "Ekosistem transaksi keuangan",
    "harmony": "Harmonisasi tata ruang dan pola hidup",
    "health": "Kualitas kesehatan",
    "transport": "Moda transportasi (mobilitas orang dan barang)",
    "community": "Komunitas warga",
    "learning": "Ekosistem pembelajaran",
    "security": "Sistem keamanan",
    "protection": "Proteksi lingkungan",
    "waste": "Tata kelola sampah dan limbah",
    "energy": "Tata kelola energi",
}
"""The short words of the content files, and what officials write."""


def agency_rows(code: str) -> dict[str, Rows]:
    """Return an agency's rows by worksheet, as they are right.

    Args:
        code: The agency's code.

    Raises:
        KeyError: there is no content for it.
    """
    parts = agency_contents()[code].parts
    return {
        "issues": tuple(row for key, part in parts.items() for row in _issues(key, part)),
        "swot": tuple(row for key, part in parts.items() for row in _factors(key, part)),
        "tows": tuple(row for key, part in parts.items() for row in _strategies(key, part)),
    }


def _issues(dimension: str, part: Part) -> Iterable[dict[str, Cell]]:
    totals = [sum(issue.usg) for issue in part.issues]
    for issue, total in zip(part.issues, totals, strict=True):
        urgency, seriousness, growth = issue.usg
        yield {
            "dimension": dimension,
            "issue": issue.issue,
            "location": issue.location,
            "data": issue.data,
            "unit": issue.unit,
            "year": issue.year,
            "source": issue.source,
            "sub_dimension": SUB_DIMENSIONS[issue.sub],
            "cause": issue.cause,
            "urgency": urgency,
            "seriousness": seriousness,
            "growth": growth,
            "total": total,
            "rank": str(1 + sum(other > total for other in totals)),
        }


def _factors(dimension: str, part: Part) -> Iterable[dict[str, Cell]]:
    for letter, factors in part.factors.items():
        for index, factor in enumerate(factors):
            row: dict[str, Cell] = {
                "dimension": dimension,
                "category": letter,
                "code": f"{letter}{index + 1}",
                "factor": factor,
            }
            if part.weights:
                row["weight"] = part.weights[letter][index]
                row["rating"] = part.ratings[letter][index]
            yield row


def _strategies(dimension: str, part: Part) -> Iterable[dict[str, Cell]]:
    for cell, strategies in part.strategies.items():
        for number, (cited, strategy) in enumerate(strategies, start=1):
            yield {
                "dimension": dimension,
                "cell": cell,
                "code": f"{cell}{number}",
                "strategy": strategy,
                "cites": cited.replace(",", ", "),
            }


def with_flaws(code: str, rows: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return an agency's rows with the errors that its first workbook holds on purpose."""
    flawed = dict(rows)
    for flaw in flaws().flaw:
        if flaw.agency == code:
            flawed[flaw.worksheet] = tuple(
                _spoilt(flawed[flaw.worksheet], flaw.dimension, flaw.row, flaw.column, flaw.wrong)
            )
    return flawed


def _spoilt(
    rows: Rows, dimension: str, number: int, column: str, wrong: str
) -> Iterable[dict[str, Cell]]:
    seen = 0
    for row in rows:
        seen += row["dimension"] == dimension
        hit = row["dimension"] == dimension and seen == number
        yield {**row, column: wrong} if hit else row


def readiness_rows(dimension: str) -> Rows:
    """Return a dimension's rows of readiness; a numeric gap is worked out."""
    return tuple(_with_gap(row) for row in dimension_rows("readiness")[dimension])


def _with_gap(row: Mapping[str, Cell]) -> dict[str, Cell]:
    if "expected" not in row:
        return dict(row)
    gap = _decimal(row["expected"]) - _decimal(row["current"])
    return {**row, "gap": f"{gap} {row['unit']}".replace(".", ",")}


def _decimal(cell: Cell) -> Decimal:
    return Decimal(str(cell).replace(",", "."))


def quick_win_rows(dimension: str) -> Rows:
    """Return the quick wins that a dimension proposes."""
    return tuple(dict(row) for row in dimension_rows("quick_wins")[dimension])


def city_rows() -> dict[str, Rows]:
    """Return the city's rows of goals and actions."""
    content = goals()
    return {
        "goals": tuple(
            {
                "vision": content.vision,
                **_renamed(row, {"sub": "sub_dimension"}),
                "rpjmd": f"{row['mission']} (kaitan RPJMD: data ilustrasi)",
            }
            for row in content.rows
        ),
        "actions": tuple(
            {**_renamed(row, _ACTION_COLUMNS), **_by_year(row)} for row in plan_of_action()
        ),
    }


def _by_year(row: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return an activity's budget divided over its years, in rounds of five million rupiah."""
    start, years = int(str(row["start"])), int(str(row["end"])) - int(str(row["start"])) + 1
    budget = int(str(row["budget"]))
    share = budget // years // _ROUND * _ROUND
    shares = [share] * (years - 1) + [budget - share * (years - 1)]
    return {f"budget_{year - _BEFORE}": part for year, part in enumerate(shares, start=start)}


_BEFORE = 2023
"""The year before the plan's first."""
_ROUND = 5_000_000


_ACTION_COLUMNS = {
    "sub": "sub_dimension",
    "start": "start_year",
    "end": "end_year",
    "fund": "fund_source",
}


def _renamed(row: Mapping[str, Cell], columns: Mapping[str, str]) -> dict[str, Cell]:
    """Return a row under the worksheet's column keys, its sub-dimension written out."""
    return {
        columns.get(key, key): SUB_DIMENSIONS[str(cell)] if key == "sub" else cell
        for key, cell in row.items()
    }
