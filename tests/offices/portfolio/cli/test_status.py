"""``portfolio status``: what an official sees of many cities, on a screen and in a file."""

from __future__ import annotations

import csv
import io
import sqlite3
from typing import TYPE_CHECKING

import pytest

from smartflow.terminal.tables import display_width

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Shell


def _block(out: str, title: str) -> list[str]:
    """Return the lines of the table under a title, without its headings."""
    lines = out.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(title))
    body = lines[start + 3 :]
    return body[: next((n for n, line in enumerate(body) if not line.strip()), len(body))]


def test_counts_and_the_urgent_first(many: Shell) -> None:
    """Provinces and years are counted, and cities stand by how much they need attention."""
    out = many.must("portfolio", "status").out
    assert _block(out, "Tahap menurut provinsi")[-2].split() == [
        *("Sumatera", "Barat", "2", "1", "3", "2")
    ]
    assert [line.split()[0] for line in _block(out, "Tahap menurut tahun masuk")] == [
        *("2018", "2023", "2024", "Semua")
    ]
    listed = _block(out, "Perlu perhatian: 3 dari 5")
    assert [line[:11].strip() for line in listed] == ["Kab. Agam", "Kota Padang", "Kab. Solok"]
    assert "ISU001" in listed[0]
    assert "23 Nov 2026" in listed[0]
    assert listed[1].split()[-1] == "10"


def test_each_city_keeps_to_one_line(many: Shell) -> None:
    """With --all each city has one line of at most 100 columns, in either language."""
    for language in ("id", "en"):
        out = many.must("portfolio", "status", "--all", "--lang", language).out
        listed = _block(out, {"id": "Semua kabupaten/kota", "en": "All cities"}[language])
        assert len(listed) == 5
        assert max(map(display_width, listed)) <= 100


def test_a_workbook_keeps_what_a_spreadsheet_would_damage_in_a_list(
    many: Shell, tmp_path: Path
) -> None:
    """Headings are words, and a code is text, so that 13.10 stays what it is."""
    from openpyxl import load_workbook

    path = tmp_path / "papan.xlsx"
    many.must("portfolio", "status", "-o", str(path))
    rows = [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]
    heads = next(row for row in rows if "Kode" in row)
    column = heads.index("Kode")
    codes = [row[column] for row in rows[rows.index(heads) + 1 :] if isinstance(row[column], str)]
    found = many.must("portfolio", "status", "--json").json["cities"]
    assert codes == [one["region_code"] for one in found]


def test_nobody_needing_attention_is_a_sentence(many: Shell) -> None:
    """An empty list under a heading would look like a fault."""
    out = many.must("portfolio", "status", "--city", "bogor,mataram").out
    assert out.endswith("\nTidak ada kabupaten/kota yang perlu perhatian. Semuanya: --all\n")
    assert "(belum ada)" not in out


def test_json_holds_everything(many: Shell) -> None:
    """Counts add up, and each city is there with the days and rules that the table cuts."""
    found = many.must("portfolio", "status", "--json").json
    assert (found["day"], found["judged"], found["all"]["total"]) == ("2026-11-24", "recorded", 5)
    assert sum(one["total"] for one in found["provinces"]) == 5
    assert sum(one["total"] for one in found["intakes"]) == 5
    assert [one["city"] for one in found["cities"]] == [
        *("agam", "padang", "solok", "bogor", "mataram")
    ]
    agam = found["cities"][0]
    assert (agam["overdue_days"], agam["attention"], agam["refusals"]) == (40, "overdue", 1)
    assert agam["judged"]["day"] == "2026-11-23"
    assert agam["judged"]["blocking"] == ["ISU001"]
    assert agam["judged"]["sign_offs"] == ["team"]
    assert found["cities"][-1]["attention"] == "final"


def test_check_judges_now(many: Shell) -> None:
    """A city that was never refused is held too, once its gate is asked; nothing is recorded."""
    before = many.must("history", "padang", "--json").out
    found = many.must("portfolio", "status", "--check", "--json").json
    padang = next(one for one in found["cities"] if one["city"] == "padang")
    assert found["judged"] == "now"
    assert "RDY001" in padang["judged"]["blocking"]
    assert padang["judged"]["day"] == "2026-11-24"
    assert many.must("history", "padang", "--json").out == before


