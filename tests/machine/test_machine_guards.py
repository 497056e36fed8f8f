"""The machine can fail: what is broken on purpose, in the engine or beside it, is caught.

Each fault is planted with a patch, and the run by hand, or a short run of hypothesis, must end with
an error. A machine that lets one of them pass would prove nothing by being green.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import machine_city
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from machine_any_act import AnyAct
from machine_judges import judge_fold
from machine_script import play

from smartflow.audit.replay.outcome import Replay
from smartflow.audit.witness import witness as witnessing
from smartflow.audit.witness.witness_memory import WitnessFolder
from smartflow.casework.signing import Pen
from smartflow.errors import BadInput, SmartflowError
from smartflow.fold.state import _CHANGES
from smartflow.history.acts import ACT_TYPES
from smartflow.history.entries.blob import seal
from smartflow.history.entries.entry import encode_entry
from smartflow.language import Text
from smartflow.ledger.attachments import Attachments
from smartflow.store.sqlite import adapter as sqlite

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Writing

Plant = Callable[[pytest.MonkeyPatch], None]


def run_by_hand() -> None:
    """Play the script and judge it."""
    machine = AnyAct()
    try:
        play(machine)
        machine.judge()
    finally:
        machine.store = ""
        machine.teardown()


def forgets_the_checkpoint(patch: pytest.MonkeyPatch) -> None:
    """Append an entry that brings a paper without the checkpoint over it."""
    whole = Pen.append

    def append(pen: Pen, writing: Writing, entry: Entry, leaves: Any) -> bytes:
        if entry.act not in ("record", "submit"):
            return whole(pen, writing, entry, leaves)
        content = encode_entry(entry)
        writing.append(entry.log, entry.seq, entry.prev, content)
        return content

    patch.setattr(Pen, "append", append)


def leaves_a_blob(patch: pytest.MonkeyPatch) -> None:
    """Let a refused act leave something in the store."""

    def nil(at: Workspace, *_words: str) -> None:
        blob = seal(b"left behind")
        with at.store.write("x") as writing:
            writing.put_blob(blob.digest, blob.content)
        raise BadInput(Text.same("no"), Text.same("smartflow status"))

    patch.setattr(machine_city, "nil", nil)


def keeps_what_was_erased(patch: pytest.MonkeyPatch) -> None:
    """Say that a blob was erased, and keep it."""
    patch.setattr(sqlite._Transaction, "erase_blob", lambda *_: True)


def rewrites_the_past(patch: pytest.MonkeyPatch) -> None:
    """Let an act change an earlier entry."""
    whole = sqlite._Transaction.append

    def append(writing: Any, log: str, seq: int, prev: str, content: bytes) -> None:
        whole(writing, log, seq, prev, content)
        if seq == 9:
            [held] = list(writing.entries(log, 3))[:1]
            forged = held.replace(b'"reason":""', b'"reason":"x"')
            words = (forged, log)
            writing._live.execute("UPDATE entry SET bytes = ? WHERE log = ? AND seq = 4", words)

    patch.setattr(sqlite._Transaction, "append", append)


def forgets_what_it_saw(patch: pytest.MonkeyPatch) -> None:
    """Let the witness remember nothing."""
    patch.setattr(WitnessFolder, "remember", lambda *_: None)


def signs_anything(patch: pytest.MonkeyPatch) -> None:
    """Let the witness sign whatever it is shown."""

    def judged(log: str, blocks: Any, *_words: object) -> tuple[str, Any, bool]:
        return log, blocks[0], True

    patch.setattr(witnessing, "_judged", judged)


def always_the_same(patch: pytest.MonkeyPatch) -> None:
    """Say of every decision that it comes out the same."""
    patch.setattr(Replay, "state", property(lambda _: "same"))


def looks_at_no_blob(patch: pytest.MonkeyPatch) -> None:
    """Verify the entries and pass over what they name."""

    def findings(*_words: object) -> Iterator[object]:
        return iter(())

    patch.setattr(Attachments, "findings", findings)
    patch.setattr(AnyAct, "judge", lambda machine: machine.attack_a_copy("alter blob", 3))


PLANTS: tuple[Plant, ...] = (
    forgets_the_checkpoint,
    leaves_a_blob,
    keeps_what_was_erased,
    rewrites_the_past,
    forgets_what_it_saw,
    signs_anything,
    always_the_same,
    looks_at_no_blob,
)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run by hand ends with an error, whatever was planted."""
    plant(monkeypatch)
    with pytest.raises((AssertionError, SmartflowError)):
        run_by_hand()


def test_a_planted_fault_is_found_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis comes upon an act that forgets its checkpoint without being shown the way."""
    forgets_the_checkpoint(monkeypatch)
    few = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    with pytest.raises((AssertionError, SmartflowError)):
        run_state_machine_as_test(AnyAct, settings=few)


@pytest.fixture(scope="module")
def history() -> Iterable[tuple[bytes, ...]]:
    """Return the entries of the city in which everything has happened."""
    machine = AnyAct()
    play(machine)
    yield machine.contents("kota")
    machine.store = ""
    machine.teardown()


def judge_each_step(history: tuple[bytes, ...]) -> None:
    """Judge the fold after every entry, as the machine does."""
    for size in range(1, len(history) + 1):
        judge_fold(history[:size])


@pytest.mark.parametrize("act", sorted({kind.act_name for kind in _CHANGES} - {"city_add"}))
def test_a_fold_that_drops_an_act_is_caught(
    act: str, history: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The naive twin misses each act of the fold, and nothing while none is dropped."""
    judge_each_step(history)
    monkeypatch.setitem(_CHANGES, ACT_TYPES[act], lambda *_: None)
    with pytest.raises((AssertionError, SmartflowError)):
        judge_each_step(history)
