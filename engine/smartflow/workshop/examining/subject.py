"""What is checked: an installed plugin, a file of a workspace, or the folder of a project.

A :class:`Subject` is plain data, since another process runs it. Nothing of a plugin is imported
here; only its metadata and its ``pyproject.toml`` are read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlparse
from urllib.request import url2pathname

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean
from smartflow.plugin.discovery import GROUP, Candidate, discover, requirements_of_engine
from smartflow.plugin.loading.workspace_files import FOLDER, KINDS, candidate_of, discover_files

__all__ = ["BadProject", "Subject", "UnknownSubject", "find_subject"]

PROJECT = "pyproject.toml"


class UnknownSubject(BadInput):
    """A word that names neither a plugin nor a file nor a project."""

    code = "unknown-plugin"
    says = Text(
        id="'{words}' bukan plugin, berkas ketentuan atau folder proyek.{guess}",
        en="'{words}' is no plugin, no file of rules and no project's folder.{guess}",
    )
    next_step = Text(
        id="Contoh: smartflow plugin check rules/padang.toml   (yang terpasang: smartflow plugin"
        " list)",
        en="Example: smartflow plugin check rules/padang.toml   (what is installed: smartflow"
        " plugin list)",
    )


class BadProject(BadInput):
    """A folder whose ``pyproject.toml`` announces no plugin."""

    code = "bad-project"
    says = Text.same("{folder}: {reason}.")
    next_step = Text(
        id="Bandingkan dengan yang ditulis: smartflow plugin new NAMA --kind distribution",
        en="Compare with what this writes: smartflow plugin new NAME --kind distribution",
    )


class Subject(msgspec.Struct, frozen=True):
    """What is checked.

    Attributes:
        kind: ``installed``, ``file`` (of a workspace) or ``project`` (a folder, not installed).
        name: The plugin's name; of a project its distribution's.
        path: The file or the folder; ``""`` for an installed plugin.
        cases: The folder of its cases, or ``""`` when there is none.
        workflows: The folder of the workspace's own workflow files, or ``""``.
        trusted: Fingerprints of the loose files that the user trusts.
        blocked: Names of built-in plugins that its workspace does not want.
    """

    kind: Literal["installed", "file", "project"]
    name: str
    path: str = ""
    cases: str = ""
    workflows: str = ""
    trusted: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()

    @property
    def import_paths(self) -> tuple[str, ...]:
        """The folders from which a project's modules are imported."""
        if self.kind != "project":
            return ()
        return tuple(str(p) for p in (Path(self.path, "src"), Path(self.path)) if p.is_dir())

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the plugins that are checked; nothing is imported.

        Raises:
            BadProject: the project announces none.
        """
        if self.kind == "file":
            return (candidate_of(Path(self.path)),)
        if self.kind == "project":
            return _announced(Path(self.path))
        return tuple(one for one in discover() if one.name == self.name)


def find_subject(
    words: str,
    *,
    root: Path | None = None,
    trusted: Iterable[str] = (),
    blocked: Iterable[str] = (),
    cases: Path | None = None,
) -> Subject:
    """Return what is to be checked.

    Args:
        words: A path (``rules/padang.toml``, a project's folder), or the name of a plugin: of a
            file of the workspace, or an installed one.
        root: The workspace, if there is one.
        trusted: Fingerprints of the loose files that the user trusts.
        blocked: Names of the plugins that the workspace does not want; what is to be checked may
            stand in the place of one that is built in.
        cases: The folder of the plugin's cases, where it is not the usual one.

    Raises:
        UnknownSubject: there is no such plugin, file or project.
        BadProject: a folder's ``pyproject.toml`` announces no plugin.
    """
    own = _file(words, root) or _project(words) or _installed(words)
    if own is None:
        raise _unknown(words, root)
    folder = cases or _usual_cases(own)
    return msgspec.structs.replace(
        own,
        trusted=tuple(sorted(trusted)),
        blocked=tuple(sorted(blocked)),
        workflows=str((root / "workflows").resolve()) if root is not None else "",
        cases=str(folder.resolve()) if folder is not None and folder.is_dir() else "",
    )


def _file(words: str, root: Path | None) -> Subject | None:
    places = [Path(words).expanduser()]
    if root is not None:
        places += [root / words, *(root / FOLDER / f"{words}{ending}" for ending in KINDS)]
    for path in places:
        if path.suffix.casefold() in KINDS and path.is_file() and path.name != PROJECT:
            return Subject("file", path.stem, str(path.resolve()))
    return None


def _project(words: str) -> Subject | None:
    path = Path(words).expanduser()
    folder = path.parent if path.name == PROJECT else path
    if not (folder / PROJECT).is_file():
        return None
    announced = _announced(folder)
    return Subject("project", announced[0].distribution, str(folder.resolve()))


def _installed(words: str) -> Subject | None:
    known = any(one.name == words for one in discover())
    return Subject("installed", words) if known else None


def _unknown(words: str, root: Path | None) -> UnknownSubject:
    names = [one.name for one in discover()]
    if root is not None:
        names += [one.name for one in discover_files(root)]
    guess = did_you_mean(words, names)
    if Path(words).name.endswith((".toml.txt", ".py.txt")):  # Notepad adds it, and Windows hides it
        right = Path(words).name.removesuffix(".txt")
        guess = Text(
            id=f" Ganti namanya menjadi '{right}', tanpa .txt.",
            en=f" Rename it to '{right}', without .txt.",
        )
    return UnknownSubject(words=words, guess=guess)


# -- a project's folder ---------------------------------------------------------------------------


def _announced(folder: Path) -> tuple[Candidate, ...]:
    """Return the plugins that a project announces, as they will be when it is installed."""
    project = _table(_read(folder), "project", folder)
    points = _table(_table(project, "entry-points", folder), GROUP, folder)
    plugins = [(name, value) for name, value in points.items() if isinstance(value, str)]
    if not plugins:
        raise BadProject(folder=folder / PROJECT, reason=_NO_PLUGIN)
    requires = [one for one in project.get("dependencies", ()) if isinstance(one, str)]
    return tuple(
        Candidate(
            name=name,
            value=value,
            distribution=str(project.get("name", folder.name)),
            version=str(project.get("version", "")),
            editable=False,
            load=partial(_load, value),
            requires=requirements_of_engine(requires),
        )
        for name, value in plugins
    )


def _load(value: str) -> object:
    module, _, attribute = value.partition(":")
    found: object = import_module(module.strip())
    for name in filter(None, attribute.strip().split(".")):
        found = getattr(found, name)
    return found


def _read(folder: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads((folder / PROJECT).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = str(error)
        raise BadProject(
            folder=folder / PROJECT,
            reason=Text(id=f"tidak terbaca ({why})", en=f"unreadable ({why})"),
        ) from error


def _table(content: Mapping[str, Any], key: str, folder: Path) -> Mapping[str, Any]:
    found = content.get(key, {})
    if not isinstance(found, Mapping):
        raise BadProject(
            folder=folder / PROJECT, reason=Text(id=f"{key} bukan tabel", en=f"{key} is no table")
        )
    return found


_NO_PLUGIN = Text(
    id="tidak mengumumkan plugin; tabel [project.entry-points.smartflow] tidak ada atau kosong",
    en="announces no plugin; the table [project.entry-points.smartflow] is missing or empty",
)


# -- where its cases are --------------------------------------------------------------------------


def _usual_cases(subject: Subject) -> Path | None:
    if subject.kind == "file":
        path = Path(subject.path)
        return path.with_suffix("") / "cases"
    if subject.kind == "project":
        return Path(subject.path, "tests", "cases")
    folder = next(filter(None, map(_source_folder, subject.candidates())), None)
    return None if folder is None else folder / "tests" / "cases"


def _source_folder(candidate: Candidate) -> Path | None:
    """Return the folder from which a distribution is installed as editable."""
    if not candidate.editable or candidate.built_in:
        return None  # the engine's own folder holds no cases of one plugin
    text = metadata.distribution(candidate.distribution).read_text("direct_url.json")
    url = urlparse(str(json.loads(text or "{}").get("url", "")))
    return Path(url2pathname(url.path)) if url.scheme == "file" else None
