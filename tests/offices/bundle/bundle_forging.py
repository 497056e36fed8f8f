"""A bundle that somebody with a key of his own writes by hand, from its first entry on. Not a test.

Nothing of it goes through ``bundle export``, so that it can claim what no office could record.
"""

from __future__ import annotations

import io
import json
from typing import Any

from bundle_parts import line_of, note_over

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.history.entries.chain import EMPTY_HASH, leaf_hash
from smartflow.history.seals.merkle import tree_root
from smartflow.history.seals.merkle_proof import inclusion_proof
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.strict_base64 import to_base64
from smartflow.offices.bundle.file import BundleWriter
from smartflow.offices.bundle.manifest import FORMAT, BundledCity, Manifest, Member, seal_manifest

Act = tuple[str, dict[str, Any], dict[str, Any]]
"""An act, its body, and the fields of the entry that say something else."""

CITY = {
    "slug": "kota",
    "name": "Kota Contoh",
    "kind": "kota",
    "region_code": "13.73",
    "province": "Sumatera Barat",
    "zone": "WIB",
    "intake": None,
}


def chained(log: str, acts: list[Act]) -> list[bytes]:
    """Return the entries of a log in which some acts happened."""
    contents: list[bytes] = []
    for number, (act, body, said) in enumerate(acts, start=1):
        fields = {
            "v": 1,
            "log": log,
            "seq": number,
            "zone": "WIB",
            "act": act,
            "body": body,
            "at": "2026-01-01T00:00:00Z",
            "occurred": "2026-01-01",
            "reason": "",
            "actor": {"person": "x", "role": "", "post": "", "basis": ""},
            "prev": leaf_hash(contents[-1]) if contents else EMPTY_HASH,
        }
        contents.append(canonical_bytes({**fields, **said}))
    return contents


def added(workflow: bytes, city: dict[str, Any], **said: Any) -> Act:
    """Return the act that registers a city with a workflow."""
    pin = {"key": "w", "version": 1, "digest": sha256_hex(workflow)}
    stage = json.loads(workflow)["initial"]
    return ("city_add", {"city": city, "workflow": pin, "stage": stage}, said)


def forged(  # noqa: PLR0913  what a forger may choose
    signer: SignerKey,
    contents: list[bytes],
    blobs: tuple[bytes, ...],
    named: dict[str, Any],
    log: str,
    erased: tuple[str, ...] = (),
) -> bytes:
    """Return a bundle in which all that is signed is signed well.

    Args:
        signer: The forger's key; its name is that of the store.
        contents: The entries of the city's log.
        blobs: What it brings.
        named: The city, as the store log registers it.
        log: The log that the store log registers.
        erased: The digests that it calls erased.
    """
    store, key = signer.name, signer.verifier().encode()
    short = {field: named[field] for field in ("slug", "name", "region_code")}
    register = chained(
        store,
        [
            ("init", {"id": "x"}, {}),
            ("key_add", {"key": key, "replaces": "", "lost": False}, {}),
            ("city_register", {**short, "log": log}, {}),
        ],
    )
    tree = [bytes.fromhex(leaf_hash(one)) for one in register]
    shown = [
        {"entry": register[at].decode(), "proof": [*map(to_base64, inclusion_proof(tree, at))]}
        for at in (1, 2)
    ]
    proof = {"note": note_over(store, register, signer).decode(), "entries": shown}
    notes = [note_over(log, contents[:size], signer) for size in range(1, len(contents) + 1)]
    held = dict(sorted((sha256_hex(one), one) for one in blobs))
    parts = {
        "store.json": canonical_bytes({**proof, "rotations": []}),
        "keys.txt": f"{key}\n".encode(),
        "history.jsonl": b"".join(map(line_of, contents)),
        "checkpoints.txt": b"\n".join(notes),
        **{f"blobs/{digest}": one for digest, one in held.items()},
    }
    leaves = [leaf_hash(one) for one in contents]
    manifest = Manifest(
        *(FORMAT, store, BundledCity(**short), log, len(leaves), leaves[-1]),
        to_base64(tree_root(map(bytes.fromhex, leaves))),
        json.loads(contents[-1])["at"],
        (key,),
        tuple(Member(name, len(one), sha256_hex(one)) for name, one in parts.items()),
        erased,
    )
    out = io.BytesIO()
    writer = BundleWriter(out)
    seal = {"manifest.json": manifest.encode(), "manifest.sig": seal_manifest(manifest, signer)}
    for name, one in {**seal, **parts}.items():
        writer.add(name, one)
    writer.close()
    return out.getvalue()
