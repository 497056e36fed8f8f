"""Book 1, TOWS: each dimension's strategies in their four cells, and which factors none uses.

Coverage is that of the scoring rule ``tows_coverage``. Imports the public names of ``smartflow``
only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Chapter, Table
from smartflow_masterplan.chapters.analysis.merged import (
    SOURCE,
    Standing,
    merged_parts,
    standing_of_others,
    standings_of,
    used_table,
)
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    OTHERS,
    counted_rows,
    dimension_name,
    short,
    tenth,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.glossary import term
from smartflow_masterplan.rules.judging import number, shortened
from smartflow_masterplan.rules.swot.factors import CELLS, in_force, whole_code
from smartflow_masterplan.scoring.tows import NOT_CITED, tows_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartflow import Dossier, Score, Settings
    from smartflow.report import Block, Cell

__all__ = ["tows_chapter"]

_KEY = "analysis_tows"
_COUNTED = 2
"""The lines of the breakdown before those that name a factor: strong ones, and those cited."""

_INTRODUCTION = (
    Text(
        id="TOWS memadukan faktor internal dengan faktor eksternal. SO memakai kekuatan untuk"
        " meraih peluang, WO mengatasi kelemahan dengan memanfaatkan peluang, ST memakai kekuatan"
        " untuk menghadapi ancaman, dan WT memperkecil kelemahan sambil menghindari ancaman. Setiap"
        " strategi merujuk kode faktor SWOT yang menjadi dasarnya.",
        en="TOWS matches internal with external factors. SO uses strengths to seize opportunities,"
        " WO overcomes weaknesses by means of opportunities, ST uses strengths against threats, and"
        " WT lessens weaknesses while avoiding threats. Each strategy cites the codes of the SWOT"
        " factors on which it rests.",
    ),
    Text(
        id="Cakupan adalah bagian faktor kuat yang dirujuk paling sedikit satu strategi. Faktor"
        " disebut kuat bila skornya paling sedikit {share} kali rata-rata kategorinya; tanpa bobot"
        " dan rating, semua faktor dianggap kuat.",
        en="Coverage is the share of strong factors that at least one strategy cites. A factor is"
        " strong when its score is at least {share} times the mean of its category; without weights"
        " and ratings every factor counts as strong.",
    ),
)
_COUNTS = Text(
    id="Strategi yang dipakai menurut dimensi dan sel", en="Strategies used, by dimension and cell"
)
_NO_CELL = Text(id="Sel belum jelas", en="Cell unclear")
_ALL = Text(id="Semua", en="All")
_COVERAGE = Text(id="Cakupan TOWS", en="TOWS coverage")
_COVERAGE_HEADINGS = (
    DIMENSION_HEADING,
    Text(id="Faktor kuat", en="Strong factors"),
    Text(id="Dirujuk strategi", en="Cited by a strategy"),
    Text(id="Cakupan (%)", en="Coverage (%)"),
)
_UNUSED = Text(
    id="Faktor kuat yang belum dirujuk strategi", en="Strong factors that no strategy cites"
)
_UNUSED_HEADINGS = (Text(id="Faktor", en="Factor"), Text(id="Skor", en="Score"))
_MISSING = Text(id="Belum ada strategi di sel {cells}.", en="No strategy yet in cell {cells}.")
_CELL = Text(id="Strategi {cell}", en="{cell} strategies")
_REMARKS = (
    Text(id="Strategi yang digabung atau tidak dipakai", en="Strategies merged or not used"),
    Text(id="Strategi sesudah penggabungan", en="Strategies since the consolidation"),
)
_OTHERS_WORDS = Text(
    id="Strategi berikut menyebut dimensi yang tidak dikenal alur kerja ini.",
    en="These strategies name a dimension that the workflow does not know.",
)
_NONE = Text(
    id="Belum ada strategi TOWS untuk dimensi ini.", en="There is no TOWS strategy for it yet."
)
_NONE_AT_ALL = Text(
    id="Belum ada strategi TOWS yang dikirim perangkat daerah.",
    en="No regional agency has sent a TOWS strategy yet.",
)


def tows_chapter(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the chapter on TOWS, with a part for each dimension."""
    standings = standings_of(dossier, "tows", "tows_merged")
    scores = {score.subject: score for score in tows_coverage(dossier, settings)}

    def blocks(key: str, name: Text, standing: Standing) -> Iterator[Block]:
        return _dimension(dossier, key, name, standing, scores.get(key))

    def unplaced(others: Standing) -> Iterator[Block]:
        yield said(_OTHERS_WORDS)
        yield from _tables(dossier, OTHERS, others)

    others = standing_of_others(dossier, "tows", "tows_merged")
    share = {"share": number(settings, "strong_factor_share")}
    return Chapter(
        key=_KEY,
        title=Text(id=f"Analisis {term('tows').id}", en=f"{term('tows').en} analysis"),
        blocks=(said(_INTRODUCTION[0]), *_overview(dossier, standings, scores, share)),
        parts=merged_parts(_KEY, standings, others, blocks, unplaced),
        page="new",
    )


