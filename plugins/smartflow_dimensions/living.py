"""Smart Living (LIV): the harmony of space, health and the ways to get about.

The plugin ``living``. What only this dimension asks: percentages that can be, a stunting figure
that says how it was measured, and the spatial plan on which everything rests.
Imports the public names of ``smartflow`` and what the dimensions share, no other dimension.
"""

from __future__ import annotations

from collections.abc import Iterator

import smartflow
from smartflow import Chapter, Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._chapters import indicators_chapter
from smartflow_dimensions._checks import due_rows, topic_mentioned
from smartflow_dimensions._figures import Figure, figure, says
from smartflow_dimensions._parts import indicator, sub_dimension
from smartflow_dimensions._rules import coverage_rule, rules_of, values_rule

__all__ = ["DIMENSION", "RULES"]

DIMENSION = Dimension(
    key="living",
    code="LIV",
    title=Text(id="Smart Living (kelayakhunian kota)", en="Smart Living"),
    sub_dimensions=(
        sub_dimension("harmony", "Harmonisasi tata ruang dan pola hidup", "Harmony of space"),
        sub_dimension("health", "Kualitas kesehatan", "Health"),
        sub_dimension(
            "transport", "Moda transportasi (mobilitas orang dan barang)", "Transport modes"
        ),
    ),
    indicators=(
        indicator(
            "life_expectancy",
            "Angka harapan hidup (AHH)",
            "Life expectancy at birth",
            "tahun",
            "20",
            "100",
        ),
        indicator(
            "stunting",
            "Prevalensi balita stunting",
            "Stunting among under-fives",
            "%",
            "0",
            "100",
            better="lower",
        ),
        indicator(
            "health_access",
            "Jarak rata-rata ke fasilitas kesehatan",
            "Average distance to a health facility",
            "km",
            "0",
            better="lower",
        ),
        indicator(
            "sound_roads", "Jalan dalam kondisi mantap", "Roads in sound condition", "%", "0", "100"
        ),
        indicator(
            "travel_time", "Waktu tempuh", "Travel time", "menit", "0", "1440", better="lower"
        ),
        indicator(
            "housing_backlog", "Backlog rumah", "Housing backlog", "unit", "0", better="lower"
        ),
        indicator(
            "safe_water",
            "Rumah tangga berair minum layak",
            "Households with safe drinking water",
            "%",
            "0",
            "100",
        ),
    ),
    lead_agencies=(
        "DINKES",
        "DINKESDALDUKKB",
        "DISHUB",
        "DPUPR",
        "PUPR",
        "PERKIM",
        "DISPERKIM",
        "PERKIMTAN",
        "RSUD",
    ),
    aliases=(
        "transportation",
        "smart transportation",
        "transportasi",
        "mobility",
        "smart mobility",
        "mobilitas",
        "kelayakhunian",
        "kelayakhunian kota",
    ),
)

_STUNTING_WORDS = ("stunting",)
_SHARE = Figure(
    indicator("share", "Persentase", "Percentage", "%", "0", "100"), words=(), units=("%",)
)
_FIGURES = (
    figure(DIMENSION, "life_expectancy", ("ahh", "uhh", "harapan hidup"), ("tahun",)),
    figure(DIMENSION, "stunting", _STUNTING_WORDS, ("%",)),
    figure(DIMENSION, "sound_roads", ("jalan mantap", "kemantapan jalan"), ("%",)),
    figure(DIMENSION, "safe_water", ("air minum layak", "akses air minum"), ("%",)),
    figure(DIMENSION, "travel_time", ("waktu tempuh",), ("menit",)),
    figure(DIMENSION, "housing_backlog", ("backlog",), ("unit", "rumah"), whole=True),
    _SHARE,
)
_SURVEYS = (
    "ssgi",
    "ski",
    "riskesdas",
    "status gizi",
    "eppgbm",
    "e-ppgbm",
    "ppgbm",
    "bulan timbang",
    "penimbangan",
)


