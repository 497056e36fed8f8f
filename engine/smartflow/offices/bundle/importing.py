"""``bundle import``: take the case of another office's city into this store, verified.

Everything is verified before the one transaction in which everything is written: entries,
checkpoints and blobs under the name of the other office's log, and in this store's own log the act
``bundle_import``, which says by which keys, how far and with which root. A file is read twice with
the same handle; what is written is compared with its digest once more.

A city that another office has brought is never written to here (:mod:`.foreign_city`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.casework.casework import Draft
from smartflow.casework.store_act import perform_in_store
from smartflow.casework.telling import extend_log
from smartflow.errors import BadInput
from smartflow.history.acts import BundleImport
from smartflow.history.entries.entry import Entry
from smartflow.history.entries.regular_file import read_from
from smartflow.history.seals.note_key import parse_verifier_key
from smartflow.language import Text
from smartflow.ledger.register import ImportedCity
from smartflow.offices.bundle.bounds import copy_of
from smartflow.offices.bundle.contents import Opened, open_bundle, read_bundle
from smartflow.offices.bundle.difference import Difference, difference
from smartflow.offices.bundle.file import BundleReader, NotABundle
from smartflow.offices.bundle.trust import require_trusted
from smartflow.offices.bundle.writing import write_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.ledger.register import Register
    from smartflow.store.protocol import Writing

__all__ = ["CityTaken", "ImportedBundle", "NotRegisteredHere", "bundle_import"]


class CityTaken(BadInput):
    """The slug, name or code belongs to a city here that has another history."""

    code = "city-taken"
    says = Text(
        id="'{words}' di sini sudah milik {other} ({slug}, {region_code}) dengan riwayat lain"
        " ({log}). Tidak ada yang diimpor.",
        en="'{words}' belongs to {other} ({slug}, {region_code}) here, which has another history"
        " ({log}). Nothing was imported.",
    )
    next_step = Text(
        id="Dua riwayat satu kota tidak digabung. Impor bundel ini di ruang kerja lain: smartflow"
        " init FOLDER, lalu smartflow --workspace FOLDER bundle import BERKAS; sepakati dengan"
        " kantor itu siapa yang mencatat kota ini",
        en="Two histories of one city are not merged. Import the bundle into another workspace:"
        " smartflow init FOLDER, then smartflow --workspace FOLDER bundle import FILE; agree with"
        " that office on who records the city",
    )


class NotRegisteredHere(BadInput):
    """A bundle is of this very store, and of a city that the store does not register."""

    code = "not-registered-here"
    says = Text(
        id="Bundel ini dari penyimpanan yang sama ({store}), tetapi {city} tidak terdaftar di"
        " salinan ini. Tidak ada yang diimpor.",
        en="This bundle is of this very store ({store}), and {city} is not registered in this copy"
        " of it. Nothing was imported.",
    )
    next_step = Text(
        id="Salinan ini lebih lama: salin penyimpanan yang lengkap dengan smartflow db copy URL",
        en="This copy is an older one: copy the whole store with smartflow db copy URL",
    )


class ImportedBundle(msgspec.Struct, frozen=True):
    """What came of an import.

    Attributes:
        city: The city, as this store now has it recorded, or would have.
        relation: What the bundle was to what was held: ``new``, ``longer``, ``same``, ``shorter``.
        held: How many entries were held before.
        entry: The entry of the store log that records it; None where nothing was written.
    """

    city: ImportedCity
    relation: Literal["new", "longer", "same", "shorter"]
    held: int
    entry: Entry | None = None


class _NothingNew(Exception):
    """Somebody else has imported the same meanwhile."""

    def __init__(self, found: Difference) -> None:
        super().__init__(found.relation)
        self.found = found


def bundle_import(
    workspace: Workspace, path: Path, key: str = "", *, dry_run: bool = False
) -> ImportedBundle:
    """Import a city's case from a file.

    Args:
        workspace: Where.
        path: The file.
        key: The public key of the office that wrote it, as it was told over another channel;
            ``""`` where an earlier bundle of that office was imported.
        dry_run: Whether to stop before the write.

    Raises:
        MalformedKey: ``key`` is none.
        NotABundle: the file is another one, or cannot be read.
        NewerBundle: a newer SmartFlow wrote it.
        BundleDamaged: it is not as it was signed.
        UnknownSender: its key does not count here.
        ReplacedKey: its office has replaced the key.
        KeysDiffer: its office had other keys before.
        BundleFalse: it is as it was signed, and cannot be true.
        CityTaken: a city here has its slug, name or code, and another history.
        NotRegisteredHere: it is of this very store, which has no such city.
        BrokenChain: what is held of the city was changed here.
        CopyChanged: so was a checkpoint of it.
        ForkedHistory: what is held of the city is another history.
        SmartflowError: the store cannot be read or written.
    """
    pinned = parse_verifier_key(key) if key else None
    with _opened(path) as reader:
        opened = open_bundle(reader)
        with workspace.reading() as reading:
            _require_welcome(workspace.register(reading), opened, pinned)
        bundle = read_bundle(reader, opened)
        city = copy_of(opened.manifest, opened.digest)
        with workspace.reading() as reading:
            held = workspace.register(reading).imported.get(city.log)
            found = difference(reading, bundle, held)
        if dry_run or found.relation in ("same", "shorter"):
            return ImportedBundle(city, found.relation, found.held)

        def plan(writing: Writing, own: str) -> Draft:
            nonlocal found
            del own
            _require_welcome(workspace.register(writing), opened, pinned)
            held = workspace.register(writing).imported.get(city.log)
            found = difference(writing, bundle, held)
            if found.relation in ("same", "shorter"):
                raise _NothingNew(found)
            write_bundle(writing, bundle, reader, found.held)
            return Draft.of(BundleImport(**msgspec.structs.asdict(city)))

        try:
            entry = perform_in_store(workspace, plan)
        except _NothingNew as nothing:
            return ImportedBundle(city, nothing.found.relation, nothing.found.held)
    if entry.log == opened.manifest.store:
        extend_log(workspace, (city.log,))
    return ImportedBundle(city, found.relation, found.held, entry)


@contextmanager
def _opened(path: Path) -> Iterator[BundleReader]:
    try:
        file = read_from(path)
    except OSError as error:
        raise NotABundle(name=str(path), why=Text.same(error.strerror or str(error))) from error
    with file:
        yield BundleReader(file, path.name)


def _require_welcome(register: Register, opened: Opened, pinned: VerifierKey | None) -> None:
    """Refuse a bundle of an office that does not count, or of a city that has no place here."""
    require_trusted(opened, register, pinned)
    said = opened.manifest
    if said.store == register.own and all(one.log != said.log for one in register.own_cities):
        raise NotRegisteredHere(store=said.store, city=said.city.name)
    for words in (said.city.slug, said.city.name, said.city.region_code):
        other = register.find(words)
        if other is not None and other.log != said.log:
            raise CityTaken(
                words=words,
                other=other.name,
                slug=other.slug,
                region_code=other.region_code,
                log=other.log,
            )
