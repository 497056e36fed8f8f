"""What the masterplan says of a dimension as such: its fields and its usual figures.

Goals are matched with the dimension's indicators as its rules recognise figures (``_figures``), and
a sub-dimension is read as they read it. Imports the public names of ``smartflow`` only, and no
dimension.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Amount, Chapter, Paragraph, Table
from smartflow_dimensions._checks import meant_sub_dimension
from smartflow_dimensions._figures import sightings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dimension, Dossier, Indicator, Row
    from smartflow.report import Block, Cell
    from smartflow_dimensions._figures import Figure

__all__ = ["sub_dimensions_and_indicators"]

_TITLE = Text(id="Subdimensi dan indikator", en="Sub-dimensions and indicators")
_FIELDS = Text(
    id="Evaluasi menghitung sasaran dan program setiap subdimensi. Angka 0 berarti subdimensi itu"
    " belum tergarap.",
    en="The evaluation counts goals and programmes by sub-dimension. A 0 means that nothing takes"
    " the sub-dimension up yet.",
)
_ELSEWHERE = Text(
    id="Subdimensi belum diisi atau tidak dikenal", en="Sub-dimension empty or not known"
)
_USUAL = Text(
    id="Indikator yang lazim untuk dimensi ini, dengan kisaran nilainya; kosong berarti tidak ada"
    " batas.",
    en="The usual indicators of this dimension, with the range of their values; blank means that"
    " there is no bound.",
)
_MATCHED = Text(
    id="Sasaran yang diukur dengan indikator lazim itu, dikenali dari kata-kata dan satuannya:",
    en="The goals that are measured by these usual indicators, recognised by words and unit:",
)
_UNMATCHED = Text(
    id="Dari {all} indikator lazim, {n} belum dipakai sasaran mana pun.",
    en="Of {all} usual indicators, {n} are used by no goal yet.",
)
_ALL_MATCHED = Text(
    id="Setiap indikator lazim dikenali pada suatu sasaran.",
    en="Each usual indicator is recognised in some goal.",
)
_BETTER = {
    "higher": Text(id="makin tinggi makin baik", en="higher is better"),
    "lower": Text(id="makin rendah makin baik", en="lower is better"),
}
_TOTAL = Text(id="Jumlah", en="Total")
_INDICATOR = Text(id="Indikator lazim", en="Usual indicator")
_ORIGIN = Text(id="Asal", en="Origin")


class _Match(NamedTuple):
    """A goal whose figures are those of an indicator."""

    indicator: Indicator
    row: Row


def sub_dimensions_and_indicators(
    dossier: Dossier, dimension: Dimension, figures: tuple[Figure, ...]
) -> Chapter:
    """Return the chapter of a dimension.

    Args:
        dossier: The city's dossier.
        dimension: The dimension.
        figures: The figures it knows.
    """
    goals, actions = (_rows(dossier, key, dimension) for key in ("goals", "actions"))
    matches = tuple(_matches(goals, dimension, figures))
    return Chapter(
        key=f"{dimension.key}_indicators",
        title=_TITLE,
        blocks=(
            Paragraph((_FIELDS,)),
            _field_table(dimension, goals, actions),
            Paragraph((_USUAL,)),
            _indicator_table(dimension),
            *_matched(dossier, matches),
            *((Paragraph((_left(dimension, matches),), "note"),) if goals else ()),
        ),
    )


def _rows(dossier: Dossier, worksheet: str, dimension: Dimension) -> tuple[Row, ...]:
    if worksheet not in dossier.worksheet_types:
        return ()
    return dossier.rows(worksheet, dimension=dimension.key)


def _name(dimension: Dimension) -> Text:
    """Return a dimension's title without what it means: the heading above has said it."""
    title = dimension.title
    return Text(id=title.id.partition(" (")[0], en=title.en.partition(" (")[0])


# -- sub-dimensions -------------------------------------------------------------------------------


