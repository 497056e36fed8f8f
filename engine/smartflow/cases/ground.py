"""The ground on which a case stands: workflow, city, day, stage and the words that are known there.

All of it comes from the registry, its workflow files and the case; where a case is silent, from
the rule that it is about: a city of its region, in a stage that it guards.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from smartflow.cases.faults import (
    CaseFault,
    refuse_unknown,
    require_known,
    require_list,
    require_table,
)
from smartflow.language import Text
from smartflow.model import City, Dimension, WorkflowRef, Worksheet
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Registry
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.definition import Workflow
from smartflow.workflow.reference import reference_of

__all__ = ["TODAY", "Ground", "ground_of", "made"]

TODAY = date(2026, 3, 2)
"""The day on which a case is judged when it names none."""

_CITY: Mapping[str, Any] = {
    "slug": "contoh",
    "name": "Kota Contoh",
    "kind": "kota",
    "region_code": "99.01",
    "province": "Provinsi Contoh",
}
_STAGE = Text(id="tahap", en="stage")

Made = TypeVar("Made", bound=msgspec.Struct)


class Ground(msgspec.Struct, frozen=True):
    """What a case stands on.

    Attributes:
        workflow: The resolved workflow.
        city: The city.
        as_of: The day on which it is judged.
        stage: The stage that is to end.
        dimensions: The dimensions of the city, in the workflow's order.
        known_dimensions: Keys of every registered dimension.
        worksheets: Every worksheet as this city has it.
    """

    workflow: Workflow
    city: City
    as_of: date
    stage: str
    dimensions: tuple[Dimension, ...]
    known_dimensions: tuple[str, ...]
    worksheets: Mapping[str, Worksheet]

    @property
    def workflow_ref(self) -> WorkflowRef:
        """What a dossier knows of its workflow."""
        return reference_of(self.workflow, "")


def ground_of(
    case: Mapping[str, Any],
    registry: Registry,
    rule: Rule | None,
    workflow: Workflow | None,
) -> Ground:
    """Return the ground of a case.

    Args:
        case: The case.
        registry: What plugins bring.
        rule: The rule that the case is about, if it is known.
        workflow: The workflow that is followed when the case names none.

    Raises:
        CaseFault: the case names something that is not there.
        BadInput: its workflow cannot be read or merged.
    """
    followed = _workflow(case, registry, workflow)
    city = _city(case, rule)
    as_of = case.get("as_of", TODAY)
    if type(as_of) is not date:
        raise CaseFault(Text(id="harus tanggal.", en="it must be a date."), "as_of")
    return Ground(
        workflow=followed,
        city=city,
        as_of=as_of,
        stage=_stage(case, followed, rule),
        dimensions=_dimensions(case, registry, followed),
        known_dimensions=tuple(registry.dimensions),
        worksheets=registry.worksheets_for(city),
    )


def _workflow(case: Mapping[str, Any], registry: Registry, workflow: Workflow | None) -> Workflow:
    catalogue = Catalogue(registry.workflow_files)
    if "workflow" in case:
        return catalogue.find(str(case["workflow"]))
    if workflow is not None:
        return workflow
    # The one on which the others build, as far as there is only one.
    keys = {entry.key for entry in catalogue.entries if entry.definition and not entry.extends}
    if len(keys) == 1:
        return catalogue.find(*keys)
    raise CaseFault(
        Text(
            id="tidak disebut, sedangkan alur kerja dasar yang ada bukan tepat satu.",
            en="it is not named, and there is not exactly one workflow to build on.",
        ),
        "workflow",
    )


def _city(case: Mapping[str, Any], rule: Rule | None) -> City:
    given = case.get("city", {})
    region = rule.regions[0] if rule is not None and rule.regions else _CITY["region_code"]
    return made(City, given, {**_CITY, "region_code": region}, "city")


def _stage(case: Mapping[str, Any], workflow: Workflow, rule: Rule | None) -> str:
    if "stage" in case:
        return require_known(case["stage"], workflow.stage_keys, "stage", _STAGE)
    guarded = rule.stages if rule is not None else ()
    return next((stage for stage in guarded if stage in workflow.stage_keys), workflow.initial)


def _dimensions(
    case: Mapping[str, Any], registry: Registry, workflow: Workflow
) -> tuple[Dimension, ...]:
    known = registry.dimensions
    if "dimensions" not in case:
        return tuple(known[key].value for key in workflow.dimensions if key in known)
    what = Text(id="dimensi", en="dimension")
    keys = [
        require_known(key, known, f"dimensions[{number}]", what)
        for number, key in enumerate(require_list(case["dimensions"], "dimensions"), start=1)
    ]
    order = [key for key in workflow.dimensions if key in keys]
    return tuple(known[key].value for key in (*order, *(k for k in keys if k not in order)))


def made(kind: type[Made], given: object, usual: Mapping[str, Any], where: str) -> Made:
    """Return an object of ``kind`` from a table, with what is usual where the table is silent.

    Args:
        kind: The struct.
        given: The table; its keys are the struct's own fields.
        usual: What stands in a field that the table leaves out.
        where: The path inside the case.

    Raises:
        CaseFault: it is no table, has a key that the struct does not know, lacks one that has no
            usual value, or a value is of another type.
    """
    table = require_table(given, where)
    refuse_unknown(table, kind.__struct_fields__, where)
    try:
        return msgspec.convert({**usual, **table}, kind)
    except msgspec.ValidationError as error:
        why = f"{error}."
        raise CaseFault(Text(id=f"isinya tidak cocok: {why}", en=why), where) from error
