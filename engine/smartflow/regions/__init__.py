"""Floor 1: the kabupaten and kota of Indonesia, their names, and their codes however damaged.

Data of the Ministry of Home Affairs; the engine works for a city that is not in it just as well.
"""

from __future__ import annotations

from smartflow.regions.code_text import CodeReading, read_code
from smartflow.regions.names import (
    all_provinces,
    bears_name,
    find_province,
    regions_named,
    slug_of,
)
from smartflow.regions.region import DECREE, Region, all_regions, find_region

__all__ = [
    "DECREE",
    "CodeReading",
    "Region",
    "all_provinces",
    "all_regions",
    "bears_name",
    "find_province",
    "find_region",
    "read_code",
    "regions_named",
    "slug_of",
]
