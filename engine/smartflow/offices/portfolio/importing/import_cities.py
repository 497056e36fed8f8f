"""``portfolio import``: register the cities of a list, each by an act of its own.

What is to be done was planned before (:mod:`.import_plan`). An import that was interrupted is
simply run again: what is there already is passed over. Must not import an executor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.journey.register.city_add import city_add
from smartflow.language import Text, did_you_mean
from smartflow.model import City
from smartflow.regions import Region, all_provinces, all_regions, find_province

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.offices.portfolio.importing.import_plan import ImportPlan

__all__ = ["NotAProvince", "import_cities", "regions_of"]


class NotAProvince(BadInput):
    """Indonesia has no such province."""

    code = "not-a-province"
    says = Text(
        id="Tidak ada provinsi '{words}'.{guess}",
        en="There is no province '{words}'.{guess}",
    )
    next_step = Text(id="Provinsinya: {all_provinces}.", en="The provinces: {all_provinces}.")


def regions_of(provinces: Sequence[str]) -> tuple[Region, ...]:
    """Return the regions of some provinces, or of all.

    The six administrative areas of DKI Jakarta cannot adopt a masterplan of their own, so they are
    among them only when their province is named.

    Args:
        provinces: Their names or the two digits of their codes; none means all.

    Raises:
        NotAProvince: there is no such province.
    """
    if not provinces:
        return tuple(region for region in all_regions() if not region.administrative)
    wanted = {_province(words) for words in provinces}
    return tuple(region for region in all_regions() if region.province in wanted)


def import_cities(
    workspace: Workspace, plan: ImportPlan, told: Callable[[int, City], None]
) -> None:
    """Register the new cities of a plan, one act for each.

    Args:
        workspace: Where.
        plan: What :func:`.import_plan.plan_import` returned.
        told: Called before each city, with how many are registered by now.

    Raises:
        SmartflowError: a city could not be registered; those before it are, and importing the list
            again goes on from there.
    """
    for number, one in enumerate(plan.new):
        told(number, one.city)
        city_add(workspace, one.city, one.workflow)


def _province(words: str) -> str:
    found = find_province(words)
    if found is not None:
        return found
    guess = did_you_mean(words, all_provinces())
    raise NotAProvince(words=words, guess=guess, all_provinces=", ".join(all_provinces()))