def test_a_selection_is_the_board_of_its_cities(many: Shell) -> None:
    """Options may be repeated or hold commas, and all of them must be met."""
    words = ("portfolio", "status", "--json")
    found = many.must(*words, "--province", "13, Jawa Barat", "--intake", "2024,2018")
    assert [one["city"] for one in found.json["cities"]] == ["padang", "solok", "bogor"]
    one = many.must(*words, "--stage", "swot-tows", "--city", "13.71").json
    assert [city["city"] for city in one["cities"]] == ["padang"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--province", "Sumatra Barat"), "Maksud Anda 'Sumatera Barat'?"),
        (("--stage", "swot_tow"), "Maksud Anda 'Analisis SWOT-TOWS' (swot_tows)?"),
        (("--city", "agm"), "Maksud Anda 'agam'?"),
        (("--intake", "tahun-lalu"), "bukan tahun"),
        (("--intake", "1999"), "tahun 1999"),
        (("--city", "bogor", "--province", "13"), "Tidak satu pun dari 5"),
        (("-o", "papan.docx"), ".html, .xlsx, .csv atau .json"),
        (("-o", "papan.html", "--format", "csv"), "bukan berbentuk csv"),
    ],
)
def test_a_wrong_word_is_a_sentence(many: Shell, words: tuple[str, ...], said: str) -> None:
    """Exit code 2, nothing on stdout, and what to write instead."""
    outcome = many("portfolio", "status", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_an_empty_workspace_says_how_cities_come_in(shell: Shell) -> None:
    """An empty board would tell nobody what to do."""
    shell.must("init")
    outcome = shell("portfolio", "status")
    assert outcome.code == 2
    assert "smartflow portfolio import" in outcome.err


def test_a_damaged_city_is_one_row_and_exit_code_4(many: Shell) -> None:
    """The others are shown, the damaged one stands first, and a script learns of it."""
    with sqlite3.connect(many.root / "smartflow.db") as connection:
        for (name,) in connection.execute("select name from sqlite_master where type='trigger'"):
            connection.execute(f"drop trigger {name}")
        connection.execute("update entry set bytes = x'7b7d' where log like '%/13.71' and seq = 2")
    connection.close()
    outcome = many("portfolio", "status", "--json")
    assert outcome.code == 4
    first, *rest = outcome.json["cities"]
    assert (first["city"], first["attention"], first["stage"]) == ("padang", "damaged", None)
    assert first["failure"]["exit_code"] == 4
    assert all(one["failure"] is None for one in rest)
    text = many("portfolio", "status")
    assert text.code == 4
    assert "(tidak diketahui): 1" in text.out
    assert "RUSAK: " in text.out
    assert "Kota Padang: Riwayat" in text.err
    assert text.err.count("Langkah berikutnya:") == 1


def test_csv_opens_in_excel_and_runs_no_formula(many: Shell, tmp_path: Path) -> None:
    """A byte order mark, semicolons, and a name that begins like a formula is text."""
    many.must(
        *("city", "add", "jahat", "--name", "=1+1", "--kind", "kota", "--region-code", "13.99"),
        *("--province", "<b>Tebal</b>"),
    )
    path = tmp_path / "papan.csv"
    outcome = many.must("portfolio", "status", "-o", str(path))
    assert outcome.out == ""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 6
    jahat = next(row for row in rows if row["city"] == "jahat")
    assert jahat["name"] == "'=1+1"
    assert rows[0]["overdue_days"] == "40"


def test_a_page_shows_names_as_they_are(many: Shell, tmp_path: Path) -> None:
    """A province called ``<b>`` is words on the page, and the page asks nobody for anything."""
    many.must(
        *("city", "add", "jahat", "--name", "Kota <i>Miring</i>", "--kind", "kota"),
        *("--region-code", "13.99", "--province", '<b>"Tebal"</b>'),
    )
    path = tmp_path / "papan.html"
    many.must("portfolio", "status", "-o", str(path), "--lang", "en")
    page = path.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "default-src &#39;none&#39;" in page
    assert "&lt;b&gt;&#34;Tebal&#34;&lt;/b&gt;" in page
    for strange in ("<b>", "<i>", "<script", "http://", "https://", "src="):
        assert strange not in page
    assert many.must("portfolio", "status", "--format", "html", "--lang", "en").out == page


def test_no_file_of_the_workspace_is_overwritten(many: Shell, tmp_path: Path) -> None:
    """A link that leads to the database is refused, and so is a folder that is not there."""
    link = tmp_path / "papan.html"
    link.symlink_to(many.root / "smartflow.db")
    before = (many.root / "smartflow.db").read_bytes()
    outcome = many("portfolio", "status", "-o", str(link))
    assert outcome.code == 2
    assert "berkas ruang kerja ini sendiri" in outcome.err
    assert (many.root / "smartflow.db").read_bytes() == before
    missing = many("portfolio", "status", "-o", str(tmp_path / "tidak-ada" / "papan.html"))
    assert missing.code == 2
    assert "Foldernya belum ada" in missing.err


def test_works_beside_a_broken_plugin(many: Shell, install: object) -> None:
    """The board asks no plugin; only --check judges, and ends with 3 beside a broken one."""
    install("rusak", "raise RuntimeError('boom')")  # type: ignore[operator]
    assert many("portfolio", "status").code == 0
    assert many("portfolio", "status", "--check").code == 3


@pytest.mark.parametrize(("columns", "since"), [(80, False), (140, True)])
def test_a_line_fits_its_terminal(
    many: Shell, monkeypatch: pytest.MonkeyPatch, columns: int, *, since: bool
) -> None:
    """A narrow terminal loses a column of days before it loses letters of a name."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    out = many.must("portfolio", "status", "--all").out
    listed = _block(out, "Semua kabupaten/kota")
    assert len(listed) == 5
    assert max(map(display_width, listed)) <= columns
    assert ("Sejak" in out) is since
    assert "Kab. Agam " in out