def _stunting_source(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find stunting figures that do not say in which of the two ways they were measured."""
    figures = [
        row
        for row in due_rows(dossier, DIMENSION.key, ("issues",))
        if row["data"] is not None and says(row.text("issue"), _STUNTING_WORDS)
    ]
    if not figures:
        yield NotApplicable()
    for row in figures:
        if not says(f"{row.text('source')} {row.text('issue')}", _SURVEYS):
            yield Finding(row=row, column="source", values={"source": row.text("source") or "-"})


_SPATIAL_SHEETS = ("issues", "readiness", "tows", "quick_wins", "goals", "actions")
_SPATIAL_WORDS = ("rtrw", "rdtr", "rencana tata ruang", "rencana detail tata ruang", "kkpr")

RULES = (
    values_rule(
        DIMENSION,
        "LIV101",
        _FIGURES,
        title=Text(
            id="Persentase dan angka kelayakhunian berada pada kisarannya",
            en="Percentages and figures of liveability are within their ranges",
        ),
        why=Text(
            id="Stunting, jalan mantap, dan air minum layak adalah bagian dari keseluruhan, jadi 0 "
            "sampai 100 persen; harapan hidup 20 sampai 100 tahun.",
            en="Stunting, sound roads and safe water are shares, hence 0 to 100 per cent; life "
            "expectancy runs from 20 to 100 years.",
        ),
        cites=(
            "BPS, Indeks Pembangunan Manusia: umur harapan hidup paling rendah 20 tahun",
            "BPS, konsep dan definisi: persentase adalah bagian per seratus",
        ),
        passes=Text(
            id="Stunting 12,5%, jalan mantap 78%, umur harapan hidup 70,3 tahun.",
            en="Stunting 12.5 %, sound roads 78 %, life expectancy 70.3 years.",
        ),
        fails=Text(
            id="Jalan mantap 178%, atau umur harapan hidup 7,03 tahun.",
            en="Sound roads 178 %, or a life expectancy of 7.03 years.",
        ),
    ),
    Rule(
        code="LIV102",
        title=Text(
            id="Angka stunting menyebut cara pengukurannya",
            en="A stunting figure says how it was measured",
        ),
        why=Text(
            id="Hasil survei (SSGI, SKI) dan hasil penimbangan (e-PPGBM) untuk daerah yang sama "
            "dapat berbeda jauh; tanpa sumbernya target tidak dapat dinilai.",
            en="A survey (SSGI, SKI) and the monthly weighing (e-PPGBM) can differ widely for the "
            "same region; without the source a target cannot be judged.",
        ),
        fix=Text(
            id="Tulis SSGI, SKI, atau e-PPGBM pada kolom Sumber data.",
            en="Write SSGI, SKI or e-PPGBM in the column for the source.",
        ),
        message=Text(
            id="Sumber '{source}' tidak menyebut SSGI, SKI, atau e-PPGBM.",
            en="The source '{source}' names neither SSGI, SKI nor e-PPGBM.",
        ),
        severity="warning",
        stages=("issue_analysis",),
        cites=("Perpres 72/2021: percepatan penurunan stunting",),
        reads=("issues",),
        function=_stunting_source,
        passes=Text(
            id="Stunting 12,5%, sumber 'SSGI 2022'.",
            en="Stunting 12.5 %, source 'SSGI 2022'.",
        ),
        fails=Text(
            id="Stunting 12,5%, sumber 'Dinas Kesehatan'.",
            en="Stunting 12.5 %, source 'Dinas Kesehatan' (health agency).",
        ),
    ),
    coverage_rule(DIMENSION, "LIV103"),
    Rule(
        code="LIV104",
        title=Text(
            id="Smart Living bertumpu pada RTRW atau RDTR",
            en="Smart Living rests on the spatial plan",
        ),
        why=Text(
            id="Harmonisasi tata ruang tidak dapat direncanakan lepas dari RTRW dan RDTR.",
            en="The harmony of space cannot be planned apart from the region's spatial plans.",
        ),
        fix=Text(
            id="Sebutkan RTRW atau RDTR pada isu, kesiapan, sasaran, atau rencana aksi, juga bila "
            "masih disusun.",
            en="Name the RTRW or RDTR as an issue, readiness, goal or action, also while it is "
            "being drawn up.",
        ),
        message=Text(
            id="Smart Living belum menyebut RTRW atau RDTR.",
            en="Smart Living does not name the spatial plan (RTRW, RDTR) yet.",
        ),
        severity="warning",
        stages=("masterplan_approval",),
        cites=("UU 26/2007: penataan ruang", "PP 21/2021: penyelenggaraan penataan ruang"),
        reads=_SPATIAL_SHEETS,
        function=topic_mentioned(DIMENSION, _SPATIAL_WORDS, _SPATIAL_SHEETS),
        passes=Text(
            id="Sasaran 'Permohonan bangunan sesuai RDTR' pada kertas kerja sasaran.",
            en="The goal 'Permohonan bangunan sesuai RDTR' (building in keeping with the spatial"
            " plan).",
        ),
        fails=Text(
            id="Smart Living berisi kesehatan dan angkutan saja; RTRW dan RDTR tidak disebut.",
            en="Smart Living holds health and transport only; RTRW and RDTR are not named.",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Living."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Living asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Living adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
