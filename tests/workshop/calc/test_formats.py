"""One table, three kinds of file, three kinds of output; and the settings beside the file."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from smartflow.methods import CALCULATIONS
from smartflow.workshop.calc.cli.calc import METHODS
from smartflow.workshop.calc.forms import FORMS

USG = {
    "scale": [1, 5],
    "issue": [
        {"name": "Sampah", "urgency": 5, "seriousness": 4, "growth": 4, "total": 13, "rank": 1},
        {"name": "Banjir", "urgency": 4, "seriousness": 4, "growth": 3, "total": 11, "rank": 2},
        {"name": "Macet", "urgency": 3, "seriousness": 4, "growth": 4, "total": 11, "rank": 2},
    ],
}
USG_ROWS = [
    ["Pemerintah Kota Contoh"],
    ["Skala", "1-5"],
    ["No", "Isu", "Urgency (U)", "Seriousness (S)", "Growth (G)", "Total", "Peringkat"],
    [1, "Sampah", 5, 4, 4, 13, 1],
    [2, "Banjir", 4, 4, 3, 11, 2],
    [3, "Macet", 3, 4, 4, 11, 2],
    ["", "", "", "", "", "", ""],
]
APKL = {
    "scale": [0, 1],
    "issue": [
        {"name": "Sampah", "actual": 1, "problematic": 1, "relevant": 1, "feasible": 1},
        {"name": "Banjir", "actual": 1, "problematic": 0, "relevant": 1, "feasible": 1},
    ],
}
APKL_ROWS = [
    ["scale", 0, 1],
    ["Isu", "Aktual", "Problematik", "Kekhalayakan", "Kelayakan"],
    ["Sampah", "ya", "ya", "ya", "ya"],
    ["Banjir", "ya", "tidak", "ya", "ya"],
]
IFAS = {
    "rating_scale": [1, 4],
    "convention": "david",
    "weight_scope": "side",
    "factor": [
        {"code": "1", "category": "S", "name": "Internet", "weight": 0.6, "rating": 3.5},
        {"code": "2", "category": "W", "name": "Pegawai", "weight": 0.4, "rating": 2},
        {"code": "3", "category": "O", "name": "Pasar", "weight": 0.55, "rating": 3},
        {"code": "4", "category": "T", "name": "Bencana", "weight": 0.45, "rating": 4},
    ],
    "claims": {"internal": 2.9, "external": 3.45, "quadrant": "II"},
}
IFAS_ROWS = [
    ["skala rating", "1-4"],
    ["konvensi", "david"],
    ["cakupan bobot", "side"],
    ["internal", 2.9],
    ["eksternal", 3.45],
    ["kuadran", "II"],
    ["Kode", "Kategori", "Faktor", "Bobot", "Rating"],
    ["1", "S", "Internet", 0.6, 3.5],
    ["2", "W", "Pegawai", 0.4, 2],
    ["3", "O", "Pasar", 0.55, 3],
    ["4", "T", "Bencana", 0.45, 4],
    ["", "", "Jumlah", 2, ""],
]
WEIGHTS = {
    "factor": [
        {"code": "S1", "mean": 3.667, "weight": 0.55},
        {"code": "S2", "mean": 3, "weight": 0.45},
    ]
}
WEIGHTS_ROWS = [["Kode", "Rata-rata", "Bobot"], ["S1", 3.667, 0.55], ["S2", 3, 0.45]]
PAIRS = {
    "items": ["S1", "S2", "W1"],
    "pairwise": [["", 2, 3], [2, "", 3], [1, 1, ""]],
}
PAIRS_ROWS = [["", "S1", "S2", "W1"], ["S1", "", 2, 3], ["S2", 2, "", 3], ["W1", 1, 1, ""]]
QSPM = {
    "strategies": ["Aplikasi", "Loket"],
    "factor": [
        {"code": "S1", "weight": 0.6, "scores": [4, 2]},
        {"code": "W1", "weight": 0.4, "scores": ["", ""]},
    ],
    "totals": [2.4, 1.2],
}
QSPM_ROWS = [
    ["Kode", "Bobot", "Aplikasi", "Loket"],
    ["S1", 0.6, 4, 2],
    ["W1", 0.4, "-", "-"],
    ["Jumlah", "", 2.4, 1.2],
]
DECISION = {
    "criterion": [
        {"name": "Biaya", "type": "cost", "weight": 0.4},
        {"name": "Dampak", "type": "benefit", "weight": 0.6},
    ],
    "alternative": [
        {"name": "A", "values": [2.5, 4]},
        {"name": "B", "values": [1.25, 3]},
        {"name": "C", "values": [5, 5]},
    ],
    "normalization": "max",
}
DECISION_ROWS = [
    ["Kota", "Contoh"],
    ["normalisasi", "max"],
    ["No", "Alternatif", "Biaya", "Dampak"],
    ["", "Jenis", "biaya", "keuntungan"],
    ["", "Bobot", 0.4, 0.6],
    [1, "A", 2.5, 4],
    [2, "B", 1.25, 3],
    [3, "C", 5, 5],
]
AHP = {
    "items": ["Biaya", "Dampak", "Waktu"],
    "matrix": [[1, "1/3", 2], [3, 1, 5], [0.5, 0.2, 1]],
    "random_index": "saaty1980",
}
AHP_ROWS = [
    ["indeks acak", "saaty1980"],
    ["", "Biaya", "Dampak", "Waktu"],
    ["Biaya", 1, "1/3", 2],
    ["Dampak", 3, 1, 5],
    ["Waktu", 0.5, 0.2, 1],
]
SAMPLES: list[tuple[str, Any, Any]] = [
    ("usg", USG, USG_ROWS),
    ("apkl", APKL, APKL_ROWS),
    ("ifas", IFAS, IFAS_ROWS),
    ("weights", WEIGHTS, WEIGHTS_ROWS),
    ("weights", PAIRS, PAIRS_ROWS),
    ("qspm", QSPM, QSPM_ROWS),
    ("saw", DECISION, DECISION_ROWS),
    ("wpm", DECISION, DECISION_ROWS),
    ("topsis", DECISION, DECISION_ROWS),
    ("ahp", AHP, AHP_ROWS),
]
EACH = pytest.mark.parametrize(("method", "table", "rows"), SAMPLES)


@EACH
def test_toml_csv_and_xlsx_say_the_same(calc: Any, method: str, table: Any, rows: Any) -> None:
    """The same table gives the same JSON from each kind of file, and it is a valid one."""
    expected = calc.compute(method, table)
    assert expected["valid"], expected["findings"]
    for path in (calc.csv(rows), calc.xlsx(rows)):
        outcome = calc(method, path, "--format", "json")
        assert (outcome.code, outcome.json) == (0, expected), path


@EACH
def test_text_explains_in_both_languages(calc: Any, method: str, table: Any, rows: Any) -> None:
    """The text holds formula, calculation and verdict, and no number is left open."""
    path = calc.toml(table)
    indonesian, english = (calc(method, path, "--lang", language) for language in ("id", "en"))
    assert (indonesian.code, english.code) == (0, 0)
    for words in ("Rumus:", "Perhitungan:", "Tabel sah."):
        assert words in indonesian.out
    for words in ("Formula:", "Calculation:", "The table is valid."):
        assert words in english.out
    assert "= ?" not in english.out


@EACH
def test_markdown_is_a_table(calc: Any, method: str, table: Any, rows: Any) -> None:
    """There is a GitHub table with a heading and a rule under it."""
    outcome = calc(method, calc.toml(table), "--format", "markdown")
    assert outcome.code == 0
    lines = [line for line in outcome.out.splitlines() if line.startswith("|")]
    assert len(lines) > 2
    assert set(lines[1]) <= set("|-: ")
    assert len({line.count("|") for line in lines}) == 1


def test_a_teacher_writes_the_numbers_in(calc: Any) -> None:
    """Steps show the operands, with the decimal mark of the language."""
    path = calc.toml(IFAS)
    assert "5 + 4 + 4 = 13 → peringkat 1" in calc("usg", calc.toml(USG, "usg.toml")).out
    indonesian = calc("ifas", path).out
    assert "1: 0,6 × 3,5 = 2,1" in indonesian  # noqa: RUF001  the sign of multiplication
    assert "x = 2,1 − 0,8 = 1,3" in indonesian  # noqa: RUF001  the minus sign
    english = calc("ifas", path, "--lang", "en").out
    assert "x > 0 and y < 0: quadrant II, ST strategy (diversification)" in english
    assert "y = 1.65 − 1.8 = -0.15" in english  # noqa: RUF001
    saw = calc("saw", calc.toml(DECISION, "saw.toml"), "--lang", "en").out
    assert "B: 0.4 × 1 + 0.6 × 0.6 = 0.76 → rank 1" in saw  # noqa: RUF001
    pairs = calc("weights", calc.toml(PAIRS, "pairs.toml"), "--lang", "en").out
    assert "S1: (2 + 3) ÷ 12 = 5 ÷ 12 = 0.4167" in pairs
    ahp = calc("ahp", calc.toml(AHP, "ahp.toml"), "--lang", "en").out
    assert "RI of the table saaty1980, n = 3" in ahp


def test_findings_are_printed_in_text_and_markdown(calc: Any) -> None:
    """A wrong total is named by its code in each, and ends with 1."""
    rows = [{**USG["issue"][0], "total": 12}, *USG["issue"][1:]]  # type: ignore[dict-item,index]
    path = calc.toml({**USG, "issue": rows})
    code = calc("usg", path, "--format", "json").json["findings"][0]["code"]
    text = calc("usg", path)
    assert text.code == 1
    assert f"{code} (harus diperbaiki): Sampah" in text.out
    assert "Tabel belum sah" in text.out
    markdown = calc("usg", path, "--format", "markdown")
    assert markdown.code == 1
    assert f"| {code} |" in markdown.out


def test_settings_of_the_command_go_first(calc: Any) -> None:
    """``--set`` declares what the file does not, and goes before what it does."""
    path = calc.csv(USG_ROWS[2:])
    missing = calc("usg", path, "--format", "json")
    assert missing.code == 1
    declared = calc("usg", path, "--set", "scale=1-5", "--format", "json")
    assert (declared.code, declared.json["findings"]) == (0, [])
    narrower = calc("usg", calc.toml(USG), "--set", "skala=1-4", "--format", "json")
    assert narrower.code == 1
    claimed = calc("ifas", calc.toml(IFAS), "--set", "quadrant=I", "--format", "json")
    assert claimed.code == 1
    assert claimed.json["quadrant"]["roman"] == "II"


def test_aliases_name_the_method(calc: Any) -> None:
    """``efas`` is ``ifas``, in any case; JSON holds the method's own name."""
    outcome = calc("EFAS", calc.toml(IFAS), "--json")
    assert (outcome.code, outcome.json["method"]) == (0, "ifas")


