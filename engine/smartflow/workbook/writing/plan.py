"""What a template is to hold: for whom, which worksheets, which rows are there already."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smartflow.language import DEFAULT_LANGUAGE, Language
from smartflow.model import Agency, City, Dimension, Row, Worksheet

__all__ = ["WorkbookPlan"]


class WorkbookPlan(msgspec.Struct, frozen=True):
    """What a template is to hold.

    Attributes:
        city: The city.
        filler: An agency's code, a dimension's key or the city's slug.
        filler_title: What the filler is called, such as ``Dinas Kesehatan``.
        worksheets: The worksheets that it fills in, regional columns included.
        dimensions: The dimensions from which a cell may choose.
        agencies: The agencies from which a cell may choose.
        rows: By worksheet key: the rows already submitted, which are filled in again.
        language: The language of headings and messages.
        entry: The city's newest entry, where it matters what the workbook was written after.
    """

    city: City
    filler: str
    filler_title: str
    worksheets: tuple[Worksheet, ...]
    dimensions: tuple[Dimension, ...] = ()
    agencies: tuple[Agency, ...] = ()
    rows: Mapping[str, tuple[Row, ...]] = {}
    language: Language = DEFAULT_LANGUAGE
    entry: int = 0
