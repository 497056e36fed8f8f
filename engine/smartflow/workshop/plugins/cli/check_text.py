"""The report of ``plugin check`` as text: what was found, what is good, how long rules take."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.numbers import number_words
from smartflow.terminal.cells import counted
from smartflow.workshop.examining.aspects import ASPECTS
from smartflow.workshop.plugins.cli.check_data import SEVERITIES
from smartflow.workshop.plugins.cli.views import STATES

if TYPE_CHECKING:
    from smartflow.language import Language
    from smartflow.workshop.examining import Remark, Report
    from smartflow.workshop.examining.remark import Facts

__all__ = ["report_text"]

_SLOWEST = 10
"""How many rules are told with their time; JSON has all of them."""


def report_text(report: Report, language: Language) -> str:
    """Return a report as a person reads it."""
    blocks = [
        [_subject(one).in_(language) for one in report.plugins],
        *_remarks(report, language),
        [line.in_(language) for line in _looked_at(report)],
        list(_times(report, language)),
        [_conclusion(report).in_(language)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _subject(plugin: Facts) -> Text:
    state = STATES.get(plugin.state, Text.same(plugin.state))
    source = f" ({plugin.source})" if plugin.source else ""
    return Text(
        id=f"Plugin {plugin.name}{source}: {state.id}",
        en=f"Plugin {plugin.name}{source}: {state.en}",
    )


def _remarks(report: Report, language: Language) -> Iterator[list[str]]:
    """Yield a block for each aspect under which something was found, the errors first."""
    found = sorted(report.remarks, key=lambda one: (one.severity != "error", *one.key))
    for (severity, code), group in groupby(found, key=lambda one: (one.severity, one.code)):
        heading = (
            f"{SEVERITIES[severity].in_(language)}  {code}  {ASPECTS[code].title.in_(language)}"
        )
        block, told = [heading], ""
        for one in group:
            fix = _mend(one).in_(language)
            if told and told != fix:
                block.append(told)
            told = fix
            block.append(_line(one, language))
        yield [*block, told]


def _line(remark: Remark, language: Language) -> str:
    place = f" ({remark.place})" if remark.place else ""
    return f"  {remark.about}{place}: {remark.message.in_(language)}"


def _mend(remark: Remark) -> Text:
    return Text(id=f"  Perbaikan: {remark.fix.id}", en=f"  How to mend it: {remark.fix.en}")


def _looked_at(report: Report) -> Iterator[Text]:
    """Yield a line for each aspect under which nothing was found."""
    found = {one.code for one in report.remarks}
    good = [one for one in report.examined if one.code not in found]
    if good:
        yield Text(id="Baik:", en="Good:")
    for one in good:
        title = ASPECTS[one.code].title
        yield Text(
            id=f"  {one.code}  {title.id} ({len(one.about)})",
            en=f"  {one.code}  {title.en} ({len(one.about)})",
        )


def _times(report: Report, language: Language) -> Iterator[str]:
    """Yield the rules that take longest."""
    timed = [one for one in report.times if one.per_thousand is not None]
    timed.sort(key=lambda one: one.per_thousand or 0.0, reverse=True)
    if timed:
        yield Text(
            id="Waktu untuk 1.000 baris, yang terlama dahulu:",
            en="Time for 1,000 rows, the longest first:",
        ).in_(language)
    for one in timed[:_SLOWEST]:
        milliseconds = Decimal(f"{(one.per_thousand or 0.0) * 1000:.2f}")
        cities = counted(one.samples, "made-up city", "made-up cities")
        words = Text(
            id=f"{one.examples} contoh, {one.samples} kota buatan",
            en=f"{counted(one.examples, 'example')}, {cities}",
        )
        number = number_words(milliseconds, language)
        yield f"  {one.rule}  {number} ms  ({words.in_(language)})"


def _conclusion(report: Report) -> Text:
    if not report.loaded:
        return Text(
            id="Plugin ini tidak dapat dimuat; selebihnya tidak diperiksa.",
            en="The plugin cannot be loaded; nothing else was looked at.",
        )
    if not report.remarks:
        return Text(id="Semuanya baik.", en="All is well.")
    return Text(
        id=f"{report.errors} harus diperbaiki, {report.warnings} perlu diperhatikan.",
        en=f"{report.errors} to be mended, {report.warnings} worth a look.",
    )
