"""Who takes part: the city, its agencies and the people in their posts."""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.clock import Zone

__all__ = ["Agency", "City", "Person"]


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

    def in_post(self, day: date) -> bool:
        """Say whether the person holds the post on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
