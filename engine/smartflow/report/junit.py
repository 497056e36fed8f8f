"""Test results as JUnit XML, which CI systems show: suites of cases, and how they are written.

The elements and attributes are those of the schema that Jenkins publishes (junit-10.xsd), which
GitLab and the GitHub actions read as well; the format has no standard of its own. What becomes a
suite, a case and a failure is for whoever reports to say. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal
from xml.etree import ElementTree as ET

import msgspec

__all__ = ["JUnitCase", "JUnitSuite", "junit_xml"]

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""

_COUNTED: Final = {"failure": "failures", "error": "errors", "skipped": "skipped"}


class JUnitCase(msgspec.Struct, frozen=True):
    """One thing that was tested.

    Attributes:
        classname: What it belongs to, with points between the parts.
        name: Its name; CI systems take equal names under one ``classname`` for one test.
        outcome: ``failure``, ``error`` or ``skipped``; None passes.
        kind: The type of a failure or error, such as the code of a rule.
        message: The outcome in a sentence.
        text: The outcome in full.
        output: What the case printed, such as its warnings.
        seconds: How long it took, or None where nobody measured.
    """

    classname: str
    name: str
    outcome: Literal["failure", "error", "skipped"] | None = None
    kind: str = ""
    message: str = ""
    text: str = ""
    output: str = ""
    seconds: float | None = None


class JUnitSuite(msgspec.Struct, frozen=True):
    """Cases under one title.

    Attributes:
        name: The title.
        cases: The cases, in their order.
        seconds: How long all of them took, or None where nobody measured.
    """

    name: str
    cases: tuple[JUnitCase, ...]
    seconds: float | None = None


def junit_xml(name: str, suites: Sequence[JUnitSuite]) -> str:
    """Return suites as JUnit XML, without a line break at its end.

    What XML cannot hold is written as U+FFFD.

    Args:
        name: What was tested.
        suites: The suites, in their order.
    """
    counts = _counts(case for suite in suites for case in suite.cases)
    del counts["skipped"]  # which the schema has for a suite alone
    measured = [suite.seconds for suite in suites if suite.seconds is not None]
    seconds = sum(measured) if measured else None
    root = ET.Element("testsuites", {"name": _legal(name), **counts, **_time(seconds)})
    for suite in suites:
        head = {"name": _legal(suite.name), **_counts(suite.cases), **_time(suite.seconds)}
        element = ET.SubElement(root, "testsuite", head)
        for case in suite.cases:
            _add_case(element, case)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _counts(cases: Iterable[JUnitCase]) -> dict[str, str]:
    counts = dict.fromkeys(("tests", *_COUNTED.values()), 0)
    for case in cases:
        counts["tests"] += 1
        if case.outcome is not None:
            counts[_COUNTED[case.outcome]] += 1
    return {name: str(count) for name, count in counts.items()}


def _add_case(suite: ET.Element, case: JUnitCase) -> None:
    head = {"classname": _legal(case.classname), "name": _legal(case.name), **_time(case.seconds)}
    element = ET.SubElement(suite, "testcase", head)
    if case.outcome is not None:
        kind = {} if case.outcome == "skipped" else {"type": _legal(case.kind)}
        outcome = ET.SubElement(element, case.outcome, {**kind, "message": _legal(case.message)})
        outcome.text = _legal(case.text)
    if case.output:
        ET.SubElement(element, "system-out").text = _legal(case.output)


def _time(seconds: float | None) -> dict[str, str]:
    return {} if seconds is None else {"time": f"{seconds:.6f}"}


def _legal(words: str) -> str:
    return _ILLEGAL.sub("�", words)
