"""``portfolio compare``: two cities in two columns, what differs marked, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Shell


def test_what_differs_is_marked(many: Shell) -> None:
    """A line begins with * if and only if its two values are not alike."""
    lines = many.must("portfolio", "compare", "agam", "padang").out.splitlines()
    assert lines[0] == "Kabupaten Agam dan Kota Padang"
    [province] = [line for line in lines if line[3:].strip().startswith("Provinsi")]
    [stage] = [line for line in lines if line[3:].strip().startswith("Tahap")]
    assert province.startswith(" ")
    assert stage.startswith("*")
    assert stage.split("  ")[-1].strip() == "Analisis SWOT-TOWS"


def test_json_has_both_values(many: Shell) -> None:
    """Each line has two values and says whether they differ; the count of differences is theirs."""
    found = many.must("portfolio", "compare", "13.06", "Kota Padang", "--json").json
    assert [one["slug"] for one in found["cities"]] == ["agam", "padang"]
    lines = {(one["group"], one["key"]): one for one in found["lines"]}
    assert lines["days", "issue_analysis"]["values"] == [70, 0]
    assert lines["work", "refusals"]["values"] == [1, 0]
    assert all(one["differs"] == (one["values"][0] != one["values"][1]) for one in lines.values())
    assert found["differences"] == sum(one["differs"] for one in lines.values())


def test_csv_has_a_line_for_each_thing(many: Shell) -> None:
    """A spreadsheet gets plain columns, without the headings between groups."""
    lines = many.must("portfolio", "compare", "agam", "solok", "--format", "csv").out.splitlines()
    assert lines[0].lstrip("\ufeff") == "group;key;title;left;right;differs"
    assert all(line.count(";") >= 5 for line in lines)


def test_other_workflows_are_said(many: Shell) -> None:
    """Whoever compares across definitions is told that the lines may not be comparable."""
    (many.root / "workflows").mkdir(exist_ok=True)
    (many.root / "workflows" / "daerah.toml").write_text(
        '[workflow]\nkey = "daerah"\nversion = 2\nextends = "masterplan@1"\n', encoding="utf-8"
    )
    many.must(
        *("city", "add", "lain", "--name", "Kota Lain", "--kind", "kota", "--region-code", "13.77"),
        *("--province", "Sumatera Barat", "--workflow", "daerah"),
    )
    assert "belum tentu sebanding" in many.must("portfolio", "compare", "agam", "lain").out
    assert "sebanding" not in many.must("portfolio", "compare", "agam", "solok").out


def test_two_different_cities_are_needed(many: Shell) -> None:
    """One city twice, one city alone, three, or an unknown one: exit code 2 and a sentence."""
    same = many("portfolio", "compare", "agam", "13.06")
    assert (same.code, same.out) == (2, "")
    assert "daerah yang sama: Kabupaten Agam" in same.err
    assert many("portfolio", "compare", "agam").code == 2
    assert many("portfolio", "compare", "agam", "solok", "padang").code == 2
    unknown = many("portfolio", "compare", "agam", "padnag")
    assert unknown.code == 2
    assert "padang" in unknown.err
