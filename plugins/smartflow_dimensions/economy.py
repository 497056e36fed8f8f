"""Smart Economy (ECO): industry, welfare and financial transactions.

The plugin ``economy``. What only this dimension asks: a figure on cashless payment, shares that
can be, and a regional product per head whose unit is plausible.
Imports the public names of ``smartflow`` and what the dimensions share, no other dimension.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import smartflow
from smartflow import Chapter, Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._chapters import indicators_chapter
from smartflow_dimensions._checks import due_rows, figure_given, spoken
from smartflow_dimensions._figures import figure, sightings
from smartflow_dimensions._parts import indicator, sub_dimension
from smartflow_dimensions._rules import LATE, coverage_rule, rules_of, values_rule

__all__ = ["DIMENSION", "RULES"]

DIMENSION = Dimension(
    key="economy",
    code="ECO",
    title=Text(id="Smart Economy (perekonomian)", en="Smart Economy"),
    sub_dimensions=(
        sub_dimension("industry", "Ekosistem industri", "Industry ecosystem"),
        sub_dimension("welfare", "Peningkatan kesejahteraan masyarakat", "Welfare of the people"),
        sub_dimension(
            "transaction", "Ekosistem transaksi keuangan", "Financial transaction ecosystem"
        ),
    ),
    indicators=(
        indicator(
            "growth", "Laju pertumbuhan ekonomi (LPE)", "Economic growth", "%", "-100", "100"
        ),
        indicator(
            "grdp_per_capita", "PDRB per kapita", "Gross regional product per head", "Rp", "0"
        ),
        indicator(
            "poverty", "Penduduk miskin", "People in poverty", "%", "0", "100", better="lower"
        ),
        indicator(
            "unemployment",
            "Tingkat pengangguran terbuka (TPT)",
            "Open unemployment rate",
            "%",
            "0",
            "100",
            better="lower",
        ),
        indicator(
            "upgraded_enterprises", "UMKM naik kelas", "Small businesses upgraded", "unit", "0"
        ),
        indicator(
            "cashless",
            "Transaksi nontunai (QRIS)",
            "Cashless transactions (QRIS)",
            "%",
            "0",
            "100",
        ),
        indicator(
            "merchants", "Pedagang yang menerima QRIS", "Merchants that take QRIS", "unit", "0"
        ),
        indicator(
            "etpd_index",
            "Indeks elektronifikasi transaksi pemerintah daerah (ETPD)",
            "Index of electronic government transactions (ETPD)",
            "%",
            "0",
            "100",
        ),
    ),
    lead_agencies=(
        "DISKOPERINDAG",
        "DISKOPUKMPERINDAG",
        "DISPERINDAG",
        "DISPERINDAGKOP",
        "DISKOPUKM",
        "DISNAKER",
        "DISTAN",
        "DKP3",
        "BAPENDA",
        "BKAD",
        "BPKAD",
        "BAPPEDA",
    ),
    aliases=("ekonomi", "perekonomian", "smart business", "ekonomi cerdas"),
)

_CASHLESS_WORDS = ("nontunai", "non tunai", "non-tunai", "qris", "cashless", "uang elektronik")
_CASHLESS = figure(DIMENSION, "cashless", _CASHLESS_WORDS, ("%",))
_MERCHANTS = figure(
    DIMENSION,
    "merchants",
    _CASHLESS_WORDS,
    ("unit", "pedagang", "merchant", "usaha", "umkm", "transaksi", "transaksi/tahun"),
    whole=True,
)
_ETPD = figure(DIMENSION, "etpd_index", ("etpd", "etp", "elektronifikasi transaksi"), ("%",))
_FIGURES = (
    figure(DIMENSION, "growth", ("lpe", "pertumbuhan ekonomi"), ("%",), is_change=True),
    figure(DIMENSION, "poverty", ("kemiskinan", "penduduk miskin", "angka kemiskinan"), ("%",)),
    figure(DIMENSION, "unemployment", ("tpt", "pengangguran"), ("%",)),
    figure(
        DIMENSION,
        "upgraded_enterprises",
        ("naik kelas",),
        ("unit", "umkm"),
        whole=True,
        is_change=True,
    ),
    _CASHLESS,
    _MERCHANTS,
    _ETPD,
)
_FINANCE_SHEETS = ("issues", "readiness", "quick_wins", "goals")

_RUPIAH = {
    "rp": 1,
    "rupiah": 1,
    "rp/tahun": 1,
    "ribu rupiah": 10**3,
    "ribu rp": 10**3,
    "rp ribu": 10**3,
    "juta rupiah": 10**6,
    "juta rp": 10**6,
    "rp juta": 10**6,
    "juta rupiah/tahun": 10**6,
    "miliar rupiah": 10**9,
    "rp miliar": 10**9,
}
"""What one of a unit is worth in rupiah."""

_LEAST_PER_HEAD = Decimal(5_000_000)
_MOST_PER_HEAD = Decimal(2_000_000_000)
_PER_HEAD_MESSAGE = Text(
    id="PDRB per kapita {value} {unit} sama dengan {amount} rupiah per orang; satuannya mungkin "
    "keliru.",
    en="A regional product per head of {value} {unit} is {amount} rupiah per person; the unit may "
    "be wrong.",
)
_PER_HEAD = figure(
    DIMENSION, "grdp_per_capita", ("pdrb per kapita", "pdrb perkapita"), tuple(_RUPIAH)
)


def _product_per_head(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find regional products per head that no kabupaten or kota has."""
    seen = False
    for found in sightings(due_rows(dossier, DIMENSION.key, _FINANCE_SHEETS), (_PER_HEAD,)):
        seen = True
        amount = found.value * _RUPIAH[found.unit]
        if not _LEAST_PER_HEAD <= amount <= _MOST_PER_HEAD:
            parts = {"value": found.value, "unit": found.unit, "amount": amount}
            message = spoken(_PER_HEAD_MESSAGE, parts)
            yield Finding(row=found.row, column=found.column, message=message)
    if not seen:
        yield NotApplicable()


