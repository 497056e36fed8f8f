"""The report of ``plugin check`` as JUnit XML, which CI systems show as test results.

One suite for the plugin; a case for each aspect and each thing that was looked at under it. An
error fails its case; a warning stands in its output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.report import JUnitCase, JUnitSuite, junit_xml
from smartflow.workshop.examining.aspects import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.language import Language
    from smartflow.workshop.examining import Remark, Report

__all__ = ["junit"]


def junit(report: Report, language: Language) -> str:
    """Return a report as JUnit XML, without a line break at its end.

    Args:
        report: The report.
        language: The language of the messages.
    """
    times = {one.rule: one.seconds for one in report.times}
    cases = tuple(
        _case(report, code, about, times, language) for code, about in dict.fromkeys(_cases(report))
    )
    suite = JUnitSuite(report.name, cases, sum(times.values()))
    return junit_xml(f"smartflow plugin check {report.name}", (suite,))


def _cases(report: Report) -> Iterable[tuple[str, str]]:
    """Return what was looked at, and what was found beside, by aspect and subject."""
    looked = [(one.code, about) for one in report.examined for about in one.about]
    return sorted([*looked, *((one.code, one.about) for one in report.remarks)])


def _case(
    report: Report, code: str, about: str, times: dict[str, float], language: Language
) -> JUnitCase:
    """Return a case: its errors are its failure, its warnings its output."""
    remarks = tuple(report.remarks_of(code, about))
    errors = [remark for remark in remarks if remark.severity == "error"]
    warnings = [remark for remark in remarks if remark.severity == "warning"]
    return JUnitCase(
        classname=f"{report.name}.{code}",
        name=f"{about}: {ASPECTS[code].title.in_(language)}",
        outcome="failure" if errors else None,
        kind=errors[0].code if errors else "",
        message=errors[0].message.in_(language) if errors else "",
        text=_words(errors, language),
        output=_words(warnings, language),
        # Time is measured for a rule once; it stands at the case that is about it.
        seconds=times.get(about, 0.0) if code == "CHK209" else 0.0,
    )


def _words(remarks: Iterable[Remark], language: Language) -> str:
    return "\n".join(
        f"{remark.place}: {remark.message.in_(language)}\n{remark.fix.in_(language)}"
        if remark.place
        else f"{remark.message.in_(language)}\n{remark.fix.in_(language)}"
        for remark in remarks
    )
