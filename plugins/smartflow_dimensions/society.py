"""Smart Society (SOC): community, learning and security.

The plugin ``society``. What only this dimension asks: a thought for people with disabilities,
schooling and literacy figures that can be, and care for personal data.
Imports the public names of ``smartflow`` and what the dimensions share, no other dimension.
"""

from __future__ import annotations

from collections.abc import Iterator

import smartflow
from smartflow import Chapter, Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._chapters import indicators_chapter
from smartflow_dimensions._checks import due_rows, topic_mentioned
from smartflow_dimensions._figures import figure, says
from smartflow_dimensions._parts import indicator, sub_dimension
from smartflow_dimensions._rules import LATE, coverage_rule, rules_of, values_rule

__all__ = ["DIMENSION", "RULES"]

DIMENSION = Dimension(
    key="society",
    code="SOC",
    title=Text(id="Smart Society (kemasyarakatan)", en="Smart Society"),
    sub_dimensions=(
        sub_dimension("community", "Komunitas warga", "Community"),
        sub_dimension("learning", "Ekosistem pembelajaran", "Learning ecosystem"),
        sub_dimension("security", "Sistem keamanan", "Security"),
    ),
    indicators=(
        indicator(
            "expected_schooling",
            "Harapan lama sekolah (HLS)",
            "Expected years of schooling",
            "tahun",
            "0",
            "18",
        ),
        indicator(
            "mean_schooling",
            "Rata-rata lama sekolah (RLS)",
            "Mean years of schooling",
            "tahun",
            "0",
            "15",
        ),
        indicator(
            "digital_literacy", "Indeks literasi digital", "Digital literacy", "indeks", "1", "5"
        ),
        indicator("communities", "Komunitas aktif", "Active communities", "komunitas", "0"),
        indicator(
            "crime",
            "Tingkat kriminalitas",
            "Crime rate",
            "kasus/100.000 penduduk",
            "0",
            "100000",
            better="lower",
        ),
        indicator(
            "response_time",
            "Waktu tanggap darurat",
            "Emergency response time",
            "menit",
            "0",
            "1440",
            better="lower",
        ),
    ),
    lead_agencies=(
        "DISDIK",
        "DISDIKBUD",
        "DINSOS",
        "DINSOSPMDPPA",
        "KESBANGPOL",
        "SATPOLPP",
        "SATPOLPPDAMKAR",
        "BPBD",
        "DP3A",
        "DISPUSIP",
    ),
    aliases=(
        "people",
        "smart people",
        "masyarakat",
        "kemasyarakatan",
        "smart community",
    ),
)

_INDEX_UNITS = ("indeks", "index", "nilai", "poin", "skor", "skala")
_FIGURES = (
    figure(DIMENSION, "expected_schooling", ("hls", "harapan lama sekolah"), ("tahun",)),
    figure(DIMENSION, "mean_schooling", ("rls", "rata-rata lama sekolah"), ("tahun",)),
    figure(DIMENSION, "digital_literacy", ("literasi digital",), _INDEX_UNITS),
    figure(DIMENSION, "communities", ("komunitas aktif",), ("komunitas",), whole=True),
    figure(
        DIMENSION,
        "crime",
        ("kriminalitas", "kejahatan", "tindak pidana"),
        ("kasus/100.000 penduduk", "kasus/100.000 jiwa", "kasus/100k"),
    ),
    figure(DIMENSION, "response_time", ("waktu tanggap", "response time"), ("menit",)),
)
_INCLUSION_SHEETS = ("issues", "tows", "quick_wins", "goals", "actions")
_INCLUSION_WORDS = (
    "disabilitas",
    "difabel",
    "inklusi",
    "inklusif",
    "berkebutuhan khusus",
    "abk",
    "slb",
    "bahasa isyarat",
    "braille",
)
_PERSONAL_WORDS = (
    "nik",
    "ktp",
    "kartu keluarga",
    "data kependudukan",
    "data pribadi",
    "data anak",
    "data siswa",
    "data warga",
    "biometrik",
    "pengenalan wajah",
    "sidik jari",
    "cctv",
    "kamera pengawas",
    "rekam medis",
)
_PROTECTION_WORDS = (
    "pelindungan data",
    "perlindungan data",
    "27/2022",
    "27 tahun 2022",
    "uu pdp",
    "persetujuan warga",
    "persetujuan orang tua",
    "kerahasiaan",
    "anonim",
    "disamarkan",
)
_DATA_COLUMNS = ("programme", "problem", "beneficiaries", "indicator", "impact_data", "risk")


