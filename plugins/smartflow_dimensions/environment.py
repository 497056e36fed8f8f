"""Smart Environment (ENV): protection, waste and energy.

The plugin ``environment``. What only this dimension asks: no more waste managed than generated,
amounts of waste with their time, an index and shares that can be.
Imports the public names of ``smartflow`` and what the dimensions share, no other dimension.
"""

from __future__ import annotations

from collections.abc import Iterator

import smartflow
from smartflow import Chapter, Dimension, Dossier, Finding, NotApplicable, Rule, Settings, Text
from smartflow_dimensions._chapters import indicators_chapter
from smartflow_dimensions._checks import due_rows, spoken
from smartflow_dimensions._figures import Sighting, figure, says, sightings, unit_of
from smartflow_dimensions._parts import indicator, sub_dimension
from smartflow_dimensions._rules import coverage_rule, rules_of, values_rule

__all__ = ["DIMENSION", "RULES"]

DIMENSION = Dimension(
    key="environment",
    code="ENV",
    title=Text(id="Smart Environment (lingkungan hidup)", en="Smart Environment"),
    sub_dimensions=(
        sub_dimension("protection", "Proteksi lingkungan", "Protection of the environment"),
        sub_dimension("waste", "Tata kelola sampah dan limbah", "Waste"),
        sub_dimension("energy", "Tata kelola energi", "Energy"),
    ),
    indicators=(
        indicator(
            "environment_index",
            "Indeks Kualitas Lingkungan Hidup (IKLH)",
            "Environmental quality index (IKLH)",
            "indeks",
            "0",
            "100",
        ),
        indicator("waste_managed", "Sampah terkelola", "Waste managed", "%", "0", "100"),
        indicator(
            "waste_managed_amount", "Jumlah sampah terkelola", "Waste managed", "ton/hari", "0"
        ),
        indicator(
            "waste_generated",
            "Timbulan sampah",
            "Waste generated",
            "ton/hari",
            "0",
            better="lower",
        ),
        indicator("green_space", "Ruang terbuka hijau (RTH)", "Green open space", "%", "0", "100"),
        indicator(
            "emissions",
            "Emisi gas rumah kaca",
            "Greenhouse gas emissions",
            "tCO2e",
            "0",
            better="lower",
        ),
        indicator(
            "saving_lamps",
            "Lampu penerangan jalan umum (LPJU) hemat energi",
            "Energy-saving street lamps",
            "unit",
            "0",
        ),
    ),
    lead_agencies=(
        "DLH",
        "DLHK",
        "PKP2LH",
        "PERKIMTANLH",
        "DPUPR",
        "BPBD",
        "ESDM",
        "BAPPEDA",
    ),
    aliases=("lingkungan", "lingkungan hidup", "smart green", "green"),
)

_AMOUNT_UNITS = (
    "ton/hari",
    "ton/minggu",
    "ton/bulan",
    "ton/tahun",
    "kg/hari",
    "kg/bulan",
    "kg/tahun",
    "m3/hari",
    "m3/bulan",
    "m3/tahun",
)
_BARE_UNITS = ("ton", "kg", "kilogram", "kuintal", "m3", "meter kubik")
_GENERATED_WORDS = ("timbulan", "timbulan sampah", "sampah yang dihasilkan", "produksi sampah")
_MANAGED_WORDS = (
    "sampah terkelola",
    "sampah yang terkelola",
    "sampah dikelola",
    "sampah tertangani",
    "sampah terangkut",
    "sampah diangkut",
    "sampah yang terangkut",
    "sampah terolah",
)
_GENERATED = figure(DIMENSION, "waste_generated", _GENERATED_WORDS, _AMOUNT_UNITS)
_MANAGED_AMOUNT = figure(DIMENSION, "waste_managed_amount", _MANAGED_WORDS, _AMOUNT_UNITS)
_FIGURES = (
    figure(
        DIMENSION,
        "environment_index",
        ("iklh", "kualitas lingkungan hidup"),
        ("indeks", "nilai", "poin", "skor"),
    ),
    figure(DIMENSION, "waste_managed", _MANAGED_WORDS, ("%",)),
    _MANAGED_AMOUNT,
    _GENERATED,
    figure(DIMENSION, "green_space", ("rth", "ruang terbuka hijau"), ("%",)),
    figure(DIMENSION, "emissions", ("emisi",), ("tco2e", "ton co2e", "tco2eq", "ton co2eq")),
    figure(
        DIMENSION, "saving_lamps", ("lpju", "pju", "lampu jalan"), ("unit", "titik"), whole=True
    ),
)
_WASTE_SHEETS = ("issues", "readiness")
_WASTE_MESSAGE = Text(
    id="Sampah terkelola {managed} {unit} melebihi timbulan {generated} {unit}.",
    en="Waste managed, {managed} {unit}, is more than waste generated, {generated} {unit}.",
)


