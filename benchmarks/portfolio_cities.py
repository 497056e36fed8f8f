"""The 514 cities in their first stage, made by the commands and filled in as agencies do.

``portfolio import`` registers them; each then gets 38 agencies, of which three have sent nothing
yet, and from each of the others a sheet of 12 issues, every tenth of them with something wrong.
The agencies and their copies are written by the engine's own pen, entry by entry with its
checkpoint, but those of a city in one transaction: 38,000 commands would take an hour.
"""

from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from processes import Programs, run
from smartflow.canonical import plain
from smartflow.casework.casework import Case, Draft, actor_of, make_entry, read_case
from smartflow.casework.signing import pen_of
from smartflow.casework.telling import extend_log
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import SystemClock
from smartflow.history.entries.blob import fresh_salt, seal_salted
from smartflow.history.entries.chain import Head
from smartflow.history.seals.merkle import leaf_digest
from smartflow.model import Agency, Row
from smartflow.model.row_table import encode_table
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["AGENCIES", "CITIES", "ISSUES", "SILENT", "fill_city", "make_portfolio"]

CITIES = 514
AGENCIES, SILENT, ISSUES = 38, 3, 12
_OFFICES = 28
_DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
_WRONG = 10
"""One issue in so many has an urgency that is off the scale."""
_FILE = 12_000
"""Bytes that stand for the workbook as it came."""
_SHEET = next(sheet for sheet in WORKSHEETS if sheet.key == "issues")


def make_portfolio(programs: Programs, root: Path, config: Path) -> None:
    """Make the workspace.

    Args:
        programs: The installed command, which registers the cities.
        root: The workspace's folder, which is not there yet.
        config: The folder of keys, the same as ``SMARTFLOW_CONFIG``.
    """
    run(*programs.smartflow, "init", str(root))
    importing = (*programs.smartflow, "--workspace", str(root), "portfolio", "import", "--all")
    run(*importing)
    run(*importing, "--province", "DKI Jakarta")
    workspace = open_workspace(root, clock=SystemClock(), config_folder=config)
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
    if len(cities) != CITIES:
        message = f"{len(cities)} cities were imported, not {CITIES}"
        raise RuntimeError(message)
    for city in cities:
        fill_city(workspace, read_case(workspace, city.slug))
    extend_log(workspace, tuple(city.log for city in cities))
    workspace.close()


def fill_city(workspace: Workspace, case: Case) -> None:
    """Write a city's agencies and their copies in one transaction; the log file is not extended."""
    pen, head = pen_of(workspace, case.log), case.head
    actor = actor_of(case)
    leaves = [bytes.fromhex(leaf) for leaf in case.leaves]
    with workspace.store.write(case.log) as writing:
        for draft in _drafts():
            for blob in draft.blobs:
                writing.put_blob(blob.digest, blob.content)
            content = pen.append(writing, make_entry(case, draft, actor, head), tuple(leaves))
            leaves.append(leaf_digest(content))
            head = Head(head.seq + 1, leaves[-1].hex())


def _drafts() -> Iterator[Draft]:
    for number in range(AGENCIES):
        agency = _agency(number)
        yield Draft("agency_add", {"agency": plain(agency)})
        if number < AGENCIES - SILENT:
            yield _submission(agency.code)


def _agency(number: int) -> Agency:
    first = number % len(_DIMENSIONS)
    dimensions = (_DIMENSIONS[first], _DIMENSIONS[(first + 1) % len(_DIMENSIONS)])
    name = f"Perangkat Daerah Nomor {number + 1}"
    if number < _OFFICES:
        leads = dimensions[:1] if number < len(_DIMENSIONS) else ()
        return Agency(f"OPD{number:02d}", name, "opd", dimensions, leads)
    return Agency(f"KEL{number - _OFFICES:02d}", name, "kelurahan", dimensions)


def _submission(code: str) -> Draft:
    """Return what ``submit`` would record of an agency's workbook."""
    rows = tuple(_issue(code, number) for number in range(1, ISSUES + 1))
    table = seal_salted(encode_table(_SHEET, code, rows, ISSUES + 1), fresh_salt())
    file = seal_salted(os.urandom(_FILE), fresh_salt())
    part: dict[str, Any] = {
        "worksheet": _SHEET.key,
        "version": _SHEET.version,
        "rows": table.digest,
        "row_count": ISSUES,
    }
    body = {
        "filler": code,
        "file": file.digest,
        "file_name": f"{code}.xlsx",
        "on_behalf": False,
        "source": "",
        "worksheets": [part],
    }
    return Draft("submit", body, blobs=(file, table))


def _issue(code: str, number: int) -> Row:
    cells: dict[str, Any] = dict.fromkeys(column.key for column in _SHEET.columns)
    dimension = _DIMENSIONS[number % len(_DIMENSIONS)]
    cells |= {
        "dimension": dimension,
        "issue": f"Layanan nomor {number} milik {code} belum dirasakan warga",
        "location": "Seluruh wilayah",
        "data": Decimal("12.5") + number,
        "unit": "keluhan/bulan",
        "year": 2025,
        "source": f"Laporan kinerja {code} tahun 2025",
        "urgency": 9 if number % _WRONG == 0 else 1 + number % 5,
        "seriousness": 1 + number % 5,
        "growth": 1 + number % 5,
    }
    return Row(
        cells,
        id=f"{code}/{_SHEET.key}/{number}",
        worksheet=_SHEET.key,
        filler=code,
        agency=code,
        dimension=dimension,
        sheet="Isu Daerah",
        number=number + 4,
    )
