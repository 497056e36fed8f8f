"""Reading a filled-in workbook: which sheet is which worksheet, and what its rows say.

Files are refused, cells are not (:mod:`.refusals`, :mod:`.cells`). A sheet is found by what
``_meta`` says, else by its name, else by its headings, so that a workbook that somebody retyped
still reads. Who may send what is not judged here: a reading says which filler and city the file
names, and the act compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.workbook.meta import META_SHEET, Meta, read_meta, sheet_metas, template_digest
from smartflow.workbook.reading.container import open_container
from smartflow.workbook.reading.reading import Expectation, Note, SheetReading, WorkbookReading
from smartflow.workbook.reading.search import Search
from smartflow.workbook.reading.table import read_table
from smartflow.workbook.refusals import ForeignWorkbook, UnknownFiller

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.workbook.meta import SheetMeta
    from smartflow.workbook.reading.search import Place

__all__ = ["SUFFIXES", "is_lock_file", "read_workbook"]

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})
"""Suffixes of the files that are looked for in a folder."""


def is_lock_file(path: Path) -> bool:
    """Say whether ``path`` is what Excel or LibreOffice leaves beside a file that is open."""
    return path.name.startswith(("~$", ".~lock."))


def read_workbook(path: Path, expected: Expectation) -> WorkbookReading:
    """Read a file.

    Args:
        path: An .xlsx, .xls, .ods or .csv file; what it is is judged by its content.
        expected: What may be found in it.

    Returns:
        Its worksheets with typed rows, and notes.

    Raises:
        BadInput: the file is refused; nothing of it is read. See :mod:`.refusals`.
    """
    container = open_container(path)
    meta = None
    if META_SHEET in container.sheets:
        meta = read_meta(container.grid(META_SHEET))
    if meta is not None:
        _check_owner(path.name, meta, expected)
    search = Search(path.name, container, meta, expected)
    known = sheet_metas(meta)
    notes = _file_notes(meta, expected)
    sheets = []
    places = search.places()
    notes.extend(search.unread(places))
    for place in places:
        worksheet, template = place.worksheet, known.get(place.worksheet.key)
        typers = expected.typers[worksheet.key]
        table = read_table(path.name, place, typers, container.faults.get(place.sheet, {}))
        notes.extend(_older_template(place, template))
        notes.extend(table.notes)
        sheets.append(
            SheetReading(
                worksheet=worksheet.key,
                version=template.version if template else worksheet.version,
                sheet=place.sheet,
                rows=table.rows,
                header=place.headings.row + 1,
                positions=place.headings.positions,
            )
        )
    return WorkbookReading(
        filler=meta.filler if meta else "",
        city=meta.city if meta else "",
        sheets=tuple(sheets),
        notes=tuple(notes),
        content=container.content,
        entry=meta.entry if meta else 0,
    )


def _check_owner(name: str, meta: Meta, expected: Expectation) -> None:
    """Refuse another city's workbook, and one in the name of nobody the city knows."""
    city = expected.city
    is_ours = meta.region_code == city.region_code if meta.region_code else meta.city == city.slug
    if not is_ours:
        theirs = f"{meta.city} {meta.region_code}".strip()
        raise ForeignWorkbook(name=name, theirs=theirs, ours=f"{city.name} {city.region_code}")
    fillers = {city.slug, *(one.key for one in expected.dimensions)}
    fillers.update(one.code for one in expected.agencies)
    if meta.filler and meta.filler not in fillers:
        raise UnknownFiller(name=name, filler=meta.filler, ours=city.name)


def _file_notes(meta: Meta | None, expected: Expectation) -> list[Note]:
    if meta is None:
        return [Note(_LOST_META)]
    return [
        Note(
            Text(
                id=f"Lembar '{one.sheet}' tidak dibaca: kertas kerja {one.worksheet} tidak dipakai "
                "daerah ini.",
                en=f"The sheet '{one.sheet}' is not read: the worksheet {one.worksheet} is not in "
                "use here.",
            ),
            one.sheet,
        )
        for one in meta.sheets
        if one.worksheet not in expected.worksheets
    ]


def _older_template(place: Place, template: SheetMeta | None) -> list[Note]:
    """Say that the template was another one, when its columns were not those of today."""
    if template is None or template.digest == template_digest(place.worksheet):
        return []
    message = Text(
        id="Templat ini bukan versi terbaru, tetapi kolom wajibnya lengkap sehingga tetap dibaca.",
        en="This is not the newest template, but its required columns are there, so it is read.",
    )
    return [Note(message, place.sheet)]


_LOST_META = Text(
    id="Berkas ini bukan templat SmartFlow atau lembar _meta-nya hilang; sebutkan pengisinya "
    "dengan --agency.",
    en="This file is not a SmartFlow template, or its _meta sheet is lost; name its filler with "
    "--agency.",
)
