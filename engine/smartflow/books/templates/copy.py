"""``template copy``: hand out the template that a format ships, to be restyled.

It goes into the workspace's folder ``templates``, where it counts at once, or into a file that was
named. Nothing that exists is overwritten, as with everything that an official begins anew.
"""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.books.templates.names import format_with_template, report_named
from smartflow.books.templates.templates import (
    FOLDER,
    GENERAL,
    own_folder,
    shipped_template,
    template_suffix,
)
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.plugin.scaffold import TemplateThere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned
    from smartflow.workflow.catalogue import Catalogue

__all__ = ["CopiedTemplate", "WrongSuffix", "template_copy", "template_copy_to"]


class WrongSuffix(BadInput):
    """A name by which nobody could tell for which format the template is."""

    code = "wrong-template-suffix"
    says = Text(
        id="Templat bentuk '{form}' berakhiran {suffix}, bukan '{path}'.",
        en="A template of the format '{form}' ends in {suffix}, not '{path}'.",
    )
    next_step = Text(
        id="Tulis: smartflow template copy {form} -o {stem}{suffix}",
        en="Write: smartflow template copy {form} -o {stem}{suffix}",
    )


class CopiedTemplate(msgspec.Struct, frozen=True):
    """What was written.

    Attributes:
        format: The key of the format.
        path: The file.
        office: Whether it is a document of an office program; otherwise it is a text.
    """

    format: str
    path: Path
    office: bool


def template_copy(
    formats: Mapping[str, Owned[OutputFormat]],
    key: str,
    *,
    root: Path,
    report: str,
    catalogue: Catalogue,
) -> CopiedTemplate:
    """Write the shipped template of a format to where it counts in a workspace.

    Args:
        formats: The formats there are.
        key: The key of the format.
        root: The workspace's folder.
        report: The report or book that it is for; ``""`` for all.
        catalogue: The workflows that name the reports.

    Raises:
        NoTemplate: there is no such format, or it has no template.
        NoShippedTemplate: the template is not where the format's plugin says.
        UnknownReport: no workflow prints one of that name.
        BadTemplate: the folder of own templates is none, or leads out of the workspace.
        AlreadyThere: the file exists.
        OSError: the disk refuses; nothing is left behind.
    """
    form = format_with_template(formats, key).value
    stem = report_named(catalogue, report) if report else GENERAL
    folder = own_folder(root) or root / FOLDER
    return _copied(form, folder / f"{stem}{template_suffix(form)}")


def template_copy_to(
    formats: Mapping[str, Owned[OutputFormat]], key: str, target: Path
) -> CopiedTemplate:
    """Write the shipped template of a format to a file of any place; no workspace is needed.

    Args:
        formats: The formats there are.
        key: The key of the format.
        target: The file, or a folder in which it gets the general name.

    Raises:
        NoTemplate, NoShippedTemplate, AlreadyThere, OSError: see :func:`template_copy`.
        WrongSuffix: the name has another suffix than the format's templates.
    """
    form = format_with_template(formats, key).value
    suffix = template_suffix(form)
    path = target / f"{GENERAL}{suffix}" if target.is_dir() else target
    if path.suffix.casefold() != suffix.casefold():
        raise WrongSuffix(form=form.key, suffix=suffix, path=path.name, stem=path.stem)
    return _copied(form, path)


def _copied(form: OutputFormat, path: Path) -> CopiedTemplate:
    content = shipped_template(form).content
    _write_new(path, content)
    return CopiedTemplate(form.key, path, zipfile.is_zipfile(BytesIO(content)))


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet: whole, or not at all."""
    made = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise TemplateThere(path=path)
        with path.open("xb") as file:
            made = True
            file.write(content)
    except OSError as error:
        if made:
            path.unlink(missing_ok=True)
        # A write that fails has no name to tell: the one that was asked for is.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
