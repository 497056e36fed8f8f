"""``audit verify`` names every attack on a copied store: its kind, and the first bad entry."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from smartflow.audit.keys.key import rotate_key
from smartflow.audit.verify.outside_notes import OutsideFileUnreadable
from smartflow.audit.verify.verification import Verification
from smartflow.audit.verify.verify import verify
from smartflow.casework.cities import UnknownCity
from smartflow.casework.workspace import open_workspace
from smartflow.clock import SystemClock
from smartflow.history import EMPTY_HASH, decode_entry, encode_entry, extend_log_file, leaf_hash
from smartflow.history.seals.checkpoint import SignedTree, sign_next
from smartflow.history.seals.merkle import leaf_digest
from smartflow.history.seals.note_key import MalformedKey, SignerKey, fresh_signer_key
from smartflow.history.seals.signed_note import sign_note
from smartflow.history.strict_base64 import to_base64
from smartflow.ledger.key_file import read_key_file
from smartflow.terminal import main

Attack = Callable[["Victim"], object]
Found = list[tuple[str, str, int, int]]

CITY, OTHER, STORE = "13.73", "13.01", "*"
ISSUES = (
    "dimension;issue;location;data;unit;year;source\n"
    "living;Stunting masih tinggi di kelurahan;Kota;12;persen;2023;Dinkes\n"
)
STEPS = (
    "city add kota --name Kota --kind kota --region-code 13.73 --province Provinsi",
    "agency add kota DINKES Dinas --kind opd --dimensions living",
    "person add kota Ani --role team --post Ketua",
    "submit kota ISSUES --agency DINKES",
    "nil kota DINKES swot",
    "advance kota",
    "nil kota DINKES tows",
    "city add desa --name Desa --kind kabupaten --region-code 13.01 --province Provinsi",
    "agency add desa DINKES Dinas --kind opd --dimensions living",
)


def make(root: Path) -> Path:
    """Make a workspace with two cities; the first has seven entries, the store log four."""
    issues = root.with_name(f"{root.name}.csv")
    issues.write_text(ISSUES, encoding="utf-8")
    main(["init", str(root)])
    for step in STEPS:
        words = step.replace("ISSUES", str(issues)).split()
        assert main(["--workspace", str(root), *words]) in (0, 1)
    return root


def outside(root: Path, file: Path) -> Path:
    """Let the office hand out the checkpoints of all logs; the store log gets its fifth entry."""
    assert main(["--workspace", str(root), "audit", "checkpoint", "-o", str(file)]) == 0
    return file


class Victim:
    """A workspace and the ways to attack its files.

    Args:
        root: Its folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        names = [log for (log,) in self.select("SELECT DISTINCT log FROM entry ORDER BY log")]
        self.own = min(names, key=len)
        self.city, self.other = f"{self.own}/13.73", f"{self.own}/13.01"

    def copy(self, folder: Path) -> Victim:
        """Return a copy of it."""
        return Victim(Path(shutil.copytree(self.root, folder)))

    @property
    def signer(self) -> SignerKey:
        """The store's private key, as whoever sits at the office's computer has it."""
        folder = Path(os.environ["SMARTFLOW_CONFIG"]) / "keys"
        signer = read_key_file(folder / f"{self.own.rpartition('/')[2]}.key")
        assert signer is not None
        return signer

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """Open the database as anybody can, with the checks of its tables off."""
        connection = sqlite3.connect(self.root / "smartflow.db")
        connection.execute("PRAGMA ignore_check_constraints = 1")
        with connection:
            yield connection
        connection.close()

    def run(self, statement: str, *values: object) -> int:
        """Run one statement and return how many rows it touched."""
        with self.database() as database:
            return database.execute(statement, values).rowcount

    def select(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of one statement."""
        with self.database() as database:
            return database.execute(statement, values).fetchall()

    def contents(self, log: str) -> list[bytes]:
        """Return the bytes of a log's entries."""
        rows = self.select("SELECT bytes FROM entry WHERE log = ? ORDER BY seq", log)
        return [content for (content,) in rows if isinstance(content, bytes)]

    def unchecked(self) -> None:
        """Take every constraint off the table of entries."""
        with self.database() as database:
            database.execute("CREATE TABLE other (log, seq, prev, bytes)")
            database.execute("INSERT INTO other SELECT * FROM entry")
            database.execute("DROP TABLE entry")
            database.execute("ALTER TABLE other RENAME TO entry")

    def put(self, log: str, contents: Sequence[bytes]) -> None:
        """Make a log of those bytes, each under the number of its place and its own ``prev``."""
        with self.database() as database:
            database.execute("DELETE FROM entry WHERE log = ?", (log,))
            for seq, content in enumerate(contents, start=1):
                prev = msgspec.json.decode(content)["prev"]
                database.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (log, seq, prev, content))

    def sign(self, log: str, signer: SignerKey, sizes: Sequence[int] = ()) -> None:
        """Sign a log anew at every size, or at some, and keep those notes alone."""
        contents = self.contents(log)
        with self.database() as database:
            if not sizes:
                database.execute("DELETE FROM checkpoint WHERE log = ?", (log,))
            for size in sizes or range(1, len(contents) + 1):
                leaves = map(leaf_digest, contents[:size])
                note = sign_next(signer, log, SignedTree(), leaves).note
                statement = "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)"
                database.execute(statement, (log, size, note))

    def cut(self, log: str, keep: int) -> None:
        """Take away all entries above a number, and the checkpoints over them."""
        self.run("DELETE FROM entry WHERE log = ? AND seq > ?", log, keep)
        self.run("DELETE FROM checkpoint WHERE log = ? AND size > ?", log, keep)

    def write_log_file(self) -> None:
        """Make the log file tell the same as the store."""
        file = self.root / "history.jsonl"
        file.unlink(missing_ok=True)
        logs = [str(log) for (log,) in self.select("SELECT DISTINCT log FROM entry ORDER BY log")]
        extend_log_file(file, lambda log, after: self.contents(log)[after:], logs)


