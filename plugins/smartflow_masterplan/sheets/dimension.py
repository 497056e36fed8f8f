"""The worksheets that each dimension's working group fills in, but for the quick wins.

Readiness (W2 and W3 of domain.md section 3), and the consolidated SWOT and TOWS (design.md 11).
Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Column, Text, Worksheet
from smartflow_masterplan.sheets.agency import FACTOR_COLUMNS, STRATEGY_COLUMNS
from smartflow_masterplan.sheets.shared_columns import DECISION_CHOICES, QUADRANT_CHOICES

__all__ = ["COMPONENTS", "READINESS", "SWOT_MERGED", "TOWS_MERGED"]

COMPONENTS = ("struktur", "infrastruktur", "suprastruktur", "sumber daya alam", "budaya")
"""Components of readiness; the first three are always asked for (domain.md W2)."""

READINESS = Worksheet(
    key="readiness",
    version=1,
    title=Text("Kertas Kerja Kesiapan dan Kesenjangan", "Readiness and gap worksheet"),
    per="dimension",
    row_key=("component", "indicator"),
    instructions=Text(
        "Nilai kesiapan struktur, infrastruktur, dan suprastruktur; tulis keadaan sekarang, "
        "keadaan yang diharapkan, dan tindakan untuk menutup kesenjangannya.",
        "Assess structure, infrastructure and suprastructure; write the present state, the "
        "expected state, and the action that closes the gap.",
    ),
    columns=(
        Column(
            "component",
            Text("Komponen", "Component"),
            required=True,
            choices=COMPONENTS,
            hint=Text("Pilih komponen dari daftar.", "Choose the component from the list."),
        ),
        Column(
            "indicator",
            Text("Subkomponen atau indikator", "Sub-component or indicator"),
            required=True,
            hint=Text(
                "Misalnya SDM, anggaran, jaringan, perwali.",
                "For example staff, budget, network, regulation.",
            ),
        ),
        Column(
            "existing",
            Text("Kondisi saat ini", "Existing condition"),
            hint=Text("Keadaan sekarang, dengan kata.", "The present state, in words."),
        ),
        Column(
            "current",
            Text("Nilai saat ini", "Current value"),
            type="decimal",
            hint=Text("Angkanya, jika ada.", "The number, if there is one."),
        ),
        Column(
            "expected",
            Text("Nilai yang diharapkan", "Expected value"),
            type="decimal",
            hint=Text("Standar atau sasaran.", "The standard or target."),
        ),
        Column("unit", Text("Satuan", "Unit"), hint=Text("Misalnya %, orang.", "As in %, people.")),
        Column(
            "score",
            Text("Skor kesiapan", "Readiness score"),
            type="integer",
            hint=Text("1 (belum siap) sampai 5 (siap).", "1 (not ready) to 5 (ready)."),
        ),
        Column(
            "evidence",
            Text("Data dukung", "Evidence"),
            hint=Text("Dokumen yang membuktikan.", "The document that proves it."),
        ),
        Column(
            "gap",
            Text("Kesenjangan", "Gap"),
            hint=Text(
                "Selisih antara harapan dan keadaan sekarang.",
                "What lies between the expected and the present state.",
            ),
        ),
        Column(
            "action",
            Text("Tindakan", "Action"),
            hint=Text("Cara menutup kesenjangan.", "How the gap is closed."),
        ),
    ),
)

_SOURCE_COLUMNS = (
    Column(
        "source",
        Text("Baris asal", "Source row"),
        required=True,
        hint=Text("Diisi oleh SmartFlow; jangan diubah.", "Filled in by SmartFlow; leave it."),
    ),
    Column(
        "agency",
        Text("Perangkat daerah asal", "Source agency"),
        required=True,
        refers="agency",
        hint=Text("Diisi oleh SmartFlow; jangan diubah.", "Filled in by SmartFlow; leave it."),
    ),
)

_RESEMBLES = Column(
    "resembles",
    Text("Mirip dengan", "Resembles"),
    hint=Text(
        "Diisi oleh SmartFlow: baris yang hampir sama, berdampingan dengan baris ini.",
        "Filled in by SmartFlow: rows that are nearly the same and stand beside this one.",
    ),
)

_DECISION_COLUMNS = (
    Column(
        "decision",
        Text("Keputusan", "Decision"),
        required=True,
        choices=DECISION_CHOICES,
        hint=Text(
            "dipakai, digabung, atau tidak dipakai.",
            "dipakai (used), digabung (merged) or tidak dipakai (not used).",
        ),
    ),
    Column(
        "merged_into",
        Text("Digabung ke", "Merged into"),
        hint=Text(
            "Perangkat daerah dan kode baris dipakai yang dituju, misalnya DINKES:S4.",
            "The agency and code of the used row that it goes into, for example DINKES:S4.",
        ),
    ),
    Column(
        "reason",
        Text("Alasan", "Reason"),
        hint=Text("Wajib jika tidak dipakai.", "Needed when it is not used."),
    ),
)


def _decided(columns: tuple[Column, ...], words: str) -> tuple[Column, ...]:
    """Return the columns of a consolidated sheet: the decision stands right behind the words.

    So a coordinator reads and decides on a laptop's screen, without scrolling to and fro.

    Args:
        columns: The agencies' columns.
        words: The key of the one that says what is decided on.
    """
    split = [column.key for column in columns].index(words) + 1
    decision = (_RESEMBLES, *_DECISION_COLUMNS)
    return (*_SOURCE_COLUMNS, *columns[:split], *decision, *columns[split:])


_QUADRANT = Column(
    "quadrant",
    Text("Kuadran", "Quadrant"),
    choices=QUADRANT_CHOICES,
    folded=True,
    hint=Text(
        "Boleh kosong; cukup pada satu baris. I SO, II ST, III WO, IV WT.",
        "Optional; on one row only. I SO, II ST, III WO, IV WT.",
    ),
)

SWOT_MERGED = Worksheet(
    key="swot_merged",
    version=1,
    title=Text("SWOT gabungan dimensi", "Consolidated SWOT of the dimension"),
    per="dimension",
    row_key=("source",),
    consolidates="swot",
    compares="factor",
    likeness="duplicate_similarity",
    instructions=Text(
        "Koordinator dimensi menandai setiap faktor dari perangkat daerah: dipakai, digabung "
        "ke faktor lain yang dipakai, atau tidak dipakai beserta alasannya. Faktor yang hampir "
        "sama berdampingan.",
        "The dimension's coordinator marks each agency's factor: used, merged into another that "
        "is used, or not used, with the reason. Factors that are nearly the same stand side by "
        "side.",
    ),
    columns=(*_decided(FACTOR_COLUMNS, "factor"), _QUADRANT),
)

TOWS_MERGED = Worksheet(
    key="tows_merged",
    version=1,
    title=Text("TOWS gabungan dimensi", "Consolidated TOWS of the dimension"),
    per="dimension",
    row_key=("source",),
    consolidates="tows",
    compares="strategy",
    likeness="duplicate_similarity",
    instructions=Text(
        "Koordinator dimensi menandai setiap strategi dari perangkat daerah: dipakai, digabung "
        "ke strategi lain yang dipakai, atau tidak dipakai beserta alasannya. Strategi yang "
        "hampir sama berdampingan.",
        "The dimension's coordinator marks each agency's strategy: used, merged into another "
        "that is used, or not used, with the reason. Strategies that are nearly the same stand "
        "side by side.",
    ),
    columns=_decided(STRATEGY_COLUMNS, "strategy"),
)
