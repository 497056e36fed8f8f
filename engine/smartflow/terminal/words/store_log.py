"""What each act of the store log reads like: its beginning, its cities, its keys, its witnesses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from smartflow.history.acts import (
    Act,
    BundleImport,
    CityRegister,
    Init,
    KeyAdd,
    KeyRotate,
    StoreCheckpoint,
    WitnessAdd,
)
from smartflow.language import Text

__all__ = ["STORE_SENTENCES"]


def _init(act: Init) -> Text:
    del act
    return Text(id="Ruang kerja dibuat.", en="The workspace was made.")


def _city_register(act: CityRegister) -> Text:
    return Text(id=f"Kota {act.slug} tercatat.", en=f"The city {act.slug} was entered.")


def _key_add(act: KeyAdd) -> Text:
    key = _key_id(act.key)
    return Text(
        id=f"Kunci {key} mulai menyegel riwayat.",
        en=f"The key {key} begins to sign the histories.",
    )


def _key_rotate(act: KeyRotate) -> Text:
    key = _key_id(act.key)
    return Text(
        id=f"Kunci diganti dengan {key}" + ("; kunci lama hilang." if act.lost else "."),
        en=f"The key was replaced by {key}" + ("; the old one is lost." if act.lost else "."),
    )


def _checkpoint(act: StoreCheckpoint) -> Text:
    del act
    return Text(
        id="Segel semua riwayat ditulis untuk saksi di luar.",
        en="The checkpoints of all histories were written for a witness outside.",
    )


def _witness_add(act: WitnessAdd) -> Text:
    return Text(
        id=f"{act.name} menjadi saksi riwayat (kunci {_key_id(act.key)}).",
        en=f"{act.name} is a witness of the histories (key {_key_id(act.key)}).",
    )


def _bundle_import(act: BundleImport) -> Text:
    return Text(
        id=f"{act.name} diimpor dari bundel sampai entri {act.size}.",
        en=f"{act.name} was imported from a bundle, up to entry {act.size}.",
    )


def _key_id(key: str) -> str:
    """Return the id in a key's word ``name+id+base64``."""
    return key.partition("+")[2].partition("+")[0]


STORE_SENTENCES: Final[Mapping[type[Act], Callable[[Any], Text]]] = {
    Init: _init,
    CityRegister: _city_register,
    KeyAdd: _key_add,
    KeyRotate: _key_rotate,
    StoreCheckpoint: _checkpoint,
    WitnessAdd: _witness_add,
    BundleImport: _bundle_import,
}
