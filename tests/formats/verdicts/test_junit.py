"""JUnit XML: valid by Jenkins' schema, a case for every line of a verdict, nothing typed is XML."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.test_book import HOSTILE
from tests.formats.verdicts.oracles import junit_schema

from smartflow import Text, Verdict
from smartflow.model import PluginRef, Result
from smartflow.workshop.examining.outputs import verdicts
from smartflow_formats.common.letters import visible
from smartflow_formats.common.remarks import remarks
from smartflow_formats.junit import FORMAT, render

Language = Literal["id", "en"]
STATUSES = ("pass", "fail", "warn", "not_applicable", "error", "waived")
ANY = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


def read(content: bytes) -> ET.Element:
    """Parse what was written."""
    return ET.fromstring(content)  # noqa: S314  our own


def nasty(words: str, status: str) -> Result:
    """Return a result in which ``words`` stand wherever words may stand."""
    text = Text.same(words)
    return Result(
        rule="ISU001",
        status=status,  # type: ignore[arg-type]
        severity="error",
        title=text,
        message=text,
        fix=text,
        plugin=PluginRef(words, words),
        cites=(words,),
        dimension=words,
        agency=words,
        worksheet=words,
        sheet=words,
        row=words,
        row_number=3,
        column=words,
        column_title=text,
        fault=words,
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_valid(waived: Verdict, language: Language) -> None:
    """A full verdict and the samples of ``plugin check`` keep the schema."""
    schema = junit_schema()
    for _, thing in (("", waived), *verdicts(waived.results)):
        schema.validate(render(thing, language).decode())


@settings(deadline=None)
@given(st.lists(st.tuples(ANY, st.sampled_from(STATUSES)), max_size=4))
def test_whatever_is_typed_it_stays_valid(given_lines: list[tuple[str, str]]) -> None:
    """Characters that XML cannot hold, tags and entities are text of a valid file."""
    results = tuple(nasty(words, status) for words, status in given_lines)
    (_, bare), _ = verdicts(())
    assert isinstance(bare, Verdict)
    content = render(replace(bare, results=results), "id")
    junit_schema().validate(content.decode())
    cases = read(content).findall("testsuite/testcase")
    assert len(cases) == len(results)
    for case, (words, _) in zip(cases, given_lines, strict=True):
        assert visible(words) in (case.get("name") or "")


def test_each_status_has_its_element(waived: Verdict) -> None:
    """What shuts the gate fails, what did not run is an error, what is waived is skipped."""
    root = read(render(waived, "en"))
    told = [
        (suite.get("name"), case.get("classname"), [one.tag for one in case])
        for suite in root
        for case in suite
    ]
    assert told == [
        ("ISU", "sawahlunto.ISU002", ["failure"]),
        ("ISU", "sawahlunto.ISU003", ["failure"]),
        ("ISU", "sawahlunto.ISU001", []),
        ("ORG", "sawahlunto.ORG001", ["system-out"]),
        ("QWN", "sawahlunto.QWN005", ["skipped"]),
        ("VOC", "sawahlunto.VOC001", ["skipped"]),
        ("XYZ", "sawahlunto.XYZ001", ["error"]),
        ("Other waivers", "sawahlunto.ISU001", ["system-out"]),
        ("Other waivers", "sawahlunto.ISU002", ["system-out"]),
        ("Other waivers", "sawahlunto.ISU003", ["system-out"]),
        ("Scores", "sawahlunto.readiness", ["failure"]),
        ("Sign-offs", "sawahlunto.team", ["failure"]),
        ("Plugins", "sawahlunto.branding", ["system-out"]),
    ]


def test_a_failure_says_what_where_and_how(verdict: Verdict) -> None:
    """The case is named by rule and place; the failure has the words, the advice, the sources."""
    case = read(render(verdict, "id")).find("testsuite/testcase")
    assert case is not None
    assert case.get("name") == "Judul ISU002: Smart Living, DINKES/issues/3, Tahun data"
    failure = case[0]
    assert failure.attrib == {"type": "ISU002", "message": "Isu '=SUM(A1)|x' tanpa tahun."}
    assert failure.text == (
        "Isu '=SUM(A1)|x' tanpa tahun.\nCara memperbaiki: Perbaiki ISU002\n"
        "Dasar: Evaluasi Smart City Kab. Malang 2023; UU 23/2014"
    )


def test_a_waiver_is_told_where_it_skips(waived: Verdict) -> None:
    """Who asked, who approved, until when and why is the reason for skipping."""
    skipped = read(render(waived, "en")).find("testsuite[@name='QWN']/testcase/skipped")
    assert skipped is not None
    assert skipped.get("message") == (
        "Message QWN005 Waived until 31 Dec 2023 (asked for by Rina, approved by Budi): late"
    )


def test_a_crash_tells_its_fault(verdict: Verdict) -> None:
    """The plugin, the distribution and the exception stand in the error."""
    error = read(render(verdict, "id")).find("testsuite[@name='XYZ']/testcase/error")
    assert error is not None
    assert "plugin coba 1.0 (smartflow-coba): ValueError" in str(error.text)


def test_the_counts_are_those_of_the_cases(waived: Verdict) -> None:
    """Counted anew, each suite and the whole hold what their attributes say."""
    root = read(render(waived, "id"))
    total: Counter[str] = Counter()
    for suite in root:
        found = Counter(one.tag for case in suite for one in case)
        told = {name: int(suite.get(name, "-1")) for name in ("failures", "errors", "skipped")}
        assert told == {
            "failures": found["failure"],
            "errors": found["error"],
            "skipped": found["skipped"],
        }
        assert int(suite.get("tests", "-1")) == len(suite)
        total.update(told, tests=len(suite))
    assert {name: int(root.get(name, "-1")) for name in ("tests", "failures", "errors")} == {
        name: total[name] for name in ("tests", "failures", "errors")
    }
    assert total["tests"] == len(remarks(waived, "id"))


def test_no_two_cases_have_one_name(verdict: Verdict) -> None:
    """Equal titles at equal places are counted, because CI systems would take them for one."""
    doubled = replace(verdict, results=verdict.results * 3)
    cases = read(render(doubled, "id")).findall("testsuite/testcase")
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names) == 3 * len(verdict.results) + 3
    assert ("sawahlunto.ISU001", "Judul ISU001 (3)") in names


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (True, "Syarat dari tahap Analisis isu ke tahap SWOT-TOWS terpenuhi (per 6 Jul 2023)."),
        (
            False,
            "Syarat dari tahap Analisis isu ke tahap SWOT-TOWS belum terpenuhi (per 6 Jul 2023).",
        ),
    ],
)
def test_the_whole_says_whether_the_gate_is_met(verdict: Verdict, met: bool, said: str) -> None:  # noqa: FBT001  a case
    """The name of all suites is the command and its answer."""
    root = read(render(replace(verdict, met=met), "id"))
    assert root.get("name") == f"smartflow check sawahlunto: {said}"


def test_the_file_is_text_without_a_moment(waived: Verdict) -> None:
    """Equal verdicts are equal bytes, no time is told, and the last byte is a line break."""
    content = render(waived, "id")
    assert content == render(waived, "id")
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert content.endswith(b"</testsuites>\n")
    assert not re.search(rb"\b(time|timestamp|hostname)=", content)


def test_it_refuses_what_it_does_not_know() -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="junit cannot write a str"):
        render("x", "id")
    assert (FORMAT.renders, FORMAT.suffix) == (("verdict",), ".xml")
