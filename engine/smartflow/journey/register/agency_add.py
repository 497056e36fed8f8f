"""``agency add`` and ``agency import``: register the OPD, kelurahan and partners of a city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, Draft, perform, read_case
from smartflow.casework.fillers import find_dimension, workflow_dimensions
from smartflow.casework.lookups import one_of
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.history.acts import AgencyAdd, AgencyFacts
from smartflow.language import Text
from smartflow.model import Agency

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.plugin.registry import Registry

__all__ = ["KINDS", "AgencyExists", "BadAgencies", "BadAgency", "agency_add", "agency_import"]

KINDS = ("opd", "kecamatan", "kelurahan", "desa", "bagian", "upt", "partner")
"""The kinds of agency that a region knows; ``partner`` is anyone from outside government."""

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.\-]{0,29}")


class BadAgency(BadInput):
    """Something said about an agency cannot be."""

    code = "bad-agency"
    says = Text(
        id="Instansi '{agency_code}' ({agency}): kode harus huruf besar, angka, titik atau tanda"
        " hubung (paling panjang 30), dan nama wajib diisi.",
        en="The agency '{agency_code}' ({agency}): a code is capitals, digits, dots or hyphens (30"
        " at most), and the name is required.",
    )
    next_step = Text(
        id="Pakai singkatan resmi sebagai kode, misalnya DINKES.",
        en="Use the official short name as code, such as DINKES.",
    )


class AgencyExists(BadInput):
    """The code has been given to an agency of the city before."""

    code = "agency-exists"
    says = Text(
        id="Kode {code}{name} sudah dipakai; kode tidak pernah dipakai ulang.",
        en="The code {code}{name} is taken; a code is never given twice.",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow agency list {slug}",
        en="See the list: smartflow agency list {slug}",
    )


class BadAgencies(BadInput):
    """A list of agencies has faults; nothing of it was recorded."""

    code = "bad-agencies"
    says = Text(
        id="Daftar instansi belum dicatat:\n- {faults}",
        en="The list of agencies was not recorded:\n- {faults}",
    )
    next_step = Text(
        id="Perbaiki barisnya, lalu impor lagi; yang sudah terdaftar dilewati.",
        en="Mend the rows and import again; what is registered already is passed over.",
    )


def agency_add(workspace: Workspace, city: str, agency: Agency) -> Entry:
    """Register an agency.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        agency: The agency; its dimensions may be named by key, code or title.

    Raises:
        BadAgency: its code or name is not well formed.
        AgencyExists: the code is taken, also if by an agency that has ended.
        UnknownDimension: it names a dimension that the workflow does not have.
    """

    def plan(case: Case) -> Draft:
        one = checked(case, registry_of(case), agency)
        return Draft.of(AgencyAdd(agency=msgspec.convert(one, AgencyFacts, from_attributes=True)))

    return perform(workspace, city, plan)


def agency_import(
    workspace: Workspace, city: str, agencies: Sequence[Agency]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Register several agencies; those that are registered just so already are left alone.

    All are checked before the first is recorded, so that a list with a fault records nothing and
    a list that was interrupted can simply be imported again.

    Returns:
        The entries, and the codes that were left alone.

    Raises:
        BadAgencies: with the fault of every agency that has one.
    """
    case = read_case(workspace, city)
    fresh: list[Agency] = []
    known: list[str] = []
    faults: list[Text] = []
    for agency in agencies:
        try:
            one = checked(case, registry_of(case), agency, taken=[a.code for a in fresh])
        except AgencyExists as error:
            if _is_registered(case, agency):
                known.append(agency.code.strip().upper())
            else:
                faults.append(error.message)
        except BadInput as error:
            faults.append(error.message)
        else:
            fresh.append(one)
    if faults:
        raise BadAgencies(faults=Text.join(faults, "\n- "))
    entries = tuple(agency_add(workspace, city, agency) for agency in fresh)
    return entries, tuple(known)


def _is_registered(case: Case, agency: Agency) -> bool:
    """Say whether an agency of that code, name and kind is registered already."""
    registered = case.state.agencies.get(agency.code.strip().upper())
    return (
        registered is not None
        and registered.name == " ".join(agency.name.split())
        and registered.kind == agency.kind.casefold()
    )


def checked(case: Case, registry: Registry, agency: Agency, taken: Sequence[str] = ()) -> Agency:
    """Return the agency as it is recorded, or refuse it.

    Args:
        case: The city.
        registry: Names the dimensions.
        agency: What was said.
        taken: Codes that are about to be given besides.
    """
    code, name = agency.code.strip().upper(), " ".join(agency.name.split())
    _well_formed(agency, code, name)
    if code in case.state.agencies or code in taken:
        raise _exists(case, code)
    known = workflow_dimensions(pinned_workflow(case), registry)
    leads = tuple(find_dimension(known, word).key for word in agency.leads)
    named = tuple(find_dimension(known, word).key for word in agency.dimensions)
    return msgspec.structs.replace(
        agency,
        code=code,
        name=name,
        kind=one_of(agency.kind, KINDS, Text(id="Jenis instansi", en="The kind of agency")),
        # Whoever leads a dimension contributes to it.
        dimensions=tuple(dict.fromkeys((*named, *leads))),
        leads=leads,
    )


def _well_formed(agency: Agency, code: str, name: str) -> None:
    if not _CODE.fullmatch(code) or not name:
        raise BadAgency(agency_code=agency.code, agency=agency.name)


def _exists(case: Case, code: str) -> AgencyExists:
    slug = case.state.city.slug
    other = case.state.agencies.get(code)
    name = f" ({other.name})" if other else ""
    return AgencyExists(code=code, name=name, slug=slug)