def test_the_help_names_every_method() -> None:
    """What the help lists is what can be computed."""
    assert METHODS.split(", ") == list(FORMS)
    assert set(FORMS) <= set(CALCULATIONS)


def test_numbers_are_json_numbers_of_six_decimals(calc: Any) -> None:
    """A third is 0.333333; ranks are competition ranks."""
    table = {
        "factor": [{"code": "S1", "mean": 1}, {"code": "S2", "mean": 1}, {"code": "S3", "mean": 1}]
    }
    assert calc.compute("weights", table)["weights"] == [0.333333] * 3
    assert [row["rank"] for row in calc.compute("usg", USG)["rows"]] == [1, 2, 2]


def test_what_is_not_read_is_told(calc: Any) -> None:
    """A misspelt key or an extra column is named on stderr, and stdout stays data."""
    misspelt = calc("usg", calc.toml({**USG, "skala": 5}), "--json", "--lang", "en")
    assert "Unknown keys, not read: skala" in misspelt.err
    assert misspelt.json["valid"]
    extra = [[*row, "x"] for row in WEIGHTS_ROWS]
    extra[0][-1] = "Catatan"
    assert "Kolom tidak dibaca: 'Catatan'" in calc("weights", calc.csv(extra)).err
    assert "baris 12" in calc("ifas", calc.csv(IFAS_ROWS)).err


