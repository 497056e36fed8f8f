"""``smartflow workflow migrate``: what an official reads."""

from __future__ import annotations

from typing import Any

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
    assert refused.out.count("tidak_ada") == 2
