"""``bundle export`` and ``import``: a case arrives whole, and only a longer one is added."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bundle_parts import Office, members, read

from smartflow.audit.drill.drill import NothingToDrill, drill
from smartflow.audit.erase.erase import erase
from smartflow.audit.verify.verify import verify
from smartflow.audit.witness.checkpoint import NotSigned, city_checkpoint
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.foreign_city import ForeignCity
from smartflow.casework.printing.files import OwnFile
from smartflow.casework.workspace import open_workspace
from smartflow.clock import SystemClock
from smartflow.history.entries.chain import BrokenChain
from smartflow.history.entries.entry import decode_entry
from smartflow.history.seals.signed_note import Note, Signature, parse_note
from smartflow.ledger.key_file import SigningKeyMissing
from smartflow.offices.bundle import importing as module
from smartflow.offices.bundle.difference import Difference, ForkedHistory
from smartflow.offices.bundle.export import bundle_export
from smartflow.offices.bundle.importing import CityTaken, NotRegisteredHere, bundle_import
from smartflow.offices.bundle.trust import KeysDiffer
from smartflow.offices.doctor.doctor import doctor
from smartflow.offices.storage.init import init

NEXT = ("person", "add", "kota", "Budi", "--role", "team", "--post", "Anggota")


def bring(town: Office, province: Office, path: Path) -> module.ImportedBundle:
    """Export the city and import it in the province."""
    return bundle_import(province.open(), town.export(path), town.key)


def test_a_case_arrives_byte_for_byte(town: Office, province: Office, bundle: Path) -> None:
    """Entries, checkpoints and blobs are those of the office that sent them; one act says so."""
    done = bundle_import(province.open(), bundle, town.key)
    city, sent = f"{town.own}/13.73", read(bundle.read_bytes())
    assert province.logs[city] == town.logs[city]
    assert province.blobs(sent) == town.blobs(sent)
    assert set(province.blobs(sent)) == set(sent.blobs)
    entry = decode_entry(province.logs[province.own][0][-1])
    assert (entry.act, entry.body["log"], entry.body["size"]) == ("bundle_import", city, 5)
    assert entry.body["keys"] == [town.key]
    assert done.entry is not None
    assert (done.relation, done.entry.seq) == ("new", entry.seq)


def test_the_store_that_took_it_in_is_whole(town: Office, province: Office, bundle: Path) -> None:
    """Verification, each checkpoint included, and doctor have nothing to say of the copy."""
    workspace = province.open()
    bundle_import(workspace, bundle, town.key)
    found = verify(workspace, every=True)
    assert found.findings == ()
    assert [(one.city, one.entries) for one in found.logs] == [("", 3), ("kota", 5)]
    assert found.log_file is not None
    assert (found.log_file.lines, found.log_file.missing, found.log_file.strange) == (3, 0, 0)
    assert verify(workspace, city="13.73").findings == ()
    told = doctor(province.root, clock=SystemClock(), config_folder=province.config)
    assert [one for one in told if one.state == "fault"] == []


def test_the_same_is_imported_once(town: Office, province: Office, bundle: Path) -> None:
    """A second import of the same bundle writes nothing at all, and needs no key."""
    bundle_import(province.open(), bundle, town.key)
    before = province.logs
    again = bundle_import(province.open(), bundle)
    assert (again.relation, again.held, again.entry) == ("same", 5, None)
    assert province.logs == before


def test_a_dry_run_writes_nothing(town: Office, province: Office, bundle: Path) -> None:
    """It verifies and says what would come."""
    before = province.logs
    told = bundle_import(province.open(), bundle, town.key, dry_run=True)
    assert (told.relation, told.held, told.city.size, told.entry) == ("new", 0, 5, None)
    assert province.logs == before


def test_a_longer_history_goes_on_from_what_is_held(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """A newer bundle adds its entries; an older one afterwards says that what is held is newer."""
    bundle_import(province.open(), bundle, town.key)
    town.must(*NEXT)
    done = bundle_import(province.open(), town.export(tmp_path / "newer"))
    assert (done.relation, done.held, done.city.size) == ("longer", 5, 6)
    city = f"{town.own}/13.73"
    assert province.logs[city] == town.logs[city]
    assert set(read_case(province.open(), "kota").state.people) == {"Ani", "Budi"}
    before = province.logs
    older = bundle_import(province.open(), bundle)
    assert (older.relation, older.held, older.entry) == ("shorter", 6, None)
    assert province.logs == before
    assert verify(province.open(), every=True).findings == ()


def test_a_fork_is_shown_and_never_merged(
    copy: Callable[..., Office], town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """Two copies of an office acted on their own: both heads and the last common entry are told."""
    bundle_import(province.open(), bundle, town.key)
    other = copy("town", "other")
    town.must(*NEXT)
    bundle_import(province.open(), town.export(tmp_path / "one"))
    other.must("nil", "kota", "DINKES", "swot")
    other.must("nil", "kota", "DINKES", "tows")
    before = province.logs
    with pytest.raises(ForkedHistory) as refused:
        bundle_import(province.open(), other.export(tmp_path / "other one"))
    fork = refused.value
    assert fork.exit_code == 5
    assert (fork.held.seq, fork.held.act) == (6, "person_add")
    assert (fork.brought.seq, fork.brought.act) == (7, "nil")
    assert (fork.common.seq, fork.common.act) == (5, "advance")
    for end in (fork.held, fork.brought, fork.common):
        assert end.leaf[:16] in fork.message.en
    assert province.logs == before


def test_a_fork_that_is_shorter_is_a_fork(
    copy: Callable[..., Office], town: Office, province: Office, tmp_path: Path
) -> None:
    """A bundle with fewer entries is older only if what is held begins with it."""
    other = copy("town", "other")
    other.must("nil", "kota", "DINKES", "swot")
    town.must(*NEXT)
    town.must("nil", "kota", "DINKES", "tows")
    bring(town, province, tmp_path / "long")
    with pytest.raises(ForkedHistory) as refused:
        bundle_import(province.open(), other.export(tmp_path / "short"))
    assert (refused.value.held.seq, refused.value.brought.seq, refused.value.common.seq) == (
        7,
        6,
        5,
    )


@pytest.mark.parametrize(
    ("slug", "name", "code"),
    [
        ("kota", "Kota Lain", "13.74"),
        ("lain", "kota  contoh", "13.74"),
        ("lain", "Kota Lain", "13.73"),
    ],
)
def test_a_city_that_was_added_here_is_not_replaced(  # noqa: PLR0913  what may clash
    town: Office, province: Office, bundle: Path, slug: str, name: str, code: str
) -> None:
    """Slug, name or code is taken by a city with a history of its own: nothing is imported."""
    province.must(
        *("city", "add", slug, "--name", name, "--kind", "kota", "--province", "Provinsi"),
        *("--region-code", code),
    )
    before = province.logs
    with pytest.raises(CityTaken, match="another history"):
        bundle_import(province.open(), bundle, town.key)
    assert province.logs == before


def test_what_was_imported_is_not_added(town: Office, province: Office, bundle: Path) -> None:
    """The other way round: a city that lies here as a copy cannot be registered as one's own."""
    bundle_import(province.open(), bundle, town.key)
    words = ("city", "add", "kota", "--name", "Lain", "--kind", "kota", "--province", "P")
    assert province.run(*words, "--region-code", "13.74") == 2


