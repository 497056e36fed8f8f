"""Sampled cities are cities: sound, the same each time, and as odd as they are meant to be."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from smartflow.model import Dossier
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.definition import Workflow
from smartflow.workshop.examining.sampling import LARGE, SIZES, Samples

DIGEST = """
from smartflow.workshop.examining.sampling import Samples
from smartflow.plugin.loading.loader import load_registry
from smartflow.workflow.catalogue import Catalogue
registry = load_registry(built_in_only=True)
workflow = Catalogue(registry.workflow_files).find("masterplan")
for sample in Samples(registry, (workflow,)).for_scope(workflow.stage_keys[:2], ("13",)):
    keys = tuple(sheet for sheet in sample.dossier.worksheet_types)
    for dimension in sample.dossier.dimensions:
        print(sample.label, sample.dossier.dimension_digest(dimension.key, keys))
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Return what the built-in plugins bring."""
    return load_registry(built_in_only=True)


@pytest.fixture(scope="module")
def workflow(registry: Registry) -> Workflow:
    """Return the national workflow."""
    return Catalogue(registry.workflow_files).find("masterplan")


def cities(registry: Registry, workflow: Workflow) -> dict[str, Dossier]:
    """Return the samples of the first stage by their size."""
    made = Samples(registry, (workflow,)).for_scope((workflow.initial,), ("13.73",))
    return {sample.size: sample.dossier for sample in made}


def test_every_stage_has_every_size(registry: Registry, workflow: Workflow) -> None:
    """A rule of several stages is tried in each of them, in a city of its region."""
    made = list(Samples(registry, (workflow,)).for_scope(workflow.stage_keys, ("13",)))
    assert len(SIZES) * len(workflow.stage_keys) == len(made)
    assert {True} == {sample.dossier.city.in_region(("13",)) for sample in made}
    assert len(made) == len({sample.label for sample in made})


def test_a_stage_that_nobody_has_is_tried_in_the_first(
    registry: Registry, workflow: Workflow
) -> None:
    """A rule is run even if no workflow would run it."""
    made = Samples(registry, (workflow,)).for_scope(("nowhere",), ())
    assert {workflow.initial} == {sample.dossier.stage for sample in made}


def test_sizes_are_what_they_say(registry: Registry, workflow: Workflow) -> None:
    """The empty city has no row; the large one has every worksheet filled."""
    made = cities(registry, workflow)
    assert {0} == {len(made["empty"].rows(key)) for key in registry.worksheets}
    assert {SIZES[LARGE].rows} == {len(made[LARGE].rows(key)) for key in registry.worksheets}


def test_odd_cells_hold_what_nobody_expects(registry: Registry, workflow: Workflow) -> None:
    """There are empty cells, misfits, negative numbers, and signs beyond the alphabet."""
    dossier = cities(registry, workflow)["odd"]
    rows = [row for key in registry.worksheets for row in dossier.rows(key)]
    cells = [cell for row in rows for cell in row.values()]
    assert any(row.misfits for row in rows)
    assert None in cells
    assert any(isinstance(cell, int) and cell < 0 for cell in cells)
    assert any(isinstance(cell, str) and not cell.isascii() for cell in cells)


@pytest.mark.slow
def test_the_same_cities_in_every_process() -> None:
    """Neither the seed of hashes nor the time zone has a say in them."""
    said = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "Asia/Jakarta"), ("2", "America/New_York"))
    }
    assert len(said) == 1
    assert said.pop().count("\n") == 2 * len(SIZES) * 6


def test_samples_of_other_worksheets(registry: Registry, workflow: Workflow) -> None:
    """A worksheet's own columns decide the cells: every value is of its column's type."""
    for dossier in cities(registry, workflow).values():
        for sheet in dossier.worksheet_types.values():
            kinds = {
                "text": str,
                "integer": int,
                "money": int,
                "codes": tuple,
            }
            wrong = [
                (column.key, row[column.key])
                for column in sheet.columns
                for row in dossier.rows(sheet.key)
                if column.type in kinds
                and row[column.key] is not None
                and not isinstance(row[column.key], kinds[column.type])
            ]
            assert wrong == []
