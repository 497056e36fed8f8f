"""QWN003 and QWN004: a quick win is funded, and its success can be measured.

Funds need not come from APBD; Rp0 is fine where existing resources are used. Imports the public
names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import amount, finding, titles
from smartflow_masterplan.rules.quick_wins.judged import is_new, judged, quick_win_name
from smartflow_masterplan.sheets.quick_win import QUICK_WINS
from smartflow_masterplan.sheets.shared_columns import YES
from smartflow_masterplan.stages import QUICK_WIN_SELECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["EXISTING_RESOURCES", "QUICK_WIN_RULES"]

EXISTING_RESOURCES = "sumber daya yang ada"

# -- QWN003 ---------------------------------------------------------------------------------------

_NO_BUDGET = Text(
    id="Quick win '{name}' belum memiliki anggaran; tulis 0 jika memakai sumber daya yang ada.",
    en="Quick win '{name}' has no budget; write 0 when it uses existing resources.",
)
_NEGATIVE_BUDGET = Text(
    id="Anggaran quick win '{name}' kurang dari Rp0.",
    en="The budget of quick win '{name}' is less than Rp0.",
)
_UNFUNDED = Text(
    id="Quick win '{name}' beranggaran Rp0, tetapi sumber dananya bukan 'sumber daya yang ada'.",
    en="Quick win '{name}' has a budget of Rp0, but its funding source is not 'sumber daya yang"
    " ada' (existing resources).",
)
_NO_SOURCE = Text(
    id="Quick win '{name}' belum memiliki sumber dana.",
    en="Quick win '{name}' has no funding source.",
)


def quick_wins_are_funded(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for quick wins without a budget or a source of funds."""
    rows, severity = judged(dossier)
    if not rows:
        yield NotApplicable()
    for row in rows:
        for message, column in _funding(row):
            yield finding(
                message, {"name": quick_win_name(row)}, row=row, column=column, severity=severity
            )


def _funding(row: Row) -> Iterator[tuple[Text, str]]:
    budget, source = amount(row, "budget"), row.text("fund_source")
    if not source:
        yield _NO_SOURCE, "fund_source"
    if budget is None:
        yield _NO_BUDGET, "budget"
    elif budget < 0:
        yield _NEGATIVE_BUDGET, "budget"
    elif budget == 0 and source and source != EXISTING_RESOURCES:
        yield _UNFUNDED, "budget"


# -- QWN004 ---------------------------------------------------------------------------------------

_UNMEASURED = Text(
    id="Quick win '{name}' belum memiliki {missing}.", en="Quick win '{name}' lacks: {missing}."
)
_UNCHANGED = Text(
    id="Target quick win '{name}' sama dengan nilai awalnya ({value}); tandai 'dipertahankan' jika"
    " memang begitu.",
    en="The target of quick win '{name}' equals its baseline ({value}); mark it as kept if that is"
    " meant.",
)


def quick_wins_are_measurable(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for quick wins whose success cannot be measured."""
    rows, severity = judged(dossier)
    if not rows:
        yield NotApplicable()
    for row in rows:
        asked = ["indicator", "baseline", "target", "unit", "target_year"]
        if is_new(row):
            asked.remove("baseline")
        missing = [column for column in asked if not row.text(column)]
        if missing:
            names = titles(QUICK_WINS.column(column).title for column in missing)
            yield finding(
                _UNMEASURED,
                {"name": quick_win_name(row), "missing": names},
                row=row,
                column=missing[0],
                severity=severity,
            )
        baseline, target = amount(row, "baseline"), amount(row, "target")
        if target is not None and baseline == target and row.text("kept") != YES:
            yield finding(
                _UNCHANGED,
                {"name": quick_win_name(row), "value": target},
                row=row,
                column="target",
                severity=severity,
            )


QUICK_WIN_RULES = (
    Rule(
        code="QWN003",
        title=Text(
            id="Quick win memiliki anggaran dan sumber dana",
            en="A quick win has a budget and a source of funds",
        ),
        why=Text(
            id="Asesor berulang kali mencatat pembiayaan yang tidak jelas; dana boleh dari luar"
            " APBD.",
            en="Assessors keep remarking on unclear funding; the funds need not come from APBD.",
        ),
        fix=Text(
            id="Isi anggaran dan sumber dananya. Rp0 diterima dengan sumber dana 'sumber daya yang"
            " ada'.",
            en="Fill in the budget and its source. Rp0 is accepted with the source 'sumber daya"
            " yang ada' (existing resources).",
        ),
        message=_NO_SOURCE,
        severity="error",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.MALANG, sources.MUARA_ENIM),
        since="0.1.0",
        reads=("quick_wins",),
        function=quick_wins_are_funded,
        passes=Text(
            id="'Lapau Layanan': Rp45.000.000 dari CSR/TJSL; atau Rp0 dengan 'sumber daya yang"
            " ada'.",
            en="'Lapau Layanan': Rp45,000,000 from CSR/TJSL; or Rp0 with 'sumber daya yang ada'"
            " (existing resources).",
        ),
        fails=Text(
            id="'Lapau Layanan': Rp45.000.000, tetapi sumber dananya kosong.",
            en="'Lapau Layanan': Rp45,000,000, but no source of funds.",
        ),
    ),
    Rule(
        code="QWN004",
        title=Text(
            id="Keberhasilan quick win dapat diukur", en="The success of a quick win is measurable"
        ),
        why=Text(
            id="Kepala daerah memaparkan quick win dengan statistik dampaknya.",
            en="The head of the region presents the quick wins with statistics of their impact.",
        ),
        fix=Text(
            id="Lengkapi indikator, nilai awal, target, satuan, dan tahun target. Layanan baru"
            " tidak perlu nilai awal; target boleh sama jika ditandai 'dipertahankan'.",
            en="Complete indicator, baseline, target, unit and target year. A new service needs no"
            " baseline; the target may equal it when marked as kept.",
        ),
        message=_UNMEASURED,
        severity="error",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.BALIKPAPAN,),
        since="0.1.0",
        reads=("quick_wins",),
        function=quick_wins_are_measurable,
        passes=Text(
            id="Waktu urus KTP: nilai awal 5, target 1, satuan hari, tahun 2024.",
            en="Time to get an identity card: baseline 5, target 1, unit days, year 2024.",
        ),
        fails=Text(
            id="Indikator 'layanan membaik' tanpa satuan dan tahun; nilai awal dan targetnya"
            " sama-sama 5.",
            en="The indicator 'layanan membaik' (better service) without unit and year; baseline"
            " and target are both 5.",
        ),
    ),
)
