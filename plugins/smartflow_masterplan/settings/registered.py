"""What a workflow file or a city may set about the rules and scores of this plugin.

Every threshold that practice or literature leaves open is here, with the national default.
Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from decimal import Decimal

from smartflow import Setting, Text
from smartflow_masterplan.settings.parts import share, whole
from smartflow_masterplan.settings.plan import FACTOR_SETTINGS, PLAN_SETTINGS

__all__ = ["RANK_WEIGHTS", "SETTINGS"]

_ISSUE_SETTINGS = (
    whole("usg_minimum", 1, "Nilai USG terendah", "Least USG value"),
    whole("usg_maximum", 5, "Nilai USG tertinggi (5 atau 10)", "Greatest USG value (5 or 10)", 1),
    whole(
        "evidence_years",
        5,
        "Umur data dukung isu paling lama (tahun)",
        "Greatest age of an issue's evidence (years)",
    ),
)

_SWOT_SETTINGS = (
    share(
        "swot_coverage",
        "0.8",
        "Bagian perangkat daerah wajib yang harus sudah mengisi SWOT; di bawahnya, yang belum"
        " mengisi harus melengkapi dahulu",
        "Share of the agencies concerned that must have given SWOT; below it, silence is an error",
    ),
    Setting(
        key="weight_scope",
        type="text",
        default="side",
        choices=("side", "category"),
        title=Text(
            id="Bobot berjumlah satu per sisi (S+W, O+T) atau per kategori",
            en="Weights add up to one per side (S+W, O+T) or per category",
        ),
    ),
    Setting(
        key="weight_total",
        type="decimal",
        default=Decimal(1),
        title=Text(id="Jumlah bobot (1 atau 100)", en="What weights add up to (1 or 100)"),
        minimum=Decimal(1),
        maximum=Decimal(100),
    ),
    Setting(
        key="rating_minimum",
        type="decimal",
        default=Decimal(1),
        title=Text(id="Rating terendah", en="Least rating"),
    ),
    Setting(
        key="rating_maximum",
        type="decimal",
        default=Decimal(4),
        title=Text(id="Rating tertinggi", en="Greatest rating"),
    ),
    Setting(
        key="rating_convention",
        type="text",
        default="any",
        choices=("any", "david"),
        title=Text(
            id="Aturan rating: bebas, atau menurut David (kekuatan di paruh atas, kelemahan di"
            " paruh bawah skala)",
            en="Rating convention: any, or David's (strengths in the upper half of the scale,"
            " weaknesses in the lower)",
        ),
    ),
)

_COVERAGE_SETTINGS = (
    Setting(
        key="strong_factor_share",
        type="decimal",
        default=Decimal(1),
        title=Text(
            id="Faktor dianggap kuat bila skornya paling sedikit sekian kali rata-rata kategorinya",
            en="A factor is strong from so many times the mean score of its category",
        ),
        minimum=Decimal(0),
    ),
)

_QUICK_WIN_SETTINGS = (
    whole(
        "quick_wins_minimum",
        1,
        "Jumlah quick win terpilih paling sedikit",
        "Least number of selected quick wins",
    ),
    whole(
        "quick_wins_maximum",
        12,
        "Jumlah quick win terpilih paling banyak",
        "Greatest number of selected quick wins",
        1,
    ),
    whole(
        "quick_win_months_minimum",
        6,
        "Lama quick win yang wajar paling singkat (bulan); lebih singkat hanya diperingatkan",
        "Least usual duration of a quick win (months); a shorter one only warns",
    ),
    whole(
        "quick_win_months_maximum",
        12,
        "Lama quick win paling panjang (bulan)",
        "Greatest duration of a quick win (months)",
        6,
        12,
    ),
    whole(
        "local_wisdom_words",
        5,
        "Jumlah kata uraian kearifan lokal paling sedikit",
        "Least number of words about local wisdom",
        1,
    ),
    Setting(
        key="local_wisdom_boilerplate",
        type="texts",
        default=(
            "sesuai dengan kearifan lokal daerah setempat",
            "sesuai kearifan lokal",
            "berbasis kearifan lokal",
            "menyesuaikan dengan kearifan lokal yang ada",
            "budaya dan kearifan lokal masyarakat setempat",
            "belum ada kearifan lokal yang terkait",
        ),
        title=Text(
            id="Uraian kearifan lokal yang dianggap basa-basi",
            en="Phrases about local wisdom that say nothing",
        ),
    ),
)

_ORGANISATION_SETTINGS = (
    share(
        "attendance_threshold",
        "0.8",
        "Bagian undangan yang diharapkan hadir",
        "Share of those invited who are expected to attend",
    ),
    Setting(
        key="attendance_kinds",
        type="texts",
        default=("opd", "kecamatan", "kelurahan"),
        title=Text(
            id="Jenis perangkat daerah yang diundang ke bimtek",
            en="Kinds of agency that are invited to the workshops",
        ),
    ),
    share(
        "council_quorum",
        "0.5",
        "Kuorum Dewan Smart City: yang hadir harus lebih dari bagian ini",
        "Quorum of the Dewan Smart City: more than this share must be present",
    ),
)

_READINESS_SETTINGS = (
    Setting(
        key="readiness_components",
        type="texts",
        default=("struktur", "infrastruktur", "suprastruktur"),
        title=Text(
            id="Komponen kesiapan yang harus dinilai",
            en="Components of readiness that are to be assessed",
        ),
    ),
)

RANK_WEIGHTS = (
    whole("rank_weight_impact", 30, "Bobot peringkat: dampak", "Ranking weight: impact"),
    whole("rank_weight_effort", 25, "Bobot peringkat: upaya", "Ranking weight: effort"),
    whole(
        "rank_weight_beneficiaries",
        15,
        "Bobot peringkat: penerima manfaat",
        "Ranking weight: beneficiaries",
    ),
    whole(
        "rank_weight_local_wisdom",
        15,
        "Bobot peringkat: kearifan lokal",
        "Ranking weight: local wisdom",
    ),
    whole(
        "rank_weight_measurable",
        15,
        "Bobot peringkat: keterukuran",
        "Ranking weight: measurability",
    ),
)
"""How much each criterion counts when quick wins are ranked; only their proportion matters."""

_RANKING_SETTINGS = (
    Setting(
        key="rank_method",
        type="text",
        default="saw",
        choices=("saw", "topsis", "wpm"),
        title=Text(
            id="Metode peringkat quick win: saw, topsis, atau wpm",
            en="How quick wins are ranked: saw, topsis or wpm",
        ),
    ),
    Setting(
        key="rank_columns",
        type="texts",
        default=(),
        title=Text(
            id="Kriteria peringkat tambahan dari kolom angka, ditulis KOLOM:benefit:BOBOT atau"
            " KOLOM:cost:BOBOT",
            en="Further ranking criteria from columns of numbers, as COLUMN:benefit:WEIGHT or"
            " COLUMN:cost:WEIGHT",
        ),
    ),
    Setting(
        key="impact_effort_cut_off",
        type="decimal",
        default=Decimal(3),
        title=Text(
            id="Batas pada skala 1-5 sejak dampak dan upaya disebut tinggi dalam gambar"
            " dampak-upaya; mis. 3,5 agar nilai 3 tidak jatuh pada garis",
            en="From which value of 1-5 the impact-effort picture calls impact and effort high;"
            " 3.5, say, so that no 3 lies on the line",
        ),
        minimum=Decimal(1),
        maximum=Decimal(5),
    ),
)

SETTINGS: tuple[Setting, ...] = (
    *_ISSUE_SETTINGS,
    *_SWOT_SETTINGS,
    *FACTOR_SETTINGS,
    *_COVERAGE_SETTINGS,
    *_QUICK_WIN_SETTINGS,
    *_ORGANISATION_SETTINGS,
    *_READINESS_SETTINGS,
    *PLAN_SETTINGS,
    *RANK_WEIGHTS,
    *_RANKING_SETTINGS,
)
