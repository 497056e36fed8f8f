"""Smart Branding (BRA): tourism, business and the face of the city.

The plugin ``branding``. What only this dimension asks: that the city's logo, icon or tagline is
declared, that figures on tourism can be, that visitors are not measured in a pandemic year alone.
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
    key="branding",
    code="BRA",
    title=Text(id="Smart Branding (citra kota)", en="Smart Branding"),
    sub_dimensions=(
        sub_dimension("tourism", "Tourism branding (pariwisata)", "Tourism branding"),
        sub_dimension("business", "Business branding (usaha dan investasi)", "Business branding"),
        sub_dimension(
            "appearance", "City appearance branding (wajah kota)", "City appearance branding"
        ),
    ),
    indicators=(
        indicator("visitors", "Kunjungan wisatawan", "Visitors", "orang/tahun", "0"),
        indicator("stay", "Rata-rata lama tinggal wisatawan", "Average stay", "hari", "0", "365"),
        indicator("investment", "Nilai realisasi investasi", "Investment realised", "Rp", "0"),
        indicator("events", "Acara daerah yang diselenggarakan", "Events held", "acara/tahun", "0"),
        indicator("orderly_signs", "Reklame tertata", "Billboards kept in order", "%", "0", "100"),
        indicator(
            "public_green_space",
            "Ruang terbuka hijau (RTH) publik",
            "Public green open space",
            "%",
            "0",
            "100",
        ),
    ),
    lead_agencies=(
        "DISPARPORA",
        "DISPAR",
        "DISBUDPAR",
        "DISBUDPORAPAR",
        "DISPORAPAR",
        "DISBUD",
        "DPMPTSP",
        "DPUPR",
        "DISKOMINFO",
    ),
    aliases=(
        "brand",
        "smart brand",
        "city branding",
        "citra kota",
        "citra daerah",
        "pariwisata",
    ),
)

_VISITOR_WORDS = ("wisatawan", "kunjungan wisata", "pengunjung", "turis", "wisman", "wisnus")
_FIGURES = (
    figure(
        DIMENSION, "visitors", _VISITOR_WORDS, ("orang", "orang/tahun", "wisatawan"), whole=True
    ),
    figure(DIMENSION, "stay", ("lama tinggal", "length of stay"), ("hari", "malam")),
    figure(DIMENSION, "investment", ("investasi", "penanaman modal"), ("rp", "rupiah")),
    figure(DIMENSION, "events", ("event", "acara", "festival"), ("acara", "event", "acara/tahun")),
    figure(DIMENSION, "orderly_signs", ("reklame",), ("%",)),
    figure(DIMENSION, "public_green_space", ("rth", "ruang terbuka hijau"), ("%",)),
)
_PANDEMIC_YEARS = (2020, 2021)
_PANDEMIC_WORDS = ("pandemi", "covid", "covid-19")


def _before_or_after_pandemic(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Find visitor figures of the years in which nobody could travel."""
    visits = [
        row
        for row in due_rows(dossier, DIMENSION.key, ("issues",))
        if row["data"] is not None and says(row.text("issue"), _VISITOR_WORDS)
    ]
    if not visits:
        yield NotApplicable()
    for row in visits:
        told = says(f"{row.text('issue')} {row.text('cause')}", _PANDEMIC_WORDS)
        if row["year"] in _PANDEMIC_YEARS and not told:
            yield Finding(row=row, column="year", values={"year": row["year"]})


_IDENTITY_SHEETS = ("issues", "tows", "quick_wins", "actions", "goals")
_IDENTITY_WORDS = ("logo", "ikon", "tagline", "slogan", "semboyan", "maskot", "jenama")

