"""Book 1, SWOT: the quadrant of city and dimensions, each factor that counts, and what does not.

Totals, points and quadrants are those of the scoring rule ``swot_quadrant``. Imports the public
names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter
from smartflow_masterplan.chapters.analysis.merged import (
    SOURCE,
    Standing,
    merged_parts,
    standing_of_others,
    standings_of,
    used_table,
)
from smartflow_masterplan.chapters.analysis.quadrant import (
    basis_of,
    picture_of,
    sums_of,
    totals_of,
)
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    OTHERS,
    Computed,
    counted_rows,
    dimension_name,
    filled_columns,
    short,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.glossary import heading, term
from smartflow_masterplan.rules.judging import number, word
from smartflow_masterplan.rules.swot.factors import CATEGORIES, category
from smartflow_masterplan.scoring.swot import counted_scores, swot_quadrant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from smartflow import Dossier, Row, Score, Settings
    from smartflow.report import Block, Cell, Table

__all__ = ["swot_chapter"]

_KEY = "analysis_swot"
_NAMES = dict(zip(CATEGORIES, ("strength", "weakness", "opportunity", "threat"), strict=True))

_INTRODUCTION = (
    Text(
        id="Faktor internal adalah kekuatan (S) dan kelemahan (W); faktor eksternal adalah peluang"
        " (O) dan ancaman (T). Setiap perangkat daerah menulis faktornya sendiri, lalu koordinator"
        " dimensi menggabungkannya dan memberi alasan bagi yang tidak dipakai.",
        en="Internal factors are strengths (S) and weaknesses (W); external ones are opportunities"
        " (O) and threats (T). Each regional agency writes its own factors; the dimension's"
        " coordinator then consolidates them, with a reason for what is not used.",
    ),
    Text(
        id="Skor faktor adalah bobot dikali rating ({low} sampai {high}). Bobot {scope} dibagi"
        " jumlahnya bila jumlah itu bukan {whole}, misalnya karena berasal dari beberapa perangkat"
        " daerah; skor terhitung memakai bobot yang sudah dibagi. Titiknya x = S - W dan y = O - T."
        " Kuadran I (SO) agresif, II (ST) diversifikasi, III (WO) putar haluan, IV (WT) defensif;"
        " titik pada sumbu belum menentukan kuadran. Faktor tanpa bobot atau rating tetap tercantum"
        " tetapi tidak dihitung.",
        en="A factor's score is its weight times its rating ({low} to {high}). Weights {scope} are"
        " divided by their sum where that is not {whole}, for instance because they come from"
        " several agencies; the counted score uses the weight so divided. The point is x = S - W"
        " and y = O - T. Quadrant I (SO) is aggressive, II (ST) diversification, III (WO)"
        " turn-around, IV (WT) defensive; a point on an axis is in none. Factors without weight or"
        " rating are listed but not counted.",
    ),
)
_SCOPES = {
    "side": Text(id="satu sisi (S dan W, atau O dan T)", en="of one side (S and W, or O and T)"),
    "category": Text(id="satu kategori", en="of one category"),
}
_COUNTS = Text(id="Faktor yang dipakai menurut dimensi", en="Factors used, by dimension")
_NO_CATEGORY = Text(id="Kategori belum jelas", en="Category unclear")
_ALL = Text(id="Semua", en="All")
_PICTURE = Text(id="Kuadran SWOT", en="SWOT quadrant")
_SUMS = Text(id="Total skor dan titik", en="Totals and point")
_COUNTED = Text(id="Skor terhitung", en="Counted score")
_FACTOR_NOTE = Text(
    id="Skor terhitung dibulatkan sampai tiga angka di belakang koma.",
    en="Counted scores are rounded to three decimals.",
)
_MISSING = Text(id="Belum ada faktor: {missing}.", en="No factor yet: {missing}.")
_REMARKS = (
    Text(id="Faktor yang digabung atau tidak dipakai", en="Factors merged or not used"),
    Text(id="Faktor sesudah penggabungan", en="Factors since the consolidation"),
)
_OTHERS_WORDS = Text(
    id="Faktor berikut menyebut dimensi yang tidak dikenal alur kerja ini; karena itu tidak ikut"
    " dihitung.",
    en="These factors name a dimension that the workflow does not know; they are not counted.",
)
_NONE = Text(
    id="Belum ada faktor SWOT untuk dimensi ini.", en="There is no SWOT factor for it yet."
)
_NONE_AT_ALL = Text(
    id="Belum ada faktor SWOT yang dikirim perangkat daerah.",
    en="No regional agency has sent a SWOT factor yet.",
)


def swot_chapter(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the chapter on SWOT, with a part for each dimension."""
    standings = standings_of(dossier, "swot", "swot_merged")
    scores = {score.subject: score for score in swot_quadrant(dossier, settings)}

    def blocks(key: str, name: Text, standing: Standing) -> Iterator[Block]:
        return _dimension(dossier, settings, name, standing, scores.get(key))

    def unplaced(others: Standing) -> Iterator[Block]:
        yield said(_OTHERS_WORDS)
        yield from _tables(dossier, OTHERS, others, {})

    others = standing_of_others(dossier, "swot", "swot_merged")
    return Chapter(
        key=_KEY,
        title=Text(id=f"Analisis {term('swot').id}", en=f"{term('swot').en} analysis"),
        blocks=tuple(_overview(dossier, settings, standings, scores)),
        parts=merged_parts(_KEY, standings, others, blocks, unplaced),
        page="new",
    )


