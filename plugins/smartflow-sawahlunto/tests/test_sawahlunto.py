"""What Sawahlunto asks of its quick wins, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import entry_points
from string import Formatter

import pytest

import smartflow_sawahlunto as plugin
from smartflow import Dossier, Finding, NotApplicable, Row, Text, Worksheet
from smartflow.model import City, Selection, WorkflowRef

STAGE = "quick_win_selection"
SHEET = Worksheet(
    key="quick_wins",
    version=1,
    title=Text(id="Quick win", en="Quick wins"),
    columns=plugin.COLUMNS,
    per="dimension",
)


def quick_win(number: int, tradition: str | None, custodian: str | None = None) -> Row:
    """Return a row of the worksheet of quick wins."""
    cells = {"programme": f"Program {number}", "tradition": tradition, "custodian": custodian}
    return Row(
        cells,
        id=f"branding/quick_wins/{number}",
        worksheet="quick_wins",
        filler="branding",
        dimension="branding",
    )


def dossier(rows: tuple[Row, ...], selected: tuple[int, ...]) -> Dossier:
    """Return a dossier of Sawahlunto in which some quick wins were selected."""
    chosen = tuple(f"branding/quick_wins/{number}" for number in selected)
    day = date(2023, 9, 7)
    return Dossier(
        city=City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat"),
        stage=STAGE,
        as_of=day,
        workflow=WorkflowRef("masterplan", 1, "", (STAGE,), (), {STAGE: ("quick_wins",)}),
        settings={},
        dimensions=(),
        worksheet_types={"quick_wins": SHEET},
        selections=(Selection("quick_wins", chosen, "", STAGE, day, 1),),
        row_source=lambda _key: rows,
    )


def findings(rows: tuple[Row, ...], selected: tuple[int, ...], minimum: int = 1) -> list[object]:
    """Return what SWL001 yields."""
    return list(plugin.rests_on_tradition(dossier(rows, selected), {"minimum": minimum}))


def test_one_selected_quick_win_with_a_tradition_is_enough() -> None:
    """By default one of the selected quick wins must rest on a tradition."""
    rows = (quick_win(1, "Tenun Silungkang"), quick_win(2, None))
    assert findings(rows, (1, 2)) == []


def test_gotong_royong_is_a_tradition() -> None:
    """Gotong royong counts like any other."""
    assert findings((quick_win(1, "Gotong royong", "RW 02"),), (1,)) == []


def test_a_tradition_that_was_not_selected_does_not_count() -> None:
    """Only the selected quick wins are looked at."""
    rows = (quick_win(1, "Tenun Silungkang"), quick_win(2, None))
    expected = Finding(values={"resting": 0, "selected": 1, "minimum": 1})
    assert [expected] == findings(rows, (2,))


@pytest.mark.parametrize("written", [None, "", "-", "Tidak ada.", "NIHIL", "n/a", "belum ada"])
def test_a_way_of_saying_nothing_is_no_tradition(written: str | None) -> None:
    """A dash or "tidak ada" does not satisfy the rule."""
    expected = Finding(values={"resting": 0, "selected": 1, "minimum": 1})
    assert [expected] == findings((quick_win(1, written),), (1,))


def test_the_city_may_ask_for_more() -> None:
    """The setting decides how many are needed."""
    rows = (quick_win(1, "Randai"), quick_win(2, "Bahasa Tansi"), quick_win(3, None))
    expected = Finding(values={"resting": 2, "selected": 3, "minimum": 3})
    assert ([], [expected]) == (findings(rows, (1, 2, 3), 2), findings(rows, (1, 2, 3), 3))


@pytest.mark.parametrize(("selected", "minimum"), [((), 1), ((1,), 0)])
def test_it_does_not_apply_without_a_selection_or_a_minimum(
    selected: tuple[int, ...], minimum: int
) -> None:
    """Without a selection, or with a minimum of 0, there is nothing to judge."""
    kinds = [type(item) for item in findings((quick_win(1, None),), selected, minimum)]
    assert [NotApplicable] == kinds


def test_a_tradition_without_its_custodian_is_found_at_that_column() -> None:
    """A named tradition names who keeps it."""
    expected = {"programme": "Program 1", "tradition": "Randai", "column": "custodian"}
    assert expected == plugin.names_custodian(quick_win(1, "Randai", "-"), {})


@pytest.mark.parametrize(
    ("tradition", "custodian"), [("Gotong royong", "RT 03/RW 01"), (None, None), ("-", "RW 01")]
)
def test_a_named_custodian_or_no_tradition_is_good(
    tradition: str | None, custodian: str | None
) -> None:
    """SWL002 is silent where there is a custodian, and where there is no tradition."""
    assert plugin.names_custodian(quick_win(1, tradition, custodian), {}) is None


def test_the_messages_can_be_filled_with_what_the_rules_give() -> None:
    """Each placeholder of a message is among the values, in both languages."""
    given: Mapping[str, set[str]] = {
        "SWL001": {"resting", "selected", "minimum"},
        "SWL002": {"programme", "tradition"},
    }
    used = {
        rule.code: [
            {name for _, name, _, _ in Formatter().parse(words) if name}
            for words in (rule.message.id, rule.message.en)
        ]
        for rule in plugin.RULES
    }
    assert {code: [names, names] for code, names in given.items()} == used


def test_everything_is_for_sawahlunto_only() -> None:
    """No column and no rule reaches another city."""
    regions = {item.regions for item in (*plugin.COLUMNS, *plugin.RULES)}
    assert {("13.73",)} == regions


def test_the_plugin_is_found_by_its_entry_point() -> None:
    """Once installed, SmartFlow finds it under the name ``sawahlunto``."""
    found = [entry.load() for entry in entry_points(group="smartflow", name="sawahlunto")]
    assert [plugin] == found
