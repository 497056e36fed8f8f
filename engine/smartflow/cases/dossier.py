"""From a case to the dossier that rules see.

What the engine folds out of a city's history, a case says outright. Worksheets with the columns of
the region, dimensions, settings and stages are those of the registry and of its workflow files, so
a case is judged in the same world as a city.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from smartflow.cases.acts import CURRENT, LISTS, agencies_of, recorded, submissions_of
from smartflow.cases.faults import CaseFault, refuse_unknown, require_table
from smartflow.cases.ground import ground_of
from smartflow.cases.rows import rows_of
from smartflow.model import Dossier, Presentation
from smartflow.plugin.registry import Registry
from smartflow.workflow.definition import Workflow
from smartflow.workflow.settings import (
    UnknownSetting,
    WrongSetting,
    check_setting,
    resolve_settings,
    setting_named,
)

__all__ = ["KEYS", "make_dossier"]

KEYS = (
    "rule",
    "workflow",
    "stage",
    "as_of",
    "city",
    "dimensions",
    "settings",
    "rows",
    *LISTS,
)
"""The keys of a case that describe its city."""


def make_dossier(
    case: Mapping[str, Any], registry: Registry, *, workflow: Workflow | None = None
) -> Dossier:
    """Return the dossier that a case describes.

    Args:
        case: A table with the keys :data:`KEYS`; each may be left out.
        registry: What plugins bring: worksheets, dimensions, settings, rules, workflow files.
        workflow: The workflow that is followed when the case names none; by default the one on
            which the registered ones build.

    Raises:
        CaseFault: something in the case cannot be; the message says where, and what was
            probably meant.
        BadInput: the workflow cannot be read or merged.
    """
    refuse_unknown(case, KEYS, "")
    owned = registry.rules.get(str(case.get("rule", "")))
    ground = ground_of(case, registry, owned.value if owned is not None else None, workflow)
    listed = recorded("agencies", case, ground)
    rows = rows_of(case.get("rows", {}), ground, tuple(agency.code for agency in listed))
    nils = recorded("nils", case, ground)
    owner = owned.origin.plugin if owned is not None else ""
    bare = Dossier(
        city=ground.city,
        stage=ground.stage,
        as_of=ground.as_of,
        workflow=ground.workflow_ref,
        settings=resolve_settings(registry, ground.workflow, _settings(case, registry, owner)),
        dimensions=ground.dimensions,
        worksheet_types=ground.worksheets,
        agencies=agencies_of(listed, rows, nils),
        people=tuple(sorted(recorded("people", case, ground), key=lambda person: person.name)),
        submissions=submissions_of(case, ground, rows),
        nils=tuple(sorted(nils, key=lambda nil: (nil.agency, nil.worksheet))),
        records=recorded("records", case, ground),
        attendance=recorded("attendance", case, ground),
        decisions=recorded("decisions", case, ground),
        sign_offs=recorded("sign_offs", case, ground),
        waivers=recorded("waivers", case, ground),
        selections=recorded("selections", case, ground),
        issued=recorded("issued", case, ground),
        row_source=lambda worksheet: rows.get(worksheet, ()),
    )
    return _with_presentations(bare, recorded("presentations", case, ground))


def _with_presentations(dossier: Dossier, presentations: tuple[Presentation, ...]) -> Dossier:
    """Add presentations; one of the digest ``current`` was made of what is there now."""
    made = tuple(
        msgspec.structs.replace(
            shown, digest=dossier.dimension_digest(shown.dimension, shown.worksheets)
        )
        if shown.digest == CURRENT
        else shown
        for shown in presentations
    )
    return msgspec.structs.replace(dossier, presentations=made)


def _settings(
    case: Mapping[str, Any], registry: Registry, owner: str
) -> dict[str, dict[str, object]]:
    """Return what a case sets, by plugin and key.

    A key may be short where it is the rule's own plugin's or nobody else has it, and whole
    (``"contoh.at_least"``) or a table of its plugin otherwise.

    Raises:
        CaseFault: there is no such setting, or its value does not fit.
    """
    found: dict[str, dict[str, object]] = {}
    for name, value in require_table(case.get("settings", {}), "settings").items():
        inner = value if isinstance(value, Mapping) else {"": value}
        for short, given in inner.items():
            full = f"{name}.{short}" if short else name
            plugin, key = _setting(full, registry, owner)
            found.setdefault(plugin, {})[key] = given
            _require_fitting(plugin, key, given, registry)
    return found


def _setting(name: str, registry: Registry, owner: str) -> tuple[str, str]:
    if (owner, name) in registry.settings:
        return owner, name
    try:
        plugin, setting = setting_named(registry, name)
    except UnknownSetting as error:
        raise CaseFault(error.message, f"settings.{name}") from error
    return plugin, setting.key


def _require_fitting(plugin: str, key: str, value: object, registry: Registry) -> None:
    try:
        check_setting(registry.settings[plugin, key].value, value, f"{plugin}.{key}")
    except WrongSetting as error:
        raise CaseFault(error.message, f"settings.{key}") from error
