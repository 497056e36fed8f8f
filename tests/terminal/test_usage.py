"""Tests of what is said about words that cannot be understood."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("words", "sentence", "hint"),
    [
        (("statsu",), "Perintah 'statsu' tidak dikenal.", "Maksud Anda 'status'?"),
        (("city", "ad"), "Perintah 'ad' tidak dikenal.", "Maksud Anda 'add'?"),
        (("status", "--jsn"), "Opsi '--jsn' tidak dikenal.", "--json"),
        (("nil", "kota"), "Belum disebutkan: INSTANSI, KERTAS_KERJA.", "smartflow nil --help"),
        (
            ("city", "add", "x", "--kind", "kota"),
            "Belum disebutkan: --name, --region-code, --province.",
            "smartflow city add --help",
        ),
        (("status", "--json=3"), "Opsi --json tidak memakai nilai.", "smartflow status --help"),
        (("history", "--last"), "Opsi --last memerlukan nilai.", "smartflow history --help"),
        (("history", "--last", "0"), "--last: '0' harus bilangan bulat", "history --help"),
        (("status", "a", "b"), "Ada kata yang tidak dapat ditempatkan: b", "tanda kutip"),
        (("--lang", "fr"), "--lang: 'fr' tidak dikenal.", "smartflow --help"),
        (("submit", "k", "tidak-ada.xlsx"), "berkas 'tidak-ada.xlsx' tidak ditemukan", "--help"),
        (
            ("person", "end", "k", "Ani", "--until", "31-02-2024"),
            "--until: '31-02-2024' bukan tanggal.",
            "person end --help",
        ),
        (("sign-off", "k", "--role", "x", "--decline", "--request-changes"), "salah satu", ""),
        (("consolidate", "k", "living"), "Sebutkan salah satu", "-o"),
        (
            ("setting", "set", "k", "masterplan.swot_coverage", "--", "-1", "--reason", "x"),
            "Ada kata yang tidak dapat ditempatkan: --reason x",
            "Di belakang -- semua kata dianggap nilai, juga --reason",
        ),
        (
            ("nil", "k", "DINKES", "--", "issues", "--reason", "x"),
            "Ada kata yang tidak dapat ditempatkan: --reason x",
            "tulis opsi di depannya",
        ),
        (
            ("setting", "set", "k", "masterplan.swot_coverage", "-1", "--raeson", "x"),
            "Opsi '--raeson' tidak dikenal.",
            "Maksud Anda '--reason'",
        ),
    ],
)
def test_a_mistake_is_exit_2_with_a_sentence_and_a_way_on(
    words: tuple[str, ...], sentence: str, hint: str, shell: Any
) -> None:
    """Whatever is wrong with the words is said in Indonesian, with where to look next."""
    outcome = shell(*words, bare=True)
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err
    assert hint in outcome.err


def test_a_negative_number_is_a_value(city: Any) -> None:
    """``-1`` is no option: the setting itself refuses it, naming what it may be."""
    words = ("setting", "set", "contoh", "masterplan.swot_coverage", "-0,5", "--reason", "x")
    outcome = city(*words)
    assert outcome.code == 2
    assert "masterplan.swot_coverage" in outcome.err
    assert "Opsi" not in outcome.err


def test_the_same_mistake_in_english(shell: Any) -> None:
    """--lang en holds for mistakes too, also where it stands behind the mistake."""
    assert "There is no command 'statsu'." in shell("--lang", "en", "statsu", bare=True).err
    said = shell("nil", "--lang", "en", bare=True).err
    assert "Missing: CITY, AGENCY, WORKSHEET." in said


def test_language_of_the_environment_and_of_the_workspace(
    shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option is above SMARTFLOW_LANG, that above smartflow.toml, that above Indonesian."""
    shell("init", "--lang", "en")
    assert "no city" in shell("status", "x").err.lower()
    monkeypatch.setenv("SMARTFLOW_LANG", "id")
    assert "Tidak ada" in shell("status", "x").err
    assert "No city" in shell("status", "x", "--lang", "en").err


def test_common_options_stand_anywhere(city: Any) -> None:
    """A common option means the same before and behind the command and its arguments."""
    before = city("--lang", "en", "status", "contoh", "--json")
    behind = city("status", "contoh", "--lang", "en", "--json")
    assert before == behind


def test_the_workspace_of_the_environment(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SMARTFLOW_WORKSPACE names the workspace when no option does."""
    monkeypatch.setenv("SMARTFLOW_WORKSPACE", str(city.root))
    assert city("city", "list", bare=True).out == city("city", "list").out


def test_aliases_run_the_command(city: Any) -> None:
    """An Indonesian word runs the same command, on both levels."""
    assert city("kota", "daftar").out == city("city", "list").out
    assert city("riwayat", "contoh").out == city("history", "contoh").out
