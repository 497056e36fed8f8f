"""What the six dimensions share in judging their rows.

Each function here makes the function of a rule: values that cannot be, sub-dimensions that nobody
took up, a topic that nobody mentioned, a figure that nobody gave. A dimension's file says which
figures, words and worksheets, and why; it holds code only for what it alone checks.

A rule that refuses values looks at the worksheets of the stage that is being left, since those of
earlier stages are closed. A rule that misses something looks at all that came so far, since it
may stand anywhere. Imports the public names of ``smartflow`` only, and no dimension.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from smartflow import Dimension, Dossier, Finding, NotApplicable, Row, Settings, Text
from smartflow_dimensions._figures import Figure, Sighting, says, sightings

if TYPE_CHECKING:
    from smartflow import SubDimension

__all__ = [
    "Judge",
    "due_rows",
    "figure_given",
    "listed",
    "meant_sub_dimension",
    "possible_values",
    "rows_so_far",
    "spoken",
    "sub_dimensions_covered",
    "topic_mentioned",
]

Judge = Callable[[Dossier, Settings], "Iterable[Finding | NotApplicable]"]

_TELLING = 4
"""How many letters of a title are enough to know it by."""

_NO_ROWS = Text(id="Belum ada baris yang dinilai.", en="There is no row to judge yet.")
_NO_FIGURE = Text(
    id="Tidak ada angka yang dapat dinilai.", en="There is no figure that can be judged."
)
_NO_SUB_DIMENSION = Text(
    id="Kolom subdimensi belum diisi; kolom itu boleh kosong.",
    en="The column for the sub-dimension is empty, which is allowed.",
)
_UNKNOWN_SUB_DIMENSION = Text(
    id="Subdimensi '{written}' tidak dikenal; pilihannya: {choices}.",
    en="The sub-dimension '{written}' is not known; choose from: {choices}.",
)


# -- rows -----------------------------------------------------------------------------------------


def due_rows(dossier: Dossier, dimension: str, worksheets: tuple[str, ...]) -> tuple[Row, ...]:
    """Return a dimension's rows in those of ``worksheets`` that the present stage asks for."""
    due = dossier.workflow.worksheets.get(dossier.stage, ())
    return _rows(dossier, dimension, (key for key in worksheets if key in due))


def rows_so_far(dossier: Dossier, dimension: str, worksheets: tuple[str, ...]) -> tuple[Row, ...]:
    """Return a dimension's rows in those of ``worksheets`` that any stage so far asked for."""
    asked = {
        key
        for stage in dossier.stages_up_to(dossier.stage)
        for key in dossier.workflow.worksheets.get(stage, ())
    }
    return _rows(dossier, dimension, (key for key in worksheets if key in asked))


def _rows(dossier: Dossier, dimension: str, worksheets: Iterable[str]) -> tuple[Row, ...]:
    return tuple(
        row
        for key in worksheets
        if key in dossier.worksheet_types
        for row in dossier.rows(key, dimension=dimension)
    )


# -- words ----------------------------------------------------------------------------------------


def spoken(template: Text, parts: Mapping[str, object]) -> Text:
    """Fill a message, and double its braces for the engine, which will fill nothing more."""
    filled = template.fill(parts)
    return Text(id=_braced(filled.id), en=_braced(filled.en))