RULES = (
    Rule(
        code="BRA101",
        title=Text(
            id="Logo, ikon, atau slogan kota dinyatakan",
            en="The city's logo, icon or tagline is declared",
        ),
        why=Text(
            id="Ketiga subdimensi Smart Branding bertumpu pada satu citra; tanpa logo, ikon, atau "
            "slogan yang dinyatakan setiap perangkat daerah memakai citranya sendiri.",
            en="All of Smart Branding rests on one image; where no logo, icon or tagline is "
            "declared, every agency uses its own.",
        ),
        fix=Text(
            id="Sebutkan pada quick win atau rencana aksi, atau catat dokumennya.",
            en="Name it in a quick win or an action, or record the document.",
        ),
        fix_command="record {city} identity --number {number} --date {date} --title {title}",
        message=Text(
            id="Smart Branding belum menyebut logo, ikon, atau slogan kota.",
            en="Smart Branding does not name the city's logo, icon or tagline yet.",
        ),
        severity="warning",
        stages=LATE,
        cites=("Kominfo, panduan Gerakan Menuju 100 Smart City: Smart Branding",),
        reads=_IDENTITY_SHEETS,
        function=topic_mentioned(
            DIMENSION, _IDENTITY_WORDS, _IDENTITY_SHEETS, records=("identity",)
        ),
        passes=Text(
            id="Dokumen 'Logo dan tagline Sawahlunto' dicatat, atau quick win menyebut tagline"
            " kota.",
            en="The document 'Logo dan tagline Sawahlunto' is recorded, or a quick win names the"
            " tagline.",
        ),
        fails=Text(
            id="Rencana aksi hanya berisi 'Festival songket' dan 'Trotoar kota lama', tanpa logo,"
            " ikon, atau slogan.",
            en="The action plan holds 'Festival songket' and 'Trotoar kota lama' (pavements) only,"
            " no logo, icon or slogan.",
        ),
    ),
    values_rule(
        DIMENSION,
        "BRA102",
        _FIGURES,
        title=Text(
            id="Angka pariwisata, investasi, dan wajah kota masuk akal",
            en="Figures on tourism, investment and the face of the city are possible",
        ),
        why=Text(
            id="Wisatawan dihitung per orang, lama tinggal kurang dari setahun, reklame tertata "
            "dan RTH publik 0 sampai 100 persen.",
            en="Visitors are counted in whole people, a stay is shorter than a year, and orderly "
            "billboards and public green space run from 0 to 100 per cent.",
        ),
        cites=(
            "UNWTO, International Recommendations for Tourism Statistics 2008, 2.9",
            "UU 26/2007 pasal 29: RTH dinyatakan dalam persen luas wilayah kota",
        ),
        passes=Text(
            id="Kunjungan wisatawan 215.000 orang, lama tinggal 1,2 hari, reklame tertata 30%.",
            en="215,000 visitors, an average stay of 1.2 days, 30 % of billboards in order.",
        ),
        fails=Text(
            id="Kunjungan wisatawan 215,5 orang, atau reklame tertata 130%.",
            en="215.5 visitors, or 130 % of billboards in order.",
        ),
    ),
    coverage_rule(DIMENSION, "BRA103"),
    Rule(
        code="BRA104",
        title=Text(
            id="Kunjungan wisatawan tidak diukur pada tahun pandemi saja",
            en="Visitors are not measured in a pandemic year alone",
        ),
        why=Text(
            id="Angka 2020 dan 2021 turun karena pembatasan perjalanan; target yang bertolak dari "
            "situ tercapai tanpa berbuat apa-apa.",
            en="The figures of 2020 and 2021 fell because travel was restricted; a target that "
            "starts from there is met by doing nothing.",
        ),
        fix=Text(
            id="Pakai angka 2019 atau tahun sesudah 2021, atau sebutkan pandemi sebagai "
            "penyebabnya.",
            en="Use the figure of 2019 or of a year after 2021, or name the pandemic as the cause.",
        ),
        message=Text(
            id="Jumlah wisatawan tahun {year} adalah angka masa pandemi.",
            en="The number of visitors in {year} is one of the pandemic.",
        ),
        severity="warning",
        stages=("issue_analysis",),
        cites=("Keppres 11/2020: kedaruratan kesehatan masyarakat COVID-19",),
        reads=("issues",),
        function=_before_or_after_pandemic,
        passes=Text(
            id="Kunjungan wisatawan 180.000 orang pada 2022.",
            en="180,000 visitors in 2022.",
        ),
        fails=Text(
            id="Kunjungan wisatawan 21.000 orang pada 2020, tanpa menyebut pandemi.",
            en="21,000 visitors in 2020, without a word on the pandemic.",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Branding."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Branding asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Branding adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
