"""``template list``: which template each format uses for what, and which files nobody looks for.

A file that cannot be used is listed with the reason and ends nothing: the list is how it is found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.books.templates.names import formats_with_template
from smartflow.books.templates.templates import (
    GENERAL,
    BadTemplate,
    Template,
    own_folder,
    read_template,
    shipped_template,
    template_suffix,
)
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned

__all__ = ["State", "TemplateUse", "own_files", "template_list"]

State = Literal["shipped", "own", "unchanged", "unusable", "unused"]
"""``unchanged`` is an own file that is still what is shipped; ``unused`` one of no known name."""


class TemplateUse(msgspec.Struct, frozen=True):
    """A template, and what it is used for.

    Attributes:
        format: The key of the format; ``""`` for a file that no format looks for.
        report: The report or book that it is for; ``""`` for all that have none of their own.
        path: The official's own file; None for the shipped one.
        digest: The sha256 of its bytes, in hex; ``""`` where they cannot be read.
        state: See :data:`State`.
        why: What keeps it from being used, or None.
    """

    format: str
    report: str
    path: Path | None
    digest: str
    state: State
    why: Text | None = None


def template_list(
    formats: Mapping[str, Owned[OutputFormat]], root: Path | None, reports: Sequence[str]
) -> tuple[TemplateUse, ...]:
    """Return every template of every format, then the files that nobody looks for.

    Args:
        formats: The formats there are.
        root: The workspace's folder, or None where there is none.
        reports: The names that a template may be made for.

    Raises:
        BadTemplate: the folder of own templates is none, or leads out of the workspace.
        NoShippedTemplate: a format's own is not where its plugin says.
    """
    usable = formats_with_template(formats)
    forms = [owned.value for owned in usable.values()]
    stems = tuple(dict.fromkeys((GENERAL, *reports)))
    wanted = {f"{stem}{template_suffix(form)}" for form in forms for stem in stems}
    files = own_files(root)
    return (
        *(use for form in forms for use in _uses(form, files, stems)),
        *(_unused(path, wanted) for name, path in files.items() if name not in wanted),
    )


def own_files(root: Path | None) -> dict[str, Path]:
    """Return what lies in a workspace's folder of templates, by name and sorted.

    What editors and systems leave there (``~$book.docx``, ``.DS_Store``) is left out.

    Raises:
        BadTemplate: the folder is none, or leads out of the workspace.
    """
    folder = own_folder(root) if root is not None else None
    if folder is None:
        return {}
    return {
        path.name: path
        for path in sorted(folder.iterdir())
        if not path.name.startswith((".", "~")) and not path.name.endswith("~")
    }


def _uses(
    form: OutputFormat, files: Mapping[str, Path], stems: Sequence[str]
) -> Iterator[TemplateUse]:
    shipped = shipped_template(form)
    for stem in stems:
        path = files.get(f"{stem}{template_suffix(form)}")
        report = "" if stem == GENERAL else stem
        if path is not None:
            yield _own(form.key, report, path, shipped)
        elif not report:
            yield TemplateUse(form.key, "", None, shipped.digest, "shipped")


def _own(key: str, report: str, path: Path, shipped: Template) -> TemplateUse:
    try:
        digest = Template(read_template(path, path.parent), path).digest
    except BadTemplate as error:
        return TemplateUse(key, report, path, "", "unusable", error.message)
    state: State = "unchanged" if digest == shipped.digest else "own"
    return TemplateUse(key, report, path, digest, state)


def _unused(path: Path, wanted: Collection[str]) -> TemplateUse:
    near = did_you_mean(path.name.casefold(), wanted)
    why = Text(
        id=f"Tidak ada laporan dan bentuk yang memakai nama ini.{near.id}",
        en=f"No report and format look for this name.{near.en}",
    )
    return TemplateUse("", "", path, "", "unused", why)
