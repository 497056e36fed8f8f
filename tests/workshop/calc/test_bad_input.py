"""Bad input: a coded finding at its row, a refusal with the next step, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.methods import CALCULATIONS
from smartflow.workshop.calc.cli.calc_text import explain
from smartflow.workshop.calc.forms import FORMS
from smartflow.workshop.calc.sheet import read_sheet

FACTORS = (("S1", "S", 0.6, 4), ("W1", "W", 0.4, 2))
RTL = "\u0645\u0634\u0643\u0644\u0629"


def _ifas(*factors: Sequence[object], **more: object) -> dict[str, object]:
    keys = ("code", "category", "weight", "rating")
    return {
        "rating_scale": [1, 4],
        "convention": "david",
        "weight_scope": "side",
        "factor": [
            {key: cell for key, cell in zip(keys, row, strict=True) if cell is not None}
            for row in factors
        ],
        **more,
    }


def _decision(weights: Sequence[object], *rows: Sequence[object]) -> dict[str, Any]:
    return {
        "criterion": [
            {"name": f"C{n}", "type": "benefit", "weight": weight}
            for n, weight in enumerate(weights, start=1)
        ],
        "alternative": [
            {"name": f"A{n}", "values": list(row)} for n, row in enumerate(rows, start=1)
        ],
    }


def _found(out: Any, severity: str = "error") -> list[tuple[str, str | None]]:
    return [(one["code"], one["row"]) for one in out["findings"] if one["severity"] == severity]


@pytest.mark.parametrize(
    ("weight", "code"), [(None, "TBL003"), ("abc", "TBL001"), ("1.000", "TBL002")]
)
def test_a_weight_that_is_none_is_a_finding_at_its_row(
    calc: Any, weight: object, code: str
) -> None:
    """A missing, a non-numeric and an ambiguous weight: the other side's total is still there."""
    rows = (("S1", "S", weight, 4), *FACTORS[1:], ("O1", "O", 0.5, 3), ("T1", "T", 0.5, 2))
    out = calc.compute("ifas", _ifas(*rows))
    assert (code, "S1") in _found(out)
    assert out["rows"][0]["score"] is None
    assert out["totals"]["internal"] is None
    assert out["totals"]["external"] == 2.5


def test_a_factor_listed_twice(calc: Any) -> None:
    """The second is named."""
    out = calc.compute("ifas", _ifas(FACTORS[0], FACTORS[0], FACTORS[1]))
    assert "S1" in [row for _, row in _found(out)]


@pytest.mark.parametrize(("last", "code"), [(0.402, 0), (0.6, 1)])
def test_weights_that_miss_their_sum(calc: Any, last: float, code: int) -> None:
    """A sum of 1.002 is accepted and noted, one of 1.2 is refused."""
    table = calc.toml(_ifas(FACTORS[0], ("W1", "W", last, 2)))
    outcome = calc("ifas", table, "--json")
    assert outcome.code == code
    assert len(outcome.json["findings"]) == 1


def test_shares_of_thousands_of_factors_are_no_percents(calc: Any) -> None:
    """The tolerance of a sum grows with its terms, but a sum of 1 is never read as 100."""
    factors = [("S", "S", "0.0005", 4), ("W", "W", "0.0005", 2)]
    rows = [(f"{code}{n}", *rest) for n in range(1_000) for code, *rest in factors]
    out = calc.compute("ifas", _ifas(*rows))
    assert (out["totals"]["internal"], out["findings"]) == (3, [])


@pytest.mark.parametrize("method", ["saw", "topsis"])
def test_criterion_weights_that_do_not_sum_are_a_warning(calc: Any, method: str) -> None:
    """They are used as given."""
    out = calc.compute(method, _decision([3, 2], [1, 5], [2, 3]))
    assert out["valid"]
    assert _found(out, "warning") == [("MCD002", None)]
    assert out["ranks"]


def test_the_sum_normalization_divides_the_weights(calc: Any) -> None:
    """WPM's own normalisation scales them: the scores are those of scaled weights."""
    given_, scaled = (_decision(weights, [1, 5], [2, 3]) for weights in ([3, 2], [0.6, 0.4]))
    assert calc.compute("wpm", given_)["scores"] == calc.compute("wpm", scaled)["scores"]