def _field_table(dimension: Dimension, goals: Sequence[Row], actions: Sequence[Row]) -> Table:
    """Return how many goals and actions each sub-dimension has; the rest has a line of its own."""
    fields: dict[str, list[int]] = {sub.key: [0, 0] for sub in dimension.sub_dimensions}
    rest = [0, 0]
    for column, rows in enumerate((goals, actions)):
        for row in rows:
            written = row.text("sub_dimension")
            meant = meant_sub_dimension(dimension, written) if written else None
            (fields[meant.key] if meant else rest)[column] += 1
    lines = [(sub.title, fields[sub.key]) for sub in dimension.sub_dimensions]
    if any(rest):
        lines.append((_ELSEWHERE, rest))
    lines.append((_TOTAL, [len(goals), len(actions)]))
    return Table(
        title=Text(
            id=f"Subdimensi {_name(dimension).id}", en=f"Sub-dimensions of {_name(dimension).en}"
        ),
        keys=("sub_dimension", "goals", "actions"),
        headings=(
            Text(id="Subdimensi", en="Sub-dimension"),
            Text(id="Indikator sasaran", en="Goal indicators"),
            Text(id="Kegiatan", en="Activities"),
        ),
        rows=tuple((title, *map(Amount, numbers)) for title, numbers in lines),
    )


# -- indicators -----------------------------------------------------------------------------------


def _indicator_table(dimension: Dimension) -> Table:
    return Table(
        title=Text(
            id=f"Indikator lazim {_name(dimension).id}",
            en=f"Usual indicators of {_name(dimension).en}",
        ),
        keys=("indicator", "unit", "minimum", "maximum", "better"),
        headings=(
            _INDICATOR,
            Text(id="Satuan", en="Unit"),
            Text(id="Paling sedikit", en="Least"),
            Text(id="Paling banyak", en="Most"),
            Text(id="Arah", en="Direction"),
        ),
        rows=tuple(
            (one.title, one.unit, _bound(one.minimum), _bound(one.maximum), _BETTER[one.better])
            for one in dimension.indicators
        ),
    )


def _bound(value: Decimal | None) -> Decimal | None:
    """Return a bound without the zeros at its end: 1.00 and 25 read alike."""
    if value is None or value != value.to_integral_value():
        return value
    return value.quantize(Decimal(1))


def _matches(
    goals: Sequence[Row], dimension: Dimension, figures: tuple[Figure, ...]
) -> Iterator[_Match]:
    """Yield each goal with each indicator whose figures it holds, once."""
    own = tuple(known for known in figures if known.indicator in dimension.indicators)
    seen: set[tuple[str, str]] = set()
    for sighting in sightings(goals, own):
        place = (sighting.figure.indicator.key, sighting.row.id)
        if place not in seen:
            seen.add(place)
            yield _Match(sighting.figure.indicator, sighting.row)


def _matched(dossier: Dossier, matches: tuple[_Match, ...]) -> Iterator[Block]:
    if not matches:
        return
    columns = {column.key: column.title for column in dossier.worksheet_types["goals"].columns}
    keys = ("indicator", "baseline", "target", "year")
    yield Paragraph((_MATCHED,))
    yield Table(
        title=Text(id="Sasaran menurut indikator lazim", en="Goals by usual indicator"),
        keys=("usual", *keys, "origin"),
        headings=(_INDICATOR, *(columns.get(key, Text.same(key)) for key in keys), _ORIGIN),
        rows=tuple(
            (
                one.indicator.title,
                _cell(one.row, "indicator"),
                _amount(one.row, "baseline"),
                _amount(one.row, "target"),
                _cell(one.row, "year"),
                one.row.id,
            )
            for one in matches
        ),
    )


def _cell(row: Row, column: str) -> Cell:
    value = row.get(column)
    return row.written(column) if value is None or isinstance(value, tuple) else value


def _amount(row: Row, column: str) -> Cell:
    value = row.get(column)
    if isinstance(value, int | Decimal):
        return Amount(value, row.text("unit"))
    return row.written(column)


def _left(dimension: Dimension, matches: tuple[_Match, ...]) -> Text:
    used = {one.indicator.key for one in matches}
    left = sum(one.key not in used for one in dimension.indicators)
    if not left:
        return _ALL_MATCHED
    return _UNMATCHED.fill({"all": len(dimension.indicators), "n": left})
