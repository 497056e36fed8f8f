"""The worksheets that the city's team fills in once: goals and actions.

Vision, goals and targets (W6 of domain.md section 3) and the action plan (W8). Imports the public
names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Column, Text, Worksheet
from smartflow_masterplan.sheets.shared_columns import (
    AGENCY_OWNER,
    DIMENSION,
    FUND_CHOICES,
    SUB_DIMENSION,
)

__all__ = ["ACTIONS", "ACTION_CATEGORIES", "BUDGET_YEARS", "GOALS"]

ACTION_CATEGORIES = ("kebijakan dan kelembagaan", "infrastruktur", "aplikasi", "literasi")
"""The four blocks of an action plan that are checked after adoption (domain.md 1.5)."""

BUDGET_YEARS = 5
"""Years of a masterplan for which a budget is asked."""

_YEAR_HINT = Text("Empat angka, misalnya 2028.", "Four digits, for example 2028.")

GOALS = Worksheet(
    key="goals",
    version=1,
    title=Text("Kertas Kerja Visi dan Sasaran", "Vision and goals worksheet"),
    per="city",
    row_key=("dimension", "goal", "indicator"),
    instructions=Text(
        "Tulis satu indikator sasaran per baris dan kaitkan dengan RPJMD.",
        "Write one goal indicator per row and link it to the RPJMD.",
    ),
    columns=(
        Column(
            "vision",
            Text("Visi", "Vision"),
            hint=Text("Visi smart city daerah.", "The city's smart city vision."),
        ),
        Column(
            "mission",
            Text("Misi", "Mission"),
            hint=Text("Misi yang didukung.", "The mission that it supports."),
        ),
        Column(
            "goal",
            Text("Sasaran", "Goal"),
            required=True,
            hint=Text("Keadaan yang hendak dicapai.", "The state to be reached."),
        ),
        DIMENSION,
        SUB_DIMENSION,
        Column(
            "indicator",
            Text("Indikator", "Indicator"),
            required=True,
            hint=Text("Ukuran sasaran.", "The measure of the goal."),
        ),
        Column(
            "baseline",
            Text("Nilai awal", "Baseline"),
            type="decimal",
            hint=Text("Angka pada tahun awal.", "The number in the first year."),
        ),
        Column(
            "target",
            Text("Target", "Target value"),
            type="decimal",
            hint=Text("Angka pada tahun target.", "The number in the target year."),
        ),
        Column("year", Text("Tahun target", "Target year"), type="integer", hint=_YEAR_HINT),
        Column("unit", Text("Satuan", "Unit"), hint=Text("Misalnya %, orang.", "As in %, people.")),
        Column(
            "rpjmd",
            Text("Kaitan RPJMD", "RPJMD link"),
            hint=Text(
                "Tujuan, sasaran, atau program RPJMD yang didukung.",
                "The goal, target or programme of the RPJMD that it supports.",
            ),
        ),
    ),
)

ACTIONS = Worksheet(
    key="actions",
    version=1,
    title=Text("Kertas Kerja Rencana Aksi", "Action plan worksheet"),
    per="city",
    row_key=("dimension", "programme", "activity"),
    instructions=Text(
        "Tulis satu kegiatan per baris, dengan penanggung jawab, tahun, anggaran, dan strategi "
        "TOWS yang menjadi dasarnya.",
        "Write one activity per row, with its agency, years, budget and the TOWS strategy that it "
        "rests on.",
    ),
    columns=(
        DIMENSION,
        SUB_DIMENSION,
        Column(
            "programme",
            Text("Program", "Programme"),
            required=True,
            hint=Text("Nama program.", "The name of the programme."),
        ),
        Column(
            "activity",
            Text("Kegiatan", "Activity"),
            required=True,
            hint=Text("Kegiatan atau subkegiatan.", "The activity or sub-activity."),
        ),
        Column(
            "category",
            Text("Kategori", "Category"),
            choices=ACTION_CATEGORIES,
            hint=Text("Pilih dari daftar.", "Choose from the list."),
        ),
        AGENCY_OWNER,
        Column(
            "support",
            Text("Perangkat daerah pendukung", "Supporting agencies"),
            type="codes",
            hint=Text("Kode, dipisahkan koma.", "Codes, separated by commas."),
        ),
        Column(
            "strategy",
            Text("Strategi yang dirujuk", "Strategies cited"),
            type="codes",
            hint=Text(
                "Kode strategi TOWS, misalnya DINKES:SO1.",
                "Codes of TOWS strategies, for example DINKES:SO1.",
            ),
        ),
        Column(
            "output",
            Text("Keluaran", "Output"),
            hint=Text("Hasil langsung kegiatan.", "What the activity yields."),
        ),
        Column(
            "outcome",
            Text("Hasil", "Outcome"),
            hint=Text("Manfaat bagi warga.", "What residents gain."),
        ),
        Column("start_year", Text("Tahun mulai", "Start year"), type="integer", hint=_YEAR_HINT),
        Column("end_year", Text("Tahun selesai", "End year"), type="integer", hint=_YEAR_HINT),
        Column(
            "budget",
            Text("Anggaran total (Rp)", "Total budget (Rp)"),
            type="money",
            hint=Text("Rupiah penuh.", "Whole rupiah."),
        ),
        *(
            Column(
                f"budget_{year}",
                Text(f"Anggaran tahun ke-{year} (Rp)", f"Budget of year {year} (Rp)"),
                type="money",
                folded=True,
                hint=Text("Rupiah penuh.", "Whole rupiah."),
            )
            for year in range(1, BUDGET_YEARS + 1)
        ),
        Column(
            "fund_source",
            Text("Sumber dana", "Funding source"),
            choices=FUND_CHOICES,
            hint=Text("Pilih dari daftar.", "Choose from the list."),
        ),
        Column(
            "location",
            Text("Lokasi", "Location"),
            hint=Text("Kecamatan, kelurahan, atau desa.", "Sub-district or village."),
        ),
    ),
)