def _protects_people(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find quick wins that gather personal data and do not say how it is protected."""
    rows = due_rows(dossier, DIMENSION.key, ("quick_wins",))
    if not rows:
        yield NotApplicable()
    for row in rows:
        text = " ".join(row.text(column) for column in _DATA_COLUMNS)
        if says(text, _PERSONAL_WORDS) and not says(text, _PROTECTION_WORDS):
            yield Finding(row=row, column="risk", values={"programme": row.text("programme")})


RULES = (
    Rule(
        code="SOC101",
        title=Text(
            id="Pendidikan dan layanan bagi penyandang disabilitas diperhatikan",
            en="Education and services for people with disabilities are considered",
        ),
        why=Text(
            id="Masyarakat cerdas mencakup semua warga; ekosistem pembelajaran dinilai juga dari "
            "aksesnya bagi penyandang disabilitas.",
            en="A smart society holds everyone; its learning is judged also by whether people "
            "with disabilities can take part.",
        ),
        fix=Text(
            id="Sebutkan pada isu, quick win, sasaran, atau rencana aksi bagaimana penyandang "
            "disabilitas ikut dilayani.",
            en="Say in an issue, quick win, goal or action how people with disabilities are "
            "served.",
        ),
        message=Text(
            id="Smart Society belum menyinggung penyandang disabilitas.",
            en="Smart Society does not mention people with disabilities yet.",
        ),
        severity="warning",
        stages=LATE,
        cites=("UU 8/2016: penyandang disabilitas",),
        reads=_INCLUSION_SHEETS,
        function=topic_mentioned(DIMENSION, _INCLUSION_WORDS, _INCLUSION_SHEETS),
        passes=Text(
            id="Kegiatan 'Bahan ajar sejarah tambang yang ramah disabilitas'.",
            en="The activity 'Bahan ajar sejarah tambang yang ramah disabilitas' (accessible"
            " teaching material).",
        ),
        fails=Text(
            id="6 kegiatan sekolah dan komunitas, tidak satu pun menyebut disabilitas atau"
            " inklusi.",
            en="6 activities for schools and communities, none of which speaks of disability or"
            " inclusion.",
        ),
    ),
    values_rule(
        DIMENSION,
        "SOC102",
        _FIGURES,
        title=Text(
            id="HLS, RLS, literasi digital, dan angka keamanan berada pada kisarannya",
            en="Schooling, digital literacy and security figures are within their ranges",
        ),
        why=Text(
            id="HLS bernilai 0 sampai 18 tahun, RLS 0 sampai 15 tahun, indeks literasi digital 1 "
            "sampai 5; nilai di luar itu salah ketik.",
            en="Expected schooling runs from 0 to 18 years, mean schooling from 0 to 15, the "
            "index of digital literacy from 1 to 5; a value outside is a typing error.",
        ),
        cites=(
            "BPS, Indeks Pembangunan Manusia: HLS 0-18 tahun, RLS 0-15 tahun",
            "Kominfo dan Katadata, Status Literasi Digital di Indonesia: skala 1-5",
        ),
        passes=Text(
            id="HLS 13,1 tahun, RLS 10,2 tahun, indeks literasi digital 3,5.",
            en="Expected schooling 13.1 years, mean schooling 10.2, digital literacy index 3.5.",
        ),
        fails=Text(
            id="HLS 131 tahun, atau indeks literasi digital 35.",
            en="Expected schooling 131 years, or a digital literacy index of 35.",
        ),
    ),
    coverage_rule(DIMENSION, "SOC103"),
    Rule(
        code="SOC104",
        title=Text(
            id="Quick win yang memakai data pribadi menyebut pelindungannya",
            en="A quick win that uses personal data says how it is protected",
        ),
        why=Text(
            id="Layanan kependudukan, sekolah, dan kamera pengawas memproses data pribadi; "
            "pemerintah daerah adalah pengendali datanya.",
            en="Civil registration, schools and cameras process personal data; the regional "
            "government is its controller.",
        ),
        fix=Text(
            id="Tulis pada kolom Risiko cara data pribadi dilindungi, misalnya persetujuan warga "
            "atau data yang disamarkan.",
            en="Write in the column for the risk how personal data is protected, such as by "
            "consent or by masking.",
        ),
        message=Text(
            id="Quick win '{programme}' memakai data pribadi tetapi belum menyebut pelindungannya.",
            en="The quick win '{programme}' uses personal data but does not say how it is "
            "protected.",
        ),
        severity="warning",
        stages=("quick_win_selection",),
        cites=("UU 27/2022: pelindungan data pribadi",),
        reads=("quick_wins",),
        function=_protects_people,
        passes=Text(
            id="Quick win 'Kartu warga' memakai NIK; risikonya menyebut persetujuan warga.",
            en="The quick win 'Kartu warga' (residents' card) uses identity numbers; its risk"
            " names consent.",
        ),
        fails=Text(
            id="Quick win 'CCTV pasar' merekam warga; kolom Risiko hanya berisi 'listrik padam'.",
            en="The quick win 'CCTV pasar' (market cameras) records people; its risk says only"
            " 'listrik padam' (power cut).",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Society."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Society asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Society adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
