"""What a newer SmartFlow has written: refused in words, shown as far as it can be, never accused.

Two offices seldom upgrade on one day. The entries are appended as the newer version would do it,
chained and signed with the store's key, so that nothing but their content is new.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS
from fault_whole import read_whole

from smartflow.canonical import canonical_bytes
from smartflow.history.entries.blob import seal
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.merkle import Frontier, leaf_digest
from smartflow.history.seals.signed_note import sign_note
from smartflow.ledger.key_file import read_key_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READING = (
    ("status",),
    ("status", "kota"),
    ("history", "kota"),
    ("history", "kota", "--timeline"),
    ("city", "show", "kota"),
    ("person", "list", "kota"),
)
UPGRADE = "pipx upgrade smartflow-engine"
RECORDING = tuple(
    name for name, act in ACTS.items() if "kota" in act.words and "city_add" not in act.acts
)


def append(root: Path, change: Callable[[dict[str, Any]], None], *blobs: bytes) -> None:
    """Append an entry to the city's log: the newest one, changed, behind itself."""
    store = sqlite3.connect(root / "smartflow.db")
    [log] = store.execute("SELECT DISTINCT log FROM entry WHERE log LIKE '%/13.73'").fetchone()
    rows = store.execute("SELECT bytes FROM entry WHERE log = ? ORDER BY seq", (log,)).fetchall()
    contents = [content for (content,) in rows]
    entry = json.loads(contents[-1])
    entry["seq"], entry["prev"] = len(contents) + 1, leaf_hash(contents[-1])
    change(entry)
    contents.append(canonical_bytes(entry))
    values = (log, len(contents), entry["prev"], contents[-1])
    store.execute("INSERT INTO entry (log, seq, prev, bytes) VALUES (?, ?, ?, ?)", values)
    for content in blobs:
        digest = seal(content)
        store.execute("INSERT INTO blob VALUES (?, ?)", (digest.digest, digest.content))
    [key] = (root.parent / "config" / "keys").iterdir()
    signer = read_key_file(key)
    assert signer is not None
    tree = Frontier()
    tree.extend(map(leaf_digest, contents))
    note = sign_note(Checkpoint(log, tree.size, tree.root()).text, (signer,))
    store.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (log, tree.size, note))
    store.commit()
    store.close()


def new_act(entry: dict[str, Any]) -> None:
    """Make it an act that this version does not know."""
    entry["act"], entry["body"] = "harmonise", {"with": "province", "until": "2030-01-01"}


def new_shape(entry: dict[str, Any]) -> None:
    """Give it the shape of a later version: another number, one field more."""
    entry["v"], entry["place"] = 2, "Balai Kota"


def new_field(entry: dict[str, Any]) -> None:
    """Say more in the body of a known act than this version reads."""
    person = {"name": "Wati", "roles": ["team"], "post": "Tim", "telephone": "0751"}
    entry["act"], entry["body"] = "person_add", {"person": person, "verified": True}


@pytest.mark.parametrize("words", [*READING, ("doctor",), ("audit", "verify"), ACTS["nil"].words])
def test_a_newer_schema_is_refused_at_the_door(
    nursery: Any, root: Path, words: tuple[str, ...]
) -> None:
    """Exit code 2 with both numbers and the way out, and not a byte of the store is changed."""
    with sqlite3.connect(root / "smartflow.db") as store:
        store.execute("PRAGMA user_version = 99")
    store.close()
    before = (root / "smartflow.db").read_bytes()
    ended = nursery(root, *words)
    said = ended.out + ended.err
    assert (ended.code, UPGRADE in said) == (2, True), said
    assert "schema 99; this version knows schema 1" in " ".join(said.split())
    assert (root / "smartflow.db").read_bytes() == before


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_unknown_act_is_shown(nursery: Any, root: Path, words: tuple[str, ...]) -> None:
    """Looking goes on, and the history names the act."""
    append(root, new_act)
    ended = nursery.must(root, *words)
    if words == ("history", "kota"):
        assert "harmonise" in ended.out


@pytest.mark.parametrize("name", RECORDING)
def test_nothing_is_built_on_an_unknown_act(nursery: Any, root: Path, name: str) -> None:
    """Every act on that city is refused with the number of the entry; other cities go on."""
    append(root, new_act)
    before = read_whole(root)
    ended = nursery(root, *ACTS[name].words)
    said = ended.out + ended.err
    assert (ended.code, UPGRADE in said, "'harmonise'" in said) == (2, True, True), said
    assert read_whole(root) == before
    nursery.must(root, *ACTS["advance refused"].words, code=1)


def test_an_unknown_act_is_no_fault_of_the_history(nursery: Any, root: Path) -> None:
    """It is chained and signed like any other."""
    append(root, new_act)
    nursery.must(root, "audit", "verify")
    nursery.must(root, "doctor")


@pytest.mark.parametrize(
    "words",
    [*READING[1:], ("doctor",), ("audit", "verify"), ("check", "kota"), ACTS["nil"].words],
    ids=" ".join,
)
def test_an_entry_of_a_newer_shape_accuses_nobody(
    nursery: Any, root: Path, words: tuple[str, ...]
) -> None:
    """Exit code 2 and not 4: nothing was changed, this version is too old to read it."""
    append(root, new_shape)
    ended = nursery(root, *words)
    said = " ".join((ended.out + ended.err).split())
    assert (ended.code, UPGRADE in said) == (2, True), said
    assert "shape 2; this version knows shape 1" in said
    assert "edited" not in said


