"""Properties of the methods: order, scale, consistency, monotony, and naive twins."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.methods import (
    CALCULATIONS,
    RANDOM_INDICES,
    AhpTable,
    Alternative,
    Criterion,
    DecisionTable,
    IeTable,
    UsgIssue,
    UsgTable,
    competition_ranks,
    dense_ranks,
    locate_ie_cell,
    locate_quadrant,
    random_index,
    rank_usg,
    read_quadrant,
    read_rank,
    score_saw,
    score_topsis,
    score_wpm,
    weigh_ahp,
)
from smartflow.methods.decision.eigenvector import complete

VALUES = st.integers(min_value=1, max_value=50)
SCORES = st.tuples(*[st.integers(min_value=1, max_value=5)] * 3)
KINDS = st.sampled_from(["benefit", "cost"])
METHODS = {"saw": score_saw, "wpm": score_wpm, "topsis": score_topsis}


@st.composite
def tables(draw: st.DrawFn, normalizations: tuple[str, ...] = ("max",)) -> DecisionTable:
    """Draw a decision table without faults."""
    width = draw(st.integers(min_value=1, max_value=4))
    criteria = tuple(
        Criterion(name=f"C{n}", type=draw(KINDS), weight=draw(VALUES)) for n in range(width)
    )
    rows = draw(st.lists(st.tuples(*[VALUES] * width), min_size=2, max_size=6))
    return DecisionTable(
        criterion=criteria,
        alternative=tuple(Alternative(name=f"A{n}", values=row) for n, row in enumerate(rows)),
        normalization=draw(st.sampled_from(normalizations)),
    )


def _usg(rows: list[tuple[int, int, int]]) -> Any:
    issues = tuple(
        UsgIssue(name=f"I{n}", urgency=u, seriousness=s, growth=g)
        for n, (u, s, g) in enumerate(rows)
    )
    return rank_usg(UsgTable(issue=issues, scale=(1, 5)))


@given(st.lists(st.integers(min_value=0, max_value=5), max_size=12))
def test_competition_ranks_count_who_is_better(values: list[int]) -> None:
    """The naive twin: a rank is one more than the number of greater values."""
    exact = [Fraction(value) for value in values]
    assert competition_ranks(exact) == tuple(
        1 + sum(other > value for other in values) for value in values
    )
    assert dense_ranks(exact) == tuple(
        1 + len({other for other in values if other > value}) for value in values
    )


@pytest.mark.parametrize(
    ("cell", "rank"),
    [
        ("IV", 4),
        ("ix", 9),
        (2, 2),
        ("3", 3),
        ("Prioritas II", 2),
        ("ke-3", 3),
        (0, None),
        (1.5, None),
        ("?", None),
        ("Prioritas", None),
    ],
)
def test_ranks_may_be_roman(cell: object, rank: int | None) -> None:
    """Indonesian tables print ranks as roman numerals."""
    assert read_rank(cell) == rank


@given(st.lists(SCORES, min_size=2, max_size=8), st.randoms())
def test_usg_order_of_rows_does_not_matter(rows: list[tuple[int, int, int]], dice: Any) -> None:
    """Shuffled rows have the same totals and ranks."""
    order = list(range(len(rows)))
    dice.shuffle(order)
    straight, shuffled = _usg(rows).rows, _usg([rows[i] for i in order]).rows
    assert [(straight[i].total, straight[i].rank) for i in order] == [
        (row.total, row.rank) for row in shuffled
    ]


@given(st.lists(SCORES, min_size=2, max_size=8), st.integers(0, 7), st.integers(0, 2))
def test_usg_totals_are_monotone(
    rows: list[tuple[int, int, int]], row: int, criterion: int
) -> None:
    """A higher score never makes a total smaller nor a rank worse."""
    row %= len(rows)
    raised = [list(scores) for scores in rows]
    raised[row][criterion] = min(5, raised[row][criterion] + 1)
    before, after = _usg(rows).rows[row], _usg([tuple(r) for r in raised]).rows[row]
    assert after.total >= before.total
    assert after.rank <= before.rank


@pytest.mark.parametrize("method", sorted(METHODS))
@given(data=st.data())
@settings(max_examples=40)
def test_order_of_alternatives_does_not_matter(method: str, data: st.DataObject) -> None:
    """Shuffled alternatives have the same scores and ranks."""
    table = data.draw(tables(("max", "sum", "vector", "minmax")))
    order = data.draw(st.permutations(range(len(table.alternative))))
    shuffled = DecisionTable(
        criterion=table.criterion,
        alternative=tuple(table.alternative[i] for i in order),
        normalization=table.normalization,
    )
    straight, other = METHODS[method](table), METHODS[method](shuffled)
    for place, i in enumerate(order):
        assert straight.names[i] == other.names[place]
        score, again = straight.scores[i], other.scores[place]
        assert (score is None) == (again is None)
        assert score is None or math.isclose(again, score, rel_tol=1e-9, abs_tol=1e-12)
        assert straight.ranks[i] == other.ranks[place]


@pytest.mark.parametrize("method", ["saw", "topsis"])
@given(data=st.data(), factor=st.sampled_from(["0.01", "1/3", "7", "1000"]))
@settings(max_examples=40)
def test_scaling_all_weights_changes_no_rank(method: str, data: st.DataObject, factor: str) -> None:
    """Weights matter by their proportions only."""
    table = data.draw(tables(("max", "sum", "vector", "minmax")))
    scaled = DecisionTable(
        criterion=tuple(
            Criterion(name=c.name, type=c.type, weight=Fraction(str(c.weight)) * Fraction(factor))
            for c in table.criterion
        ),
        alternative=table.alternative,
        normalization=table.normalization,
    )
    assert METHODS[method](table).ranks == METHODS[method](scaled).ranks


def _columns(table: DecisionTable) -> list[list[int]]:
    return [list(column) for column in zip(*(row.values for row in table.alternative))]  # noqa: B905


@given(tables())
@settings(max_examples=50)
def test_saw_agrees_with_its_naive_twin(table: DecisionTable) -> None:
    """X / max and min / x, times the weight, summed."""
    columns = _columns(table)
    expected = []
    for row in table.alternative:
        total = Fraction(0)
        for x, column, criterion in zip(row.values, columns, table.criterion, strict=True):
            part = (
                Fraction(x, max(column))
                if criterion.type == "benefit"
                else Fraction(min(column), x)
            )
            total += criterion.weight * part
        expected.append(total)
    assert list(score_saw(table).scores) == expected


@given(tables(("sum",)))
@settings(max_examples=50)
def test_wpm_agrees_with_its_naive_twin(table: DecisionTable) -> None:
    """Benefits x, costs 1 / x, by column sums; weights by theirs; the product of powers."""
    columns = _columns(table)
    total: float = sum(criterion.weight for criterion in table.criterion)
    expected = []
    for row in table.alternative:
        product = 1.0
        for x, column, criterion in zip(row.values, columns, table.criterion, strict=True):
            if criterion.type == "benefit":
                part = x / sum(column)
            else:
                part = (1 / x) / sum(1 / other for other in column)
            product *= part ** (criterion.weight / total)
        expected.append(product)
    result = score_wpm(table)
    assert list(result.scores) == pytest.approx(expected, rel=1e-9)
    assert math.fsum(share or 0 for share in result.shares) == pytest.approx(1)


@given(tables(("vector",)))
@settings(max_examples=50)
def test_topsis_agrees_with_its_naive_twin(table: DecisionTable) -> None:
    """The formula of Hwang and Yoon, column by column and alternative by alternative."""
    weighted = []
    for column, criterion in zip(_columns(table), table.criterion, strict=True):
        norm = math.sqrt(sum(x * x for x in column))
        weighted.append([criterion.weight * x / norm for x in column])
    kinds = [criterion.type == "benefit" for criterion in table.criterion]
    best = [max(v) if up else min(v) for v, up in zip(weighted, kinds, strict=True)]
    worst = [min(v) if up else max(v) for v, up in zip(weighted, kinds, strict=True)]
    result = score_topsis(table)
    for row, score in zip(zip(*weighted, strict=True), result.scores, strict=True):
        plus, minus = math.dist(row, best), math.dist(row, worst)
        if plus + minus > 1e-9:
            assert score == pytest.approx(minus / (plus + minus), abs=1e-9)


def test_one_readable_alternative_is_not_called_alike() -> None:
    """With one of two rows unread there is nothing to be alike to: only the cell is named."""
    table = DecisionTable(
        criterion=(Criterion(name="C1", type="benefit", weight=1),),
        alternative=(Alternative(name="A", values=[3]), Alternative(name="B", values=["tinggi"])),
    )
    assert [finding.code for finding in score_topsis(table).findings] == ["TBL001"]


def test_a_wpm_table_may_print_v_or_s_of_raw_values() -> None:
    """Both forms of Indonesian texts are right; a column of neither is not."""
    criteria = (
        Criterion(name="C1", type="benefit", weight="0.6"),
        Criterion(name="C2", type="cost", weight="0.4"),
    )
    raw = [8**0.6 * 3**-0.4, 6**0.6 * 2**-0.4]
    for claims, found in (
        (raw, []),
        ([part / sum(raw) for part in raw], []),
        ([raw[0], 0.1], ["MCD009"]),
    ):
        rows = (
            Alternative(name="A", values=[8, 3], score=round(claims[0], 4)),
            Alternative(name="B", values=[6, 2], score=round(claims[1], 4)),
        )
        result = score_wpm(DecisionTable(criterion=criteria, alternative=rows))
        assert sorted({one.code for one in result.findings}) == found


@given(st.lists(st.integers(min_value=1, max_value=3), min_size=2, max_size=8))
def test_a_consistent_matrix_has_cr_zero(weights: list[int]) -> None:
    """a_ij = w_i / w_j gives back w, with CR 0 by every table."""
    matrix = [[f"{a}/{b}" for b in weights] for a in weights]
    for name in RANDOM_INDICES:
        result = weigh_ahp(AhpTable(matrix=matrix, random_index=name))
        assert result.findings == ()
        assert result.weights == pytest.approx([w / sum(weights) for w in weights], abs=1e-9)
        assert result.row_means == pytest.approx(result.weights, abs=1e-9)
        assert result.consistency is not None
        assert result.consistency.cr == 0
        assert result.consistency.lambda_max == pytest.approx(len(weights))


def test_printed_decimals_are_read_as_reciprocals() -> None:
    """0.33, 0.14 and 0.11 give exactly what 1/3, 1/7 and 1/9 give."""
    words = [[1, 3, 7, 9], ["1/3", 1, 3, 7], ["1/7", "1/3", 1, 3], ["1/9", "1/7", "1/3", 1]]
    printed = [[1, 3, 7, 9], [0.33, 1, 3, 7], [0.14, 0.33, 1, 3], [0.11, "0,14", 0.33, 1]]
    tables_ = [AhpTable(matrix=matrix, random_index="saaty1980") for matrix in (words, printed)]
    assert weigh_ahp(tables_[0]) == weigh_ahp(tables_[1])
    assert weigh_ahp(tables_[0]).findings == ()


def test_a_declared_gap_is_filled_by_the_judgements_around_it() -> None:
    """What is missing in a consistent matrix follows from the rest."""
    matrix = [[1, 2, ""], ["1/2", 1, 2], ["", "1/2", 1]]
    result = weigh_ahp(AhpTable(matrix=matrix, random_index="saaty", incomplete=True))
    assert result.findings == ()
    assert result.weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert result.consistency is not None
    assert result.consistency.cr == 0
    undeclared = weigh_ahp(AhpTable(matrix=matrix, random_index="saaty"))
    assert [one.row for one in undeclared.findings] == ["1", "3"]
    assert undeclared.weights == result.weights


def _judgements(names: str, pairs: dict[str, float]) -> list[list[object]]:
    matrix: list[list[object]] = [[1 if i == j else "" for j in names] for i in names]
    for pair, value in pairs.items():
        one, other = (names.index(name) for name in pair)
        matrix[one][other], matrix[other][one] = value, Fraction(1, value)
    return matrix


def test_the_optimal_completion_of_bozoki_fulop_and_ronyai() -> None:
    """A published incomplete matrix: weights and CR are those of its optimal completion."""
    matrix = _judgements("abcd", {"ab": 1, "ac": 5, "ad": 2, "bc": 3, "bd": 4})
    result = weigh_ahp(AhpTable(matrix=matrix, random_index="donegan", incomplete=True))
    assert result.findings == ()
    assert result.weights == pytest.approx([0.3738, 0.392, 0.0985, 0.1357], abs=0.00006)
    assert result.consistency is not None
    assert result.consistency.cr == pytest.approx(0.0372, abs=0.00006)


def test_the_optimal_completion_of_saatys_houses() -> None:
    """A published matrix with 12 gaps: each is filled as printed, to four digits."""
    given_ = {"ab": 5, "ac": 3, "ad": 7, "ae": 6, "af": 6, "bd": 5, "bf": 3, "ce": 3, "cg": 6}
    more = {"fd": 4, "ga": 3, "ge": 5, "ha": 4, "hb": 7, "hd": 8, "hf": 6}
    matrix = _judgements("abcdefgh", given_ | more)
    filled = complete([[None if cell == "" else float(cell) for cell in row] for row in matrix])
    printed = {"bc": 0.33002, "be": 1.71974, "bg": 0.46635, "cd": 9.92051, "cf": 4.85249}
    for pair, value in printed.items():
        one, other = ("abcdefgh".index(name) for name in pair)
        assert filled[one][other] == pytest.approx(value, rel=0.001)
        assert filled[one][other] * filled[other][one] == pytest.approx(1)


@given(st.lists(st.integers(min_value=1, max_value=9), min_size=6, max_size=6))
@settings(max_examples=50)
def test_ahp_agrees_with_repeated_squaring(upper: list[int]) -> None:
    """The naive twin: the row sums of a high power of the matrix, over their sum."""
    pairs = dict(zip(["ab", "ac", "ad", "bc", "bd", "cd"], upper, strict=True))
    matrix = _judgements("abcd", pairs)
    power = [[float(cell) for cell in row] for row in matrix]
    for _ in range(6):
        columns = list(zip(*power, strict=True))
        power = [
            [sum(a * b for a, b in zip(row, column, strict=True)) for column in columns]
            for row in power
        ]
        largest = max(map(max, power))
        power = [[cell / largest for cell in row] for row in power]
    whole = sum(map(sum, power))
    result = weigh_ahp(AhpTable(matrix=matrix, random_index="saaty1980"))
    assert result.weights == pytest.approx([sum(row) / whole for row in power], abs=1e-6)


def test_the_warehouse_of_indonesian_textbooks() -> None:
    """The usual WP example: S of raw values is printed, and holds with its ranks."""
    criteria = [("cost", 5), ("benefit", 3), ("cost", 4), ("benefit", 4), ("cost", 2)]
    rows = [
        ([0.75, 2000, 18, 50, 500], 2.4187, 2),
        ([0.50, 1500, 20, 40, 450], 2.4270, 1),
        ([0.90, 2050, 35, 35, 800], 1.7462, 3),
    ]
    table = {
        "criterion": [
            {"name": f"C{n}", "type": kind, "weight": weight}
            for n, (kind, weight) in enumerate(criteria)
        ],
        "alternative": [
            {"name": f"G{n}", "values": values, "score": score, "rank": rank}
            for n, (values, score, rank) in enumerate(rows)
        ],
    }
    result: Any = CALCULATIONS["wpm"].compute(table)
    assert [one.code for one in result.findings] == ["MCD003"]
    assert result.shares == pytest.approx([0.3669, 0.3682, 0.2649], abs=0.0001)


@pytest.mark.parametrize(
    ("name", "size", "index"),
    [
        ("saaty1980", 2, 0),
        ("saaty1980", 10, 1.49),
        ("saaty", 3, 0.52),
        ("saaty", 16, None),
        ("donegan", 8, 1.3171),
        ("donegan", 35, (1.5772 + 1.5976) / 2),
        ("donegan", 101, None),
    ],
)
def test_random_indices_are_those_of_their_named_table(
    name: str, size: int, index: float | None
) -> None:
    """Tables end where they end; between sizes of Donegan and Dodd a line is drawn."""
    assert random_index(name, size) == (None if index is None else pytest.approx(index))


@pytest.mark.parametrize(
    ("x", "y", "roman", "strategy"),
    [
        (1, 1, "I", "SO"),
        (1, -1, "II", "ST"),
        (-1, 1, "III", "WO"),
        (-1, -1, "IV", "WT"),
        (0, 1, None, None),
        (1, 0, None, None),
    ],
)
def test_quadrants_are_numbered_as_indonesian_sources_do(
    x: int, y: int, roman: str | None, strategy: str | None
) -> None:
    """II is ST and III is WO; a point on an axis is undecided."""
    quadrant = locate_quadrant(Fraction(x), Fraction(y))
    assert (quadrant.roman, quadrant.strategy) == (roman, strategy)


@pytest.mark.parametrize(
    ("words", "roman"),
    [
        ("I", "I"),
        (2, "II"),
        ("Kuadran III", "III"),
        ("WT", "IV"),
        ("I (Agresif)", "I"),
        ("Turn Around", "III"),
        ("turn-around", "III"),
        ("I atau II", None),
        ("", None),
    ],
)
def test_a_stated_quadrant_may_be_numeral_letters_or_name(words: object, roman: str) -> None:
    """The ways in which theses state a quadrant; two at once are none."""
    assert read_quadrant(words) == roman


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("undecided", ["IFS021"]),
        ("Pada sumbu Y", ["IFS021"]),
        ("belum ditentukan", ["IFS021"]),
        ("I", ["IFS021", "IFS022"]),
        ("-", ["IFS021"]),
    ],
)
def test_a_table_may_state_that_its_point_lies_on_an_axis(words: str, codes: list[str]) -> None:
    """S equals W: who states none is right, who states one is wrong."""
    factors = [
        {"code": category, "category": category, "name": category, "weight": 0.5, "rating": rating}
        for category, rating in (("S", 3), ("W", 3), ("O", 3), ("T", 2))
    ]
    table = {
        "rating_scale": [1, 4],
        "convention": "rangkuti",
        "weight_scope": "side",
        "factor": factors,
        "claims": {"quadrant": words},
    }
    found = CALCULATIONS["ifas"].compute(table).findings
    assert [finding.code for finding in found] == codes


def test_ie_cells_are_numbered_from_strong_strong_row_by_row() -> None:
    """Nine cells, three strategies; a total of just 3 is strong, of just 2 average."""
    cells = [
        locate_ie_cell(IeTable(internal=internal, external=external)).cell
        for external in ("3,0", 2.5, 1)
        for internal in (4, 2, "1.99")
    ]
    assert cells == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    strategy = locate_ie_cell(IeTable(internal=2.5, external=2.51)).strategy
    assert strategy is not None
    assert strategy.en == "hold and maintain"


def test_signed_ratings_are_added_not_subtracted() -> None:
    """Under signed, W and T are negative, so x = S + W and y = O + T."""
    rows = [("S", 0.6, 3), ("W", 0.4, -2), ("O", 0.5, 1), ("T", 0.5, -3)]
    table = {
        "factor": [
            {"code": c, "category": c, "weight": w, "rating": rating} for c, w, rating in rows
        ],
        "rating_scale": [-4, 4],
        "convention": "signed",
        "weight_scope": "side",
        "claims": {"x": 1.0, "y": "-1", "quadrant": "II"},
    }
    result: Any = CALCULATIONS["ifas"].compute(table)
    assert result.findings == ()
    assert (result.axes.x, result.axes.y) == (1, -1)


def test_weights_in_per_cent_per_category() -> None:
    """Weights that sum to 100 in each category are read as per cent, with either form of score."""
    rows = [("S", 60, 4, 2.4), ("S", 40, 3, 120), ("W", 100, 1, 1)]
    table = {
        "factor": [
            {"code": n, "category": c, "weight": w, "rating": rating, "score": score}
            for n, (c, w, rating, score) in enumerate(rows)
        ],
        "rating_scale": [1, 4],
        "convention": "rangkuti",
        "weight_scope": "category",
        "claims": {"internal": 4.6},
    }
    result: Any = CALCULATIONS["ifas"].compute(table)
    assert [one.situation for one in result.findings] == ["ifas-weights-in-percent"]
    assert result.totals.strengths == Fraction("3.6")


@pytest.mark.parametrize(("rating", "valid"), [(3, True), (2.99, False), (4, True)])
def test_david_strengths_are_three_to_four(rating: float, *, valid: bool) -> None:
    """Ratings may be fractions, but stay in the convention's half of the scale."""
    table = {
        "factor": [
            {"code": "1", "category": "kekuatan", "weight": 0.5, "rating": rating},
            {"code": "1", "category": "W", "weight": "50%", "rating": 1.33},
        ],
        "rating_scale": [1, 4],
        "convention": "David",
        "weight_scope": "side",
    }
    assert CALCULATIONS["ifas"].compute(table).valid is valid


@pytest.mark.parametrize(
    ("matrix", "weights"),
    [
        ([["", 3, 2], [1, "", 1], [2, 3, ""]], ["5/12", "1/6", "5/12"]),
        ([["-", 2, 1], [0, "-", 0], [1, 2, "-"]], ["1/2", "0", "1/2"]),
        ([["", 1], [1, ""]], ["1/2", "1/2"]),
    ],
)
def test_paired_comparison_divides_row_sums(matrix: list[Any], weights: list[str]) -> None:
    """Both scales, 1-2-3 and 0-1-2, tell themselves apart; the diagonal does not count."""
    result: Any = CALCULATIONS["weights"].compute({"pairwise": matrix})
    assert result.valid
    assert [row.weight for row in result.rows] == [Fraction(weight) for weight in weights]
