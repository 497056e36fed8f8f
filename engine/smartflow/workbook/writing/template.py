"""Writing a template: one workbook for one filler, a sheet for each worksheet.

The workbook guides the person who fills it in (drop-downs, number checks, colours, folded optional
columns) and carries what the reader needs (row ids in a locked first column, the hidden ``_meta``
sheet). Rows that were submitted before are filled in again, so that a correction begins from what
is there. Everything that a person wrote is written as text, never as a formula. The file is made in
the memory and put in its place at once, so that a template is never there in half.

A sheet is protected without a password: headings and ids cannot be overwritten by mistake, and the
instructions say how to lift it, which Excel asks for before folded columns open by their [+].
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from smartflow.workbook.meta import META_SHEET, meta_rows
from smartflow.workbook.sheet_names import INSTRUCTIONS, LISTS_SHEET, OWN_SHEETS, sheet_name
from smartflow.workbook.writing.instructions import write_instructions
from smartflow.workbook.writing.placing import put_in_place
from smartflow.workbook.writing.styles import Styles
from smartflow.workbook.writing.template_sheet import SheetWriter, WordLists

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.model import Worksheet
    from smartflow.workbook.writing.plan import WorkbookPlan

__all__ = ["write_template"]


def write_template(path: Path, plan: WorkbookPlan) -> None:
    """Write the workbook of one filler.

    Args:
        path: Where to write it; a file that is there is replaced.
        plan: What it is to hold.

    Raises:
        OSError: it cannot be written there.
    """
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": f"{plan.filler_title} - {plan.city.name}",
            "subject": "SmartFlow",
            "author": "SmartFlow",
        }
    )
    styles = Styles.of(book)
    named = _named_sheets(plan)
    guide = book.add_worksheet(INSTRUCTIONS.in_(plan.language))
    sheets = [(book.add_worksheet(name), worksheet) for worksheet, name in named]
    lists = WordLists(book.add_worksheet(LISTS_SHEET))
    write_instructions(guide, styles, plan, named)
    for sheet, worksheet in sheets:
        SheetWriter(sheet, styles, lists, plan, worksheet).write()
    meta = book.add_worksheet(META_SHEET)
    for number, row in enumerate(meta_rows(plan.city, plan.filler, named, plan.entry)):
        for column, words in enumerate(row):
            meta.write_string(number, column, words)
    meta.very_hidden()
    lists.sheet.very_hidden()
    if sheets:
        sheets[0][0].activate()
    book.close()
    put_in_place(path, content.getvalue())


def _named_sheets(plan: WorkbookPlan) -> list[tuple[Worksheet, str]]:
    """Give each worksheet's sheet a name of its own, in the chosen language."""
    taken = {name.lower() for name in OWN_SHEETS}
    named: list[tuple[Worksheet, str]] = []
    for worksheet in plan.worksheets:
        name = sheet_name(worksheet.title.in_(plan.language), frozenset(taken))
        taken.add(name.lower())
        named.append((worksheet, name))
    return named
