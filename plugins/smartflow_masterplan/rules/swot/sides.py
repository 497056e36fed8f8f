"""SWT008 and SWT009: a factor stands on its right side, and a matrix has neither few nor many.

Strengths and weaknesses are within the city's control, opportunities and threats outside it. The
literature asks for 5 to 10 factors in a matrix (Rangkuti) or 10 to 20 (David); what an agency
writes is raw material, so the consolidated SWOT is counted. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, whole
from smartflow_masterplan.rules.swot.factor_table import factor_table
from smartflow_masterplan.rules.swot.factors import category, category_of_code, in_force, side_of
from smartflow_masterplan.sheets.shared_columns import EXTERNAL_SCOPE, INTERNAL_SCOPE
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings

__all__ = ["FACTOR_RULES"]

# -- SWT008 ---------------------------------------------------------------------------------------

_WRONG_SCOPE = Text(
    id="Faktor {code} ({agency}) berkategori {category}, yang {right}, tetapi lingkupnya ditulis"
    " {scope}.",
    en="Factor {code} ({agency}) is of category {category}, which is {right}, but its scope is"
    " written as {scope}.",
)
_WRONG_LETTER = Text(
    id="Faktor {code} ({agency}) berkategori {category}, padahal kodenya diawali huruf {letter}.",
    en="Factor {code} ({agency}) is of category {category}, while its code begins with {letter}.",
)

_SCOPES = {"internal": INTERNAL_SCOPE, "external": EXTERNAL_SCOPE}
_NAMES = {
    "internal": Text(
        id="internal (dalam kendali pemda)", en="internal (within the city's control)"
    ),
    "external": Text(
        id="eksternal (di luar kendali pemda)", en="external (outside the city's control)"
    ),
}


def scopes_match_categories(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for factors whose scope or code speaks against their category."""
    table = factor_table(dossier)
    if not table:
        yield NotApplicable()
    for factor in table:
        letter, scope = factor.category, factor.row["scope"]
        coded = category_of_code(factor.code)
        if not letter or (scope is None and coded in {letter, ""}):
            continue
        said: dict[str, object] = {
            "code": factor.code,
            "agency": factor.agency,
            "category": letter,
        }
        side = side_of(letter)
        if scope and scope != _SCOPES[side]:
            values = {**said, "right": _NAMES[side], "scope": str(scope)}
            yield finding(_WRONG_SCOPE, values, row=factor.row, column="scope")
        if coded and coded != letter:
            values = {**said, "letter": coded}
            yield finding(_WRONG_LETTER, values, row=factor.row, column="category")


# -- SWT009 ---------------------------------------------------------------------------------------

_WRONG_COUNT = Text(
    id="SWOT gabungan dimensi {dimension} memakai {count} faktor {side}; yang lazim {minimum}"
    " sampai {maximum}.",
    en="The consolidated SWOT of the dimension {dimension} uses {count} {side} factors; {minimum}"
    " to {maximum} are usual.",
)
_NOT_CONSOLIDATED = Text(
    id="Belum ada dimensi yang SWOT-nya digabungkan.", en="No dimension's SWOT is consolidated yet."
)
_MATRICES = {
    "internal": Text(id="internal (IFAS)", en="internal (IFAS)"),
    "external": Text(id="eksternal (EFAS)", en="external (EFAS)"),
}


def matrices_have_usual_size(
    dossier: Dossier, settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each consolidated matrix with unusually few or many factors."""
    settled = [item for item in dossier.dimensions if dossier.submitted("swot_merged", item.key)]
    if not settled:
        yield NotApplicable(_NOT_CONSOLIDATED)
    minimum, maximum = whole(settings, "factors_minimum"), whole(settings, "factors_maximum")
    for dimension in settled:
        rows = in_force(dossier, "swot", "swot_merged", dimension.key)
        counts = Counter(side_of(letter) for row in rows if (letter := category(row)))
        for side, matrix in _MATRICES.items():
            if not minimum <= counts[side] <= maximum:
                values = {
                    "dimension": dimension.title,
                    "count": counts[side],
                    "side": matrix,
                    "minimum": minimum,
                    "maximum": maximum,
                }
                yield finding(_WRONG_COUNT, values, dimension=dimension.key)


FACTOR_RULES = (
    Rule(
        code="SWT008",
        title=Text(
            id="Lingkup dan kode faktor sesuai dengan kategorinya",
            en="A factor's scope and code agree with its category",
        ),
        why=Text(
            id="Kekuatan dan kelemahan ada dalam kendali pemda, peluang dan ancaman di luarnya;"
            " faktor yang tertukar menghasilkan strategi yang salah sel.",
            en="Strengths and weaknesses are within the city's control, opportunities and threats"
            " outside; a factor on the wrong side makes a strategy of the wrong cell.",
        ),
        fix=Text(
            id="Perbaiki kategori, kode, atau lingkup pada baris itu, lalu kirim ulang.",
            en="Mend the category, the code or the scope in that row, then send it again.",
        ),
        message=_WRONG_SCOPE,
        severity="warning",
        stages=(SWOT_TOWS,),
        cites=(sources.SSK,),
        since="0.1.0",
        reads=("swot",),
        function=scopes_match_categories,
        passes=Text(
            id="O1 'Dana DAK digitalisasi 2024': kategori O, lingkup eksternal.",
            en="O1 'Dana DAK digitalisasi 2024' (a central grant): category O, scope eksternal.",
        ),
        fails=Text(
            id="S3 'Bantuan aplikasi dari kementerian': kategori S, tetapi lingkup eksternal.",
            en="S3 'Bantuan aplikasi dari kementerian' (software given by a ministry): category S,"
            " but scope eksternal.",
        ),
    ),
    Rule(
        code="SWT009",
        title=Text(
            id="Jumlah faktor setiap matriks lazim",
            en="Each matrix has a usual number of factors",
        ),
        why=Text(
            id="Terlalu sedikit faktor berarti ada yang terlewat; terlalu banyak membuat bobot"
            " masing-masing tidak berarti. Rangkuti memakai 5-10 faktor, David 10-20.",
            en="Too few factors mean that something was overlooked; too many leave no weight to"
            " each. Rangkuti uses 5 to 10 factors, David 10 to 20.",
        ),
        fix=Text(
            id="Yang terlalu banyak digabungkan atau dilepas pada SWOT gabungan; yang terlalu"
            " sedikit ditambah pada SWOT perangkat daerah. Batasnya: setelan factors_minimum dan"
            " factors_maximum.",
            en="Merge or drop what is too many in the consolidated SWOT; add what is too few to an"
            " agency's SWOT. The bounds are the settings factors_minimum and factors_maximum.",
        ),
        fix_command="consolidate {city} {dimension} --output {file}",
        message=_WRONG_COUNT,
        severity="warning",
        stages=(SWOT_TOWS,),
        cites=(sources.RANGKUTI, sources.DAVID_IFE),
        since="0.1.0",
        reads=("swot_merged",),
        function=matrices_have_usual_size,
        passes=Text(
            id="SWOT gabungan Smart Economy memakai 4 S dan 4 W (internal 8), 3 O dan 3 T"
            " (eksternal 6).",
            en="The consolidated SWOT of Smart Economy uses 4 S and 4 W (8 internal), 3 O and 3 T"
            " (6 external).",
        ),
        fails=Text(
            id="SWOT gabungan Smart Economy memakai 1 S dan 2 W: hanya 3 faktor internal.",
            en="The consolidated SWOT of Smart Economy uses 1 S and 2 W: 3 internal factors only.",
        ),
    ),
)
