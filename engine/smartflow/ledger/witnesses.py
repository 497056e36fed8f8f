"""The witnesses of a store, as its own log tells: who vouches for it is itself history.

A witness's public key becomes known by the act ``witness_add`` in the store log. Reads entries
only: ``cryptography`` is not needed for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.errors import IntegrityFailure
from smartflow.history.acts import UnreadableEntry, WitnessAdd, read_as
from smartflow.history.entries.entry import decode_entry
from smartflow.history.evidence import KEEP_AND_VERIFY
from smartflow.history.seals.cosignature import WitnessKey, parse_witness_key
from smartflow.history.seals.note_key import MalformedKey
from smartflow.language import Text
from smartflow.ledger.keys import store_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Reading

__all__ = ["UnreadableWitness", "read_witnesses", "witnesses_among"]

_BEGINS: Final = b'{"act":"witness_add"'
"""How the canonical bytes of such an entry begin: ``act`` is the first field in order."""


class UnreadableWitness(IntegrityFailure):
    """An entry that introduces a witness does not hold its key."""

    code = "unreadable-witness"
    says = Text(
        id="Kunci saksi dalam entri {seq} riwayat penyimpanan tidak terbaca.",
        en="The witness's key in entry {seq} of the store log cannot be read.",
    )
    next_step = KEEP_AND_VERIFY


def read_witnesses(reading: Reading, log: str) -> tuple[WitnessKey, ...]:
    """Return the witnesses of the store in which ``log`` lies, in the order of their coming.

    Args:
        reading: An open transaction.
        log: The store log or that of a city.

    Raises:
        UnreadableWitness: an entry does not hold the key that it introduces.
        MalformedEntry: it is no entry.
    """
    contents = reading.entries(store_of(log))
    return witnesses_among(decode_entry(one) for one in contents if one.startswith(_BEGINS))


def witnesses_among(entries: Iterable[Entry]) -> tuple[WitnessKey, ...]:
    """Return the witnesses that entries of a store log introduce, each once.

    Raises:
        UnreadableWitness: an entry does not hold the key that it introduces.
    """
    return tuple(dict.fromkeys(_witness(one) for one in entries if one.act == WitnessAdd.act_name))


def _witness(entry: Entry) -> WitnessKey:
    try:
        return parse_witness_key(read_as(entry, WitnessAdd).key)
    except (UnreadableEntry, MalformedKey) as error:
        raise UnreadableWitness(
            Text(
                id=f"Kunci saksi dalam entri {entry.seq} riwayat penyimpanan tidak terbaca.",
                en=f"The witness's key in entry {entry.seq} of the store log cannot be read.",
            ),
            KEEP_AND_VERIFY,
        ) from error