def test_beside_an_entry_of_a_newer_shape_other_cities_go_on(nursery: Any, root: Path) -> None:
    """Only the city that has it must wait for the upgrade."""
    append(root, new_shape)
    nursery.must(root, "status", "solok")
    nursery.must(root, *ACTS["advance refused"].words, code=1)


@pytest.mark.parametrize("words", [("status", "kota"), ("audit", "verify"), ("doctor",)])
def test_an_edited_entry_cannot_hide_behind_a_newer_number(
    nursery: Any, root: Path, words: tuple[str, ...]
) -> None:
    """Where the chain does not hold, it is exit code 4, whatever number the entry bears."""
    store = sqlite3.connect(root / "smartflow.db")
    [content] = store.execute(
        "SELECT bytes FROM entry WHERE log LIKE '%/13.73' AND seq = 4"
    ).fetchone()
    store.execute(
        "UPDATE entry SET bytes = ? WHERE log LIKE '%/13.73' AND seq = 4",
        (content.replace(b'"v":1', b'"v":2').replace(b"Budi", b"Badu"),),
    )
    store.commit()
    store.close()
    ended = nursery(root, *words)
    assert ended.code == 4, ended.out + ended.err


def test_a_known_act_may_say_more(nursery: Any, root: Path) -> None:
    """Fields that this version does not know are kept and passed over."""
    append(root, new_field)
    assert "Wati" in nursery.must(root, "person", "list", "kota").out
    nursery.must(root, *ACTS["nil"].words)
    nursery.must(root, "audit", "verify")


def submission(root: Path, rows: bytes) -> None:
    """Append a submission whose rows are of a form that this version does not know."""
    digests = [seal(rows), seal(b"file")]

    def change(entry: dict[str, Any]) -> None:
        part = {"worksheet": "issues", "version": 9, "rows": digests[0].digest, "row_count": 1}
        entry["act"] = "submit"
        entry["body"] = {
            "filler": "DINKES",
            "file": digests[1].digest,
            "file_name": "x.ods",
            "on_behalf": False,
            "source": "",
            "worksheets": [part],
        }

    append(root, change)
    store = sqlite3.connect(root / "smartflow.db")
    for blob in digests:
        store.execute("INSERT INTO blob VALUES (?, ?)", (blob.digest, blob.content))
    store.commit()
    store.close()


@pytest.mark.parametrize(
    "rows", [b'{"schema":"smartflow/rows/9","table":[]}', b"\x28\xb5\x2f\xfd compressed", b"[]"]
)
def test_rows_of_an_unknown_form_are_refused_in_words(
    nursery: Any, root: Path, rows: bytes
) -> None:
    """What needs the rows says that it cannot read them; what does not, answers."""
    submission(root, rows)
    for words in READING:
        nursery.must(root, *words)
    nursery.must(root, "audit", "verify")
    for words in (("check", "kota", "--to", "done"), ACTS["advance"].words):
        ended = nursery(root, *words)
        assert ended.code in (2, 4), (words, ended.out, ended.err)
        assert "Next step:" in ended.err


def test_a_verdict_of_a_newer_form_is_shown_as_far_as_it_goes(nursery: Any, root: Path) -> None:
    """The entry and its place are shown; what the verdict says is left to the newer version."""
    blob = seal(b'{"schema":"smartflow/verdict/9","outcome":"yes"}')
    manifest = seal(b'{"schema":"smartflow/dossier/9"}')

    def change(entry: dict[str, Any]) -> None:
        entry["act"] = "advance"
        entry["body"] = {
            "result": "refused",
            "from": "issue_analysis",
            "to": "done",
            "verdict": blob.digest,
            "dossier": manifest.digest,
            "form": 2,
        }

    append(root, change)
    store = sqlite3.connect(root / "smartflow.db")
    for one in (blob, manifest):
        store.execute("INSERT INTO blob VALUES (?, ?)", (one.digest, one.content))
    store.commit()
    number = len(store.execute("SELECT 1 FROM entry WHERE log LIKE '%/13.73'").fetchall())
    store.close()
    for words in READING:
        nursery.must(root, *words)
    for words in (
        ("history", "kota", "--rule", "ISU001"),
        ("audit", "replay", "kota", str(number)),
    ):
        ended = nursery(root, *words)
        assert (ended.code, "newer SmartFlow" in ended.out + ended.err) == (2, True), words
    shown = nursery(root, "history", "kota", str(number))
    assert (shown.code, "advance" in shown.out) in ((0, True), (2, False)), shown.err
    nursery.must(root, *ACTS["nil"].words)


def test_a_copy_of_the_store_read_by_this_version_is_untouched(nursery: Any, root: Path) -> None:
    """Looking at what is newer changes nothing of it."""
    append(root, new_shape)
    shutil.copyfile(root / "smartflow.db", root.parent / "before.db")
    for words in (*READING, ("doctor",)):
        nursery(root, *words)
    assert (root / "smartflow.db").read_bytes() == (root.parent / "before.db").read_bytes()
