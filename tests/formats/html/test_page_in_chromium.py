"""A page in a real browser: it asks for nothing, everybody can use it, and it prints as it should.

Chromium is a program of the system, playwright drives it and axe looks for what keeps people out:
without them these tests are left out on a person's machine and fail in CI, where they must be.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow import Text
from smartflow.report import Book, Chapter, Table
from smartflow.report.sample import HOSTILE, sample_book
from smartflow_formats import html
from smartflow_formats.common.letters import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow_formats.common.cells import Language

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
DESKTOP, TELEPHONE = 1280, 390
LANGUAGES: tuple[Language, ...] = ("id", "en")
A4 = (595, 842)


def _needed(what: str, where: object) -> None:
    """Leave the test out where something is missing, but not in CI."""
    if where is not None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not installed")


class Opened:
    """A page in the browser, with all that it asked for and complained of.

    Attributes:
        page: The page.
        asked: The addresses that it asked for, its own left out.
        said: What stands in its console.
    """

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        own = path.as_uri()
        page.on("request", lambda one: self._ask(one.url, own))
        page.on("console", lambda one: self.said.append(one.text))
        page.on("pageerror", lambda one: self.said.append(str(one)))
        page.goto(own)

    def _ask(self, address: str, own: str) -> None:
        if address != own and not address.startswith("data:"):
            self.asked.append(address)

    def tell(self, script: str) -> Any:
        """Return what a script finds in the page."""
        return self.page.evaluate(script)


class Browser:
    """Opens pages.

    Attributes:
        folder: Where pages are saved.
    """

    def __init__(self, driven: Any, folder: Path) -> None:
        self._driven = driven
        self.folder = folder
        self._count = 0

    def save(self, content: bytes) -> Path:
        """Write a page to a file of its own."""
        self._count += 1
        path = self.folder / f"halaman-{self._count}.html"
        path.write_bytes(content)
        return path

    def open(self, content: bytes, width: int = DESKTOP) -> Opened:
        """Open a page in a window that wide."""
        window = self._driven.new_page(viewport={"width": width, "height": 800})
        return Opened(window, self.save(content))

    def print(self, content: bytes) -> Path:
        """Print a page to a PDF, as a person would."""
        shown = self.open(content)
        path = self.folder / f"cetak-{self._count}.pdf"
        shown.page.pdf(path=path, prefer_css_page_size=True, print_background=False)
        shown.page.close()
        return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start Chromium once."""
    _needed("playwright", find_spec("playwright"))
    _needed("Chromium", CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        driven = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield Browser(driven, tmp_path_factory.mktemp("halaman"))
        driven.close()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Print the audit working paper of a city, as an auditor does."""
    folder = tmp_path_factory.mktemp("kerja")

    def run(*words: str) -> bytes:
        command = [sys.executable, "-m", "smartflow", "--workspace", str(folder / "w"), *words]
        return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout

    run("init")
    run(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Sumatera Barat"),
    )
    run("agency", "add", "contoh", "DINKES", "Dinas <b>Kesehatan</b>", "--kind", "opd")
    run("person", "add", "contoh", "Ani", "--role", "team", "--post", "Ketua Tim")
    return run("audit", "report", "contoh")


def books() -> Iterator[tuple[bytes, int]]:
    """Every kind of block in both languages, a draft and not, on a desk and in a hand."""
    for language, draft, width in product(LANGUAGES, (False, True), (DESKTOP, TELEPHONE)):
        yield html.render(sample_book(draft=draft), language), width


def bare() -> Book:
    """Return a book without anything."""
    return Book(Text.same("Buku"), Text.same("Kosong"))


# -- what it asks for -----------------------------------------------------------------------------


def test_a_page_asks_for_nothing_and_its_console_is_empty(browser: Browser, paper: bytes) -> None:
    """Not one request beside the file itself; no fault of script, style or policy is reported."""
    pages = [*books(), (paper, DESKTOP), (html.render(bare(), "id"), DESKTOP)]
    for content, width in pages:
        shown = browser.open(content, width)
        shown.page.wait_for_load_state("networkidle")
        assert (shown.asked, shown.said) == ([], [])
        assert shown.tell("[...document.images].every((one) => one.naturalWidth > 0)")
        shown.page.close()


def test_a_frame_that_asks_other_computers_is_kept_from_it(browser: Browser) -> None:
    """The policy of the page stops what a changed template would load, and every script."""
    greedy = (
        b'<img alt="x" src="http://127.0.0.1:9/x.png"><script>document.title = "jalan"</script>'
        b'<link rel="stylesheet" href="http://127.0.0.1:9/x.css"></body>'
    )
    frame = html.TEMPLATE.read_bytes().replace(b"</body>", greedy)
    shown = browser.open(html.render(sample_book(), "id", frame))
    shown.page.wait_for_load_state("networkidle")
    assert shown.page.title() != "jalan"
    refused = [one for one in shown.said if "Content Security Policy" in one]
    assert len(refused) == len(shown.said) == 3
    shown.page.close()


# -- who can use it -------------------------------------------------------------------------------


def test_nobody_is_kept_out(browser: Browser, paper: bytes) -> None:
    """No violation of WCAG 2.1, levels A and AA, that axe can see; and it looked at something."""
    _needed("axe-playwright-python", find_spec("axe_playwright_python"))
    from axe_playwright_python.sync_playwright import Axe

    table = next(one for one in sample_book().blocks() if isinstance(one, Table) and one.note)
    alone = (html.render(bare(), "en"), html.render(table, "id"))
    pages = [*books(), (paper, DESKTOP), (paper, TELEPHONE), *((one, DESKTOP) for one in alone)]
    for content, width in pages:
        shown = browser.open(content, width)
        found = Axe().run(shown.page, options=RULES)
        assert found.response["violations"] == [], found.generate_report()
        assert len(found.response["passes"]) > 5
        shown.page.close()


def test_axe_would_see_a_fault(browser: Browser) -> None:
    """The same look at a page with a pale word and a picture without words finds both."""
    _needed("axe-playwright-python", find_spec("axe_playwright_python"))
    from axe_playwright_python.sync_playwright import Axe

    fault = (
        b'<p style="color: #bbb">pucat</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    frame = html.TEMPLATE.read_bytes().replace(b"</main>", fault + b"</main>")
    shown = browser.open(html.render(sample_book(), "id", frame))
    found = Axe().run(shown.page, options=RULES)
    assert {one["id"] for one in found.response["violations"]} == {"color-contrast", "image-alt"}
    shown.page.close()


def test_the_first_key_leads_past_the_contents(browser: Browser) -> None:
    """Tab shows the way to the text, Enter goes there, and the next Tab stays behind it."""
    shown = browser.open(html.render(sample_book(), "id"))
    shown.page.keyboard.press("Tab")
    assert shown.tell("document.activeElement.textContent") == "Langsung ke isi"
    assert shown.tell("document.activeElement.getBoundingClientRect().left") >= 0
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Tab")
    assert shown.tell("document.activeElement.closest('main') !== null")
    shown.page.close()


@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
def test_a_page_is_never_wider_than_its_window(browser: Browser, width: int) -> None:
    """Whatever somebody typed, nobody scrolls sideways to read a sentence (WCAG 1.4.10)."""
    book = sample_book(draft=True)
    endless, sentence = Text.same("tanpaspasi" * 100), "kata yang biasa saja " * 4
    row = (sentence, sentence, "a" * 64)
    table = Table(endless, tuple("abc"), (endless, *map(Text.same, "bc")), (row, row))
    chapters = (Chapter("bab", endless, (table,)),)
    odd = msgspec.structs.replace(book, title=endless, subtitle=endless, chapters=chapters)
    for one in (book, odd):
        shown = browser.open(html.render(one, "id"), width)
        assert shown.tell("document.documentElement.scrollWidth") == width
        shown.page.close()


def test_a_wide_table_is_scrolled_by_keys(browser: Browser) -> None:
    """Its region has a name, can be reached, and moves; page and title stay where they are."""
    keys = tuple(f"tahun {year}" for year in range(2026, 2038))
    title = " ".join(["Anggaran menurut tahun"] * 5)
    table = Table(Text.same(title), keys, tuple(map(Text.same, keys)), (keys,))
    book = msgspec.structs.replace(bare(), chapters=(Chapter("b", Text.same("B"), (table,)),))
    shown = browser.open(html.render(book, "id"), TELEPHONE)
    region = shown.page.get_by_role("region", name=f"Tabel 1. {title}", exact=True)
    assert region.count() == 1
    assert region.get_attribute("tabindex") == "0"
    caption = region.locator("caption span.title")
    assert caption.evaluate("(one) => one.getBoundingClientRect().right") <= TELEPHONE
    region.focus()
    assert region.evaluate("(one) => one.scrollWidth > one.clientWidth")
    for _ in range(20):
        shown.page.keyboard.press("ArrowRight")
        shown.page.wait_for_timeout(20)
    assert region.evaluate("(one) => one.scrollLeft") > 100
    assert caption.evaluate("(one) => one.getBoundingClientRect().left") >= 0
    assert shown.tell("window.scrollX") == 0
    shown.page.close()


def test_every_note_leads_to_the_foot_and_back(browser: Browser) -> None:
    """By a click on its number to its words, by a click on its arrow to the number again."""
    shown = browser.open(html.render(sample_book(), "id"))
    marks = shown.page.locator("a[role=doc-noteref]")
    assert marks.count() > len(HOSTILE)
    for number in range(1, marks.count() + 1):
        marks.nth(number - 1).click()
        note = shown.page.locator(":target")
        assert note.get_attribute("id") == f"catatan.{number}"
        note.locator("a[role=doc-backlink]").click()
        assert shown.page.locator(":target").inner_text() == str(number)
    shown.page.close()


def test_the_contents_stay_beside_the_text_on_a_wide_screen(browser: Browser) -> None:
    """On a desk they are seen at the end of the book as well; on a telephone they stand above."""
    for width, seen in ((DESKTOP, True), (TELEPHONE, False)):
        shown = browser.open(html.render(sample_book(), "id"), width)
        shown.tell("window.scrollTo(0, document.documentElement.scrollHeight)")
        assert seen == shown.tell(
            "document.querySelector('nav a').getBoundingClientRect().bottom > 0"
        )
        shown.page.close()


def test_hostile_words_are_seen_as_they_were_typed(browser: Browser) -> None:
    """What a browser shows is what was typed, letter by letter, and nothing of it ran."""
    shown = browser.open(html.render(sample_book(), "id"))
    seen = " ".join(shown.tell("document.body.innerText").split())
    for words in HOSTILE:
        assert seen.count(plain_line(words)) >= 3
    shown.page.close()


# -- on paper -------------------------------------------------------------------------------------


def _run(program: str, *words: str) -> str:
    """Run a program of poppler-utils; return what it prints."""
    found = shutil.which(program)
    _needed(f"{program} (poppler-utils)", found)
    return subprocess.run(
        [str(found), *words], check=True, capture_output=True, text=True, timeout=60
    ).stdout


def _pages(path: Path) -> list[tuple[int, int]]:
    """Return width and height of every page in points."""
    told = _run("pdfinfo", "-f", "1", "-l", "999", str(path))
    sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", told, re.MULTILINE)
    return [(round(float(width)), round(float(height))) for width, height in sizes]


def _words(path: Path) -> list[str]:
    """Return the words of every page, white space collapsed."""
    told = _run("pdftotext", "-layout", str(path), "-")
    return [" ".join(page.split()) for page in told.split("\f")[:-1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_a4_with_numbers_and_turns_what_is_turned(
    browser: Browser, language: Language
) -> None:
    """Every page is A4, the wide chapter's lies on its side, each has its number."""
    path = browser.print(html.render(sample_book(), language))
    words, sizes = _words(path), _pages(path)
    turned = Text(id="2 Halaman melintang", en="2 A turned page").in_(language)
    assert sizes == [
        A4[::-1] if turned in page and "1 Bab" not in page and "1 The" not in page else A4
        for page in words
    ]
    assert sizes.count(A4[::-1]) == 1
    number = {"id": "Halaman {} dari {}", "en": "Page {} of {}"}[language]
    for count, page in enumerate(words, start=1):
        assert number.format(count, len(words)) in page
        assert not re.search(r"\bDRAFT?\b", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_draft_says_so(browser: Browser, language: Language) -> None:
    """At the head of each page, in the reader's language; the cover says what that means."""
    words = _words(browser.print(html.render(sample_book(draft=True), language)))
    mark = {"id": "DRAF", "en": "DRAFT"}[language]
    assert len(words) > 5
    assert all(re.search(rf"\b{mark}\b", page) for page in words)
    said = {"id": "belum resmi dan masih dapat berubah", "en": "not official yet"}[language]
    assert said in words[0]


def test_the_cover_and_the_contents_have_pages_of_their_own(browser: Browser) -> None:
    """Title and head, then the contents, then the first chapter."""
    words = _words(browser.print(html.render(sample_book(), "id")))
    assert "Baris di depan bab pertama" in words[0]
    assert "Daftar isi" not in words[0]
    assert words[1].startswith("Daftar isi Pengantar percobaan 1 Bab percobaan")
    assert words[2].startswith("Pengantar percobaan")
    assert words[3].startswith("1 Bab percobaan Paragraf biasa untuk percobaan")


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(browser: Browser) -> None:
    """Nobody turns back to learn what a column is."""
    words = _words(browser.print(html.render(sample_book(), "id")))
    long = [page for page in words if re.search(r"\d DINAS/contoh/\d", page)]
    assert len(long) > 1
    assert all("Nomor Asal" in page for page in long)
    rows = [int(row) for page in words for row in re.findall(r"DINAS/contoh/(\d+)", page)]
    assert rows == list(range(1, 61))


@pytest.mark.parametrize("columns", [4, 8, 14])
def test_no_column_is_cut_off_on_paper(browser: Browser, columns: int) -> None:
    """Many columns and a word without an end: every cell is on the page, whole."""
    keys = tuple(f"k{number}" for number in range(columns))
    cells = tuple(f"sel{number}ujung" for number in range(columns - 1))
    table = Table(
        *(Text.same("Lebar"), keys, tuple(map(Text.same, keys))),
        ((*cells, "tanpaspasi" * 30 + "AKHIR"),),
    )
    book = msgspec.structs.replace(bare(), chapters=(Chapter("bab", Text.same("Bab"), (table,)),))
    path = browser.print(html.render(book, "id"))
    boxed = _run("pdftotext", "-bbox", str(path), "-")
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxed)]
    assert edges
    assert max(edges) <= A4[0] - 40
    joined = re.sub(r"<[^>]*>|\s", "", boxed)
    assert all(cell in joined for cell in cells)
    assert "AKHIR" in joined


# -- bytes ----------------------------------------------------------------------------------------


def test_equal_books_are_equal_bytes_in_any_process() -> None:
    """Neither the day, nor the folder, nor the order of a set decides anything."""
    script = (
        "import hashlib; from smartflow_formats import html, markdown;"
        "from smartflow.report.sample import sample_book;"
        "print([hashlib.sha256(form.render(sample_book(draft=True), language)).hexdigest()"
        " for form in (html, markdown) for language in ('id', 'en')])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "Asia/Jakarta"), ("2", "UTC"), ("3", "Asia/Jayapura"))
    }
    assert len(seen) == 1
