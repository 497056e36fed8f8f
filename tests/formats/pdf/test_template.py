"""A template that an official changes: what it may not do, and how its faults are told."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest
from tests.formats.pdf.pdf_file import TEMPLATE, PdfFile, book_with

from smartflow import Text
from smartflow.report import Paragraph, TemplateFault
from smartflow.report.sample import sample_book
from smartflow_formats import pdf
from smartflow_formats.pdf.press import FONTS

BOOK = book_with(Paragraph((Text.same("kata"),)))
LAST = TEMPLATE.count(b"\n") + 1
"""The line on which what is added below the template stands."""


def fault_of(added: str) -> TemplateFault:
    """Return what is said of the template with a line added to it."""
    with pytest.raises(TemplateFault) as raised:
        pdf.render(BOOK, "id", TEMPLATE + added.encode())
    return raised.value


# -- what it may not do ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reading",
    [
        '#read("/etc/passwd")',
        '#read("../pdf.py")',
        '#read("../../../../../../etc/passwd")',
        '#include "/etc/passwd"',
        '#import "/etc/passwd": x',
        '#json("/etc/passwd")',
        '#csv("/proc/self/environ")',
        '#bibliography("/etc/passwd")',
        '#image("/etc/passwd")',
        '#plugin("/bin/sh")',
        '#eval("read(\\"/etc/passwd\\")")',
        '#eval("read(path)", scope: (path: "/etc/passwd"))',
        '#raw(theme: "/etc/passwd", "a")',
    ],
)
def test_it_reads_no_file_of_the_machine(reading: str) -> None:
    """Whatever function of Typst asks for a file, by whichever way, it is refused with its line."""
    fault = fault_of(reading)
    assert fault.text.id == "templat hanya dapat membaca isi buku, bukan berkas lain"
    assert fault.line == LAST


def test_it_reads_no_file_beside_a_link(tmp_path: Path) -> None:
    """The one folder that Typst is shown holds fonts and their licence, and no link out of it."""
    names = {path.name for path in FONTS.iterdir()}
    assert {path.suffix for path in FONTS.iterdir()} == {".ttf", ".txt"}
    assert not any((FONTS / name).is_symlink() for name in names)


@pytest.mark.parametrize(
    "package",
    ['#import "@preview/cetz:0.4.0": *', '#eval("import \\"@preview/cetz:0.4.0\\"")'],
)
def test_it_asks_no_network_for_a_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine, which packages would come through, hears nothing."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)

        def listen() -> None:
            try:
                heard.append(server.accept()[0].recv(99))
            except TimeoutError:
                return

        listener = threading.Thread(target=listen)
        listener.start()
        fault = fault_of(package)
        listener.join()
    assert fault.text.id.startswith("paket cetz-0.4.0 tidak dapat dipakai")
    assert fault.line == LAST
    assert heard == []
    assert os.environ["https_proxy"] == proxy


def test_a_local_package_is_refused_as_well() -> None:
    """What is installed on one machine is not on another."""
    assert fault_of('#import "@local/kota:1.0.0": *').text.en.startswith("the package @local/kota")


def test_it_uses_no_font_of_the_machine() -> None:
    """A font that is not ours is a fault, not another look on another machine."""
    fault = fault_of('#set text(font: "DejaVu Sans")\nkata')
    assert fault.text.id.startswith('huruf "dejavu sans" tidak tersedia; yang ada: Noto Sans')
    assert fault.line == LAST


def test_it_does_not_know_what_day_it_is(tmp_path: Path) -> None:
    """The day of the book is the only one there is."""
    today = TEMPLATE + b"#datetime.today().display()"
    made = PdfFile(pdf.render(sample_book(), "id", today), tmp_path)
    assert "2026-03-02" in made.text()


# -- how its faults are told -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("#tidakada", 'nama "tidakada" tidak dikenal'),
        ("#let x = (", "ada tanda kurung, kutip, atau $ yang tidak ditutup (unclosed delimiter)"),
        ("*tebal", "ada tanda kurung, kutip, atau $ yang tidak ditutup (unclosed delimiter)"),
        ("#let = 3", "sintaksnya salah: expected pattern"),
        ("\u4e2d", 'huruf "\u4e2d" tidak ada dalam huruf "Noto Sans"'),
        ('#(1 + "a")', "kata Typst: cannot add integer and string"),
        ('#panic("berhenti")', "kata Typst: panicked with: berhenti"),
        (
            '#pdf.attach("a.txt", bytes("a"))',
            "hasilnya bukan PDF/A-2b yang sah: document contains an attached file",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(added: str, said: str) -> None:
    """What an official reads, and where it stands."""
    fault = fault_of(added)
    assert (fault.line, fault.text.id) == (LAST, said)


def test_an_unknown_placeholder_is_named_with_those_that_there_are() -> None:
    """A slip of the pen can be told from what was probably meant."""
    fault = fault_of("\n\n#book.titel")
    assert (fault.line, fault.name) == (LAST + 2, "titel")
    assert {"title", "subtitle", "chapters", "emblem"} <= set(fault.known)
    assert fault.text == Text(
        id='placeholder "titel" tidak dikenal', en='unknown placeholder "titel"'
    )


def test_a_file_that_is_no_text_is_told_as_such() -> None:
    """What Word saves under the name of a template."""
    with pytest.raises(TemplateFault, match="not UTF-8"):
        pdf.render(BOOK, "id", b"PK\x03\x04\xff\xfe")


def test_a_fault_never_prints_a_whole_book() -> None:
    """Typst's own words may hold a value; they are cut."""
    fault = fault_of("#panic(book.head, book.chapters.first(), range(999))")
    assert len(fault.text.id) < 250


def test_a_loop_without_end_ends() -> None:
    """Typst stops what cannot stop by itself."""
    assert fault_of("#let f(x) = f(x)\n#f(1)").line == LAST
    assert fault_of("#while true { let x = 1 }").line == LAST


# -- what it is for --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("#let letter = 10pt", "#let letter = 14pt"),
        ("#let long-side = 297mm", "#let long-side = 330mm"),
        ("#let contents-depth = 3", "#let contents-depth = 1"),
    ],
)
def test_what_is_changed_most_changes_the_book(line: str, changed: str) -> None:
    """Each name at the head of the template does what it says."""
    assert TEMPLATE.decode().count(f"{line}\n") == 1
    other = TEMPLATE.decode().replace(line, changed).encode()
    assert pdf.render(sample_book(), "id", other) != pdf.render(sample_book(), "id", TEMPLATE)


def test_paper_of_another_size_is_one_line(tmp_path: Path) -> None:
    """Folio, which offices print on: tables share out the wider turned page by themselves."""
    folio = TEMPLATE.decode().replace("#let long-side = 297mm", "#let long-side = 330mm").encode()
    made = PdfFile(pdf.render(sample_book(), "id", folio), tmp_path)
    assert set(made.sizes()) == {(595, 935), (935, 595)}


def test_a_template_of_ones_own_may_be_short(tmp_path: Path) -> None:
    """Nothing but the data is needed; a mark of Windows' editor before the text is left out."""
    data = "#let book = json(bytes(sys.inputs.book))"
    own = f'\ufeff{data}\n#set text(font: "Noto Sans")\n= #book.title'
    made = PdfFile(pdf.render(BOOK, "id", own.encode()), tmp_path)
    assert made.text().split() == ["Judul"]