@pytest.mark.parametrize(
    ("factor", "convention"),
    [
        (("S1", "S", 0.6, 5), "david"),
        (("S1", "S", 0.6, 1), "david"),
        (("S1", "S", 0.6, -3), "signed"),
        (("S1", "S", 0.6, 0.5), "rangkuti"),
    ],
)
def test_a_rating_outside_its_scale_or_convention(
    calc: Any, factor: tuple[object, ...], convention: str
) -> None:
    """It is named at its row."""
    weakness = ("W1", "W", 0.4, -2 if convention == "signed" else 2)
    out = calc.compute("ifas", _ifas(factor, weakness, convention=convention))
    assert [row for _, row in _found(out)] == ["S1"]


def test_a_topsis_table_of_zeros_or_of_one_row(calc: Any) -> None:
    """Both are errors with a code; nothing is ranked above anything."""
    zeros = calc.compute("topsis", _decision([0.5, 0.5], [0, 0], [0, 0]))
    assert {code for code, _ in _found(zeros)} == {"MCD001"}
    assert zeros["scores"] == [None, None]
    single = calc.compute("topsis", _decision([0.5, 0.5], [1, 2]))
    assert "MCD001" in {code for code, _ in _found(single)}


@pytest.mark.parametrize("normalization", ["max", "sum", "vector", "minmax"])
@pytest.mark.parametrize("method", ["saw", "wpm", "topsis"])
def test_a_decision_table_of_which_no_row_can_be_read(
    calc: Any, method: str, normalization: str
) -> None:
    """Each bad cell is a finding at its row, and every alternative is left unscored."""
    table = _decision([0.5, 0.5], ["abc", 2], [1, ""])
    out = calc.compute(method, {**table, "normalization": normalization})
    assert _found(out) == [("TBL001", "A1"), ("TBL003", "A2")]
    assert (out["scores"], out["ranks"]) == ([None, None], [None, None])


def test_an_incomplete_matrix_counts_only_where_declared(calc: Any) -> None:
    """A missing pair is an error, unless the table says that it is meant."""
    table = {
        "items": ["A", "B", "C"],
        "matrix": [[1, 2, ""], ["1/2", 1, 3], ["", "1/3", 1]],
        "random_index": "saaty1980",
    }
    assert not calc.compute("ahp", table)["valid"]
    declared = calc.compute("ahp", {**table, "incomplete": True})
    assert declared["valid"]
    assert declared["consistency"]["cr"] == 0


def test_printed_decimals_are_reciprocal(calc: Any) -> None:
    """0.33, 0.14 and 0.11 are a third, a seventh and a ninth; 0.5 against 3 is not."""
    table: dict[str, Any] = {"items": ["A", "B"], "random_index": "saaty1980"}
    for value, mirror in ((3, 0.33), (7, 0.14), (9, 0.11)):
        out = calc.compute("ahp", {**table, "matrix": [[1, value], [mirror, 1]]})
        assert out["findings"] == []
        assert out["weights"] == pytest.approx([value / (value + 1), 1 / (value + 1)], abs=1e-6)
    assert not calc.compute("ahp", {**table, "matrix": [[1, 3], [0.5, 1]]})["valid"]


def test_mixed_scales(calc: Any) -> None:
    """Scores of 1-10 in a table of 1-5 are named."""
    issues = [
        {"name": "A", "urgency": 9, "seriousness": 8, "growth": 7},
        {"name": "B", "urgency": 3, "seriousness": 2, "growth": 1},
    ]
    out = calc.compute("usg", {"scale": [1, 5], "issue": issues})
    assert not out["valid"]
    assert [row["total"] for row in out["rows"]] == [24, 6]


def test_a_wrong_claim_is_a_finding(calc: Any) -> None:
    """A stated quadrant, total, weight, score or rank that is not the computed one."""
    factors = (*FACTORS, ("O1", "O", 0.5, 3), ("T1", "T", 0.5, 2))
    swot = calc.compute("ifas", _ifas(*factors, claims={"quadrant": "III"}))
    assert (swot["valid"], swot["quadrant"]["roman"]) == (False, "I")
    means = {"factor": [{"code": "S1", "mean": 1, "weight": 0.9}, {"code": "S2", "mean": 1}]}
    assert [row for _, row in _found(calc.compute("weights", means))] == ["S1"]
    table = _decision([0.5, 0.5], [1, 2], [2, 1])
    table["alternative"][0]["score"] = 0.9
    table["alternative"][1]["rank"] = 2
    out = calc.compute("saw", table)
    assert [row for _, row in _found(out)] == ["A1", "A2"]
    assert out["ranks"] == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["saw", "wpm", "topsis"])