def test_a_copy_of_the_same_office_catches_up(
    copy: Callable[..., Office], town: Office, tmp_path: Path
) -> None:
    """Two copies of one store: the older one takes the city's new entries, and acts on."""
    other = copy("town", "other")
    town.must(*NEXT)
    done = bundle_import(other.open(), town.export(tmp_path / "newer"))
    assert (done.relation, done.held, done.city.size) == ("longer", 5, 6)
    found = verify(other.open(), every=True)
    assert found.findings == ()
    assert found.log_file is not None
    assert found.log_file.missing == 0
    other.must("nil", "kota", "DINKES", "swot")
    assert verify(other.open()).findings == ()


def test_a_city_that_the_same_store_does_not_register_is_refused(
    copy: Callable[..., Office], town: Office, tmp_path: Path
) -> None:
    """An older copy of the store cannot learn of a city by a bundle: its store log is missing."""
    other = copy("town", "other")
    words = ("city", "add", "baru", "--name", "Baru", "--kind", "kota", "--province", "P")
    town.must(*words, "--region-code", "13.01")
    made = bundle_export(town.open(), "baru", tmp_path / "baru")
    with pytest.raises(NotRegisteredHere):
        bundle_import(other.open(), made.path)


def test_a_copy_of_the_same_store_with_another_key_is_refused(
    copy: Callable[..., Office], town: Office, tmp_path: Path
) -> None:
    """A rotation is an entry of the store log, which a bundle does not bring."""
    other = copy("town", "other")
    town.must("audit", "key", "rotate", "--reason", "uji")
    town.must(*NEXT)
    with pytest.raises(KeysDiffer):
        bundle_import(other.open(), town.export(tmp_path / "newer"))


# -- what the copy is here ------------------------------------------------------------------------


