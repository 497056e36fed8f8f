"""Smart Governance (GOV): public service, bureaucracy and public policy.

The plugin ``governance``. What only this dimension asks: that SPBE, IKM and SAKIP values can be,
that the SPBE index is given and has its grade, that a digital service mall was considered.
Imports the public names of ``smartflow`` and what the dimensions share, no other dimension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import smartflow
from smartflow import Chapter, Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._chapters import indicators_chapter
from smartflow_dimensions._checks import due_rows, figure_given, spoken, topic_mentioned
from smartflow_dimensions._figures import figure, says, sightings
from smartflow_dimensions._parts import indicator, sub_dimension
from smartflow_dimensions._rules import LATE, coverage_rule, rules_of, values_rule

__all__ = ["DIMENSION", "RULES"]

DIMENSION = Dimension(
    key="governance",
    code="GOV",
    title=Text(id="Smart Governance (tata kelola pemerintahan)", en="Smart Governance"),
    sub_dimensions=(
        sub_dimension("service", "Pelayanan publik", "Public service"),
        sub_dimension("bureaucracy", "Tata kelola birokrasi", "Bureaucracy"),
        sub_dimension("policy", "Kebijakan publik", "Public policy"),
    ),
    indicators=(
        indicator(
            "spbe_index", "Indeks SPBE", "E-government (SPBE) index", "indeks", "1.00", "5.00"
        ),
        indicator(
            "satisfaction_index",
            "Indeks Kepuasan Masyarakat (IKM)",
            "Public satisfaction index (IKM)",
            "indeks",
            "25",
            "100",
        ),
        indicator(
            "accountability_score",
            "Nilai SAKIP",
            "Performance accountability (SAKIP) score",
            "nilai",
            "0",
            "100",
        ),
        indicator(
            "online_services", "Layanan publik daring", "Public services online", "%", "0", "100"
        ),
        indicator(
            "regulations",
            "Peraturan daerah dan peraturan kepala daerah yang terbit",
            "Regional regulations issued",
            "peraturan/tahun",
            "0",
        ),
        indicator(
            "service_mall",
            "Mal Pelayanan Publik (MPP) digital: 1 ada, 0 belum",
            "Digital public service mall (MPP): 1 yes, 0 not yet",
            "ada/tidak",
            "0",
            "1",
        ),
    ),
    lead_agencies=(
        "DISKOMINFO",
        "KOMINFO",
        "BKPSDM",
        "BKD",
        "SETDA",
        "DPMPTSP",
        "DPMPTSPNAKER",
        "BAPPEDA",
        "BAPPERIDA",
        "BAPPELITBANGDA",
        "BARENLITBANGDA",
        "INSPEKTORAT",
        "BKAD",
        "BPKAD",
        "BPKPD",
    ),
    aliases=(
        "government",
        "smart government",
        "e-government",
        "pemerintahan",
        "tata kelola",
        "tata kelola pemerintahan",
        "tata kelola birokrasi",
    ),
)

_INDEX_UNITS = ("indeks", "index", "nilai", "poin", "skor", "skala")
_SPBE = figure(DIMENSION, "spbe_index", ("spbe", "pemerintahan berbasis elektronik"), _INDEX_UNITS)
_IKM = figure(DIMENSION, "satisfaction_index", ("ikm", "kepuasan masyarakat"), _INDEX_UNITS)
_SAKIP = figure(DIMENSION, "accountability_score", ("sakip", "akip"), _INDEX_UNITS)
_ONLINE = figure(DIMENSION, "online_services", ("layanan daring", "layanan online"), ("%",))
_FIGURES = (_SPBE, _IKM, _SAKIP, _ONLINE)

_GRADES = (
    (Decimal("4.2"), "memuaskan"),
    (Decimal("3.5"), "sangat baik"),
    (Decimal("2.6"), "baik"),
    (Decimal("1.8"), "cukup"),
    (Decimal(0), "kurang"),
)
"""The least SPBE index of each grade (predikat), PermenPANRB 59/2020."""

_GRADE = re.compile(
    r"\bpredikat(?:nya)?\W+(memuaskan|sangat baik|baik|cukup|kurang)\b", re.IGNORECASE
)
_GRADE_SHEETS = ("issues", "readiness")
_GRADE_MESSAGE = Text(
    id="Indeks SPBE {value} berpredikat '{right}', bukan '{written}'.",
    en="An SPBE index of {value} has the grade '{right}', not '{written}'.",
)


def _grade_agrees(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find SPBE grades that do not belong to the index beside them."""
    graded = False
    for seen in sightings(due_rows(dossier, DIMENSION.key, _GRADE_SHEETS), (_SPBE,)):
        text = " ".join(seen.row.text(column) for column in ("issue", "indicator", "existing"))
        written = _GRADE.findall(text)
        expected_state = seen.column == "expected"
        of_another = says(text, _IKM.words + _SAKIP.words)
        if len(written) != 1 or expected_state or of_another or not _SPBE.allows(seen.value):
            continue
        graded = True
        right = next(grade for least, grade in _GRADES if seen.value >= least)
        if written[0].casefold() != right:
            parts = {"value": seen.value, "right": right, "written": written[0]}
            message = spoken(_GRADE_MESSAGE, parts)
            yield Finding(row=seen.row, column=seen.column, message=message)
    if not graded:
        yield NotApplicable()


