"""What people name when they speak of templates: a format that has one, a report.

Reports are those of every workflow at hand, since a template is for a workspace and not for one
city. Reads no template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.printing.reports import UnknownTemplate, reports_of
from smartflow.errors import BadInput, SmartflowError
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned
    from smartflow.workflow.catalogue import Catalogue

__all__ = [
    "NoSuchFormat",
    "NoTemplate",
    "format_with_template",
    "formats_with_template",
    "known_reports",
    "report_named",
]


class NoTemplate(BadInput):
    """The format is not known, or its look is not made by a template."""

    code = "no-template"
    says = Text(
        id="Bentuk '{words}' tidak memakai templat.",
        en="The format '{words}' uses no template.",
    )
    next_step = Text.same("{advice}")


class NoSuchFormat(NoTemplate):
    """There is no format of that name."""

    says = Text(
        id="Bentuk '{words}' tidak dikenal.{near}",
        en="There is no format '{words}'.{near}",
    )
    next_step = Text.same("{advice}")


def formats_with_template(
    formats: Mapping[str, Owned[OutputFormat]],
) -> dict[str, Owned[OutputFormat]]:
    """Return the formats whose look a template makes, sorted by key."""
    return {key: formats[key] for key in sorted(formats) if formats[key].value.template is not None}


def format_with_template(
    formats: Mapping[str, Owned[OutputFormat]], words: str
) -> Owned[OutputFormat]:
    """Return the format that ``words`` name, in any case.

    Raises:
        NoTemplate: there is none of that name, or it has no template.
    """
    usable, wanted = formats_with_template(formats), words.strip().casefold()
    for key, owned in usable.items():
        if wanted == key.casefold():
            return owned
    listing = ", ".join(usable) or "-"
    hint = Text(
        id=f"Bentuk yang bertemplat: {listing}. Lihat: smartflow template list",
        en=f"Formats with a template: {listing}. See: smartflow template list",
    )
    if wanted in {key.casefold() for key in formats}:
        raise NoTemplate(words=words, advice=hint)
    near = did_you_mean(wanted, usable)
    raise NoSuchFormat(words=words, near=near, advice=hint)


def known_reports(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names that a template may be made for: books, and those of each stage.

    Args:
        catalogue: The workflows there are; one that cannot be read brings none.
    """
    found: dict[str, None] = {}
    for entry in catalogue.entries:
        try:
            reports = reports_of(catalogue.find(f"{entry.key}@{entry.version}"))
        except SmartflowError:
            continue
        for report in reports:
            found |= {report.book.key: None, report.name: None}
    return tuple(found)


def report_named(catalogue: Catalogue, words: str) -> str:
    """Return the report, or the book of each stage, that ``words`` name, in any case.

    Raises:
        UnknownReport: no workflow prints one of that name.
    """
    reports, wanted = known_reports(catalogue), words.strip().casefold()
    for report in reports:
        if wanted == report.casefold():
            return report
    near = did_you_mean(wanted, reports)
    listing = ", ".join(reports) or "-"
    raise UnknownTemplate(words=words, near=near, listing=listing)
