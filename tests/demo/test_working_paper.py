"""The working paper of a whole city: the demo's, as an auditor would print it."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.formats.html.pages import Page, assert_sound

from smartflow.terminal.program import run
from smartflow_masterplan import demo

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CITY = "sawahlunto"
HEX = re.compile(r"\b[0-9a-f]{64}\b")


class Printed(NamedTuple):
    """The papers of a city that was played, and its history."""

    page: str
    text: str
    entries: list[dict[str, object]]


def ask(folder: Path, *words: str) -> str:
    """Return what a command prints, which has to end with 0."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(printed):
        assert run([*words, "--workspace", str(folder), "--safe"]) == 0
    printed.flush()
    return printed.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Play the demo and print its papers."""
    folder = tmp_path_factory.mktemp("paper") / "ws"
    for step in demo.DEMO.steps(folder):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*step.argv, "--workspace", str(folder), "--safe"]) == step.exit_code
    return Printed(
        ask(folder, "audit", "report", CITY),
        ask(folder, "audit", "report", CITY, "--format", "markdown"),
        json.loads(ask(folder, "history", CITY, "--json"))["entries"],
    )


def test_every_entry_is_listed(printed: Printed) -> None:
    """The last list of the paper has a line for each number of the log, in order."""
    _, _, listed = printed.text.partition("Daftar seluruh entri\n")
    numbers = [int(found) for found in re.findall(r"(?m)^\| (\d+) \| \d+ \w{3} \d{4}", listed)]
    assert numbers == [entry["seq"] for entry in printed.entries]


def test_the_page_is_sound(printed: Printed) -> None:
    """Fifty pages on paper, and one sound page of HTML with its seal as a picture."""
    page = Page(printed.page)
    assert_sound(page)
    assert len(page.all("img")) == 1
    assert "UTUH menurut perhitungan komputer" in page.words


def test_both_forms_tell_the_same_digests(printed: Printed) -> None:
    """What can be compared on the page can be compared in the text, and the other way round."""
    assert set(HEX.findall(Page(printed.page).words)) == set(HEX.findall(printed.text))


def test_every_signature_and_decision_has_its_question(printed: Printed) -> None:
    """Whoever goes through the sheet by hand has held every paper beside its entry."""
    _, _, sheet = printed.text.partition("Lembar pemeriksaan dengan tangan\n")
    sheet, _, _ = sheet.partition("Cara menghitung sidik sebuah berkas\n")
    for entry in printed.entries:
        if entry["act"] in ("decide", "sign_off", "record", "attend"):
            assert f"entri {entry['seq']}" in sheet