def test_ten_thousand_alternatives(calc: Any, method: str) -> None:
    """They take seconds, from TOML and from CSV, as JSON and as text."""
    rows = [[n % 97 + 1, n % 89 + 1.5] for n in range(10_000)]
    table = calc.toml(_decision([0.5, 0.5], *rows))
    sheet = calc.csv(
        [
            ["Alternatif", "C1", "C2"],
            ["Jenis", "benefit", "benefit"],
            ["Bobot", 0.5, 0.5],
            *([f"A{n}", *row] for n, row in enumerate(rows, start=1)),
        ]
    )
    first, second = (calc(method, path, "--json") for path in (table, sheet))
    text = calc(method, table)
    assert (first.code, second.code, text.code) == (0, 0, 0)
    assert len(first.json["ranks"]) == 10_000
    assert first.out == second.out


def test_semicolons_and_decimal_commas(calc: Any) -> None:
    """As an Indonesian Excel saves it: 3,667 is a decimal there, a code stays a code."""
    path = calc.text("Kode;Rata-rata\r\n1.100;3,667\r\n1.200;3\r\n", "bobot.csv")
    outcome = calc("weights", path, "--json")
    assert (outcome.code, outcome.json["weights"]) == (0, [0.550022, 0.449978])
    text = calc("weights", path).out
    assert "1.100: 3,667 ÷ 6,667 = 0,55" in text


def test_a_dot_stays_ambiguous_unless_the_table_settles_it(calc: Any) -> None:
    """``1.250`` alone is refused with a code; beside ``2,5`` it is thousands."""
    head = "Alternatif;C1;C2\nJenis;cost;benefit\nBobot;1;2\n"
    alone = calc("saw", calc.text(f"{head}A;1.250;3\nB;900;2\n", "a.csv"), "--json")
    assert "TBL002" in {one["code"] for one in alone.json["findings"]}
    beside = calc("saw", calc.text(f"{head}A;1.250;2,5\nB;625;5\n", "b.csv"), "--json")
    assert beside.json["scores"] == [1.5, 3]


def test_right_to_left_text_and_long_cells(calc: Any) -> None:
    """Names of 10,000 characters and Arabic ones are kept whole in JSON and cut in the text."""
    long = "x" * 10_000
    issues = [{"name": name, "urgency": 9, "seriousness": 1, "growth": 1} for name in (RTL, long)]
    path = calc.toml({"scale": [1, 5], "issue": issues})
    out = calc("usg", path, "--json")
    assert out.code == 1
    assert [row["name"] for row in out.json["rows"]] == [RTL, long]
    text = calc("usg", path)
    assert RTL in text.out
    assert max(map(len, text.out.splitlines())) < 600
    rows = [["scale", "1-5"], ["Isu", "U", "S", "G"], *([n, 9, 1, 1] for n in (RTL, long))]
    assert calc("usg", calc.csv(rows), "--json").json == out.json


def test_an_error_of_excel_is_a_finding(calc: Any) -> None:
    """``#DIV/0!`` in a cell is no number, at its row."""
    path = calc.csv([["Kode", "Rata-rata"], ["S1", "#DIV/0!"], ["S2", 3]])
    assert _found(calc("weights", path, "--json").json) == [("TBL001", "S1")]


REFUSED = {
    "empty.toml": (b"= 3", "usg"),
    "rows.toml": (b"issue = 3", "usg"),
    "single.toml": (b"[issue]\nname = 'A'", "usg"),
    "mixed.toml": (b"issue = [1, {}]", "usg"),
    "claims.toml": (b"claims = 3", "ifas"),
    "latin.toml": (b"scale = '\xe9'", "usg"),
    "deep.toml": (b"scale = " + b"[" * 5000, "usg"),
    "digits.toml": (b"scale = " + b"9" * 5000, "usg"),
    "nothing.csv": (b"", "usg"),
    "blank.csv": (b" ; ;\n;;\n", "usg"),
    "prose.csv": (b"hanya;kata\nsaja;di sini\n", "usg"),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n0000", "saw"),
    "cut.xlsx": (b"PK\x03\x04 no more", "ahp"),
    "order.csv": (b";A;B\nB;1;2\nA;2;1\n", "ahp"),
    "zero.csv": (b"\x00\x01\x02;\x00", "weights"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_table_is_refused(calc: Any, name: str) -> None:
    """Exit code 2, nothing on stdout, and the next step in both languages."""
    content, method = REFUSED[name]
    path = calc.folder / name
    path.write_bytes(content)
    for language in ("id", "en"):
        outcome = calc(method, path, "--lang", language)
        assert (outcome.code, outcome.out) == (2, "")
        assert "smartflow calc --help" in outcome.err
        assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ("usq", "table.toml"),
        ("usg", "lost.toml"),
        ("usg", "lost.csv"),
        ("usg", "."),
        ("usg", "table.toml", "--set", "scale"),
        ("usg", "table.toml", "--set", "skale=1-5"),
        ("usg", "table.toml", "--format", "nothing"),
        ("usg",),
    ],
)
def test_what_cannot_be_meant_is_refused(calc: Any, words: tuple[str, ...]) -> None:
    """An unknown method, file, setting or format ends with 2 and names the next step."""
    calc.toml({"scale": [1, 5], "issue": []})
    method, *rest = words
    outcome = calc(method, *(calc.folder / word if "." in word else word for word in rest))
    assert outcome.code == 2
    assert "Langkah berikutnya" in outcome.err


