"""Observers, told of what a city's history holds: each act in the shape in which it is recorded.

What an observer may do beside its own work (a file, a message) is prevented here, so that a fault
that follows from it is none. Must not import the actions: the entries are examples of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from smartflow.language import Text
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.registry import Observer, Owned
from smartflow.plugin.running.isolation import Isolation
from smartflow.workshop.examining.remark import Remark, remark
from smartflow.workshop.examining.watching import Watch

__all__ = ["entries", "examine_observer"]

_LOG = "smartflow/0123456789abcdef/13.73"
_DIGEST = "ab" * 32
_BODIES: Mapping[str, Mapping[str, object]] = {
    "city_add": {
        "city": {
            "intake": None,
            "kind": "kota",
            "name": "Kota Contoh",
            "province": "Sumatera Barat",
            "region_code": "13.73",
            "slug": "contoh",
            "zone": "WIB",
        },
        "stage": "draft",
        "workflow": {"digest": _DIGEST, "key": "contoh", "version": 1},
    },
    "agency_add": {
        "agency": {
            "code": "DINKES",
            "dimensions": [],
            "ended": None,
            "kind": "opd",
            "leads": [],
            "name": "Dinas Kesehatan",
            "successor": "",
        }
    },
    "submit": {
        "file": _DIGEST,
        "file_name": "contoh.xlsx",
        "filler": "DINKES",
        "on_behalf": False,
        "source": "",
        "worksheets": [{"row_count": 1, "rows": _DIGEST, "version": 1, "worksheet": "contoh"}],
    },
    "advance": {
        "dossier": _DIGEST,
        "from": "draft",
        "result": "refused",
        "to": "final",
        "verdict": _DIGEST,
    },
}
"""What the acts of every city hold, by the act's name."""


def entries() -> Iterator[dict[str, object]]:
    """Yield entries as an observer is told of them: plain data, one for each act."""
    for seq, (act, body) in enumerate(_BODIES.items(), 1):
        yield {
            "v": 1,
            "log": _LOG,
            "seq": seq,
            "at": "2026-03-02T02:00:00.000000Z",
            "occurred": "2026-03-02",
            "zone": "WIB",
            "act": act,
            "actor": {"basis": "claimed by ani", "person": "Ani", "post": "Ketua", "role": ""},
            "body": dict(body),
            "reason": "",
            "prev": _DIGEST,
        }


def examine_observer(
    owned: Owned[Observer], files: Sequence[str], watch: Watch
) -> Iterator[Remark]:
    """Tell an observer of each entry, as the engine does after a commit.

    Args:
        owned: The observer.
        files: The plugin's files.
        watch: Watches; what reaches outside is prevented, and is no fault of an observer.

    Yields:
        What it raised, once for each act.
    """
    isolation, plugin = Isolation(), owned.origin.plugin
    for entry in entries():
        watch.taken()
        fault = ""
        try:
            with watch.during(files), isolation.around(f"{plugin}.smartflow_recorded", plugin):
                owned.value(entry)
        except CATCHABLE as error:
            fault = describe_fault(error)
        if fault and not any(deed.kind == "outside" for deed in watch.taken()):
            message = Text(
                id=f"Pengamat gagal untuk tindakan '{entry['act']}': {fault}.",
                en=f"The observer fails on the act '{entry['act']}': {fault}.",
            )
            yield remark("CHK213", plugin, message, place=f"act {entry['act']}")
