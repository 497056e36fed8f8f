"""The store put back to an earlier copy, on which the office goes on: no witness follows."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING

from smartflow.audit.witness.checkpoint import checkpoint
from smartflow.audit.witness.witness import witness
from smartflow.audit.witness.witness_memory import WitnessFolder
from smartflow.casework.workspace import open_workspace
from smartflow.errors import SmartflowError
from smartflow.history.seals.checkpoint_file import Block, CheckpointFile
from smartflow.history.seals.merkle import leaf_digest
from smartflow.history.seals.merkle_proof import consistency_proof
from smartflow.journey.gate.record import record

if TYPE_CHECKING:
    from pathlib import Path

    from machine_faults import Copied
    from machine_store import StoreActs

    from smartflow.casework.workspace import Workspace
    from smartflow.clock import Clock

REFUSALS = {"rolled-back", "forked", "missing-city", "key-not-trusted"}


def went_on(room: StoreActs, copied: Copied) -> str:
    """Go on with a copy, hand out its checkpoints, and return the code of the witness's refusal.

    Args:
        room: The machine; its witness has seen more than the copy holds.
        copied: The copy, which is used up.

    Returns:
        The code, ``""`` if the witness has signed.
    """
    province = copied.folder / "provinsi"
    shutil.copytree(room.province, province)
    root, config = copied.folder / "kerja", copied.folder / "kantor"
    desk = open_workspace(root, clock=room.clock, config_folder=config)
    desk.__dict__["registry"] = room.workspace.registry
    try:
        return _handed_out(desk, province, copied.folder, room.clock)
    finally:
        desk.close()


def _handed_out(desk: Workspace, province: Path, folder: Path, clock: Clock) -> str:
    seen = WitnessFolder(province).recall()
    for city, code in (("kota", "13.73"), ("desa", "94.01")):
        _grow(desk, city, {log: one.checkpoint.size for log, one in seen.items()}, code)
    made = checkpoint(desk)
    while any(
        block.checkpoint.size < seen[log].checkpoint.size
        for log, blocks in made.file.logs().items()
        for block in blocks
        if log in seen and log.count("/") == 1
    ):
        made = checkpoint(desk)
    file = folder / "segel.txt"
    file.write_bytes(_proven(desk, made.file, seen).encode())
    try:
        witness(province, file, folder / "kembali.txt", clock)
    except SmartflowError as refusal:
        assert WitnessFolder(province).recall() == seen
        assert not (folder / "kembali.txt").exists()
        return refusal.code
    return ""


def _grow(desk: Workspace, city: str, sizes: dict[str, int], code: str) -> None:
    """Record documents until the city's log is longer than what the witness has seen of it."""
    wanted = max((size for log, size in sizes.items() if log.endswith(code)), default=0)
    day = desk.clock.now().date().replace(year=2020)
    numbers = map(str, count(100))
    while record(desk, city, "mou", number=next(numbers), day=day, title="Lain").seq <= wanted:
        pass


def _proven(desk: Workspace, file: CheckpointFile, seen: dict[str, object]) -> CheckpointFile:
    """Return the file with the best proofs that this history has, from what the witness saw."""
    blocks = []
    with desk.store.read() as reading:
        for log, found in file.logs().items():
            leaves = tuple(map(leaf_digest, reading.entries(log)))
            old = getattr(getattr(seen.get(log), "checkpoint", None), "size", 0)
            old = min(old, len(leaves))
            blocks.append(Block(found[0].note, old, consistency_proof(leaves, old)))
    return CheckpointFile(tuple(blocks), file.keys, file.rotations)
