"""The look of a template: colours, borders, number formats, protection, as XlsxWriter formats.

Imports neither the model nor XlsxWriter at run time; a workbook is passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

__all__ = ["Styles"]

_FONT = {"font_name": "Calibri", "font_size": 11}
_NAVY, _TEAL, _GREY = "#1F3864", "#2F7F79", "#7F7F7F"
_PAPER, _LINE, _ALARM, _REMARK = "#F2F2F2", "#BFBFBF", "#FDE9E7", "#FFC7CE"

_NUMBER_FORMATS = {
    "text": "@",
    "codes": "@",
    "integer": "General",
    "decimal": "General",
    "money": "#,##0",
    "date": "dd/mm/yyyy",
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Every format of a workbook, made once.

    Attributes:
        title: The worksheet's title above the table.
        lead: The instructions above the table.
        required: The heading of a required column.
        optional: The heading of a column that is not required.
        folded: The heading of a column that is folded away.
        row_id: The locked first column.
        cells: By column type: cells that may be filled in.
        border: A thin line around the cells of the table.
        incomplete: An empty required cell in a row that has been begun.
        heading: A heading of the instructions sheet.
        plain: A line of the instructions sheet.
        bad: A cell that did not fit its column, in a marked copy.
        copied: Any other cell of a marked copy.
        copied_date: A date of a marked copy.
    """

    title: Format
    lead: Format
    required: Format
    optional: Format
    folded: Format
    row_id: Format
    cells: dict[str, Format]
    border: Format
    incomplete: Format
    heading: Format
    plain: Format
    bad: Format
    copied: Format
    copied_date: Format

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """Make the formats of ``book``."""
        wrapped = {**_FONT, "text_wrap": True, "valign": "top"}
        head = {**wrapped, "bold": True, "border": 1, "border_color": _LINE, "valign": "vcenter"}
        return cls(
            title=book.add_format({**_FONT, "bold": True, "font_size": 14, "font_color": _NAVY}),
            lead=book.add_format({**wrapped, "font_color": "#404040"}),
            required=book.add_format({**head, "bg_color": _NAVY, "font_color": "#FFFFFF"}),
            optional=book.add_format({**head, "bg_color": _TEAL, "font_color": "#FFFFFF"}),
            folded=book.add_format({**head, "bg_color": _GREY, "font_color": "#FFFFFF"}),
            row_id=book.add_format(
                {**_FONT, "font_size": 8, "font_color": _GREY, "bg_color": _PAPER, "valign": "top"}
            ),
            cells={
                kind: book.add_format({**wrapped, "num_format": shape, "locked": False})
                for kind, shape in _NUMBER_FORMATS.items()
            },
            border=book.add_format({"border": 1, "border_color": _LINE}),
            incomplete=book.add_format({"bg_color": _ALARM}),
            heading=book.add_format({**_FONT, "bold": True, "font_color": _NAVY, "valign": "top"}),
            plain=book.add_format(wrapped),
            bad=book.add_format({**wrapped, "bg_color": _REMARK, "font_color": "#9C0006"}),
            copied=book.add_format(wrapped),
            copied_date=book.add_format({**wrapped, "num_format": "dd/mm/yyyy"}),
        )
