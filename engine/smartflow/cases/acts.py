"""What a case says was recorded: each list is one of the dossier's, each table one of its objects.

The keys of a table are the fields of the object (``Record``, ``Decision`` ...); whatever it leaves
out happened on the day of the case, in its stage, as it usually does. Names of stages, roles,
kinds of record, worksheets and dimensions must be those that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from smartflow.cases.faults import require_known, require_list, require_table
from smartflow.cases.ground import Ground, made
from smartflow.language import Text
from smartflow.model import (
    Agency,
    Attendance,
    Decision,
    Issued,
    Nil,
    Person,
    Presentation,
    Record,
    Row,
    Selection,
    SignOff,
    Submission,
    Waiver,
)

__all__ = ["CURRENT", "LISTS", "agencies_of", "recorded", "submissions_of"]

CURRENT = "current"
"""The digest of a presentation that was made of what is there now."""

LISTS: Mapping[str, type[msgspec.Struct]] = {
    "agencies": Agency,
    "people": Person,
    "submissions": Submission,
    "nils": Nil,
    "records": Record,
    "presentations": Presentation,
    "attendance": Attendance,
    "decisions": Decision,
    "sign_offs": SignOff,
    "waivers": Waiver,
    "selections": Selection,
    "issued": Issued,
}
"""The lists of a case, and what each of their tables describes."""

Given = Mapping[str, Any]


def recorded(key: str, case: Given, ground: Ground) -> tuple[Any, ...]:
    """Return the objects of one list of a case, in the order of the list.

    Args:
        key: The list, one of :data:`LISTS`.
        case: The case.
        ground: The day, the stage and the words that are known.

    Raises:
        CaseFault: a table has a key that its object does not know, lacks one that cannot be
            guessed, or names something that is not there.
    """
    found = []
    for entry, given in enumerate(require_list(case.get(key, ()), key), start=1):
        where = f"{key}[{entry}]"
        table = require_table(given, where)
        _require_known_words(table, key, ground, where)
        usual = {"entry": entry, "day": ground.as_of, "stage": ground.stage, "title": ""}
        usual |= _USUAL.get(key, _nothing)(table, ground)
        kind = LISTS[key]
        fields = kind.__struct_fields__
        own = {name: value for name, value in usual.items() if name in fields}
        found.append(made(kind, table, own, where))
    return tuple(found)


def agencies_of(
    listed: Iterable[Agency], rows: Mapping[str, tuple[Row, ...]], nils: Iterable[Nil]
) -> tuple[Agency, ...]:
    """Return the agencies that a case lists, and those that have filled in rows or said nil.

    One that leads a dimension contributes to it too, as ``agency add`` has it.
    """
    known = {
        agency.code: msgspec.structs.replace(
            agency, dimensions=tuple(dict.fromkeys((*agency.dimensions, *agency.leads)))
        )
        for agency in listed
    }
    named = {row.agency for sheet in rows.values() for row in sheet if row.agency}
    for code in named | {nil.agency for nil in nils}:
        known.setdefault(code, Agency(code=code, name=code, kind="opd"))
    return tuple(known[code] for code in sorted(known))


def submissions_of(
    case: Given, ground: Ground, rows: Mapping[str, tuple[Row, ...]]
) -> dict[tuple[str, str], Submission]:
    """Return a submission for every filler that has rows, and those that a case lists."""
    counts: dict[tuple[str, str], int] = {}
    for sheet in rows.values():
        for row in sheet:
            counts[row.worksheet, row.filler] = counts.get((row.worksheet, row.filler), 0) + 1
    found = {
        (worksheet, filler): _submission(
            {"worksheet": worksheet, "filler": filler, "row_count": count}, ground
        )
        for (worksheet, filler), count in counts.items()
    }
    for listed in recorded("submissions", case, ground):
        pair = (listed.worksheet, listed.filler)
        count = counts.get(pair, 0)
        found[pair] = msgspec.structs.replace(listed, row_count=count)
    return dict(sorted(found.items()))


def _submission(given: Given, ground: Ground) -> Submission:
    usual = {"day": ground.as_of, "entry": 1, **_usual_submission(given, ground)}
    return made(Submission, given, usual, "submissions")


# -- what is usual --------------------------------------------------------------------------------


def _nothing(_given: Given, _ground: Ground) -> dict[str, Any]:
    return {}


def _usual_agency(given: Given, _ground: Ground) -> dict[str, Any]:
    return {"name": given.get("code", ""), "kind": "opd"}


def _usual_person(_given: Given, _ground: Ground) -> dict[str, Any]:
    return {"roles": (), "post": "Kepala"}


def _usual_submission(given: Given, ground: Ground) -> dict[str, Any]:
    worksheet = ground.worksheets.get(str(given.get("worksheet", "")))
    version = worksheet.version if worksheet is not None else 1
    return {"version": version, "rows": "", "file": "", "row_count": 0, "by": "Rina"}


def _usual_record(given: Given, ground: Ground) -> dict[str, Any]:
    return {"number": "1", "title": given.get("kind", ""), "date": ground.as_of}


def _usual_presentation(given: Given, ground: Ground) -> dict[str, Any]:
    stage = ground.workflow.stage(str(given.get("stage", ground.stage)))
    return {"by": "Dr. Sari", "worksheets": stage.presents, "digest": CURRENT}


def _usual_attendance(given: Given, _ground: Ground) -> dict[str, Any]:
    agencies = given.get("agencies", ())
    people = len(agencies) if isinstance(agencies, list | tuple) else 0
    return {"session": "Hari pertama", "agencies": (), "people": people}


def _usual_decision(_given: Given, ground: Ground) -> dict[str, Any]:
    bodies = [role.key for role in ground.workflow.roles if role.body]
    return {
        "body": bodies[0] if bodies else "",
        "outcome": "approve",
        "present": 14,
        "members": 20,
        "number": "BA-1",
        "file": "",
        "subject": "",
        "workflow": "",
    }


def _usual_sign_off(_given: Given, _ground: Ground) -> dict[str, Any]:
    return {
        "post": "Kepala",
        "answer": "approve",
        "to": "",
        "subject": "",
        "workflow": "",
    }


def _usual_waiver(_given: Given, ground: Ground) -> dict[str, Any]:
    return {"reason": "", "until": ground.as_of, "requested_by": "Rina"}


def _usual_selection(_given: Given, _ground: Ground) -> dict[str, Any]:
    return {"reason": ""}


def _usual_issued(given: Given, ground: Ground) -> dict[str, Any]:
    titles = {book.key: book.title.id for book in ground.workflow.books}
    return {
        "title": titles.get(str(given.get("report", "")), ""),
        "format": "pdf",
        "language": "id",
        "file": "a",
        "by": "Rina",
    }


_USUAL = {
    "agencies": _usual_agency,
    "people": _usual_person,
    "submissions": _usual_submission,
    "records": _usual_record,
    "presentations": _usual_presentation,
    "attendance": _usual_attendance,
    "decisions": _usual_decision,
    "sign_offs": _usual_sign_off,
    "waivers": _usual_waiver,
    "selections": _usual_selection,
    "issued": _usual_issued,
}


# -- the words that are known ---------------------------------------------------------------------


def _require_known_words(table: Given, key: str, ground: Ground, where: str) -> None:
    """Refuse a stage, role, kind, worksheet or dimension that is not there."""
    roles = tuple(role.key for role in ground.workflow.roles)
    known: dict[str, tuple[tuple[str, ...], Text]] = {
        "stage": (ground.workflow.stage_keys, Text(id="tahap", en="stage")),
        "role": (roles, Text(id="peran", en="role")),
        "roles": (roles, Text(id="peran", en="role")),
        "body": (roles, Text(id="peran", en="role")),
        "dimension": (ground.known_dimensions, Text(id="dimensi", en="dimension")),
        "dimensions": (ground.known_dimensions, Text(id="dimensi", en="dimension")),
        "leads": (ground.known_dimensions, Text(id="dimensi", en="dimension")),
        "worksheet": (tuple(ground.worksheets), Text(id="kertas kerja", en="worksheet")),
        "worksheets": (tuple(ground.worksheets), Text(id="kertas kerja", en="worksheet")),
    }
    if key == "records":
        kinds = tuple(kind.key for kind in ground.workflow.records)
        known["kind"] = (kinds, Text(id="jenis dokumen", en="kind of record"))
    if key == "issued":
        books = tuple(book.key for book in ground.workflow.books)
        known["report"] = (books, Text(id="buku", en="book"))
    for name, value in table.items():
        if name not in known:
            continue
        words = value if isinstance(value, list | tuple) else (value,)
        for word in words:
            require_known(word, known[name][0], f"{where}.{name}", known[name][1])
