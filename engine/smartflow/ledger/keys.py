"""The keys of a store, as its own log tells: which one signs today, and which ones did before.

A key is introduced by the act ``key_add`` and replaced by ``key_rotate``, both in the store log.
Public halves are history like everything else; the private one lies outside (:mod:`.key_file`).
Reads entries only: ``cryptography`` is not needed for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.acts import KeyAdd, KeyRotate, UnreadableEntry, read_as
from smartflow.history.entries.entry import decode_entry
from smartflow.history.evidence import KEEP_AND_RESTORE
from smartflow.history.seals.note_key import MalformedKey, VerifierKey, parse_verifier_key
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Reading

__all__ = [
    "KEY_ACTS",
    "StoreKey",
    "StoreKeys",
    "UnreadableKey",
    "keys_among",
    "read_keys",
    "store_of",
]

KEY_ACTS: Final = (KeyAdd.act_name, KeyRotate.act_name)
_BEGINS: Final = b'{"act":"key_'
"""How the canonical bytes of such an entry begin: ``act`` is the first field in order."""


class UnreadableKey(IntegrityFailure):
    """An entry that introduces a key does not hold one."""

    code = "unreadable-key"


class StoreKey(msgspec.Struct, frozen=True):
    """A key of the store.

    Attributes:
        key: Its public half.
        entry: The number of the entry of the store log that introduces it.
        at: When that was written, UTC.
        lost: Whether the key before it was lost and did not sign for it.
    """

    key: VerifierKey
    entry: int
    at: str
    lost: bool = False


class StoreKeys(msgspec.Struct, frozen=True):
    """All keys of a store.

    Attributes:
        known: The keys, the oldest first.
    """

    known: tuple[StoreKey, ...] = ()

    @property
    def current(self) -> VerifierKey | None:
        """The key that signs today; None in a store that is not signed."""
        return self.known[-1].key if self.known else None

    @property
    def all(self) -> tuple[VerifierKey, ...]:
        """Every key that ever signed, the oldest first."""
        return tuple(one.key for one in self.known)


def store_of(log: str) -> str:
    """Return the name of the store log to which ``log`` belongs (itself, if it is one)."""
    return "/".join(log.split("/")[:2])


def read_keys(reading: Reading, log: str) -> StoreKeys:
    """Return the keys of the store in which ``log`` lies.

    Only entries that concern keys are decoded; the chain of the store log is whoever reads cities'
    to check (:func:`smartflow.casework.cities.registered_cities`).

    Args:
        reading: An open transaction.
        log: The store log or that of a city.

    Raises:
        UnreadableKey: an entry does not hold the key that it introduces.
        MalformedEntry: it is no entry.
    """
    contents = reading.entries(store_of(log))
    return keys_among(decode_entry(one) for one in contents if one.startswith(_BEGINS))


def keys_among(entries: Iterable[Entry], before: StoreKeys | None = None) -> StoreKeys:
    """Return the keys that entries of a store log introduce, in their order.

    Args:
        entries: The entries, in the order of their numbers.
        before: The keys that entries before them introduce.

    Raises:
        UnreadableKey: an entry does not hold the key that it introduces, or replaces another one
            than the last.
    """
    known: list[StoreKey] = list(before.known) if before else []
    for entry in entries:
        if entry.act not in KEY_ACTS:
            continue
        try:
            act = read_as(entry, KeyAdd)
            key = parse_verifier_key(act.key)
        except UnreadableEntry as error:
            raise _unreadable(entry.seq, error.cause) from error
        except MalformedKey as error:
            raise _unreadable(entry.seq, str(error)) from error
        if act.replaces != (known[-1].key.encode() if known else ""):
            raise _unreadable(entry.seq, "it does not replace the last one")
        if any(one.key == key for one in known):
            raise _unreadable(entry.seq, "it was replaced before, and a key never comes back")
        known.append(StoreKey(key, entry.seq, entry.at, act.lost))
    return StoreKeys(tuple(known))


def _unreadable(seq: int, why: str) -> UnreadableKey:
    return UnreadableKey(
        Text(
            id=f"Kunci dalam entri {seq} riwayat penyimpanan tidak dapat dipakai: {why}.",
            en=f"The key in entry {seq} of the store log cannot be used: {why}.",
        ),
        KEEP_AND_RESTORE,
    )
