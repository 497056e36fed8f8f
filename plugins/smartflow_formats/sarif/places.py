"""Where the results of a verdict are: logical locations, each nested in the one around it.

A verdict knows agency, worksheet, row and column; it does not know in which file the row came, so
there is no physical location. What a person needs to find the cell (sheet, row number, heading) is
the location's message. Section numbers are those of SARIF 2.1.0.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow_formats.sarif.words import message

if TYPE_CHECKING:
    from smartflow_formats.common.cells import Language
    from smartflow_formats.common.remarks import Remark

__all__ = ["Places", "fingerprints"]

_SHEET = Text(id="lembar {name}", en="sheet {name}")
_ROW = Text(id="baris {number}", en="row {number}")
_COLUMN = Text(id="kolom {name}", en="column {name}")


class Places:
    """The logical locations of one run, each once (section 3.14.17).

    Attributes:
        found: The locations, those around before those inside.
    """

    def __init__(self, city: str, language: Language) -> None:
        self.found: list[dict[str, object]] = []
        self._city = city
        self._language = language
        self._index: dict[tuple[tuple[str, str], ...], int] = {}

    def of(self, remark: Remark) -> list[dict[str, object]]:
        """Return the locations of one line of a verdict (section 3.27.12)."""
        steps = (("city", self._city), *_steps(remark))
        index = 0
        for depth in range(1, len(steps) + 1):
            index = self._indexed(steps[:depth])
        place = {"index": index, "fullyQualifiedName": self.found[index]["fullyQualifiedName"]}
        location: dict[str, object] = {"logicalLocations": [place]}
        if told := self._told(remark):
            location["message"] = message(told)
        return [location]

    def _indexed(self, steps: tuple[tuple[str, str], ...]) -> int:
        """Return the index of a location; the one around it has one already."""
        if steps not in self._index:
            self._index[steps] = len(self.found)
            kind, name = steps[-1]
            place: dict[str, object] = {"name": name, "kind": kind}
            place["fullyQualifiedName"] = "/".join(step for _, step in steps)
            if len(steps) > 1:
                place["parentIndex"] = self._index[steps[:-1]]
            self.found.append(place)
        return self._index[steps]

    def _told(self, remark: Remark) -> str:
        parts = (
            (_SHEET, "name", remark.sheet),
            (_ROW, "number", str(remark.row_number or "")),
            (_COLUMN, "name", remark.column_title),
        )
        told = [
            words.fill({name: value}).in_(self._language) for words, name, value in parts if value
        ]
        return ", ".join(told)


def fingerprints(city: str, remark: Remark, both: Text) -> dict[str, str]:
    """Return what tells a result from others, alike in both languages (section 3.27.17).

    ``rulePlaceHash`` stays when the words change, for example because a number in them did;
    ``findingHash`` tells two findings of one rule at one place apart.

    Args:
        city: The city's slug.
        remark: The line of the verdict, in either language.
        both: Its sentence in both languages.
    """
    place = [
        *(city, remark.code, remark.dimension, remark.agency),
        *(remark.worksheet, remark.row, remark.column),
    ]
    return {
        "rulePlaceHash/v1": _hash(place),
        "findingHash/v1": _hash([*place, both.id, both.en]),
    }


def _hash(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _steps(remark: Remark) -> list[tuple[str, str]]:
    """Return the way to a place, from the outside in: kind and name of each step."""
    steps = [("agency", remark.agency), ("worksheet", remark.worksheet)]
    if not remark.agency:
        steps.insert(0, ("dimension", remark.dimension))
    around = f"{remark.agency}/{remark.worksheet}/"
    kind = "subject" if remark.kind == "score" else "row"
    steps += [(kind, remark.row.removeprefix(around)), ("column", remark.column)]
    return [(kind, name) for kind, name in steps if name]
