"""What a sender with a good key claims: another office's log, names and days that cannot be.

And what was done to a copy here, which the next bundle must not cover up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bundle_forging import CITY, added, chained, forged

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.errors import IntegrityFailure
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.seals.note_key import fresh_signer_key
from smartflow.offices.bundle.importing import bundle_import
from smartflow.offices.bundle.proof import BundleFalse

if TYPE_CHECKING:
    from bundle_parts import Office

SIGNER = fresh_signer_key("smartflow/aaaa0000bbbb1111")
HOME = f"{SIGNER.name}/13.73"


@pytest.fixture
def workflow(town: Office) -> bytes:
    """Return the bytes of a workflow."""
    with town.open().store.read() as reading:
        first = json.loads(next(iter(reading.entries(f"{town.own}/13.73"))))
        content = reading.blob(first["body"]["workflow"]["digest"])
    assert content is not None
    return content


def taken(office: Office, content: bytes, folder: Path, key: str = "") -> None:
    """Import a bundle with the key of its signer."""
    path = folder / "palsu.smartflow"
    path.write_bytes(content)
    bundle_import(office.open(), path, key or SIGNER.verifier().encode())


def plain(workflow: bytes, *, log: str = HOME, signer: Any = SIGNER, **said: Any) -> bytes:
    """Return a forged bundle of one entry, of a city of which something else is said."""
    city = {**CITY, **said}
    return forged(signer, chained(log, [added(workflow, city)]), (workflow,), city, log)


def test_what_is_forged_well_is_taken(province: Office, workflow: bytes, tmp_path: Path) -> None:
    """The guard of this file: with nothing claimed that cannot be, the forger's bundle arrives."""
    taken(province, plain(workflow), tmp_path)
    assert HOME in province.logs


def test_nobody_lengthens_a_log_of_the_office_that_takes_it_in(
    town: Office, workflow: bytes, tmp_path: Path
) -> None:
    """A store log that registers another office's log proves nothing: its history stays."""
    log, before = f"{town.own}/13.73", town.logs
    held = list(before[log][0])
    body = {"person": {"name": "Palsu", "roles": ["head"], "post": "Wali Kota"}}
    lost = {"prev": leaf_hash(held[-1]), "seq": len(held) + 1}
    added_one = chained(log, [("person_add", body, lost)])
    with town.open().store.read() as reading:
        named = [d for e in held for d in _digests(json.loads(e)["body"])]
        blobs = tuple(reading.blobs(named).values())
    content = forged(SIGNER, [*held, *added_one], blobs, CITY, log)
    with pytest.raises(BundleFalse, match="cannot be that office's"):
        taken(town, content, tmp_path)
    assert town.logs == before


def _digests(body: Any) -> list[str]:
    """Return every text in a body that has the form of a digest."""
    if isinstance(body, str):
        return [body] if len(body) == 64 else []
    inner = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    return [one for part in inner for one in _digests(part)]


@pytest.mark.parametrize("store", ["smartflow/a/b", "lain/aaaa", "smartflow/é", "smartflow/../x"])
def test_a_store_of_no_office_is_refused(
    province: Office, workflow: bytes, tmp_path: Path, store: str
) -> None:
    """Its entry in this store's log could never be read again, and with it no city here."""
    signer = fresh_signer_key(store)
    content = plain(workflow, log=f"{store}/13.73", signer=signer)
    with pytest.raises(BundleFalse, match="cannot be that office's"):
        taken(province, content, tmp_path, signer.verifier().encode())


def test_a_third_offices_log_is_refused(province: Office, workflow: bytes, tmp_path: Path) -> None:
    """An office speaks for its own logs alone."""
    with pytest.raises(BundleFalse, match="cannot be that office's"):
        taken(province, plain(workflow, log="smartflow/ffff/13.73"), tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        {"slug": "../../x"},
        {"slug": "A B"},
        {"region_code": "xx"},
        {"name": "Kota\u202eX"},
        {"name": "Kota\x1b[2J"},
        {"name": "Kota So\u200blok"},
        {"name": "Kota  Solok"},
        {"name": "K" * 10**6},
        {"name": ""},
        {"province": "P" * 10**6},
        {"kind": "negara"},
        {"intake": -5},
    ],
    ids=lambda said: repr(said)[:24],
)
def test_a_city_that_nobody_could_register_is_refused(
    province: Office, workflow: bytes, tmp_path: Path, said: dict[str, Any]
) -> None:
    """What every list of cities shows is what ``city add`` would take, in letters one sees."""
    before = province.logs
    with pytest.raises(BundleFalse, match="cannot be"):
        taken(province, plain(workflow, **said), tmp_path)
    assert province.logs == before


