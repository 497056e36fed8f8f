"""``portfolio import`` as an official types it, in real runs and in a process that is stopped."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Shell = Any
"""The fixture ``shell`` of conftest.py, which cannot be imported."""


@pytest.fixture
def listing(tmp_path: Path) -> Callable[[str], str]:
    """Write a list and return its path."""

    def write(text: str) -> str:
        path = tmp_path / "daftar.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def office(shell: Shell) -> Shell:
    """Return a shell in an empty workspace."""
    shell.must("init")
    return shell


def test_a_damaged_list_is_imported_with_a_word_on_each_doubt(
    office: Shell, listing: Callable[[str], str]
) -> None:
    """What was read is shown with its row on stderr; the answer counts what happened."""
    path = listing("kode;nama;keterangan\n13.1;Dharmasraya;-\n13,73;;\n13.72;;\n")
    done = office.must("portfolio", "import", path, "--intake", "2024", "--lang", "en")
    assert done.out.splitlines()[0] == "Registered: 3 cities; there before: 0."
    assert "row 2: the code '13.1' is read as 13.10 Kabupaten Dharmasraya, by its name" in done.err
    assert "row 3: the code '13,73' is read as 13.73 Kota Sawahlunto." in done.err
    assert "Columns that are not used: 'keterangan'." in done.err
    assert "row 4" not in done.err
    assert office.must("city", "show", "kota-solok", "--json").json["city"][6]["value"] == 2024
    again = office.must("portfolio", "import", path, "--intake", "2024", "--lang", "en")
    assert again.out.splitlines()[0] == "Registered: 0 cities; there before: 3."
    assert "row 2" not in again.err


def test_whoever_names_no_source_is_told_the_command_that_was_meant(office: Shell) -> None:
    """A province without --all, and nothing at all: two next steps, exit code 2."""
    meant = office("portfolio", "import", "--province", "Sumatera Barat")
    assert meant.code == 2
    assert 'import --all --province "Sumatera Barat"' in meant.err
    nothing = office("portfolio", "import")
    assert nothing.code == 2
    assert "import --all --intake" in nothing.err
    assert "--template daftar.csv" in nothing.err


def test_headings_and_provinces_are_read_as_officials_write_them(
    office: Shell, listing: Callable[[str], str]
) -> None:
    """The older spelling of a heading is a column, and a usual abbreviation no doubt."""
    path = listing("Kode Kab/Kota;Nama Kab/Kota;Propinsi;Tahun\n13.71;Padang;Sumbar;2024\n")
    done = office.must("portfolio", "import", path)
    assert done.err == ""


def test_a_faulty_list_is_refused_with_every_row_and_a_next_step(
    office: Shell, listing: Callable[[str], str]
) -> None:
    """Exit code 2, all faults at once in the language of the call, and no city."""
    path = listing("kode\n13.1\n99.99\n13.73\n13.73\n")
    done = office("portfolio", "import", path)
    assert done.code == 2
    assert "3 dari 4 baris" in done.err
    assert [f"- baris {row}:" in done.err for row in (2, 3, 4, 5)] == [True, True, False, True]
    assert "--dry-run" in done.err
    assert office.must("city", "list", "--json").json == {"cities": []}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_dry_run_is_data_and_writes_nothing(
    office: Shell, listing: Callable[[str], str], form: str
) -> None:
    """On stdout stands the table and nothing else, whichever the format."""
    path = listing("kode,tahun\n13.73,2023\n")
    done = office.must("portfolio", "import", path, "--dry-run", "--format", form)
    if form == "json":
        [row] = done.json["cities"]
        assert (row["row"], row["region_code"], row["slug"]) == (2, "13.73", "sawahlunto")
        assert (row["intake"], row["state"]["en"]) == (2023, "new")
    else:
        rows = list(csv.reader(io.StringIO(done.out.lstrip("\ufeff")), delimiter=";"))
        rows = rows if len(rows[0]) > 1 else list(csv.reader(io.StringIO(done.out)))
        assert "sawahlunto" in rows[-1]
    assert office.must("city", "list", "--json").json == {"cities": []}


def test_a_prepared_list_can_be_imported_as_it_is(office: Shell, tmp_path: Path) -> None:
    """--template needs no workspace and registers nothing; what it writes has no doubt."""
    path = tmp_path / "bali.csv"
    office.must("portfolio", "import", "--template", str(path), "--province", "Bali")
    assert office.must("city", "list", "--json").json == {"cities": []}
    done = office.must("portfolio", "import", str(path), "--intake", "2024")
    assert (done.out.splitlines()[0], done.err) == (
        "9 kabupaten/kota didaftarkan, 0 sudah terdaftar sebelumnya.",
        "",
    )


def test_all_of_a_province(office: Shell) -> None:
    """--all needs no file, and says of parts of Jakarta that they are no autonomous regions."""
    done = office.must("portfolio", "import", "--all", "--province", "dki jakarta", "--lang", "en")
    assert done.out.splitlines()[0] == "Registered: 6 cities; there before: 0."
    assert done.err.count("no autonomous region") == 6


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--province", "Bali"),
        ("--all", "--template", "x.csv"),
        ("FILE", "--all"),
        ("FILE", "--province", "Bali"),
    ],
)
def test_one_source_is_named(
    office: Shell, listing: Callable[[str], str], words: tuple[str, ...]
) -> None:
    """A file, --all or --template: not two of them, and not none."""
    path = listing("kode\n13.73\n")
    done = office("portfolio", "import", *(path if word == "FILE" else word for word in words))
    assert done.code == 2
    assert "--template" in done.err


def test_an_unknown_province_is_a_sentence(office: Shell) -> None:
    """With the nearest name."""
    done = office("portfolio", "import", "--all", "--province", "Jawa Tenggah", "--lang", "en")
    assert (done.code, "Did you mean 'Jawa Tengah'" in done.err) == (2, True)


def test_city_add_says_what_the_ministry_says_otherwise(office: Shell) -> None:
    """A warning on stderr, and the city is registered as it was said."""
    words = ("--kind", "kota", "--region-code", "13.02", "--province", "Riau", "--lang", "en")
    done = office.must("city", "add", "solok", "--name", "Kota Solok", *words)
    assert "13.02 is Kabupaten Solok" in done.err
    assert "13.72 Kota Solok" in done.err
    assert "not 'Riau'" in done.err
    assert office.must("city", "list", "--json").json["cities"][0]["name"] == "Kota Solok"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT of a terminal")
def test_a_process_that_is_stopped_leaves_whole_cities_and_goes_on(office: Shell) -> None:
    """Ctrl-C in the middle of 508: what is registered is whole, and the same words end the work."""
    command = [sys.executable, "-m", "smartflow", "-w", str(office.root), "portfolio", "import"]
    running = subprocess.Popen(
        [*command, "--all"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    log = office.root / "history.jsonl"
    deadline = time.monotonic() + 60
    while not (log.exists() and log.read_bytes().count(b"\n") > 40):
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    running.wait(timeout=60)
    stopped = len(office.must("city", "list", "--json").json["cities"])
    assert (running.returncode, 0 < stopped < 508) == (130, True)
    assert office.must("doctor").code == 0
    done = office.must("portfolio", "import", "--all", "--lang", "en")
    assert done.out.splitlines()[0] == (
        f"Registered: {508 - stopped} cities; there before: {stopped}."
    )
    assert office.must("doctor").code == 0
