"""``export``: a report of a city as a file. It looks at the city and writes files, no history.

Making a report official is another act, ``issue``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.books.press.compose import Composed, Desk, compose, open_desk
from smartflow.books.templates.templates import template_for
from smartflow.casework.printing.files import keep_off, make_folder, save_report
from smartflow.casework.printing.rendering import MissingLibrary, find_format, render, writers_of
from smartflow.errors import PluginFault, SmartflowError
from smartflow.language import Text
from smartflow.report.book_data import book_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from smartflow.casework.printing.reports import Report
    from smartflow.casework.workspace import Workspace
    from smartflow.language import Language
    from smartflow.report import Book

__all__ = [
    "JSON",
    "BadSuffix",
    "Exported",
    "ReportFormat",
    "Written",
    "export",
    "export_all",
    "formats_of",
]

JSON: Final = "json"
"""The key of the engine's own format for books."""


class BadSuffix(PluginFault):
    """The suffix of a plugin's format would lead out of the folder of a report."""

    code = "bad-suffix"
    says = Text(
        id="Akhiran {suffix} dari bentuk '{form}' bukan akhiran nama berkas.",
        en="The suffix {suffix} of the format '{form}' is none of a file.",
    )
    next_step = Text(
        id="Perbaiki pluginnya: smartflow plugin list",
        en="Mend it: smartflow plugin list",
    )


class ReportFormat(msgspec.Struct, frozen=True):
    """A format in which reports can be written.

    Attributes:
        key: What stands behind ``--format``.
        suffix: The suffix of its files, with the dot.
        media_type: The media type.
    """

    key: str
    suffix: str
    media_type: str


class Written(msgspec.Struct, frozen=True):
    """A report in one format.

    Attributes:
        composed: The report.
        form: The format.
        content: The file's bytes.
        template: Digest of the template, hex sha256; ``""`` where the format has none.
    """

    composed: Composed
    form: ReportFormat
    content: bytes
    template: str = ""


class Exported(msgspec.Struct, frozen=True):
    """One file of ``--all``.

    Attributes:
        report: The report's name.
        format: The format's key; ``""`` where the report cannot be composed, in whatever format.
        path: Where it is.
        size: Its size in bytes.
        gaps: How much is missing in the report.
        failure: Why it is not there, or None.
    """

    report: str
    format: str
    path: Path
    size: int = 0
    gaps: int = 0
    failure: SmartflowError | None = None


def formats_of(workspace: Workspace) -> Mapping[str, ReportFormat]:
    """Return every format that can carry a book, by key: the plugins' and the engine's own."""
    found = {JSON: ReportFormat(JSON, ".json", "application/json")}
    for key, owned in writers_of(workspace.registry, "book").items():
        found[key] = ReportFormat(key, owned.value.suffix, owned.value.media_type)
    return dict(sorted(found.items()))


def export(workspace: Workspace, city: str, report: str, key: str, language: Language) -> Written:
    """Return a report of a city in one format.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        report: The report's name or title.
        key: The format's key.
        language: The reader's language.

    Raises:
        UnknownCity: there is no such city.
        UnknownReport: its workflow has no such report.
        UnknownFormat: no such format carries a book.
        MissingLibrary: the format needs a library that is not installed.
        SmartflowError: whatever else keeps the report from being composed or written.
    """
    desk = open_desk(workspace, city)
    return write_report(desk, compose(desk, desk.report(report)), key, language)


def write_report(desk: Desk, composed: Composed, key: str, language: Language) -> Written:
    """Return a composed report in one format; see :func:`export`."""
    form = _format(desk.case.workspace, key)
    if key == JSON:
        return Written(composed, form, _json(composed.book))
    owned = find_format(desk.case.workspace.registry, "book", key)
    if owned.value.template is None:
        return Written(composed, form, render(owned, composed.book, language))
    report = composed.report
    root = desk.case.workspace.root
    template = template_for(root, owned.value, report.name, report.book.key)
    content = render(owned, composed.book, language, template.content)
    return Written(composed, form, content, template.digest)


def _format(workspace: Workspace, key: str) -> ReportFormat:
    formats = formats_of(workspace)
    if key not in formats:
        find_format(workspace.registry, "book", key)  # says what there is
    _require_suffix(formats[key])
    return formats[key]


def _json(book: Book) -> bytes:
    words = json.dumps(book_data(book), ensure_ascii=False, indent=2) + "\n"
    return words.encode("utf-8", "backslashreplace")  # half a pair of surrogates, as JSON has it


def export_all(
    workspace: Workspace,
    city: str,
    folder: Path,
    language: Language,
    tell: Callable[[Exported], None],
) -> tuple[Exported, ...]:
    """Write every report of a city in every format that can carry it.

    One that cannot be made or written does not keep the others from it.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        folder: Where to; made if it is not there.
        language: The reader's language.
        tell: Is told each file when it is there, or why it is not.

    Raises:
        UnknownCity: there is no such city.
        CannotSaveReport: the folder cannot be made.
    """
    desk = open_desk(workspace, city)
    make_folder(folder)
    done: list[Exported] = []
    for one in _each(desk, folder, language):
        tell(one)
        done.append(one)
    return tuple(done)


def _each(desk: Desk, folder: Path, language: Language) -> Iterator[Exported]:
    missing: set[str] = set()
    for report in desk.reports:
        taken: set[str] = set()
        forms = [one for one in formats_of(desk.case.workspace).values() if one.key not in missing]
        try:
            composed = compose(desk, report)
        except SmartflowError as failure:
            yield Exported(report.name, "", folder / report.name, failure=failure)
            continue
        for form in forms:
            one = _one(desk, composed, form, _path(folder, report, form, taken), language)
            if isinstance(one.failure, MissingLibrary):
                missing.add(form.key)  # said once
            yield one


def _one(
    desk: Desk, composed: Composed, form: ReportFormat, path: Path, language: Language
) -> Exported:
    name, gaps = composed.report.name, len(composed.gaps)
    try:
        content = write_report(desk, composed, form.key, language).content
        keep_off(desk.case.workspace, path)
        save_report(path, content)
    except SmartflowError as failure:
        return Exported(name, form.key, path, gaps=gaps, failure=failure)
    return Exported(name, form.key, path, len(content), gaps)


def _path(folder: Path, report: Report, form: ReportFormat, taken: set[str]) -> Path:
    """Return where a report goes; of two formats with one suffix the second has its key in it."""
    suffix = form.suffix if form.suffix not in taken else f".{form.key}{form.suffix}"
    taken.add(suffix)
    return folder / f"{report.name}{suffix}"


def _require_suffix(form: ReportFormat) -> None:
    if not re.fullmatch(r"(\.[A-Za-z0-9_-]+)+", form.suffix):
        raise BadSuffix(suffix=repr(form.suffix), form=form.key)