def _overview(
    dossier: Dossier,
    standings: Sequence[tuple[str, Text, Standing]],
    scores: Mapping[str, Score],
    share: Mapping[str, object],
) -> Iterator[Block]:
    if not (dossier.rows("tows") or dossier.rows("tows_merged")):
        yield nothing_yet(_NONE_AT_ALL)
        return
    yield _counts(standings)
    if scores:
        yield said(_INTRODUCTION[1].fill(share))
        rows: list[tuple[Cell, ...]] = []
        for dimension in dossier.dimensions:
            score = scores.get(dimension.key)
            if score is not None:
                strong, cited = (int(line.value) for line in score.breakdown[:_COUNTED])
                line = (Amount(strong), Amount(cited), tenth(score.value))
                rows.append((dimension_name(dimension.title), *line))
        yield Table(
            title=_COVERAGE,
            keys=("dimension", "strong", "cited", "coverage"),
            headings=_COVERAGE_HEADINGS,
            rows=tuple(rows),
        )


def _counts(standings: Sequence[tuple[str, Text, Standing]]) -> Table:
    rows: list[tuple[Text, tuple[int, ...]]] = []
    for _, title, standing in standings:
        cells = [_cell(row.text("cell")) for row in standing.used]
        counts = tuple(cells.count(key) for key in (*CELLS, ""))
        rows.append((dimension_name(title), (*counts, sum(counts))))
    headings = {
        "dimension": DIMENSION_HEADING,
        **{key.lower(): Text.same(key) for key in CELLS},
        "unclear": _NO_CELL,
        "all": _ALL,
    }
    return counted_rows(_COUNTS, headings, rows)


def _cell(written: str) -> str:
    """Return a strategy's cell, ``""`` for what is none."""
    return written if written in CELLS else ""


def _dimension(
    dossier: Dossier, dimension: str, title: Text, standing: Standing, score: Score | None
) -> Iterator[Block]:
    """Yield a dimension's strategies by cell, what does not count, and the factors unused."""
    if not (standing.used or standing.left_out or standing.late):
        yield nothing_yet(_NONE)
        return
    yield said(SOURCE[0 if standing.merged else 1])
    yield from _tables(dossier, title, standing)
    unused = score.breakdown[_COUNTED:] if score is not None else ()
    if unused:
        whole = _whole_names(dossier, dimension)
        yield Table(
            title=titled(_UNUSED, title),
            keys=("factor", "score"),
            headings=_UNUSED_HEADINGS,
            rows=tuple((_factor(line.title, whole), short(line.value)) for line in unused),
        )


def _factor(title: Text, whole: Mapping[str, str]) -> Text:
    """Return the factor that a line of the breakdown names, uncut."""
    name = title.id.removeprefix(NOT_CITED.id)
    return Text.same(whole.get(name, name))


def _whole_names(dossier: Dossier, dimension: str) -> dict[str, str]:
    """Return the factors of a dimension as they are printed, by the name a breakdown gives them."""
    found: dict[str, str] = {}
    for row in in_force(dossier, "swot", "swot_merged", dimension):
        code, words = (
            whole_code(row.text("code"), row.agency or row.text("agency")),
            row.text("factor"),
        )
        found.setdefault(f"{code} {shortened(words)}", f"{code} {' '.join(words.split())}")
    return found


def _tables(dossier: Dossier, title: Text, standing: Standing) -> Iterator[Block]:
    """Yield a table for each cell that has strategies, then one for each kind of what has not."""
    empty: list[str] = []
    for key in (*CELLS, ""):
        rows = tuple(row for row in standing.used if _cell(row.text("cell")) == key)
        if rows:
            name = titled(_CELL.fill({"cell": key}) if key else _NO_CELL, title)
            columns = (*(() if key else ("cell",)), "code", "strategy", "cites")
            yield used_table(dossier, name, rows, columns)
        elif key:
            empty.append(key)
    if empty:
        yield nothing_yet(_MISSING.fill({"cells": ", ".join(empty)}))
    yield from standing.remarks(dossier, "strategy", _REMARKS, title)
