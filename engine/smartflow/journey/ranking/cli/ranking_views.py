"""How a ranking is shown: as tables that a person reads, as JSON, as pictures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.cells import cell_data

if TYPE_CHECKING:
    from smartflow.journey.ranking.ranking import Criterion, Ranked, Ranking
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["draw", "place_table", "ranking_data", "row_data", "text_blocks"]

NAMING = ("programme", "name", "title")
"""Columns that may hold what a candidate is called; the first that the sheet has is shown."""
IMPACT, EFFORT = "impact", "effort"

# -- text -----------------------------------------------------------------------------------------


def text_blocks(call: Call, ranking: Ranking) -> list[str]:
    """Return the ranking, the parts of the scores, and the stability, as blocks of text."""
    from smartflow.terminal.tables import text_table

    tables = [place_table(ranking)]
    if ranking.criteria:
        tables.append(_parts_table(ranking))
    if any(criterion.margin for criterion in ranking.criteria):
        tables.append(_stability_table(ranking))
    blocks = [text_table(table, call.language) for table in tables]
    return [*blocks, call.words(_next_step(ranking))]


def place_table(ranking: Ranking) -> Table:
    """Return the candidates in the order of their places."""
    from smartflow.report import Table

    dimensions = _dimension_titles(ranking)
    name = ranking.case.state.city.name
    how_id, how_en = _how(ranking)
    return Table(
        title=Text(
            id=f"Peringkat calon quick win {name}{how_id}",
            en=f"Quick-win candidates of {name}, ranked{how_en}",
        ),
        keys=("place", "row", "dimension", "name", "score", "selected"),
        headings=(
            Text(id="Peringkat", en="Place"),
            Text(id="Baris", en="Row"),
            Text(id="Dimensi", en="Dimension"),
            Text(id="Calon", en="Candidate"),
            Text(id="Skor", en="Score"),
            Text(id="Terpilih", en="Chosen"),
        ),
        rows=tuple(
            (
                one.place or None,
                one.row.id,
                dimensions.get(one.row.dimension, one.row.dimension),
                _name(one),
                one.score.value if one.score else None,
                one.selected,
            )
            for one in ranking.ranked
        ),
    )


def _dimension_titles(ranking: Ranking) -> dict[str, Text]:
    """Return what the dimensions are called; one whose plugin is missing goes by its key."""
    from smartflow.casework.pinned import pinned_workflow, registry_of

    known = registry_of(ranking.case, pinned_workflow(ranking.case)).dimensions
    return {key: owned.value.title for key, owned in known.items()}


def _how(ranking: Ranking) -> tuple[str, str]:
    """Return the method, and that it is only a trial, in both languages."""
    method = ranking.method.upper()
    if ranking.what_if:
        return f" ({method}, percobaan: tidak dicatat)", f" ({method}, a trial: not recorded)"
    return (f" ({method})", f" ({method})") if method else ("", "")


def _name(ranked: Ranked) -> str:
    for key in NAMING:
        if key in ranked.row:
            return ranked.row.text(key)
    return next(
        (str(v) for k, v in ranked.row.items() if isinstance(v, str) and k != "dimension"), ""
    )


def _parts_table(ranking: Ranking) -> Table:
    """Return what each criterion gives each candidate, from 0 to 100."""
    from smartflow.report import Table

    scored = [one for one in ranking.ranked if one.score is not None]
    note = Text(
        id="Skor = jumlah (nilai x bobot) / jumlah bobot.",
        en="Score = sum of (value x weight) / sum of weights.",
    )
    return Table(
        title=Text(
            id="Nilai setiap kriteria (0-100) dan bobotnya",
            en="The value of each criterion (0-100) and its weight",
        ),
        keys=("row", *(f"criterion_{one.position}" for one in ranking.criteria), "score"),
        headings=(
            Text(id="Baris", en="Row"),
            *(_weighted_title(one) for one in ranking.criteria),
            Text(id="Skor", en="Score"),
        ),
        rows=tuple(
            (
                one.row.id,
                *(one.score.breakdown[c.position].value for c in ranking.criteria),
                one.score.value,
            )
            for one in scored
            if one.score is not None
        ),
        note=note if ranking.exact else None,
    )


def _weighted_title(criterion: Criterion) -> Text:
    return Text(
        id=f"{criterion.title.id} x {number_words(criterion.weight, 'id')}",
        en=f"{criterion.title.en} x {number_words(criterion.weight, 'en')}",
    )


def _stability_table(ranking: Ranking) -> Table:
    from smartflow.report import Table

    names = {one.row.id: _name(one) or one.row.id for one in ranking.ranked}
    exact = Text(
        id="Batas dihitung persis; bobot lain tetap. Tanpa batas: kosong.",
        en="Limits are exact, with the other weights fixed. No limit: empty.",
    )
    searched = Text(
        id="Batas dicari per satu satuan bobot; bobot lain tetap. Tanpa batas: kosong.",
        en="Limits are searched in whole weights, with the others fixed. No limit: empty.",
    )
    return Table(
        title=Text(
            id=f"Kestabilan peringkat 1 ({_first(ranking)}): bobot boleh digeser sampai",
            en=f"Stability of the first place ({_first(ranking)}): how far a weight can move",
        ),
        keys=("key", "title", "weight", "low", "high", "heir"),
        headings=(
            Text(id="Nama", en="Name"),
            Text(id="Kriteria", en="Criterion"),
            Text(id="Bobot", en="Weight"),
            Text(id="Dari", en="From"),
            Text(id="Sampai", en="To"),
            Text(id="Di luar itu menjadi peringkat 1", en="First beyond"),
        ),
        rows=tuple(
            (
                one.key,
                one.title,
                one.weight,
                one.margin.low,
                one.margin.high,
                " / ".join(names.get(heir, heir) for heir in _heirs(one)),
            )
            for one in ranking.criteria
            if one.margin is not None
        ),
        note=exact if ranking.exact else searched,
    )


def _heirs(criterion: Criterion) -> tuple[str, ...]:
    if criterion.margin is None:
        return ()
    pair = (criterion.margin.heir_low, criterion.margin.heir_high)
    return tuple(dict.fromkeys(heir for heir in pair if heir))


def _first(ranking: Ranking) -> str:
    return ", ".join(_name(one) or one.row.id for one in ranking.ranked if one.place == 1)


def _next_step(ranking: Ranking) -> Text:
    slug = ranking.case.state.city.slug
    if not ranking.ranked:
        return Text(
            id=f"Kirim dahulu kertas kerjanya: smartflow submit {slug} BERKAS",
            en=f"Submit its worksheets first: smartflow submit {slug} FILE",
        )
    return Text(
        id=f"Pilih dengan: smartflow quick-wins select {slug} BARIS...  (menyimpang dari"
        ' peringkat: tambahkan --reason "ALASAN")',
        en=f"Choose with: smartflow quick-wins select {slug} ROW...  (against the ranking: add"
        ' --reason "WHY")',
    )


# -- data -----------------------------------------------------------------------------------------


def row_data(ranking: Ranking) -> list[dict[str, object]]:
    """Return the candidates as JSON objects, each with the parts of its score."""
    from smartflow.terminal.cells import table_data

    keys = {one.position: one.key for one in ranking.criteria}
    made = table_data(place_table(ranking))
    for data, one in zip(made, ranking.ranked, strict=True):
        data["dimension"] = one.row.dimension
        lines = one.score.breakdown if one.score else ()
        data["parts"] = [
            {
                "key": keys.get(position, ""),
                "title": cell_data(line.title),
                "value": cell_data(line.value),
                "weight": cell_data(line.weight),
            }
            for position, line in enumerate(lines)
        ]
    return made


def ranking_data(ranking: Ranking) -> dict[str, object]:
    """Return method, criteria and margins as JSON holds them."""
    return {
        "method": ranking.method,
        "what_if": ranking.what_if,
        "exact": ranking.exact,
        "criteria": [_criterion_data(one) for one in ranking.criteria],
    }


def _criterion_data(criterion: Criterion) -> dict[str, object]:
    margin = criterion.margin
    return {
        "key": criterion.key,
        "title": cell_data(criterion.title),
        "weight": cell_data(criterion.weight),
        "low": cell_data(margin.low) if margin else None,
        "high": cell_data(margin.high) if margin else None,
        "heir_low": margin.heir_low if margin else "",
        "heir_high": margin.heir_high if margin else "",
    }


# -- pictures -------------------------------------------------------------------------------------


def draw(call: Call, ranking: Ranking, path: Path, chart: str) -> None:
    """Save a picture of the ranking.

    Args:
        call: The call.
        ranking: What to draw.
        path: Where to save it.
        chart: ``stability``, or ``impact-effort``.
    """
    from smartflow.terminal.charts import save_picture

    picture = _stability(call, ranking) if chart == "stability" else _impact_effort(call, ranking)
    save_picture(call, path, picture)


def _impact_effort(call: Call, ranking: Ranking) -> str:
    from smartflow.report.charts import Candidate, impact_effort_chart

    name = ranking.case.state.city.name
    title = Text(
        id=f"Dampak dan upaya calon quick win {name}",
        en=f"Impact and effort of the quick-win candidates of {name}",
    )
    candidates = [
        Candidate(
            number=str(one.place or "-"),
            label=_name(one) or one.row.id,
            impact=_number(one, IMPACT),
            effort=_number(one, EFFORT),
            chosen=one.selected,
        )
        for one in ranking.ranked
    ]
    return impact_effort_chart(call.words(title), candidates, ranking.cut_off, call.language)


def _number(ranked: Ranked, column: str) -> Decimal | None:
    value = ranked.row.get(column)
    return Decimal(value) if isinstance(value, Decimal | int) else None


def _stability(call: Call, ranking: Ranking) -> str:
    from smartflow.report.charts import WeightRange, stability_chart

    name = ranking.case.state.city.name
    names = {one.row.id: _name(one) or one.row.id for one in ranking.ranked}
    title = Text(id=f"Kestabilan peringkat quick win {name}", en=f"Rank stability, {name}")
    first = Text(id=f"Peringkat 1: {_first(ranking)}", en=f"First: {_first(ranking)}")
    ranges = [
        WeightRange(
            label=call.words(one.title),
            weight=one.weight,
            low=one.margin.low,
            high=one.margin.high,
            heir_low=names.get(one.margin.heir_low, ""),
            heir_high=names.get(one.margin.heir_high, ""),
        )
        for one in ranking.criteria
        if one.margin is not None
    ]
    return stability_chart(call.words(title), call.words(first), ranges, call.language)
