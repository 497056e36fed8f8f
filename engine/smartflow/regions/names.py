"""Names of regions, as lists write them: which region is meant, and what commands call it.

``KAB. TOLITOLI`` is ``Kabupaten Toli-Toli``: case, blanks, hyphens and the usual abbreviations make
no difference. A name without its kind may be two regions (Solok), and is never taken for one.
Must not import anything but the list itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from smartflow.regions.region import Region, all_regions

__all__ = ["all_provinces", "bears_name", "find_province", "regions_named", "slug_of"]

_LONG = {"kab": "kabupaten", "kep": "kepulauan", "adm": "administrasi", "kotamadya": "kota"}
"""Abbreviations and what they stand for."""

_TITLES = re.compile(
    r"(?:(?:provinsi|propinsi|prov) )?"
    r"(?:(?:daerah khusus ibukota|daerah khusus|dki|dk|daerah istimewa|d i|di) )?"
)
"""What may stand in front of a province's name, and need not."""

_SIDES = {
    "ut": "utara",
    "tara": "utara",
    "bar": "barat",
    "teng": "tengah",
    "sel": "selatan",
    "tim": "timur",
}

_PROVINCES = {
    "ntb": "nusatenggarabarat",
    "ntt": "nusatenggaratimur",
    "diy": "yogyakarta",
    "dki": "jakarta",
    "babel": "kepulauanbangkabelitung",
    "kepri": "kepulauanriau",
    "sultra": "sulawesitenggara",
    "malut": "malukuutara",
    **{
        f"{short}{side}": f"{island}{_SIDES[side]}"
        for short, island, sides in (
            ("sum", "sumatera", ("ut", "bar", "sel")),
            ("ja", "jawa", ("bar", "teng", "tim")),
            ("kal", "kalimantan", ("bar", "teng", "sel", "tim", "tara")),
            ("sul", "sulawesi", ("ut", "teng", "sel", "bar")),
        )
        for side in sides
    },
}
"""Abbreviations of provinces, as officials write them, and the names without title and blanks."""


class _Name(NamedTuple):
    """A name apart: ``kota`` or ``kabupaten`` or ``""``, and the rest without blanks."""

    kind: str
    rest: str


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [_LONG.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)]


@cache
def _parted(name: str) -> _Name:
    words = _words(name)
    kind = words.pop(0) if words and words[0] in ("kota", "kabupaten") else ""
    if words and words[0] == "administrasi":
        words.pop(0)
    return _Name(kind, "".join(words))


def bears_name(region: Region, name: str) -> bool:
    """Say whether ``name`` can mean a region: its own name, or the same without the kind."""
    said = _parted(name)
    return said.rest == _parted(region.name).rest and said.kind in ("", region.kind)


def regions_named(name: str) -> tuple[Region, ...]:
    """Return every region that ``name`` can mean, by code: two where the kind is left out."""
    return tuple(region for region in all_regions() if bears_name(region, name))


@cache
def _kabupaten_slugs() -> frozenset[str]:
    return frozenset(_bare_slug(region) for region in all_regions() if region.kind == "kabupaten")


def _bare_slug(region: Region) -> str:
    words = _words(region.name)
    return "-".join(word for word in words[1:] if word != "administrasi")


def slug_of(region: Region) -> str:
    """Return what commands call a region: its name in small letters, without its kind.

    Where a kabupaten and a kota share a name (Solok, Banjar, Bogor …) the kabupaten is ``solok``
    and the kota ``kota-solok``. That depends on the list alone, and not on which of the two a store
    happens to hold, so every office calls a region alike.
    """
    bare = _bare_slug(region)
    return f"kota-{bare}" if region.kind == "kota" and bare in _kabupaten_slugs() else bare


@cache
def _provinces() -> dict[str, str]:
    return {region.code[:2]: region.province for region in all_regions()}


def all_provinces() -> tuple[str, ...]:
    """Return the names of the 38 provinces, by code."""
    return tuple(_provinces().values())


def find_province(words: str) -> str | None:
    """Return the name of the province that ``words`` mean, or None.

    Args:
        words: Its name, with or without its title (``DKI Jakarta``, ``Yogyakarta``,
            ``Prov. Bali``), its usual abbreviation (``NTT``, ``Sumbar``), or the two digits of its
            code.
    """
    if words.strip() in _provinces():
        return _provinces()[words.strip()]
    wanted = _province_key(words)
    return next((name for name in _provinces().values() if _province_key(name) == wanted), None)


def _province_key(words: str) -> str:
    key = _TITLES.sub("", " ".join(_words(words)), count=1).replace(" ", "")
    return _PROVINCES.get(key, key)
