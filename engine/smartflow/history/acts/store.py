"""Acts of the store log: its beginning, its cities, its keys, who vouches for it."""

from __future__ import annotations

from typing import ClassVar

from smartflow.history.acts.base import Act

__all__ = [
    "BundleImport",
    "CityRegister",
    "Init",
    "KeyAdd",
    "KeyRotate",
    "StoreCheckpoint",
    "WitnessAdd",
]


class Init(Act, frozen=True, kw_only=True):
    """The store was made: the first entry of its log.

    Attributes:
        id: The workspace's id.
    """

    act_name = "init"

    id: str = ""


class CityRegister(Act, frozen=True, kw_only=True):
    """A city was registered in the store.

    Attributes:
        slug: The city's slug.
        name: Its full name.
        region_code: Its Kemendagri code, such as ``13.73``.
        log: The name of its log.
    """

    act_name = "city_register"

    slug: str
    name: str
    region_code: str
    log: str


class KeyAdd(Act, frozen=True, kw_only=True):
    """A key begins to sign the histories.

    Attributes:
        key: Its public half, ``name+id+base64``.
        replaces: The public half of the key before; left out, for there is none.
        lost: Whether the key before was lost; left out.
    """

    act_name = "key_add"
    left_out: ClassVar[tuple[str, ...]] = ("replaces", "lost")

    key: str
    replaces: str = ""
    lost: bool = False


class KeyRotate(KeyAdd, frozen=True, kw_only=True):
    """Another key signs the histories from now on.

    Attributes:
        key: Its public half, ``name+id+base64``.
        replaces: The public half of the key before.
        lost: Whether the key before was lost and did not sign for this entry.
    """

    act_name = "key_rotate"
    left_out = ()


class StoreCheckpoint(Act, frozen=True, kw_only=True):
    """The heads of all logs were written down for a witness outside.

    Attributes:
        heads: Digest of the blob that lists every log's size and root.
    """

    act_name = "checkpoint"

    heads: str = ""


class WitnessAdd(Act, frozen=True, kw_only=True):
    """A witness of the histories was named.

    Attributes:
        name: The witness's name.
        key: Its public half, ``name+id+base64``.
    """

    act_name = "witness_add"

    name: str
    key: str


class BundleImport(CityRegister, frozen=True, kw_only=True):
    """The copy of another office's city came into the store.

    Attributes:
        slug: The city's slug.
        name: Its full name.
        region_code: Its Kemendagri code.
        log: The name of its log, which holds the other office's id.
        size: How many entries its log has here.
        root: The root of the tree over them, base64.
        leaf: The leaf hash of the newest of them, hex.
        at: When that one was written, UTC.
        keys: The public keys of the other office's store, the oldest first.
        bundle: The sha256 of the bundle's manifest.
    """

    act_name = "bundle_import"

    size: int
    root: str
    leaf: str
    at: str
    keys: tuple[str, ...]
    bundle: str
