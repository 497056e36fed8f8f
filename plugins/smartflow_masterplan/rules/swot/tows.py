"""TWS001 to TWS003: strategies rest on real factors, of the right letters, in all four cells.

Factor codes are local to an agency and a dimension; a strategy cites its own agency's (domain.md
4.6, design.md 11). Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import dimension_title, finding, listed
from smartflow_masterplan.rules.swot.factor_table import factor_table
from smartflow_masterplan.rules.swot.factors import (
    CELLS,
    EXTERNAL,
    INTERNAL,
    category_of_code,
    cited_codes,
    in_force,
    unmerged_agencies,
)
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["TOWS_RULES"]

_STAGES = (SWOT_TOWS,)

# -- TWS001 ---------------------------------------------------------------------------------------

_NOTHING_CITED = Text(
    id="Strategi {code} ({agency}, {dimension}) tidak merujuk faktor SWOT satu pun.",
    en="Strategy {code} ({agency}, {dimension}) cites no SWOT factor at all.",
)
_UNKNOWN_CODES = Text(
    id="Strategi {code} ({agency}, {dimension}) merujuk {unknown}, yang tidak ada dalam SWOT"
    " {agency} untuk dimensi itu.",
    en="Strategy {code} ({agency}, {dimension}) cites {unknown}, which the SWOT of {agency} for"
    " that dimension does not have.",
)
_NO_INTERNAL = Text(
    id="Strategi {code} ({agency}, {dimension}) tidak merujuk faktor internal (S atau W) yang ada.",
    en="Strategy {code} ({agency}, {dimension}) cites no existing internal factor (S or W).",
)
_NO_EXTERNAL = Text(
    id="Strategi {code} ({agency}, {dimension}) tidak merujuk faktor eksternal (O atau T) yang"
    " ada.",
    en="Strategy {code} ({agency}, {dimension}) cites no existing external factor (O or T).",
)


def strategies_cite_factors(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for strategies that do not cite both kinds of existing factors."""
    strategies = dossier.rows("tows")
    if not strategies:
        yield NotApplicable()
    factors: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for factor in factor_table(dossier):
        factors[factor.agency, factor.dimension][factor.code] = factor.category
    for row in strategies:
        known = factors.get((row.agency, row.dimension), {})
        cited = cited_codes(row)
        if _rests_on_both([known.get(code) for code in cited]):
            continue
        for message, extra in _complaints(cited, known):
            values = {
                "code": row.text("code"),
                "agency": row.agency,
                "dimension": dimension_title(dossier.dimensions, row.dimension),
                **extra,
            }
            yield finding(message, values, row=row, column="cites")


def _rests_on_both(letters: list[str | None]) -> bool:
    """Say whether all that a strategy cites exists and is of both sides, as nearly always."""
    return (
        None not in letters
        and ("S" in letters or "W" in letters)
        and ("O" in letters or "T" in letters)
    )


def _complaints(
    cited: tuple[str, ...], known: Mapping[str, str]
) -> Iterator[tuple[Text, dict[str, str]]]:
    """Yield what is wrong with the codes that one strategy cites."""
    if not cited:
        yield _NOTHING_CITED, {}
        return
    unknown = [code for code in cited if code not in known]
    if unknown:
        yield _UNKNOWN_CODES, {"unknown": listed(unknown)}
    letters = {known[code] for code in cited if code in known}
    if letters.isdisjoint(INTERNAL):
        yield _NO_INTERNAL, {}
    if letters.isdisjoint(EXTERNAL):
        yield _NO_EXTERNAL, {}


# -- TWS002 ---------------------------------------------------------------------------------------

_WRONG_LETTERS = Text(
    id="Strategi {code} ({agency}) berada di sel {cell}, tetapi merujuk {wrong}; sel {cell} hanya"
    " memadukan {first} dan {second}.",
    en="Strategy {code} ({agency}) stands in cell {cell} but cites {wrong}; cell {cell} matches"
    " {first} and {second} only.",
)


def cited_letters_match_cell(row: Row, _settings: Settings) -> Mapping[str, object] | None:
    """Judge one strategy: it cites only factors of the two letters of its cell."""
    cell = row.text("cell")
    if cell not in CELLS:
        return None
    wrong = [
        code
        for code in cited_codes(row)
        if (letter := category_of_code(code)) and letter not in cell
    ]
    if not wrong:
        return None
    return {
        "code": row.text("code"),
        "agency": row.agency,
        "cell": cell,
        "wrong": listed(wrong),
        "first": cell[0],
        "second": cell[1],
        "column": "cites",
    }


# -- TWS003 ---------------------------------------------------------------------------------------

_EMPTY_CELLS = Text(
    id="TOWS dimensi {dimension} belum memiliki strategi di sel {missing}.",
    en="The TOWS of the dimension {dimension} has no strategy in cell {missing} yet.",
)
_UNMERGED = Text(
    id="TOWS gabungan dimensi {dimension} belum memuat semua strategi dari {agencies}.",
    en="The consolidated TOWS of the dimension {dimension} lacks strategies from {agencies}.",
)


