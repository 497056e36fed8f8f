"""Which cities are meant: every known word finds its cities, an unknown one is never silent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.casework.cities import UnknownCity
from smartflow.history.entries.chain import Head
from smartflow.language import Text
from smartflow.offices.portfolio.selection import (
    NoCities,
    NothingSelected,
    Selection,
    UnknownIntake,
    UnknownProvince,
    UnknownStageAnywhere,
    select,
)
from smartflow.offices.portfolio.standing import CityStanding, Failure
from smartflow.workflow.definition import Stage, Workflow

if TYPE_CHECKING:
    from smartflow.errors import SmartflowError

STAGES = tuple(
    Stage(key, Text(id=indonesian, en=english))
    for key, indonesian, english in (
        ("issue_analysis", "Analisis isu daerah", "Issue analysis"),
        ("swot_tows", "Analisis SWOT-TOWS", "SWOT-TOWS analysis"),
        ("adopted", "Ditetapkan", "Adopted"),
    )
)
FLOW = Workflow("masterplan", 1, Text.same("Masterplan"), "issue_analysis", ("adopted",), (), ())
FLOW = msgspec.structs.replace(FLOW, stages=STAGES)


def _city(slug: str, code: str, province: str, **more: Any) -> CityStanding:
    known = {"stage": "issue_analysis", "intake": 2023, "workflow": FLOW, "head": Head(1, "x")}
    return CityStanding(
        slug=slug,
        name=f"Kota {slug.title()}",
        region_code=code,
        province=province,
        kind="kota",
        log=f"smartflow/x/{code}",
        since=date(2026, 1, 1),
        **{**known, **more},
    )


CITIES = (
    _city("bogor", "32.71", "Jawa Barat", intake=2018),
    _city("jakarta-barat", "31.73", "DKI Jakarta", stage="adopted", intake=None),
    _city("mataram", "52.71", "Nusa Tenggara Barat", stage="swot_tows"),
    _city("padang", "13.71", "Sumatera Barat", stage="swot_tows"),
    _city("solok", "13.72", "Sumatera Barat"),
)
DAMAGED = _city(
    "rusak",
    "13.73",
    "Sumatera Barat",
    stage="",
    intake=None,
    workflow=None,
    head=None,
    failure=Failure("broken-chain", Text.same("x"), None, 4),
)


def _slugs(*cities: CityStanding, **asked: tuple[Any, ...]) -> list[str]:
    return [one.slug for one in select(cities or CITIES, Selection(**asked))]


def test_nothing_asked_is_all() -> None:
    """An empty selection means every city, in the order in which they came."""
    assert _slugs() == [one.slug for one in CITIES]
    assert Selection().is_all
    assert not Selection(intakes=(2023,)).is_all


@pytest.mark.parametrize(
    "words",
    ["Sumatera Barat", "sumatera  barat", "SUMATERA BARAT", "13", "Prov. Sumatera Barat"],
)
def test_a_province_by_any_of_its_names(words: str) -> None:
    """Case, blanks, a title and the digits of its code make no difference."""
    assert _slugs(provinces=(words,)) == ["padang", "solok"]


def test_a_province_by_its_abbreviation() -> None:
    """Officials write NTB, and a store may have written DKI in front of Jakarta."""
    assert _slugs(provinces=("NTB",)) == ["mataram"]
    assert _slugs(provinces=("Jakarta",)) == ["jakarta-barat"]


@pytest.mark.parametrize(
    "words", ["swot_tows", "SWOT-TOWS", "Analisis SWOT-TOWS", "swot-tows  analysis"]
)
def test_a_stage_by_key_or_title(words: str) -> None:
    """Its key, with hyphens too, or its title in either language."""
    assert _slugs(stages=(words,)) == ["mataram", "padang"]


def test_a_kabupaten_by_the_name_that_boards_show() -> None:
    """``Kab. Agam`` can be typed as it is read; a kota is shown in full."""
    agam = _city("agam", "13.06", "Sumatera Barat")
    agam = msgspec.structs.replace(agam, name="Kabupaten Agam", kind="kabupaten")
    for words in ("Kab. Agam", "kab agam", "Kabupaten Agam", "agam", "13.06"):
        assert _slugs(*CITIES, agam, cities=(words,)) == ["agam"]


def test_a_city_by_slug_name_or_code() -> None:
    """As every other command names one."""
    assert _slugs(cities=("Kota Padang", "32.71", "MATARAM")) == ["bogor", "mataram", "padang"]


@given(
    provinces=st.sets(st.sampled_from(["Jawa Barat", "Sumatera Barat", "52", "DKI Jakarta"])),
    stages=st.sets(st.sampled_from([stage.key for stage in STAGES])),
    intakes=st.sets(st.sampled_from([2018, 2023])),
    cities=st.sets(st.sampled_from([one.slug for one in CITIES])),
)
def test_is_the_meeting_of_its_questions(
    provinces: set[str], stages: set[str], intakes: set[int], cities: set[str]
) -> None:
    """Any answer to one question will do, and all questions are answered (a naive twin)."""
    names = {"52": "Nusa Tenggara Barat"}
    wanted = {names.get(word, word) for word in provinces}
    expected = [
        one.slug
        for one in CITIES
        if (one.province in wanted if wanted else True)
        and (one.stage in stages if stages else True)
        and (one.intake in intakes if intakes else True)
        and (one.slug in cities if cities else True)
    ]
    selection = Selection(tuple(provinces), tuple(stages), tuple(intakes), tuple(cities))
    if expected:
        assert [one.slug for one in select(CITIES, selection)] == expected
    else:
        with pytest.raises(NothingSelected):
            select(CITIES, selection)


def test_a_damaged_city_slips_out_of_no_stage() -> None:
    """Its stage and intake cannot be known, so it stays; its province and name are known."""
    cities = (*CITIES, DAMAGED)
    assert _slugs(*cities, stages=("adopted",)) == ["jakarta-barat", "rusak"]
    assert _slugs(*cities, intakes=(2018,)) == ["bogor", "rusak"]
    assert _slugs(*cities, provinces=("Jawa Barat",)) == ["bogor"]
    assert _slugs(*cities, cities=("solok",)) == ["solok"]


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ({"provinces": ("Sumatra Barat",)}, UnknownProvince, "'Sumatera Barat'?"),
        ({"provinces": ("Bali",)}, UnknownProvince, "'Bali'"),
        ({"stages": ("swot_tow",)}, UnknownStageAnywhere, "' (swot_tows)?"),
        ({"stages": ("teleport",)}, UnknownStageAnywhere, "'teleport'"),
        ({"intakes": (1999,)}, UnknownIntake, "1999"),
        ({"cities": ("Padan",)}, UnknownCity, "'padang'?"),
        ({"cities": ("99.99",)}, UnknownCity, "'99.99'"),
    ],
)
def test_an_unknown_word_is_a_sentence(
    asked: dict[str, tuple[Any, ...]], kind: type[SmartflowError], words: str
) -> None:
    """It names the word, and a near one if there is one; exit code 2, never an empty board."""
    with pytest.raises(kind) as caught:
        select(CITIES, Selection(**asked))
    assert caught.value.exit_code == 2
    assert words in caught.value.message.id
    assert words in caught.value.message.en
    assert caught.value.hint is not None


def test_a_stage_without_cities_is_known() -> None:
    """Nobody being in a stage of the workflow is not the same as there being no such stage."""
    only = tuple(one for one in CITIES if one.stage != "adopted")
    with pytest.raises(NothingSelected):
        select(only, Selection(stages=("adopted",)))


def test_an_empty_workspace_says_so() -> None:
    """Whoever asks for cities where there are none is told how they come in."""
    with pytest.raises(NoCities) as caught:
        select((), Selection())
    assert caught.value.hint is not None
    assert "smartflow portfolio import" in caught.value.hint.id
