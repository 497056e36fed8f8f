"""What a decision of the paper was taken without, or beside the common rules.

Plugins that took no part, waivers with both people, and the settings that the city had changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.audit.paper.words import actor_words, joined, plain, recorded, short_day
from smartflow.history.acts import SettingChange
from smartflow.language import Text
from smartflow.report import Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Verdict, WaiverStatus
    from smartflow.report.table import Cell

__all__ = ["left_out", "settings_in_force", "waivers"]

_WAIVER_STATES = {
    "used": Text(id="dipakai", en="used"),
    "unused": Text(id="tidak terpakai", en="unused"),
    "waiting": Text(id="menunggu persetujuan", en="waits for approval"),
    "lapsed": Text(id="sudah berakhir", en="lapsed"),
}


def left_out(verdict: Verdict) -> Iterator[Table]:
    """Yield the plugins that took no part, or bear a mark."""
    told = [one for one in verdict.plugins if one.state != "loaded" or one.notes]
    if not told:
        return
    yield Table(
        Text(
            id="Plugin yang tidak ikut memeriksa atau bertanda",
            en="Plugins that took no part, or bear a mark",
        ),
        ("plugin", "state", "marks", "fingerprint"),
        (
            Text(id="Plugin", en="Plugin"),
            Text(id="Keadaan", en="State"),
            Text(id="Tanda", en="Marks"),
            Text(id="Sidik", en="Fingerprint"),
        ),
        tuple(
            (
                f"{one.name} {one.version}".strip(),
                _LOADED if one.state == "loaded" else _BLOCKED,
                one.marks,
                one.fingerprint,
            )
            for one in told
        ),
    )


_LOADED = Text(id="ikut memeriksa", en="took part")
_BLOCKED = Text(id="DIBLOKIR", en="BLOCKED")


def waivers(material: Material, verdict: Verdict) -> Iterator[Table]:
    """Yield the waivers that a verdict knew, with both people."""
    if not verdict.waivers:
        return
    yield Table(
        Text(id="Pengecualian pada saat itu", en="Waivers at that time"),
        ("rule", "subject", "state", "until", "reason", "people"),
        (
            Text(id="Ketentuan", en="Rule"),
            Text(id="Untuk", en="For"),
            Text(id="Keadaan", en="State"),
            Text(id="Sampai dengan", en="Until"),
            Text(id="Alasan", en="Reason"),
            Text(id="Diminta / disetujui (entri)", en="Asked / approved (entry)"),
        ),
        tuple(
            (
                one.rule,
                joined((Text.same(one.agency), material.title(one.dimension), Text.same(one.row))),
                _WAIVER_STATES.get(one.state, Text.same(one.state)),
                short_day(one.until),
                one.reason,
                _asked_and_approved(one),
            )
            for one in verdict.waivers
        ),
    )


def _asked_and_approved(one: WaiverStatus) -> str:
    approved = f"{one.approved_by or '-'} ({one.approval or '-'})"
    return f"{one.requested_by} ({one.entry}) / {approved}"


def settings_in_force(material: Material, entry: Entry) -> Table:
    """Return what the city had set by the time of an entry: value, reason, who, when."""
    latest: dict[tuple[str, str], tuple[Entry, SettingChange]] = {}
    for one, act in material.done(SettingChange):
        if one.seq < entry.seq:
            latest[act.plugin, act.key] = one, act
    return Table(
        Text(id="Pengaturan yang diubah kota dan berlaku", en="Settings by the city, in force"),
        ("setting", "value", "reason", "by", "entry", "recorded"),
        (
            Text(id="Pengaturan", en="Setting"),
            Text(id="Nilai", en="Value"),
            Text(id="Alasan", en="Reason"),
            Text(id="Oleh", en="By"),
            Text(id="Entri", en="Entry"),
            Text(id="Dicatat", en="Recorded"),
        ),
        tuple(
            (
                f"{plugin}.{key}",
                _value(act.value),
                one.reason or "-",
                actor_words(one),
                one.seq,
                recorded(one),
            )
            for (plugin, key), (one, act) in sorted(latest.items(), key=lambda item: item[0])
        ),
    )


def _value(value: object) -> Cell:
    return value if isinstance(value, bool | int) else plain(value)
