"""The worksheet in which each dimension's working group proposes its quick wins.

W10 of domain.md section 3. Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Column, Text, Worksheet
from smartflow_masterplan.sheets.shared_columns import (
    AGENCY_OWNER,
    FUND_CHOICES,
    SUB_DIMENSION,
    YES_NO,
)

__all__ = ["QUICK_WINS"]


def _score(key: str, title: Text, hint: Text) -> Column:
    """Return a column for a score of 1 to 5."""
    return Column(key, title, type="integer", hint=hint)


QUICK_WINS = Worksheet(
    key="quick_wins",
    version=1,
    title=Text("Kertas Kerja Quick Win", "Quick win worksheet"),
    per="dimension",
    row_key=("code",),
    instructions=Text(
        "Usulkan program percepatan yang mempertajam layanan yang sudah ada, bertumpu pada "
        "kearifan lokal, dan dirasakan warga dalam 6-12 bulan.",
        "Propose programmes that sharpen an existing service, rest on local wisdom, and are felt "
        "by residents within 6-12 months.",
    ),
    columns=(
        Column(
            "code",
            Text("Kode", "Code"),
            required=True,
            hint=Text("Misalnya QW1.", "For example QW1."),
        ),
        Column(
            "programme",
            Text("Nama program", "Programme"),
            required=True,
            hint=Text("Nama singkat quick win.", "The short name of the quick win."),
        ),
        SUB_DIMENSION,
        Column(
            "problem",
            Text("Masalah yang diatasi", "Problem solved"),
            hint=Text("Isu daerah yang dijawab.", "The regional issue that it answers."),
        ),
        Column(
            "local_wisdom",
            Text("Kearifan lokal", "Local wisdom"),
            hint=Text(
                "Adat, tradisi, atau kebiasaan setempat yang menjadi tumpuannya.",
                "The local custom or tradition that it rests on.",
            ),
        ),
        Column(
            "beneficiaries",
            Text("Penerima manfaat", "Beneficiaries"),
            hint=Text("Siapa yang merasakan.", "Who feels it."),
        ),
        Column(
            "beneficiary_count",
            Text("Jumlah penerima manfaat", "Number of beneficiaries"),
            type="integer",
            hint=Text("Perkiraan jumlah orang.", "How many people, roughly."),
        ),
        AGENCY_OWNER,
        Column(
            "start",
            Text("Mulai", "Start"),
            type="date",
            hint=Text("Tanggal, misalnya 02/01/2024.", "A date, day first: 02/01/2024."),
        ),
        Column(
            "end",
            Text("Selesai", "End"),
            type="date",
            hint=Text("Tanggal, misalnya 30/11/2024.", "A date, day first: 30/11/2024."),
        ),
        Column(
            "budget",
            Text("Anggaran (Rp)", "Budget (Rp)"),
            type="money",
            hint=Text(
                "Rupiah penuh. 0 jika memakai sumber daya yang ada.",
                "Whole rupiah. 0 when existing resources are used.",
            ),
        ),
        Column(
            "fund_source",
            Text("Sumber dana", "Funding source"),
            choices=FUND_CHOICES,
            hint=Text("Pilih dari daftar.", "Choose from the list."),
        ),
        Column(
            "indicator",
            Text("Indikator", "Indicator"),
            hint=Text("Ukuran keberhasilannya.", "How success is measured."),
        ),
        Column(
            "baseline",
            Text("Nilai awal", "Baseline"),
            type="decimal",
            hint=Text(
                "Angka sebelum dimulai; kosong untuk layanan baru.",
                "The number before the start; empty for a new service.",
            ),
        ),
        Column(
            "target",
            Text("Target", "Target value"),
            type="decimal",
            hint=Text("Angka yang hendak dicapai.", "The number to be reached."),
        ),
        Column("unit", Text("Satuan", "Unit"), hint=Text("Misalnya %, orang.", "As in %, people.")),
        Column(
            "target_year",
            Text("Tahun target", "Target year"),
            type="integer",
            hint=Text("Empat angka, misalnya 2024.", "Four digits, for example 2024."),
        ),
        Column(
            "new_service",
            Text("Layanan baru", "New service"),
            choices=YES_NO,
            hint=Text("ya jika belum pernah ada.", "ya (yes) if it never existed before."),
        ),
        Column(
            "kept",
            Text("Dipertahankan", "To be kept"),
            choices=YES_NO,
            hint=Text(
                "ya jika target sama dengan nilai awal.",
                "ya (yes) if the target equals the baseline.",
            ),
        ),
        Column(
            "impact_data",
            Text("Data dampak", "Impact data"),
            hint=Text(
                "Statistik yang akan ditunjukkan saat paparan.",
                "The statistics to be shown at the presentation.",
            ),
        ),
        _score(
            "impact",
            Text("Dampak (1-5)", "Impact (1-5)"),
            Text("1 kecil, 5 besar.", "1 small, 5 large."),
        ),
        _score(
            "effort",
            Text("Upaya (1-5)", "Effort (1-5)"),
            Text("1 ringan, 5 berat.", "1 light, 5 heavy."),
        ),
        Column(
            "risk",
            Text("Risiko", "Risk"),
            hint=Text("Hambatan yang mungkin timbul.", "What may stand in the way."),
        ),
    ),
)
