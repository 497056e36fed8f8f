"""A book of 300 pages: how much memory and time it takes, measured in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/status").exists(), reason="only Linux tells a process's own peak"
    ),
]

PROGRAM = """
import json, re, sys, time
from smartflow import Text
from smartflow.report import Book, Chapter, Money, Note, Paragraph, Table
from smartflow_formats import pdf

def table(rows):
    heads = ("Isu", "Kecamatan", "Nomor", "Perangkat daerah", "Nilai", "Keterangan", "Asal")
    cells = tuple(
        (
            f"Isu nomor {n} tentang air minum", f"Kecamatan {n % 17}", n, "DINKES",
            Money(n * 1_000_003), "Keterangan yang memerlukan beberapa baris", f"DINKES/issues/{n}",
        )
        for n in range(rows)
    )
    return Table(Text.same("Isu"), tuple(heads), tuple(map(Text.same, heads)), cells)

def chapter(place):
    words = Text.same(f"Alinea {place} tentang pelayanan publik dan cara memperbaikinya. " * 5)
    said = Paragraph((words, Note(Text.same(f"DINKES/issues/{place}"))))
    return Chapter(f"bab{place}", Text.same(f"Bab {place}"), (said, table(60), said), page="new")

def pages_of(count):
    chapters = tuple(map(chapter, range(count)))
    book = Book(Text.same("Buku"), Text.same("Kota"), (), chapters, cover=True)
    content = pdf.render(book, "id", pdf.FORMAT.template.read_bytes())
    return int(re.search(rb"/Count (\\d+)", content)[1])

pages = [pages_of(int(count)) for count in sys.argv[1:]]
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
print(json.dumps([pages, int(peak[1]) / 1024, time.process_time()]))
"""


def measured(*chapters: int) -> tuple[list[int], float, float]:
    """Return the pages of books of so many chapters, the peak in megabytes, and seconds of work."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, chapters)], capture_output=True, check=True
    )
    pages, peak, seconds = json.loads(ended.stdout)
    return pages, peak, seconds


def test_a_book_of_300_pages_grows_linearly_and_stays_under_a_gigabyte() -> None:
    """Three times the pages take about three times the memory and the work."""
    (few,), small, soon = measured(32)
    (many,), large, late = measured(96)
    assert few >= 100
    assert many >= 300
    assert large < 1000
    assert large / small < 1.1 * many / few
    assert late / soon < 1.6 * many / few


def test_one_book_after_another_takes_no_more_memory_than_one() -> None:
    """Typst remembers what it set; ``export --all`` would pay for that with every book."""
    _, once, _ = measured(24)
    _, often, _ = measured(24, 25, 26, 24, 25)
    assert often < 1.35 * once