def test_a_matrix_without_names_before_its_rows(calc: Any) -> None:
    """The names above the columns are enough; sums around the matrix are no part of it."""
    named = calc("ahp", calc.csv(AHP_ROWS), "--json").json
    bare = [AHP_ROWS[0], *(row[1:] for row in AHP_ROWS[1:])]
    assert calc("ahp", calc.csv(bare), "--json").json == named
    summed = [AHP_ROWS[0], [*AHP_ROWS[1], "Jumlah"], *([*row, 9] for row in AHP_ROWS[2:])]
    summed.append(["Jumlah", 4.5, 1.5, 8, ""])
    assert calc("ahp", calc.csv(summed), "--json").json == named


def test_a_setting_may_be_a_column(calc: Any) -> None:
    """A column that says the same in each row declares it."""
    rows = [["Isu", "U", "S", "G", "Skala"], ["A", 5, 4, 3, "1-5"], ["B", 1, 2, 3, "1-5"]]
    outcome = calc("usg", calc.csv(rows), "--json")
    assert (outcome.code, outcome.err, outcome.json["findings"]) == (0, "", [])
    rows[2][4] = "1-10"
    assert calc("usg", calc.csv(rows), "--json").code == 1


def test_the_command_needs_neither_workspace_nor_plugins(calc: Any) -> None:
    """JSON and text load no plugin: a broken one can hide no result."""
    program = (
        "import sys; from smartflow.terminal.program import run; "
        "code = run(sys.argv[1:]); "
        "assert not [m for m in sys.modules if m.startswith('smartflow_')], sys.modules; "
        "assert 'smartflow.store' not in sys.modules; sys.exit(code)"
    )
    path = calc.toml(USG)
    for words in (("--json",), ()):
        done = subprocess.run(
            [sys.executable, "-c", program, "calc", "usg", str(path), *words],
            cwd=calc.folder,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