JUNK = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(["S", "O", "benefit", "cost", "1/3", "-", "0,15", "1.000", "II", "david", ""]),
)
CELL = st.one_of(JUNK, st.lists(JUNK, max_size=3), st.lists(st.lists(JUNK, max_size=3), max_size=3))
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def _junk_of(struct: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    """Fill any of a table's keys with anything that its outline allows, and more."""
    fields: dict[str, st.SearchStrategy[Any]] = {"other": CELL}
    for field in msgspec.structs.fields(struct):
        kind = field.type
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            fields[field.name] = st.one_of(_junk_of(kind), JUNK)
        elif getattr(kind, "__origin__", None) is tuple:
            fields[field.name] = st.lists(_junk_of(kind.__args__[0]), max_size=3)
        else:
            fields[field.name] = CELL
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("method", sorted(FORMS))
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=CHECKS)
def test_junk_in_toml_is_never_a_traceback(method: str, calc: Any, data: st.DataObject) -> None:
    """JSON and text answer with 0, 1 or 2; the JSON's validity is its exit code."""
    path = calc.toml(data.draw(_junk_of(CALCULATIONS[method].table)))
    outcome = calc(method, path, "--json")
    assert outcome.code in (0, 1, 2), outcome.err
    if outcome.code != 2:
        assert outcome.json["valid"] is (outcome.code == 0)
    assert calc(method, path).code == outcome.code
    assert calc(method, path, "--format", "markdown").code == outcome.code


WORDS = st.sampled_from(
    [
        *("Isu", "U", "S", "G", "Kode", "Kategori", "Faktor", "Bobot", "Rating", "Skor", "Jenis"),
        *("Jumlah", "Total", "Kekuatan", "Peluang", "Selisih", "Alternatif", "Kriteria", "benefit"),
        *("cost", "AS", "TAS", "Rata-rata", "Kuadran", "Sumber", "No", "skala", "1-5", "0,5", "3"),
        *("4", "15%"),
    ]
)
GRID = st.lists(st.lists(st.one_of(WORDS, JUNK), min_size=1, max_size=5), min_size=1, max_size=6)


@pytest.mark.parametrize("method", sorted(FORMS))
@given(rows=GRID)
@settings(max_examples=25, deadline=None, suppress_health_check=CHECKS)
def test_junk_in_a_spreadsheet_is_never_a_traceback(method: str, calc: Any, rows: Any) -> None:
    """Any grid is computed or refused."""
    path = calc.csv([[str(cell).replace("\0", "") for cell in row] for row in rows])
    for words in (("--json",), ()):
        outcome = calc(method, path, *words)
        assert outcome.code in (0, 1, 2), outcome.err


def test_an_excel_error_cell_is_read_as_what_it_shows(calc: Any, tmp_path: Path) -> None:
    """A workbook's error cell reaches the method as its words, not as a blank."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Kode", "Rata-rata"], ["S1", 2], ["S2", 3]):
        sheet.append(row)
    sheet["B2"].value = "#DIV/0!"
    sheet["B2"].data_type = "e"
    path = tmp_path / "error.xlsx"
    book.save(path)
    book.close()
    data, _ = read_sheet(path, FORMS["weights"])
    assert data["factor"] == [{"code": "S1", "mean": "#DIV/0!"}, {"code": "S2", "mean": 3}]


def test_only_what_can_be_calculated_is_explained() -> None:
    """A table beside another method's result is nobody's, and that is said."""

    class Stray(msgspec.Struct):
        method: str = "stray"
        table: object = None
        result: object = None

    with pytest.raises(LookupError):
        explain(Stray())  # type: ignore[arg-type]
