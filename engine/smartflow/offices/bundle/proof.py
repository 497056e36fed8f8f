"""What a bundle shows of the store log: whose keys these are, and that the city is registered.

The store log itself stays at home, for it names every other city. What goes along is the entries
that introduce the keys and the one that registers the city, each with the proof that it stands in
the tree of the store log's newest checkpoint (RFC 6962, section 2.1.1), and for each rotation the
checkpoint by which the old key named the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.keys.rotations import rotations_of, successor
from smartflow.canonical import canonical_bytes
from smartflow.errors import IntegrityFailure
from smartflow.history.acts import CityRegister, readable_act
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.history.seals.checkpoint import open_checkpoint
from smartflow.history.seals.checkpoint_file import Rotation
from smartflow.history.seals.merkle import leaf_digest
from smartflow.history.seals.merkle_proof import check_inclusion, inclusion_proof
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text
from smartflow.ledger.keys import KEY_ACTS, StoreKeys, keys_among

if TYPE_CHECKING:
    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.ledger.register import Register, RegisteredCity
    from smartflow.offices.bundle.manifest import Manifest
    from smartflow.store.protocol import Reading

__all__ = ["BundleFalse", "Proved", "check_proof", "make_proof"]

_REGISTER = "city_register"


class BundleFalse(IntegrityFailure):
    """A bundle is as its office has signed it, and what it says cannot be true."""

    code = "bundle-false"
    says = Text(
        id="Bundel ini utuh, tetapi isinya tidak benar: {why}. Tidak ada yang diimpor.",
        en="This bundle is whole, and what it says does not hold: {why}. Nothing was imported.",
    )
    next_step = Text(
        id="Simpan berkas ini sebagai bukti dan tanyakan kepada kantor pengirim; di sana:"
        " smartflow audit verify",
        en="Keep this file as evidence and ask the office that sent it; over there: smartflow"
        " audit verify",
    )


class _Placed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry, and the proof that it stands in a tree; digests in base64."""

    entry: str
    proof: tuple[str, ...]


class _Rotated(_Placed, frozen=True, forbid_unknown_fields=True):
    """The entry of a rotation, with the checkpoint that the old key signed."""

    note: str


class _Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The member ``store.json``."""

    note: str
    entries: tuple[_Placed, ...]
    rotations: tuple[_Rotated, ...]


class Proved(msgspec.Struct, frozen=True):
    """What was shown of a store.

    Attributes:
        keys: Its keys.
        rotations: By which checkpoints they took each other's place.
    """

    keys: StoreKeys
    rotations: tuple[Rotation, ...]

    def is_followed(self, place: int) -> bool:
        """Say whether the key at a place was named by the one before it, in a tree it signed."""
        new, old = self.keys.all[place], self.keys.all[place - 1]
        return any(successor(one, (old,)) == new for one in self.rotations)


def make_proof(reading: Reading, register: Register, city: RegisteredCity) -> bytes:
    """Return the member ``store.json`` of a bundle.

    Args:
        reading: An open transaction.
        register: The store's register at that moment.
        city: A city of this store.
    """
    leaves = [bytes.fromhex(leaf) for leaf in register.leaves]
    placed = [
        _Placed(content.decode(), tuple(map(to_base64, inclusion_proof(leaves, index))))
        for index, content in enumerate(reading.entries(register.own))
        if _is_shown(decode_entry(content), city)
    ]
    newest = reading.checkpoint(register.own)
    rotations = [
        _Rotated(one.entry.decode(), tuple(map(to_base64, one.proof)), one.note.decode())
        for one in rotations_of(reading, register.own)
    ]
    note = newest[1].decode() if newest is not None else ""
    return canonical_bytes(_Shown(note, tuple(placed), tuple(rotations)))


def _is_shown(entry: Entry, city: RegisteredCity) -> bool:
    act = readable_act(entry)
    if isinstance(act, CityRegister):
        return act.log == city.log
    return entry.act in KEY_ACTS


def check_proof(content: bytes, manifest: Manifest) -> Proved:
    """Return what ``store.json`` shows, once all of it is proved by the bundle's own signer.

    Raises:
        BundleFalse: something is not shown, or is other than the manifest says.
    """
    try:
        shown = msgspec.json.decode(content, type=_Shown)
    except (ValueError, RecursionError) as error:
        raise BundleFalse(
            why=Text(
                id="bukti penyimpanannya tidak terbaca", en="the proof of its store is unreadable"
            )
        ) from error
    try:
        entries = [_placed(one, shown.note, manifest) for one in shown.entries]
        keys = keys_among(entry for entry in entries if entry.act in KEY_ACTS)
    except BundleFalse:
        raise
    except IntegrityFailure as error:
        raise BundleFalse(why=_part(error.message)) from error
    if tuple(key.encode() for key in keys.all) != manifest.keys:
        raise BundleFalse(
            why=Text(id="kuncinya lain dari daftarnya", en="its keys are not those shown")
        )
    _check_registration([entry for entry in entries if entry.act == _REGISTER], manifest)
    rotations = tuple(
        Rotation(one.note.encode(), one.entry.encode(), _digests(one.proof))
        for one in shown.rotations
    )
    return Proved(keys, rotations)


def _placed(one: _Placed, note: str, manifest: Manifest) -> Entry:
    """Return an entry that stands in the tree of a checkpoint.

    Raises:
        IntegrityFailure: it is none, or does not.
    """
    signers: tuple[VerifierKey, ...] = (manifest.signer,)
    signed = open_checkpoint(note.encode(), signers)
    content = one.entry.encode()
    entry = decode_entry(content)
    check_inclusion(
        entry.seq - 1, signed.size, leaf_digest(content), _digests(one.proof), signed.root
    )
    if not manifest.store == signed.origin == entry.log:
        raise BundleFalse(
            why=Text(id="bukti itu dari penyimpanan lain", en="the proof is of another store")
        )
    return entry


def _check_registration(entries: list[Entry], manifest: Manifest) -> None:
    said = {**msgspec.structs.asdict(manifest.city), "log": manifest.log}
    # The whole body, with whatever a newer version may have added to it.
    if not entries or any(entry.body != said for entry in entries):
        raise BundleFalse(
            why=Text(
                id=f"{manifest.city.name} tidak terdaftar di penyimpanan itu",
                en=f"{manifest.city.name} is not registered in that store",
            )
        )


def _digests(words: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(from_base64(word) or b"" for word in words)


def _part(message: Text) -> Text:
    """Return a sentence as a part of another one."""
    return Text(id=message.id.rstrip("."), en=message.en.rstrip("."))
