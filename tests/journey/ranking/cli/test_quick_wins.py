"""``quick-wins`` at the prompt: ranking, what-if, pictures, and choosing against the ranking."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from smartflow.workflow.definition import Workflow

ROWS = """Kode;Nama program;Dampak (1-5);Upaya (1-5);Jumlah penerima manfaat
QW1;Lapau <Layanan>;5;2;100
QW2;Julo-julo;3;1;1000
QW3;Surau;2;5;10
"""


@pytest.fixture
def ranked(city: Any, tmp_path: Path) -> Any:
    """Return a shell in a city with three candidates of one dimension."""
    path = tmp_path / "quick_wins.csv"
    path.write_text(ROWS, encoding="utf-8")
    city.must("submit", "contoh", str(path), "--dimension", "living")
    return city


def test_a_ranking_shows_parts_and_stability(ranked: Any) -> None:
    """Places, the parts with their weights, the limits of each weight, and the next step."""
    said = ranked.must("quick-wins", "rank", "contoh").out
    assert "Dampak x 30" in said
    assert "Kestabilan peringkat 1 (Julo-julo)" in said
    assert "Batas dihitung persis" in said
    assert "quick-wins select contoh" in said


def test_the_scores_can_be_checked_from_the_json(ranked: Any) -> None:
    """Each score is the weighted mean of its parts; criteria carry their limits."""
    data = ranked.must("quick-wins", "rank", "contoh", "--json").json
    assert (data["method"], data["what_if"], data["exact"]) == ("saw", False, True)
    assert [one["place"] for one in data["quick_wins"]] == [1, 2, 3]
    for one in data["quick_wins"]:
        weights = sum(float(part["weight"]) for part in one["parts"])
        total = sum(float(part["weight"]) * float(part["value"]) for part in one["parts"])
        assert abs(total / weights - float(one["score"])) < 0.001
    impact = next(one for one in data["criteria"] if one["key"] == "impact")
    assert float(impact["high"]) > 30
    assert impact["heir_high"] == "living/quick_wins/1"


def test_moving_a_weight_past_its_limit_changes_the_first(ranked: Any) -> None:
    """The limit that is printed is the limit that a what-if finds."""
    data = ranked.must("quick-wins", "rank", "contoh", "--json").json
    high = next(one["high"] for one in data["criteria"] if one["key"] == "impact")

    def first(weight: float) -> str:
        words = ("quick-wins", "rank", "contoh", "--weights", f"impact={weight}", "--json")
        return str(ranked.must(*words).json["quick_wins"][0]["row"])

    assert first(float(high) - 0.5) == "living/quick_wins/2"
    assert first(float(high) + 0.5) == "living/quick_wins/1"


@pytest.mark.parametrize("method", ["saw", "topsis", "wpm"])
def test_every_method_ranks_and_says_that_it_is_a_trial(ranked: Any, method: str) -> None:
    """The heading names the method and that nothing is recorded; the history stays as it was."""
    before = ranked.must("history", "contoh", "--json").out
    said = ranked.must("quick-wins", "rank", "contoh", "--method", method).out
    assert f"({method.upper()}, percobaan: tidak dicatat)" in said
    assert ranked.must("history", "contoh", "--json").out == before


@pytest.mark.parametrize(
    "words", ["impact", "impact=", "impact=-1", "impact=nan", "impact=1,impact=2", "=3"]
)
def test_weights_that_cannot_be_read_are_refused(ranked: Any, words: str) -> None:
    """Exit 2 with an example of how to write them."""
    outcome = ranked("quick-wins", "rank", "contoh", "--weights", words)
    assert outcome.code == 2
    assert "--weights impact=40,effort=20" in outcome.err


def test_unknown_names_are_refused_with_the_known_ones(ranked: Any) -> None:
    """A criterion that is not there, or another method, lists what there is."""
    criterion = ranked("quick-wins", "rank", "contoh", "--weights", "dampak=4")
    method = ranked("quick-wins", "rank", "contoh", "--method", "ahp")
    assert (criterion.code, method.code) == (2, 2)
    assert "impact" in criterion.err
    assert "topsis" in method.err


@pytest.mark.parametrize("chart", ["impact-effort", "stability"])
def test_pictures_are_svg_with_names_escaped(ranked: Any, tmp_path: Path, chart: str) -> None:
    """The file is one well-formed document; stdout stays data."""
    path = tmp_path / "gambar.svg"
    words = ("quick-wins", "rank", "contoh", "--svg", str(path), "--chart", chart, "--json")
    assert ranked.must(*words).json["quick_wins"]
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  our own picture
    assert root.tag.endswith("svg")
    assert "Lapau <Layanan>" in "".join(root.itertext())


def test_a_city_may_say_where_high_begins(ranked: Any, tmp_path: Path) -> None:
    """The cut-off of the impact-effort picture is a setting: both lines move, nothing else does."""

    def picture() -> list[tuple[str | None, ...]]:
        path = tmp_path / "gambar.svg"
        ranked.must("quick-wins", "rank", "contoh", "--svg", str(path))
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  our own picture
        ends = ("x1", "y1", "x2", "y2")
        dashed = (one for one in root.iter() if one.get("stroke-dasharray"))
        return [tuple(one.get(end) for end in ends) for one in dashed]

    before = picture()
    name = "masterplan.impact_effort_cut_off"
    ranked.must("setting", "set", "contoh", name, "4", "--reason", "Nilai 3 ada di tengah")
    after = picture()
    assert (len(before), len(after)) == (2, 2)
    assert [old != new for old, new in zip(before, after, strict=True)] == [True, True]


def test_a_picture_in_no_folder_is_refused(ranked: Any, tmp_path: Path) -> None:
    """A path that cannot be written is bad input, not a traceback."""
    path = tmp_path / "tidak" / "ada.svg"
    outcome = ranked("quick-wins", "rank", "contoh", "--svg", str(path))
    assert outcome.code == 2
    assert "tidak dapat disimpan" in outcome.err


def test_choosing_against_the_ranking_needs_a_reason(ranked: Any) -> None:
    """Without one it is refused (2); with one it is in the history."""
    refused = ranked("quick-wins", "select", "contoh", "living/3")
    assert refused.code == 2
    assert "menyimpang dari peringkat" in refused.err
    ranked.must("quick-wins", "select", "contoh", "living/3", "--reason", "Rawan longsor")
    assert "Rawan longsor" in ranked.must("history", "contoh").out


def test_the_best_needs_no_reason(ranked: Any) -> None:
    """Whoever follows the ranking has nothing to explain."""
    said = ranked.must("quick-wins", "select", "contoh", "living/2").out
    assert "1 quick win terpilih" in said


def test_other_formats_give_the_places(ranked: Any) -> None:
    """CSV holds one line per candidate below its headings."""
    said = ranked.must("quick-wins", "rank", "contoh", "--format", "csv").out
    assert len(said.strip().splitlines()) == 4


def test_the_dimension_goes_by_its_title_and_by_its_key_in_json(ranked: Any) -> None:
    """Who reads the table reads titles; who computes with the JSON gets keys."""
    table = ranked.must("quick-wins", "rank", "contoh").out.split("\n\n")[0]
    assert "Smart Living" in table
    rows = ranked.must("quick-wins", "rank", "contoh", "--json").json["quick_wins"]
    assert {one["dimension"] for one in rows} == {"living"}


def test_in_a_final_stage_the_next_step_works(ranked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No gate is left to check there: the command that is named ends with 0."""
    monkeypatch.setattr(Workflow, "transitions_from", lambda _self, _stage: ())
    said = ranked.must("quick-wins", "select", "contoh", "living/2").out
    command = said.rpartition("smartflow ")[2].split()
    assert command == ["quick-wins", "rank", "contoh"]
    assert ranked(*command).code == 0
