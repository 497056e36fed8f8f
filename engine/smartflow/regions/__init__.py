"""Floor 1: the kabupaten and kota of Indonesia, their names, and their codes however damaged.

Data of the Ministry of Home Affairs; the engine works for a city that is not in it just as well.

In this folder:

``code_day``: The codes that a day of the calendar may have been, before a spreadsheet took them for
    one.
``code_text``: Reading a region's code in whatever form a spreadsheet left it.
``names``: Names of regions, as lists write them: which region is meant, and what commands call it.
``region``: The regions of Indonesia: every kabupaten and kota, as the Ministry of Home Affairs
    lists them.
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