def rewritten(contents: Sequence[bytes], place: int, reason: str = "lain") -> list[bytes]:
    """Return a history whose entry at ``place`` gives another reason, chained anew from there."""
    kept = list(contents[: place - 1])
    prev = leaf_hash(kept[-1]) if kept else EMPTY_HASH
    for content in contents[place - 1 :]:
        entry = decode_entry(content)
        said = reason if len(kept) == place - 1 else entry.reason
        kept.append(encode_entry(msgspec.structs.replace(entry, prev=prev, reason=said)))
        prev = leaf_hash(kept[-1])
    return kept


def found(
    root: Path, *against: Path, keys: Sequence[str] = (), every: bool = False
) -> Verification:
    """Verify a workspace."""
    workspace = open_workspace(root)
    try:
        return verify(workspace, against=against, keys=keys, every=every)
    finally:
        workspace.close()


def _short(log: str) -> str:
    """Return the code of a city's log, and a star for the store's own."""
    return log.split("/")[2] if log.count("/") == 2 else log and STORE


def kinds(root: Path, *against: Path, every: bool = False) -> list[tuple[str, str, int, int]]:
    """Return kind, log and entries of each finding; the exit code must be fitting."""
    verification = found(root, *against, every=every)
    assert verification.exit_code == (4 if verification.findings else 0)
    return [
        (one.kind.value, _short(one.log), one.entry, max(one.entry, one.until))
        for one in verification.findings
    ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Victim, Path]:
    """Return a workspace of two cities, and the checkpoint of the first one, kept outside."""
    folder = tmp_path_factory.mktemp("asli")
    root = make(folder / "kerja")
    file = folder / "kota.txt"
    words = ["audit", "checkpoint", "--city", "kota", "-o", str(file)]
    assert main(["--workspace", str(root), *words]) == 0
    return Victim(root), file


