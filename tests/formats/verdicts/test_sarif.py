"""SARIF: valid against OASIS's schema, and true to what the standard says beyond the schema."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.test_book import HOSTILE
from tests.formats.verdicts.oracles import sarif_validator
from tests.formats.verdicts.test_junit import nasty

import smartflow
from smartflow import Text, Verdict
from smartflow.workshop.examining.outputs import verdicts
from smartflow_formats.sarif import FORMAT, render

Language = Literal["id", "en"]
LINK = re.compile(r"\[(?:[^\\\[\]]|\\[\\\[\]])*\]\(")
"""The grammar of an embedded link, up to its address (3.11.6)."""
ANY = st.one_of(
    st.sampled_from(
        [*HOSTILE, "[klik](http://contoh.id)", "{0} {{1}}", "\ud800](x)", "[a\\](x)", "[a\\\\](x)"]
    ),
    st.text(st.sampled_from("[](){}\\0a\n"), max_size=12),
    st.text(max_size=20),
)


def run_of(verdict: Verdict, language: Language = "id") -> dict[str, Any]:
    """Return the one run of what is written."""
    log = json.loads(render(verdict, language))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def shown(message: dict[str, str]) -> str:
    """Return a message as a viewer shows it: braces once, and what kept a link away undone."""
    told = message["text"].replace("{{", "{").replace("}}", "}")
    return re.sub(r"(\\+)\]\(", lambda found: "\\" * (len(found[1]) // 2) + "](", told)


def assert_true_to_the_standard(run: dict[str, Any]) -> None:
    """Check what the standard asks for and its schema cannot say."""
    rules = run["tool"]["driver"]["rules"]
    places = run["logicalLocations"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["kind"] == "fail" or result["level"] == "none"  # 3.27.10
        assert isinstance(result["suppressions"], list)  # 3.27.23: all or none
        for location in result["locations"]:
            (place,) = location["logicalLocations"]
            assert places[place["index"]]["fullyQualifiedName"] == place["fullyQualifiedName"]
    for at, place in enumerate(places):
        above = places[place["parentIndex"]] if "parentIndex" in place else None
        whole = f"{above['fullyQualifiedName']}/{place['name']}" if above else place["name"]
        assert place["fullyQualifiedName"] == whole  # 3.33.5
        assert place.get("parentIndex", -1) < at
    (invocation,) = run["invocations"]
    told = invocation["toolExecutionNotifications"] + invocation["toolConfigurationNotifications"]
    for one in told:
        if "associatedRule" in one:
            assert rules[one["associatedRule"]["index"]]["id"] == one["associatedRule"]["id"]
    failed = any(one["level"] == "error" for one in told)
    assert invocation["executionSuccessful"] is not failed  # 3.58.6
    (other,) = run["translations"]
    assert {other["language"], run["language"]} == {"id", "en"}
    assert [one["id"] for one in other["rules"]] == [one["id"] for one in rules]
    for one, twin in zip(other["rules"], rules, strict=True):
        assert set(one) == set(twin) - {"defaultConfiguration", "properties"}  # 3.19.4


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_valid(waived: Verdict, language: Language) -> None:
    """A full verdict and the samples of ``plugin check`` keep schema and standard."""
    validator = sarif_validator()
    for _, thing in (("", waived), *verdicts(waived.results)):
        validator.validate(json.loads(render(thing, language)))
        assert isinstance(thing, Verdict)
        assert_true_to_the_standard(run_of(thing, language))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            ANY, st.sampled_from(("pass", "fail", "warn", "not_applicable", "error", "waived"))
        ),
        max_size=4,
    )
)
def test_what_is_typed_is_no_markup(given_lines: list[tuple[str, str]]) -> None:
    """No placeholder and no link comes of what an official typed, and the words are shown."""
    (_, bare), _ = verdicts(())
    assert isinstance(bare, Verdict)
    results = tuple(nasty(words, status) for words, status in given_lines)
    content = render(replace(bare, results=results), "id")
    sarif_validator().validate(json.loads(content))
    run = run_of(replace(bare, results=results))
    assert_true_to_the_standard(run)
    kept = [words for words, status in given_lines if status != "error"]
    for words, result in zip(kept, run["results"], strict=True):
        text = result["message"]["text"]
        assert "{" not in text.replace("{{", "")
        assert "}" not in text.replace("}}", "")
        assert not LINK.search(text)
        typed = "".join(f"[U+{ord(c):04X}]" if "\ud800" <= c <= "\udfff" else c for c in words)
        assert shown(result["message"]) == typed


def test_each_status_has_its_kind_and_level(waived: Verdict) -> None:
    """Severities are levels; what passed or does not apply has none; what crashed is no result."""
    told = [(one["ruleId"], one["kind"], one["level"]) for one in run_of(waived)["results"]]
    assert told == [
        ("ISU002", "fail", "error"),
        ("ISU003", "fail", "error"),
        ("ORG001", "fail", "warning"),
        ("QWN005", "fail", "error"),
        ("ISU001", "pass", "none"),
        ("VOC001", "notApplicable", "none"),
        ("score/readiness", "fail", "error"),
        ("sign_off/team", "fail", "error"),
    ]


def test_a_score_without_a_minimum_only_informs(verdict: Verdict) -> None:
    """A score passes where there was something to pass."""
    score = verdict.scores[0]
    free = replace(score, rule="free", minimum=None, met=True)
    scores = (free, replace(score, met=True), replace(score, rule="broken", fault="x.py: KeyError"))
    run = run_of(replace(verdict, scores=scores))
    told = [(one["ruleId"], one["kind"]) for one in run["results"] if "score" in one["ruleId"]]
    assert told == [("score/free", "informational"), ("score/readiness", "pass")]
    broken = run["invocations"][0]["toolExecutionNotifications"][-1]
    assert broken["associatedRule"]["id"] == "score/broken"
    assert "x.py: KeyError" in broken["message"]["text"]


def test_a_rule_is_told_in_both_languages(verdict: Verdict) -> None:
    """Title, help and sources in the reader's language, and the same as a translation."""
    run = run_of(verdict, "en")
    driver, (other,) = run["tool"]["driver"], run["translations"]
    assert driver["rules"][0] == {
        "id": "ISU002",
        "shortDescription": {"text": "Title ISU002"},
        "help": {"text": "Mend ISU002\nBasis: Evaluasi Smart City Kab. Malang 2023; UU 23/2014"},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "plugin": "masterplan 0.1.0",
            "cites": ["Evaluasi Smart City Kab. Malang 2023", "UU 23/2014"],
        },
    }
    assert other["rules"][0] == {
        "id": "ISU002",
        "shortDescription": {"text": "Judul ISU002"},
        "help": {
            "text": "Perbaiki ISU002\nDasar: Evaluasi Smart City Kab. Malang 2023; UU 23/2014"
        },
    }
    assert (driver["name"], driver["version"]) == ("SmartFlow", smartflow.__version__)
    assert driver["guid"] == other["guid"] == other["associatedComponent"]["guid"]


