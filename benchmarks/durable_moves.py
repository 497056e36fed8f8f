"""Durable moves per second, beside two libraries that store to SQLite with the same settings.

Shown without a promise: the three do different things. Ours reads and checks the whole history,
asks for a sign-off that still counts, records who, when and why with the verdict, extends the log
file and signs; python-statemachine changes a state, SpiffWorkflow completes a task of a process,
and what is stored of them is what they need to go on. All three write one SQLite transaction a
move, with ``journal_mode=DELETE`` and ``synchronous=FULL``.
"""

from __future__ import annotations

import json
import sqlite3
import time
from typing import TYPE_CHECKING

from measure import Shown, Skipped
from smartflow.casework.casework import Draft, perform
from smartflow.casework.workspace import open_workspace
from smartflow.clock import SystemClock
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.send_back import send_back
from smartflow.journey.register.city_add import city_add
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["durable_moves"]

MOVES = 100
CITY = City("ukur", "Kota Ukur", "kota", "13.79", "Sumatera Barat")
WORKFLOW = """
[workflow]
key = "pindah"
version = 1
title = { id = "Ukur", en = "Measure" }
initial = "draft"
final = ["done"]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[stage]]
key = "draft"
title = { id = "Rancangan", en = "Draft" }

[[stage]]
key = "review"
title = { id = "Telaah", en = "Review" }

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "draft"
to = "review"
sign_offs = [{ role = "team", quorum = 1 }]

[[transition]]
from = "review"
to = "done"
sign_offs = [{ role = "team", quorum = 1 }]

[send_back]
roles = ["team"]
"""


def durable_moves(folder: Path) -> Shown | Skipped:
    """Count moves per second of this engine and of the two libraries.

    Args:
        folder: A folder that is not there yet.
    """
    what = "durable moves per second"
    try:
        import SpiffWorkflow  # noqa: F401
        import statemachine  # noqa: F401
    except ImportError as error:
        return Skipped(what, f"{error.name} is not installed (dependency group bench)")
    folder.mkdir(parents=True)
    return Shown(
        what,
        {
            "smartflow": _ours(folder / "workspace"),
            "python-statemachine": _statemachine(folder / "statemachine.db"),
            "SpiffWorkflow": _spiff(folder / "spiff.db"),
        },
    )


def _per_second(move: Callable[[int], object]) -> float:
    """Return how many moves a second there were, over ``MOVES`` of them."""
    start = time.perf_counter()
    for number in range(MOVES):
        move(number)
    return MOVES / (time.perf_counter() - start)


def _ours(folder: Path) -> float:
    clock, config = SystemClock(), folder / "configuration"
    init(folder, clock=clock, language="id", config_folder=config)
    (folder / "workflows").mkdir()
    (folder / "workflows" / "pindah.toml").write_text(WORKFLOW, encoding="utf-8")
    workspace = open_workspace(folder, clock=clock, config_folder=config)
    city_add(workspace, CITY, "pindah")
    for name in ("Ani", "Budi"):
        person = Person(name, ("team",), "Anggota Tim")
        perform(workspace, CITY.slug, lambda _, one=person: Draft("person_add", {"person": one}))
    workspace.actor_name = "Ani"
    sign_off(workspace, CITY.slug, "team", Answer("approve"))
    workspace.actor_name = "Budi"

    def move(number: int) -> object:
        if number % 2:
            return send_back(workspace, CITY.slug, "draft", reason="kembali")
        done = advance(workspace, CITY.slug)
        if not done.examined.verdict.met:
            raise RuntimeError(done.examined.verdict)
        return done

    try:
        return _per_second(move)
    finally:
        workspace.close()


def _database(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode = DELETE")
    store.execute("PRAGMA synchronous = FULL")
    store.execute("CREATE TABLE state (id INTEGER PRIMARY KEY, value TEXT)")
    store.execute("CREATE TABLE moved (at TEXT, event TEXT, value TEXT)")
    return store


def _store(store: sqlite3.Connection, event: str, value: str) -> None:
    """Keep the state in place of the last one, and one line of what happened."""
    store.execute("BEGIN IMMEDIATE")
    store.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (value,))
    store.execute("INSERT INTO moved VALUES (datetime(), ?, ?)", (event, value))
    store.execute("COMMIT")


def _statemachine(path: Path) -> float:
    from statemachine import State, StateMachine

    class Masterplan(StateMachine):
        draft = State(initial=True)
        review = State()
        submit = draft.to(review)
        send_back = review.to(draft)

    machine, store = Masterplan(), _database(path)

    def move(number: int) -> None:
        event = "send_back" if number % 2 else "submit"
        machine.send(event)
        _store(store, event, str(machine.current_state_value))

    try:
        return _per_second(move)
    finally:
        store.close()


def _spiff(path: Path) -> float:
    from SpiffWorkflow.serializer.json import JSONSerializer
    from SpiffWorkflow.specs import Simple, WorkflowSpec
    from SpiffWorkflow.task import TaskState
    from SpiffWorkflow.workflow import Workflow

    spec = WorkflowSpec(name="masterplan", addstart=True)
    last = spec.start
    for number in range(MOVES + 1):
        task = Simple(spec, f"stage{number}", manual=True)
        last.connect(task)
        last = task
    workflow, serializer, store = Workflow(spec), JSONSerializer(), _database(path)

    def move(_number: int) -> None:
        task = next(iter(workflow.get_tasks(state=TaskState.READY)))
        task.run()
        kept = workflow.serialize(serializer)
        _store(store, task.task_spec.name, kept if isinstance(kept, str) else json.dumps(kept))

    try:
        return _per_second(move)
    finally:
        store.close()
