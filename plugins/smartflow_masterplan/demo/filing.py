"""Who lays out a workbook how: the link between a filler and the file it sends.

Offices take the layouts in turn, so that the reader meets all of them; the two that wrote the same
figure as 2.38 and as 2,38 type their numbers. Imports the content and the writer only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import DIMENSIONS, register
from smartflow_masterplan.demo.workbooks import AS_TYPED, LAYOUTS, Book, read_meta, write_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from smartflow_masterplan.demo.rows import Rows
    from smartflow_masterplan.demo.workbooks import Layout

__all__ = ["filled_in", "layout_of"]

TYPES_ITS_NUMBERS = ("BAPPEDA", "DINSOSPMDPPA")
"""Who types every number as text."""

REGIONAL = ("tradition", "custodian")
"""Columns that a regional plugin may ask for; they are always filled in."""

_TITLES = {"KEL": "Lurah", "KEC": "Camat"}


def layout_of(filler: str) -> Layout:
    """Return how ``filler`` lays out its workbook."""
    if filler in TYPES_ITS_NUMBERS:
        return AS_TYPED
    codes = [agency.code for agency in register().agency]
    order = codes.index(filler) if filler in codes else 0
    return LAYOUTS[order % len(LAYOUTS)]


def filled_in(
    path: Path, filler: str, rows: Mapping[str, Rows], template: Path | None = None
) -> None:
    """Write the workbook that ``filler`` sends.

    Args:
        path: The file.
        filler: An agency's code, a dimension's key or the city's slug.
        rows: The rows by worksheet key.
        template: The engine's template whose hidden sheet it keeps; None loses it.
    """
    write_book(
        path,
        Book(
            office=_office(filler),
            signatory=_signatory(filler),
            rows=rows,
            layout=layout_of(filler),
            meta=read_meta(template) if template else (),
            extra=REGIONAL if filler in DIMENSIONS else (),
        ),
    )


def _office(filler: str) -> str:
    if filler in DIMENSIONS:
        return f"Kelompok Kerja Smart {filler.title()}"
    if filler == register().city.slug:
        return "Tim Pelaksana Smart City"
    return register().named(filler).name


def _signatory(filler: str) -> str:
    if filler in DIMENSIONS:
        return f"Ketua Kelompok Kerja Smart {filler.title()}"
    if filler == register().city.slug:
        return "Ketua Tim Pelaksana"
    name = register().named(filler).name
    title = _TITLES.get(filler.partition("-")[0])
    return f"{title} {name.partition(' ')[2]}" if title else f"Kepala {name}"
