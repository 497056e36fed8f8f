"""The face ``import smartflow``: every public name, sorted, documented, and loaded lazily."""

from __future__ import annotations

import subprocess
import sys

import pytest

import smartflow

HEAVY = (
    "babel",
    "click",
    "msgspec",
    "openpyxl",
    "pluggy",
    "python_calamine",
    "rfc8785",
    "rich",
    "sqlite3",
    "structlog",
    "tomli_w",
    "transitions",
    "xlsxwriter",
)
"""Packages that cost a start something; each command loads only those that it uses."""


def _loaded_by(statement: str) -> set[str]:
    """Return which heavy packages a fresh interpreter holds after ``statement``."""
    code = (
        "import sys\n"
        "sys.stdout.write('')\n"
        f"{statement}\n"
        f"sys.stderr.write(' '.join(n for n in {HEAVY!r} if n in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


def test_every_public_name_loads_from_its_home() -> None:
    """``__all__`` is sorted, each of its names exists, and ``dir`` lists them."""
    names = list(smartflow.__all__)
    assert (names, [getattr(smartflow, name) is not None for name in names]) == (
        sorted(names),
        [True] * len(names),
    )
    assert dir(smartflow) == sorted(names)


def test_a_wrong_name_says_so() -> None:
    """A name that is not public is an AttributeError that repeats it."""
    with pytest.raises(AttributeError, match="'colour'"):
        smartflow.colour  # noqa: B018  asking for it is the act


def test_the_face_loads_nothing() -> None:
    """``import smartflow`` costs no third-party import at all."""
    assert _loaded_by("import smartflow") == set()


def test_version_loads_nothing() -> None:
    """``smartflow --version`` answers without click, msgspec or any plugin."""
    assert _loaded_by("from smartflow.terminal import main; main(['--version'])") == set()


def test_help_loads_no_data_libraries() -> None:
    """``smartflow --help`` needs click and the texts, and no store, workbook or log library."""
    loaded = _loaded_by(
        "from smartflow.terminal import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    )
    assert loaded - {"click", "msgspec"} == set()