_MALL_SHEETS = ("issues", "tows", "quick_wins", "actions")
_MALL_WORDS = (
    "mpp",
    "mal pelayanan publik",
    "perizinan digital",
    "perizinan daring",
    "perizinan online",
    "perizinan elektronik",
    "oss",
)

RULES = (
    values_rule(
        DIMENSION,
        "GOV101",
        _FIGURES,
        title=Text(
            id="Nilai SPBE, IKM, dan SAKIP berada pada kisarannya",
            en="SPBE, IKM and SAKIP values are within their ranges",
        ),
        why=Text(
            id="Indeks SPBE bernilai 1,00 sampai 5,00, IKM 25 sampai 100, SAKIP 0 sampai 100; "
            "nilai di luar itu salah ketik atau tertukar indeksnya.",
            en="The SPBE index runs from 1.00 to 5.00, IKM from 25 to 100, SAKIP from 0 to 100; "
            "a value outside is a typing error or belongs to another index.",
        ),
        cites=(
            "PermenPANRB 59/2020: indeks SPBE 1,00-5,00",
            "PermenPANRB 14/2017: nilai IKM 25-100",
            "PermenPANRB 88/2021: nilai AKIP 0-100",
        ),
        passes=Text(
            id="Indeks SPBE 2,38 dan IKM 84,6.",
            en="An SPBE index of 2.38 and an IKM of 84.6.",
        ),
        fails=Text(
            id="Indeks SPBE 84,6: angka IKM tertulis pada baris SPBE.",
            en="An SPBE index of 84.6: the IKM was written in the row for SPBE.",
        ),
    ),
    Rule(
        code="GOV102",
        title=Text(
            id="Perizinan atau Mal Pelayanan Publik digital sudah dipertimbangkan",
            en="Digital permits or a digital public service mall were considered",
        ),
        why=Text(
            id="Asesor menanyakan rencana Mal Pelayanan Publik digital pada setiap daerah.",
            en="Assessors ask every region about its plan for a digital public service mall.",
        ),
        fix=Text(
            id="Tulis rencananya pada quick win atau rencana aksi, atau tulis sebagai isu mengapa "
            "belum dapat dimulai.",
            en="Write the plan as a quick win or an action, or write as an issue why it cannot "
            "start yet.",
        ),
        message=Text(
            id="Smart Governance belum menyinggung perizinan digital atau Mal Pelayanan Publik.",
            en="Smart Governance does not mention digital permits or a public service mall yet.",
        ),
        severity="warning",
        stages=LATE,
        cites=("Perpres 89/2021: Mal Pelayanan Publik", "Evaluasi Smart City Muara Enim 2023"),
        reads=_MALL_SHEETS,
        function=topic_mentioned(DIMENSION, _MALL_WORDS, _MALL_SHEETS),
        passes=Text(
            id="Kegiatan 'Menghubungkan layanan pada Mal Pelayanan Publik' pada rencana aksi.",
            en="The activity 'Menghubungkan layanan pada Mal Pelayanan Publik' in the action plan.",
        ),
        fails=Text(
            id="12 kegiatan Smart Governance tentang aplikasi kantor, tanpa perizinan dan tanpa"
            " MPP.",
            en="12 activities of Smart Governance on office software, none on permits or a service"
            " mall.",
        ),
    ),
    coverage_rule(DIMENSION, "GOV103"),
    Rule(
        code="GOV104",
        title=Text(
            id="Predikat SPBE sesuai dengan indeksnya",
            en="The SPBE grade belongs to the index",
        ),
        why=Text(
            id="Predikat mengikuti indeks; jika berbeda, salah satunya berasal dari tahun lain.",
            en="The grade follows from the index; where they differ, one is of another year.",
        ),
        fix=Text(
            id="Samakan indeks dan predikat dengan hasil evaluasi SPBE pada tahun yang ditulis.",
            en="Take both index and grade from the SPBE evaluation of the year that is written.",
        ),
        message=_GRADE_MESSAGE,
        severity="warning",
        stages=("issue_analysis", "swot_tows"),
        cites=("PermenPANRB 59/2020: predikat indeks SPBE",),
        reads=_GRADE_SHEETS,
        function=_grade_agrees,
        passes=Text(
            id="'Indeks SPBE 2,38, predikat cukup'.",
            en="'Indeks SPBE 2,38, predikat cukup' (an index of 2.38, grade fair).",
        ),
        fails=Text(
            id="'Indeks SPBE 2,38, predikat baik': baik mulai dari 2,6.",
            en="'Indeks SPBE 2,38, predikat baik' (good): that grade begins at 2.6.",
        ),
    ),
    Rule(
        code="GOV105",
        title=Text(id="Indeks SPBE dicantumkan", en="The SPBE index is given"),
        why=Text(
            id="Indeks SPBE yang rendah adalah catatan asesor yang paling sering; tanpa angkanya "
            "kesiapan Smart Governance tidak terukur.",
            en="A low SPBE index is what assessors remark most; without it the readiness of Smart "
            "Governance cannot be measured.",
        ),
        fix=Text(
            id="Tulis indeks SPBE terakhir pada kertas kerja isu atau kesiapan, dengan satuan "
            "'indeks'.",
            en="Write the newest SPBE index in the issue or the readiness worksheet, with the unit "
            "'indeks'.",
        ),
        message=Text(
            id="Smart Governance belum mencantumkan indeks SPBE.",
            en="Smart Governance does not give the SPBE index yet.",
        ),
        severity="warning",
        stages=("swot_tows",),
        cites=("Perpres 95/2018: SPBE", "Evaluasi Smart City Kab. Malang 2023"),
        reads=_GRADE_SHEETS,
        function=figure_given(DIMENSION, (_SPBE,), _GRADE_SHEETS),
        passes=Text(
            id="Baris kesiapan 'Indeks SPBE', nilai saat ini 2,1, satuan indeks.",
            en="A row of readiness 'Indeks SPBE', current value 2.1, unit indeks.",
        ),
        fails=Text(
            id="Isu 'Layanan belum terpadu' dan kesiapan 'jaringan 62%', tetapi SPBE tidak disebut"
            " di mana pun.",
            en="The issue 'Layanan belum terpadu' (services apart) and readiness 'network 62 %',"
            " but SPBE nowhere.",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Governance."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Governance asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Governance adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
