"""Markdown: worksheet text stays text, and a verdict reads as a letter."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smartflow import Command, Text, Verdict
from smartflow.model import SignOffStatus
from smartflow.report import Table
from smartflow_formats.common.prose import code, escape
from smartflow_formats.markdown import FORMAT, render

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = st.text(
    st.one_of(
        st.sampled_from(list("\\`*_{}[]<>()#+-.!|~&;=:1a \n\t'\"/")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def shown(text: str) -> str:
    """Return what a reader should see: the text with control characters gone, in one line."""
    kept = (c if not re.match(r"[\x00-\x1f\x7f-\x9f]", c) or c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


def inline(token: Token) -> str:
    """Return the text of an inline token that must hold nothing but text."""
    children = token.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@given(NASTY)
def test_text_in_a_list_item_is_shown_as_it_was_typed(text: str) -> None:
    """An independent parser finds one item, one paragraph, and the same words."""
    tokens = PARSER.parse(f"- x: {escape(text)}\n- {escape(text) or 'x'}\n")
    kinds = [token.type for token in tokens]
    assert kinds == [
        "bullet_list_open",
        *(["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"] * 2),
        "bullet_list_close",
    ]
    first, second = [inline(token) for token in tokens if token.type == "inline"]
    assert (first, second) == (f"x: {shown(text)}".rstrip(), shown(text) or "x")


@given(st.lists(NASTY, min_size=2, max_size=4))
def test_text_in_a_table_stays_in_its_cell(texts: list[str]) -> None:
    """Pipes and line breaks never make a cell or a row more."""
    same = tuple(Text.same(text) for text in texts)
    keys = tuple(f"k{n}" for n in range(len(texts)))
    table = Table(Text.same("T"), keys, same, (tuple(texts), tuple(texts)))
    tokens = PARSER.parse(render(table, "id").decode())
    cells = [inline(token) for token in tokens if token.type == "inline"]
    assert cells == ["T", *([shown(text) for text in texts] * 3)]


@given(NASTY)
def test_no_tag_reaches_a_reader_that_renders_html(text: str) -> None:
    """Whatever the dialect, no angle bracket opens a tag."""
    assert "<" not in escape(text)


@given(st.text(st.sampled_from(list("`a ")), min_size=1, max_size=12))
def test_a_code_span_holds_any_backticks(text: str) -> None:
    """A command is shown as it is, whatever is in it."""
    words = shown(text)
    if not words:
        return
    (token,) = [token for token in PARSER.parse(f"x {code(text)}") if token.type == "inline"]
    spans = [child.content for child in token.children or [] if child.type == "code_inline"]
    assert spans == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quick_win_selection", "quick_win_selection"),
        ("R&D, S&P", "R&D, S&P"),
        ("12,5 %", "12,5 %"),
        ("_miring_", "\\_miring\\_"),
        ("1. Pertama", "1\\. Pertama"),
        ("2.38", "2.38"),
        ("-5", "-5"),
        ("- a", "\\- a"),
        ("#1", "#1"),
        ("# a", "\\# a"),
        ("a\r\nb", "a b"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_it_escapes_only_what_would_act(text: str, expected: str) -> None:
    """The source still reads well in an e-mail."""
    assert escape(text) == expected


def test_a_verdict_in_indonesian(verdict: Verdict) -> None:
    """What an official pastes: what blocks first, who, where, how, and the next command."""
    assert render(verdict, "id").decode() == (
        """\
# Hasil pemeriksaan Kota Sawahlunto

**Syarat belum terpenuhi.** Kota Sawahlunto belum dapat maju dari tahap Analisis isu ke tahap \
SWOT-TOWS (per 6 Juli 2023).

## KETENTUAN TIDAK DAPAT DIJALANKAN (1)

### XYZ001: Judul XYZ001

- Pesan XYZ001

Cara memperbaiki: Perbaiki XYZ001

## HARUS DIPERBAIKI (2)

### ISU002: Judul ISU002

- **DINKES**, dimensi Smart Living, lembar Isu &lt;b>Daerah&lt;/b>, baris 9, kolom Tahun data: \
Isu '=SUM(A1)\\|x' tanpa tahun.

Cara memperbaiki: Perbaiki ISU002

Dasar: Evaluasi Smart City Kab. Malang 2023; UU 23/2014

### ISU003: Judul ISU003

- **DISDIK**: Pesan ISU003

Cara memperbaiki: Perbaiki ISU003

## PERLU DIPERHATIKAN (1)

### ORG001: Judul ORG001

- Pesan ORG001

Cara memperbaiki: Perbaiki ORG001

## DIKECUALIKAN (1)

### QWN005: Judul QWN005

- Pesan QWN005

Cara memperbaiki: Perbaiki QWN005

## PERSETUJUAN

- (belum) Persetujuan Tim Pelaksana: 1 dari 2. Isi berkas berubah sesudah persetujuan oleh Budi. \
Ditolak atau diminta perbaikan: Sari: data belum lengkap. Mintakan persetujuan, lalu catat. \
Perintah: `smartflow sign-off sawahlunto --role team`

## PENILAIAN

- Kesiapan, Smart Governance: 52,5, di bawah syarat 60.

## PLUGIN YANG DIBLOKIR

- Plugin branding 0.1.0 diblokir: ketentuannya tidak ikut diperiksa.

Ketentuan yang terpenuhi: 1. Tidak berlaku: 1.

Langkah berikutnya: `smartflow check sawahlunto`

