"""Tests of ``audit erase`` as an official types it: asked first, gone for good, told everywhere."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

WORDS_OF_A_PERSON = "Bu Rahasia 0812-3456-7890"
AS = ("--as", "Budi")
WHY = ("--reason", "Permintaan pemilik data 12/2026")


@pytest.fixture
def sent(city: Any, tmp_path: Path) -> Any:
    """Return a shell whose city holds two copies of a worksheet, entries 6 and 7."""
    for number, words in ((1, "lama"), (2, "baru")):
        path = tmp_path / f"isu{number}.csv"
        path.write_text(
            "Dimensi;Isu daerah;Lokasi\n"
            f"Smart Living;Isu {words} {WORDS_OF_A_PERSON} {number};Kelurahan A\n",
            encoding="utf-8",
        )
        city.must("submit", "contoh", str(path), "--agency", "DINKES", *AS)
    return city


def erase(shell: Any, *words: str) -> Any:
    """Run ``audit erase`` as Budi, with a reason."""
    return shell("audit", "erase", "contoh", *words, *AS, *WHY)


def stored(shell: Any) -> bytes:
    """Return the bytes of every file of the workspace that belongs to the store."""
    return b"".join(path.read_bytes() for path in sorted(shell.root.glob("*")) if path.is_file())


def test_what_is_erased_is_in_no_file_of_the_workspace_any_more(sent: Any) -> None:
    """Rows and file of both copies: their words are in the store before, and nowhere after."""
    assert WORDS_OF_A_PERSON.encode() in stored(sent)
    for entry in ("6", "7"):
        done = erase(sent, "--entry", entry, "--yes")
        assert done.code == 0, done.err
    assert WORDS_OF_A_PERSON.encode() not in stored(sent)
    assert not list(sent.root.glob("*-journal"))


def test_without_a_terminal_and_yes_nothing_is_erased(
    sent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 with the way out, and the bytes are still there."""
    monkeypatch.setattr("sys.stdin", io.StringIO("contoh\n"))
    refused = erase(sent, "--entry", "6")
    assert (refused.code, refused.out) == (2, "")
    assert "--yes" in refused.err
    assert WORDS_OF_A_PERSON.encode() in stored(sent)


@pytest.mark.parametrize(("typed", "code"), [("contoh\n", 0), ("ya\n", 2), ("", 2)])
def test_at_a_terminal_the_slug_is_typed(
    sent: Any, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    """Only the slug erases; anything else, also the end of the input, leaves all as it was."""
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    entries = len(sent.must("history", "contoh", "--json").json["entries"])
    assert erase(sent, "--entry", "6", "--part", "file").code == code
    after = len(sent.must("history", "contoh", "--json").json["entries"])
    assert after - entries == (1 if code == 0 else 0)


def test_a_current_copy_must_come_again_and_every_command_says_so(
    sent: Any, tmp_path: Path
) -> None:
    """No command crashes on erased rows; those that judge or show the city say what to do."""
    erase(sent, "--entry", "7", "--yes")
    judged = sent("check", "contoh", "--lang", "en")
    assert judged.code == 1
    assert "were erased (entry 8), so it counts as not submitted" in judged.err
    assert "were erased (entry 8)" in sent.must("status", "contoh", "--lang", "en").err
    differing = sent("history", "contoh", "--diff", "7", "--lang", "en")
    assert (differing.code, differing.out) == (2, "")
    assert "were erased on purpose (entry 8)" in differing.err
    told = sent.must("history", "contoh", "--act", "erase", "--lang", "en").out
    assert "The rows of the worksheet" in told
    assert "The file of the submission" in told
    for words in (
        ("advance", "contoh", *AS),
        ("remind", "contoh"),
        ("swot", "contoh"),
        ("score", "contoh"),
        ("quick-wins", "rank", "contoh"),
        ("consolidate", "contoh", "living", "-o", str(tmp_path / "gabung.xlsx")),
        ("worksheet", "template", "contoh", "-o", str(tmp_path / "templat")),
        ("audit", "report", "contoh"),
        ("audit", "replay", "contoh", "--all"),
    ):
        assert sent(*words).code in (0, 1, 2), words
    whole = sent("audit", "verify", "--json")
    assert whole.code == 0, whole.out + whole.err
    assert len(json.loads(whole.out)["blobs"]["erased"]) == 2
    assert sent("doctor").code == 0


def test_a_resubmission_counts_again_and_uses_no_row_number_twice(
    sent: Any, tmp_path: Path
) -> None:
    """After an erasure a new copy ends the awaiting, and its rows have numbers never used."""
    erase(sent, "--entry", "7", "--yes")
    path = tmp_path / "lagi.csv"
    path.write_text("Dimensi;Isu daerah\nSmart Living;Isu lain\n", encoding="utf-8")
    sent.must("submit", "contoh", str(path), "--agency", "DINKES", *AS)
    told = sent.must("status", "contoh", "--lang", "en")
    assert "erased" not in told.err
    bundle = tmp_path / "bundel"
    sent.must("audit", "export", "contoh", "-o", str(bundle))
    rows = json.loads((bundle / "files/13.73/10-issues-DINKES.json").read_bytes())["rows"]
    earlier = json.loads((bundle / "files/13.73/6-issues-DINKES.json").read_bytes())["rows"]
    used = {row["id"] for row in earlier} | {"DINKES/issues/2"}
    assert len(rows) == 1
    assert not used & {row["id"] for row in rows}


def test_a_superseded_copy_changes_nothing_in_the_judgement(sent: Any) -> None:
    """Erasing the older of two copies leaves subject and findings what they were."""
    before = sent("check", "contoh", "--json").json
    erase(sent, "--entry", "6", "--yes")
    after = sent("check", "contoh", "--json")
    assert after.json == before
    assert "erased" not in after.err


def test_what_decisions_rest_on_cannot_be_erased(sent: Any, tmp_path: Path) -> None:
    """A workflow, a verdict and a document are refused with the reason, and nothing is written."""
    sent("advance", "contoh", *AS)
    scan = tmp_path / "sk.pdf"
    scan.write_bytes(b"%PDF-1.4 SK")
    sent.must(
        *("record", "contoh", "decree_team", "--number", "7", "--date", "2026-03-02"),
        *("--title", "SK", str(scan)),
    )
    for entry in ("1", "8", "9"):
        refused = erase(sent, "--entry", entry, "--yes", "--lang", "en")
        assert refused.code == 2
        assert "cannot be erased" in refused.err, entry


def test_twice_is_refused_with_the_entry_that_did_it(sent: Any) -> None:
    """Erasing what is gone writes nothing and names the erasure."""
    erase(sent, "--entry", "6", "--part", "rows", "--yes")
    again = erase(sent, "--entry", "6", "--part", "rows", "--yes", "--lang", "en")
    assert again.code == 2
    assert "erased already (entry 8)" in again.err


def test_who_and_why_are_asked_before_anything_is(sent: Any) -> None:
    """Without a person, a reason or something named, nothing is shown and nothing erased."""
    nobody = sent("audit", "erase", "contoh", "--entry", "6", "--yes", *WHY)
    silent = sent("audit", "erase", "contoh", "--entry", "6", "--yes", *AS)
    nothing = sent("audit", "erase", "contoh", "--yes", *AS, *WHY)
    assert [nobody.code, silent.code, nothing.code] == [2, 2, 2]
    assert WORDS_OF_A_PERSON.encode() in stored(sent)
