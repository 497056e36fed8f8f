"""What the paper's last page tells, read from the store: root, note, code, and who outside signed.

A line under a note proves nothing by standing there: it is held against the witness's key that the
store log names.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import SmartflowError
from smartflow.history.seals.merkle import leaf_digest, tree_root
from smartflow.history.strict_base64 import to_base64
from smartflow.language import Text
from smartflow.ledger.keys import read_keys
from smartflow.ledger.witnesses import read_witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.audit.paper.material import Material
    from smartflow.history.seals.cosignature import WitnessKey
    from smartflow.history.seals.signed_note import Signature
    from smartflow.store.protocol import Reading

__all__ = ["SealPage", "Witnessed", "witnessed"]


class Witnessed(msgspec.Struct, frozen=True):
    """A signature of somebody outside under a checkpoint.

    Attributes:
        name: The name of the key.
        size: How many entries the checkpoint covers.
        at: When it was given, if the signature says.
        standing: Whether the signature agrees with the key that the store log names.
    """

    name: str
    size: int
    at: datetime | None
    standing: Text


class SealPage(msgspec.Struct, frozen=True):
    """What the last page tells.

    Attributes:
        root: The root of the tree over all entries, base64.
        note: The newest checkpoint's note as text; ``""`` in a store that is not signed.
        svg: The note as a QR code; ``""`` where there is none.
        witnesses: Signatures from outside, the newest checkpoint of each.
        key: The public key that signs today; ``""`` in a store that is not signed.
    """

    root: str
    note: str
    svg: str
    witnesses: tuple[Witnessed, ...]
    key: str = ""


def witnessed(material: Material) -> SealPage:
    """Read what the last page tells."""
    log = material.case.log
    with material.case.workspace.store.read() as reading:
        root = tree_root(leaf_digest(content) for content in reading.entries(log))
        newest = reading.checkpoint(log)
        svg = _drawn(reading, log) if newest else ""
        note = newest[1].decode("utf-8", "replace") if newest else ""
        found = tuple(_outside(reading, log))
        key = read_keys(reading, log).current
    return SealPage(to_base64(root), note, svg, found, key.encode() if key else "")


def _drawn(reading: Reading, log: str) -> str:
    try:
        from smartflow.ledger.seal import seal_of

        drawn = seal_of(reading, log)
    except (ImportError, SmartflowError):
        return ""
    return drawn.svg if drawn else ""


def _outside(reading: Reading, log: str) -> Iterator[Witnessed]:
    """Yield the newest signature of each key that is not the store's own, once it is checked."""
    from smartflow.history.seals.cosignature import cosigned_at
    from smartflow.history.seals.signed_note import parse_note

    own = {key.name for key in read_keys(reading, log).all}
    latest: dict[str, tuple[int, str, Signature]] = {}
    for size, content in reading.checkpoints(log):
        try:
            note = parse_note(content)
        except SmartflowError:
            continue
        for one in note.signatures:
            if one.name not in own:
                latest[one.name] = (size, note.text, one)
    known = {(key.name, key.key_id): key for key in read_witnesses(reading, log)}
    for name, (size, text, line) in sorted(latest.items()):
        key = known.get((name, line.key_id))
        seconds = cosigned_at(line.signed)
        at = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
        yield Witnessed(name, size, at, _standing(key, text, line.signed))


def _standing(key: WitnessKey | None, text: str, signed: bytes) -> Text:
    if key is None:
        return Text(id="kunci tidak terdaftar", en="key not registered")
    try:
        key.check(text, signed)
    except SmartflowError:
        return Text(id="TANDA TANGAN TIDAK COCOK", en="SIGNATURE DOES NOT AGREE")
    return Text(id="cocok", en="agrees")
