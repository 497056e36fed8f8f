"""The plugins that lie in a workspace as files: ``rules/*.py`` and ``rules/*.toml``.

They are found and read here, and nothing is run. The loader judges afterwards: a rule file (TOML)
can do no harm and needs no trust; a loose Python file is imported only when its fingerprint is
among those that the user trusts. Must not import anything that lies in a workspace.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.plugin.contract import KEY
from smartflow.plugin.discovery import Candidate, PluginKind
from smartflow.plugin.loading.loose_file import glance_at, import_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FOLDER", "KINDS", "LARGEST", "candidate_of", "discover_files", "misnamed"]

FOLDER = "rules"
"""The folder of a workspace in which its own plugins lie; folders inside it are left alone."""

KINDS: dict[str, PluginKind] = {".py": "file", ".toml": "rule_file"}
"""The kind of plugin by the ending of its file."""

LARGEST = 1 << 20
"""The size of the largest file that is read, in bytes: rules are text that somebody wrote."""


def discover_files(root: Path) -> tuple[Candidate, ...]:
    """Return every plugin that lies in a workspace as a file, by name.

    A file whose name begins with a dot, and one that ends in neither ``.py`` nor ``.toml``, is
    none.

    Args:
        root: The workspace's folder.
    """
    folder = root / FOLDER
    try:
        found = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (_unreadable(FOLDER, FOLDER, "rule_file", folder, error),)
    return tuple(
        candidate_of(path)
        for path in found
        if path.suffix.casefold() in KINDS
        and not path.name.startswith(".")
        and (path.is_file() or not path.exists())  # a link to nothing is a plugin that is missing
    )


def misnamed(root: Path) -> tuple[str, ...]:
    """Return the files that are no plugins only because an editor put ``.txt`` behind their names.

    Args:
        root: The workspace's folder.

    Returns:
        Such as ``rules/padang.toml.txt``, by name; none where the folder cannot be listed.
    """
    try:
        found = sorted((root / FOLDER).iterdir())
    except OSError:
        return ()
    return tuple(
        f"{FOLDER}/{path.name}"
        for path in found
        if path.suffix.casefold() == ".txt" and path.with_suffix("").suffix.casefold() in KINDS
    )


def candidate_of(path: Path) -> Candidate:
    """Return the plugin that a file of ``rules/`` is, with what stands in it.

    Args:
        path: The file. Its fault is told in the candidate when it cannot be read, is too large,
            or has a name that cannot be a plugin's.
    """
    name, shown = path.stem, f"{FOLDER}/{path.name}"
    kind = KINDS[path.suffix.casefold()]
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        return _unreadable(name, shown, kind, path, error)
    return Candidate(
        name=name,
        value=shown,
        distribution="",
        version=glance_at(content).version if kind == "file" else "",
        editable=False,
        load=partial(import_file, name, path, content),
        kind=kind,
        path=path,
        content=content,
        fault=_fault(name, shown, content),
    )


def _fault(name: str, shown: str, content: bytes) -> Text | None:
    if not KEY.fullmatch(name):
        return Text(
            id=f"{shown}: nama berkas adalah nama plugin, jadi hanya boleh huruf kecil, angka dan"
            " garis bawah. Ganti namanya.",
            en=f"{shown}: the file's name is the plugin's, so it may hold small letters, digits"
            " and underscores only. Rename it.",
        )
    if len(content) > LARGEST:
        return Text(
            id=f"{shown} lebih besar dari {LARGEST >> 20} MiB; berkas ketentuan tidak sebesar itu.",
            en=f"{shown} is larger than {LARGEST >> 20} MiB; no file of rules is.",
        )
    return None


def _unreadable(name: str, shown: str, kind: PluginKind, path: Path, error: OSError) -> Candidate:
    why = error.strerror or type(error).__name__
    return Candidate(
        name=name,
        value=shown,
        distribution="",
        version="",
        editable=False,
        load=partial(import_file, name, path, b""),
        kind=kind,
        path=path,
        fault=Text(
            id=f"{shown} tidak dapat dibaca ({why}).", en=f"{shown} cannot be read ({why})."
        ),
    )
