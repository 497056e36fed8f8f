"""A city in words: the dossier of a test, written as one would say it.

::

    a_city("padang-panjang", region_code="13.74")
        .at("issue_analysis")
        .with_agency("DLH", leads=("environment",))
        .with_row("issues", "DLH", issue="Banjir", dimension="living")
        .dossier()

Each step returns a new city and leaves the one before as it was, so that tests may branch off a
common beginning. What a sentence leaves out is as usual (:mod:`smartflow.cases`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from smartflow.cases import make_dossier
from smartflow.testing.plugins import installed

if TYPE_CHECKING:
    from smartflow.model import Dossier
    from smartflow.plugin.registry import Registry

__all__ = ["CityInWords", "a_city"]


def a_city(  # noqa: PLR0913  what a city is known by
    slug: str = "contoh",
    *,
    name: str = "",
    kind: str = "kota",
    region_code: str = "99.01",
    province: str = "Provinsi Contoh",
    zone: str = "WIB",
) -> CityInWords:
    """Begin a sentence about a city.

    Args:
        slug: The key by which commands call it, such as ``padang-panjang``.
        name: The full name; made of the kind and the slug by default.
        kind: ``kota`` or ``kabupaten``.
        region_code: The Kemendagri code; it decides which regional rules and columns there are.
        province: The province's name.
        zone: ``WIB``, ``WITA`` or ``WIT``.
    """
    full = name or f"{kind.title()} {slug.replace('-', ' ').title()}"
    city = {
        "slug": slug,
        "name": full,
        "kind": kind,
        "region_code": region_code,
        "province": province,
        "zone": zone,
    }
    return CityInWords({"city": city})


class CityInWords(msgspec.Struct, frozen=True):
    """A city as far as it has been told; :meth:`dossier` is what a rule sees of it.

    Attributes:
        case: The city as a case has it in a file, without what is wanted of a rule.
    """

    case: Mapping[str, Any]

    # -- when and by which rules --------------------------------------------------------------

    def at(self, stage: str) -> CityInWords:
        """Say in which stage the city is; by default in the workflow's first."""
        return self._with("stage", stage)

    def on(self, day: date) -> CityInWords:
        """Say on which day it is judged, and everything happened that names no other day."""
        return self._with("as_of", day)

    def following(self, workflow: str) -> CityInWords:
        """Say which workflow it follows, such as ``masterplan@1``."""
        return self._with("workflow", workflow)

    def with_dimensions(self, *keys: str) -> CityInWords:
        """Say which dimensions it has; by default those of its workflow."""
        return self._with("dimensions", keys)

    def with_setting(self, name: str, value: object) -> CityInWords:
        """Set ``PLUGIN.KEY``, or ``KEY`` where one plugin alone has it."""
        return self._with("settings", {**self.case.get("settings", {}), name: value})

    # -- who ----------------------------------------------------------------------------------

    def with_agency(
        self,
        code: str,
        name: str = "",
        *,
        kind: str = "opd",
        dimensions: tuple[str, ...] = (),
        leads: tuple[str, ...] = (),
    ) -> CityInWords:
        """Add an agency. One that has filled in rows need not be added unless this matters.

        Args:
            code: Its short name in capitals, such as ``DLH``.
            name: Its official name; the code by default.
            kind: ``opd``, ``kecamatan``, ``kelurahan``, ``desa``, ``bagian``, ``upt`` or
                ``partner``.
            dimensions: The dimensions to which it contributes, the main one first.
            leads: The dimensions that it leads.
        """
        agency = {
            "code": code,
            "name": name or code,
            "kind": kind,
            "dimensions": dimensions,
            "leads": leads,
        }
        return self._and("agencies", agency)

    def with_person(
        self,
        name: str,
        *roles: str,
        post: str = "Kepala",
        agencies: tuple[str, ...] = (),
        **fields: object,
    ) -> CityInWords:
        """Add somebody who holds some roles of the workflow, such as ``team`` or ``head``.

        Args:
            name: The name.
            *roles: Keys of the roles.
            post: The post.
            agencies: Codes of the agencies that the person leads or speaks for.
            **fields: ``status`` (``pj``, ``plt``, ``plh``), ``since``, ``until``, ``decree``.
        """
        person = {"name": name, "roles": roles, "post": post, "agencies": agencies, **fields}
        return self._and("people", person)

    # -- what was submitted -------------------------------------------------------------------

    def with_row(
        self,
        worksheet: str,
        filler: str = "",
        /,
        *,
        written: Mapping[str, str] | None = None,
        **cells: object,
    ) -> CityInWords:
        """Add a row of a worksheet.

        Args:
            worksheet: The worksheet's key.
            filler: Who has filled it in: an agency's code, a dimension's key or the city's slug,
                by the worksheet; without it the first agency or dimension.
            written: What stood in cells that are not of their column's type, by column.
            **cells: The filled cells, by column: str, int, Decimal (or its text), date, or a
                tuple of codes.
        """
        row: dict[str, object] = dict(cells)
        if filler:
            row["filler"] = filler
        if written:
            row["written"] = dict(written)
        rows = self.case.get("rows", {})
        return self._with("rows", {**rows, worksheet: (*rows.get(worksheet, ()), row)})

    def with_empty(self, worksheet: str, filler: str) -> CityInWords:
        """Say that a worksheet was submitted without a single row."""
        return self._and("submissions", {"worksheet": worksheet, "filler": filler})

    def with_nil(self, agency: str, worksheet: str) -> CityInWords:
        """Say that an agency declared that it has nothing to report."""
        return self._and("nils", {"agency": agency, "worksheet": worksheet})

    # -- what was recorded --------------------------------------------------------------------

    def with_record(self, kind: str, **fields: object) -> CityInWords:
        """Add a document, with fields such as ``number`` or ``date``."""
        return self._and("records", {"kind": kind, **fields})

    def with_selection(self, worksheet: str, *rows: str, reason: str = "") -> CityInWords:
        """Say which rows of a worksheet were chosen, by their ids such as ``living/.../1``."""
        return self._and("selections", {"worksheet": worksheet, "rows": rows, "reason": reason})

    def with_presentation(self, dimension: str, **fields: object) -> CityInWords:
        """Say that a dimension has presented what it has (fields: ``stage``, ``day``, ``by``)."""
        return self._and("presentations", {"dimension": dimension, **fields})

    def with_attendance(self, *agencies: str, **fields: object) -> CityInWords:
        """Say who was present in a session (fields: ``session``, ``day``, ``people``)."""
        return self._and("attendance", {"agencies": agencies, **fields})

    def with_decision(self, **fields: object) -> CityInWords:
        """Say what a body decided (fields: ``body``, ``outcome``, ``present``, ``members``)."""
        return self._and("decisions", fields)

    def with_sign_off(self, role: str, person: str, **fields: object) -> CityInWords:
        """Say that somebody answered in a role (fields: ``answer``, ``day``, ``reason``)."""
        return self._and("sign_offs", {"role": role, "person": person, **fields})

    def with_waiver(self, rule: str, **fields: object) -> CityInWords:
        """Say that a waiver was asked for (fields: ``reason``, ``until``, ``approved_by``)."""
        return self._and("waivers", {"rule": rule, **fields})

    # -- the end of the sentence --------------------------------------------------------------

    def dossier(self, registry: Registry | None = None) -> Dossier:
        """Return the dossier of this city.

        Args:
            registry: What plugins bring; by default what is installed.

        Raises:
            CaseFault: something that was said cannot be; the message says what was probably meant.
        """
        return make_dossier(self.case, installed() if registry is None else registry)

    def _with(self, key: str, value: object) -> CityInWords:
        return CityInWords({**self.case, key: value})

    def _and(self, key: str, item: Mapping[str, object]) -> CityInWords:
        return self._with(key, (*self.case.get(key, ()), item))