def _managed_within_generated(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Find waste that is managed although it was never generated.

    Two numbers are compared when they are of one place, year and unit.
    """
    rows = due_rows(dossier, DIMENSION.key, _WASTE_SHEETS)
    found = [seen for seen in sightings(rows, (_GENERATED, _MANAGED_AMOUNT)) if not _both(seen)]
    generated = _most_generated(found, dossier)
    compared = False
    for seen in found:
        most = generated.get(_base(seen, dossier))
        if seen.figure is _GENERATED or most is None:
            continue
        compared = True
        if seen.value > most.value:
            parts = {"managed": seen.value, "generated": most.value, "unit": seen.unit}
            yield Finding(
                row=seen.row,
                column=seen.column,
                message=spoken(_WASTE_MESSAGE, parts),
            )
    if not compared:
        yield NotApplicable()


def _most_generated(found: list[Sighting], dossier: Dossier) -> dict[tuple[object, ...], Sighting]:
    """Return the greatest amount generated, by what amounts must agree on."""
    most: dict[tuple[object, ...], Sighting] = {}
    for seen in found:
        base = _base(seen, dossier)
        if seen.figure is _GENERATED and (base not in most or seen.value > most[base].value):
            most[base] = seen
    return most


def _both(seen: Sighting) -> bool:
    """Say whether a row speaks of both amounts, so that its number may be either."""
    text = f"{seen.row.text('issue')} {seen.row.text('indicator')} {seen.row.text('existing')}"
    return says(text, _GENERATED_WORDS) and says(text, _MANAGED_WORDS)


def _base(seen: Sighting, dossier: Dossier) -> tuple[object, ...]:
    """Return on what two amounts must agree to be compared."""
    place = seen.row.text("location").casefold()
    if place.startswith("seluruh") or place == dossier.city.name.casefold():
        place = ""
    return (seen.row.worksheet, seen.column, seen.row.get("year"), place, seen.unit)


def _amount_has_period(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find amounts of waste that do not say in what time."""
    amounts = [
        row
        for row in due_rows(dossier, DIMENSION.key, _WASTE_SHEETS)
        if (row.get("data") is not None or row.get("current") is not None)
        and says(f"{row.text('issue')} {row.text('indicator')}", _GENERATED_WORDS + _MANAGED_WORDS)
    ]
    if not amounts:
        yield NotApplicable()
    for row in amounts:
        if unit_of(row.text("unit")) in _BARE_UNITS:
            yield Finding(row=row, column="unit", values={"unit": row.text("unit")})


RULES = (
    Rule(
        code="ENV101",
        title=Text(
            id="Sampah terkelola tidak melebihi timbulan",
            en="Waste managed is not more than waste generated",
        ),
        why=Text(
            id="Yang dikelola adalah bagian dari yang timbul; jika lebih besar, satuan, tahun, "
            "atau wilayahnya tertukar.",
            en="What is managed is part of what is generated; where it is more, a unit, a year or "
            "an area was mixed up.",
        ),
        fix=Text(
            id="Samakan satuan, tahun, dan wilayah kedua angka menurut SIPSN, lalu kirim ulang "
            "kertas kerjanya.",
            en="Bring both numbers to one unit, year and area as in SIPSN, then send the worksheet "
            "again.",
        ),
        fix_command="submit {city} {file}",
        message=_WASTE_MESSAGE,
        severity="warning",
        stages=("issue_analysis", "swot_tows"),
        cites=(
            "Perpres 97/2017: pengurangan dan penanganan dihitung terhadap timbulan sampah",
            "UU 18/2008: pengelolaan sampah",
        ),
        reads=_WASTE_SHEETS,
        function=_managed_within_generated,
        passes=Text(
            id="Timbulan sampah 42 ton/hari, sampah terkelola 29 ton/hari, keduanya tahun 2022.",
            en="42 tons of waste a day generated, 29 managed, both in 2022.",
        ),
        fails=Text(
            id="Timbulan sampah 42 ton/hari, sampah terkelola 290 ton/hari.",
            en="42 tons of waste a day generated, 290 managed.",
        ),
    ),
    values_rule(
        DIMENSION,
        "ENV102",
        _FIGURES,
        title=Text(
            id="IKLH, sampah, RTH, dan emisi berada pada kisarannya",
            en="The environment index, waste, green space and emissions are within their ranges",
        ),
        why=Text(
            id="IKLH bernilai 0 sampai 100; sampah terkelola dan RTH 0 sampai 100 persen; timbulan "
            "dan emisi tidak negatif.",
            en="The environment index runs from 0 to 100; waste managed and green space from 0 to "
            "100 per cent; amounts and emissions are not negative.",
        ),
        cites=(
            "PermenLHK 27/2021: Indeks Kualitas Lingkungan Hidup 0-100",
            "UU 26/2007 pasal 29: RTH dinyatakan dalam persen luas wilayah kota",
        ),
        passes=Text(
            id="IKLH 71,4; sampah terkelola 68%; RTH 31%.",
            en="An environment index of 71.4; 68 % of waste managed; 31 % green space.",
        ),
        fails=Text(
            id="IKLH 714, atau sampah terkelola 168%.",
            en="An environment index of 714, or 168 % of waste managed.",
        ),
    ),
    coverage_rule(DIMENSION, "ENV103"),
    Rule(
        code="ENV104",
        title=Text(
            id="Jumlah sampah ditulis per satuan waktu",
            en="An amount of waste is given per time",
        ),
        why=Text(
            id="'Ton' saja dapat berarti per hari atau per tahun: selisihnya 365 kali.",
            en="'Tons' alone may mean a day or a year: a difference of 365 times.",
        ),
        fix=Text(
            id="Tulis satuannya lengkap, misalnya ton/hari.",
            en="Write the whole unit, such as ton/hari (tons a day).",
        ),
        message=Text(
            id="Satuan '{unit}' belum menyebut waktunya (per hari, per tahun).",
            en="The unit '{unit}' does not say in what time (a day, a year).",
        ),
        severity="warning",
        stages=("issue_analysis", "swot_tows"),
        cites=("KLHK, Sistem Informasi Pengelolaan Sampah Nasional (SIPSN): ton per hari",),
        reads=_WASTE_SHEETS,
        function=_amount_has_period,
        passes=Text(
            id="Timbulan sampah 42 ton/hari.",
            en="42 tons of waste a day.",
        ),
        fails=Text(
            id="Timbulan sampah 42 ton.",
            en="42 tons of waste.",
        ),
    ),
)


@smartflow.hookimpl
def smartflow_register_dimensions() -> Iterator[Dimension]:
    """Register Smart Environment."""
    yield DIMENSION


@smartflow.hookimpl
def smartflow_register_rules() -> Iterator[Rule]:
    """Register what only Smart Environment asks."""
    yield from rules_of(DIMENSION, RULES)


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterator[Chapter]:
    """Register what Smart Environment adds to the masterplan."""
    yield indicators_chapter(DIMENSION, _FIGURES)
