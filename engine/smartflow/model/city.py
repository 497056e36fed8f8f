"""Who takes part: the city, its agencies and the people in their posts."""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.clock import Zone

__all__ = ["Agency", "City", "Person", "Tenure"]


class City(msgspec.Struct, frozen=True):
    """A kabupaten or kota.

    Attributes:
        slug: The key by which it is named, such as ``sawahlunto``.
        name: The full name, such as ``Kota Sawahlunto``.
        kind: ``kota`` or ``kabupaten``.
        region_code: The Kemendagri code as text, such as ``13.73``.
        province: The province's name.
        zone: ``WIB``, ``WITA`` or ``WIT``.
        intake: The year in which the city joined the programme, if known.
    """

    slug: str
    name: str
    kind: str
    region_code: str
    province: str
    zone: Zone = "WIB"
    intake: int | None = None

    def in_region(self, regions: tuple[str, ...]) -> bool:
        """Say whether any of the code prefixes in ``regions`` holds this city; empty holds all.

        A prefix is compared whole group by group: ``13`` holds ``13.73``, ``1`` does not.
        """
        return not regions or any(
            self.region_code == prefix or self.region_code.startswith(prefix + ".")
            for prefix in regions
        )


class Agency(msgspec.Struct, frozen=True):
    """An OPD, kecamatan, kelurahan, desa, bagian, UPT or partner of a city.

    Attributes:
        code: Its short name in capitals, such as ``DINKES``; unique in the city for ever.
        name: Its official name.
        kind: ``opd``, ``kecamatan``, ``kelurahan``, ``desa``, ``bagian``, ``upt`` or ``partner``.
        dimensions: Keys of the dimensions to which it contributes, the main one first.
        leads: Keys of the dimensions that it leads.
        ended: The day from which it exists no longer.
        successor: The code of the agency that took over.
    """

    code: str
    name: str
    kind: str
    dimensions: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    ended: date | None = None
    successor: str = ""

    @property
    def main_dimension(self) -> str:
        """The key of the first dimension, or ``""``."""
        return self.dimensions[0] if self.dimensions else ""


class Tenure(msgspec.Struct, frozen=True):
    """What a person was registered as before: an answer given then is judged by it.

    Attributes:
        roles: The roles held then.
        post: The post held then.
        status: ``definitif``, ``pj``, ``plt`` or ``plh``.
        since: First day in the post, if it was said.
        until: Last day in the post (inclusive), if it was said.
        counts_from: The day from which this was what was known; None from the beginning.
    """

    roles: tuple[str, ...]
    post: str
    status: str = "definitif"
    since: date | None = None
    until: date | None = None
    counts_from: date | None = None


class Person(msgspec.Struct, frozen=True):
    """Somebody who holds a post.

    Attributes:
        name: The name by which the person is registered and named with ``--as``.
        roles: Role keys of the workflow, such as ``team``, ``council``, ``head``.
        post: The post, such as ``Kepala Dinas Kesehatan``.
        agencies: Codes of the agencies that the person leads or speaks for; an acting official
            may have two.
        status: ``definitif``, ``pj``, ``plt`` or ``plh``.
        since: First day in the post.
        until: Last day in the post (inclusive).
        decree: The decree of appointment.
        ssh_key: The public SSH key, in authorized_keys form.
        counts_from: The day from which this registration counts, where another stood before.
        earlier: What the person was registered as before, oldest first. Both are folded from the
            history and are no part of the act that registers somebody.
    """

    name: str
    roles: tuple[str, ...]
    post: str
    agencies: tuple[str, ...] = ()
    status: str = "definitif"
    since: date | None = None
    until: date | None = None
    decree: str = ""
    ssh_key: str = ""
    counts_from: date | None = None
    earlier: tuple[Tenure, ...] = ()

    def in_post(self, day: date) -> bool:
        """Say whether the person holds the present post on ``day``."""
        return _covers(self, day)

    def held(self, role: str, day: date) -> bool:
        """Say whether the person held ``role`` on ``day``, by what was registered for that day.

        A new post counts from its first day, or from the day on which it was registered; before
        that the earlier registration does, so that an answer outlives a promotion. On the day of a
        change without a first day, both count.
        """
        registrations: tuple[Person | Tenure, ...] = (self, *reversed(self.earlier))
        for known in registrations:
            if known.counts_from is not None and day < known.counts_from:
                continue
            if role in known.roles and _covers(known, day):
                return True
            if known.since is not None or known.counts_from != day:
                return False
        return False

    def followed_by(self, newer: Person, day: date) -> Person:
        """Return ``newer``, registered on ``day`` in place of this, with what stood before it."""
        former = Tenure(
            self.roles, self.post, self.status, self.since, self.until, self.counts_from
        )
        return msgspec.structs.replace(
            newer,
            counts_from=newer.since or day,
            earlier=_ended((*self.earlier, former), newer.until),
        )

    def ended(self, until: date) -> Person:
        """Return this person with a last day in the post."""
        return msgspec.structs.replace(self, until=until, earlier=_ended(self.earlier, until))


def _covers(known: Person | Tenure, day: date) -> bool:
    return (known.since is None or known.since <= day) and (
        known.until is None or day <= known.until
    )


def _ended(tenures: tuple[Tenure, ...], until: date | None) -> tuple[Tenure, ...]:
    """Return ``tenures`` none of which outlasts ``until``."""
    if until is None:
        return tenures
    return tuple(
        msgspec.structs.replace(tenure, until=min(until, tenure.until or until))
        for tenure in tenures
    )
