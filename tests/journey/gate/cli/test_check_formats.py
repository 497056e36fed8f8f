"""``check`` in the formats of other programs: valid files, the exit code and waivers in them."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.formats.verdicts.oracles import junit_schema, sarif_validator


@pytest.mark.parametrize("language", ["id", "en"])
def test_sarif_is_the_verdict(city: Any, language: str) -> None:
    """The file is valid, its exit code is the command's, and it has as many errors as JSON."""
    plain = city("check", "contoh", "--json").json
    found = city("check", "contoh", "--format", "sarif", "--lang", language)
    log = json.loads(found.out)
    sarif_validator().validate(log)
    (run,) = log["runs"]
    assert run["language"] == language
    assert found.code == run["invocations"][0]["exitCode"] == plain["exit_code"] == 1
    failed = sorted(one["rule"] for one in plain["results"] if one["status"] == "fail")
    errors = [one["ruleId"] for one in run["results"] if one["level"] == "error"]
    assert sorted(one for one in errors if "/" not in one) == failed != []


def test_a_waiver_of_the_city_is_a_suppression(city: Any) -> None:
    """What was asked for and approved stands at the finding, with its reason."""
    plain = city("check", "contoh", "--json").json
    rule = next(one["rule"] for one in plain["results"] if one["status"] == "fail")
    asked = ("--reason", "Menunggu data BPS", "--until", "2026-12-31", "--as", "Budi")
    city.must("waive", "contoh", rule, *asked)
    city.must("waive", "contoh", rule, "--approve", "--as", "Ani")
    (run,) = json.loads(city("check", "contoh", "--format", "sarif").out)["runs"]
    suppressed = [one for one in run["results"] if one["suppressions"]]
    assert {one["ruleId"] for one in suppressed} == {rule}
    for one in suppressed:
        assert one["suppressions"][0]["justification"] == "Menunggu data BPS"


def test_junit_is_the_verdict(city: Any) -> None:
    """The file is valid and fails for each rule that shuts the gate, and for no other."""
    plain = city("check", "contoh", "--json").json
    found = city("check", "contoh", "--format", "junit")
    junit_schema().validate(found.out)
    root = ET.fromstring(found.out.encode())  # noqa: S314  our own
    failed = [
        str(case.get("classname"))
        for case in root.iter("testcase")
        if case.find("failure") is not None
    ]
    rules = sorted(one["rule"] for one in plain["results"] if one["status"] == "fail")
    roles = [one["role"] for one in plain["sign_offs"] if not one["met"]]
    assert sorted(failed) == sorted(f"contoh.{one}" for one in (*rules, *roles))
    assert found.code == 1


@pytest.mark.slow
def test_the_report_on_a_plugin_is_still_the_command_s_own(city: Any) -> None:
    """``plugin check --format junit`` writes its report, though a format has that key."""
    found = city.must("plugin", "check", "csv", "--format", "junit")
    assert ET.fromstring(found.out.encode()).get("name") == "smartflow plugin check csv"  # noqa: S314  our own
