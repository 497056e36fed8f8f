"""A verdict as the suites of JUnit XML: one for each family of rules, a case for each result.

What keeps the gate shut is a failure; a rule that did not run to its end is an error; what is
waived or does not apply is skipped, with the reason; a warning passes and is told in the case's
output. There are no times: a verdict holds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from smartflow import Text
from smartflow.report import JUnitCase, JUnitSuite, junit_xml
from smartflow_formats.common.gate_words import gate_sentence
from smartflow_formats.common.letters import visible
from smartflow_formats.common.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartflow import Verdict
    from smartflow_formats.common.cells import Language
    from smartflow_formats.common.remarks import Remark

__all__ = ["verdict_xml"]

_OUTCOMES: Final[Mapping[str, Literal["failure", "error", "skipped"]]] = {
    "fail": "failure",
    "error": "error",
    "waived": "skipped",
    "not_applicable": "skipped",
}
"""The outcome of a status; any other passes."""

_SUITES: Mapping[str, Text] = {
    "score": Text(id="Penilaian", en="Scores"),
    "sign_off": Text(id="Persetujuan", en="Sign-offs"),
    "waiver": Text(id="Pengecualian lain", en="Other waivers"),
    "plugin": Text(id="Plugin", en="Plugins"),
}
_FIX = Text(id="Cara memperbaiki: {fix}", en="How to mend it: {fix}")
_BASIS = Text(id="Dasar: {cites}", en="Basis: {cites}")


def verdict_xml(verdict: Verdict, language: Language) -> str:
    """Return a verdict as JUnit XML, without a line break at its end.

    Args:
        verdict: The verdict.
        language: The language of titles and messages.
    """
    suites: dict[str, list[Remark]] = {}
    for remark in remarks(verdict, language):
        suites.setdefault(_suite(remark, language), []).append(remark)
    return junit_xml(
        visible(f"smartflow check {verdict.city}: {gate_sentence(verdict).in_(language)}"),
        [
            JUnitSuite(
                visible(title),
                tuple(_case(verdict.city, name, line, language) for name, line in _named(lines)),
            )
            for title, lines in suites.items()
        ],
    )


def _suite(remark: Remark, language: Language) -> str:
    """Return the name of the suite of a line: the letters of its rule, or what it is."""
    if remark.kind == "result":
        return remark.code.rstrip("0123456789") or remark.code
    return _SUITES[remark.kind].in_(language)


def _named(lines: Sequence[Remark]) -> list[tuple[str, Remark]]:
    """Return each line with a name of its own: CI systems take equal names for one test."""
    named, seen = [], dict[tuple[str, str], int]()
    for line in lines:
        place = ", ".join(
            part
            for part in (line.dimension_title, line.row or line.agency, line.column_title)
            if part
        )
        name = visible(f"{line.title}: {place}" if place else line.title)
        count = seen[line.code, name] = seen.get((line.code, name), 0) + 1
        named.append((f"{name} ({count})" if count > 1 else name, line))
    return named


def _case(city: str, name: str, remark: Remark, language: Language) -> JUnitCase:
    outcome = _OUTCOMES.get(remark.status)
    words = _words(remark, language)
    return JUnitCase(
        classname=visible(f"{city}.{remark.code}"),
        name=name,
        outcome=outcome,
        kind=visible(remark.code),
        message=visible(remark.message),
        text=words if outcome else "",
        output=words if remark.status == "warn" else "",
    )


def _words(remark: Remark, language: Language) -> str:
    """Return a line in full: what was found, what went wrong, how to mend it, the sources."""
    told = [remark.message, remark.fault]
    if remark.fix:
        told.append(_FIX.fill({"fix": remark.fix}).in_(language))
    if remark.cites:
        told.append(_BASIS.fill({"cites": "; ".join(remark.cites)}).in_(language))
    return visible("\n".join(filter(None, told)))
