"""``bundle export``: a city's whole case as one signed file, for another office.

The file is verified here as the other office will verify it, so that none is written that cannot be
read. It holds personal data (submissions, attendance lists), because a case without them could not
be judged; whoever may not have them is given ``audit export --without-files``. Records nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.witness.checkpoint import NotSigned
from smartflow.canonical import sha256_hex
from smartflow.casework.cities import city_named
from smartflow.casework.foreign_city import foreign
from smartflow.casework.printing.files import CannotSaveBundle, keep_off
from smartflow.casework.signing import find_signer
from smartflow.history.seals.merkle import tree_root
from smartflow.history.strict_base64 import to_base64
from smartflow.language import Text
from smartflow.ledger.attachments import named_blobs
from smartflow.ledger.key_file import SigningKeyMissing
from smartflow.ledger.register import ImportedCity
from smartflow.offices.bundle.bounds import check_city, check_days
from smartflow.offices.bundle.contents import LARGEST, LARGEST_BLOB, keys_text, split_blobs
from smartflow.offices.bundle.file import MOST_MEMBERS, BundleTooLarge, BundleWriter
from smartflow.offices.bundle.history import (
    check_checkpoints,
    folded,
    history_chain,
    history_lines,
    join_notes,
)
from smartflow.offices.bundle.manifest import (
    CHECKPOINTS,
    FORMAT,
    HISTORY,
    KEYS,
    MANIFEST,
    SEAL,
    STORE,
    BundledCity,
    Manifest,
    Member,
    blob_name,
    seal_manifest,
)
from smartflow.offices.bundle.proof import make_proof
from smartflow.workbook.writing.placing import placed

if TYPE_CHECKING:
    from typing import BinaryIO

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.chain import Chain
    from smartflow.ledger.register import Register, RegisteredCity
    from smartflow.store.protocol import Reading

__all__ = ["SUFFIX", "ExportedBundle", "bundle_export"]

SUFFIX = ".smartflow"
"""How the name of a bundle ends, unless somebody names another end."""


class ExportedBundle(msgspec.Struct, frozen=True):
    """What was written.

    Attributes:
        path: The file.
        manifest: Its manifest.
        blobs: How many blobs are in it.
        size: Its length in bytes.
    """

    path: Path
    manifest: Manifest
    blobs: int
    size: int


def bundle_export(workspace: Workspace, city: str, path: Path) -> ExportedBundle:
    """Write a city's case to a file.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        path: The file; one that is there is replaced. A name without an end gets :data:`SUFFIX`.

    Raises:
        UnknownCity: there is none of that name.
        ForeignCity: another office writes the city, and that office exports it.
        NotSigned: the store has no key.
        SigningKeyMissing: its key is not on this computer.
        BundleTooLarge: the case does not fit into one file.
        BundleFalse: what is stored is not a whole case; see ``audit verify``.
        OwnFile: the file is one in which the workspace itself lives.
        CannotSaveReport: the file cannot be written.
    """
    place = path if path.suffix else path.with_name(f"{path.name}{SUFFIX}")
    keep_off(workspace, place)
    with workspace.reading() as reading:
        register = workspace.register(reading)
        found = city_named(register, city)
        if isinstance(found, ImportedCity):
            raise foreign(found)
        case = _Case(workspace, reading, register, found)
        with _whole(place) as file:
            case.write(file)
            size = file.tell()
    return ExportedBundle(place, case.manifest, len(case.blobs), size)


class _Case:
    """A city's case while it is written.

    Attributes:
        manifest: What the bundle says of itself.
        blobs: The blobs that go along, by digest.
    """

    def __init__(
        self, workspace: Workspace, reading: Reading, register: Register, city: RegisteredCity
    ) -> None:
        key = register.keys.current
        if key is None:
            raise NotSigned(store=register.own)
        file = workspace.key_file(register.own)
        signer = find_signer(file, key)
        if signer is None:
            raise SigningKeyMissing(key.name, file)
        self._signer = signer
        self._reading = reading
        keys = register.keys.all
        contents = tuple(reading.entries(city.log))
        chain = history_chain(city.log, contents)
        check_city(folded(chain.entries).city)
        check_days(chain.entries)
        notes = tuple(note for _, note in reading.checkpoints(city.log))
        check_checkpoints(city.log, chain.leaves, notes, keys)
        held = dict(_sizes(reading, chain))
        self.blobs, erased = split_blobs(chain.entries, held.__contains__)
        self._first = {
            STORE: make_proof(reading, register, city),
            KEYS: keys_text(key.encode() for key in keys).encode(),
            HISTORY: history_lines(contents),
            CHECKPOINTS: join_notes(notes),
        }
        self.manifest = Manifest(
            FORMAT,
            register.own,
            BundledCity(city.slug, city.name, city.region_code),
            city.log,
            len(contents),
            chain.leaves[-1],
            to_base64(tree_root(map(bytes.fromhex, chain.leaves))),
            chain.entries[-1].at,
            tuple(key.encode() for key in keys),
            (
                *(Member(name, len(one), sha256_hex(one)) for name, one in self._first.items()),
                *(Member(blob_name(one), held[one], one) for one in self.blobs),
            ),
            erased,
        )
        self._require_bearable()

    def write(self, file: BinaryIO) -> None:
        """Write the bundle, a blob at a time."""
        writer = BundleWriter(file)
        writer.add(MANIFEST, self.manifest.encode())
        writer.add(SEAL, seal_manifest(self.manifest, self._signer))
        for name, content in self._first.items():
            writer.add(name, content)
        for digest in self.blobs:
            writer.add(blob_name(digest), self._reading.blob(digest) or b"")
        writer.close()

    def _require_bearable(self) -> None:
        """Refuse what another office would refuse to read."""
        manifest = self.manifest
        large = [
            one.name
            for one in (*manifest.members, Member(MANIFEST, len(manifest.encode()), "0" * 64))
            if one.size > LARGEST.get(one.name, LARGEST_BLOB)
        ]
        if large:
            raise BundleTooLarge(why=Text.same(", ".join(large[:3])))
        if len(manifest.members) + 2 > MOST_MEMBERS:
            count = len(self.blobs)
            raise BundleTooLarge(why=Text(id=f"{count} lampiran", en=f"{count} blobs"))


def _sizes(reading: Reading, chain: Chain) -> Iterator[tuple[str, int]]:
    """Yield the blobs that a history names and the store has, each with its length."""
    named = dict.fromkeys(digest for entry in chain.entries for digest in named_blobs(entry))
    for digest in named:
        content = reading.blob(digest)
        if content is not None:
            yield digest, len(content)


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside its place; it takes the place once all of it is on the disk."""
    try:
        with placed(path, durable=True) as file:
            yield file
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotSaveBundle(path=path, reason=why) from error