def _braced(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


# -- the checks -----------------------------------------------------------------------------------


def possible_values(
    dimension: Dimension, figures: tuple[Figure, ...], worksheets: tuple[str, ...], message: Text
) -> Judge:
    """Return a rule's function that finds values which cannot be.

    Args:
        dimension: Whose rows are judged.
        figures: The figures to look for.
        worksheets: Keys of the worksheets that hold them.
        message: The template, with ``name``, ``value``, ``unit`` and ``bounds``.

    A row may name two figures ("SPBE 2,38 dan SAKIP 62"); its number is refused only when it
    fits none of them.
    """

    def judge(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
        seen = False
        by_cell: dict[tuple[str, str], list[Sighting]] = {}
        for sighting in sightings(due_rows(dossier, dimension.key, worksheets), figures):
            seen = True
            by_cell.setdefault((sighting.row.id, sighting.column), []).append(sighting)
        if not seen:
            yield NotApplicable(_NO_FIGURE)
        for found in by_cell.values():
            if not any(sighting.figure.allows(sighting.value) for sighting in found):
                yield _impossible(found[0], message)

    return judge


def _impossible(sighting: Sighting, message: Text) -> Finding:
    parts = {
        "name": sighting.figure.indicator.title,
        "value": sighting.value,
        "unit": sighting.unit,
        "bounds": _bounds(sighting.figure),
    }
    return Finding(row=sighting.row, column=sighting.column, message=spoken(message, parts))


def _bounds(figure: Figure) -> Text:
    low, high = figure.indicator.minimum, figure.indicator.maximum
    whole = Text(id="bilangan bulat, ", en="a whole number, ") if figure.whole else Text.same("")
    if low is not None and high is not None:
        span = Text(id="{low} sampai {high}", en="{low} to {high}")
    elif low is not None:
        span = Text(id="paling sedikit {low}", en="at least {low}")
    else:
        span = Text(id="paling banyak {high}", en="at most {high}")
    said = spoken(span, {"low": low, "high": high})
    return Text(id=whole.id + said.id, en=whole.en + said.en)


def sub_dimensions_covered(
    dimension: Dimension, worksheets: tuple[str, ...], message: Text
) -> Judge:
    """Return a rule's function that finds sub-dimensions without any row.

    The column is optional, so the rule has nothing to say until somebody fills it in. The message
    is filled with ``sub_dimension`` and ``dimension``.
    """

    def judge(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
        named = [
            row for row in due_rows(dossier, dimension.key, worksheets) if row.text("sub_dimension")
        ]
        if not named:
            yield NotApplicable(_NO_SUB_DIMENSION)
            return
        covered = set()
        for row in named:
            known = meant_sub_dimension(dimension, row.text("sub_dimension"))
            if known is None:
                yield _unknown(dimension, row)
            else:
                covered.add(known.key)
        for sub in dimension.sub_dimensions:
            if sub.key not in covered:
                parts = {"sub_dimension": sub.title, "dimension": dimension.title.en}
                yield Finding(dimension=dimension.key, message=spoken(message, parts))

    return judge


def meant_sub_dimension(dimension: Dimension, written: str) -> SubDimension | None:
    """Return the sub-dimension that is meant: by its key, its title, or part of its title."""
    name = " ".join(written.casefold().split())
    for sub in dimension.sub_dimensions:
        titles = (sub.title.id.casefold(), sub.title.en.casefold())
        if name in (sub.key, *titles):
            return sub
        if len(name) >= _TELLING and any(name in title or title in name for title in titles):
            return sub
    return None


def _unknown(dimension: Dimension, row: Row) -> Finding:
    parts = {"written": row.text("sub_dimension"), "choices": listed(dimension)}
    message = spoken(_UNKNOWN_SUB_DIMENSION, parts)
    return Finding(row=row, column="sub_dimension", message=message)


def listed(dimension: Dimension) -> Text:
    """Return the titles of a dimension's sub-dimensions, in one line."""
    return Text(
        id="; ".join(sub.title.id for sub in dimension.sub_dimensions),
        en="; ".join(sub.title.en for sub in dimension.sub_dimensions),
    )


def topic_mentioned(
    dimension: Dimension,
    words: tuple[str, ...],
    worksheets: tuple[str, ...],
    *,
    records: tuple[str, ...] = (),
) -> Judge:
    """Return a rule's function that finds that a dimension nowhere speaks of a topic.

    Args:
        dimension: Whose rows are read.
        words: Any of these, as whole words in any text cell, is enough.
        worksheets: Keys of the worksheets to read.
        records: Kinds of recorded document that are as good as a mention.
    """

    def judge(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
        if any(dossier.records_of(kind) for kind in records):
            return
        rows = rows_so_far(dossier, dimension.key, worksheets)
        if not rows:
            yield NotApplicable(_NO_ROWS)
        elif not any(says(_prose(row), words) for row in rows):
            yield Finding(dimension=dimension.key)

    return judge


def _prose(row: Row) -> str:
    return " ".join(cell for cell in row.values() if isinstance(cell, str))


def figure_given(
    dimension: Dimension, figures: tuple[Figure, ...], worksheets: tuple[str, ...]
) -> Judge:
    """Return a rule's function that finds that none of ``figures`` is given anywhere."""

    def judge(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
        rows = rows_so_far(dossier, dimension.key, worksheets)
        if not rows:
            yield NotApplicable(_NO_ROWS)
        elif next(sightings(rows, figures), None) is None:
            yield Finding(dimension=dimension.key)

    return judge