def test_a_result_says_where(verdict: Verdict) -> None:
    """City, agency, worksheet, row and column nest; the sheet and row of the file are its words."""
    run = run_of(verdict)
    location = run["results"][0]["locations"][0]
    assert location["message"]["text"] == "lembar Isu <b>Daerah</b>, baris 9, kolom Tahun data"
    at: int | None = location["logicalLocations"][0]["index"]
    way = []
    while at is not None:
        place = run["logicalLocations"][at]
        way.append((place["kind"], place["name"]))
        at = place.get("parentIndex")
    assert way[::-1] == [
        *(("city", "sawahlunto"), ("agency", "DINKES"), ("worksheet", "issues")),
        *(("row", "3"), ("column", "year")),
    ]
    assert "physicalLocation" not in location


def test_a_waiver_is_a_suppression(waived: Verdict) -> None:
    """Accepted, kept outside the code, with the reason that was given; others have an empty one."""
    results = {one["ruleId"]: one for one in run_of(waived)["results"]}
    assert results["QWN005"]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "late",
            "properties": {
                "until": "2023-12-31",
                "requestedBy": "Rina",
                "approvedBy": "Budi",
                "entry": 7,
                "approval": 8,
            },
        }
    ]
    assert results["QWN005"]["message"]["text"] == "Pesan QWN005"
    assert [one for one in results if results[one]["suppressions"]] == ["QWN005"]


def test_a_waived_finding_of_an_unknown_waiver_is_suppressed_all_the_same(verdict: Verdict) -> None:
    """What an older verdict did not tell is left out, and the finding does not come back."""
    results = {one["ruleId"]: one for one in run_of(verdict)["results"]}
    assert results["QWN005"]["suppressions"] == [{"kind": "external", "status": "accepted"}]


def test_what_did_not_run_is_a_notification(verdict: Verdict) -> None:
    """A crash names its rule and fault, and the run was not successful."""
    (invocation,) = run_of(verdict)["invocations"]
    assert invocation["toolExecutionNotifications"] == [
        {
            "level": "error",
            "message": {"text": "Pesan XYZ001 (plugin coba 1.0 (smartflow-coba): ValueError)"},
            "associatedRule": {"id": "XYZ001", "index": 6},
        }
    ]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)


def test_other_waivers_and_blocked_plugins_are_notes_on_the_configuration(waived: Verdict) -> None:
    """They are told, beside the results; a blocked plugin is a warning."""
    (invocation,) = run_of(waived, "en")["invocations"]
    told = [
        (one["level"], one.get("associatedRule", {}).get("id"), one["message"]["text"])
        for one in invocation["toolConfigurationNotifications"]
    ]
    assert [one[:2] for one in told] == [
        ("note", "ISU001"),
        ("note", "ISU002"),
        ("note", "ISU003"),
        ("warning", None),
    ]
    assert told[3][2] == "Plugin branding 0.1.0 is blocked: its rules were not run."


