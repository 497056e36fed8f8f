"""Book 1, readiness and gap: two views of one worksheet, each row once in each.

The radar shows how ready each dimension is, the mean of the scores in the worksheet. The value from
0 to 100 of the scoring rule ``readiness`` is how complete its work is, and called so. Imports the
public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from smartflow import Text
from smartflow.report import Amount, Chapter, Figure, Table
from smartflow.report.charts import Spoke, radar_chart
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    Computed,
    Group,
    counted_rows,
    dimension_name,
    filled_columns,
    groups_of,
    part_key,
    plural,
    table_of,
    tenth,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import cell, nothing_yet, said
from smartflow_masterplan.chapters.shared.tables import further_columns
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import amount, filled, said_number
from smartflow_masterplan.scoring.parts import thousandths
from smartflow_masterplan.scoring.readiness import readiness
from smartflow_masterplan.sheets.worksheets import READINESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartflow import Dossier, Row, Score, Settings
    from smartflow.report import Block, Cell

__all__ = ["gap_chapter", "readiness_chapter"]

_READINESS, _GAP = "analysis_readiness", "analysis_gap"
_LEAST, _MOST = 1, 5
"""The ends of the scale on which a component is scored."""
_SCALE = tuple(range(_LEAST, _MOST + 1))
_LANGUAGES: tuple[Literal["id", "en"], ...] = ("id", "en")
_EXACT = Context(prec=100)
"""More digits than two cells can have between them, so that no difference is rounded."""

# -- readiness ------------------------------------------------------------------------------------

_INTRODUCTION = (
    Text(
        id="Kelompok kerja setiap dimensi menilai apakah daerah siap: strukturnya (orang, anggaran,"
        " aset), infrastrukturnya (fisik, digital, sosial), dan suprastrukturnya (kebijakan,"
        " kelembagaan, pelaksanaan). Setiap indikator diberi skor 1 (belum siap) sampai 5 (siap)"
        " beserta data dukungnya.",
        en="Each dimension's working group assesses whether the region is ready: its structure"
        " (people, budget, assets), its infrastructure (physical, digital, social) and its"
        " suprastructure (policies, institutions, execution). Every indicator is given a score"
        " from 1 (not ready) to 5 (ready), with its evidence.",
    ),
    Text(
        id="Gambar berikut menunjukkan rata-rata skor kesiapan setiap dimensi, dari 1 sampai 5,"
        " yaitu rata-rata semua indikatornya yang sudah diberi skor.",
        en="The picture shows the mean readiness score of each dimension, from 1 to 5: the mean of"
        " all its indicators that have a score.",
    ),
    Text(
        id="Tabel kelengkapan isian, dari 0 sampai 100, mengukur hal lain: bukan kesiapan daerah,"
        " melainkan seberapa lengkap kertas kerja yang sudah jatuh tempo terisi. Nilainya rata-rata"
        " dari bagian-bagiannya, semuanya berbobot sama.",
        en="The table of completeness, from 0 to 100, measures something else: not how ready the"
        " region is, but how completely the worksheets that are due are filled in. Its value is the"
        " mean of its parts, all of the same weight.",
    ),
)
_RADAR = Text(
    id="Rata-rata skor kesiapan setiap dimensi (1-5)",
    en="Mean readiness score of each dimension (1-5)",
)
_PARTS = Text(
    id="Kelengkapan isian setiap dimensi dan bagiannya (0-100)",
    en="How completely each dimension's worksheets are filled in, by part (0-100)",
)
_MEASURED = Text(id="Bagian", en="Part")
_MEAN_OF_PARTS = Text(id="Rata-rata", en="Mean")
_COMPONENTS = Text(
    id="Skor kesiapan menurut dimensi dan komponen",
    en="Readiness scores by dimension and component",
)
_COMPONENT_HEADINGS = (
    DIMENSION_HEADING,
    Text(id="Komponen", en="Component"),
    Text(id="Indikator", en="Indicators"),
    Text(id="Sudah diberi skor", en="Scored"),
    Text(id="Rata-rata skor (1-5)", en="Mean score (1-5)"),
)
_COMPONENTS_NOTE = Text(
    id="Rata-rata hanya dari indikator yang sudah diberi skor 1 sampai 5, dibulatkan sampai satu"
    " angka di belakang koma.",
    en="The mean is of the indicators with a score from 1 to 5 only, rounded to one decimal.",
)
_NO_COMPONENT = Text(id="(belum disebut)", en="(not named)")
_ROWS = ("component", "indicator", "existing", "current", "unit", "score", "evidence")
_NONE = Text(
    id="Kesiapan dimensi ini belum dinilai.", en="The readiness of this dimension is not assessed."
)
_NONE_AT_ALL = Text(
    id="Belum ada kesiapan yang dinilai kelompok kerja dimensi.",
    en="No dimension's working group has assessed readiness yet.",
)


def readiness_chapter(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the chapter on readiness, with a part for each dimension."""
    groups = groups_of(dossier, "readiness")
    scores = {score.subject: score for score in readiness(dossier, settings)}
    blocks: list[Block] = [said(_INTRODUCTION[0])]
    if any(group.rows for group in groups):
        blocks += [_components(dossier, groups), *_radar(groups)]
    else:
        blocks.append(nothing_yet(_NONE_AT_ALL))
    if any(score.value for score in scores.values()):
        blocks += [said(_INTRODUCTION[2]), _scored_parts(dossier, scores)]
    title = heading("readiness")
    return Chapter(
        key=_READINESS,
        title=title,
        blocks=tuple(blocks),
        parts=tuple(
            _part(_READINESS, group, _assessed(dossier, titled(title, group.name), group))
            for group in groups
        ),
        page="new",
    )


