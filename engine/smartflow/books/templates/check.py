"""``template check``: try a template on a sample book before it prints a real one.

The sample has every kind of block, and what people type that is markup elsewhere. It is printed in
both languages, as a draft and as a final book. Here is which templates are tried, and for which
format; what is looked for in the prints stands in :mod:`smartflow.books.templates.trial`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.books.templates.list import own_files
from smartflow.books.templates.names import formats_with_template
from smartflow.books.templates.templates import (
    BadTemplate,
    Template,
    read_template,
    shipped_template,
    template_suffix,
)
from smartflow.books.templates.trial import TemplateRemark, try_template
from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned

__all__ = ["CheckedTemplate", "UnknownTemplate", "template_check"]


class UnknownTemplate(BadInput):
    """A file whose suffix is that of no format's template."""

    code = "unknown-template"
    says = Text(
        id="{path} bukan templat bentuk mana pun: akhirannya tidak dikenal.{near}",
        en="{path} is a template of no format: its suffix is not known.{near}",
    )
    next_step = Text(
        id="Akhiran templat: {listing}. Lihat: smartflow template list",
        en="Templates end in: {listing}. See: smartflow template list",
    )


class CheckedTemplate(msgspec.Struct, frozen=True):
    """A template that was tried.

    Attributes:
        format: The key of the format.
        path: The file; None for the one that the format ships.
        digest: The sha256 of its bytes, in hex; ``""`` where they cannot be read.
        remarks: What is wrong with it.
    """

    format: str
    path: Path | None
    digest: str
    remarks: tuple[TemplateRemark, ...] = ()


def template_check(
    formats: Mapping[str, Owned[OutputFormat]], files: Sequence[Path], root: Path | None
) -> tuple[CheckedTemplate, ...]:
    """Try templates.

    Args:
        formats: The formats there are.
        files: The templates; without any, those of the workspace that some format looks for by
            their suffix and those that the formats ship.
        root: The workspace's folder, or None where there is none.

    Returns:
        One for each file and each format whose templates have that suffix.

    Raises:
        UnknownTemplate: a named file is of no format.
        BadTemplate: a named one is no file; or the folder of own templates is none, or leads out
            of the workspace.
        FormatFailed: a format fails with the template that it ships.
    """
    usable = formats_with_template(formats)
    if files:
        return tuple(one for path in files for one in _of_file(usable, path, None))
    own = [path for path in own_files(root).values() if _fitting(usable, path)]
    return (
        *(one for path in own for one in _of_file(usable, path, path.parent)),
        *(_of_shipped(owned) for owned in usable.values()),
    )


def _fitting(
    formats: Mapping[str, Owned[OutputFormat]], path: Path
) -> tuple[Owned[OutputFormat], ...]:
    """Return the formats whose templates have the suffix of a file."""
    return tuple(
        owned
        for owned in formats.values()
        if template_suffix(owned.value).casefold() == path.suffix.casefold()
    )


def _of_file(
    formats: Mapping[str, Owned[OutputFormat]], path: Path, within: Path | None
) -> Iterator[CheckedTemplate]:
    fitting = _fitting(formats, path)
    if not fitting:
        read_template(path, within)  # a folder, or nothing at all, is told as what it is
        suffixes = sorted({template_suffix(owned.value) for owned in formats.values()})
        near = did_you_mean(path.suffix, suffixes)
        listing = ", ".join(suffixes) or "-"
        raise UnknownTemplate(path=path, near=near, listing=listing)
    for owned in fitting:
        try:
            template = Template(read_template(path, within), path)
        except BadTemplate as error:
            remark = TemplateRemark(error.message)
            yield CheckedTemplate(owned.value.key, path, "", (remark,))
        else:
            yield _checked(owned, template)


def _of_shipped(owned: Owned[OutputFormat]) -> CheckedTemplate:
    return _checked(owned, shipped_template(owned.value))


def _checked(owned: Owned[OutputFormat], template: Template) -> CheckedTemplate:
    remarks = try_template(owned, template)
    return CheckedTemplate(owned.value.key, template.path, template.digest, remarks)
