"""The chapter that each dimension adds to the masterplan: its fields and figures."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from smartflow import Chapter, Dimension
from smartflow.model import Dossier
from smartflow.report import Amount, Paragraph, Table
from smartflow.report import Chapter as Printed
from smartflow.testing import CityInWords, a_city, compose_book

BuildDossier = Callable[[Mapping[str, Any]], Dossier]
NAMES = ("governance", "branding", "economy", "living", "society", "environment")


def registered(plugin: ModuleType) -> Chapter:
    """Return the one chapter that a plugin registers."""
    (chapter,) = plugin.smartflow_register_chapters()
    assert isinstance(chapter, Chapter)
    return chapter


def chapter_of(plugin: ModuleType, city: Dossier) -> Printed:
    """Return what a dimension prints of a city."""
    made = registered(plugin).function(city, {})
    assert isinstance(made, Printed)
    return made


def tables(chapter: Printed) -> list[Table]:
    """Return the tables of a chapter."""
    return [block for block in chapter.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[dict[str, Any]]:
    """Return a table's rows by its keys."""
    return [dict(zip(table.keys, row, strict=True)) for row in table.rows]


def notes(chapter: Printed) -> list[str]:
    """Return what a chapter says in notes."""
    return [
        run.en
        for block in chapter.blocks
        if isinstance(block, Paragraph) and block.tone == "note"
        for run in block.runs
    ]


def a_goal(dimension: str, **cells: object) -> dict[str, object]:
    """Return a row of the worksheet of goals."""
    return {"dimension": dimension, "goal": "Sasaran", "indicator": "Ukuran", **cells}


# -- where it stands ------------------------------------------------------------------------------


def test_each_stands_below_its_strategies(plugin: ModuleType) -> None:
    """One chapter of a dimension, under the convention of its book."""
    key, chapter = plugin.DIMENSION.key, registered(plugin)
    assert (chapter.key, chapter.book) == (f"{key}_indicators", "masterplan")
    assert chapter.within == f"plan_strategies_{key}"


def test_the_book_of_an_empty_city_has_all_six() -> None:
    """They are found below the parts that the plan makes for every dimension."""
    book = compose_book("masterplan", a_city("contoh"))
    book.assert_order(
        *(word for name in NAMES for word in (f"plan_strategies_{name}", f"{name}_indicators"))
    )
    book.assert_sound()


def test_a_city_without_the_dimension_has_no_such_chapter(plugin: ModuleType) -> None:
    """A region may leave a dimension out and keep the plugin."""
    others = [name for name in NAMES if name != plugin.DIMENSION.key]
    city = a_city("contoh").with_dimensions(*others).dossier()
    assert registered(plugin).function(city, {}) is None
    assert f"{plugin.DIMENSION.key}_indicators" not in compose_book("masterplan", city).keys


def test_a_city_without_worksheets_has_the_chapter(plugin: ModuleType) -> None:
    """Nothing is counted where nothing can be written."""
    bare = replace(a_city("contoh").dossier(), worksheet_types={})
    assert [line["goals"] for line in rows(tables(chapter_of(plugin, bare))[0])] == [Amount(0)] * 4


# -- sub-dimensions -------------------------------------------------------------------------------


def test_zero_is_said_for_every_sub_dimension(plugin: ModuleType) -> None:
    """An empty city has all three, each with nothing in it."""
    field = rows(tables(chapter_of(plugin, a_city("contoh").dossier()))[0])
    titles = [sub.title for sub in plugin.DIMENSION.sub_dimensions]
    assert [line["sub_dimension"] for line in field[:-1]] == titles
    assert {line[key] for line in field for key in ("goals", "actions")} == {Amount(0)}


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["health", "Kualitas kesehatan", "transport", "harmony", "Pasar", ""])
    ),
    st.lists(st.sampled_from(["HEALTH", "Moda transportasi", "Lain", ""])),
)
def test_goals_and_actions_are_counted_where_they_belong(
    goals: list[str], actions: list[str]
) -> None:
    """Each is counted once: in its sub-dimension by key or title, else in a line of its own."""
    from smartflow_dimensions import living

    meant = {
        "health": "Health",
        "kualitas kesehatan": "Health",
        "transport": "Transport modes",
        "moda transportasi": "Transport modes",
        "harmony": "Harmony of space",
    }
    city: CityInWords = a_city("contoh")
    for number, sub in enumerate(goals):
        city = city.with_row(
            "goals", dimension="living", goal=f"{number}", indicator="x", sub_dimension=sub
        )
    for number, sub in enumerate(actions):
        city = city.with_row(
            "actions", dimension="living", programme="x", activity=f"{number}", sub_dimension=sub
        )
    field = rows(tables(chapter_of(living, city.dossier()))[0])
    for key, given_ in (("goals", goals), ("actions", actions)):
        wanted = Counter(meant.get(sub.casefold(), "") for sub in given_)
        found = {line["sub_dimension"].en: line[key].number for line in field[:-1]}
        assert found.pop("Sub-dimension empty or not known", 0) == wanted.pop("", 0)
        assert {name: count for name, count in found.items() if count} == dict(wanted)
        assert field[-1][key] == Amount(len(given_))


