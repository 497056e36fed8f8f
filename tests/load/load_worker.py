"""A worker: one process that acts until its time is over, or until it is killed.

It keeps its workspace open all day, as a server would; a command that opens and closes it for each
act does less with a connection, not more. Not a test.
"""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from load_acts import Desk, choose, do, word_of
from load_notes import DONE, FAILED, NOTHING, REFUSED, WANTS, Notebook

from smartflow.casework.workspace import open_workspace
from smartflow.errors import SmartflowError
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.entry import encode_entry

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = ["Order", "work"]

_BREATH = 0.2
"""Seconds between two tries to open a workspace whose store is away."""


@dataclass(frozen=True)
class Order:
    """What a worker is to do.

    Attributes:
        worker: Its number.
        life: How often it has been killed before.
        root: The workspace of its office.
        config: The folder in which the store's key is.
        notes: The folder of the notebooks.
        cities: The slugs of the cities to act on.
        until: When its time is over, by the clock that all processes share.
        seed: What chance begins with.
    """

    worker: int
    life: int
    root: Path
    config: Path
    notes: Path
    cities: tuple[str, ...]
    until: float
    seed: int


def work(order: Order) -> None:
    """Act on one city after another, and write down what was wanted and what was told."""
    notebook = Notebook(order.notes / f"{order.worker:03}.notes")
    workspace = _open(order)
    if workspace is None:
        return
    chance = Random(f"{order.seed} {order.worker} {order.life}")
    folder = order.notes / f"desk{order.worker:03}"
    folder.mkdir(exist_ok=True)
    desk = Desk(workspace, folder, chance)
    number = 0
    while time.monotonic() < order.until:
        number += 1
        word = word_of(order.worker, order.life, number)
        _act(desk, notebook, choose(chance), chance.choice(order.cities), word)
        workspace.troubles.clear()
    workspace.close()


def _open(order: Order) -> Workspace | None:
    """Open the workspace, as soon as the store can be reached; None when it never can."""
    while time.monotonic() < order.until:
        try:
            return open_workspace(order.root, config_folder=order.config)
        except SmartflowError as error:
            if error.exit_code != 5:
                raise
            time.sleep(_BREATH)
    return None


def _act(desk: Desk, notebook: Notebook, act: str, city: str, word: str) -> None:
    notebook.write(word, WANTS, act)
    try:
        entries = do(desk, act, city, word)
    except SmartflowError as error:
        notebook.write(
            word, REFUSED, act, code=error.code, exit=error.exit_code, detail=error.message.en
        )
        return
    except Exception:  # noqa: BLE001  whatever it is, the run goes on and tells of it
        notebook.write(word, FAILED, act, detail=traceback.format_exc())
        return
    if not entries:
        notebook.write(word, NOTHING, act)
        return
    [entry] = entries
    leaf = leaf_hash(encode_entry(entry))
    notebook.write(word, DONE, act, log=entry.log, seq=entry.seq, leaf=leaf)