@pytest.mark.parametrize(
    "said",
    [
        {"at": "9999-99-99T99:99:99Z"},
        {"at": "9999-12-31T23:59:59Z"},
        {"at": "0001-01-01T00:00:00Z"},
        {"occurred": "9999-12-31"},
        {"occurred": "0001-01-01"},
    ],
    ids=str,
)
def test_a_time_that_nobody_can_count_with_is_refused(
    province: Office, workflow: bytes, tmp_path: Path, said: dict[str, str]
) -> None:
    """Else one city would end every command over all cities."""
    contents = chained(HOME, [added(workflow, CITY, **said)])
    with pytest.raises(BundleFalse, match="the time of entry 1 cannot be"):
        taken(province, forged(SIGNER, contents, (workflow,), CITY, HOME), tmp_path)


@pytest.mark.parametrize("days", [10**9, 0, -(10**9)])
def test_a_term_that_nobody_can_count_with_is_refused(
    province: Office, workflow: bytes, tmp_path: Path, days: int
) -> None:
    """The day on which a stage is due is computed for every board."""
    fields = json.loads(workflow)
    fields["stages"][0]["due_days"] = days
    with pytest.raises(BundleFalse, match="the term of the stage"):
        taken(province, plain(canonical_bytes(fields)), tmp_path)


def test_what_is_called_erased_is_not_brought(
    province: Office, workflow: bytes, tmp_path: Path
) -> None:
    """A blob that the history erased does not come back by the file that says so."""
    rows = b"0123456789abcdef" + b"rows"
    gone = sha256_hex(rows)
    met = {"session": "s", "date": "2026-01-01", "list": gone, "agencies": [], "people": 1}
    acts = [
        added(workflow, CITY),
        ("attend", met, {}),
        ("erase", {"digest": gone, "entry": 2, "what": "list"}, {}),
    ]
    contents = chained(HOME, acts)
    with pytest.raises(BundleFalse, match="not those that the history names"):
        taken(province, forged(SIGNER, contents, (workflow, rows), CITY, HOME), tmp_path)
    taken(province, forged(SIGNER, contents, (workflow,), CITY, HOME, (gone,)), tmp_path)
    with province.open().store.read() as reading:
        assert reading.blob(gone) is None


# -- what was done to a copy ----------------------------------------------------------------------


def done(root: Path, statement: str, log: str) -> None:
    """Run a statement in a store whose triggers were taken away, as its owner could."""
    with sqlite3.connect(root / "smartflow.db") as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            database.execute(f'DROP TRIGGER "{name}"')
        assert database.execute(statement, {"log": log}).rowcount
    database.close()


def edit(root: Path, log: str) -> None:
    """Change an entry amid a copy; its head stays."""
    words = "CAST(replace(CAST(bytes AS TEXT), 'Dinas', 'Dines') AS BLOB)"
    done(root, f"UPDATE entry SET bytes = {words} WHERE log = :log AND seq = 2", log)  # noqa: S608


def cut(root: Path, log: str) -> None:
    """Take the tail of a copy away."""
    done(root, "DELETE FROM entry WHERE log = :log AND seq > 3", log)


def empty(root: Path, log: str) -> None:
    """Take the whole copy away."""
    done(root, "DELETE FROM entry WHERE log = :log", log)


def swap(root: Path, log: str) -> None:
    """Put the checkpoint of one entry in the place of another one's."""
    other = "(SELECT note FROM checkpoint WHERE log = :log AND size = 3)"
    done(root, f"UPDATE checkpoint SET note = {other} WHERE log = :log AND size = 2", log)  # noqa: S608


@pytest.mark.parametrize("change", [edit, cut, empty, swap])
def test_a_newer_bundle_does_not_cover_up_what_was_done_to_a_copy(
    town: Office,
    province: Office,
    bundle: Path,
    tmp_path: Path,
    change: Callable[[Path, str], None],
) -> None:
    """Whoever changed it here is not helped by the next import: it is refused with code 4."""
    bundle_import(province.open(), bundle, town.key)
    town.must("person", "add", "kota", "Budi", "--role", "team", "--post", "Anggota")
    newer, log = town.export(tmp_path / "baru"), f"{town.own}/13.73"
    province.close()
    change(province.root, log)
    with pytest.raises(IntegrityFailure) as refused:
        bundle_import(province.open(), newer)
    assert refused.value.code in ("broken-chain", "copy-changed")
    assert province.run("bundle", "import", str(newer)) == 4