def test_nobody_acts_on_a_copy(town: Office, province: Office, bundle: Path) -> None:
    """Before a plan is made, and in the write itself; a checkpoint of it is not ours either."""
    workspace = province.open()
    bundle_import(workspace, bundle, town.key)
    planned: list[object] = []

    def plan(case: object) -> Draft:
        planned.append(case)
        return Draft("nil", {})

    with pytest.raises(ForeignCity, match=town.own):
        perform(workspace, "kota", plan)
    assert planned == []
    with pytest.raises(ForeignCity):
        city_checkpoint(workspace, "kota")
    with pytest.raises(ForeignCity):
        bundle_export(workspace, "kota", province.root / "x")


def test_a_copy_that_was_changed_is_not_shown(town: Office, province: Office, bundle: Path) -> None:
    """Even entries that its own office has signed do not lengthen what was imported."""
    bundle_import(province.open(), bundle, town.key)
    city = f"{town.own}/13.73"
    town.must(*NEXT)
    contents, notes = town.logs[city]
    newest = decode_entry(contents[-1])
    with sqlite3.connect(province.root / "smartflow.db") as store:
        store.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (city, 6, newest.prev, contents[-1]))
        store.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (city, 6, notes[6]))
    store.close()
    with pytest.raises(BrokenChain):
        read_case(province.open(), "kota")
    found = [(one.kind, one.log, one.entry) for one in verify(province.open()).findings]
    assert found == [("inserted", city, 6)]


ATTACKS = {
    "DELETE FROM entry WHERE log = ? AND seq = 5": {"truncated"},
    "DELETE FROM entry WHERE log = ?": {"missing city"},
    "DELETE FROM checkpoint WHERE log = ?": {"unsigned"},
    "DELETE FROM checkpoint WHERE log = ? AND size = 3": {"missing checkpoint"},
    "DELETE FROM checkpoint WHERE log = ? AND size = 5": {"missing checkpoint"},
    "DELETE FROM entry WHERE log = ? AND seq > 4; DELETE FROM checkpoint WHERE size > 4": {
        "rolled back"
    },
    "UPDATE entry SET bytes = bytes || ' ' WHERE log = ? AND seq = 2": {"edited"},
}


def test_a_drill_is_on_a_city_of_ones_own(town: Office, province: Office, bundle: Path) -> None:
    """Attacks with the store's key say nothing of a copy, which another key has signed."""
    bundle_import(province.open(), bundle, town.key)
    with pytest.raises(NothingToDrill):
        drill(province.open())


@pytest.mark.parametrize(("statement", "kinds"), ATTACKS.items())
def test_an_attack_on_a_copy_is_named(
    town: Office, province: Office, bundle: Path, statement: str, kinds: set[str]
) -> None:
    """The copy is guarded by its own office's signatures and by what was recorded of it here."""
    bundle_import(province.open(), bundle, town.key)
    city = f"{town.own}/13.73"
    with sqlite3.connect(province.root / "smartflow.db") as store:
        store.execute("PRAGMA ignore_check_constraints = 1")
        for one in statement.replace("bytes || ' '", "CAST(bytes || ' ' AS BLOB)").split("; "):
            store.execute(one, (city,) * one.count("?"))
    store.close()
    found = {(one.kind.value, one.log) for one in verify(province.open()).findings}
    assert found == {(kind, city) for kind in kinds}


