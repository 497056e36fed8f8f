"""The board as a page: in a real browser it asks for nothing, keeps nobody out, and prints whole.

Chromium is a program of the system, playwright drives it and axe looks for what keeps people out:
without them these tests are left out on a person's machine and fail in CI, where they must be.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from html import unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow.history.entries.chain import Head
from smartflow.language import Text
from smartflow.offices.portfolio.blocking import Judged
from smartflow.offices.portfolio.board.board import board_of
from smartflow.offices.portfolio.board.page import board_page
from smartflow.offices.portfolio.running.results import RuleOutcome
from smartflow.offices.portfolio.standing import CityStanding, Failure
from smartflow.workflow.definition import Stage, Transition, Workflow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow.offices.portfolio.board.board import Board

TODAY = date(2026, 11, 24)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
NAMES = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval", "adopted")
FLOW = msgspec.structs.replace(
    Workflow("masterplan", 1, Text.same("Masterplan"), NAMES[0], (NAMES[-1],), (), ()),
    stages=tuple(Stage(key, Text(id=f"Tahap {key}", en=f"Stage {key}")) for key in NAMES),
    transitions=(Transition(from_=NAMES[0], to=NAMES[1]), Transition(from_=NAMES[1], to=NAMES[2])),
)
HELD = Judged(
    TODAY, (RuleOutcome("ISU001", "fail", 2), RuleOutcome("SWT001", "fail", 1)), ("team",)
)


def _city(number: int, **more: Any) -> CityStanding:
    known: dict[str, Any] = {
        "name": f"Kota Nomor {number}",
        "province": ("Aceh", "Sumatera Barat", "Nusa Tenggara Timur")[number % 3],
        "stage": NAMES[number % len(NAMES)],
        "intake": 2020 + number % 4,
        "workflow": FLOW,
        "head": Head(1, "x"),
        "since": TODAY - timedelta(days=40),
        "today": TODAY,
        "due": TODAY - timedelta(days=10 - number % 20),
        "unsent": ("issues",),
    }
    code = f"{11 + number % 3}.{number % 90 + 1:02}"
    return CityStanding(
        slug=f"kota-{number}",
        region_code=code,
        kind="kota",
        log=f"smartflow/x/{code}",
        **{**known, **more},
    )


def _board(*cities: CityStanding, checked: bool = False) -> Board:
    damage = Failure("broken-chain", Text(id="Rantai putus.", en="A broken chain."), None, 4)
    lost = _city(99, stage="", intake=None, workflow=None, head=None, failure=damage)
    shown = cities or (*(_city(number) for number in range(80)), lost)
    return board_of(shown, {"kota-1": HELD, "kota-3": HELD}, TODAY, checked=checked)


def _page(board: Board, language: str = "id") -> str:
    return board_page(board, "en" if language == "en" else "id").decode()


def _needed(what: str, where: object) -> None:
    """Leave the test out where something is missing, but not in CI."""
    if where is not None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def driven() -> Iterator[Any]:
    """Start Chromium once."""
    _needed("playwright", find_spec("playwright"))
    _needed("Chromium", CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def opened(driven: Any, tmp_path: Path) -> Iterator[Any]:
    """Open pages in windows of any width; what they ask for and complain of must be nothing."""
    path = tmp_path / "papan.html"
    strange: list[str] = []
    windows: list[Any] = []

    def show(page: str, width: int) -> Any:
        path.write_text(page, encoding="utf-8")
        window = driven.new_page(viewport={"width": width, "height": 800})
        windows.append(window)
        window.on("request", lambda one: strange.append(one.url))
        window.on("console", lambda one: strange.append(one.text))
        window.goto(path.as_uri())
        return window

    yield show
    for window in windows:
        window.close()
    assert [one for one in strange if one != path.as_uri()] == []


def test_every_city_stands_under_its_province() -> None:
    """All cities are on the page once under their province, whatever stands at the top."""
    board = _board()
    page = _page(board)
    folded = page.partition("<details>")[2]
    names = re.findall(r'<tr><th scope="row">([^<]*)</th><td data-head="Kode">', folded)
    assert sorted(names) == sorted(one.standing.name for one in board.cities)
    assert page.count("<details>") == 3
    assert page.count("Kode") > len(board.attention[:50])


def test_a_copy_from_another_office_is_marked_wherever_it_stands() -> None:
    """Whoever is sent the page must see that what it says of the city is as old as its bundle."""
    copy = _city(2, imported=True, due=TODAY - timedelta(days=9))
    for language, words in (("id", "salinan dari kantor lain"), ("en", "a copy from another")):
        top, _, folded = _page(_board(_city(1), copy), language).partition("<details>")
        for part in (top, folded):
            assert (part.count(words), part.count("<small>")) == (1, 1)
            assert part.partition(words)[0].endswith("Kota Nomor 2 <small>(")


def test_no_share_is_rounded_to_none_or_to_all() -> None:
    """2 of 509 are not 0 %, and 507 of them are not 100 %."""
    few = (_city(1, stage=NAMES[1]), *(_city(number, stage=NAMES[0]) for number in range(2, 400)))
    cell = re.compile(r'<td class="number">((?:[<>] )?[0-9]+ %)</td>')
    assert cell.findall(unescape(_page(_board(*few))))[:3] == ["> 99 %", "< 1 %", "0 %"]
    assert cell.findall(unescape(_page(_board(_city(5)))))[:1] == ["100 %"]


def test_worksheets_are_counted_and_not_called_by_their_keys() -> None:
    """Their titles are a plugin's, which a board does not load."""
    page = _page(_board(_city(1, unsent=("issues", "swot_merged"))))
    assert '<td data-head="Kertas kerja kosong">2</td>' in page
    assert "swot_merged" not in page


