"""Finding plugins: what the installed distributions announce, judged before anything is imported.

Only metadata is read here. The loader imports afterwards, one by one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata, util
from pathlib import Path

import msgspec

__all__ = ["ENGINE", "GROUP", "Candidate", "discover", "fingerprint_of"]

GROUP = "smartflow"
ENGINE = "smartflow-engine"

_LEFT_OUT = ("__pycache__",)


class Candidate(msgspec.Struct, frozen=True):
    """A plugin that a distribution announces.

    Attributes:
        name: The name of the entry point.
        value: What it points to, ``module`` or ``module:object``.
        distribution: The name of the distribution.
        version: Its version.
        editable: Whether the distribution is installed as editable.
        load: Imports it and returns the plugin.
    """

    name: str
    value: str
    distribution: str
    version: str
    editable: bool
    load: Callable[[], object]

    @property
    def built_in(self) -> bool:
        """Whether it comes with the engine."""
        return self.distribution == ENGINE

    @property
    def module(self) -> str:
        """The module it lives in."""
        return self.value.partition(":")[0].strip()


def discover() -> tuple[Candidate, ...]:
    """Return every announced plugin: built-in ones first, then by name and distribution.

    A distribution that is found twice on the path counts once.
    """
    found: dict[tuple[str, str, str], Candidate] = {}
    shippers: dict[int, _Shipper] = {}
    for point in metadata.entry_points(group=GROUP):
        # A distribution parses its metadata anew at each question, and ships many plugins.
        shipper = shippers.get(id(point.dist)) or _shipper(point.dist)
        shippers[id(point.dist)] = shipper
        key = (point.name, point.value, shipper.name)
        if key not in found:
            found[key] = Candidate(
                name=point.name,
                value=point.value,
                distribution=shipper.name,
                version=shipper.version,
                editable=shipper.editable,
                load=point.load,
            )
    return tuple(
        sorted(found.values(), key=lambda c: (not c.built_in, c.name, c.distribution, c.value))
    )


class _Shipper(msgspec.Struct, frozen=True):
    """What is said of the distribution that ships a plugin."""

    name: str = ""
    version: str = ""
    editable: bool = False


def _shipper(distribution: metadata.Distribution | None) -> _Shipper:
    if distribution is None:
        return _Shipper()
    # One whose metadata is damaged has neither name nor version: it is named as far as it can be.
    name, version = distribution.name or "", distribution.version or ""
    return _Shipper(name, version, _is_editable(distribution))


def _is_editable(distribution: metadata.Distribution) -> bool:
    text = distribution.read_text("direct_url.json")
    if not text:
        return False
    try:
        return bool(json.loads(text).get("dir_info", {}).get("editable"))
    except (ValueError, AttributeError):
        return False


@cache
def fingerprint_of(module: str) -> str:
    """Return sha256 over the files of the package that holds ``module``, in hex.

    Every file of the top-level package counts (code and data, but no byte code), by its relative
    path and content; so shared code counts for each plugin of a package. Nothing is imported.
    Returns ``""`` when the package is not found.
    """
    try:
        spec = util.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return ""
    if spec is None:
        return ""
    folders = [Path(place) for place in spec.submodule_search_locations or ()]
    if not folders:
        # One module in one file; without a file there is nothing to take a fingerprint of.
        file = Path(spec.origin) if spec.origin else None
        return hashlib.sha256(file.read_bytes()).hexdigest() if file and file.is_file() else ""
    total = hashlib.sha256()
    for folder in folders:  # several where a package has no __init__.py
        for name in sorted(_files_in(str(folder), "")):
            with open(f"{folder}/{name}", "rb") as content:  # noqa: PTH123  pathlib takes twice as long
                digest = hashlib.sha256(content.read()).hexdigest()
            total.update(f"{digest}  {name}\n".encode())
    return total.hexdigest()


def _files_in(folder: str, inside: str) -> Iterator[str]:
    """Yield the files of a folder, by their path in it, with slashes on every system."""
    with os.scandir(folder) as found:
        for item in found:
            if item.name in _LEFT_OUT:
                continue
            if item.is_dir():
                yield from _files_in(item.path, f"{inside}{item.name}/")
            elif item.is_file():
                yield inside + item.name