def _radar(groups: Sequence[Group]) -> Iterator[Block]:
    """Yield the mean readiness score of each dimension as a radar, and the same in words."""
    means = [(group.name, _mean(group.rows)) for group in groups if group.key]
    known = [(name, said_number(mean)) for name, mean in means if mean is not None]
    if not known:
        return
    yield said(_INTRODUCTION[1])
    charts = {
        language: radar_chart(
            _RADAR.in_(language),
            [Spoke(name.in_(language), mean) for name, mean in means],
            language,
            _SCALE,
        )
        for language in _LANGUAGES
    }
    yield Figure(
        title=_RADAR,
        words=Text(
            id="; ".join(f"{name.id} {mean.id}" for name, mean in known),
            en="; ".join(f"{name.en} {mean.en}" for name, mean in known),
        ),
        svg=Text(id=charts["id"], en=charts["en"]),
    )


def _given_scores(rows: Sequence[Row]) -> list[Decimal]:
    """Return the scores on the scale that rows give."""
    found = (amount(row, "score") for row in rows)
    return [score for score in found if score is not None and _LEAST <= score <= _MOST]


def _mean(rows: Sequence[Row]) -> Decimal | None:
    """Return the mean of the scores that rows give, with one decimal; None without any."""
    scores = _given_scores(rows)
    return tenth(thousandths(Fraction(sum(scores)) / len(scores))) if scores else None


def _scored_parts(dossier: Dossier, scores: Mapping[str, Score]) -> Table:
    """Return the parts of the scores, a column for each dimension; the last row is the score."""
    dimensions = [one for one in dossier.dimensions if one.key in scores]
    values = {
        one.key: {line.title: tenth(line.value) for line in scores[one.key].breakdown}
        for one in dimensions
    }
    found = dict.fromkeys(title for parts in values.values() for title in parts)
    rows: list[tuple[Cell, ...]] = [
        (title, *(values[one.key].get(title) for one in dimensions)) for title in found
    ]
    rows.append((_MEAN_OF_PARTS, *(tenth(scores[one.key].value) for one in dimensions)))
    return Table(
        title=_PARTS,
        keys=("part", *(one.key for one in dimensions)),
        headings=(_MEASURED, *(dimension_name(one.title) for one in dimensions)),
        rows=tuple(rows),
    )