@pytest.mark.parametrize(
    ("met", "code", "said"),
    [
        (True, 0, "The gate from Issue analysis to SWOT-TOWS is met (as of 6 Jul 2023)."),
        (False, 1, "The gate from Issue analysis to SWOT-TOWS is not met (as of 6 Jul 2023)."),
    ],
)
def test_the_exit_code_is_the_verdict_s(
    verdict: Verdict,
    met: bool,  # noqa: FBT001  a case
    code: int,
    said: str,
) -> None:
    """A run that went well may still end with 1: the gate is not met, which is an answer."""
    sound = tuple(one for one in verdict.results if one.status != "error")
    (invocation,) = run_of(replace(verdict, met=met, results=sound), "en")["invocations"]
    assert invocation["exitCode"] == code
    assert invocation["exitCodeDescription"] == said
    assert invocation["executionSuccessful"] is True


def test_every_plugin_is_an_extension(verdict: Verdict) -> None:
    """Name, version, state and fingerprint of each; one without a version has none."""
    loose = replace(verdict.plugins[0], name="lepas", version="", notes=("loose",))
    extensions = run_of(replace(verdict, plugins=(*verdict.plugins, loose)))["tool"]["extensions"]
    assert [(one["name"], one.get("version")) for one in extensions] == [
        ("branding", "0.1.0"),
        ("masterplan", "0.1.0"),
        ("lepas", None),
    ]
    assert extensions[0]["properties"] == {
        "distribution": "smartflow-engine",
        "state": "blocked",
        "fingerprint": "00",
        "notes": [],
    }


# -- fingerprints ----------------------------------------------------------------------------------


def prints(verdict: Verdict, language: Language = "id") -> list[dict[str, str]]:
    """Return the fingerprints of every result."""
    return [one["partialFingerprints"] for one in run_of(verdict, language)["results"]]


def test_fingerprints_are_kept(verdict: Verdict) -> None:
    """They are those of the first version: whoever stored them must find the result again."""
    place = '"sawahlunto", "ISU002", "living", "DINKES", "issues", "DINKES/issues/3", "year"'
    words = """"Isu '=SUM(A1)|x' tanpa tahun.", "No year in '=SUM(A1)|x'.\""""
    assert prints(verdict)[0] == {
        "rulePlaceHash/v1": sha256(f"[{place}]".encode()).hexdigest(),
        "findingHash/v1": sha256(f"[{place}, {words}]".encode()).hexdigest(),
    }


def test_fingerprints_know_no_language(waived: Verdict) -> None:
    """The same result in another language is the same result."""
    assert prints(waived, "id") == prints(waived, "en")


@pytest.mark.parametrize("field", ["dimension", "agency", "worksheet", "row", "column", "rule"])
def test_another_place_is_another_fingerprint(verdict: Verdict, field: str) -> None:
    """Whatever names the place is in both prints."""
    moved = replace(verdict.results[0], **{field: "ZZZ999"})
    changed = prints(replace(verdict, results=(moved, *verdict.results[1:])))[0]
    for name, value in prints(verdict)[0].items():
        assert changed[name] != value


def test_other_words_at_the_same_place_are_the_same_rule_there(verdict: Verdict) -> None:
    """A number that changed in a message changes one print and not the other."""
    told = replace(verdict.results[0], message=Text.same("lain"), row_number=10)
    (one, other) = prints(verdict)[0], prints(replace(verdict, results=(told,)))[0]
    assert one["rulePlaceHash/v1"] == other["rulePlaceHash/v1"]
    assert one["findingHash/v1"] != other["findingHash/v1"]


# -- the file --------------------------------------------------------------------------------------


def test_equal_verdicts_are_equal_bytes(waived: Verdict) -> None:
    """No moment, no path, no machine; the last byte is a line break."""
    content = render(waived, "id")
    assert content == render(waived, "id")
    assert content.endswith(b"}\n")
    (invocation,) = run_of(waived)["invocations"]
    assert set(invocation) == {
        *("executionSuccessful", "exitCode", "exitCodeDescription"),
        *("toolExecutionNotifications", "toolConfigurationNotifications"),
    }


def test_the_run_is_named_by_city_gate_and_day(verdict: Verdict) -> None:
    """Dashboards group runs by the first parts of the name (3.17.3)."""
    assert run_of(verdict)["automationDetails"] == {
        "id": "sawahlunto/issue_analysis/swot_tows/2023-07-06"
    }


def test_it_refuses_what_it_does_not_know() -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="sarif cannot write a str"):
        render("x", "id")
    assert (FORMAT.renders, FORMAT.suffix) == (("verdict",), ".sarif")
    assert FORMAT.media_type == "application/sarif+json"
