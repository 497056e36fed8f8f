"""An office, and a bundle that is read or put together anew. Not a test."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.merkle import tree_root
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.seals.signed_note import sign_note
from smartflow.history.strict_base64 import to_base64
from smartflow.ledger.key_file import read_key_file
from smartflow.offices.bundle.contents import Bundle, open_bundle, read_bundle
from smartflow.offices.bundle.export import bundle_export
from smartflow.offices.bundle.file import BundleReader, BundleWriter
from smartflow.offices.bundle.manifest import MANIFEST, SEAL, Manifest, Member, seal_manifest
from smartflow.terminal import main


class Office:
    """A workspace of one office.

    Args:
        root: Its folder.
        config: The folder in which its key lies.
    """

    def __init__(self, root: Path, config: Path) -> None:
        self.root = root
        self.config = config
        self._opened: list[Workspace] = []

    def run(self, *words: str) -> int:
        """Run a command in the workspace and return its exit code."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SMARTFLOW_CONFIG", str(self.config))
            return main(["--workspace", str(self.root), *words])

    def must(self, *words: str) -> None:
        """Run a command that has to end with 0."""
        assert (self.run(*words), words) == (0, words)

    def open(self) -> Workspace:
        """Open the workspace; it is closed with the test."""
        opened = open_workspace(self.root, config_folder=self.config)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """Close what was opened."""
        for one in self._opened:
            one.close()

    def export(self, path: Path) -> Path:
        """Export the city."""
        return bundle_export(self.open(), "kota", path).path

    @property
    def own(self) -> str:
        """The name of its store log."""
        workspace = self.open()
        with workspace.store.read() as reading:
            return workspace.register(reading).own

    @property
    def signer(self) -> SignerKey:
        """The private key of its store."""
        signer = read_key_file(self.config / "keys" / f"{self.own.rpartition('/')[2]}.key")
        assert signer is not None
        return signer

    @property
    def key(self) -> str:
        """The public key of its store."""
        return self.signer.verifier().encode()

    @property
    def logs(self) -> dict[str, tuple[tuple[bytes, ...], dict[int, bytes]]]:
        """Every log with its entries and its checkpoints."""
        with self.open().store.read() as reading:
            return {
                log: (tuple(reading.entries(log)), dict(reading.checkpoints(log)))
                for log in reading.logs()
            }

    def blobs(self, bundle: Bundle) -> dict[str, bytes]:
        """Return those blobs of a bundle that the store has."""
        with self.open().store.read() as reading:
            return reading.blobs([*bundle.blobs, *bundle.erased])


def read(content: bytes) -> Bundle:
    """Read and verify a bundle; nothing is asked of trust."""
    reader = BundleReader(io.BytesIO(content), "kota.smartflow")
    return read_bundle(reader, open_bundle(reader))


def members(content: bytes) -> dict[str, bytes]:
    """Return the members of a bundle, as any program for archives reads them."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def resigned(
    content: bytes,
    signer: SignerKey,
    change: Callable[[dict[str, bytes]], object] = lambda parts: parts,
    **said: Any,
) -> bytes:
    """Return a bundle with other members, listed and signed as its office would.

    Args:
        content: The bundle.
        signer: The key that signs.
        change: Changes the members behind the manifest and its signature.
        said: Fields of the manifest that say something else.
    """
    parts = members(content)
    manifest = msgspec.json.decode(parts.pop(MANIFEST), type=Manifest)
    del parts[SEAL]
    change(parts)
    listed = tuple(Member(name, len(one), sha256_hex(one)) for name, one in parts.items())
    manifest = msgspec.structs.replace(manifest, **{"members": listed, **said})
    out = io.BytesIO()
    writer = BundleWriter(out)
    for name, one in {
        MANIFEST: manifest.encode(),
        SEAL: seal_manifest(manifest, signer),
        **parts,
    }.items():
        writer.add(name, one)
    writer.close()
    return out.getvalue()


def lines_of(content: bytes) -> list[bytes]:
    """Return the lines of a bundle's history."""
    return members(content)["history.jsonl"].splitlines(keepends=True)


def entry_of(line: bytes) -> bytes:
    """Return the bytes of a line's entry, by way of plain JSON."""
    fields = json.loads(line)
    del fields["leaf"]
    return canonical_bytes(fields)


def line_of(content: bytes) -> bytes:
    """Return the line of an entry, by way of plain JSON."""
    return canonical_bytes({**json.loads(content), "leaf": leaf_hash(content)}) + b"\n"


def notes_of(content: bytes) -> list[bytes]:
    """Return the checkpoints of a bundle, each with its last newline."""
    parts = members(content)["checkpoints.txt"].split(b"\n\n")
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [text + b"\n\n" + signed.rstrip(b"\n") + b"\n" for text, signed in pairs]


def rewritten(
    content: bytes,
    signer: SignerKey,
    contents: list[bytes],
    notes: list[bytes],
    **said: Any,
) -> bytes:
    """Return a bundle with another history, of which the manifest tells the truth.

    Args:
        content: The bundle.
        signer: The key that signs.
        contents: The entries.
        notes: The checkpoints.
        said: Further fields of the manifest.
    """
    leaves = [leaf_hash(one) for one in contents]

    def change(parts: dict[str, bytes]) -> None:
        parts["history.jsonl"] = b"".join(map(line_of, contents))
        parts["checkpoints.txt"] = b"\n".join(notes)

    truth = {
        "size": len(leaves),
        "leaf": leaves[-1],
        "root": to_base64(tree_root(map(bytes.fromhex, leaves))),
        "at": json.loads(contents[-1])["at"],
    }
    return resigned(content, signer, change, **truth, **said)


def note_over(log: str, contents: list[bytes], *signers: SignerKey) -> bytes:
    """Return the checkpoint over some entries, by those who are named."""
    root = tree_root(bytes.fromhex(leaf_hash(one)) for one in contents)
    return sign_note(Checkpoint(log, len(contents), root).text, signers)