def test_what_was_erased_at_home_is_erased_here(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """Rows that the city erased are gone in the copy too, and verification says erased."""
    bundle_import(province.open(), bundle, town.key)
    sent = read(bundle.read_bytes())
    acting = open_workspace(town.root, actor_name="Ani", config_folder=town.config)
    erased = erase(acting, "kota", 4, part="rows", reason="permintaan")
    acting.close()
    gone = erased.parts[0].digest
    content = province.blobs(sent)[gone]
    assert content in (province.root / "smartflow.db").read_bytes()
    done = bundle_import(province.open(), town.export(tmp_path / "newer"))
    assert done.relation == "longer"
    assert gone not in province.blobs(sent)
    assert content not in (province.root / "smartflow.db").read_bytes()
    found = verify(province.open())
    assert (found.findings, [one.digest for one in found.erased]) == ((), [gone])


def test_what_another_log_needs_is_not_erased(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """An erasure elsewhere takes nothing on which a history of this store rests."""
    sent = read(bundle.read_bytes())
    bundle_import(province.open(), bundle, town.key)
    acting = open_workspace(town.root, actor_name="Ani", config_folder=town.config)
    gone = erase(acting, "kota", 4, part="rows", reason="permintaan").parts[0].digest
    acting.close()
    province.must(
        *("city", "add", "lain", "--name", "Lain", "--kind", "kota", "--province", "P"),
        *("--region-code", "13.02"),
    )
    workspace = province.open()
    perform(workspace, "lain", lambda _: Draft("record", {"kind": "mou", "file": gone}))
    bundle_import(province.open(), town.export(tmp_path / "newer"))
    assert gone in province.blobs(sent)


def test_cosignatures_that_came_later_come_along(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """A checkpoint that is held gets the lines that a witness has put under it since."""
    bundle_import(province.open(), bundle, town.key)
    city = f"{town.own}/13.73"
    line = Signature("saksi.go.id/1", b"abcd", bytes(72))
    note = parse_note(town.logs[city][1][5])
    grown = Note(note.text, (*note.signatures, line)).encode()
    with town.open().store.write(city) as writing:
        writing.put_checkpoint(city, 5, grown)
    town.must(*NEXT)
    bundle_import(province.open(), town.export(tmp_path / "newer"))
    assert province.logs[city][1][5] == grown


def test_who_comes_second_writes_nothing(
    town: Office, province: Office, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two import the same at once: what the first has written is seen inside the second's write."""
    real, answers = module.difference, [Difference("new", 0)]

    def late(*given: object) -> Difference:
        return answers.pop() if answers else real(*given)  # type: ignore[arg-type]

    bundle_import(province.open(), bundle, town.key)
    before = province.logs
    monkeypatch.setattr(module, "difference", late)
    done = bundle_import(province.open(), bundle)
    assert (done.relation, done.entry) == ("same", None)
    assert province.logs == before


def test_a_city_that_is_registered_meanwhile_is_seen(
    town: Office, province: Office, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the write somebody adds the city here: nothing is imported."""
    real = module.read_bundle

    def slow(*given: Any) -> Any:
        words = ("city", "add", "lain", "--name", "Lain", "--kind", "kota", "--province", "P")
        province.must(*words, "--region-code", "13.73")
        return real(*given)

    monkeypatch.setattr(module, "read_bundle", slow)
    with pytest.raises(CityTaken):
        bundle_import(province.open(), bundle, town.key)
    assert f"{town.own}/13.73" not in province.logs


# -- export ---------------------------------------------------------------------------------------


def test_the_same_case_makes_the_same_file(town: Office, tmp_path: Path) -> None:
    """Nothing of the moment or the place of exporting is in it."""
    one, other = town.export(tmp_path / "one.x"), town.export(tmp_path / "other")
    assert (one.name, other.name) == ("one.x", "other.smartflow")
    assert one.read_bytes() == other.read_bytes()


def test_no_other_city_is_told(town: Office, tmp_path: Path) -> None:
    """The store log stays at home: a bundle holds no name of the office's other cities."""
    words = ("city", "add", "rahasia", "--name", "Rahasia", "--kind", "kota", "--province", "P")
    town.must(*words, "--region-code", "13.01")
    content = town.export(tmp_path / "x").read_bytes()
    assert read(content).opened.manifest.city.slug == "kota"
    assert b"ahasia" not in content


def test_an_office_that_cannot_sign_exports_nothing(town: Office, tmp_path: Path) -> None:
    """Without a key, or without the private half on this computer: refused, and no file."""
    shutil.rmtree(town.config)
    with pytest.raises(SigningKeyMissing):
        town.export(tmp_path / "x")
    root = tmp_path / "unsigned"
    init(root, clock=SystemClock(), language="id")
    unsigned = Office(root, tmp_path / "none")
    assert unsigned.run("city", "add", "kota", "--name", "K", "--kind", "kota", "--province", "P",
                        "--region-code", "13.73") == 0  # fmt: skip
    with pytest.raises(NotSigned):
        unsigned.export(tmp_path / "x")
    unsigned.close()
    assert not (tmp_path / "x.smartflow").exists()


def test_a_bundle_takes_no_file_of_the_workspace(town: Office) -> None:
    """The database stays what it is."""
    before = (town.root / "smartflow.db").read_bytes()
    with pytest.raises(OwnFile):
        town.export(town.root / "smartflow.db")
    assert (town.root / "smartflow.db").read_bytes() == before


def test_a_case_that_is_not_whole_is_not_exported(town: Office, tmp_path: Path) -> None:
    """What another office would refuse is refused here: a blob is gone, and nobody erased it."""
    from smartflow.offices.bundle.proof import BundleFalse

    with sqlite3.connect(town.root / "smartflow.db") as store:
        store.execute("DELETE FROM blob")
    store.close()
    with pytest.raises(BundleFalse, match="is not there"):
        town.export(tmp_path / "x")
    assert not list(tmp_path.glob("*x*smartflow*"))


def test_the_members_are_those_of_the_manifest(bundle: Path) -> None:
    """The order and the names are fixed, so that two bundles can be compared by eye."""
    names = list(members(bundle.read_bytes()))
    first = ["manifest.json", "manifest.sig", "store.json", "keys.txt", "history.jsonl",
             "checkpoints.txt"]  # fmt: skip
    assert names[:6] == first
    assert names[6:] == sorted(names[6:])
    assert all(name.startswith("blobs/") for name in names[6:])
