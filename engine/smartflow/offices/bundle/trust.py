"""Whose bundle counts: a key that was told over another channel, or one that counted before.

A bundle says itself by which key it is signed, and anybody can make a key. So the first bundle of
an office is taken only with a key that somebody was told otherwise (``--key``); the import writes
it down, and from then on the office's next key is taken because the old one has named it. A key
that has been replaced no longer signs anything new, so that one that was stolen is worth nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput, Conflict
from smartflow.history.seals.note_key import MalformedKey, parse_verifier_key
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.ledger.register import Register
    from smartflow.offices.bundle.contents import Opened

__all__ = [
    "KeysDiffer",
    "OtherSender",
    "ReplacedKey",
    "UnknownSender",
    "keys_of_office",
    "require_trusted",
]


class UnknownSender(BadInput):
    """A bundle is signed by a key of which nothing is known here."""

    code = "unknown-sender"
    says = Text(
        id="Bundel {city} ditandatangani kunci yang belum dikenal di sini{lost}: {key} (sidik"
        " {fingerprint}). Tidak ada yang diimpor.",
        en="The bundle of {city} is signed by a key that is not known here{lost}: {key}"
        " (fingerprint {fingerprint}). Nothing was imported.",
    )
    next_step = Text(
        id="Tanyakan kuncinya kepada kantor itu lewat jalur lain, misalnya telepon (di sana:"
        " smartflow audit key show). Bila sama: smartflow bundle import BERKAS --key '{key}'",
        en="Ask that office for its key over another channel, such as the telephone (over there:"
        " smartflow audit key show). If it is the same: smartflow bundle import FILE --key '{key}'",
    )


class OtherSender(UnknownSender):
    """The bundle is not signed by the key that was given."""

    says = Text(
        id="Bundel ini bukan dari kunci yang diberikan dengan --key; penandatangannya {key} (sidik"
        " {opened}). Tidak ada yang diimpor.",
        en="This bundle is not by the key that was given with --key; it is signed by {key}"
        " (fingerprint {opened}). Nothing was imported.",
    )
    next_step = Text(
        id="Jangan memakainya sebelum kantor itu menjelaskan kuncinya lewat jalur lain; di sana:"
        " smartflow audit key show",
        en="Do not use it before that office has explained its key over another channel; over"
        " there: smartflow audit key show",
    )


class ReplacedKey(BadInput):
    """A bundle is signed by a key that its office has replaced since."""

    code = "replaced-key"
    says = Text(
        id="Kunci bundel ini (sidik {opened}) sudah diganti kantornya; bundel ini lama, atau"
        " dibuat orang lain. Tidak ada yang diimpor.",
        en="The key of this bundle (fingerprint {opened}) was replaced by its office since; it is"
        " an old bundle, or somebody else's. Nothing was imported.",
    )
    next_step = Text(
        id="Minta bundel baru; di sana: smartflow bundle export KOTA -o BERKAS",
        en="Ask for a new bundle; over there: smartflow bundle export CITY -o FILE",
    )


class KeysDiffer(Conflict):
    """An office shows other keys than those that it had before."""

    code = "keys-differ"
    says = Text(
        id="Penyimpanan {store} menunjukkan kunci lain: di sini sidik {here}, di bundel {opened}."
        " Tidak ada yang diimpor.",
        en="The store {store} shows other keys: fingerprint {here} here, {opened} in the bundle."
        " Nothing was imported.",
    )
    next_step = Text(
        id="Simpan berkasnya dan tanyakan kepada kantor itu kunci mana yang benar; yang dikenal di"
        " sini: smartflow audit verify",
        en="Keep the file and ask that office which key is right; what is known here: smartflow"
        " audit verify",
    )


def keys_of_office(register: Register, store: str) -> tuple[VerifierKey, ...]:
    """Return the keys of a store that count here, the oldest first; none of an unknown one.

    Args:
        register: The register of this store.
        store: The name of the other store's log, or of this one.
    """
    if store == register.own:
        return register.keys.all
    known = [city.keys for city in register.imported.values() if city.office == store]
    longest = max(known, key=len, default=())
    try:
        return tuple(map(parse_verifier_key, longest))
    except MalformedKey:
        return ()


def require_trusted(opened: Opened, register: Register, pinned: VerifierKey | None) -> None:
    """Refuse a bundle whose signer does not count.

    Args:
        opened: The bundle's first members.
        register: The register of this store, with what earlier bundles brought.
        pinned: The key that was given with the command, or None.

    Raises:
        UnknownSender: nothing leads from a key that counts to the one that signs.
        ReplacedKey: the key has been replaced.
        KeysDiffer: the office's keys are others than they were.
    """
    shown = opened.proved.keys.all
    known = keys_of_office(register, opened.manifest.store)
    both = min(len(shown), len(known))
    if shown[:both] != known[:both] or (opened.manifest.store == register.own and shown != known):
        here = known[-1].fingerprint if known else "-"
        raise KeysDiffer(store=opened.manifest.store, here=here, opened=_fingerprint(opened))
    if len(shown) < len(known):
        raise ReplacedKey(opened=_fingerprint(opened))
    if pinned is not None and pinned not in shown:
        raise _not_the_one(opened)
    counting = {*known, *([pinned] if pinned is not None else ())}
    places = [place for place, key in enumerate(shown) if key in counting]
    if not places or not _leads(opened, max(places)):
        raise _unknown(opened, known)


def _leads(opened: Opened, place: int) -> bool:
    """Say whether each key behind a place was named by the one before it, to the last one."""
    later = range(place + 1, len(opened.proved.keys.known))
    return all(opened.proved.is_followed(one) for one in later)


def _fingerprint(opened: Opened) -> str:
    return opened.manifest.signer.fingerprint


def _unknown(opened: Opened, known: Sequence[VerifierKey]) -> UnknownSender:
    key, city = opened.manifest.signer, opened.manifest.city.name
    lost = Text(
        id="; kunci lamanya hilang dan tidak menjamin yang baru" if known else "",
        en="; its old key was lost and does not vouch for the new one" if known else "",
    )
    return UnknownSender(city=city, lost=lost, key=key.encode(), fingerprint=key.fingerprint)


def _not_the_one(opened: Opened) -> UnknownSender:
    key = opened.manifest.signer
    return OtherSender(key=key.encode(), opened=_fingerprint(opened))