Sidik berkas: `abcdef0123456789`
"""
    )


def test_a_verdict_in_english(verdict: Verdict) -> None:
    """The same in English: words, decimal mark and date."""
    text = render(verdict, "en").decode()
    for words in (
        "# Result of the check: Kota Sawahlunto",
        "**The gate is not met.** Kota Sawahlunto cannot move from Issue analysis to SWOT-TOWS yet",
        "(as of 6 July 2023)",
        "## MUST BE MENDED (2)",
        "- **DINKES**, dimension Smart Living, sheet Isu &lt;b>Daerah&lt;/b>, row 9, column",
        "52.5, below the required 60",
        "Next step: `smartflow check sawahlunto`",
    ):
        assert words in text


def test_waivers_stand_in_the_text(waived: Verdict) -> None:
    """A waived finding says by whom, until when and why; the other waivers have a list."""
    said = render(waived, "id").decode()
    assert (
        "- Pesan QWN005 Dikecualikan sampai dengan 31 Des 2023 (diminta Rina, disetujui Budi): late"
        in said
    )
    section = said.split("## PENGECUALIAN LAIN\n\n", 1)[1].split("\n\n", 1)[0]
    assert section.splitlines() == [
        "- Pengecualian dari ISU001 (DINKES) (diminta Rina) menunggu persetujuan: late",
        (
            "- Pengecualian dari ISU002 (Smart Living) sampai dengan 31 Des 2023 tidak"
            " mengecualikan apa pun sekarang."
        ),
        "- Pengecualian dari ISU003 sudah berakhir pada 31 Des 2023.",
    ]


def test_a_verdict_of_old_without_titles_names_its_keys(verdict: Verdict) -> None:
    """What was stored before titles were kept is written all the same."""
    text = render(msgspec.structs.replace(verdict, titles={}), "id").decode()
    assert "sawahlunto belum dapat maju dari tahap issue_analysis ke tahap swot_tows" in text


def test_a_body_is_asked_for_its_minutes(verdict: Verdict) -> None:
    """A body signs nothing: the letter asks for the decision of its meeting."""
    council = SignOffStatus("council", Text.same("Dewan Smart City"), 1, body=True)
    text = render(msgspec.structs.replace(verdict, sign_offs=(council,)), "en").decode()
    assert (
        "Ask for the decision of its meeting, then record the minutes. Command: `smartflow decide"
        ' sawahlunto --body council --present PRESENT --of MEMBERS --date DATE --number "NUMBER"'
        " FILE`\n" in text
    )
    assert "sign-off sawahlunto" not in text


def test_a_command_in_an_advice_can_be_copied(verdict: Verdict) -> None:
    """It stands by itself behind the advice, in the reader's language."""
    (first, *_) = verdict.results
    command = Command.of("record {city} decree_team --number {number}").fill({"city": "sawahlunto"})
    advice = Text(id="Catat SK-nya.", en="Record the decree.")
    decree = msgspec.structs.replace(first, fix=advice, fix_command=command)
    text = render(msgspec.structs.replace(verdict, results=(decree,)), "id").decode()
    assert (
        "Cara memperbaiki: Catat SK-nya. Perintah: `smartflow record sawahlunto decree_team"
        ' --number "NOMOR"`\n' in text
    )


def test_an_older_rules_advice_is_written_as_it_is(verdict: Verdict) -> None:
    """A sentence with a command inside is not taken apart."""
    (first, *_) = verdict.results
    advice = Text(id="Catat: smartflow record KOTA x (atau y).", en="")
    older = msgspec.structs.replace(first, fix=advice)
    text = render(msgspec.structs.replace(verdict, results=(older,)), "id").decode()
    assert "Cara memperbaiki: Catat: smartflow record KOTA x (atau y).\n" in text


def test_a_met_verdict_says_to_advance(verdict: Verdict) -> None:
    """Where nothing blocks, the next step is the move itself, and no empty heading stands."""
    met = msgspec.structs.replace(verdict, met=True, results=(), sign_offs=(), scores=())
    text = render(met, "id").decode()
    assert "**Syarat terpenuhi.**" in text
    assert "Langkah berikutnya: `smartflow advance sawahlunto`" in text
    assert "HARUS DIPERBAIKI" not in text


TABLE_ID = """\
## Isu

| Nama | Nilai | Hari | Ada |
| --- | ---: | --- | --- |
| a\\|b | 2,38 | 1 Desember 2023 | ya |
|  |  |  | tidak |

Catatan
"""
TABLE_EN = """\
## Issues

| Name | Value | Day | There |
| --- | ---: | --- | --- |
| a\\|b | 2.38 | 1 December 2023 | yes |
|  |  |  | no |

Note
"""


@pytest.mark.parametrize(("language", "expected"), [("id", TABLE_ID), ("en", TABLE_EN)])
def test_a_table_in_both_languages(language: Literal["id", "en"], expected: str) -> None:
    """Headings, numbers, dates and truth read as the language writes them."""
    table = Table(
        title=Text(id="Isu", en="Issues"),
        keys=("name", "value", "day", "there"),
        headings=(
            Text(id="Nama", en="Name"),
            Text(id="Nilai", en="Value"),
            Text(id="Hari", en="Day"),
            Text(id="Ada", en="There"),
        ),
        rows=(("a|b", Decimal("2.38"), date(2023, 12, 1), True), (None, None, None, False)),
        note=Text(id="Catatan", en="Note"),
    )
    assert render(table, language).decode() == expected


def test_an_empty_table_says_so() -> None:
    """A table without rows is not mistaken for one that was cut off."""
    table = Table(Text.same("T"), ("a",), (Text.same("A"),), ())
    assert render(table, "en").decode().endswith("| A |\n| --- |\n\n(no rows)\n")


def test_it_refuses_what_it_does_not_know() -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="markdown cannot write a str"):
        render("x", "id")
    assert FORMAT.renders == ("verdict", "table", "book")