def dimensions_have_all_cells(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each dimension with an empty cell, or with strategies not merged yet."""
    for dimension in dossier.dimensions:
        missing = set(CELLS)
        for row in in_force(dossier, "tows", "tows_merged", dimension.key):
            if row.text("cell") in missing and row.text("strategy"):
                missing.discard(row.text("cell"))
                if not missing:
                    break
        if missing:
            yield finding(
                _EMPTY_CELLS,
                {
                    "dimension": dimension.title,
                    "missing": listed(cell for cell in CELLS if cell in missing),
                },
                dimension=dimension.key,
            )
        late = unmerged_agencies(dossier, "tows", "tows_merged", dimension.key)
        if late:
            values = {"dimension": dimension.title, "agencies": listed(late)}
            yield finding(_UNMERGED, values, dimension=dimension.key)


TOWS_RULES = (
    Rule(
        code="TWS001",
        title=Text(
            id="Setiap strategi merujuk faktor internal dan eksternal yang ada",
            en="Every strategy cites existing internal and external factors",
        ),
        why=Text(
            id="Strategi TOWS lahir dari pertemuan faktor internal dan eksternal; tanpa rujukan,"
            " asalnya tidak dapat ditelusuri.",
            en="A TOWS strategy comes from matching internal with external factors; without"
            " citations nobody can trace it.",
        ),
        fix=Text(
            id="Isi kolom faktor yang dirujuk dengan kode dari SWOT perangkat daerah sendiri untuk"
            " dimensi yang sama, misalnya S4, O3.",
            en="Fill in the factors cited with codes from the agency's own SWOT for the same"
            " dimension, such as S4, O3.",
        ),
        message=_NOTHING_CITED,
        severity="error",
        stages=_STAGES,
        cites=(sources.DAVID,),
        since="0.1.0",
        reads=("tows", "swot"),
        function=strategies_cite_factors,
        passes=Text(
            id="Strategi SO1 DINKES merujuk 'S4, O3', dan keduanya ada dalam SWOT DINKES.",
            en="Strategy SO1 of DINKES cites 'S4, O3', and the SWOT of DINKES has both.",
        ),
        fails=Text(
            id="Strategi SO1 DINKES merujuk 'S9', yang tidak ada, dan tidak merujuk O atau T.",
            en="Strategy SO1 of DINKES cites 'S9', which does not exist, and neither an O nor a T.",
        ),
    ),
    Rule(
        code="TWS002",
        title=Text(
            id="Faktor yang dirujuk sesuai dengan selnya", en="The factors cited match the cell"
        ),
        why=Text(
            id="Sel SO memadukan kekuatan dan peluang; rujukan ke kelemahan berarti strategi itu"
            " salah tempat.",
            en="Cell SO matches strengths with opportunities; citing a weakness means that the"
            " strategy is in the wrong place.",
        ),
        fix=Text(
            id="Pindahkan strategi ke sel yang sesuai, atau perbaiki kode faktornya.",
            en="Move the strategy to the cell that fits, or mend the codes of its factors.",
        ),
        message=_WRONG_LETTERS,
        severity="error",
        stages=_STAGES,
        cites=(sources.DAVID,),
        since="0.1.0",
        reads=("tows",),
        each="tows",
        function=cited_letters_match_cell,
        passes=Text(
            id="Strategi WO2 merujuk 'W1, O2'.",
            en="Strategy WO2 cites 'W1, O2'.",
        ),
        fails=Text(
            id="Strategi di sel SO merujuk 'W2, O1'.",
            en="A strategy in cell SO cites 'W2, O1'.",
        ),
    ),
    Rule(
        code="TWS003",
        title=Text(
            id="Keempat sel TOWS setiap dimensi terisi",
            en="All four TOWS cells of every dimension are filled",
        ),
        why=Text(
            id="Sel kosong dapat berarti pilihan strategi yang terlewat.",
            en="An empty cell may be a choice of strategy that was overlooked.",
        ),
        fix=Text(
            id="Tambahkan strategi pada sel itu, atau biarkan kosong jika memang tidak ada.",
            en="Add a strategy to that cell, or leave it empty if there really is none.",
        ),
        message=_EMPTY_CELLS,
        severity="warning",
        stages=_STAGES,
        cites=(sources.DAVID,),
        since="0.1.0",
        reads=("tows", "tows_merged"),
        function=dimensions_have_all_cells,
        passes=Text(
            id="Smart Governance memiliki SO1, WO1, ST1, dan WT1.",
            en="Smart Governance has SO1, WO1, ST1 and WT1.",
        ),
        fails=Text(
            id="Smart Governance memiliki SO1, WO1, dan ST1, tetapi sel WT kosong.",
            en="Smart Governance has SO1, WO1 and ST1, but cell WT is empty.",
        ),
    ),
)
