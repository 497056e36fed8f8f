"""Hostile bundles: changed on their way, put together by hand, or signed over what is not true."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from bundle_parts import (
    Office,
    entry_of,
    line_of,
    lines_of,
    members,
    note_over,
    notes_of,
    read,
    resigned,
    rewritten,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.errors import SmartflowError
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.entry import decode_entry, encode_entry
from smartflow.history.seals.note_key import fresh_signer_key
from smartflow.history.seals.signed_note import cosign
from smartflow.history.strict_base64 import to_base64
from smartflow.ledger.attachments import named_blobs
from smartflow.offices.bundle.export import bundle_export
from smartflow.offices.bundle.file import BundleDamaged, BundleWriter, NotABundle
from smartflow.offices.bundle.importing import bundle_import
from smartflow.offices.bundle.manifest import Manifest, NewerBundle
from smartflow.offices.bundle.proof import BundleFalse

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(made: Path) -> bytes:
    """Return the bytes of a bundle."""
    return (made / "kota.smartflow").read_bytes()


@pytest.fixture
def made_key(make_key: Callable[[str], tuple[Path, str]]) -> tuple[Path, str]:
    """Return an SSH key: its file, and its public line."""
    return make_key("id_rina")


# -- on its way -----------------------------------------------------------------------------------


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_bit_is_refused_wherever_it_is(whole: bytes, data: st.DataObject) -> None:
    """No byte is one that nobody looks at: each of them, changed, makes the bundle another."""
    changed = bytearray(whole)
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((BundleDamaged, NotABundle, NewerBundle)):
        read(bytes(changed))


def test_every_byte_of_the_first_members_counts(whole: bytes) -> None:
    """All of the headers, the manifest and the signature, without exception."""
    end = whole.index(b"store.json", whole.index(b"manifest.sig"))
    for place in range(end):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises((BundleDamaged, NotABundle, NewerBundle)):
            read(bytes(changed))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_bundle_that_was_cut_is_refused(whole: bytes, data: st.DataObject) -> None:
    """At any length, and in half above all."""
    for length in (len(whole) // 2, data.draw(st.integers(0, len(whole) - 1))):
        with pytest.raises((BundleDamaged, NotABundle)):
            read(whole[:length])


def test_nothing_of_a_refused_bundle_is_kept(
    town: Office, province: Office, bundle: Path, whole: bytes
) -> None:
    """Whatever is wrong with the file, the store is afterwards what it was before."""
    before, database = province.logs, (province.root / "smartflow.db").read_bytes()
    for place in (0, 40, 900, 2000, len(whole) // 2, len(whole) - 30):
        changed = bytearray(whole)
        changed[place] ^= 255
        bundle.write_bytes(bytes(changed))
        with pytest.raises(SmartflowError) as refused:
            bundle_import(province.open(), bundle, town.key)
        assert refused.value.exit_code == 2
    assert province.logs == before
    assert (province.root / "smartflow.db").read_bytes() == database


def test_a_file_that_changes_between_reading_and_writing_is_refused(
    town: Office, province: Office, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written is compared once more, inside the transaction, and all of it is undone."""
    from smartflow.offices.bundle import importing as module

    real = module.write_bundle

    def late(*given: object) -> None:
        content = bytearray(bundle.read_bytes())
        content[content.rindex(b"blobs/", 0, content.index(b"PK\x01\x02")) + 80] ^= 1
        with bundle.open("r+b") as file:
            file.write(content)
        real(*given)  # type: ignore[arg-type]

    before = province.logs
    monkeypatch.setattr(module, "write_bundle", late)
    with pytest.raises(SmartflowError) as refused:
        bundle_import(province.open(), bundle, town.key)
    assert refused.value.code == "altered-blob"
    assert province.logs == before


# -- other files ----------------------------------------------------------------------------------


