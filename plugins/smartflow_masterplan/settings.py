"""What a workflow file or a city may set about the rules and scores of this plugin.

Every threshold that practice or literature leaves open is here, with the national default.
Imports the public names of ``smartflow`` only.
"""

from __future__ import annotations

from decimal import Decimal

from smartflow import Setting, Text

__all__ = ["RANK_WEIGHTS", "SETTINGS"]

_ZERO = Decimal(0)
_ONE = Decimal(1)


def _share(key: str, default: str, indonesian: str, english: str) -> Setting:
    """Return a setting that is a share between 0 and 1."""
    return Setting(
        key=key,
        type="decimal",
        default=Decimal(default),
        title=Text(id=indonesian, en=english),
        minimum=_ZERO,
        maximum=_ONE,
    )


def _whole(  # noqa: PLR0913  one line per setting below reads better than a mapping each
    key: str, default: int, indonesian: str, english: str, least: int = 0, most: int | None = None
) -> Setting:
    """Return a setting that is a whole number."""
    return Setting(
        key=key,
        type="integer",
        default=default,
        title=Text(id=indonesian, en=english),
        minimum=Decimal(least),
        maximum=None if most is None else Decimal(most),
    )


_ISSUE_SETTINGS = (
    _whole("usg_minimum", 1, "Nilai USG terendah", "Least USG value"),
    _whole("usg_maximum", 5, "Nilai USG tertinggi (5 atau 10)", "Greatest USG value (5 or 10)", 1),
    _whole(
        "evidence_years",
        5,
        "Umur data dukung isu paling lama (tahun)",
        "Greatest age of an issue's evidence (years)",
    ),
)

_SWOT_SETTINGS = (
    _share(
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
        default=_ONE,
        title=Text(id="Jumlah bobot (1 atau 100)", en="What weights add up to (1 or 100)"),
        minimum=_ONE,
        maximum=Decimal(100),
    ),
    Setting(
        key="rating_minimum",
        type="decimal",
        default=_ONE,
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

_QUICK_WIN_SETTINGS = (
    _whole(
        "quick_wins_minimum",
        1,
        "Jumlah quick win terpilih paling sedikit",
        "Least number of selected quick wins",
    ),
    _whole(
        "quick_wins_maximum",
        12,
        "Jumlah quick win terpilih paling banyak",
        "Greatest number of selected quick wins",
        1,
    ),
    _whole(
        "quick_win_months_minimum",
        6,
        "Lama quick win yang wajar paling singkat (bulan); lebih singkat hanya diperingatkan",
        "Least usual duration of a quick win (months); a shorter one only warns",
    ),
    _whole(
        "quick_win_months_maximum",
        12,
        "Lama quick win paling panjang (bulan)",
        "Greatest duration of a quick win (months)",
        6,
        12,
    ),
    _whole(
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
    _share(
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
    _share(
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
    _whole("rank_weight_impact", 30, "Bobot peringkat: dampak", "Ranking weight: impact"),
    _whole("rank_weight_effort", 25, "Bobot peringkat: upaya", "Ranking weight: effort"),
    _whole(
        "rank_weight_beneficiaries",
        15,
        "Bobot peringkat: penerima manfaat",
        "Ranking weight: beneficiaries",
    ),
    _whole(
        "rank_weight_local_wisdom",
        15,
        "Bobot peringkat: kearifan lokal",
        "Ranking weight: local wisdom",
    ),
    _whole(
        "rank_weight_measurable",
        15,
        "Bobot peringkat: keterukuran",
        "Ranking weight: measurability",
    ),
)
"""How much each criterion counts when quick wins are ranked; only their proportion matters."""

SETTINGS: tuple[Setting, ...] = (
    *_ISSUE_SETTINGS,
    *_SWOT_SETTINGS,
    *_QUICK_WIN_SETTINGS,
    *_ORGANISATION_SETTINGS,
    *_READINESS_SETTINGS,
    *RANK_WEIGHTS,
)
