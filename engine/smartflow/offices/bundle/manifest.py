"""The manifest of a bundle, and the signature over it.

The manifest says what the bundle is of and lists every member with its size and digest; the store's
key signs the manifest's digest as a C2SP signed note. So whoever has the first two members knows
what every other byte of the file must be. The text that is signed has two lines and can never be
taken for a checkpoint, which has three.

Pure: reads no file and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import msgspec

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.seals.note_key import MalformedKey, VerifierKey, parse_verifier_key
from smartflow.history.seals.signed_note import open_note, sign_note
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.history.seals.note_key import SignerKey

__all__ = [
    "CHECKPOINTS",
    "FORMAT",
    "HISTORY",
    "KEYS",
    "MANIFEST",
    "SEAL",
    "STORE",
    "BundledCity",
    "Manifest",
    "Member",
    "NewerBundle",
    "blob_name",
    "check_seal",
    "read_manifest",
    "seal_manifest",
]

FORMAT: Final = "smartflow/bundle/1"
MANIFEST: Final = "manifest.json"
SEAL: Final = "manifest.sig"
STORE: Final = "store.json"
KEYS: Final = "keys.txt"
HISTORY: Final = "history.jsonl"
CHECKPOINTS: Final = "checkpoints.txt"
_FAMILY: Final = "smartflow/bundle/"

_Digest = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Count = Annotated[int, msgspec.Meta(ge=1)]


class NewerBundle(BadInput):
    """A bundle whose form only a newer SmartFlow knows."""

    code = "newer-bundle"
    says = Text(
        id="Bundel ini ditulis oleh SmartFlow yang lebih baru ({found}).",
        en="This bundle was written by a newer SmartFlow ({found}).",
    )
    next_step = Text(
        id="Perbarui SmartFlow: pipx upgrade smartflow-engine.",
        en="Upgrade SmartFlow: pipx upgrade smartflow-engine.",
    )

    def __init__(self, found: str) -> None:
        super().__init__(found=found[:40])


class BundledCity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which city a bundle is of, as its own office has registered it.

    Attributes:
        slug: What commands call it.
        name: Its name.
        region_code: Its Kemendagri code.
    """

    slug: str
    name: str
    region_code: str


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member of the file, behind the manifest and its signature.

    Attributes:
        name: Its name.
        size: Its length in bytes.
        sha256: The digest of its content, hex.
    """

    name: str
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: _Digest


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bundle is.

    Attributes:
        format: :data:`FORMAT`.
        store: The name of the store log of the office that wrote it.
        city: The city.
        log: The city's log.
        size: How many entries it has.
        leaf: The leaf hash of the newest of them, hex.
        root: The root of the tree over them, base64.
        at: When the newest was written, UTC.
        keys: The public keys of the store, the oldest first; the last one signs the bundle.
        members: Every other member, in the order of the file.
        erased: The blobs that the entries name and that were erased, sorted.
    """

    format: str
    store: str
    city: BundledCity
    log: str
    size: _Count
    leaf: _Digest
    root: str
    at: str
    keys: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    members: tuple[Member, ...]
    erased: tuple[_Digest, ...]

    @property
    def signer(self) -> VerifierKey:
        """The key that signs the bundle."""
        return parse_verifier_key(self.keys[-1])

    def encode(self) -> bytes:
        """Return its canonical bytes."""
        return canonical_bytes(self)


def blob_name(digest: str) -> str:
    """Return the name of the member that holds a blob."""
    return f"blobs/{digest}"


def read_manifest(content: bytes) -> Manifest | None:
    """Return the manifest that some bytes spell, or None if they are none.

    Raises:
        NewerBundle: they are one of a later form.
    """
    try:
        form = msgspec.json.decode(content, type=dict[str, msgspec.Raw]).get("format")
        found = msgspec.json.decode(form, type=str) if form is not None else ""
        if found.startswith(_FAMILY) and found != FORMAT:
            raise NewerBundle(found)
        manifest = msgspec.json.decode(content, type=Manifest)
        whole = found == FORMAT and manifest.encode() == content
        names = {key.name for key in map(parse_verifier_key, manifest.keys)}
    except (ValueError, RecursionError, MalformedKey):
        return None
    return manifest if whole and names == {manifest.store} else None


def seal_manifest(manifest: Manifest, signer: SignerKey) -> bytes:
    """Return the signed note over a manifest's digest."""
    return sign_note(_text(manifest.store, manifest.encode()), (signer,))


def check_seal(content: bytes, manifest: Manifest) -> bool:
    """Say whether some bytes are the signature, by the manifest's own last key, over it.

    Whether that key counts is another question (:mod:`.bundle_trust`).
    """
    try:
        note = open_note(content, (manifest.signer,))
    except IntegrityFailure:
        return False
    # One signature and no other line: nothing in the file may be what nobody looks at.
    return note.encode() == content and note.text == _text(manifest.store, manifest.encode())


def _text(store: str, manifest: bytes) -> str:
    return f"{store}/bundle\n{sha256_hex(manifest)}\n"
