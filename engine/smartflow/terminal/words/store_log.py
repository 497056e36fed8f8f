"""What each act of the store log reads like: its beginning, its cities, its keys, its witnesses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smartflow.language import Text

__all__ = ["STORE_SENTENCES"]

Body = dict[str, Any]


def _init(body: Body) -> Text:
    del body
    return Text(id="Ruang kerja dibuat.", en="The workspace was made.")


def _city_register(body: Body) -> Text:
    words = str(body.get("slug") or body.get("name") or body.get("log") or "")
    return Text(id=f"Kota {words} tercatat.", en=f"The city {words} was entered.")


def _key_add(body: Body) -> Text:
    key = _key_id(body)
    return Text(
        id=f"Kunci {key} mulai menyegel riwayat.",
        en=f"The key {key} begins to sign the histories.",
    )


def _key_rotate(body: Body) -> Text:
    key = _key_id(body)
    lost = bool(body.get("lost"))
    return Text(
        id=f"Kunci diganti dengan {key}" + ("; kunci lama hilang." if lost else "."),
        en=f"The key was replaced by {key}" + ("; the old one is lost." if lost else "."),
    )


def _checkpoint(body: Body) -> Text:
    del body
    return Text(
        id="Segel semua riwayat ditulis untuk saksi di luar.",
        en="The checkpoints of all histories were written for a witness outside.",
    )


def _witness_add(body: Body) -> Text:
    return Text(
        id=f"{body['name']} menjadi saksi riwayat (kunci {_key_id(body)}).",
        en=f"{body['name']} is a witness of the histories (key {_key_id(body)}).",
    )


def _bundle_import(body: Body) -> Text:
    city = str(body.get("name") or body.get("slug") or body.get("log") or "")
    size = body.get("size")
    return Text(
        id=f"{city} diimpor dari bundel sampai entri {size}.",
        en=f"{city} was imported from a bundle, up to entry {size}.",
    )


def _key_id(body: Body) -> str:
    """Return the id in a key's word ``name+id+base64``."""
    return str(body.get("key", "")).partition("+")[2].partition("+")[0]


STORE_SENTENCES: dict[str, Callable[[Body], Text]] = {
    "init": _init,
    "city_register": _city_register,
    "key_add": _key_add,
    "key_rotate": _key_rotate,
    "checkpoint": _checkpoint,
    "witness_add": _witness_add,
    "bundle_import": _bundle_import,
}
