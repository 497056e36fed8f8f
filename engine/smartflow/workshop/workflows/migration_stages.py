"""The stages of a city that moves to another definition: which must be there, which are renamed.

A migration is no way around a gate: ``--stage`` names what a stage that is gone is called now, and
never leads to a stage that the city would only have reached by advancing. Knows no plugin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from smartflow.workshop.workflows.migration_remark import Remark, refusal, warning

if TYPE_CHECKING:
    from smartflow.fold.state import CityState
    from smartflow.workflow.definition import Workflow

__all__ = ["stage_remarks"]


def stage_remarks(
    state: CityState, old: Workflow, new: Workflow, renamed: Mapping[str, str]
) -> Iterator[Remark]:
    """Yield what stands against the stages of a migration, and what to know of them.

    Args:
        state: The city.
        old: The definition that it follows.
        new: The one that it would follow.
        renamed: Stages that get another name: old to new.
    """
    used = {state.stage, *(move.to for move in state.moves)}
    for things in (state.records, state.presentations, state.attendance, state.selections):
        used |= {one.stage for one in things}
    for key, to in renamed.items():
        yield from _pair(state.stage, old, new, key, to)
        if key in old.stage_keys and key not in used and to not in new.stage_keys:
            yield _unknown(key, to, new)
    for key in (one for one in old.stage_keys if one in used):
        yield from _kept(key, renamed.get(key, key), old, new)
    yield from _passed_over({renamed.get(key, key) for key in used}, new, state.stage, renamed)


def _pair(present: str, old: Workflow, new: Workflow, key: str, to: str) -> Iterator[Remark]:
    """Yield what is wrong with one ``--stage OLD=NEW``."""
    keys = old.stage_keys
    if key not in keys:
        yield _unknown(key, to, old, key)
    elif key in new.stage_keys:
        yield refusal(
            "stage-kept",
            f"Tahap '{key}' ada juga dalam {new.reference}, jadi tidak berganti nama; hapus"
            f" --stage {key}={to}.",
            f"The stage '{key}' is in {new.reference} too, so it is not called otherwise; leave"
            f" out --stage {key}={to}.",
        )
    elif _skips(present, old, new, key, to):
        yield refusal(
            "gate-skipped",
            f"--stage {key}={to} akan melewati syarat tahap yang belum dipenuhi. Sebutkan tahap"
            " yang tidak lebih jauh, atau maju dulu.",
            f"--stage {key}={to} would pass by a gate that the city has not met. Name a stage that"
            " is no further on, or advance first.",
        )


def _skips(present: str, old: Workflow, new: Workflow, key: str, to: str) -> bool:
    """Say whether a new name stands further on than both the stage and the city.

    That is so where it is an old stage, or stands behind one, that comes after both of them.
    """
    keys = old.stage_keys
    reached = max(keys.index(key), keys.index(present))
    up_to = new.stage_keys[: new.stage_keys.index(to) + 1] if to in new.stage_keys else ()
    return any(one in keys and keys.index(one) > reached for one in up_to)


def _unknown(key: str, to: str, workflow: Workflow, missing: str = "") -> Remark:
    name = missing or to
    keys = ", ".join(workflow.stage_keys)
    return refusal(
        "unknown-stage",
        f"Tahap '{name}' (--stage {key}={to}) tidak ada dalam {workflow.reference}: {keys}.",
        f"There is no stage '{name}' (--stage {key}={to}) in {workflow.reference}: {keys}.",
    )


def _kept(key: str, to: str, old: Workflow, new: Workflow) -> Iterator[Remark]:
    """Yield what is wrong with a stage that the city is in, or has been in."""
    if to not in new.stage_keys:
        yield refusal(
            "stage-missing",
            f"Kota ini pernah berada di tahap '{key}', yang tidak ada dalam {new.reference}."
            f" Sebutkan penggantinya: --stage {key}=TAHAP ({', '.join(new.stage_keys)}).",
            f"The city has been in the stage '{key}', which {new.reference} does not have."
            f" Name what it is called now: --stage {key}=STAGE ({', '.join(new.stage_keys)}).",
        )
    elif (key in old.final) != (to in new.final):
        yield refusal(
            "final-differs",
            f"Tahap '{key}' dan '{to}': yang satu tahap akhir, yang lain bukan.",
            f"The stages '{key}' and '{to}': one of them is final and the other is not.",
        )


def _passed_over(
    used: set[str], new: Workflow, present: str, renamed: Mapping[str, str]
) -> Iterator[Remark]:
    """Yield a warning of stages that stand before the city's, and that it has not been in."""
    stage = renamed.get(present, present)
    if stage not in new.stage_keys:
        return
    before = new.stage_keys[: new.stage_keys.index(stage)]
    strange = ", ".join(key for key in before if key not in used)
    if strange:
        yield warning(
            "stages-passed-over",
            f"Sebelum '{stage}', {new.reference} memiliki tahap yang belum dilalui kota ini, dan"
            f" syaratnya tidak diperiksa: {strange}.",
            f"Before '{stage}', {new.reference} has stages that the city has not been in, and"
            f" their gates are not examined: {strange}.",
        )
