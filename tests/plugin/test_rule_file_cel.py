"""The expressions of rule files: exact, typed, honest about empty cells, and bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.plugin.cel import (
    DATE,
    DECIMAL,
    TEXT,
    TEXTS,
    WHOLE,
    WORDS,
    CelFaults,
    Compiler,
    NoAnswer,
    Stopped,
    Type,
)
from smartflow.plugin.cel.arithmetic import TooManyDigits, decimal_of, double_of

COLUMNS = {"name": TEXT, "budget": WHOLE, "share": DECIMAL, "start": DATE, "codes": TEXTS}
COMPILER = Compiler(
    {**COLUMNS, "written": WORDS, "as_of": DATE, "rows": Type("row", many=True)},
    {"row": COLUMNS},
)
FILLED: dict[str, Any] = {
    "name": "Pasar",
    "budget": 7,
    "share": 0.1,
    "start": "2026-01-31",
    "codes": ["S1", "W2"],
    "written": {"share": "sepersepuluh"},
    "as_of": "2026-03-01",
    "rows": [],
}
EMPTY: dict[str, Any] = {
    **FILLED,
    "name": "",
    "budget": None,
    "share": None,
    "start": None,
    "codes": [],
    "written": {},
}


def value(source: str, given: Mapping[str, Any] = FILLED, **more: object) -> object:
    """Return what an expression gives."""
    return COMPILER.compile(source).value({**given, **more})


def faults(source: str) -> list[tuple[int, str]]:
    """Return where and what the compiler complains of."""
    with pytest.raises(CelFaults) as caught:
        COMPILER.condition(source)
    return [(fault.offset, fault.text.en) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("share + 0.2", Decimal("0.3")),
        ("share * 3", Decimal("0.3")),
        ("1.1 * 1.1", Decimal("1.21")),
        ("0.3 - share", Decimal("0.2")),
        ("budget / 2", Decimal("3.5")),
        ("budget * 1.1", Decimal("7.7")),
        ("1 / 3", Decimal("0.333333333333333")),
        ("sum([0.1, 0.2, 0.3])", Decimal("0.6")),
        ("budget % 4", 3),
        ("-share", Decimal("-0.1")),
    ],
)
def test_arithmetic_is_that_of_paper(source: str, expected: object) -> None:
    """Decimals are computed as decimals, to 15 significant digits, and / gives a decimal."""
    assert value(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "share + 0.2 == 0.3",
        "share == 0.1",
        "share < 1",
        "budget > 6.5",
        "budget == 7.0",
        "share in [0.1, 0.2]",
        "budget in [5, 7]",
        "7.0 in [7]",
        "start == date('2026-01-31')",
        "start < as_of",
        "start in [as_of, date('2026-01-31')]",
        "days(start, as_of) == 29",
        "year(start) == 2026 && month(start) == 1",
        "name + '/' + string(budget) == 'Pasar/7'",
        "string(share) == '0.1'",
        "lower(name) == 'pasar'",
        "'W2' in codes && codes[0] == 'S1' && size(codes) == 2",
        "codes == ['S1', 'W2']",
        "'share' in written && written['share'] == 'sepersepuluh'",
        "name.matches('^P.*r$') && name.contains('as') && name.startsWith('P')",
        "(budget > 5 ? 'a' : 'b') == 'a'",
        "codes.exists(c, c.startsWith('W'))",
    ],
)
def test_what_can_be_written(source: str) -> None:
    """Each operator and function does what the table in the documentation says."""
    assert COMPILER.condition(source).holds(FILLED) is True


NUMBERS = st.decimals(-9999, 9999, places=3)
PAIR = Compiler({"a": DECIMAL, "b": DECIMAL})


@given(NUMBERS, NUMBERS)
def test_decimals_agree_with_decimals(left: Decimal, right: Decimal) -> None:
    """Sums, products and comparisons are those of exact decimals, whatever the decimals."""
    pair = {"a": double_of(left), "b": double_of(right)}
    found = (
        PAIR.compile("a + b").value(pair),
        PAIR.compile("a - b").value(pair),
        PAIR.compile("a * b").value(pair),
        PAIR.condition("a < b").holds(pair),
        PAIR.condition("a == b").holds(pair),
    )
    assert found == (left + right, left - right, left * right, left < right, left == right)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14))
def test_a_decimal_of_fifteen_digits_survives(number: Decimal) -> None:
    """A decimal comes back as it went in, or is refused: it is never rounded in silence."""
    try:
        double = double_of(number)
    except TooManyDigits:
        assert len(number.normalize().as_tuple().digits) > 15 or abs(number.adjusted()) > 300
    else:
        assert decimal_of(double) == number


@pytest.mark.parametrize(
    ("source", "filled", "empty"),
    [
        ("empty(name)", False, True),
        ("empty(budget)", False, True),
        ("empty(share)", False, True),
        ("empty(start)", False, True),
        ("empty(codes)", False, True),
        ("filled(name)", True, False),
        ("filled(budget)", True, False),
        ("filled(codes)", True, False),
        ("name == ''", False, True),
        ("budget == null", False, True),
        ("start != null", True, False),
        ("budget == 7", True, False),
        ("budget != 7", False, True),
        ("budget > 3", True, None),
        ("!(budget > 3)", False, None),
        ("share + 1 > 3", False, None),
        ("start < as_of", True, None),
        ("days(start, as_of) > 1", True, None),
        ("budget > 3 || true", True, True),
        ("budget > 3 && false", False, False),
        ("budget > 3 && true", True, None),
        ("empty(budget) || budget > 3", True, True),
        ("codes[0] == 'S1'", True, None),
        ("written['share'] == 'sepersepuluh'", True, None),
        ("!(codes[7] == 'S1') || true", True, True),
    ],
)
def test_an_empty_cell_decides_nothing(
    source: str, *, filled: bool | None, empty: bool | None
) -> None:
    """What needs a number that is not there stays open, unless the other side decides."""
    condition = COMPILER.condition(source)
    assert (condition.holds(FILLED), condition.holds(EMPTY)) == (filled, empty)


def test_a_value_that_needs_an_empty_cell_has_no_answer() -> None:
    """A value of a message is not made up."""
    with pytest.raises(NoAnswer):
        value("budget + 1", EMPTY)


ROWS = [
    {"name": "a", "budget": 5, "share": 0.1, "start": "2026-01-01", "codes": ["x"]},
    {"name": "b", "budget": None, "share": None, "start": None, "codes": []},
    {"name": "c", "budget": 9, "share": 0.2, "start": "2026-02-01", "codes": ["x", "y"]},
]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("size(rows.filter(r, r.budget > 6))", 1),
        ("size(rows.filter(r, r.budget > 6 || true))", 3),
        ("size(rows.filter(r, empty(r.budget)))", 1),
        ("size(rows.filter(r, r.budget > 1).filter(r, 'y' in r.codes))", 1),
        ("sum(rows.map(r, r.budget))", 14),
        ("sum(rows.filter(r, r.budget > 6).map(r, r.budget))", 9),
        ("sum(rows.map(r, r.name == 'a', r.budget))", 5),
        ("sum(rows.map(r, r.share))", Decimal("0.3")),
        ("size(rows.map(r, r.name))", 3),
        ("rows.map(r, r.name)", ("a", "b", "c")),
        ("rows.exists(r, r.budget > 6)", True),
        ("rows.exists(r, r.budget > 60)", False),
        ("rows.all(r, r.budget > 1)", True),
        ("rows.all(r, r.budget > 6)", False),
        ("rows.exists_one(r, r.budget > 6)", True),
        ("size([1, 2, 3].filter(x, x > 1)) + size(rows)", 5),
        ("rows.exists(r, r.codes.exists(c, c == 'y'))", True),
        ("size(rows) > 2 ? rows.map(r, r.name).size() : 0", 3),
    ],
)
def test_loops_leave_out_rows_without_an_answer(source: str, expected: object) -> None:
    """As COUNTIF and SUM do: an empty cell is neither counted nor added."""
    assert value(source, rows=ROWS) == expected


@given(st.lists(st.none() | st.integers(-(10**12), 10**12), max_size=40), st.integers(-50, 50))
def test_counting_and_adding_agree_with_python(cells: list[int | None], least: int) -> None:
    """The cheap loops count and add what a plain loop would."""
    rows = [{"budget": cell} for cell in cells]
    found = (
        value("size(rows.filter(r, r.budget > budget))", rows=rows, budget=least),
        value("sum(rows.map(r, r.budget))", rows=rows),
    )
    there = [cell for cell in cells if cell is not None]
    assert found == (sum(cell > least for cell in there), sum(there))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("nme == ''", (0, "there is no column or name 'nme'. Did you mean 'name'?")),
        ("rows.exists(r, r.nme == '')", (17, "there is no column 'nme'. Did you mean 'name'?")),
        ("name = ''", (5, "write == in place of =.")),
        ("name <> ''", (6, "")),
        ("name == '' and budget > 1", (11, "write && in place of and.")),
        ("name == '' atau budget > 1", (11, "write || in place of atau.")),
        ("name == \u201cx\u201d", (8, 'write " in place of \u201c.')),
        ("budget >", (8, "the expression is not complete; something is missing at its end.")),
        ("LEN(name) > 3", (0, "there is no function 'LEN'. Did you mean 'size'?")),
        ("ISBLANK(name)", (0, "there is no function 'ISBLANK'. Did you mean 'empty'?")),
        ("has(name)", (0, "there is no function 'has'. Did you mean 'filled'?")),
        ("name == 3", (5, "'==' does not work on text and a whole number.")),
        ("start > '2026-01-01'", (6, "'>' does not work on a date and text. Write a date as")),
        ("name == null", (5, "'==' does not work on text and null (empty). An empty text is")),
        ("budget && true", (7, "'&&' does not work on a whole number and true or false.")),
        ("sum(codes) > 1", (0, "the function 'sum' does not take (a list of text).")),
        ("name.first == ''", (5, "text has no columns")),
        ("exists(rows)", (0, "'exists' is written: list.exists(row, condition).")),
        ("type == 'a'", (5, "'==' does not work on type(type) and text. That is the name of a")),
        ("function == ''", (0, "the word 'function' may not be a name; a column called so is")),
        ("budget > 1.000.000", (14, "a number has nothing between thousands, and a point for de")),
        ("share <= 0,5", (10, "a number has nothing between thousands, and a point for de")),
        ("budget <= 500_000", (13, "a number has nothing between thousands")),
        ("budget <= 500 juta", (14, "a number is written in full and without a unit")),
        ("share <= 100%", (13, "a number is written in full and without a unit")),
        ("budget \u2265 5", (7, "write >= in place of \u2265.")),
        ("budget\u00a0> 5", (6, "here is a special blank of a word processor")),
        ("= budget > 1", (0, "an expression does not begin with =.")),
        ("0 <= budget <= 9", (12, "'<=' does not work on true or false and a whole number. Each")),
        ("budget > 1 == BENAR", (14, "write true in place of BENAR.")),
        ("AND(budget > 1, true)", (0, "write && in place of AND(...).")),
        ("ATAU(budget > 1, true)", (0, "write || in place of ATAU(...).")),
        ("JIKA(budget > 1; true; false)", (15, "write condition ? a : b in place of JIKA(...).")),
        ("size(name; name) > 1", (9, "write , in place of ;.")),
        ("COUNTIF(rows, 5) > 1", (0, "write size(list.filter(r, condition)) in place of COUN")),
        ("start > TODAY()", (8, "write as_of in place of TODAY(...).")),
        ("not empty(name)", (4, "write ! in place of not.")),
        ("budget => 3", (7, "write <= / >= in place of =>.")),
        ("name == Banjir", (8, "there is no column or name 'Banjir'. There is: name, budget,")),
        ("name in 'abc'", (5, "'in' does not work on text and text. Behind in stands a list")),
        ("codes == 'S1'", (6, "'==' does not work on a list of text and text. Ask whether it")),
        ("start > 2026-01-31", (6, "'>' does not work on a date and a whole number. Write a da")),
        ("sum(rows.budget) > 1", (9, "a list of rows of 'row' has no columns; write .map(r, r.c")),
        ("date(2026, 1, 31) > start", (0, "the function 'date' is not written like this; see")),
        ("if", (0, "'if' is written: condition ? when_true : when_false.")),
        ("budget", (0, "the expression must be true or false")),
        ("start == date('2026-02-30')", (14, "'2026-02-30' is no date")),
        ("name.matches('(')", (13, "the pattern is malformed")),
        ("name.matches(name)", (13, "matches(...) takes only a text that is written here")),
        ("start == date(name)", (14, "date(...) takes only a text that is written here")),
        ("size({'a': name}) > 1", (5, "{...} cannot be used in an expression.")),
        ("dyn(name) == ''", (0, "there is no function 'dyn'. There is: ")),
        ("type(name) == string", (0, "there is no function 'type'.")),
        ("codes + codes == codes", (6, "lists cannot be joined by +.")),
    ],
)
def test_a_mistake_is_told_where_it_is(source: str, expected: tuple[int, str]) -> None:
    """The place is the very sign, and the sentence says what to write instead."""
    offset, words = faults(source)[0]
    assert (offset, words[: len(expected[1])]) == expected


@pytest.mark.parametrize(
    "name", ["type", "string", "list", "int", "package", "date", "size", "map"]
)
def test_a_field_may_be_called_as_a_word_of_the_language(name: str) -> None:
    """A column called ``type`` is no trouble, and can be asked for by the row it stands in."""
    compiler = Compiler({name: TEXT, "row": Type("row")}, {"row": {name: TEXT}})
    assert compiler.condition(f"row.{name} == 'a'").holds({"row": {name: "a"}}) is True


def test_fields_that_differ_by_a_line_alone(capfd: pytest.CaptureFixture[str]) -> None:
    """``budget_1`` and ``budget1`` are two columns, and nothing is printed about it."""
    names = {"budget_1": WHOLE, "budget1": WHOLE}
    condition = Compiler({"row": Type("row")}, {"row": names}).condition(
        "row.budget_1 < row.budget1"
    )
    assert condition.holds({"row": {"budget_1": 1, "budget1": 2}}) is True
    assert capfd.readouterr() == ("", "")


def test_all_mistakes_of_an_expression_are_told() -> None:
    """An author mends two misspelt columns at once."""
    assert [offset for offset, _ in faults("nme == '' || bugdet > 3")] == [0, 13]


@pytest.mark.parametrize(
    "source",
    [
        "rows.all(a, rows.all(b, a.budget == b.budget || true))",
        "rows.all(a, rows.exists(b, b.budget == -1) || true)",
        "size(rows.filter(a, size(rows.filter(b, b.budget >= 0)) >= 0)) >= 0",
        "DIGITS.all(a, DIGITS.all(b, DIGITS.all(c, DIGITS.all(d, true))))".replace(
            "DIGITS", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"
        ),
    ],
)
def test_what_costs_too_much_is_stopped(source: str) -> None:
    """Loops within loops over 5,000 rows end in a sentence, not in a machine that hangs."""
    rows = [{"budget": number} for number in range(5000)]
    with pytest.raises(Stopped, match="costs too much"):
        COMPILER.condition(source).holds({**FILLED, "rows": rows})


def test_one_pass_over_five_thousand_rows_is_within_the_budget() -> None:
    """The rules that a region needs are not hit by the limit."""
    rows = [{"budget": number} for number in range(5000)]
    assert value("size(rows.filter(r, r.budget >= 1000))", rows=rows) == 4000


@pytest.mark.parametrize(
    "source",
    [
        "[name].map(a, a + a).map(a, a + a).exists(a, a == '')",
        "[name].exists(a, [a + a].exists(b, [b + b].exists(c, c == '')))",
        "[codes].map(a, a + a).exists(a, a == codes)",
        "[name].map(a, dyn([a, a])).exists(a, a == '')",
        "rows == rows",
        "[[name]] == [[name]]",
        "name == '" + "x" * 4000 + "'",
        "(" * 60 + "true" + ")" * 60,
        "true" + " && (false || true" * 40 + ")" * 40,
    ],
)
def test_what_could_fill_the_memory_cannot_be_written(source: str) -> None:
    """What doubles at each step, or nests without end, is refused when the file is read."""
    assert faults(source)


def test_a_pattern_cannot_explode() -> None:
    """A pattern that takes a backtracking matcher for ever is linear here (RE2)."""
    assert value("name.matches('^(a+)+$')", name="a" * 30_000 + "b") is False


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("budget / 0 == 1", "division by zero"),
        ("budget % 0 == 1", "division by zero"),
        ("budget + 9223372036854775807 > 1", "the number is too large"),
    ],
)
def test_what_goes_wrong_with_a_row_is_no_empty_cell(source: str, why: str) -> None:
    """An expression that is wrong for a row is an error, never taken for an open question."""
    with pytest.raises(Stopped, match=why):
        COMPILER.condition(source).holds(FILLED)


def test_only_what_is_read_is_asked_for() -> None:
    """An expression names its variables and fields, so that nothing else need be prepared."""
    expression = COMPILER.compile("rows.exists(r, r.budget > 3 && name == r.name)")
    assert expression.names - {"r"} == {"rows", "name"}
    assert expression.fields == {"budget", "name"}


# -- a twin ---------------------------------------------------------------------------------------

Twin = tuple[str, Callable[[Mapping[str, Any]], bool | None]]


def _open(cell: str, test: Callable[[Any], bool]) -> Callable[[Mapping[str, Any]], bool | None]:
    return lambda row: None if row[cell] is None else test(row[cell])


def _atoms() -> st.SearchStrategy[Twin]:
    whole, decimal = st.integers(-3, 3), st.decimals(-3, 3, places=1)
    word = st.sampled_from(["", "a", "ab", "b"])
    day = st.dates(date(2026, 1, 1), date(2026, 1, 9))
    return st.one_of(
        whole.map(lambda n: (f"budget > {n}", _open("budget", lambda cell: cell > n))),
        whole.map(lambda n: (f"budget == {n}", lambda row: row["budget"] == n)),
        decimal.map(lambda n: (f"share * 3 <= {n:f}", _open("share", lambda c: c * 3 <= n))),
        decimal.map(
            lambda n: (f"share + {n:f} == 0.3", _open("share", lambda c: c + n == Decimal("0.3")))
        ),
        word.map(lambda w: (f"name == '{w}'", lambda row: row["name"] == w)),
        word.map(lambda w: (f"name.contains('{w}')", lambda row: w in row["name"])),
        word.map(lambda w: (f"'{w}' in codes", lambda row: w in row["codes"])),
        day.map(lambda d: (f"start < date('{d}')", _open("start", lambda c: c < d))),
        st.just(("empty(share)", lambda row: row["share"] is None)),
        st.just(("filled(start)", lambda row: row["start"] is not None)),
    )


def _joined(parts: st.SearchStrategy[Twin]) -> st.SearchStrategy[Twin]:
    def both(pair: tuple[Twin, Twin]) -> Twin:
        (left, one), (right, other) = pair

        def judge(row: Mapping[str, Any]) -> bool | None:
            answers = (one(row), other(row))
            return False if False in answers else None if None in answers else True

        return f"({left} && {right})", judge

    def either(pair: tuple[Twin, Twin]) -> Twin:
        (left, one), (right, other) = pair

        def judge(row: Mapping[str, Any]) -> bool | None:
            answers = (one(row), other(row))
            return True if True in answers else None if None in answers else False

        return f"({left} || {right})", judge

    def no(part: Twin) -> Twin:
        source, one = part
        return f"!({source})", lambda row: None if (answer := one(row)) is None else not answer

    pairs = st.tuples(parts, parts)
    return st.one_of(pairs.map(both), pairs.map(either), parts.map(no))


CELLS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["", "a", "ab", "ba"]),
        "budget": st.none() | st.integers(-4, 4),
        "share": st.none() | st.decimals(-4, 4, places=1),
        "start": st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        "codes": st.lists(st.sampled_from(["a", "b"]), max_size=2),
    }
)


@given(st.recursive(_atoms(), _joined, max_leaves=6), st.lists(CELLS, max_size=5))
def test_expressions_agree_with_a_python_twin(twin: Twin, rows: list[dict[str, Any]]) -> None:
    """Any condition over any row says what three-valued logic over exact values says."""
    source, judge = twin
    condition = COMPILER.condition(source)
    for row in rows:
        given = {
            **row,
            "share": None if row["share"] is None else double_of(row["share"]),
            "start": None if row["start"] is None else row["start"].isoformat(),
        }
        assert condition.holds(given) is judge(row)


Rows = list[dict[str, Any]]
CONDITIONS: tuple[Twin, ...] = (
    ("r.budget > 1", _open("budget", lambda cell: cell > 1)),
    ("!(r.budget > 1)", _open("budget", lambda cell: not cell > 1)),
    ("empty(r.budget)", lambda row: row["budget"] is None),
    ("r.name != '' || r.budget == 0", lambda row: row["name"] != "" or row["budget"] == 0),
    ("size(r.codes.filter(c, c != 'a')) > 0", lambda row: any(c != "a" for c in row["codes"])),
    ("r.codes.exists(c, c == r.name)", lambda row: row["name"] in row["codes"]),
    ("codes.all(c, c in r.codes || true)", lambda _row: True),
)


def _kept(rows: Rows, conditions: list[Twin]) -> Rows:
    return [row for row in rows if all(judge(row) is True for _, judge in conditions)]


@given(
    st.lists(st.sampled_from(CONDITIONS), max_size=3),
    st.sampled_from(CONDITIONS),
    st.lists(CELLS, max_size=6),
)
def test_loops_agree_with_a_python_twin(filters: list[Twin], last: Twin, rows: Rows) -> None:
    """Filters one behind the other, counted, added and asked, give what plain loops give."""
    source = "rows" + "".join(f".filter(r, {words})" for words, _ in filters)
    kept = _kept(rows, filters)
    words, judge = last
    answers = [answer for row in kept if (answer := judge(row)) is not None]
    budgets = [row["budget"] for row in kept if row["budget"] is not None]
    given = {
        **FILLED,
        "rows": [{**row, "share": None, "start": None} for row in rows],
    }
    found = [
        COMPILER.compile(expression).value(given)
        for expression in (
            f"size({source})",
            f"size({source}.filter(r, {words}))",
            f"sum({source}.map(r, r.budget)) + size({source})",
            f"sum({source}.map(r, size(r.codes.filter(c, c == 'a'))))",
            f"{source}.exists(r, {words})",
            f"{source}.all(r, {words})",
            f"{source}.exists_one(r, {words})",
        )
    ]
    assert found == [
        len(kept),
        sum(answers),
        sum(budgets) + len(kept),
        sum(row["codes"].count("a") for row in kept),
        any(answers),
        all(answers),
        sum(answers) == 1,
    ]
