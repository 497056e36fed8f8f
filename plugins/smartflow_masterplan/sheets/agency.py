"""The worksheets that every agency fills in: issues, SWOT and TOWS.

Columns follow domain.md section 3 (W1, W4, W5) and section 4 for the optional scores. The
official headings are not published, so they are data here and nowhere else. Imports the public
names of ``smartflow`` only.
"""

from __future__ import annotations

from smartflow import Column, Text, Worksheet
from smartflow_masterplan.sheets.shared_columns import (
    AGENCY_OWNER,
    APKL_CHOICES,
    CELL_CHOICES,
    DIMENSION,
    SCOPE_CHOICES,
    SUB_DIMENSION,
    SWOT_CHOICES,
)

__all__ = ["FACTOR_COLUMNS", "ISSUES", "STRATEGY_COLUMNS", "SWOT", "TOWS"]


def _usg(key: str, indonesian: str, english: str) -> Column:
    """Return one of the three USG columns."""
    return Column(
        key,
        Text(indonesian, english),
        type="integer",
        folded=True,
        hint=Text(
            "Bilangan bulat pada skala USG; isi ketiganya atau kosongkan semua.",
            "A whole number on the USG scale; fill in all three or none.",
        ),
    )


def _apkl(key: str, indonesian: str, english: str) -> Column:
    """Return one of the four APKL columns."""
    return Column(
        key,
        Text(indonesian, english),
        choices=APKL_CHOICES,
        folded=True,
        hint=Text(
            "ya/tidak, atau nilai 1-5; satu cara untuk satu isu.",
            "ya/tidak (yes/no), or a score of 1-5; one way per issue.",
        ),
    )


ISSUES = Worksheet(
    key="issues",
    version=1,
    title=Text("Kertas Kerja Analisis Isu Daerah", "Regional issue analysis worksheet"),
    per="agency",
    row_key=("dimension", "issue"),
    instructions=Text(
        "Tulis satu isu per baris, lengkap dengan data, satuan, tahun, dan sumbernya. "
        "Kolom yang terlipat di sebelah kanan boleh dikosongkan.",
        "Write one issue per row, with its figure, unit, year and source. "
        "The folded columns on the right are optional.",
    ),
    columns=(
        DIMENSION,
        Column(
            "issue",
            Text("Isu daerah", "Regional issue"),
            required=True,
            hint=Text(
                "Satu kalimat: apa masalahnya dan siapa yang terdampak.",
                "One sentence: what is wrong and whom it affects.",
            ),
        ),
        Column(
            "location",
            Text("Lokasi", "Location"),
            hint=Text(
                "Kecamatan, kelurahan, desa, atau seluruh wilayah.",
                "Sub-district, village, or the whole region.",
            ),
        ),
        Column(
            "data",
            Text("Data", "Figure"),
            type="decimal",
            hint=Text("Angkanya saja, misalnya 12,5.", "The number alone, for example 12,5."),
        ),
        Column(
            "unit",
            Text("Satuan", "Unit"),
            hint=Text("Misalnya %, orang, ton/hari.", "For example %, people, tons a day."),
        ),
        Column(
            "year",
            Text("Tahun data", "Year of the figure"),
            type="integer",
            hint=Text("Empat angka, misalnya 2022.", "Four digits, for example 2022."),
        ),
        Column(
            "source",
            Text("Sumber data", "Source of the figure"),
            hint=Text(
                "Dokumen atau instansi, misalnya BPS, LKjIP Dinkes.",
                "A document or an institution, for example the statistics office.",
            ),
        ),
        SUB_DIMENSION,
        Column(
            "cause",
            Text("Penyebab", "Cause"),
            folded=True,
            hint=Text("Akar masalah, jika diketahui.", "The root cause, if known."),
        ),
        Column(
            "owner",
            AGENCY_OWNER.title,
            refers="agency",
            folded=True,
            hint=Text(
                "Kode perangkat daerah; kosong berarti pengisi kertas kerja.",
                "The agency's code; empty means whoever fills this in.",
            ),
        ),
        _usg("urgency", "U (urgensi)", "U (urgency)"),
        _usg("seriousness", "S (keseriusan)", "S (seriousness)"),
        _usg("growth", "G (perkembangan)", "G (growth)"),
        Column(
            "total",
            Text("Total USG", "USG total"),
            type="integer",
            folded=True,
            hint=Text("U + S + G.", "U + S + G."),
        ),
        Column(
            "rank",
            Text("Peringkat", "Rank"),
            folded=True,
            hint=Text(
                "1, 2, 3 atau I, II, III; total yang sama berperingkat sama.",
                "1, 2, 3 or I, II, III; equal totals share a rank.",
            ),
        ),
        _apkl("actual", "A (aktual)", "A (actual)"),
        _apkl("problematic", "P (problematik)", "P (problematic)"),
        _apkl("relevant", "K (kekhalayakan)", "K (public relevance)"),
        _apkl("feasible", "L (kelayakan)", "L (feasible)"),
        Column(
            "rpjmd",
            Text("Kaitan RPJMD", "RPJMD link"),
            folded=True,
            hint=Text(
                "Tujuan, sasaran, atau program RPJMD yang terkait.",
                "The related goal, target or programme of the RPJMD.",
            ),
        ),
    ),
)

