"""Sawahlunto's own pages: where they stand, and that every number is the dossier's."""

from __future__ import annotations

import pytest

from smartflow import Text, report
from smartflow.testing import a_city, compose_book, only_plugins

SAWAHLUNTO = (
    a_city("sawahlunto", region_code="13.73", province="Sumatera Barat")
    .at("quick_win_selection")
    .with_row("quick_wins", "branding", programme="Galeri", tradition="Tenun Silungkang")
    .with_row("quick_wins", "branding", programme="Jelajah")
    .with_row("quick_wins", "living", programme="Goro", tradition="gotong royong", custodian="RT 2")
    .with_row("quick_wins", "living", programme="Pasar", tradition="tidak ada", custodian="-")
)
SOLOK = a_city("solok", region_code="13.72")


@pytest.fixture(autouse=True, scope="session")
def _nothing_else() -> None:
    """Test with this plugin and the engine's own, whatever else is installed here."""
    only_plugins("sawahlunto")


def test_the_foreword_stands_where_the_national_one_stood() -> None:
    """First in Book 1, in its place and not beside it."""
    book = compose_book("analysis", SAWAHLUNTO).assert_sound()
    assert book.keys[0] == "sawahlunto_foreword"
    assert "analysis_foreword" not in book.keys
    book.assert_says("sawahlunto_foreword", "bahasa Tansi")


def test_whoever_is_in_office_signs_the_foreword() -> None:
    """An acting mayor as such; without anybody there is a line for a pen."""
    city = SAWAHLUNTO.with_person("Rina", "head", post="Wali Kota Sawahlunto", status="pj")
    signed, unsigned = (
        compose_book("analysis", one).chapter("sawahlunto_foreword").blocks[-1]
        for one in (city, SAWAHLUNTO)
    )
    acting = report.Signer(Text.same("Pj. Wali Kota Sawahlunto"), "Rina")
    assert signed == report.Signature((acting,), dated=True)
    mayor = report.Signer(Text(id="Wali Kota Sawahlunto", en="Mayor of Sawahlunto"))
    assert unsigned == report.Signature((mayor,), dated=True)


def test_quick_wins_on_a_tradition_are_listed_with_its_keepers() -> None:
    """A way of saying nothing is no tradition; what is selected says so."""
    city = SAWAHLUNTO.with_selection("quick_wins", "branding/quick_wins/1", "branding/quick_wins/2")
    book = compose_book("executive_summary", city).assert_sound()
    book.assert_order("summary_quick_wins", "sawahlunto_heritage", "summary_indicators")
    book.assert_rows(
        "sawahlunto_heritage",
        ("Galeri", "Tenun Silungkang", None, True, "branding/quick_wins/1"),
        ("Goro", "gotong royong", "RT 2", False, "living/quick_wins/1"),
    )
    book.assert_says("sawahlunto_heritage", "2 dari 4 usulan quick win menyebut tradisi, 1 di")
    book.assert_says("sawahlunto_heritage", "1 belum menyebut komunitas")


def test_a_city_without_traditions_yet_says_so() -> None:
    """The chapter is there from the first day; it says what is missing."""
    city = a_city("sawahlunto", region_code="13.73")
    book = compose_book("executive_summary", city).assert_sound()
    book.assert_says("sawahlunto_heritage", "Belum ada quick win yang menyebut tradisi")


def test_another_city_keeps_the_national_book() -> None:
    """Neither the foreword nor the chapter reaches it."""
    assert compose_book("analysis", SOLOK).keys[0] == "analysis_foreword"
    assert "sawahlunto_heritage" not in compose_book("executive_summary", SOLOK).keys
