"""What must hold after every step, and what at the end: verified by all who can, and made again."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

from machine_twin import summary, twin

from smartflow.audit.replay.erased_inputs import ErasedInputs
from smartflow.audit.replay.replay import replay_city
from smartflow.audit.verify.verify import verify
from smartflow.casework.telling import extend_log
from smartflow.fold.state import fold
from smartflow.history import verify as standalone
from smartflow.history.entries.entry import decode_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from machine_snapshot import Snapshot

    from smartflow.casework.workspace import Workspace

JUDGED_BY_RULES = {"issue_analysis": ("issues",)}
"""Which worksheets rules read when a stage is to be left; the others are stages of no rule."""


def judge_briefly(workspace: Workspace, lies: Snapshot, signed: bool) -> None:  # noqa: FBT001
    """Check after a step: nothing is found, and every city folds to what its JSON adds up to."""
    found = [one.message.en for one in verify(workspace).findings]
    assert found == [] or not signed, found
    for log, contents in lies.entries.items():
        if log.count("/") > 1:
            judge_fold(contents)


def judge_fold(contents: Sequence[bytes]) -> None:
    """Check that the fold of entries says what the naive twin says, once and once more."""
    entries = [decode_entry(content) for content in contents]
    first, second = fold(entries), fold(entries)
    assert first is not None
    assert first == second
    assert summary(first) == twin(contents)


def judge_verified(workspace: Workspace, outside: Sequence[Path]) -> None:
    """Check that ``audit verify`` finds nothing, whatever was kept outside, and all of it."""
    found = verify(workspace, against=outside, every=True)
    assert [one.message.en for one in found.findings] == []
    assert found.foreign == ()


def judge_standalone(
    workspace: Workspace, lies: Snapshot, outside: Iterable[Path], folder: Path
) -> None:
    """Check that the auditor's own program says whole of the log file, the notes and the keys."""
    extend_log(workspace, tuple(lies.entries))
    notes = folder / "segel-tersimpan.txt"
    notes.write_bytes(b"\n".join(lies.notes.values()))
    keys = [
        entry["body"]["key"]
        for entry in map(json.loads, lies.entries[min(lies.entries, key=len)])
        if entry["act"] in ("key_add", "key_rotate")
    ]
    words = [str(workspace.log_file), "--lang", "en", "--checkpoint", str(notes)]
    words += [word for key in keys for word in ("--key", key)]
    words += [word for path in outside for word in ("--against", str(path))]
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = standalone.main(words)
    assert code == 0, said.getvalue()
    assert said.getvalue().startswith("WHOLE\n")
    for log, contents in lies.entries.items():
        assert f"{log}: {len(contents)} entries" in said.getvalue()


def judge_replayed(workspace: Workspace, city: str, contents: Sequence[bytes]) -> None:
    """Check that each decision comes out the same, or cannot where its rows were erased."""
    entries: list[dict[str, Any]] = [json.loads(content) for content in contents]
    erased = {one["body"]["digest"] for one in entries if one["act"] == "erase"}
    deciding = ("advance", "decide", "present", "sign_off")
    expected = [
        (one["seq"], "cannot" if _needed(one, contents) & erased else "same")
        for one in entries
        if one["act"] in deciding
    ]
    made_again = replay_city(workspace, city).decisions
    assert [(one.entry.seq, one.state) for one in made_again] == expected
    for one in made_again:
        assert one.trouble is None or isinstance(one.trouble, ErasedInputs)


def _needed(entry: dict[str, Any], contents: Sequence[bytes]) -> set[str]:
    """Return the digests of the rows that a decision was made on."""
    before = twin(contents[: entry["seq"] - 1])["present"]
    body = entry["body"]
    read = body.get("worksheets", ()) if entry["act"] == "present" else ()
    if entry["act"] == "advance":
        read = JUDGED_BY_RULES.get(body["from"], ())
    return {rows for (sheet, _), (rows, _) in before.items() if sheet in read}
