"""Promise: a region's plugins cost a command little, however many there are."""

from __future__ import annotations

import compileall
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Line, interleave
from processes import Programs, run

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["many_plugins"]

PLUGINS = 20
ROUNDS = 21
CITY = "kota-kecil"
LIMIT = 1.3

MODULE = '''\
"""Rules of region {number}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import smartflow
from smartflow import Row, Rule, Settings, Text


def says_where(row: Row, settings: Settings) -> Mapping[str, object] | None:
    """Return None when the issue names a place, else what fills the message."""
    if row.text("location"):
        return None
    return {{"issue": row.text("issue"), "column": "location"}}


@smartflow.hookimpl
def smartflow_register_rules() -> Iterable[Rule]:
    """Register the one rule of this plugin."""
    yield Rule(
        code="{family}001",
        title=Text(id="Isu menyebut lokasinya", en="An issue says where it is"),
        why=Text(id="Isu tanpa lokasi tidak terjawab.", en="Nobody can act on it."),
        fix=Text(id="Isi kolom Lokasi.", en="Fill in the column Location."),
        message=Text(id="Isu '{{issue}}' tanpa lokasi.", en="The issue '{{issue}}' has no place."),
        severity="error",
        cites=("Arahan Tim Pelaksana",),
        stages=("issue_analysis",),
        reads=("issues",),
        regions=("13.79",),
        each="issues",
        function=says_where,
    )
'''
METADATA = """\
Metadata-Version: 2.4
Name: smartflow-region-{number:02d}
Version: 0.1.0
Summary: Rules of a region
Requires-Python: >=3.11
Requires-Dist: smartflow-engine>=0.1,<1
"""


def many_plugins(alone: Programs, crowded: Programs, folder: Path) -> Iterator[Line]:
    """Measure ``plugin list`` and ``check`` beside 20 small plugins over the built-in ones alone.

    Args:
        alone: The programs where SmartFlow is installed and no other plugin.
        crowded: The same once more, in an environment into which the plugins are installed here.
        folder: Where the city, a small one, is made; the smaller, the more a plugin weighs.
    """
    _install_plugins(crowded)
    run(*alone.smartflow, "init", str(folder))
    add = ("city", "add", CITY, "--name", "Kota Kecil", "--kind", "kota", "--region-code", "13.79")
    here = ("--workspace", str(folder))
    run(*alone.smartflow, *here, *add, "--province", "Sumatera Barat")
    for title, words, code in (
        ("plugin list", ("plugin", "list"), 0),
        ("check", ("check", CITY), 1),
    ):
        pair = interleave(
            lambda words=words, code=code: _run(crowded, *here, *words, expect=code),
            lambda words=words, code=code: _run(alone, *here, *words, expect=code),
            rounds=ROUNDS,
        )
        ratio = pair.subject.median / pair.peer.median
        what = f"smartflow {title}, {PLUGINS} small plugins / built-in ones alone"
        yield Line(what, ratio, LIMIT, at_most=True, pair=pair)


def _run(programs: Programs, *words: str, expect: int) -> None:
    run(*programs.smartflow, *words, expect=expect, stdout=subprocess.DEVNULL)


def _install_plugins(programs: Programs) -> None:
    """Put the plugins where an installer would, compiled."""
    root = str(programs.python.parent.parent)
    site = Path(sysconfig.get_path("purelib", vars={"base": root, "platbase": root}))
    for number in range(PLUGINS):
        package = site / f"smartflow_region_{number:02d}"
        package.mkdir()
        family = f"Q{chr(ord('A') + number)}"
        module = MODULE.format(number=number, family=family)
        (package / "__init__.py").write_text(module, encoding="utf-8")
        (package / "py.typed").write_text("", encoding="utf-8")
        info = site / f"{package.name}-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(METADATA.format(number=number), encoding="utf-8")
        points = f"[smartflow]\nregion_{number:02d} = {package.name}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        compileall.compile_dir(package, quiet=1)
