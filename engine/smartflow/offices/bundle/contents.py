"""What a bundle holds, verified before anything of it is kept: every entry, checkpoint and blob.

The signature tells that the bundle is what its office wrote; this module tells whether that can be
a city's case at all: the chain, each checkpoint over it, the blobs that the entries name, the
answers that people have signed. Blobs are looked at one after the other and not kept in memory.

Must not import the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.errors import SmartflowError
from smartflow.fold.state import CityState
from smartflow.history.entries.entry import Entry
from smartflow.history.seals.merkle import tree_root
from smartflow.history.strict_base64 import to_base64
from smartflow.language import Text
from smartflow.ledger.attachments import PERSONAL_ACTS, named_blobs
from smartflow.ledger.erased import erased_digests
from smartflow.offices.bundle.bounds import check_city, check_days, check_workflow, copy_of
from smartflow.offices.bundle.file import MOST_BYTES, BundleReader, NotABundle, Place
from smartflow.offices.bundle.history import (
    check_checkpoints,
    contents_in,
    folded,
    history_chain,
    notes_in,
)
from smartflow.offices.bundle.manifest import (
    CHECKPOINTS,
    HISTORY,
    KEYS,
    MANIFEST,
    SEAL,
    STORE,
    Manifest,
    blob_name,
    check_seal,
    read_manifest,
)
from smartflow.offices.bundle.proof import BundleFalse, Proved, check_proof
from smartflow.workflow.digests import workflow_from_bytes

__all__ = [
    "LARGEST",
    "LARGEST_BLOB",
    "Bundle",
    "Opened",
    "keys_text",
    "open_bundle",
    "read_bundle",
    "split_blobs",
]

LARGEST: Final = {
    MANIFEST: 1 << 25,
    SEAL: 1 << 14,
    STORE: 1 << 24,
    KEYS: 1 << 20,
    HISTORY: 1 << 27,
    CHECKPOINTS: 1 << 27,
}
"""How large each member may be; what is larger is neither written nor read. A history is held in
memory while it is imported: some 300,000 entries, a thousand times those of a city."""

LARGEST_BLOB: Final = 1 << 28
"""How large a blob may be."""

_FIRST: Final = (STORE, KEYS, HISTORY, CHECKPOINTS)


class Opened(msgspec.Struct, frozen=True):
    """The first members of a bundle: by them it is known who wrote it.

    Attributes:
        manifest: The manifest, which its own last key has signed.
        proved: What is shown of the store.
        digest: The sha256 of the manifest, by which the bundle is named.
    """

    manifest: Manifest
    proved: Proved
    digest: str


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was read to its end and verified.

    Attributes:
        opened: Its first members.
        contents: The bytes of the city's entries, the first one first.
        leaves: Their leaf hashes in hex, in the same order.
        entries: The same entries, read.
        notes: The checkpoints, by their size.
        blobs: Where each blob lies in the file, by its digest.
        erased: The blobs that are gone because the history says that they were erased.
        state: What the entries come to.
    """

    opened: Opened
    contents: tuple[bytes, ...]
    leaves: tuple[str, ...]
    entries: tuple[Entry, ...]
    notes: Mapping[int, bytes]
    blobs: Mapping[str, Place]
    erased: tuple[str, ...]
    state: CityState


def open_bundle(reader: BundleReader) -> Opened:
    """Read the first members of a bundle: whether it is whole so far, and whose it is.

    Whether that office is to be trusted is not asked here.

    Raises:
        NotABundle: it is another file.
        NewerBundle: a newer SmartFlow wrote it.
        BundleDamaged: it is not as it was signed.
        BundleFalse: what it shows of its store does not hold.
    """
    if not reader.begins(MANIFEST):
        why = Text(id="isinya lain", en="it holds something else")
        raise NotABundle(name=reader.name, why=why)
    content = reader.take(MANIFEST, LARGEST[MANIFEST])
    manifest = read_manifest(content)
    seal = reader.take(SEAL, LARGEST[SEAL])
    if manifest is None or not check_seal(seal, manifest):
        raise reader.damaged(
            Text(
                id="tanda tangannya bukan atas isi ini", en="its signature is not over what it says"
            )
        )
    if not _is_listing(manifest):
        raise BundleFalse(why=Text(id="daftar isinya keliru", en="it lists what no bundle has"))
    digest = copy_of(manifest, sha256_hex(content)).bundle
    proof = _member(reader, manifest, 0)
    return Opened(manifest, check_proof(proof, manifest), digest)


def read_bundle(reader: BundleReader, opened: Opened) -> Bundle:
    """Read the rest of a bundle, and verify all of it.

    Raises:
        BundleDamaged: it is not as it was signed.
        BundleFalse: it is, and cannot be true.
        NewerEntry: only a newer SmartFlow can read one of its entries.
    """
    manifest, keys = opened.manifest, opened.proved.keys.all
    if _member(reader, manifest, 1) != keys_text(manifest.keys).encode():
        raise BundleFalse(why=Text(id="daftar kuncinya lain", en="it hands out other keys"))
    contents = contents_in(_member(reader, manifest, 2))
    chain = history_chain(manifest.log, contents)
    leaves = tuple(chain.leaves)
    notes = check_checkpoints(manifest.log, leaves, notes_in(_member(reader, manifest, 3)), keys)
    state = folded(chain.entries)
    _check_said(manifest, leaves, chain.entries, state)
    check_city(state.city)
    check_days(chain.entries)
    blobs = _blobs(reader, manifest)
    reader.end()
    kept, gone = split_blobs(chain.entries, blobs.__contains__)
    if set(kept) != set(blobs) or gone != manifest.erased:
        raise BundleFalse(
            why=Text(
                id="lampirannya bukan yang disebut riwayat",
                en="its attachments are not those that the history names",
            )
        )
    bundle = Bundle(opened, contents, leaves, tuple(chain.entries), notes, blobs, gone, state)
    _check_decisions(reader, bundle)
    return bundle


