"""What can be wrong with any table, whatever method it is for: family TBL.

Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.language import Text
from smartflow.methods.finding import Severity, Situation

__all__ = [
    "AMBIGUOUS",
    "CLAIM_UNREADABLE",
    "MISSING",
    "NAME_MISSING",
    "NOT_A_NUMBER",
    "NO_ROWS",
    "SCALE_UNREADABLE",
    "TABLE_SITUATIONS",
    "situation",
]


def situation(key: str, code: str, severity: Severity, *, id: str, en: str) -> Situation:  # noqa: A002  the language's own name
    """Make an entry of the catalogue.

    Args:
        key: Its name.
        code: Its code.
        severity: How grave it is.
        id: The Indonesian template.
        en: The English template.
    """
    return Situation(key=key, code=code, severity=severity, template=Text(id=id, en=en))


NOT_A_NUMBER = situation(
    "not-a-number",
    "TBL001",
    "error",
    id='{row}: isi kolom {column} bukan angka: "{written}".',
    en='{row}: what stands in {column} is no number: "{written}".',
)
AMBIGUOUS = situation(
    "ambiguous-number",
    "TBL002",
    "error",
    id='{row}: {column} "{written}" dapat dibaca sebagai ribuan atau desimal; tulis dengan jelas.',
    en='{row}: {column} "{written}" may be thousands or decimals; write it plainly.',
)
MISSING = situation(
    "missing-number",
    "TBL003",
    "error",
    id="{row}: kolom {column} belum diisi.",
    en="{row}: {column} is missing.",
)
NO_ROWS = situation(
    "no-rows",
    "TBL004",
    "error",
    id="Tabel tidak berisi satu baris pun.",
    en="The table has no rows.",
)
NAME_MISSING = situation(
    "name-missing",
    "TBL005",
    "warning",
    id="Baris {row}: nama atau kode belum diisi.",
    en="Row {row}: it has neither a name nor a code.",
)
SCALE_UNREADABLE = situation(
    "scale-unreadable",
    "TBL006",
    "error",
    id="Skala harus dua angka dari kecil ke besar, misalnya [1, 5].",
    en="A scale is two numbers in rising order, such as [1, 5].",
)
CLAIM_UNREADABLE = situation(
    "claim-unreadable",
    "TBL007",
    "error",
    id='Nilai {column} yang tercantum bukan angka: "{written}".',
    en='The stated {column} is no number: "{written}".',
)

TABLE_SITUATIONS = (
    NOT_A_NUMBER,
    AMBIGUOUS,
    MISSING,
    NO_ROWS,
    NAME_MISSING,
    SCALE_UNREADABLE,
    CLAIM_UNREADABLE,
)
