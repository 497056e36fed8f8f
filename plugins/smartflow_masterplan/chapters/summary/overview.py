"""The plan on one page: the region, how far it is, and the numbers that matter.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Facts, Money
from smartflow_masterplan.chapters.plan.budget import budget_of
from smartflow_masterplan.chapters.plan.horizon import horizon_words
from smartflow_masterplan.chapters.plan.strategies import strategies_in_force
from smartflow_masterplan.chapters.plan.vision import vision_blocks
from smartflow_masterplan.chapters.shared.parts import said
from smartflow_masterplan.chapters.shared.tables import count, sheet_rows
from smartflow_masterplan.chapters.shared.wording import stage_title
from smartflow_masterplan.rules.judging import amount

if TYPE_CHECKING:
    from smartflow import Dossier, Settings

__all__ = ["summary_overview"]

_WHAT = Text(
    id="Ringkasan ini memuat pokok masterplan Smart City {city} bagi pimpinan, Dewan Smart City,"
    " dan masyarakat. Uraiannya ada pada Buku 1 Analisis Strategis dan Buku 2 Masterplan.",
    en="This summary holds the main points of the Smart City masterplan of {city} for those who"
    " decide, for the Smart City council and for the public. Book 1, the strategic analysis, and"
    " Book 2, the masterplan, tell the whole of it.",
)


def summary_overview(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the page: what the plan is, its vision, its key numbers."""
    return Chapter(
        key="summary_overview",
        title=Text(id="Masterplan dalam satu halaman", en="The masterplan on one page"),
        blocks=(
            said(_WHAT.fill({"city": dossier.city.name})),
            *vision_blocks(dossier),
            said(horizon_words(dossier, settings)),
            _region(dossier),
            _numbers(dossier),
        ),
        page="new",
    )


def _region(dossier: Dossier) -> Facts:
    city = dossier.city
    return Facts(
        Text(id="Daerah", en="Region"),
        (
            (Text(id="Nama", en="Name"), city.name),
            (Text(id="Kode wilayah", en="Region code"), city.region_code),
            (Text(id="Provinsi", en="Province"), city.province),
            (Text(id="Tahap", en="Stage"), stage_title(dossier)),
            (Text(id="Keadaan pada", en="As of"), dossier.as_of),
        ),
    )


def _numbers(dossier: Dossier) -> Facts:
    """Return the key numbers, each as its worksheet or register has it."""
    actions = sheet_rows(dossier, "actions")
    quick_wins = sheet_rows(dossier, "quick_wins")
    chosen = dossier.selected("quick_wins") if quick_wins else ()
    strategies = sum(len(strategies_in_force(dossier, one.key)) for one in dossier.dimensions)
    funds = sum(int(amount(row, "budget") or 0) for row in chosen)
    return Facts(
        Text(id="Angka pokok", en="Key numbers"),
        (
            (Text(id="Dimensi", en="Dimensions"), count(dossier.dimensions)),
            (
                Text(id="Perangkat daerah dan mitra", en="Agencies and partners"),
                count(dossier.present_agencies),
            ),
            (Text(id="Isu daerah", en="Regional issues"), count(sheet_rows(dossier, "issues"))),
            (Text(id="Strategi yang berlaku", en="Strategies in force"), count(strategies)),
            (
                Text(id="Indikator sasaran", en="Goal indicators"),
                count(sheet_rows(dossier, "goals")),
            ),
            (Text(id="Kegiatan rencana aksi", en="Activities planned"), count(actions)),
            (
                Text(id="Anggaran rencana aksi", en="Budget of the action plan"),
                Money(budget_of(actions).total),
            ),
            (Text(id="Usulan quick win", en="Proposed quick wins"), count(quick_wins)),
            (Text(id="Quick win terpilih", en="Selected quick wins"), count(chosen)),
            (
                Text(id="Anggaran quick win terpilih", en="Budget of the selected quick wins"),
                Money(funds),
            ),
        ),
    )
