"""What a value on the command line may be: a day, one of some words, a whole number, a file.

Each says in both languages what it wants. Dates are read as officials write them: year first or
day first, with a month's name too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smartflow.language import Text
from smartflow.terminal.usage import WrongValue

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DAY", "EXISTING", "FOLDER", "OneOf", "Whole", "read_day"]

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "aug", "ags"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember"),
    ("desember", "december", "des", "dec"),
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]+)\.?[ -](\d{4})")


def read_day(words: str) -> date | None:
    """Return the day that ``words`` name: ``2023-07-05``, ``5-7-2023``, ``5 Juli 2023``.

    A day that does not exist, or a form that is not known, is None.
    """
    text = " ".join(words.split())
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _IN_WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    for number, names in enumerate(MONTHS, start=1):
        if name.casefold() in names:
            return number
    return 0


class _Day(click.ParamType[date]):
    name = "date"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the day, or refuse it."""
        del param, ctx
        if isinstance(value, date):
            return value
        day = read_day(str(value))
        if day is None:
            raise WrongValue(
                Text(
                    id=f"'{value}' bukan tanggal. Tulis 2023-07-05 atau 5-7-2023 (hari dahulu).",
                    en=f"'{value}' is not a date. Write 2023-07-05, or 5-7-2023 (day first).",
                )
            )
        return day


class OneOf(click.ParamType[str]):
    """One of some words; other spellings are taken too.

    Args:
        words: The words, as they are stored.
        spellings: Other spelling to stored word, in lower case.
    """

    name = "word"

    def __init__(self, words: Sequence[str], spellings: Mapping[str, str] | None = None) -> None:
        self.words = tuple(words)
        self.spellings = dict(spellings or {})

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return ``[a|b]``."""
        del param, ctx
        return f"[{'|'.join(self.words)}]"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the stored word, or refuse."""
        del param, ctx
        word = str(value).strip().casefold()
        word = self.spellings.get(word, word)
        if word not in self.words:
            listing = ", ".join(self.words)
            raise WrongValue(
                Text(
                    id=f"'{value}' tidak dikenal. Pilih salah satu: {listing}.",
                    en=f"'{value}' is not known. Choose one of: {listing}.",
                )
            )
        return word


class Whole(click.ParamType[int]):
    """A whole number within bounds, both inclusive."""

    name = "number"

    def __init__(self, minimum: int = 0, maximum: int | None = None) -> None:
        self.minimum = minimum
        self.maximum = maximum

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Return the number, or refuse it."""
        del param, ctx
        try:
            number = int(str(value).strip())
        except ValueError:
            number = self.minimum - 1
        if number < self.minimum or (self.maximum is not None and number > self.maximum):
            raise WrongValue(self._wanted(value))
        return number

    def _wanted(self, value: object) -> Text:
        if self.maximum is None:
            return Text(
                id=f"'{value}' harus bilangan bulat, paling kecil {self.minimum}.",
                en=f"'{value}' must be a whole number, at least {self.minimum}.",
            )
        return Text(
            id=f"'{value}' harus bilangan bulat dari {self.minimum} sampai {self.maximum}.",
            en=f"'{value}' must be a whole number from {self.minimum} to {self.maximum}.",
        )


class _Existing(click.ParamType[Path]):
    name = "file"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path of a file or folder that is there, or refuse it."""
        del param, ctx
        path = Path(str(value))
        if not path.exists():
            raise WrongValue(
                Text(
                    id=f"berkas '{value}' tidak ditemukan. Periksa nama dan foldernya.",
                    en=f"there is no file '{value}'. Check its name and folder.",
                )
            )
        return path


class _Folder(click.ParamType[Path]):
    name = "path"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path, which need not be there yet."""
        del param, ctx
        return Path(str(value))


DAY = _Day()
EXISTING = _Existing()
FOLDER = _Folder()