def keys_text(keys: Iterable[str]) -> str:
    """Return the member ``keys.txt``: the keys of a store, a line each, the oldest first."""
    return "".join(f"{key}\n" for key in keys)


def split_blobs(
    entries: Sequence[Entry], is_there: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the blobs that entries name: those that are there, and those that were erased, sorted.

    Only what is personal may be gone, and only where the history says that it was erased.

    Args:
        entries: A city's entries.
        is_there: Says of a digest whether its blob is at hand.

    Raises:
        BundleFalse: one is gone that must be there.
    """
    erased = erased_digests(entries)
    named: dict[str, bool] = {}
    for entry in entries:
        for digest in named_blobs(entry):
            named[digest] = named.get(digest, True) and entry.act in PERSONAL_ACTS
    gone_for_good = {digest for digest in erased if named.get(digest)}
    kept = tuple(sorted(one for one in named if one not in gone_for_good and is_there(one)))
    gone = tuple(sorted(named.keys() - set(kept)))
    for digest in gone:
        if digest not in erased or not named[digest]:
            raise BundleFalse(
                why=Text(
                    id=f"lampiran {digest[:12]}… tidak ada", en=f"blob {digest[:12]}… is not there"
                )
            )
    return kept, gone


def _is_listing(manifest: Manifest) -> bool:
    """Say whether a manifest lists the members of a bundle, in their order and of bearable size."""
    names = tuple(one.name for one in manifest.members)
    first, blobs = manifest.members[: len(_FIRST)], manifest.members[len(_FIRST) :]
    return (
        names == (*_FIRST, *(blob_name(one.sha256) for one in blobs))
        and [one.sha256 for one in blobs] == sorted({one.sha256 for one in blobs})
        and all(one.size <= LARGEST[one.name] for one in first)
        and all(one.size <= LARGEST_BLOB for one in blobs)
        and sum(one.size for one in manifest.members) <= MOST_BYTES
    )


def _member(reader: BundleReader, manifest: Manifest, place: int) -> bytes:
    """Return a member that the manifest lists."""
    said = manifest.members[place]
    content = reader.take(said.name, said.size)
    if (len(content), sha256_hex(content)) != (said.size, said.sha256):
        raise reader.damaged(Text(id=f"{said.name} berubah", en=f"{said.name} was changed"))
    return content


def _blobs(reader: BundleReader, manifest: Manifest) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for said in manifest.members[len(_FIRST) :]:
        place, digest = reader.pass_by(said.name, said.size)
        if (place.size, digest) != (said.size, said.sha256):
            raise reader.damaged(Text(id=f"{said.name} berubah", en=f"{said.name} was changed"))
        found[digest] = place
    return found


def _check_said(
    manifest: Manifest, leaves: Sequence[str], entries: Sequence[Entry], state: CityState
) -> None:
    """Check that a history is the one of which the manifest tells."""
    city, root = state.city, to_base64(tree_root(map(bytes.fromhex, leaves)))
    said = (manifest.size, manifest.leaf, manifest.root, manifest.at)
    named = (manifest.city.slug, manifest.city.name, manifest.city.region_code)
    if said != (len(leaves), leaves[-1], root, entries[-1].at) or named != (
        city.slug,
        city.name,
        city.region_code,
    ):
        raise BundleFalse(
            why=Text(
                id="riwayatnya lain dari keterangannya", en="its history is not what it says of it"
            )
        )


def _check_decisions(reader: BundleReader, bundle: Bundle) -> None:
    """Check what decisions rest on: the workflow can be read, and each signed answer is proved."""
    from smartflow.journey.answers.signed_answers import signature_faults

    def read(digests: Iterable[str]) -> dict[str, bytes]:
        held = ((one, bundle.blobs.get(one)) for one in digests)
        return {digest: reader.again(place) for digest, place in held if place is not None}

    pinned = bundle.state.workflow.digest
    try:
        workflow = workflow_from_bytes(read((pinned,)).get(pinned, b""))
        workflow.stage(bundle.state.stage)
        check_workflow(workflow)
    except BundleFalse:
        raise
    except (SmartflowError, ValueError, LookupError, TypeError) as error:
        raise BundleFalse(
            why=Text(id="alur kerjanya tidak terbaca", en="its workflow is unreadable")
        ) from error
    faults = signature_faults(bundle.entries, read)
    if faults:
        first = faults[0]
        raise BundleFalse(
            why=Text(
                id=f"jawaban pada entri {first.seq} tidak terbukti ({first.message.id})",
                en=f"the answer in entry {first.seq} is not proved ({first.message.en})",
            )
        )
