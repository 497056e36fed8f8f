"""Reading .csv files as other programs write them."""

from __future__ import annotations

import pytest

from smartflow.workbook.reading.csv_file import read_csv
from smartflow.workbook.refusals import NotASpreadsheet, TooLarge, UnclosedQuote


def rows(text: str) -> list[list[str]]:
    """Read a text."""
    return read_csv("isu.csv", "isu", text.encode())


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_commas_in_sentences_part_nothing(mark: str) -> None:
    """The delimiter is what parts every row, not what stands most often in one of them."""
    text = f"Dimensi{mark}Isu{mark}Data\nLIV{mark}a{mark}12\n"
    text += f'SOC{mark}"satu, dua; tiga, empat, lima; enam"{mark}3\n'
    assert rows(text)[2] == ["SOC", "satu, dua; tiga, empat, lima; enam", "3"]


def test_a_sentence_with_many_commas_under_semicolons() -> None:
    """Unquoted commas in one cell do not outweigh the semicolons of all rows."""
    text = "Dimensi;Isu;Data\nLIV;satu, dua, tiga, empat, lima;12,5\n"
    assert rows(text) == [
        ["Dimensi", "Isu", "Data"],
        ["LIV", "satu, dua, tiga, empat, lima", "12,5"],
    ]


def test_decimals_under_semicolons() -> None:
    """Decimal commas in every row but the headings do not make the comma the delimiter."""
    text = "A;B;C\n" + "1,5;2,5;3,5\n" * 20
    assert rows(text)[1] == ["1,5", "2,5", "3,5"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('A;B\nLIV;"tanpa tutup;1\nSOC;b;2\n', 2),
        ('A;B\nx;"satu\ndua"\ny;"tanpa tutup\n', 4),
        ('A;B\r\nLIV;b\r\n"', 3),
    ],
)
def test_a_quotation_mark_that_is_never_closed(text: str, line: int) -> None:
    """The rows behind it are not swallowed: the file is refused with the line."""
    with pytest.raises(UnclosedQuote, match=f"in line {line} is never closed"):
        rows(text)


def test_quotation_marks_inside_are_no_opening() -> None:
    """Inches, and doubled marks in a quoted cell with line breaks, are text."""
    assert rows('A;B\npipa 5";"kata ""ini""\nbaris dua"\n') == [
        ["A", "B"],
        ['pipa 5"', 'kata "ini"\nbaris dua'],
    ]


def test_a_cell_without_end() -> None:
    """A cell beyond what can be read is named as too long, not as no spreadsheet."""
    with pytest.raises(TooLarge, match="line 2 has a cell of more than 32767"):
        rows("A;B\n" + "x" * 200_000 + ";b\n")


def test_no_text() -> None:
    """Bytes that are no text are no table."""
    with pytest.raises(NotASpreadsheet):
        read_csv("isu.csv", "isu", b"a\0b")
