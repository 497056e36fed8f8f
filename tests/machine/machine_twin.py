"""A naive twin of the fold: what the JSON of a city's entries adds up to, in a few plain figures.

It imports nothing of the engine; :func:`summary` is the same said of the engine's own state.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.fold.state import CityState

COUNTED = {
    "present": "presentations",
    "attend": "attendance",
    "record": "records",
    "decide": "decisions",
    "sign_off": "sign_offs",
    "select": "selections",
    "issue": "issued",
}
SUBMITTING = ("submit", "worksheet_entry", "consolidate")


class Twin:
    """A city, added up naively."""

    def __init__(self) -> None:
        self.moves: list[tuple[str, str, int]] = []
        self.workflow: tuple[str, int] = ("", 0)
        self.refusals: list[int] = []
        self.counted: dict[str, list[int]] = {name: [] for name in COUNTED.values()}
        self.agencies: dict[str, str] = {}
        self.people: dict[str, tuple[str, str]] = {}
        self.present: dict[tuple[str, str], tuple[str, bool]] = {}
        self.copies: dict[tuple[str, str], int] = {}
        self.erased: set[tuple[str, str]] = set()
        self.nils: set[tuple[str, str]] = set()
        self.settings: dict[str, object] = {}
        self.waivers: dict[tuple[tuple[str, ...], bool], int] = {}

    def take(self, content: bytes) -> None:
        """Add one entry."""
        entry = json.loads(content)
        act, body, seq = entry["act"], entry["body"], entry["seq"]
        if act in COUNTED:
            self.counted[COUNTED[act]].append(seq)
        elif act in SUBMITTING:
            self._submitted(act, body)
        elif act.startswith("waive"):
            self._waived(act, body, seq)
        else:
            getattr(self, f"_{act}")(body, seq)

    def figures(self) -> dict[str, Any]:
        """Return everything by name."""
        return {
            **vars(self),
            "counted": {name: tuple(found) for name, found in self.counted.items()},
            "waivers": {seq: stands for (_, stands), seq in self.waivers.items()},
        }

    def _city_add(self, body: dict[str, Any], seq: int) -> None:
        self.moves.append(("city_add", body["stage"], seq))
        self.workflow = (body["workflow"]["digest"], body["workflow"]["version"])

    def _advance(self, body: dict[str, Any], seq: int) -> None:
        if body["result"] == "moved":
            self.moves.append(("advance", body["to"], seq))
        else:
            self.refusals.append(seq)

    def _send_back(self, body: dict[str, Any], seq: int) -> None:
        self.moves.append(("send_back", body["to"], seq))

    def _workflow_migrate(self, body: dict[str, Any], seq: int) -> None:
        self.workflow = (body["workflow"]["digest"], body["workflow"]["version"])

    def _agency_add(self, body: dict[str, Any], seq: int) -> None:
        self.agencies[body["agency"]["code"]] = "None"

    def _agency_end(self, body: dict[str, Any], seq: int) -> None:
        self.agencies[body["code"]] = body["ended"]

    def _person_add(self, body: dict[str, Any], seq: int) -> None:
        person = body["person"]
        self.people[person["name"]] = (person["post"], str(person["until"]))

    def _person_end(self, body: dict[str, Any], seq: int) -> None:
        self.people[body["name"]] = (self.people[body["name"]][0], body["until"])

    def _submitted(self, act: str, body: dict[str, Any]) -> None:
        for part in body["worksheets"]:
            key = (part["worksheet"], body["filler"])
            self.present[key] = (part["rows"], not body.get("on_behalf"))
            self.copies[key] = self.copies.get(key, 0) + 1
            self.nils.discard(key)
            self.erased.discard(key)

    def _worksheet_confirm(self, body: dict[str, Any], seq: int) -> None:
        key = (body["worksheet"], body["filler"])
        self.present[key] = (self.present[key][0], True)

    def _nil(self, body: dict[str, Any], seq: int) -> None:
        self.nils.add((body["worksheet"], body["agency"]))

    def _erase(self, body: dict[str, Any], seq: int) -> None:
        for key, (rows, _) in tuple(self.present.items()):
            if rows == body["digest"]:
                del self.present[key]
                self.erased.add(key)

    def _setting(self, body: dict[str, Any], seq: int) -> None:
        self.settings[f"{body['plugin']}.{body['key']}"] = body["value"]

    def _waived(self, act: str, body: dict[str, Any], seq: int) -> None:
        subject = tuple(str(body[name]) for name in ("rule", "agency", "dimension", "row"))
        if act == "waive":
            self.waivers[subject, False] = seq
            return
        number = body["waiver"]
        place = next(place for place, held in self.waivers.items() if held == number)
        del self.waivers[place]
        if act == "waive_approve":
            self.waivers[subject, True] = number


def twin(contents: Iterable[bytes]) -> dict[str, Any]:
    """Return what entries add up to, naively."""
    city = Twin()
    for content in contents:
        city.take(content)
    return city.figures()


def summary(state: CityState) -> dict[str, Any]:
    """Return the same figures of a folded state."""
    return {
        "moves": [(move.act, move.to, move.entry) for move in state.moves],
        "workflow": (state.workflow.digest, state.workflow.version),
        "refusals": state.refusals,
        "counted": {
            name: tuple(one.entry for one in getattr(state, name)) for name in COUNTED.values()
        },
        "agencies": {one.code: str(one.ended) for one in state.agencies.values()},
        "people": {one.name: (one.post, str(one.until)) for one in state.people.values()},
        "present": {key: (one.rows, one.confirmed) for key, one in state.submissions.items()},
        "copies": {key: len(all_) for key, all_ in state.copies.items()},
        "erased": set(state.erased),
        "nils": {(one.worksheet, one.agency) for one in state.nils.values()},
        "settings": {
            f"{plugin}.{key}": value
            for plugin, values in state.settings.items()
            for key, value in values.items()
        },
        "waivers": {seq: bool(one.approved_by) for seq, one in state.waivers.items()},
    }
