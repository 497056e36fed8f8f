"""What can be wrong with tables that make strategies: TOW (TOWS) and QSP (QSPM).

QSP001 is an entry of the rule book that covers several situations: they share the code and differ
by their key. Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.methods.situations.table import situation

TOW_CELL = situation(
    "tows-cell",
    "TOW001",
    "error",
    id='{row}: sel "{written}" bukan SO, WO, ST, atau WT.',
    en='{row}: the cell "{written}" is none of SO, WO, ST and WT.',
)
TOW_NO_REFERENCE = situation(
    "tows-no-reference",
    "TOW002",
    "error",
    id="{row}: strategi ini tidak merujuk satu faktor pun.",
    en="{row}: this strategy cites no factor.",
)
TOW_UNKNOWN = situation(
    "tows-unknown-code",
    "TOW003",
    "error",
    id='{row}: kode faktor "{code}" tidak ada dalam tabel.',
    en='{row}: the factor code "{code}" is not in the table.',
)
TOW_LETTERS = situation(
    "tows-wrong-letters",
    "TOW004",
    "error",
    id='{row}: strategi {cell} tidak boleh merujuk faktor {category} ("{code}").',
    en='{row}: a strategy of {cell} may not cite a {category} factor ("{code}").',
)
TOW_SIDE = situation(
    "tows-side-missing",
    "TOW005",
    "error",
    id="{row}: strategi {cell} harus merujuk paling sedikit satu faktor {category}.",
    en="{row}: a strategy of {cell} must cite at least one {category} factor.",
)
TOW_EMPTY = situation(
    "tows-empty-cell",
    "TOW006",
    "warning",
    id="Sel {cell} belum berisi strategi.",
    en="The cell {cell} holds no strategy.",
)
TOW_UNUSED = situation(
    "tows-strong-factor-unused",
    "TOW007",
    "warning",
    id="{row}: faktor berskor tinggi ({score}) ini tidak dipakai strategi mana pun.",
    en="{row}: no strategy uses this factor of high score ({score}).",
)
TOW_TWICE = situation(
    "tows-code-twice",
    "TOW008",
    "error",
    id="Baris {number} ({row}): kode ini sudah dipakai di atas: {first}.",
    en="Row {number} ({row}): this code stands above already: {first}.",
)
TOW_CATEGORY = situation(
    "tows-category",
    "TOW009",
    "error",
    id='{row}: kategori "{written}" bukan S, W, O, atau T.',
    en='{row}: the category "{written}" is none of S, W, O and T.',
)

QSP_SCALE = situation(
    "qspm-outside-scale",
    "QSP001",
    "error",
    id='{row}: nilai daya tarik {value} untuk "{strategy}" di luar skala {low} sampai {high}.',
    en='{row}: the attractiveness {value} of "{strategy}" is outside the scale {low} to {high}.',
)
QSP_DASH = situation(
    "qspm-dash-for-some",
    "QSP001",
    "error",
    id='{row}: tanda "-" harus berlaku untuk semua strategi; kosong hanya pada: {strategies}.',
    en="{row}: a dash is for all strategies or for none; here only for: {strategies}.",
)
QSP_WEIGHTS_DIFFER = situation(
    "qspm-weights-differ",
    "QSP001",
    "error",
    id="{row}: bobot {weight} berbeda dari bobot IFE/EFE, yaitu {expected}.",
    en="{row}: the weight {weight} differs from the one of IFE/EFE, {expected}.",
)
QSP_TOTAL = situation(
    "qspm-total",
    "QSP001",
    "error",
    id="{row}: total TAS tercantum {stated}, seharusnya {total}.",
    en="{row}: the stated sum of TAS is {stated}, it should be {total}.",
)
QSP_PRODUCT = situation(
    "qspm-product",
    "QSP001",
    "error",
    id='{row}: TAS "{strategy}" tercantum {stated}, padahal bobot x AS = {product}.',
    en='{row}: the stated TAS of "{strategy}" is {stated}, but weight x AS = {product}.',
)
QSP_TOO_FEW = situation(
    "qspm-too-few",
    "QSP002",
    "error",
    id="QSPM membandingkan strategi: perlu paling sedikit dua, yang ada {count}.",
    en="QSPM compares strategies: it takes at least two, there are {count}.",
)
QSP_SHAPE = situation(
    "qspm-shape",
    "QSP003",
    "error",
    id="{row}: ada {count} nilai untuk {size} strategi.",
    en="{row}: there are {count} scores for {size} strategies.",
)
QSP_WEIGHT = situation(
    "qspm-weight-not-positive",
    "QSP004",
    "error",
    id="{row}: bobot {weight} harus lebih besar dari nol.",
    en="{row}: the weight {weight} must be above zero.",
)
QSP_SAME = situation(
    "qspm-row-without-difference",
    "QSP005",
    "warning",
    id="{row}: semua strategi bernilai sama ({value}), sehingga faktor ini tidak membedakan.",
    en="{row}: every strategy has the same score ({value}), so the factor tells none apart.",
)
QSP_RANGE = situation(
    "qspm-range",
    "QSP006",
    "error",
    id="{row}: total TAS {total} di luar 0 sampai {high}.",
    en="{row}: the sum of TAS {total} is outside 0 to {high}.",
)
QSP_SUM = situation(
    "qspm-weight-sum",
    "QSP007",
    "warning",
    id="Bobot berjumlah {total}; lazimnya 1 (satu sisi) atau 2 (internal dan eksternal).",
    en="The weights sum to {total}; usual are 1 (one side) and 2 (internal and external).",
)
QSP_TWICE = situation(
    "qspm-factor-twice",
    "QSP008",
    "error",
    id="Baris {number} ({row}): faktor ini sudah ada di atas: {first}.",
    en="Row {number} ({row}): this factor stands above already: {first}.",
)
QSP_CLAIMS = situation(
    "qspm-claims-shape",
    "QSP009",
    "error",
    id="Tercantum {count} total untuk {size} strategi.",
    en="{count} totals are stated for {size} strategies.",
)

STRATEGY_SITUATIONS = (
    TOW_CELL,
    TOW_NO_REFERENCE,
    TOW_UNKNOWN,
    TOW_LETTERS,
    TOW_SIDE,
    TOW_EMPTY,
    TOW_UNUSED,
    TOW_TWICE,
    TOW_CATEGORY,
    QSP_SCALE,
    QSP_DASH,
    QSP_WEIGHTS_DIFFER,
    QSP_TOTAL,
    QSP_PRODUCT,
    QSP_TOO_FEW,
    QSP_SHAPE,
    QSP_WEIGHT,
    QSP_SAME,
    QSP_RANGE,
    QSP_SUM,
    QSP_TWICE,
    QSP_CLAIMS,
)