RULES = (
    Rule(
        code="ECO101",
        title=Text(
            id="Ada angka transaksi nontunai atau keuangan daerah",
            en="There is a figure on cashless or electronic payment",
        ),
        why=Text(
            id="Ekosistem transaksi keuangan adalah subdimensi yang paling sering tanpa ukuran; "
            "sasarannya masyarakat yang mengurangi uang tunai.",
            en="The financial transaction ecosystem is the sub-dimension that most often lacks a "
            "measure; its goal is a less-cash society.",
        ),
        fix=Text(
            id="Tulis paling sedikit satu angka, misalnya persen pembayaran nontunai, jumlah "
            "pedagang QRIS, atau indeks ETPD, pada isu, kesiapan, quick win, atau sasaran.",
            en="Write at least one figure, such as the share of cashless payments, the number of "
            "QRIS merchants or the ETPD index, as an issue, readiness, quick win or goal.",
        ),
        message=Text(
            id="Smart Economy belum memiliki angka tentang transaksi nontunai.",
            en="Smart Economy has no figure on cashless payment yet.",
        ),
        severity="warning",
        stages=LATE,
        cites=("Keppres 3/2021: percepatan dan perluasan digitalisasi daerah",),
        reads=_FINANCE_SHEETS,
        function=figure_given(DIMENSION, (_CASHLESS, _MERCHANTS, _ETPD), _FINANCE_SHEETS),
        passes=Text(
            id="Isu 'Pedagang pasar yang menerima QRIS', 120 pedagang.",
            en="The issue 'Pedagang pasar yang menerima QRIS' (market traders who take QRIS), 120"
            " traders.",
        ),
        fails=Text(
            id="Isu kemiskinan dan UMKM berangka, tetapi tidak ada angka nontunai, QRIS, atau"
            " ETPD.",
            en="Poverty and small businesses have figures, but there is none on cashless payment,"
            " QRIS or ETPD.",
        ),
    ),
    values_rule(
        DIMENSION,
        "ECO102",
        _FIGURES,
        title=Text(
            id="Kemiskinan, pengangguran, dan transaksi nontunai berada pada kisarannya",
            en="Poverty, unemployment and cashless payment are within their ranges",
        ),
        why=Text(
            id="Kemiskinan, TPT, dan transaksi nontunai adalah bagian dari keseluruhan, jadi 0 "
            "sampai 100 persen; UMKM dan pedagang dihitung satuan.",
            en="Poverty, unemployment and cashless payment are shares, hence 0 to 100 per cent; "
            "businesses and merchants are counted in whole numbers.",
        ),
        cites=(
            "BPS, konsep dan definisi: persentase penduduk miskin; tingkat pengangguran terbuka",
            "Permendagri 56/2021: tim percepatan dan perluasan digitalisasi daerah",
        ),
        passes=Text(
            id="Penduduk miskin 2,38%, pengangguran 5,1%, 120 pedagang QRIS.",
            en="2.38 % in poverty, 5.1 % unemployed, 120 merchants with QRIS.",
        ),
        fails=Text(
            id="Penduduk miskin 238%: koma desimalnya hilang.",
            en="238 % in poverty: the decimal comma is lost.",
        ),
    ),
    coverage_rule(DIMENSION, "ECO103"),
    Rule(
        code="ECO104",
        title=Text(
            id="Satuan PDRB per kapita masuk akal",
            en="The unit of the regional product per head is plausible",
        ),
        why=Text(
            id="PDRB per kapita terbit dalam ribu atau juta rupiah; angka yang disalin tanpa "
            "kelipatannya keliru seribu atau sejuta kali.",
            en="The regional product per head is published in thousands or millions of rupiah; "
            "copied without its multiple it is wrong by a thousand or a million.",
        ),
        fix=Text(
            id="Tulis satuannya seperti pada tabel BPS, misalnya 'juta rupiah'.",
            en="Write the unit as in the table of the statistics office, such as 'juta rupiah'.",
        ),
        message=_PER_HEAD_MESSAGE,
        severity="warning",
        stages=("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval"),
        cites=("BPS, Produk Domestik Regional Bruto Kabupaten/Kota di Indonesia",),
        reads=_FINANCE_SHEETS,
        function=_product_per_head,
        passes=Text(
            id="PDRB per kapita 62,4 juta rupiah.",
            en="A regional product per head of 62.4 million rupiah.",
        ),
        fails=Text(
            id="PDRB per kapita 62,4 rupiah: satuannya seharusnya juta rupiah.",
            en="A regional product per head of 62.4 rupiah: the unit should be millions.",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Economy."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Economy asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Economy adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