@pytest.fixture(scope="module")
def whole(
    plain: tuple[Victim, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Victim, Path]:
    """Return that workspace once its log names the heads of all logs, with all checkpoints."""
    folder = tmp_path_factory.mktemp("tersegel")
    copy = plain[0].copy(folder / "kerja")
    return copy, outside(copy.root, folder / "luar.txt")


@pytest.fixture
def kept(whole: tuple[Victim, Path]) -> Path:
    """Return the checkpoints that somebody outside has kept."""
    return whole[1]


@pytest.fixture
def victim(whole: tuple[Victim, Path], tmp_path: Path) -> Victim:
    """Return a copy, once it was seen to be whole in every respect."""
    copy = whole[0].copy(tmp_path / "kerja")
    assert kinds(copy.root, whole[1], every=True) == []
    return copy


def edit(victim: Victim, log: str, seq: int, old: bytes, new: bytes) -> None:
    """Replace some bytes of one entry."""
    content = victim.contents(log)[seq - 1]
    assert old in content
    changed = content.replace(old, new, 1)
    victim.run("UPDATE entry SET bytes = ? WHERE log = ? AND seq = ?", changed, log, seq)


def delete(victim: Victim, seq: int) -> None:
    """Delete one entry's row."""
    assert victim.run("DELETE FROM entry WHERE log = ? AND seq = ?", victim.city, seq) == 1


def close_up(victim: Victim, seq: int) -> None:
    """Delete one entry, and number the rows anew."""
    contents = victim.contents(victim.city)
    victim.put(victim.city, [*contents[: seq - 1], *contents[seq:]])


def insert(victim: Victim, seq: int) -> None:
    """Put a made-up entry between two, linked to the one before it."""
    contents = victim.contents(victim.city)
    before = leaf_hash(contents[seq - 2])
    made = msgspec.structs.replace(decode_entry(contents[seq - 1]), prev=before, reason="palsu")
    victim.unchecked()
    victim.put(victim.city, [*contents[: seq - 1], encode_entry(made), *contents[seq - 1 :]])


def swap(victim: Victim, seq: int) -> None:
    """Swap the bytes of two entries, each row keeping its number."""
    contents = victim.contents(victim.city)
    contents[seq - 1 : seq + 1] = contents[seq], contents[seq - 1]
    victim.put(victim.city, contents)


def rehash(victim: Victim, seq: int) -> None:
    """Rewrite one entry and chain all that follow anew."""
    victim.put(victim.city, rewritten(victim.contents(victim.city), seq))


def drop_checkpoint(victim: Victim, size: int) -> None:
    """Delete one checkpoint."""
    assert victim.run("DELETE FROM checkpoint WHERE log = ? AND size = ?", victim.city, size) == 1


def alter_note(victim: Victim, size: int) -> None:
    """Let a note say another root, under the signature that it has."""
    notes = "SELECT note FROM checkpoint WHERE log = ? AND size = ?"
    [(other,)] = victim.select(notes, victim.city, 2)
    [(note,)] = victim.select(notes, victim.city, size)
    assert isinstance(note, bytes)
    assert isinstance(other, bytes)
    changed = note.replace(note.split(b"\n")[2], other.split(b"\n")[2])
    assert changed != note
    update = "UPDATE checkpoint SET note = ? WHERE log = ? AND size = ?"
    victim.run(update, changed, victim.city, size)


def blob_of(victim: Victim, act: str, key: str) -> str:
    """Return the digest that an act of the city names."""
    bodies = {one.act: one.body for one in map(decode_entry, victim.contents(victim.city))}
    return str(bodies[act][key])


def alter_blob(victim: Victim) -> None:
    """Add a byte to a blob."""
    statement = "UPDATE blob SET bytes = CAST(bytes || x'00' AS blob) WHERE digest = ?"
    assert victim.run(statement, blob_of(victim, "advance", "verdict")) == 1


def text_blob(victim: Victim) -> None:
    """Put text where a blob's bytes belong."""
    statement = "UPDATE blob SET bytes = 'teks' WHERE digest = ?"
    assert victim.run(statement, blob_of(victim, "advance", "verdict")) == 1


def drop_blob(victim: Victim) -> None:
    """Delete a blob without saying so."""
    statement = "DELETE FROM blob WHERE digest = ?"
    assert victim.run(statement, blob_of(victim, "advance", "verdict")) == 1


def edit_line(victim: Victim, old: str, new: str) -> None:
    """Replace words in the fifth line of the log file."""
    file = victim.root / "history.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[4]
    lines[4] = lines[4].replace(old, new, 1)
    file.write_text("".join(lines), encoding="utf-8")


def drop_city(victim: Victim) -> None:
    """Delete the log of a city, with its checkpoints."""
    victim.cut(victim.other, 0)


def drop_registered_city(victim: Victim) -> None:
    """Delete a city, the entry that registered it, and number the store log anew."""
    victim.cut(victim.other, 0)
    contents = victim.contents(victim.own)
    victim.put(victim.own, [*contents[:3], *contents[4:]])


def strays(victim: Victim) -> None:
    """Put a row where no statement finds it: under no number."""
    victim.unchecked()
    victim.run("INSERT INTO entry VALUES (?, NULL, 'x', x'00')", victim.city)


def relink(victim: Victim) -> None:
    """Let the newest entry name another one before it."""
    contents = victim.contents(victim.city)
    newest = msgspec.structs.replace(decode_entry(contents[6]), prev="0" * 64)
    victim.put(victim.city, [*contents[:6], encode_entry(newest)])


def as_text(victim: Victim) -> None:
    """Put text where an entry's bytes belong."""
    victim.run("UPDATE entry SET bytes = 'x' WHERE log = ? AND seq = 4", victim.city)


def column(victim: Victim) -> None:
    """Change the ``prev`` that stands beside an entry's bytes."""
    victim.run("UPDATE entry SET prev = ? WHERE log = ? AND seq = 4", "0" * 64, victim.city)


WITHOUT_THE_KEY: dict[str, tuple[Attack, Found]] = {
    "a byte of the first entry": (
        lambda v: edit(v, v.city, 1, b"Provinsi", b"Propinsi"),
        [("edited", CITY, 1, 1)],
    ),
    "a byte in the middle": (
        lambda v: edit(v, v.city, 3, b"Ketua", b"Kepala"),
        [("edited", CITY, 3, 3)],
    ),
    "a byte of the last but one": (
        lambda v: edit(v, v.city, 6, b"refused", b"moved"),
        [("edited", CITY, 6, 6)],
    ),
    "a byte of the newest": (
        lambda v: edit(v, v.city, 7, b"tows", b"swot"),
        [("edited", CITY, 7, 7)],
    ),
    "the link of the newest": (
        lambda v: edit(v, v.city, 7, b'"prev":"', b'"prev":"0'),
        [("edited", CITY, 7, 7)],
    ),
    "another link of the newest": (relink, [("edited", CITY, 7, 7)]),
    "garbage in the middle": (
        lambda v: edit(v, v.city, 4, b"{", b"["),
        [("edited", CITY, 4, 4)],
    ),
    "two spellings of one entry": (
        lambda v: edit(v, v.city, 4, b'"v":1', b'"v": 1'),
        [("edited", CITY, 4, 4)],
    ),
    "text for bytes": (as_text, [("edited", CITY, 4, 4)]),
    "the link beside the bytes": (column, [("edited", CITY, 4, 4)]),
    "edited and chained anew": (lambda v: rehash(v, 3), [("edited", CITY, 3, 3)]),
    "the newest rewritten": (lambda v: rehash(v, 7), [("edited", CITY, 7, 7)]),
    "all rewritten": (lambda v: rehash(v, 1), [("edited", CITY, 1, 1)]),
    "deleted": (lambda v: delete(v, 4), [("removed", CITY, 4, 4)]),
    "deleted and numbered anew": (lambda v: close_up(v, 4), [("removed", CITY, 4, 4)]),
    "the first deleted": (lambda v: delete(v, 1), [("removed", CITY, 1, 1)]),
    "inserted": (lambda v: insert(v, 4), [("inserted", CITY, 4, 4)]),
    "swapped": (lambda v: swap(v, 4), [("reordered", CITY, 4, 4)]),
    "the tail cut": (lambda v: delete(v, 7), [("truncated", CITY, 7, 7)]),
    "the newest checkpoint gone": (
        lambda v: drop_checkpoint(v, 7),
        [("missing checkpoint", CITY, 7, 7)],
    ),
    "one in the middle gone": (
        lambda v: drop_checkpoint(v, 3),
        [("missing checkpoint", CITY, 3, 3)],
    ),
    "the first one gone": (lambda v: drop_checkpoint(v, 1), [("missing checkpoint", CITY, 1, 1)]),
    "all gone": (
        lambda v: v.run("DELETE FROM checkpoint WHERE log = ?", v.city),
        [("unsigned", CITY, 1, 1)],
    ),
    "the newest note altered": (lambda v: alter_note(v, 7), [("bad signature", CITY, 7, 7)]),
    "a note of garbage": (
        lambda v: v.run("UPDATE checkpoint SET note = x'00ff' WHERE log = ?", v.city),
        [("malformed", CITY, 7, 7)],
    ),
    "a note of text": (
        lambda v: v.run("UPDATE checkpoint SET note = 'x' WHERE log = ?", v.city),
        [("malformed", CITY, 0, 0)],
    ),
    "a note for a huge size": (
        lambda v: v.run("UPDATE checkpoint SET size = ? WHERE size = 7", 2**62),
        [("malformed", CITY, 2**62, 2**62), ("missing checkpoint", CITY, 7, 7)],
    ),
    "notes of another log": (
        lambda v: v.run(
            "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE log = ? AND size = 2)"
            " WHERE log = ?",
            v.other,
            v.city,
        ),
        [("malformed", CITY, 7, 7)],
    ),
    "another key's notes": (
        lambda v: v.sign(v.city, fresh_signer_key(v.own)),
        [("unknown key", CITY, 7, 7)],
    ),
    "rewritten and signed with another key": (
        lambda v: (rehash(v, 3), v.sign(v.city, fresh_signer_key(v.own)), v.write_log_file()),
        [("unknown key", CITY, 7, 7), ("edited", CITY, 1, 7)],
    ),
    "a blob altered": (alter_blob, [("altered blob", CITY, 6, 6)]),
    "a blob of text": (text_blob, [("altered blob", CITY, 6, 6)]),
    "a blob gone": (drop_blob, [("missing blob", CITY, 6, 6)]),
    "a blob gone, and a checkpoint": (
        lambda v: (drop_blob(v), drop_checkpoint(v, 3)),
        [("missing checkpoint", CITY, 3, 3), ("missing blob", CITY, 6, 6)],
    ),
    "a blob gone behind a broken chain": (
        lambda v: (drop_blob(v), edit(v, v.city, 2, b"Dinas", b"Kanto")),
        [("edited", CITY, 2, 2)],
    ),
    "a city's log gone": (drop_city, [("missing city", OTHER, 0, 0)]),
    "a city gone with its registration": (drop_registered_city, [("removed", STORE, 4, 4)]),
    "the store log gone": (
        lambda v: v.cut(v.own, 0),
        [("unknown key", OTHER, 2, 2), ("unknown key", CITY, 7, 7), ("empty", STORE, 0, 0)],
    ),
    "the store log cut": (lambda v: v.cut(v.own, 3), [("unregistered log", OTHER, 0, 0)]),
    "a row that no log shows": (strays, [("malformed", STORE, 0, 0)]),
    "a note that no log shows": (
        lambda v: v.run("UPDATE checkpoint SET log = x'00' WHERE log = ? AND size = 4", v.own),
        [("missing checkpoint", STORE, 4, 4), ("malformed", STORE, 0, 0)],
    ),
}


def test_what_is_whole_passes_and_tells_how_it_stands(victim: Victim, kept: Path) -> None:
    """Entries, leaf and root of each log, the keys, and what somebody outside has of it."""
    words = ["person", "add", "kota", "Budi", "--role", "team", "--post", "Sekretaris"]
    assert main(["--workspace", str(victim.root), *words]) == 0
    verification = found(victim.root, kept)
    assert (verification.exit_code, verification.findings) == (0, ())
    logs = {one.log: one for one in verification.logs}
    assert [one.entries for one in verification.logs] == [5, 2, 8]
    city = logs[victim.city]
    assert city.leaf == leaf_hash(victim.contents(victim.city)[-1])
    assert (city.checkpoints, city.covered, city.city) == (8, 8, "kota")
    assert city.outside is not None
    assert (city.outside.size, city.outside.after, city.outside.where) == (7, 1, "luar.txt")
    assert verification.keys[0].key == victim.signer.verifier()
    assert verification.log_file is not None
    assert (verification.log_file.lines, verification.log_file.missing) == (15, 0)


@pytest.mark.parametrize(
    ("attack", "expected"), WITHOUT_THE_KEY.values(), ids=WITHOUT_THE_KEY.keys()
)
def test_whoever_lacks_the_key_is_seen_without_any_checkpoint_outside(
    victim: Victim, attack: Attack, expected: Found
) -> None:
    """Also where the log file is changed alike, or gone."""
    attack(victim)
    (victim.root / "history.jsonl").unlink()
    assert kinds(victim.root) == expected


def go_on(victim: Victim) -> None:
    """Let the office record something else in the place of what was cut."""
    victim.cut(victim.city, 6)
    victim.write_log_file()
    words = ["person", "add", "kota", "Budi", "--role", "team", "--post", "Sekretaris"]
    assert main(["--workspace", str(victim.root), *words]) == 0


WITH_THE_KEY: dict[str, tuple[Attack, Found]] = {
    "the tail cut with its checkpoints": (
        lambda v: v.cut(v.city, 5),
        [("rolled back", CITY, 6, 6)],
    ),
    "the newest rewritten and signed": (
        lambda v: (rehash(v, 7), v.sign(v.city, v.signer)),
        [("forked", CITY, 1, 7)],
    ),
    "all rewritten and signed": (
        lambda v: (rehash(v, 1), v.sign(v.city, v.signer)),
        [("forked", CITY, 1, 7)],
    ),
    "cut, and something else recorded": (go_on, [("forked", CITY, 1, 7)]),
}


@pytest.mark.parametrize(("attack", "expected"), WITH_THE_KEY.values(), ids=WITH_THE_KEY.keys())
def test_whoever_has_the_key_is_seen_by_what_was_kept_outside(
    plain: tuple[Victim, Path], tmp_path: Path, attack: Attack, expected: Found
) -> None:
    """And by nothing else, where the log file is changed alike: so somebody has to keep one."""
    victim, kept = plain[0].copy(tmp_path / "kerja"), plain[1]
    assert kinds(victim.root, kept, every=True) == []
    attack(victim)
    victim.write_log_file()
    assert kinds(victim.root, every=True) == []
    assert kinds(victim.root, kept) == expected


def test_two_checkpoints_outside_narrow_a_fork(plain: tuple[Victim, Path], tmp_path: Path) -> None:
    """Only what somebody outside holds counts: what the forger signed is no witness."""
    victim, kept = plain[0].copy(tmp_path / "kerja"), plain[1]
    early = tmp_path / "dini.txt"
    [(note,)] = victim.select("SELECT note FROM checkpoint WHERE log = ? AND size = 3", victim.city)
    assert isinstance(note, bytes)
    early.write_bytes(note)
    rehash(victim, 5)
    victim.sign(victim.city, victim.signer)
    victim.write_log_file()
    assert kinds(victim.root, early) == []
    assert kinds(victim.root, early, kept) == [("forked", CITY, 4, 7)]


def test_a_city_that_vanished_from_both_logs_is_seen_by_the_heads_that_were_handed_out(
    victim: Victim, kept: Path
) -> None:
    """Though the store log was rewritten without it, and signed with its own key."""
    contents = victim.contents(victim.own)
    last = msgspec.structs.replace(decode_entry(contents[4]), seq=4, prev=leaf_hash(contents[2]))
    victim.cut(victim.other, 0)
    victim.cut(victim.own, 0)
    victim.put(victim.own, [*contents[:3], encode_entry(last)])
    victim.sign(victim.own, victim.signer, range(2, 5))
    victim.write_log_file()
    assert ("missing city", OTHER, 0, 0) in kinds(victim.root)
    assert kinds(victim.root, kept) == [
        ("rolled back", STORE, 5, 5),
        ("missing city", OTHER, 0, 0),
    ]


# -- what was erased -----------------------------------------------------------------------------


def test_what_was_erased_is_told_and_no_fault(victim: Victim, kept: Path) -> None:
    """An act says so; the same blob gone without it is missing."""
    for act in ("without", "with"):
        copy = victim.copy(victim.root.with_name(act))
        body = decode_entry(copy.contents(copy.city)[3]).body
        [part] = msgspec.convert(body["worksheets"], list[dict[str, object]])
        rows = part["rows"]
        if act == "with":
            words = ["audit", "erase", "kota", "--entry", "4", "--part", "rows"]
            words += ["--reason", "permintaan 1", "--yes", "--as", "Ani"]
            assert main(["--workspace", str(copy.root), *words]) == 0
            assert kinds(copy.root, kept, every=True) == []
            told = found(copy.root).erased
            assert [(one.entry, one.digest) for one in told] == [(4, rows)]
        else:
            assert copy.run("DELETE FROM blob WHERE digest = ?", rows) == 1
            assert kinds(copy.root) == [("missing blob", CITY, 4, 4)]
            assert found(copy.root).erased == ()


# -- the log file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"), [('"role":', '"rule":'), ('"leaf":"', '"leaf":"0'), ("DINKES", "DINSOS")]
)
def test_any_edit_of_a_line_is_seen(victim: Victim, old: str, new: str) -> None:
    """Its text counts, and not only the leaf hash that it carries."""
    edit_line(victim, old, new)
    [(kind, _, _, _)] = kinds(victim.root)
    assert kind == "log file differs"


