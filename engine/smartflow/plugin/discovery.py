"""Finding plugins: what the installed distributions announce, judged before anything is imported.

Only metadata is read here. The loader imports afterwards, one by one. What lies in a workspace is
found by :mod:`smartflow.plugin.loading.workspace_files`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Literal

import msgspec

from smartflow.language import Text

__all__ = [
    "ENGINE",
    "GROUP",
    "Candidate",
    "PluginKind",
    "discover",
    "fingerprint_of",
    "package_fingerprint",
    "requirements_of_engine",
    "source_of",
]

GROUP = "smartflow"
ENGINE = "smartflow-engine"

_LEFT_OUT = ("__pycache__",)

PluginKind = Literal["distribution", "file", "rule_file"]
"""What ships a plugin: an installed distribution, or a file of the workspace, Python or TOML."""


class Candidate(msgspec.Struct, frozen=True):
    """A plugin that a distribution announces, or that lies in a workspace as a file.

    Attributes:
        name: The name of the entry point; of a file its stem.
        value: What it points to, ``module`` or ``module:object``; of a file its path in the
            workspace, with slashes.
        distribution: The name of the distribution; ``""`` for a file.
        version: Its version, or what the file says of itself.
        editable: Whether the distribution is installed as editable.
        load: Imports it and returns the plugin.
        requires: What the distribution says that it requires of the engine, as it is written
            (``smartflow-engine>=0.1``).
        kind: What ships it.
        path: The file, for a plugin that is one.
        content: What stands in the file. It is read once, so that what is judged, what the
            fingerprint is of and what is run are the same bytes.
        fault: Why the file cannot be looked at, if it cannot.
    """

    name: str
    value: str
    distribution: str
    version: str
    editable: bool
    load: Callable[[], object]
    requires: tuple[str, ...] = ()
    kind: PluginKind = "distribution"
    path: Path | None = None
    content: bytes = b""
    fault: Text | None = None

    @property
    def built_in(self) -> bool:
        """Whether it comes with the engine."""
        return self.distribution == ENGINE

    @property
    def module(self) -> str:
        """The module it lives in; of a file its path in the workspace."""
        return self.value.partition(":")[0].strip() if self.kind == "distribution" else self.value

    @property
    def shipped_by(self) -> Text:
        """What ships it, as a sentence names it: a package, or a file of the workspace."""
        if self.kind == "distribution":
            return Text(id=f"paket {self.distribution}", en=f"the package {self.distribution}")
        return Text(id=f"berkas {self.value}", en=f"the file {self.value}")

    def fingerprint(self) -> str:
        """Return sha256 over its files, hex; ``""`` if it has none that are found."""
        if self.kind == "distribution":
            return fingerprint_of(self.module)
        return hashlib.sha256(self.content).hexdigest()


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
                requires=shipper.requires,
            )
    return tuple(
        sorted(found.values(), key=lambda c: (not c.built_in, c.name, c.distribution, c.value))
    )


class _Shipper(msgspec.Struct, frozen=True):
    """What is said of the distribution that ships a plugin."""

    name: str = ""
    version: str = ""
    editable: bool = False
    requires: tuple[str, ...] = ()


def _shipper(distribution: metadata.Distribution | None) -> _Shipper:
    if distribution is None:
        return _Shipper()
    # One whose metadata is damaged has neither name nor version: it is named as far as it can be.
    said = _headers(distribution)
    return _Shipper(
        name=next(iter(said["name"]), ""),
        version=next(iter(said["version"]), ""),
        editable=_is_editable(distribution),
        requires=requirements_of_engine(said["requires-dist"]),
    )


_REQUIRED_NAME = re.compile(r"\s*([A-Za-z0-9._-]+)")


def requirements_of_engine(requirements: Iterable[str]) -> tuple[str, ...]:
    """Return those of a distribution's requirements that are of the engine."""
    return tuple(one for one in requirements if _of_engine(one))


def _of_engine(requirement: str) -> bool:
    """Say whether a requirement is one of the engine; names are compared as packagers do."""
    name = _REQUIRED_NAME.match(requirement)
    return name is not None and re.sub(r"[-_.]+", "-", name[1]).casefold() == ENGINE


def _headers(distribution: metadata.Distribution) -> dict[str, list[str]]:
    """Return what the metadata says under the headers that are asked for here.

    The standard library parses the whole file as a mail, anew for each question, which takes
    longer than all the rest of finding a small plugin.
    """
    found: dict[str, list[str]] = {"name": [], "version": [], "requires-dist": []}
    # An old "egg" has PKG-INFO, or is that file itself.
    texts = (distribution.read_text(name) for name in ("METADATA", "PKG-INFO", ""))
    for line in next((text for text in texts if text), "").splitlines():
        if not line:
            break  # below stands the description
        header, _, value = line.partition(":")
        values = found.get(header.casefold())
        if values is not None:
            values.append(value.strip())
    return found


def _is_editable(distribution: metadata.Distribution) -> bool:
    text = distribution.read_text("direct_url.json")
    if not text:
        return False
    try:
        return bool(json.loads(text).get("dir_info", {}).get("editable"))
    except (ValueError, AttributeError):
        return False


def source_of(module: str) -> Path | None:
    """Return the file in which ``module`` is written, or None; nothing is imported."""
    package, *parts = module.split(".")
    try:
        spec = util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if not parts and spec.origin and spec.origin.endswith(".py"):
        return Path(spec.origin)
    for folder in spec.submodule_search_locations or ():
        place = Path(folder).joinpath(*parts)
        for file in (place / "__init__.py", place.with_name(f"{place.name}.py")):
            if parts and file.is_file():
                return file
    return None


def fingerprint_of(module: str) -> str:
    """Return the fingerprint of the package that holds ``module``: shared code counts for each."""
    return package_fingerprint(module.partition(".")[0])


@cache
def package_fingerprint(package: str) -> str:
    """Return sha256 over the files of a top-level package, in hex.

    Every file counts (code and data, but no byte code), by its relative path and content. Nothing
    is imported. Returns ``""`` when the package is not found.
    """
    try:
        spec = util.find_spec(package)
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
