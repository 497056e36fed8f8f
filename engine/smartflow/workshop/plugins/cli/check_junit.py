"""The report of ``plugin check`` as JUnit XML, which CI systems show as test results.

One suite for the plugin; a case for each aspect and each thing that was looked at under it. An
error fails its case; a warning stands in its output. The elements and attributes are those on
which Jenkins, GitLab and the GitHub actions agree; the format has no standard of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from smartflow.workshop.examining.aspects import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.language import Language
    from smartflow.workshop.examining import Remark, Report

__all__ = ["junit"]

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""


def junit(report: Report, language: Language) -> str:
    """Return a report as JUnit XML, without a line break at its end.

    Args:
        report: The report.
        language: The language of the messages.
    """
    cases = list(dict.fromkeys(_cases(report)))
    times = {one.rule: one.seconds for one in report.times}
    failed = sum(
        any(one.severity == "error" for one in report.remarks_of(code, about))
        for code, about in cases
    )
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    total = f"{sum(times.values()):.6f}"
    name = _legal(f"smartflow plugin check {report.name}")
    root = ET.Element("testsuites", {"name": name, **counts, "time": total})
    suite = ET.SubElement(root, "testsuite", {"name": _legal(report.name), **counts, "time": total})
    for code, about in cases:
        # Time is measured for a rule once; it stands at the case that is about it.
        spent = times.get(about, 0.0) if code == "CHK209" else 0.0
        case = ET.SubElement(
            suite,
            "testcase",
            {
                "classname": _legal(f"{report.name}.{code}"),
                "name": _legal(f"{about}: {ASPECTS[code].title.in_(language)}"),
                "time": f"{spent:.6f}",
            },
        )
        _results(case, report.remarks_of(code, about), language)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _cases(report: Report) -> Iterable[tuple[str, str]]:
    """Return what was looked at, and what was found beside, by aspect and subject."""
    looked = [(one.code, about) for one in report.examined for about in one.about]
    return sorted([*looked, *((one.code, one.about) for one in report.remarks)])


def _results(case: ET.Element, remarks: Iterable[Remark], language: Language) -> None:
    """Write a case's errors as its failure and its warnings as its output."""
    told = [(one, _words(one, language)) for one in remarks]
    errors = [(one, words) for one, words in told if one.severity == "error"]
    warnings = [words for one, words in told if one.severity == "warning"]
    if errors:
        first = errors[0][0]
        failure = ET.SubElement(
            case, "failure", {"type": first.code, "message": _legal(first.message.in_(language))}
        )
        failure.text = "\n".join(words for _, words in errors)
    if warnings:
        ET.SubElement(case, "system-out").text = "\n".join(warnings)


def _words(remark: Remark, language: Language) -> str:
    place = f"{remark.place}: " if remark.place else ""
    return _legal(f"{place}{remark.message.in_(language)}\n{remark.fix.in_(language)}")


def _legal(words: str) -> str:
    return _ILLEGAL.sub("�", words)
