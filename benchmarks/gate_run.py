"""One gate over stored rows, in a process of its own: ``python gate_run.py FOLDER``.

Judges as ``advance`` does, from the bytes of the stored tables to the bytes of the verdict, and
prints what :mod:`gate_memory` reads: seconds on the processor, the peak of its memory, results.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from growth import SHEETS, city_dossier
from measure import as_a_command
from peak import peak
from smartflow import Row
from smartflow.canonical import canonical_bytes
from smartflow.model.row_table import decode_table, typed_rows
from smartflow.plugin.loading.loader import load_registry
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.gate import evaluate

__all__ = ["STAGE", "GateRun"]

STAGE = "swot_tows"
"""The stage whose gate is measured: it has the most rows, and rules that compare them."""


class GateRun(msgspec.Struct):
    """What one run took.

    Attributes:
        seconds: On the processor, without the start of Python and the loading of the plugins.
        peak: The most memory that the process had, in bytes; None where it cannot be asked for.
        results: How many results the verdict has.
    """

    seconds: float
    peak: int | None
    results: int


def _stored_rows(folder: Path, worksheet: str) -> tuple[Row, ...]:
    """Decode a worksheet's tables, all of whose bytes are read first, as from the store."""
    contents = [path.read_bytes() for path in sorted(folder.glob(f"{worksheet}.*.json"))]
    rows: list[Row] = []
    for content in contents:
        rows.extend(typed_rows(decode_table(content), SHEETS[worksheet]))
    return tuple(rows)


def main(folder: Path) -> None:
    """Judge once and print the run.

    Raises:
        RuntimeError: a rule did not run to its end, so that the time would mean nothing.
    """
    registry = load_registry(built_in_only=True)
    dossier = city_dossier(registry, STAGE, lambda worksheet: _stored_rows(folder, worksheet))
    workflow = Catalogue(registry.workflow_files).find(dossier.workflow.key)
    transition = next(move for move in workflow.transitions if move.from_ == STAGE)
    with as_a_command():
        start = time.process_time()
        verdict = evaluate(workflow, transition, dossier, registry, subject="")
        canonical_bytes(verdict)
        seconds = time.process_time() - start
    if verdict.crashed:
        raise RuntimeError(next(result.fault for result in verdict.results if result.fault))
    run = GateRun(seconds, peak(), len(verdict.results))
    sys.stdout.write(msgspec.json.encode(run).decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