def test_a_cut_store_is_seen_by_the_log_file_that_was_left(
    plain: tuple[Victim, Path], tmp_path: Path
) -> None:
    """Whoever cuts entries with their checkpoints must change the file too."""
    victim = plain[0].copy(tmp_path / "kerja")
    victim.cut(victim.city, 5)
    assert kinds(victim.root) == [("log file differs", CITY, 6, 6)]
    (victim.root / "history.jsonl").unlink()
    assert kinds(victim.root) == []


# -- checkpoints and keys ------------------------------------------------------------------------


def test_an_older_note_is_looked_at_where_every_one_is_asked_for(victim: Victim) -> None:
    """As a rule the newest stands for all before it."""
    alter_note(victim, 4)
    assert kinds(victim.root) == []
    assert kinds(victim.root, every=True) == [("bad signature", CITY, 4, 4)]


def test_an_older_note_of_another_history_is_a_fork(victim: Victim) -> None:
    """It has the store's own signature: somebody signed two histories."""
    contents = victim.contents(victim.city)
    victim.put(victim.city, rewritten(contents, 2))
    victim.sign(victim.city, victim.signer, [4])
    victim.put(victim.city, contents)
    assert kinds(victim.root) == []
    assert kinds(victim.root, every=True) == [("forked", CITY, 4, 4)]


