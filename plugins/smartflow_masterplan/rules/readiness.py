"""RDY001 and GAP001: each dimension's readiness is assessed, and each gap has an action.

Components are data: structure, infrastructure and suprastructure are asked for nationally, a
region may ask for nature and culture too (domain.md 3, W2 and W3). Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import amount, filled, finding, listed, shortened, words
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["READINESS_RULES", "read_gap"]

# -- RDY001 ---------------------------------------------------------------------------------------

_NOT_ASSESSED = Text(
    id="Kesiapan dimensi {dimension} belum dinilai untuk komponen {missing}.",
    en="The readiness of the dimension {dimension} is not assessed yet for: {missing}.",
)

_ASSESSMENT = ("existing", "current", "score")


def components_are_assessed(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each dimension some component of which nobody has assessed."""
    components = words(settings, "readiness_components")
    for dimension in dossier.dimensions:
        assessed = {
            row.text("component")
            for row in dossier.rows("readiness", dimension=dimension.key)
            if any(filled(row, column) for column in _ASSESSMENT)
        }
        missing = [component for component in components if component not in assessed]
        if missing:
            values = {"dimension": dimension.title, "missing": listed(missing)}
            yield finding(_NOT_ASSESSED, values, dimension=dimension.key)


# -- GAP001 ---------------------------------------------------------------------------------------

_WRONG_GAP = Text(
    id="Kesenjangan '{indicator}' tertulis {written}, padahal selisih nilai yang diharapkan"
    " ({expected}) dan nilai saat ini ({current}) adalah {gap}.",
    en="The gap of '{indicator}' is written as {written}, while the expected value ({expected})"
    " and the current one ({current}) differ by {gap}.",
)
_NO_ACTION = Text(
    id="Kesenjangan '{indicator}' belum memiliki tindakan untuk menutupnya.",
    en="Nothing is written that closes the gap of '{indicator}'.",
)

_ROUNDING = Decimal("0.005")
_FIRST_NUMBER = re.compile(r"\d[\d.,]*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def read_gap(written: str) -> tuple[Decimal, ...]:
    """Return what the first number in a gap's words may mean, its sign left out.

    ``1,4 indeks`` is one number; ``1.400 orang`` may be a thousand or one point four.
    """
    match = _FIRST_NUMBER.search(written)
    if match is None:
        return ()
    digits = match[0].rstrip(".,")
    if "," in digits:
        whole, _, rest = digits.rpartition(",")
        plain = f"{whole.replace('.', '').replace(',', '')}.{rest}"
        return (Decimal(plain),) if rest.isdigit() else ()
    if digits.count(".") > 1:
        return (Decimal(digits.replace(".", "")),)
    readings = {Decimal(digits)}
    if _THOUSANDS.fullmatch(digits):
        readings.add(Decimal(digits.replace(".", "")))
    return tuple(sorted(readings))


def gaps_are_closed(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings for gaps that are miscalculated, and for gaps without an action."""
    rows = dossier.rows("readiness")
    if not rows:
        yield NotApplicable()
    for row in rows:
        yield from _gap(row)


def _gap(row: Row) -> Iterator[Finding]:
    """Yield what is wrong with one row; where less is better the gap runs downwards."""
    current, expected, written = amount(row, "current"), amount(row, "expected"), row.text("gap")
    said: dict[str, object] = {"indicator": shortened(row.text("indicator"))}
    gap = None if current is None or expected is None else abs(expected - current)
    readings = read_gap(written)
    if gap is not None and readings and min(abs(gap - item) for item in readings) > _ROUNDING:
        values = {
            **said,
            "written": shortened(written),
            "expected": expected,
            "current": current,
            "gap": gap,
        }
        yield finding(_WRONG_GAP, values, row=row, column="gap")
    open_gap = bool(gap) if gap is not None else bool(written) and not _says_none(written)
    if open_gap and not filled(row, "action"):
        yield finding(_NO_ACTION, said, row=row, column="action")


def _says_none(written: str) -> bool:
    """Say whether the words of a gap say that there is none."""
    return written.casefold().strip(" .-") in {"", "0", "tidak ada", "nihil", "none"}


READINESS_RULES = (
    Rule(
        code="RDY001",
        title=Text(
            id="Kesiapan setiap dimensi dinilai pada semua komponen",
            en="Every dimension's readiness is assessed in all components",
        ),
        why=Text(
            id="Struktur, infrastruktur, dan suprastruktur adalah dasar analisis kesenjangan; yang"
            " tidak dinilai tidak akan direncanakan.",
            en="Structure, infrastructure and suprastructure are the basis of the gap analysis;"
            " what is not assessed will not be planned for.",
        ),
        fix=Text(
            id="Tambahkan baris komponen itu pada kertas kerja kesiapan dimensi, dengan kondisi,"
            " nilai, atau skornya, lalu kirim.",
            en="Add a row for that component to the dimension's readiness worksheet, with its"
            " condition, value or score, then send it.",
        ),
        fix_command="submit {city} {file}",
        message=_NOT_ASSESSED,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.TEGAL, sources.CITIASIA, sources.BONTANG_I),
        since="0.1.0",
        reads=("readiness",),
        function=components_are_assessed,
        passes=Text(
            id="Smart Living: struktur 'tenaga gizi' skor 3, infrastruktur 'puskesmas daring' 62%,"
            " suprastruktur 'perwali stunting' sudah terbit.",
            en="Smart Living: struktur 'tenaga gizi' (nutritionists) score 3, infrastruktur"
            " 'puskesmas daring' (health centres online) 62 %, suprastruktur 'perwali stunting'"
            " issued.",
        ),
        fails=Text(
            id="Smart Living menilai struktur (2 baris) dan infrastruktur (1 baris); tidak ada"
            " baris suprastruktur.",
            en="Smart Living assesses struktur (2 rows) and infrastruktur (1 row); there is no row"
            " for suprastruktur.",
        ),
    ),
    Rule(
        code="GAP001",
        title=Text(
            id="Kesenjangan dihitung benar dan memiliki tindakan",
            en="A gap is calculated right and has an action",
        ),
        why=Text(
            id="Rencana aksi lahir dari kesenjangan; angka yang keliru atau kesenjangan tanpa"
            " tindakan memutus alurnya.",
            en="Actions come from gaps; a wrong number or a gap without an action breaks the line.",
        ),
        fix=Text(
            id="Tulis selisih nilai yang diharapkan dan nilai saat ini pada kolom Kesenjangan, dan"
            " cara menutupnya pada kolom Tindakan.",
            en="Write the difference of the expected and the current value in the column for the"
            " gap, and how it is closed in the column for the action.",
        ),
        message=_NO_ACTION,
        severity="warning",
        stages=(SWOT_TOWS,),
        cites=(sources.TEGAL, sources.LUWU_UTARA),
        since="0.1.0",
        reads=("readiness",),
        function=gaps_are_closed,
        passes=Text(
            id="Indeks SPBE: saat ini 2,1, diharapkan 3,5, kesenjangan '1,4 indeks', tindakan"
            " 'Menetapkan arsitektur SPBE'.",
            en="SPBE index: current 2.1, expected 3.5, gap '1,4 indeks', action 'Menetapkan"
            " arsitektur SPBE' (adopt an SPBE architecture).",
        ),
        fails=Text(
            id="Indeks SPBE: saat ini 2,1, diharapkan 3,5, tetapi kesenjangan ditulis '1,6' dan"
            " tindakannya kosong.",
            en="SPBE index: current 2.1, expected 3.5, but the gap is written as '1,6' and no"
            " action is given.",
        ),
    ),
)
