"""Which template gives a book its look: the official's own, or the one that its format ships.

An official's own lie in the folder ``templates`` of the workspace: ``book`` for everything that a
format prints, ``minutes`` for every book of that kind, ``minutes-issue_analysis`` for one report;
the nearest one counts. They are data of this workspace and never of the history, so a book that
became official keeps the template's digest. Renders nothing and writes nothing.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.errors import BadInput, PluginFault
from smartflow.history.entries.regular_file import read_from
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.plugin.objects import OutputFormat

__all__ = [
    "FOLDER",
    "GENERAL",
    "LARGEST",
    "BadTemplate",
    "NoShippedTemplate",
    "Template",
    "names_for",
    "own_folder",
    "read_template",
    "shipped_template",
    "template_for",
    "template_suffix",
]

FOLDER: Final = "templates"
"""The folder of a workspace in which an official's own templates lie."""

GENERAL: Final = "book"
"""The name, without its suffix, of the template of every report that has none of its own."""

LARGEST: Final = 20_000_000
"""Bytes of the largest template: a Word file with some pictures has one or two million."""

_PLAIN: Final = re.compile(r"[a-z][a-z0-9_-]*")
"""A name in a folder, and no way out of it."""


class BadTemplate(BadInput):
    """A file that cannot be taken for a template: empty, too large, a folder, out of bounds."""

    code = "bad-template"
    says = Text(
        id="Templat {path} tidak dapat dipakai: {reason}.",
        en="The template {path} cannot be used: {reason}.",
    )
    next_step = Text(
        id="Periksa nama dan isi berkasnya. Tanpa templat sendiri dipakai yang bawaan; lihat:"
        " smartflow template list",
        en="Check its name and content. Without one of your own the shipped one is used; see:"
        " smartflow template list",
    )


class NoShippedTemplate(PluginFault):
    """The plugin of a format does not bring the template that it names."""

    code = "no-shipped-template"
    says = Text(
        id="Templat bawaan bentuk '{form}' tidak dapat dipakai: {message}",
        en="The shipped template of the format '{form}' cannot be used: {message}",
    )
    next_step = Text(
        id="Pasang ulang plugin yang membawanya: smartflow plugin list",
        en="Install the plugin that brings it once more: smartflow plugin list",
    )


class Template(msgspec.Struct, frozen=True):
    """A template that was read.

    Attributes:
        content: Its bytes.
        path: The official's own file; None where it is the one that the format ships.
    """

    content: bytes
    path: Path | None = None

    @property
    def digest(self) -> str:
        """The sha256 of its bytes, in hex."""
        return sha256_hex(self.content)


def template_for(root: Path | None, form: OutputFormat, report: str, kind: str) -> Template:
    """Return the template with which a format prints a report.

    Args:
        root: The workspace's folder, or None where there is none.
        form: The format; it has a template.
        report: The report as it is printed, such as ``minutes-issue_analysis``.
        kind: The key of its book, such as ``minutes``.

    Raises:
        BadTemplate: the nearest template of the official's own cannot be read; another one is not
            taken in its place.
        NoShippedTemplate: the format's own is not where its plugin says.
    """
    folder = own_folder(root) if root is not None else None
    if folder is not None:
        for name in names_for(report, kind, template_suffix(form)):
            if _is_there(folder / name):
                return Template(read_template(folder / name, folder), folder / name)
    return shipped_template(form)


def names_for(report: str, kind: str, suffix: str) -> tuple[str, ...]:
    """Return the names under which a template is looked for, the nearest first.

    Args:
        report: The report as it is printed; ``""`` for all.
        kind: The key of its book; ``""`` for all.
        suffix: The suffix of the format's template, with its dot.
    """
    stems = dict.fromkeys((report, kind, GENERAL))
    return tuple(f"{stem}{suffix}" for stem in stems if _PLAIN.fullmatch(stem))


def shipped_template(form: OutputFormat) -> Template:
    """Return the template that a format ships.

    Raises:
        NoShippedTemplate: it cannot be read.
    """
    path = _shipped_path(form)
    try:
        return Template(read_template(path))
    except BadTemplate as error:
        raise NoShippedTemplate(form=form.key, message=error.message) from error


def template_suffix(form: OutputFormat) -> str:
    """Return the suffix of a format's templates, with its dot; not that of what it prints."""
    return _shipped_path(form).suffix


def _shipped_path(form: OutputFormat) -> Path:
    if form.template is None:
        message = f"the format {form.key} has no template"
        raise ValueError(message)
    return Path(form.template)


def own_folder(root: Path) -> Path | None:
    """Return the folder of an official's own templates; None where there is none.

    Raises:
        BadTemplate: what has its name is no folder, or leads out of the workspace.
    """
    folder = root / FOLDER
    if not _is_there(folder):
        return None
    try:
        real = folder.resolve(strict=True)
        inside = real.is_relative_to(root.resolve(strict=True))
    except (OSError, RuntimeError):
        real, inside = folder, False
    if not inside:
        raise _refused(folder, _LEADS_AWAY)
    if not real.is_dir():
        raise _refused(folder, Text(id="bukan folder", en="it is no folder"))
    return folder


def _is_there(path: Path) -> bool:
    """Say whether anything has the name, a link that leads nowhere included.

    Raises:
        BadTemplate: the operating system will not tell.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _refused(path, Text.same(error.strerror or str(error))) from error
    return True


def read_template(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a template.

    Args:
        path: The file.
        within: The folder out of which a link may not lead; None for a file that a person named.

    Raises:
        BadTemplate: it is empty, larger than :data:`LARGEST`, no plain file, leads out of
            ``within``, or cannot be read.
    """
    try:
        real = path.resolve(strict=True)
        if within is not None and not real.is_relative_to(within.resolve(strict=True)):
            raise _refused(path, _LEADS_AWAY)
        if stat.S_ISDIR(real.stat().st_mode):
            raise _refused(path, Text(id="itu sebuah folder", en="it is a folder"))
        if not stat.S_ISREG(real.stat().st_mode):
            raise _refused(path, Text(id="itu bukan berkas biasa", en="it is no plain file"))
        with read_from(real) as file:
            content = file.read(LARGEST + 1)
    except RuntimeError as error:  # links in a ring, before Python 3.13
        raise _refused(path, _LEADS_AWAY) from error
    except FileNotFoundError as error:
        why = Text(id="tidak ada berkas itu", en="there is no such file")
        raise _refused(path, _LEADS_AWAY if path.is_symlink() else why) from error
    except OSError as error:
        raise _refused(path, Text.same(error.strerror or str(error))) from error
    if not content:
        raise _refused(path, Text(id="berkasnya kosong", en="it is empty"))
    if len(content) > LARGEST:
        raise _refused(
            path,
            Text(
                id=f"lebih dari {LARGEST // 1_000_000} MB",
                en=f"it is larger than {LARGEST // 1_000_000} MB",
            ),
        )
    return content


_LEADS_AWAY: Final = Text(
    id=f"tautannya menuju ke luar folder {FOLDER} ruang kerja ini",
    en=f"it is a link that leads out of the folder {FOLDER} of this workspace",
)


def _refused(path: Path, why: Text) -> BadTemplate:
    return BadTemplate(path=path, reason=why)
