"""The words that the parts of an auditor's working paper share: moments, posts, days, accounts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from smartflow.audit.paper.material import late_days
from smartflow.clock import ZONES
from smartflow.language import Text, day_words, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.history.entries.entry import Basis, Entry

__all__ = [
    "ANSWERS",
    "ENTRY",
    "actor_words",
    "basis_words",
    "day_of",
    "joined",
    "late_words",
    "listed",
    "moment_at",
    "plain",
    "recorded",
    "short_day",
]

ENTRY = Text(id="Entri", en="Entry")
ANSWERS: dict[str, Text] = {
    "approve": Text(id="menyetujui", en="approved"),
    "decline": Text(id="MENOLAK", en="DECLINED"),
    "request_changes": Text(id="MEMINTA PERUBAHAN", en="ASKED FOR CHANGES"),
}


def moment_at(moment: datetime, zone: str) -> Text:
    """Return a moment as a clock in ``zone`` shows it: ``5 Jul 2023 09:15 WIB``."""
    local = moment.astimezone(ZONES[zone])
    return Text(
        id=f"{day_words(local.date(), 'id')} {local:%H.%M} {zone}",
        en=f"{day_words(local.date(), 'en')} {local:%H:%M} {zone}",
    )


def recorded(entry: Entry) -> Text:
    """Return when an entry was recorded, by the official's own clock."""
    return moment_at(entry.moment, entry.zone)


def day_of(value: object) -> date | str:
    """Return a day of a body as a date; what is none stays as it is written."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return str(value or "")


def late_words(entry: Entry) -> Text:
    """Return how long after it happened an entry was recorded; empty when it was the same day."""
    days = late_days(entry)
    if days == 0:
        return Text.same("")
    if days < 0:
        return Text(id=f"{-days} hari sebelumnya", en=f"{-days} days before")
    return Text(id=f"{days} hari sesudahnya", en=f"{days} days after")


def actor_words(entry: Entry) -> str:
    """Return who acted, with the post."""
    actor = entry.actor
    return f"{actor.person} ({actor.post})" if actor.post else actor.person


def basis_words(entry: Entry) -> Text:
    """Return how it is known who acted: each part by its kind, what is none of them is a decree."""
    return joined(_basis_parts(entry.actor.known_by))


def _basis_parts(basis: Basis) -> Iterator[Text]:
    key, account = basis.key, basis.account
    if key:
        yield Text(id=f"tanda tangan SSH, kunci {key}", en=f"SSH signature, key {key}")
    if account and basis.claimed:
        yield Text(id=f"akun {account} (pernyataan)", en=f"account {account} (claimed)")
    elif account:
        yield Text(id=f"dicatat dari akun {account}", en=f"recorded from account {account}")
    for decree in basis.decrees:
        yield Text(id=f"SK {decree}", en=f"decree {decree}")


def short_day(value: object) -> Text:
    """Return a day of a body with its month in letters, short enough for a column."""
    day = day_of(value)
    return Text(id=show(day, "id"), en=show(day, "en"))


def joined(parts: Iterable[Text], between: str = "; ") -> Text:
    """Return texts as one; empty ones are left out."""
    kept = [part for part in parts if part.id or part.en]
    return Text(
        id=between.join(part.id for part in kept), en=between.join(part.en for part in kept)
    )


def listed(numbers: Iterable[int]) -> str:
    """Return numbers of entries as people write them: ``4, 7-9``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def plain(value: object) -> str:
    """Return a value of a body as people read it; nothing is a dash."""
    if isinstance(value, list | tuple):
        return ", ".join(plain(part) for part in value) or "-"
    return str(value) if value not in (None, "") else "-"