def test_other_files_are_called_what_they_are(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """Nothing there, nothing in it, a picture, another archive, a folder: no bundle."""
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n" + bytes(999))
    (tmp_path / "folder").mkdir()
    with zipfile.ZipFile(tmp_path / "packed anew", "w") as archive:
        archive.write(bundle, "kota.smartflow")
    for name in ("missing", "empty", "picture", "folder", "packed anew"):
        with pytest.raises(NotABundle):
            bundle_import(province.open(), tmp_path / name, town.key)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_link_or_a_pipe_is_not_followed(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """A pipe would have us wait for ever, a link leads to another file than the one that came."""
    (tmp_path / "link").symlink_to(bundle)
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(NotABundle):
            bundle_import(province.open(), tmp_path / name, town.key)


def test_members_packed_by_another_program_are_refused(whole: bytes) -> None:
    """The same members, compressed or with a time: only the form that we write is read."""
    for method, year in ((zipfile.ZIP_DEFLATED, 1980), (zipfile.ZIP_STORED, 2026)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in members(whole).items():
                archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content, method)
        with pytest.raises((BundleDamaged, NotABundle)):
            read(out.getvalue())


# -- signed, and not true -------------------------------------------------------------------------


def lines(parts: Parts) -> list[bytes]:
    """Return the lines of the history."""
    return parts["history.jsonl"].splitlines(keepends=True)


def drop_blob(parts: Parts) -> None:
    """Leave out a blob that an entry names."""
    del parts[next(name for name in parts if name.startswith("blobs/"))]


def add_blob(parts: Parts) -> None:
    """Bring a blob that no entry names."""
    names = sorted([*(n for n in parts if n.startswith("blobs/")), f"blobs/{sha256_hex(b'x')}"])
    blobs = {name: parts.pop(name, b"x") for name in names}
    parts.update(blobs)


def misname_blob(parts: Parts) -> None:
    """Put other bytes under a blob's name."""
    name = next(name for name in parts if name.startswith("blobs/"))
    parts[name] = b"other"


def edit_entry(parts: Parts) -> None:
    """Change an entry in the middle, with the leaf hash that its line then has."""
    told = lines(parts)
    told[1] = line_of(entry_of(told[1]).replace(b"Dinas", b"Dines"))
    parts["history.jsonl"] = b"".join(told)


def edit_leaf(parts: Parts) -> None:
    """Let a line tell another leaf hash."""
    told = lines(parts)
    told[1] = told[1].replace(json.loads(told[1])["leaf"].encode(), b"0" * 64)
    parts["history.jsonl"] = b"".join(told)


def drop_note(parts: Parts) -> None:
    """Leave out a checkpoint in the middle."""
    notes = parts["checkpoints.txt"].split(b"\n\n")
    parts["checkpoints.txt"] = b"\n\n".join(notes[:2] + notes[4:])


def drop_newest_note(parts: Parts) -> None:
    """Leave out the newest checkpoint."""
    notes = parts["checkpoints.txt"].split(b"\n\n")
    parts["checkpoints.txt"] = b"\n\n".join(notes[:-2]) + b"\n"


def foreign_note(parts: Parts) -> None:
    """Let a checkpoint tell of another size."""
    parts["checkpoints.txt"] = parts["checkpoints.txt"].replace(b"/13.73\n2\n", b"/13.73\n9\n")


def no_notes(parts: Parts) -> None:
    """Bring no checkpoints."""
    parts["checkpoints.txt"] = b""


def other_keys(parts: Parts) -> None:
    """Hand out another key."""
    parts["keys.txt"] += b"x\n"


def no_registration(parts: Parts) -> None:
    """Do not show that the city is registered."""
    shown = json.loads(parts["store.json"])
    shown["entries"] = [one for one in shown["entries"] if "city_register" not in one["entry"]]
    parts["store.json"] = canonical_bytes(shown)


def other_registration(parts: Parts) -> None:
    """Change the entry that registers the city."""
    parts["store.json"] = parts["store.json"].replace(b"Kota Contoh", b"Kota Canteh")


def no_proof(parts: Parts) -> None:
    """Leave a proof empty."""
    shown = json.loads(parts["store.json"])
    shown["entries"][-1]["proof"] = []
    parts["store.json"] = canonical_bytes(shown)


def unreadable_proof(parts: Parts) -> None:
    """Bring no JSON."""
    parts["store.json"] = b"{"


FALSE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "blob left out": (drop_blob, "is not there"),
    "blob that nobody named": (add_blob, "not those that the history names"),
    "blob of another name": (misname_blob, "lists what no bundle has"),
    "entry edited": (edit_entry, "entry 2"),
    "leaf hash edited": (edit_leaf, "line 2 of its history"),
    "checkpoint left out": (drop_note, "checkpoint of entry 2"),
    "newest checkpoint left out": (drop_newest_note, "checkpoint of entry 5"),
    "checkpoint of another size": (foreign_note, "checkpoint of entry 2"),
    "no checkpoints": (no_notes, "unreadable"),
    "other keys": (other_keys, "other keys"),
    "not registered": (no_registration, "is not registered"),
    "registered otherwise": (other_registration, "Merkle proof"),
    "no proof": (no_proof, "Merkle proof"),
    "unreadable proof": (unreadable_proof, "unreadable"),
}


@pytest.mark.parametrize(("change", "why"), FALSE.values(), ids=FALSE)
def test_what_an_office_signs_and_is_not_true_is_refused(
    town: Office, whole: bytes, change: Callable[[Parts], None], why: str
) -> None:
    """The signature is good, the file is whole, and each claim in it is checked all the same."""
    with pytest.raises(BundleFalse, match=why) as refused:
        read(resigned(whole, town.signer, change))
    assert refused.value.exit_code == 4


@pytest.mark.parametrize(
    "said",
    [
        {"size": 4},
        {"leaf": "0" * 64},
        {"root": "AAAA"},
        {"at": "2020-01-01T00:00:00Z"},
        {"erased": ("0" * 64,)},
        {"log": "smartflow/0123456789abcdef/13.73"},
        {"members": ()},
    ],
    ids=lambda said: next(iter(said)),
)
def test_what_the_manifest_says_is_held_against_the_history(
    town: Office, whole: bytes, said: dict[str, object]
) -> None:
    """No figure of the manifest is taken for what it says, though the office has signed it."""
    with pytest.raises(BundleFalse):
        read(resigned(whole, town.signer, **said))


def test_a_manifest_of_another_form_asks_for_an_upgrade(town: Office, whole: bytes) -> None:
    """A later form is no damage; a word that was never one is."""
    with pytest.raises(NewerBundle):
        read(resigned(whole, town.signer, format="smartflow/bundle/2"))
    with pytest.raises(BundleDamaged):
        read(resigned(whole, town.signer, format="other"))


def test_a_history_that_comes_to_no_city_is_refused(town: Office, whole: bytes) -> None:
    """An entry that is well-formed and makes no sense must not stand in anybody's status."""

    def change(parts: Parts) -> None:
        told = lines(parts)
        first = decode_entry(entry_of(told[0]))
        nonsense = msgspec.structs.replace(first, body={"city": 7})
        parts["history.jsonl"] = line_of(encode_entry(nonsense))

    with pytest.raises(BundleFalse):
        read(resigned(whole, town.signer, change))


def test_a_decision_is_never_said_to_be_erased(town: Office, whole: bytes) -> None:
    """Only submissions and attendance may be gone; a verdict that is missing is missing."""
    bundle = read(whole)
    decided = next(entry for entry in bundle.entries if entry.act == "advance")
    gone = min(named_blobs(decided))

    def change(parts: Parts) -> None:
        del parts[f"blobs/{gone}"]

    with pytest.raises(BundleFalse, match="is not there"):
        read(resigned(whole, town.signer, change, erased=(gone,)))


def test_an_answer_that_nobody_signed_is_refused(
    town: Office, made_key: tuple[Path, str], tmp_path: Path
) -> None:
    """An office that turns a signed refusal into an approval, and signs all of it, is found out."""
    secret, public = made_key
    (tmp_path / "rina.pub").write_text(public, encoding="ascii")
    town.must(
        *("person", "add", "kota", "Rina", "--role", "team", "--post", "Kepala"),
        *("--ssh-key", str(tmp_path / "rina.pub")),
    )
    town.must(
        *("--as", "Rina", "sign-off", "kota", "--role", "team", "--decline"),
        *("--reason", "belum lengkap", "--sign-with", str(secret)),
    )
    content = town.export(tmp_path / "x").read_bytes()
    assert read(content).state.sign_offs[0].answer == "decline"
    contents = list(map(entry_of, lines_of(content)))
    contents[-1] = contents[-1].replace(b'"answer":"decline"', b'"answer":"approve"')
    note = note_over(f"{town.own}/13.73", contents, town.signer)
    with pytest.raises(BundleFalse, match="the answer in entry 7 is not proved"):
        read(rewritten(content, town.signer, contents, [*notes_of(content)[:-1], note]))


def test_a_newest_entry_that_was_edited_is_refused(town: Office, whole: bytes) -> None:
    """The chain shows nothing of it, and the manifest tells the truth: the checkpoint does."""
    contents = list(map(entry_of, lines_of(whole)))
    contents[-1] = contents[-1].replace(b'"result":"refused"', b'"result":"moved"')
    with pytest.raises(BundleFalse, match="checkpoint of entry 5: two histories"):
        read(rewritten(whole, town.signer, contents, notes_of(whole)))


def test_an_erasure_of_what_lasts_is_refused(town: Office, whole: bytes) -> None:
    """An entry that calls a verdict personal data erases nothing, though all of it is signed."""
    decided = next(entry for entry in read(whole).entries if entry.act == "advance")
    gone = min(named_blobs(decided))
    contents = list(map(entry_of, lines_of(whole)))
    erase = {"digest": gone, "entry": decided.seq, "what": "rows"}
    seq, prev = len(contents) + 1, leaf_hash(contents[-1])
    contents.append(
        encode_entry(msgspec.structs.replace(decided, seq=seq, prev=prev, act="erase", body=erase))
    )
    note = note_over(f"{town.own}/13.73", contents, town.signer)
    extended = rewritten(whole, town.signer, contents, [*notes_of(whole), note])
    assert len(read(extended).entries) == 6

    def change(parts: Parts) -> None:
        del parts[f"blobs/{gone}"]

    with pytest.raises(BundleFalse, match="is not there"):
        read(resigned(extended, town.signer, change, erased=(gone,)))


def test_checkpoints_are_by_the_key_of_their_time(town: Office, tmp_path: Path) -> None:
    """After a rotation the old key signs no more: not in the middle, and not the newest one."""
    old, log = town.signer, f"{town.own}/13.73"
    town.must("audit", "key", "rotate", "--reason", "uji")
    town.must("nil", "kota", "DINKES", "swot")
    town.must("nil", "kota", "DINKES", "tows")
    content = town.export(tmp_path / "x").read_bytes()
    contents, notes = list(map(entry_of, lines_of(content))), notes_of(content)
    assert len(read(rewritten(content, town.signer, contents, notes)).notes) == 7
    amid = [*notes[:5], note_over(log, contents[:6], old), notes[6]]
    newest = [note_over(log, contents[: size + 1], old) for size in range(7)]
    for wrong, place in ((amid, 6), (newest, 7)):
        with pytest.raises(BundleFalse, match=f"checkpoint of entry {place}: it is signed with"):
            read(rewritten(content, town.signer, contents, wrong))


def test_the_proof_must_be_of_this_city_and_this_store(
    town: Office, whole: bytes, tmp_path: Path
) -> None:
    """What shows that another city is registered, or another log of the same key, shows nothing."""
    words = ("city", "add", "baru", "--name", "Baru", "--kind", "kota", "--province", "P")
    town.must(*words, "--region-code", "13.01")
    made = bundle_export(town.open(), "baru", tmp_path / "baru")
    other = members(made.path.read_bytes())["store.json"]
    with pytest.raises(BundleFalse, match="is not registered in that store"):
        read(resigned(whole, town.signer, lambda parts: parts.update({"store.json": other})))
    shown, log = json.loads(members(whole)["store.json"]), "smartflow/0123456789abcdef"
    placed = [one["entry"].replace(f'"log":"{town.own}"', f'"log":"{log}"') for one in
              shown["entries"]]  # fmt: skip
    placed = [re.sub(r'"seq":\d+', f'"seq":{n}', one) for n, one in enumerate(placed, start=1)]
    leaves = [bytes.fromhex(leaf_hash(one.encode())) for one in placed]
    note = note_over(log, [one.encode() for one in placed], town.signer).decode()
    proofs = [[to_base64(leaves[1 - index])] for index in range(2)]
    entries = [{"entry": one, "proof": two} for one, two in zip(placed, proofs, strict=True)]
    forged = canonical_bytes({"note": note, "entries": entries, "rotations": []})
    with pytest.raises(BundleFalse, match="the proof is of another store"):
        read(resigned(whole, town.signer, lambda parts: parts.update({"store.json": forged})))


def test_a_second_line_under_the_seal_is_refused(town: Office, whole: bytes) -> None:
    """A signature of which nobody knows the key says nothing, so there is no room for one."""
    parts = members(whole)
    parts["manifest.sig"] = cosign(parts["manifest.sig"], (fresh_signer_key("saksi.go.id"),))
    out = io.BytesIO()
    writer = BundleWriter(out)
    for name, content in parts.items():
        writer.add(name, content)
    writer.close()
    with pytest.raises(BundleDamaged, match="not over what it says"):
        read(out.getvalue())


def test_a_bundle_put_together_anew_is_the_same(town: Office, whole: bytes) -> None:
    """The guard of this file: with nothing changed, what our tests sign is the bundle itself."""
    assert resigned(whole, town.signer) == whole
    manifest = msgspec.json.decode(members(whole)["manifest.json"], type=Manifest)
    assert read(whole).opened.manifest == manifest
