"""Who may fill in which worksheet: an agency, a dimension's working group, or the city."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from smartflow.casework.casework import Case
from smartflow.errors import BadInput
from smartflow.fold.state import CityState
from smartflow.language import Text, did_you_mean
from smartflow.model import Agency, Dimension, Per, Worksheet
from smartflow.plugin.registry import Registry
from smartflow.workflow.definition import Workflow

__all__ = [
    "AgencyEnded",
    "EndedAlready",
    "Filler",
    "NoSuccessor",
    "UnknownAgency",
    "UnknownDimension",
    "fillers_of",
    "find_agency",
    "find_dimension",
    "find_filler",
    "workflow_dimensions",
    "worksheets_of",
]


class UnknownAgency(BadInput):
    """No agency of the city has that code or name."""

    code = "unknown-agency"
    says = Text(
        id="Perangkat daerah '{words}' belum terdaftar di {city}.{guess}",
        en="The agency '{words}' is not registered in {city}.{guess}",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow agency list {slug}   atau daftarkan: smartflow agency add"
        " {slug} KODE NAMA --kind opd",
        en="See the list: smartflow agency list {slug}   or register it: smartflow agency add"
        " {slug} CODE NAME --kind opd",
    )


class UnknownDimension(BadInput):
    """The workflow has no such dimension."""

    code = "unknown-dimension"
    says = Text(
        id="Dimensi '{words}' tidak ada dalam alur kerja ini.{guess}",
        en="This workflow has no dimension '{words}'.{guess}",
    )
    next_step = Text(id="Dimensinya: {keys}.", en="Its dimensions: {keys}.")


class AgencyEnded(BadInput):
    """The agency exists no longer."""

    code = "agency-ended"
    says = Text(
        id="{agency} sudah tidak ada sejak {ended}.",
        en="{agency} exists no longer since {ended}.",
    )
    next_step = Text(id="Pakai penggantinya: {successor}", en="Use its successor: {successor}")


class EndedAlready(AgencyEnded):
    """The end of the agency is recorded already."""

    says = Text(
        id="{leaving_code} sudah berakhir pada {ended}.",
        en="{leaving_code} ended on {ended} already.",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow agency list {slug}",
        en="See the list: smartflow agency list {slug}",
    )


class NoSuccessor(AgencyEnded):
    """An agency that ended, or the agency itself, cannot take over."""

    says = Text(
        id="{heir_code} tidak dapat menjadi penerus {leaving_code}.",
        en="{heir_code} cannot be the successor of {leaving_code}.",
    )
    next_step = Text(
        id="Sebutkan instansi lain yang masih ada.",
        en="Name another agency that exists.",
    )


class Filler(msgspec.Struct, frozen=True):
    """Somebody who fills in worksheets.

    Attributes:
        key: An agency's code, a dimension's key or the city's slug.
        per: Which of the three it is.
        title: What it is called.
    """

    key: str
    per: Per
    title: str


def workflow_dimensions(workflow: Workflow, registry: Registry) -> tuple[Dimension, ...]:
    """Return the dimensions of a workflow that a loaded plugin brings, in its order."""
    return tuple(
        registry.dimensions[key].value for key in workflow.dimensions if key in registry.dimensions
    )


def find_agency(state: CityState, words: str, others: Iterable[str] = ()) -> Agency:
    """Return the agency whose code or name is ``words`` (any case).

    Args:
        state: The city.
        words: What was typed.
        others: What else could have been typed there; it may be suggested.

    Raises:
        UnknownAgency: there is none.
    """
    wanted = " ".join(words.split()).casefold()
    for agency in state.agencies.values():
        if wanted in (agency.code.casefold(), agency.name.casefold()):
            return agency
    slug = state.city.slug
    known = [name for agency in state.agencies.values() for name in (agency.code, agency.name)]
    guess = did_you_mean(words, (*others, *known), most=1)
    raise UnknownAgency(
        Text(
            id=f"Perangkat daerah '{words}' belum terdaftar di {state.city.name}.{guess.id}",
            en=f"The agency '{words}' is not registered in {state.city.name}.{guess.en}",
        ),
        Text(
            id=f"Lihat daftarnya: smartflow agency list {slug}   atau daftarkan: smartflow agency"
            f" add {slug} KODE NAMA --kind opd",
            en=f"See the list: smartflow agency list {slug}   or register it: smartflow agency"
            f" add {slug} CODE NAME --kind opd",
        ),
    )


def find_dimension(dimensions: Iterable[Dimension], words: str) -> Dimension:
    """Return the dimension whose key, code, title or alias is ``words`` (any case).

    Raises:
        UnknownDimension: there is none.
    """
    known = tuple(dimensions)
    for dimension in known:
        if dimension.is_named(words):
            return dimension
    for dimension in known:
        if dimension.has_alias(words):
            return dimension
    keys = ", ".join(dimension.key for dimension in known)
    names = (n for d in known for n in (d.key, d.title.id, d.title.en))
    guess = did_you_mean(words, names, most=1)
    raise UnknownDimension(
        Text(
            id=f"Dimensi '{words}' tidak ada dalam alur kerja ini.{guess.id}",
            en=f"This workflow has no dimension '{words}'.{guess.en}",
        ),
        Text(id=f"Dimensinya: {keys}.", en=f"Its dimensions: {keys}."),
    )


def find_filler(case: Case, dimensions: Iterable[Dimension], words: str) -> Filler:
    """Return who is named by ``words``.

    Raises:
        UnknownAgency: it is none of the city's agencies, dimensions, or the city itself.
        AgencyEnded: the agency exists no longer.
    """
    city = case.state.city
    if words.casefold() in (city.slug.casefold(), city.name.casefold()):
        return Filler(key=city.slug, per="city", title=city.name)
    known = tuple(dimensions)
    for dimension in known:
        if dimension.is_named(words):
            return Filler(key=dimension.key, per="dimension", title=dimension.title.id)
    agency = find_agency(case.state, words, (dimension.key for dimension in known))
    if agency.ended is not None and agency.ended <= case.today:
        listing = f"smartflow agency list {city.slug}"
        raise AgencyEnded(
            agency=agency.name,
            ended=agency.ended,
            successor=Text(
                id=agency.successor or f"lihat {listing}", en=agency.successor or f"see {listing}"
            ),
        )
    return Filler(key=agency.code, per="agency", title=agency.name)


def fillers_of(case: Case, dimensions: Iterable[Dimension]) -> tuple[Filler, ...]:
    """Return everybody who fills in worksheets: agencies, dimensions, the city."""
    agencies = (
        Filler(key=agency.code, per="agency", title=agency.name)
        for _, agency in sorted(case.state.agencies.items())
        if agency.ended is None or case.today < agency.ended
    )
    groups = (
        Filler(key=dimension.key, per="dimension", title=dimension.title.id)
        for dimension in dimensions
    )
    city = case.state.city
    return (*agencies, *groups, Filler(key=city.slug, per="city", title=city.name))


def worksheets_of(
    filler: Filler, workflow: Workflow, worksheets: Iterable[Worksheet]
) -> tuple[Worksheet, ...]:
    """Return the worksheets that a filler gets from ``worksheet template``, in workflow order.

    Consolidated ones are left out: ``consolidate`` writes them.
    """
    by_key = {worksheet.key: worksheet for worksheet in worksheets}
    named = (key for stage in workflow.stages for key in stage.worksheets)
    return tuple(
        by_key[key]
        for key in named
        if key in by_key and by_key[key].per == filler.per and not by_key[key].consolidates
    )
