"""The signature block is left out; a row of the table never is."""

from __future__ import annotations

import pytest

from smartflow.workbook.reading.signature import is_anchor, is_companion, signature_start

EMPTY = ["", ""]


@pytest.mark.parametrize(
    "cell",
    [
        "Mengetahui",
        "Mengetahui,",
        "Mengetahui/Menyetujui",
        "MENGETAHUI KEPALA DINAS",
        "Disetujui oleh:",
        "Yang membuat,",
        "NIP. 19700101 199001 1 001",
        "NIP",
        "Nip: 197001011990011001",
        "ttd.",
        "Tanda tangan",
    ],
)
def test_anchors(cell: str) -> None:
    """The words above and below a signature are known."""
    assert is_anchor(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Mengetahui kebutuhan warga",
        "Warga belum mengetahui jadwal layanan",
        "Dibuat jadwal baru",
        "Nipah",
        "",
        3.0,
        "Kepala keluarga miskin",
        "x" * 200,
    ],
)
def test_sentences_are_no_anchors(cell: object) -> None:
    """A sentence that begins with or holds such a word is somebody's answer."""
    assert not is_anchor(cell)


@pytest.mark.parametrize(
    "cell", ["Sawahlunto, 5 Juli 2023", "Sawahlunto,      Juli 2023", "Kepala Dinas", "Plt. Camat"]
)
def test_companions(cell: str) -> None:
    """A place with a date, or a post, usually stands above a signature."""
    assert is_companion(cell)


def test_block_after_an_empty_row() -> None:
    """The block begins with the first row behind the empty one that belongs to a signature."""
    tail = [
        EMPTY,
        ["", "Sawahlunto, 5 Juli 2023"],
        ["", "Kepala Dinas"],
        EMPTY,
        EMPTY,
        ["", "NIP 1"],
    ]
    assert signature_start(tail) == 1


def test_block_without_an_empty_row() -> None:
    """Right below the table, only rows from the first word of a signature on are left out."""
    assert signature_start([["isu", ""], ["Mengetahui", ""], ["Dr. A", ""]]) == 1


def test_a_draft_row_before_the_block_stays() -> None:
    """A half-filled row between the table and the block is kept."""
    tail = [EMPTY, ["isu baru", ""], EMPTY, ["", "Mengetahui"], ["", "NIP 1"]]
    assert signature_start(tail) == 3


def test_a_place_and_date_above_a_post_are_enough() -> None:
    """A signature block without Mengetahui or NIP begins with place and date above a post."""
    tail = [
        ["", "Sawahlunto, 5 Juli 2023"],
        ["", "Kepala Dinas Kesehatan"],
        EMPTY,
        ["", "dr. Yasril, M.Kes"],
    ]
    assert signature_start(tail) == 0
    assert signature_start([["isu", "Sawahlunto, 5 Juli 2023"], ["isu", "Kepala Dinas"]]) == 2


def test_without_an_anchor_nothing_is_left_out() -> None:
    """A post or a date alone is not enough to leave a row out."""
    tail = [EMPTY, ["Kepala Dinas", ""], ["Sawahlunto, 5 Juli 2023", ""]]
    assert signature_start(tail) == len(tail)
    assert signature_start([]) == 0
