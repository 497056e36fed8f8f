"""What forty plain row rules ask, told so that either side can judge by it, and rows to judge.

An invented worksheet of activities: what must be filled in, how long, in which form, out of which
words, within which bounds, and what must not be above what.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from smartflow import Row, Settings, Text
from smartflow.model import Cell
from smartflow.plugin.objects import RowRuleFunction

__all__ = ["NUMBERS", "Demand", "demands", "table"]

WRONG, BLANK = 0.02, 0.2
"""The share of cells with something wrong, and of optional cells that nobody filled in."""

TEXTS = ("programme", "activity", "output", "location", "unit", "source", "owner", "remark")
LONG_TEXTS, LONGEST = TEXTS[:6], 60
FORMS = {
    "code": (r"PRG-\d{4}", "PRG-0042"),
    "strategy": (r"(SO|WO|ST|WT)\d{1,2}", "SO12"),
    "account": (r"\d\.\d{2}\.\d{2}", "2.16.01"),
    "decree": (r"\d+/[A-Z]+/\d{4}", "12/SK/2025"),
    "email": (r"[a-z.]+@[a-z.]+\.go\.id", "info@kota.go.id"),
    "phone": (r"0\d{9,12}", "075112345678"),
}
"""A regular expression, and a good value."""
SETS = {
    "status": ("rencana", "berjalan", "selesai"),
    "priority": ("tinggi", "sedang", "rendah"),
    "fund": ("APBD", "APBN", "CSR", "DAK"),
    "scope": ("internal", "eksternal"),
    "level": ("kota", "kecamatan", "kelurahan"),
    "quarter": ("I", "II", "III", "IV"),
}
NUMBERS: Mapping[str, tuple[int, int, int | Decimal]] = {
    "start_year": (2024, 2034, 2025),
    "end_year": (2024, 2034, 2028),
    "budget": (0, 100_000_000_000, 250_000_000),
    "realised": (0, 100_000_000_000, 1_000_000),
    "baseline": (0, 100, 20),
    "target": (0, 100, 55),
    "urgency": (1, 5, 4),
    "seriousness": (1, 5, 3),
    "growth": (1, 5, 3),
    "weight": (0, 1, Decimal("0.05")),
}
"""The least and the greatest value, and a good one."""
PAIRS = (
    ("start_year", "end_year"),
    ("realised", "budget"),
    ("baseline", "target"),
    ("seriousness", "urgency"),
)
"""What must not be above what."""

OPTIONAL = (*list(FORMS)[1:], *SETS, *NUMBERS)

_HEAD = Text(id="Program {programme}: {column}", en="Programme {programme}: {column}")


class Demand(NamedTuple):
    """What is asked of a column.

    Attributes:
        column: Its key.
        judge: The function of a row rule.
        message: The rule's message.
        check: pandera's check of it, once pandera and the rule's code are given; None for what
            pandera says by ``nullable=False``.
        wide: Whether that check takes the whole frame.
    """

    column: str
    judge: RowRuleFunction
    message: Text
    check: Callable[[Any, str], object] | None = None
    wide: bool = False


# -- the demands ----------------------------------------------------------------------------------


def demands() -> Iterator[Demand]:
    """Yield what is asked, forty times."""
    yield from (_filled(column) for column in TEXTS)
    yield from (_short(column) for column in LONG_TEXTS)
    yield from (_of_form(column, form) for column, (form, _) in FORMS.items())
    yield from (_among(column, words) for column, words in SETS.items())
    yield from (_within(column, low, high) for column, (low, high, _) in NUMBERS.items())
    yield from (_not_above(column, other) for column, other in PAIRS)


def _said(indonesian: str, english: str) -> Text:
    return Text(id=f"{_HEAD.id} {indonesian}.", en=f"{_HEAD.en} {english}.")


def _filled(column: str) -> Demand:
    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        if row[column] is not None:
            return None
        return {"programme": row["code"], "column": column}

    return Demand(column, judge, _said("belum diisi", "is empty"))


def _short(column: str) -> Demand:
    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        words = row[column]
        if words is None or len(words) <= LONGEST:
            return None
        return {"programme": row["code"], "column": column, "length": len(words)}

    message = _said(
        f"panjangnya {{length}} huruf, paling banyak {LONGEST}",
        f"has {{length}} letters, at most {LONGEST}",
    )
    return Demand(
        column, judge, message, lambda pa, code: pa.Check.str_length(max_value=LONGEST, error=code)
    )


def _of_form(column: str, form: str) -> Demand:
    fits = re.compile(form).fullmatch

    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        words = row[column]
        if words is None or fits(words):
            return None
        return {"programme": row["code"], "column": column, "value": words}

    message = _said("'{value}' bukan bentuk yang diminta", "'{value}' is not of the form asked for")
    return Demand(
        column, judge, message, lambda pa, code: pa.Check.str_matches(rf"({form})\Z", error=code)
    )


def _among(column: str, words: Sequence[str]) -> Demand:
    known, listed = frozenset(words), ", ".join(words)

    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        word = row[column]
        if word is None or word in known:
            return None
        return {"programme": row["code"], "column": column, "value": word}

    message = _said(f"'{{value}}' bukan salah satu: {listed}", f"'{{value}}' is none of {listed}")
    return Demand(column, judge, message, lambda pa, code: pa.Check.isin(words, error=code))


def _within(column: str, low: int, high: int) -> Demand:
    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        number = row[column]
        if number is None or low <= number <= high:
            return None
        return {"programme": row["code"], "column": column, "value": number}

    message = _said(f"{{value}} di luar {low}-{high}", f"{{value}} is not within {low}-{high}")
    return Demand(column, judge, message, lambda pa, code: pa.Check.in_range(low, high, error=code))


def _not_above(column: str, other: str) -> Demand:
    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        number, bound = row[column], row[other]
        if number is None or bound is None or number <= bound:
            return None
        return {"programme": row["code"], "column": column, "value": number, "bound": bound}

    message = _said(f"{{value}} di atas {other} {{bound}}", f"{{value}} is above {other} {{bound}}")
    return Demand(
        column,
        judge,
        message,
        lambda pa, code: pa.Check(lambda frame: ~(frame[column] > frame[other]), error=code),
        wide=True,
    )


# -- the rows -------------------------------------------------------------------------------------


def table(rows: int) -> list[dict[str, Cell]]:
    """Return the cells of as many rows, the same in every run."""
    chance = random.Random(1)  # noqa: S311  no secret
    return [_cells(number, chance) for number in range(rows)]


def _cells(number: int, chance: random.Random) -> dict[str, Cell]:
    """Return what the row numbered ``number`` holds."""
    good: dict[str, Cell] = {key: f"{key.title()} nomor {number} milik kota" for key in TEXTS}
    good |= {key: value for key, (_, value) in FORMS.items()}
    good |= {key: words[number % len(words)] for key, words in SETS.items()}
    good |= {key: value for key, (_, _, value) in NUMBERS.items()}
    blank = {key: None for key in OPTIONAL if chance.random() < BLANK}
    spoiled = {key: _wrong(key, good, chance) for key in good if chance.random() < WRONG}
    return good | blank | spoiled


def _wrong(key: str, good: Mapping[str, Cell], chance: random.Random) -> Cell:
    if key in NUMBERS:
        low, high, _ = NUMBERS[key]
        return chance.choice((low - 1, high + 1))
    if key in LONG_TEXTS:
        return chance.choice((None, f"{good[key]}, " * 4))
    return None if key in TEXTS else "salah"