def test_the_longest_overdue_stand_at_the_top_and_the_rest_is_counted() -> None:
    """A page of many cities says how many more there are than it shows at the top."""
    board = _board(*(_city(n, due=TODAY - timedelta(days=n + 1)) for n in range(60)))
    top = _page(board).partition("<details>")[0]
    assert "... dan 10 lagi" in top
    assert top.index("Kota Nomor 59<") < top.index("Kota Nomor 58<")
    assert "Kota Nomor 9<" not in top


def test_words_are_words() -> None:
    """Names, provinces and messages that look like HTML are shown letter by letter."""
    evil = '<b onclick="x()">&\''
    city = _city(1, name=f"Kota {evil}", province=evil)
    page = _page(_board(city))
    assert "<b on" not in page
    assert f"Kota {evil}" in unescape(page)


def test_there_is_no_script_and_a_policy() -> None:
    """Nothing runs on the page, and it may load nothing."""
    page = unescape(_page(_board()))
    assert "<script" not in page
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    assert not re.findall(r"\son[a-z]+=", page)


@pytest.mark.parametrize("language", ["id", "en"])
def test_speaks_one_language(language: str) -> None:
    """The page names its language and has the words of that one only."""
    page = _page(_board(checked=True), language)
    other = {"id": ("Overdue", "Needing attention", "Stage "), "en": ("Lewat", "Perlu", "Tahap ")}
    assert f'<html lang="{language}">' in page
    assert not [word for word in other[language] if word in page]


def test_equal_boards_are_equal_bytes() -> None:
    """A page made twice is the same file, so that it can be compared."""
    assert board_page(_board(), "id") == board_page(_board(), "id")


def test_a_board_without_trouble_says_so() -> None:
    """Nobody needing attention is a sentence, not an empty table."""
    page = _page(_board(_city(0, due=None)))
    assert "Perlu perhatian: 0" in page
    assert "Tidak ada." in page


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 400, 320])
def test_nobody_is_kept_out_and_nothing_is_wider_than_the_window(opened: Any, width: int) -> None:
    """No violation of WCAG 2.1 A and AA that axe can see, folded out or not; no sideways scroll."""
    _needed("axe-playwright-python", find_spec("axe_playwright_python"))
    from axe_playwright_python.sync_playwright import Axe

    for language in ("id", "en"):
        window = opened(_page(_board(), language), width)
        for _ in range(2):
            assert window.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
            found = Axe().run(window, options=RULES).response
            assert [one["id"] for one in found["violations"]] == []
            assert len(found["passes"]) > 5
            window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.slow
def test_a_province_folds_out_by_keyboard(opened: Any) -> None:
    """Whoever has no mouse opens a province with Enter, without any script."""
    window = opened(_page(_board()), 1280)
    window.locator("summary").first.focus()
    assert window.evaluate("document.querySelector('details').open") is False
    window.keyboard.press("Enter")
    assert window.evaluate("document.querySelector('details').open") is True


@pytest.mark.slow
def test_paper_shows_every_city(opened: Any, tmp_path: Path) -> None:
    """What is folded on a screen is printed: a reader of paper cannot press anything."""
    pdftotext = shutil.which("pdftotext") or ""
    _needed("pdftotext", pdftotext or None)
    board = _board()
    window = opened(_page(board), 1280)
    path = tmp_path / "papan.pdf"
    window.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True)
    printed = text.stdout.decode()
    missing = [
        one.standing.name
        for one in board.cities
        if not re.search(rf"{one.standing.name}\b", printed)
    ]
    assert missing == []