FACTOR_COLUMNS = (
    Column(
        "category",
        Text("Kategori", "Category"),
        choices=SWOT_CHOICES,
        hint=Text(
            "S kekuatan, W kelemahan, O peluang, T ancaman.",
            "S strength, W weakness, O opportunity, T threat.",
        ),
    ),
    Column(
        "code",
        Text("Kode", "Code"),
        required=True,
        hint=Text(
            "Huruf kategori dan nomor: S1, S2, W1, O1, T1.",
            "The category's letter and a number: S1, S2, W1, O1, T1.",
        ),
    ),
    Column(
        "factor",
        Text("Faktor", "Factor"),
        required=True,
        hint=Text("Satu faktor nyata, bukan istilah umum.", "One real factor, not a general term."),
    ),
    Column(
        "evidence",
        Text("Data dukung", "Evidence"),
        hint=Text(
            "Angka, dokumen, atau kejadian yang membuktikannya.",
            "The figure, document or event that proves it.",
        ),
    ),
    Column(
        "scope",
        Text("Lingkup", "Scope"),
        choices=SCOPE_CHOICES,
        folded=True,
        hint=Text(
            "Internal: dalam kendali pemda; eksternal: di luar kendali.",
            "Internal: within the city's control; eksternal: outside it.",
        ),
    ),
    Column(
        "weight",
        Text("Bobot", "Weight"),
        type="decimal",
        hint=Text(
            "Boleh kosong. Jika diisi: 0,01-1,00 dan berjumlah 1,00.",
            "Optional. If given: 0.01-1.00, adding up to 1.00.",
        ),
    ),
    Column(
        "rating",
        Text("Rating", "Rating value"),
        type="decimal",
        hint=Text("Boleh kosong. Jika diisi: 1-4.", "Optional. If given: 1-4."),
    ),
    Column(
        "score",
        Text("Skor", "Score"),
        type="decimal",
        folded=True,
        hint=Text("Bobot dikali rating.", "Weight times rating."),
    ),
    Column(
        "total",
        Text("Total skor", "Total score"),
        type="decimal",
        folded=True,
        hint=Text(
            "Cukup pada satu baris: jumlah skor internal (baris S/W) atau eksternal (baris O/T).",
            "On one row only: the sum of internal (S/W row) or external scores (O/T row).",
        ),
    ),
)

SWOT = Worksheet(
    key="swot",
    version=1,
    title=Text("Kertas Kerja SWOT", "SWOT worksheet"),
    per="agency",
    row_key=("dimension", "code"),
    instructions=Text(
        "Isi faktor S, W, O, dan T untuk setiap dimensi yang menjadi urusan perangkat daerah, "
        "paling sedikit untuk dimensi utamanya. Bobot dan rating boleh dikosongkan.",
        "Fill in factors S, W, O and T for every dimension that concerns the agency, at least "
        "for its main one. Weights and ratings are optional.",
    ),
    columns=(DIMENSION, *FACTOR_COLUMNS),
)

STRATEGY_COLUMNS = (
    Column(
        "cell",
        Text("Sel", "Cell"),
        required=True,
        choices=CELL_CHOICES,
        hint=Text("SO, WO, ST, atau WT.", "SO, WO, ST or WT."),
    ),
    Column(
        "code",
        Text("Kode strategi", "Strategy code"),
        required=True,
        hint=Text("Misalnya SO1, WT2.", "For example SO1, WT2."),
    ),
    Column(
        "strategy",
        Text("Strategi", "Strategy"),
        required=True,
        hint=Text(
            "Kalimat kerja: apa yang akan dilakukan.", "An active sentence: what will be done."
        ),
    ),
    Column(
        "cites",
        Text("Faktor yang dirujuk", "Factors cited"),
        type="codes",
        hint=Text(
            "Kode faktor SWOT, dipisahkan koma: S4, O3.",
            "Codes of SWOT factors, separated by commas: S4, O3.",
        ),
    ),
)

TOWS = Worksheet(
    key="tows",
    version=1,
    title=Text("Kertas Kerja TOWS", "TOWS worksheet"),
    per="agency",
    row_key=("dimension", "code"),
    instructions=Text(
        "Setiap strategi merujuk paling sedikit satu faktor internal (S/W) dan satu faktor "
        "eksternal (O/T) dari kertas kerja SWOT perangkat daerah sendiri, sesuai selnya.",
        "Every strategy cites at least one internal (S/W) and one external (O/T) factor of the "
        "agency's own SWOT worksheet, in keeping with its cell.",
    ),
    columns=(DIMENSION, *STRATEGY_COLUMNS),
)