def _overview(
    dossier: Dossier,
    settings: Settings,
    standings: Sequence[tuple[str, Text, Standing]],
    scores: Mapping[str, Score],
) -> Iterator[Block]:
    """Yield how factors were scored, how many there are, and where city and dimensions stand."""
    values = {
        "low": number(settings, "rating_minimum"),
        "high": number(settings, "rating_maximum"),
        "whole": number(settings, "weight_total"),
        "scope": _SCOPES[word(settings, "weight_scope")],
    }
    yield said(_INTRODUCTION[0])
    yield said(_INTRODUCTION[1].fill(values))
    if not (dossier.rows("swot") or dossier.rows("swot_merged")):
        yield nothing_yet(_NONE_AT_ALL)
        return
    yield _counts(standings)
    if scores:
        city = Text.same(dossier.city.name)
        named = [(dimension_name(one.title), scores.get(one.key)) for one in dossier.dimensions]
        known = [_known(standing) for _, _, standing in standings]
        yield totals_of([*named, (city, scores.get(""))], [*known, sum(known)])
        if "" in scores:
            yield said(basis_of(scores[""], sum(known)))
        yield picture_of(titled(_PICTURE, city), [*named, (city, scores.get(""))])


def _known(standing: Standing) -> int:
    """Return how many of the factors used have a category, so that they may count."""
    return sum(category(row) in CATEGORIES for row in standing.used)


def _counts(standings: Sequence[tuple[str, Text, Standing]]) -> Table:
    rows: list[tuple[Text, tuple[int, ...]]] = []
    for _, title, standing in standings:
        letters = [category(row) for row in standing.used]
        counts = tuple(letters.count(letter) for letter in (*CATEGORIES, ""))
        rows.append((dimension_name(title), (*counts, sum(counts))))
    headings = {
        "dimension": DIMENSION_HEADING,
        **{letter.lower(): Text.same(letter) for letter in CATEGORIES},
        "unclear": _NO_CATEGORY,
        "all": _ALL,
    }
    return counted_rows(_COUNTS, headings, rows)


def _dimension(
    dossier: Dossier, settings: Settings, title: Text, standing: Standing, score: Score | None
) -> Iterator[Block]:
    """Yield a dimension's factors by category, its totals and point, and what does not count."""
    if not (standing.used or standing.left_out or standing.late):
        yield nothing_yet(_NONE)
        return
    yield said(SOURCE[0 if standing.merged else 1])
    if score is not None:
        yield said(basis_of(score, _known(standing)))
        yield sums_of(titled(_SUMS, title), score)
        yield picture_of(titled(_PICTURE, title), [(title, score)])
    yield from _tables(dossier, title, standing, counted_scores(standing.used, settings))


def _tables(
    dossier: Dossier, title: Text, standing: Standing, scores: Mapping[str, Decimal]
) -> Iterator[Block]:
    """Yield a table for each category that has factors, then one for each kind of what has not."""
    given = _given(standing.used, scores)
    empty: list[Text] = []
    for letter in (*CATEGORIES, ""):
        rows = tuple(row for row in standing.used if category(row) == letter)
        name = _named(letter)
        if rows:
            columns = (*(() if letter else ("category",)), "code", "factor", *given)
            note = _FACTOR_NOTE if scores else None
            yield used_table(dossier, titled(name, title), rows, columns, note)
        elif letter:
            empty.append(name)
    if empty:
        missing = Text(id=", ".join(one.id for one in empty), en=", ".join(one.en for one in empty))
        yield nothing_yet(_MISSING.fill({"missing": missing}))
    yield from standing.remarks(dossier, "factor", _REMARKS, title)


def _named(letter: str) -> Text:
    if not letter:
        return _NO_CATEGORY
    name = heading(_NAMES[letter])
    return Text(id=f"{name.id} ({letter})", en=f"{name.en} ({letter})")


def _given(rows: Sequence[Row], scores: Mapping[str, Decimal]) -> tuple[str | Computed, ...]:
    """Return what is said of some factor of the dimension besides its words."""

    def counted(row: Row) -> Cell:
        return short(scores[row.id]) if row.id in scores else None

    given = filled_columns(rows, ("evidence", "scope", "weight", "rating", "score"))
    return (*given, Computed("counted_score", _COUNTED, counted)) if scores else given