# -- indicators -----------------------------------------------------------------------------------


def test_every_usual_indicator_stands_with_its_range(plugin: ModuleType) -> None:
    """The table is what the plugin declares, typed; a bound that is none is blank."""
    table = rows(tables(chapter_of(plugin, a_city("contoh").dossier()))[1])
    assert [
        (line["indicator"], line["unit"], line["minimum"], line["maximum"]) for line in table
    ] == [(one.title, one.unit, one.minimum, one.maximum) for one in plugin.DIMENSION.indicators]


def test_a_goal_is_matched_as_the_rules_recognise_it() -> None:
    """By words and unit, once each, with its own figures; what is not recognised is named."""
    from smartflow_dimensions import living

    city = (
        a_city("contoh")
        .with_row(
            "goals",
            **a_goal(
                "living",
                indicator="Prevalensi stunting",
                baseline="21.5",
                target="14",
                unit="persen",
                year=2028,
            ),
        )
        .with_row("goals", **a_goal("living", indicator="Stunting turun", target="3", unit="%"))
        .with_row(
            "goals",
            **a_goal("living", goal="B", indicator="Taman bermain", target="3", unit="unit"),
        )
        .with_row(
            "goals", **a_goal("economy", goal="C", indicator="Stunting", target="9", unit="%")
        )
    )
    chapter = chapter_of(living, city.dossier())
    (line,) = rows(tables(chapter)[2])
    assert line["usual"].en == "Stunting among under-fives"
    assert (line["baseline"], line["target"]) == (
        Amount(Decimal("21.5"), "persen"),
        Amount(Decimal(14), "persen"),
    )
    assert (line["year"], line["origin"]) == (2028, "contoh/goals/1")
    (note,) = notes(chapter)
    usual = len(living.DIMENSION.indicators)
    assert note == f"Of {usual} usual indicators, {usual - 1} are used by no goal yet."


def test_a_figure_that_does_not_fit_is_shown_as_it_was_written() -> None:
    """A target that is no number stays in the table beside the baseline that is one."""
    from smartflow_dimensions import governance

    city = a_city("contoh").with_row(
        "goals",
        written={"target": "3,5-4"},
        **a_goal("governance", indicator="Indeks SPBE", baseline="2.1", unit="indeks"),
    )
    (line,) = rows(tables(chapter_of(governance, city.dossier()))[2])
    assert (line["baseline"], line["target"]) == (Amount(Decimal("2.1"), "indeks"), "3,5-4")


def test_only_the_dimensions_own_indicators_are_matched(plugin: ModuleType) -> None:
    """A helper that knows any percentage is no usual indicator of anything."""
    city = a_city("contoh").with_row(
        "goals", **a_goal(plugin.DIMENSION.key, indicator="Xyz", target="3", unit="%")
    )
    assert len(tables(chapter_of(plugin, city.dossier()))) == 2


# -- rules ----------------------------------------------------------------------------------------


def test_no_rule_is_printed(plugin: ModuleType) -> None:
    """A masterplan is no list of checks: no code of a rule stands in the chapter."""
    words = str(chapter_of(plugin, a_city("contoh").dossier()))
    assert [rule.code for rule in plugin.smartflow_register_rules() if rule.code in words] == []


def test_registering_loads_nothing_that_is_printed(plugin: ModuleType) -> None:
    """Nearly every command registers the plugins, and few print a book."""
    code = (
        f"import sys, {plugin.__name__} as plugin\n"
        "list(plugin.smartflow_register_chapters())\n"
        "loaded = ('smartflow.report', 'smartflow_dimensions._indicators')\n"
        "print(*(name in sys.modules for name in loaded))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", NAMES)
def test_a_dimension_is_what_its_plugin_says(name: str) -> None:
    """The chapter speaks of the plugin's own dimension, whatever else a city has."""
    city = a_city("contoh").dossier()
    more = replace(
        city, dimensions=(*city.dimensions, Dimension("mobility", "MOB", city.dimensions[0].title))
    )
    book = compose_book("masterplan", more)
    assert "mobility_indicators" not in book.keys
    assert f"{name}_indicators" in book.keys
