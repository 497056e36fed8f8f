"""``db copy``: the whole store of a workspace, byte for byte, into an empty one elsewhere.

From a file to a server, and back. One read transaction sees one moment of this store, while others
go on working; one write transaction keeps all of it in the other, or nothing. Then both are read to
their ends and compared (:mod:`.store_digest`).

A store that does not verify is not copied, and no option changes that: the damaged store is the
evidence, a copy of it would look like a fresh start, and no adapter takes an entry that does not
follow the one before. Whoever wants to keep a damaged file copies the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.verify.verify import verify
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.finding import WORDS, Kind
from smartflow.language import Text
from smartflow.ledger.store_copy import copy_store
from smartflow.offices.storage.store_begin import BEGINNING
from smartflow.offices.storage.store_digest import StoreDigest, digest_of
from smartflow.offices.storage.store_place import named_address
from smartflow.store.address import is_url
from smartflow.store.errors import StoreMissing
from smartflow.store.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading, Store

__all__ = ["Copied", "CopyDiffers", "TargetNotEmpty", "UnsoundSource", "db_copy"]


class TargetNotEmpty(BadInput):
    """The store to copy into holds something already."""

    code = "target-not-empty"
    says = Text(
        id="{shown} tidak kosong: penyimpanan {own}, {count} riwayat, {entries} entri, {blobs}"
        " lampiran. Tidak ada yang disalin.",
        en="{shown} is not empty: store {own}, {count} logs, {entries} entries, {blobs}"
        " attachments. Nothing was copied.",
    )
    next_step = Text(
        id="Sebutkan basis data atau berkas yang kosong: smartflow db copy URL. Untuk memakai yang"
        " ada di sana: smartflow init FOLDER_BARU --database URL",
        en="Name an empty database or a new file: smartflow db copy URL. To use what is there:"
        " smartflow init NEW_DIR --database URL",
    )


class UnsoundSource(IntegrityFailure):
    """The store to be copied is not as it was written."""

    code = "unsound-source"
    says = Text(
        id="Penyimpanan ini tidak utuh ({count} catatan; yang pertama: {words}), jadi tidak"
        " disalin: yang rusak adalah bukti.",
        en="This store is not whole ({count} findings; the first: {words}), so it is not copied:"
        " what is damaged is evidence.",
    )
    next_step = Text(
        id="Rincian: smartflow audit verify. Simpan penyimpanan ini apa adanya, pulihkan cadangan,"
        " lalu salin cadangan itu.",
        en="Details: smartflow audit verify. Keep this store as it is, restore a backup, then copy"
        " the backup.",
    )


class CopyDiffers(IntegrityFailure):
    """Read back, the copy is not what was copied."""

    code = "copy-differs"
    says = Text(
        id="Salinan di {shown} tidak sama dengan aslinya; jangan dipakai.",
        en="The copy in {shown} is not equal to the original; do not use it.",
    )
    next_step = Text(
        id="Kosongkan basis data itu, periksa diskanya, lalu ulangi: smartflow db copy URL",
        en="Empty that database, check its disk, then repeat: smartflow db copy URL",
    )


class Copied(msgspec.Struct, frozen=True):
    """What was copied.

    Attributes:
        place: Where to, as a person is told of it: without a password and without options.
        address: Where to, as it is written in a command: without a password, with its options,
            among which is how far the server is trusted.
        store: The name of the store log, the same in both.
        held: What both stores hold.
        key_file: Where the store's private key is, or would be, on this computer; None for a store
            that is not signed.
    """

    place: str
    address: str
    store: str
    held: StoreDigest
    key_file: Path | None


def db_copy(
    workspace: Workspace,
    place: str,
    *,
    root: Path,
    told: Callable[[int, int], None] | None = None,
) -> Copied:
    """Copy the store of a workspace into an empty one.

    Args:
        workspace: Whose store; it is only read.
        place: An SQLite file, or the URL of a PostgreSQL database.
        root: The folder to which a file's name is relative.
        told: Called with how many rows were copied, and of how many.

    Raises:
        BadAddress: ``place`` is a URL and no address of a database.
        TargetNotEmpty: something is in the other store.
        UnsoundSource: this store does not verify.
        CopyDiffers: read back, the copy is not equal.
        SmartflowError: the other store cannot be opened or written; nothing was put into it.
    """
    address = named_address(place).without_password if is_url(place) else ""
    _look(place, root)
    _require_sound(workspace)
    target = open_store(place, root, create=True)
    try:
        shown = target.facts().place
        with workspace.store.read() as reading:
            register = workspace.register(reading)
            with target.write(BEGINNING) as writing:
                _require_empty(writing, shown)
                copy_store(reading, writing, told)
            held = _compared(reading, target, shown)
    finally:
        target.close()
    signed = register.keys.current is not None
    key_file = workspace.key_file(register.own) if signed else None
    return Copied(shown, address or shown, register.own, held, key_file)


def _look(place: str, root: Path) -> None:
    """Refuse what is not empty before a long verification, and make nothing there.

    Raises:
        TargetNotEmpty: something is in the other store.
        SmartflowError: it cannot be opened.
    """
    try:
        target = open_store(place, root)
    except StoreMissing:
        return
    try:
        with target.read() as reading:
            _require_empty(reading, target.facts().place)
    finally:
        target.close()


def _compared(reading: Reading, target: Store, shown: str) -> StoreDigest:
    """Return what was copied, once what lies in the other store by now is the same."""
    held = digest_of(reading)
    with target.read() as written:
        if digest_of(written) == held:
            return held
    raise CopyDiffers(shown=shown)


def _require_empty(reading: Reading, shown: str) -> None:
    """Check that nothing is in a store.

    Raises:
        TargetNotEmpty: something is.
    """
    logs, totals = reading.logs(), reading.totals()
    blobs = sum(1 for _ in reading.digests())
    if not (logs or totals.entries or totals.checkpoints or blobs):
        return
    own = next((log for log in logs if log.count("/") == 1), "-").rpartition("/")[2]
    raise TargetNotEmpty(shown=shown, own=own, count=len(logs), entries=totals.entries, blobs=blobs)


def _require_sound(workspace: Workspace) -> None:
    """Check that the store is as it was written; one that has no key needs no checkpoint.

    Raises:
        UnsoundSource: it is not.
    """
    verified = verify(workspace)
    findings = [one for one in verified.findings if verified.keys or one.kind is not Kind.UNSIGNED]
    if not findings:
        return
    words = WORDS[findings[0].kind]
    raise UnsoundSource(
        Text(
            id=f"Penyimpanan ini tidak utuh ({len(findings)} catatan; yang pertama: {words.id}),"
            " jadi tidak disalin: yang rusak adalah bukti.",
            en=f"This store is not whole ({len(findings)} findings; the first: {words.en}), so it"
            " is not copied: what is damaged is evidence.",
        ),
        Text(
            id="Rincian: smartflow audit verify. Simpan penyimpanan ini apa adanya, pulihkan"
            " cadangan, lalu salin cadangan itu.",
            en="Details: smartflow audit verify. Keep this store as it is, restore a backup, then"
            " copy the backup.",
        ),
    )