def _components(dossier: Dossier, groups: Sequence[Group]) -> Table:
    """Return how each component of each dimension stands: indicators, scored ones, their mean."""
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        by_component: dict[Cell, list[Row]] = {}
        for row in group.rows:
            by_component.setdefault(cell(dossier, row, "component"), []).append(row)
        for component, own in by_component.items():
            named = _NO_COMPONENT if component is None else component
            counts = (Amount(len(own)), Amount(len(_given_scores(own))))
            rows.append((group.name, named, *counts, _mean(own)))
    return Table(
        title=_COMPONENTS,
        keys=("dimension", "component", "indicators", "scored", "mean"),
        headings=_COMPONENT_HEADINGS,
        rows=tuple(rows),
        note=_COMPONENTS_NOTE,
    )


def _assessed(dossier: Dossier, title: Text, group: Group) -> Table:
    further = filled_columns(group.rows, further_columns(dossier, READINESS))
    return table_of(dossier, title, group.rows, (*_ROWS, *further))


def _part(chapter: str, group: Group, table: Table) -> Chapter:
    key = part_key(chapter, group.key)
    if not group.rows:
        return Chapter(key=key, title=group.title, blocks=(nothing_yet(_NONE),))
    return Chapter(key=key, title=group.title, blocks=(table,), turned=True)


# -- gap ------------------------------------------------------------------------------------------

_GAP_INTRODUCTION = Text(
    id="Kesenjangan adalah selisih antara keadaan yang diharapkan dan keadaan saat ini. Kesenjangan"
    " ditulis kelompok kerja dimensi; bila kolomnya kosong sedangkan kedua nilainya terisi,"
    " selisihnya dihitung di sini. Setiap kesenjangan memerlukan tindakan: dari sinilah rencana"
    " aksi pada Buku 2 bermula.",
    en="A gap is what lies between the expected and the present state. The dimension's working"
    " group writes it; where its column is empty and both values are given, the difference is"
    " worked out here. Every gap needs an action: this is where the action plan of Book 2 begins.",
)
_GAP_SUMMARY = Text(id="Kesenjangan dan tindakannya", en="Gaps and their actions")
_GAP_HEADINGS = {
    "dimension": DIMENSION_HEADING,
    "indicators": Text(id="Indikator", en="Indicators"),
    "both": Text(id="Kedua nilai terisi", en="Both values given"),
    "gaps": Text(id="Kesenjangan diketahui", en="Gap known"),
    "actions": Text(id="Dengan tindakan", en="With an action"),
}
_COUNTED_GAP = Text(id="Kesenjangan", en="Gap")
_GAP_ROWS = ("component", "indicator", "current", "expected", "unit")


def gap_chapter(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the chapter on gaps, with a part for each dimension."""
    groups = groups_of(dossier, "readiness")
    blocks: list[Block] = [said(_GAP_INTRODUCTION)]
    if any(group.rows for group in groups):
        blocks.append(_gap_summary(groups))
    else:
        blocks.append(nothing_yet(_NONE_AT_ALL))
    title = plural(heading("gap"))
    gap = Computed("found_gap", _COUNTED_GAP, lambda row: _gap(dossier, row))
    columns = (*_GAP_ROWS, gap, "action")
    return Chapter(
        key=_GAP,
        title=title,
        blocks=tuple(blocks),
        parts=tuple(
            _part(_GAP, group, table_of(dossier, titled(title, group.name), group.rows, columns))
            for group in groups
        ),
        page="new",
    )


def _gap(dossier: Dossier, row: Row) -> Cell:
    """Return the gap as written, else the difference of both values; below zero less is wanted."""
    written = cell(dossier, row, "gap")
    current, expected = amount(row, "current"), amount(row, "expected")
    if written is not None or current is None or expected is None:
        return written
    return _EXACT.subtract(expected, current)


def _gap_summary(groups: Sequence[Group]) -> Table:
    rows: list[tuple[Text, tuple[int, ...]]] = []
    for group in groups:
        both = [row for row in group.rows if _has_both(row)]
        known = sum(filled(row, "gap") or _has_both(row) for row in group.rows)
        actions = sum(filled(row, "action") for row in group.rows)
        rows.append((group.name, (len(group.rows), len(both), known, actions)))
    return counted_rows(_GAP_SUMMARY, _GAP_HEADINGS, rows)


def _has_both(row: Row) -> bool:
    return amount(row, "current") is not None and amount(row, "expected") is not None
