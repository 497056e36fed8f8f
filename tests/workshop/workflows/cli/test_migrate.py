"""``smartflow workflow migrate``: what an official reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NEXT = """
[workflow]
key = "contoh_dua"
version = 1
title = { id = "Versi dua", en = "Second version" }
extends = "masterplan@1"

[[transition]]
from = "issue_analysis"
to = "swot_tows"
sign_offs = [{ role = "team", quorum = 2 }]
"""
TO = ("--to", "contoh_dua")


def write(city: Any, text: str = NEXT) -> None:
    """Put a workflow of the region's own into the workspace."""
    (city.root / "workflows").mkdir()
    (city.root / "workflows" / "dua.toml").write_text(text, encoding="utf-8")


def test_a_dry_run_says_what_would_change_and_records_nothing(city: Any) -> None:
    """The table on stdout, the changes on stderr; the act itself says the same."""
    write(city)
    looked = city.must("workflow", "migrate", "contoh", *TO, "--dry-run", "--lang", "en")
    assert "can be moved" in looked.out
    assert "sign-off by team: 1 person → 2 people" in looked.err
    assert city.must("history", "contoh", "--act", "workflow_migrate", "--json").json == {
        "entries": []
    }
    done = city.must("workflow", "migrate", "contoh", *TO, "--reason", "Perwali", "--json")
    (one,) = done.json["cities"]
    assert (one["from"], one["to"], one["stage"]) == (
        "masterplan@1",
        "contoh_dua@1",
        "issue_analysis",
    )
    (entry,) = city.must("history", "contoh", "--act", "workflow_migrate", "--json").json["entries"]
    assert (entry["seq"], entry["reason"]) == (one["entry"], "Perwali")
    assert "contoh_dua" in city.must("history", "contoh", "--lang", "en").out
    again = city.must("workflow", "migrate", "contoh", *TO, "--reason", "x", "--lang", "en")
    assert "follows it already" in again.out


def test_wrong_words_are_refused_with_the_right_ones(city: Any) -> None:
    """Each with exit code 2 and an example; nothing is recorded."""
    write(city)
    for words, expected in (
        ((*TO, "--dry-run"), "--all"),
        (("contoh", "--all", *TO, "--dry-run"), "--all"),
        (("contoh", *TO), "--reason"),
        (("contoh", *TO, "--reason", "x", "--stage", "awal"), "LAMA=BARU"),
        (("contoh", "--to", "entah", "--reason", "x"), "smartflow workflow list"),
        (("contoh", *TO, "--reason", "x", "--stage", "entah=awal"), "--dry-run"),
        (("entah", *TO, "--reason", "x"), "smartflow city list"),
    ):
        outcome = city("workflow", "migrate", *words)
        assert (outcome.code, expected in outcome.err) == (2, True), (words, outcome.err)
    assert city.must("history", "contoh", "--act", "workflow_migrate", "--json").json == {
        "entries": []
    }


def test_all_cities_are_moved_each_by_itself(city: Any) -> None:
    """A plugin that is not there keeps them all: exit code 3, one line for each city."""
    write(city)
    city.must(
        *("city", "add", "solok", "--name", "Kota Solok", "--kind", "kota"),
        *("--region-code", "13.72", "--province", "Sumatera Barat"),
    )
    moved = city.must("workflow", "migrate", "--all", *TO, "--reason", "x", "--json").json["cities"]
    assert [(one["city"], one["entry"] is not None) for one in moved] == [
        ("contoh", True),
        ("solok", True),
    ]
    listed = NEXT.replace("version = 1\ntitle", "version = 2\ntitle") + (
        '[[plugin]]\nname = "tidak_ada"\n'
    )
    (city.root / "workflows" / "tiga.toml").write_text(listed, encoding="utf-8")
    refused = city("workflow", "migrate", "--all", "--to", "contoh_dua@2", "--reason", "x")
    assert refused.code == 3
    assert (refused.out.count("ditolak"), refused.err.count("plugin-not-allowed")) == (2, 2)
    told = city("workflow", "migrate", "--all", "--to", "contoh_dua@2", "--reason", "x", "--json")
    assert told.code == 3
    for one in told.json["cities"]:
        assert [remark["code"] for remark in one["remarks"]] == ["plugin-not-allowed"]
        assert (one["error"]["code"], one["entry"]) == ("migration-needs-plugins", None)
        assert f"migrate {one['city']} --to contoh_dua@2" in one["error"]["hint"]["en"]


def test_a_stage_is_no_way_around_a_gate(city: Any) -> None:
    """Under the same workflow or another: refused with the reason, and nobody has moved."""
    write(city)
    for to in ("masterplan@1", "contoh_dua"):
        for target in ("swot_tows", "masterplan_approval", "adopted"):
            pair = f"issue_analysis={target}"
            words = ("--to", to, "--stage", pair, "--reason", "x", "--json")
            refused = city("workflow", "migrate", "contoh", *words)
            assert refused.code == 2
            (one,) = refused.json["cities"]
            assert "stage-kept" in [remark["code"] for remark in one["remarks"]]
    (row,) = city.must("status", "--json").json["cities"]
    assert row["stage"]["en"] == "Issue analysis"


def test_a_newer_version_is_told_quietly(city: Any) -> None:
    """``doctor`` and ``workflow show`` name it; without one they say nothing, and all is well."""
    write(city)
    city.must("workflow", "migrate", "contoh", *TO, "--reason", "x")
    assert "migrate" not in city("doctor").out
    assert "contoh_dua@" not in city.must("workflow", "show", "contoh_dua@1").out.split("\n", 1)[1]
    before = city("doctor").code
    newer = NEXT.replace("version = 1\ntitle", "version = 12\ntitle")
    (city.root / "workflows" / "tiga.toml").write_text(newer, encoding="utf-8")
    step = "--to contoh_dua@12 --dry-run"
    assert step in city.must("workflow", "show", "contoh_dua@1").out
    assert step not in city.must("workflow", "show", "contoh_dua").out
    doctor = city("doctor")
    assert (doctor.code, f"migrate contoh {step}" in doctor.out) == (before, True)


def test_a_dimension_that_an_agency_has_filled_is_not_dropped(city: Any, tmp_path: Path) -> None:
    """What was sent for it would belong to nothing; before that it may go."""
    kept = 'dimensions = ["governance", "branding", "economy", "society", "environment"]\n'
    write(city, NEXT.replace('extends = "masterplan@1"\n', 'extends = "masterplan@1"\n' + kept))
    add = ("agency", "add", "contoh", "RSUD", "Rumah Sakit", "--kind", "opd")
    city.must(*add, "--dimensions", "living")
    words = ("workflow", "migrate", "contoh", *TO, "--dry-run", "--json")
    (free,) = city(*words).json["cities"]
    assert "dimension-missing" not in [one["code"] for one in free["remarks"]]
    sheet = tmp_path / "issues.csv"
    head = "dimension;issue;location;data;unit;year;source"
    sheet.write_text(f"{head}\nliving;Antrean;Barangin;45;menit;2025;Survei\n", encoding="utf-8")
    city.must("submit", "contoh", str(sheet), "--agency", "RSUD")
    (bound,) = city(*words).json["cities"]
    assert "dimension-missing" in [one["code"] for one in bound["remarks"]]