def rotated(victim: Victim, *, lost: bool = False) -> None:
    """Let the office replace its key."""
    folder = Path(os.environ["SMARTFLOW_CONFIG"])
    if lost:
        (folder / "keys" / f"{victim.own.rpartition('/')[2]}.key").unlink()
    workspace = open_workspace(victim.root, config_folder=folder)
    rotate_key(workspace, "berkala", lost=lost)
    workspace.close()


@pytest.fixture
def own_key(victim: Victim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the victim a configuration folder of its own; return the word of its key."""
    shutil.copytree(os.environ["SMARTFLOW_CONFIG"], tmp_path / "pengaturan")
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "pengaturan"))
    return victim.signer.verifier().encode()


def test_a_pinned_key_leads_through_every_rotation_that_it_signed(
    victim: Victim, kept: Path, own_key: str
) -> None:
    """What was kept under the old key still counts, and so does the word of either key."""
    rotated(victim)
    new = victim.signer.verifier().encode()
    for keys in ((), (own_key,), (new,), (own_key, new)):
        verification = found(victim.root, kept, keys=keys, every=True)
        assert (verification.findings, verification.pinned) == ((), bool(keys))
    assert [one.key.encode() for one in verification.keys] == [own_key, new]


def test_a_key_that_replaces_a_lost_one_is_not_vouched_for_by_a_pin(
    victim: Victim, own_key: str
) -> None:
    """It is told either way; who pinned the old key must ask for the new one."""
    rotated(victim, lost=True)
    assert kinds(victim.root, every=True) == []
    assert [one.lost for one in found(victim.root).keys] == [False, True]
    [refused] = found(victim.root, keys=(own_key,)).findings
    assert (refused.kind.value, refused.log, refused.entry) == ("unknown key", victim.own, 6)


def test_a_rotation_without_the_old_signature_is_refused(victim: Victim, own_key: str) -> None:
    """Whoever can write the store, and has no key, can name a key of his own; it does not count."""
    rotated(victim)
    other = victim.signer
    for log in (victim.own, victim.city, victim.other):
        victim.sign(log, other, [len(victim.contents(log))])
    got = kinds(victim.root)
    assert got == [("unknown key", STORE, 6, 6)]


def test_a_retired_key_signs_nothing_newer_than_its_successor(victim: Victim, own_key: str) -> None:
    """The newest note must be by the key of today, and no older one by a key before its time."""
    old = victim.signer
    rotated(victim)
    words = ["person", "add", "kota", "Budi", "--role", "team", "--post", "Sekretaris"]
    assert main(["--workspace", str(victim.root), *words]) == 0
    new = victim.signer
    assert kinds(victim.root, every=True) == []
    victim.sign(victim.city, old, [8])
    assert kinds(victim.root) == [("unknown key", CITY, 8, 8)]
    victim.sign(victim.city, new, [5, 8])
    assert kinds(victim.root) == []
    assert kinds(victim.root, every=True) == [("unknown key", CITY, 6, 6)]


def test_an_answer_that_only_says_that_it_is_signed_is_a_finding(victim: Victim) -> None:
    """Signed answers are verified again, also where whoever forged them had the store's key."""
    words = ["sign-off", "kota", "--role", "team", "--as", "Ani"]
    assert main(["--workspace", str(victim.root), *words]) == 0
    contents = victim.contents(victim.city)
    assert decode_entry(contents[-1]).act == "sign_off"
    assert kinds(victim.root) == []
    answer = decode_entry(contents[-1])
    actor = msgspec.structs.replace(answer.actor, basis="signed with SHA256:abc")
    forged = encode_entry(msgspec.structs.replace(answer, actor=actor))
    victim.put(victim.city, [*contents[:-1], forged])
    victim.sign(victim.city, victim.signer, [len(contents)])
    victim.write_log_file()
    assert kinds(victim.root) == [("unsigned", CITY, 8, 8)]


def test_another_key_than_the_pinned_one_is_a_finding(victim: Victim) -> None:
    """A store that was made anew as a whole has another key."""
    other = fresh_signer_key(victim.own).verifier().encode()
    [finding] = found(victim.root, keys=(other,)).findings
    assert (finding.kind.value, finding.log, finding.entry) == ("unknown key", victim.own, 2)
    with pytest.raises(MalformedKey):
        found(victim.root, keys=("bukan kunci",))


def test_a_store_without_a_key_is_not_signed(tmp_path: Path) -> None:
    """Its chain is whole, and nothing vouches for it: that is a failure, not a pass."""
    from smartflow.offices.storage.init import init

    init(tmp_path / "kerja", clock=SystemClock(), language="id")
    verification = found(tmp_path / "kerja")
    assert [one.kind.value for one in verification.findings] == ["unsigned"]
    assert verification.exit_code == 4


# -- what is brought from outside ----------------------------------------------------------------


def test_checkpoints_of_another_store_are_told_and_compare_nothing(
    victim: Victim, kept: Path, tmp_path: Path
) -> None:
    """Alone they are a failure, for nothing was compared; beside ours they do no harm."""
    other = make(tmp_path / "lain")
    theirs = outside(other, tmp_path / "lain.txt")
    verification = found(victim.root, theirs)
    assert [(one.kind.value, one.where) for one in verification.findings] == [("empty", "lain.txt")]
    both = tmp_path / "dua.txt"
    both.write_bytes(kept.read_bytes() + b"\n" + b"".join(_notes(theirs)))
    verification = found(victim.root, both)
    assert verification.findings == ()
    assert {one.rpartition("/")[2] for one in verification.foreign} >= {CITY, OTHER}


def _notes(file: Path) -> list[bytes]:
    """Return the notes of a checkpoint file, one below the other."""
    from smartflow.history.seals.checkpoint_file import read_checkpoint_file

    return [one.note + b"\n" for one in read_checkpoint_file(file.read_bytes()).blocks]


def test_a_note_by_another_key_and_one_that_was_altered_are_named(
    victim: Victim, tmp_path: Path
) -> None:
    """In the name of this store, and not by its key."""
    file = tmp_path / "nota.txt"
    leaves = list(map(leaf_digest, victim.contents(victim.city)))
    forged = sign_next(fresh_signer_key(victim.own), victim.city, SignedTree(), leaves).note
    file.write_bytes(forged)
    assert kinds(victim.root, file) == [("unknown key", CITY, 0, 0)]
    good = sign_next(victim.signer, victim.city, SignedTree(), leaves).note
    file.write_bytes(good.replace(b"\n7\n", b"\n6\n"))
    assert kinds(victim.root, file) == [("bad signature", CITY, 0, 0)]
    file.write_bytes(sign_note(f"{victim.city}\n0\n{to_base64(b'x' * 32)}\n", [victim.signer]))
    assert kinds(victim.root, file) == [("malformed", CITY, 0, 0)]
    file.write_bytes(b"\x00\xff garbage")
    assert kinds(victim.root, file) == [("no checkpoint", "", 0, 0)]
    with pytest.raises(OutsideFileUnreadable):
        found(victim.root, tmp_path / "tidak-ada.txt")


# -- a part, and garbage -------------------------------------------------------------------------


def test_one_city_alone(victim: Victim, kept: Path) -> None:
    """Its log and the store's own; what is wrong with another city is not looked at."""
    edit(victim, victim.other, 1, b"Desa", b"Dusa")
    workspace = open_workspace(victim.root)
    for words in ("kota", "KOTA", "13.73", "Kota"):
        verification = verify(workspace, city=words, against=(kept,))
        assert verification.findings == ()
        assert [one.log for one in verification.logs] == [victim.own, victim.city]
    assert [one.kind.value for one in verify(workspace, city="desa").findings] == ["edited"]
    with pytest.raises(UnknownCity):
        verify(workspace, city="atlantis")
    workspace.close()


def test_nothing_is_written(victim: Victim, kept: Path) -> None:
    """Neither when all is whole, nor when it is not."""
    files = sorted(one for one in victim.root.rglob("*") if one.is_file())
    before = [one.read_bytes() for one in files]
    found(victim.root, kept, every=True)
    assert sorted(one for one in victim.root.rglob("*") if one.is_file()) == files
    assert [one.read_bytes() for one in files] == before


GARBAGE = {
    "numbers of text": "UPDATE entry SET seq = 'x' || seq",
    "names of bytes": "UPDATE entry SET log = CAST(log AS blob)",
    "no names": "UPDATE entry SET log = ''",
    "names that are not UTF-8": "UPDATE entry SET log = CAST(x'ff' AS text) || seq",
    "sizes of text": "UPDATE checkpoint SET size = 'x' || size",
    "negative sizes": "UPDATE checkpoint SET size = -size",
    "notes gone": "DELETE FROM checkpoint",
    "notes of nothing": "UPDATE checkpoint SET note = x''",
    "digests of nothing": "UPDATE blob SET digest = ''",
    "entries of nothing": "UPDATE entry SET bytes = x''",
    "entries of null": "UPDATE entry SET bytes = x'6e756c6c'",
    "everything gone": "DELETE FROM entry",
    "no table": "DROP TABLE checkpoint",
}


@pytest.mark.parametrize("statement", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_a_finding_and_never_a_crash(
    victim: Victim, kept: Path, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 4 and a sentence, in every format."""
    victim.unchecked()
    victim.run("CREATE TABLE other (log, size, note)")
    victim.run("INSERT INTO other SELECT * FROM checkpoint")
    victim.run("DROP TABLE checkpoint")
    victim.run("ALTER TABLE other RENAME TO checkpoint")
    victim.run("CREATE TABLE other2 (digest, bytes)")
    victim.run("INSERT INTO other2 SELECT * FROM blob")
    victim.run("DROP TABLE blob")
    victim.run("ALTER TABLE other2 RENAME TO blob")
    assert main(["--workspace", str(victim.root), "audit", "verify"]) == 0
    victim.run(statement)
    for words in ([], ["--json"], ["--format", "csv"], ["--against", str(kept)]):
        capsys.readouterr()
        code = main(["--workspace", str(victim.root), "audit", "verify", *words])
        said = capsys.readouterr()
        assert (code, "Traceback" in said.err) == (4, False)
        assert said.out + said.err
