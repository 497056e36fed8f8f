"""The first chapter of Book 2: what the book is, for which years, and on which law it rests.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Listing
from smartflow_masterplan.chapters.plan.horizon import horizon_facts, horizon_words
from smartflow_masterplan.chapters.shared.legal import laws_table
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said

if TYPE_CHECKING:
    from smartflow import Dossier, Settings
    from smartflow.report import Block

__all__ = ["plan_introduction"]

_WHAT = Text(
    id="Buku ini memuat masterplan Smart City {city}. Isinya visi dan sasaran, strategi setiap"
    " dimensi, rencana aksi, peta jalan, dan tata kelola pelaksanaannya.",
    en="This book is the Smart City masterplan of {city}. It holds the vision and goals, the"
    " strategies of each dimension, the action plan, the road map, and how it is governed.",
)
_FROM = Text(
    id="Buku 1 Analisis Strategis menguraikan dari mana rencana ini berasal. Strategi di sini"
    " diambil dari matriks TOWS yang disusun perangkat daerah, dan setiap kegiatan menyebut"
    " strategi yang dijalankannya.",
    en="Book 1, the strategic analysis, tells where the plan comes from. The strategies here are"
    " taken from the TOWS matrices that the agencies drew up, and each activity names the"
    " strategies that it carries out.",
)
_READ = Text(
    id="Cara membaca angka:",
    en="How to read the figures:",
)
_POINTS = (
    Text(
        id="Semua angka diambil dari kertas kerja tanpa diubah. Kolom Asal menyebut barisnya:"
        " pengisi, kertas kerja, dan nomor baris.",
        en="All figures are taken from the worksheets unchanged. The column Origin names the row:"
        " who filled it in, the worksheet, and the number of the row.",
    ),
    Text(
        id="Anggaran ditulis dalam rupiah penuh. Anggaran sebuah kegiatan adalah anggaran totalnya;"
        " jika kosong, jumlah anggaran tahunannya.",
        en="Budgets are in whole rupiah. The budget of an activity is its total; where that is"
        " empty, the sum of its yearly budgets.",
    ),
    Text(
        id="Isian yang bukan angka atau tanggal dicetak seperti tertulis dan tidak ikut dijumlah.",
        en="What is not a number or a date is printed as it was written and is left out of sums.",
    ),
)
_LAW = Text(id="Dasar hukum masterplan", en="Legal basis of the masterplan")
_LAW_SAID = Text(
    id="Masterplan disusun berdasarkan peraturan berikut, sebagaimana dicatat oleh daerah.",
    en="The masterplan rests on these regulations, as the region has recorded them.",
)
_NO_LAW = Text(id="Dasar hukum belum dicatat.", en="The legal basis has not been recorded yet.")


def plan_introduction(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the introduction: purpose, years, how figures come about, legal basis."""
    law = laws_table(dossier, _LAW)
    return Chapter(
        key="plan_introduction",
        title=Text(id="Pendahuluan", en="Introduction"),
        page="new",
        blocks=(
            said(_WHAT.fill({"city": dossier.city.name}), _FROM),
            said(horizon_words(dossier, settings)),
            horizon_facts(dossier, settings),
            said(_READ),
            Listing(tuple((point,) for point in _POINTS)),
            *_legal_basis(law),
        ),
    )


def _legal_basis(table: Block | None) -> tuple[Block, ...]:
    return (nothing_yet(_NO_LAW),) if table is None else (said(_LAW_SAID), table)
