"""What can be wrong with an IFAS/EFAS table: family IFS.

Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.methods.situations.table import situation

IFS_SCALE = situation(
    "ifas-scale-undeclared",
    "IFS001",
    "warning",
    id="Skala rating belum dinyatakan; dibaca sebagai [1, 4].",
    en="The rating scale is not declared; it is read as [1, 4].",
)
IFS_CONVENTION = situation(
    "ifas-convention-undeclared",
    "IFS002",
    "warning",
    id="Konvensi rating (david, rangkuti, signed) belum dinyatakan; hanya skala yang diperiksa.",
    en="The rating convention (david, rangkuti, signed) is undeclared; only the scale is checked.",
)
IFS_CONVENTION_UNKNOWN = situation(
    "ifas-convention-unknown",
    "IFS003",
    "error",
    id='Konvensi rating "{written}" tidak dikenal; pilih david, rangkuti, atau signed.',
    en='The rating convention "{written}" is unknown; choose david, rangkuti or signed.',
)
IFS_SCOPE = situation(
    "ifas-scope-undeclared",
    "IFS004",
    "warning",
    id="Cakupan bobot belum dinyatakan; bobot S+W dan O+T masing-masing dijumlahkan menjadi 1.",
    en="The weight scope is not declared; weights are summed to 1 over S+W and over O+T.",
)
IFS_SCOPE_UNKNOWN = situation(
    "ifas-scope-unknown",
    "IFS005",
    "error",
    id='Cakupan bobot "{written}" tidak dikenal; pilih side atau category.',
    en='The weight scope "{written}" is unknown; choose side or category.',
)
IFS_CATEGORY = situation(
    "ifas-category",
    "IFS006",
    "error",
    id='{row}: kategori "{written}" bukan S, W, O, atau T.',
    en='{row}: the category "{written}" is none of S, W, O and T.',
)
IFS_SIDE = situation(
    "ifas-side",
    "IFS007",
    "error",
    id="{row}: faktor {side} tercantum dalam kategori {category}.",
    en="{row}: an {side} factor is listed in category {category}.",
)
IFS_EMPTY = situation(
    "ifas-category-empty",
    "IFS008",
    "error",
    id="Kategori {category} kosong, padahal kategori {other} berisi.",
    en="Category {category} is empty while category {other} is not.",
)
IFS_TWICE = situation(
    "ifas-factor-twice",
    "IFS009",
    "error",
    id="Baris {number} ({row}): faktor ini sudah ada di atas: {first}.",
    en="Row {number} ({row}): this factor stands above already: {first}.",
)
IFS_WEIGHT = situation(
    "ifas-weight-not-positive",
    "IFS010",
    "error",
    id="{row}: bobot {weight} harus lebih besar dari nol.",
    en="{row}: the weight {weight} must be above zero.",
)
IFS_SUM = situation(
    "ifas-weight-sum",
    "IFS011",
    "error",
    id="Jumlah bobot {scope} adalah {total}, harus {target} (toleransi {tolerance}).",
    en="The weights of {scope} sum to {total}, they must sum to {target} (tolerance {tolerance}).",
)
IFS_SUM_ROUNDED = situation(
    "ifas-weight-sum-rounded",
    "IFS012",
    "warning",
    id="Jumlah bobot {scope} adalah {total}, bukan {target}; diterima sebagai pembulatan.",
    en="The weights of {scope} sum to {total}, not {target}; accepted as rounding.",
)
IFS_PERCENT = situation(
    "ifas-weights-in-percent",
    "IFS013",
    "warning",
    id="Bobot berjumlah 100; dibaca sebagai persen.",
    en="The weights sum to 100; they are read as per cent.",
)
IFS_OUTSIDE = situation(
    "ifas-rating-outside",
    "IFS014",
    "error",
    id="{row}: rating {rating} di luar skala {low} sampai {high}.",
    en="{row}: the rating {rating} is outside the scale {low} to {high}.",
)
IFS_AGAINST = situation(
    "ifas-rating-against-convention",
    "IFS015",
    "error",
    id="{row}: rating {rating} melanggar konvensi {convention}: kategori {category} harus {band}.",
    en="{row}: the rating {rating} breaks the {convention} convention: {category} is {band}.",
)
IFS_SCORE = situation(
    "ifas-score",
    "IFS016",
    "error",
    id="{row}: skor tercantum {stated}, padahal bobot x rating = {score}.",
    en="{row}: the stated score is {stated}, but weight x rating = {score}.",
)
IFS_TOTAL = situation(
    "ifas-total",
    "IFS017",
    "error",
    id="Total {side} tercantum {stated}, padahal jumlah skor = {total}.",
    en="The stated {side} total is {stated}, but the scores sum to {total}.",
)
IFS_AXIS = situation(
    "ifas-axis",
    "IFS018",
    "error",
    id="Koordinat {axis} tercantum {stated}, seharusnya {value} ({formula}).",
    en="The stated {axis} is {stated}, it should be {value} ({formula}).",
)
IFS_HALVED = situation(
    "ifas-axis-halved",
    "IFS019",
    "warning",
    id="Koordinat {axis} tercantum {stated}, separuh dari {value}; kuadrannya sama.",
    en="The stated {axis} is {stated}, half of {value}; the quadrant is the same.",
)
IFS_DOUBLE = situation(
    "ifas-double-subtraction",
    "IFS020",
    "error",
    id="Koordinat {axis} tercantum {stated} mengurangi dua kali: rating {category} sudah negatif.",
    en="The stated {axis} {stated} subtracts twice: ratings of {category} are negative already.",
)
IFS_ON_AXIS = situation(
    "ifas-on-axis",
    "IFS021",
    "error",
    id="Titik SWOT berada tepat pada sumbu ({axis} = 0); kuadran belum dapat ditentukan.",
    en="The SWOT point lies on an axis ({axis} = 0); the quadrant is undecided.",
)
IFS_QUADRANT = situation(
    "ifas-quadrant",
    "IFS022",
    "error",
    id='Kuadran tercantum "{stated}", seharusnya {roman} ({strategy}).',
    en='The stated quadrant is "{stated}", it should be {roman} ({strategy}).',
)
IFS_SIGNED_MIXED = situation(
    "ifas-signed-mixed",
    "IFS023",
    "error",
    id="Rating negatif dipakai tanpa konvensi signed; rumus S - W akan mengurangi dua kali.",
    en="Negative ratings without the signed convention; the formula S - W would subtract twice.",
)
IFS_ZERO = situation(
    "ifas-rating-zero",
    "IFS024",
    "warning",
    id="{row}: rating 0 membuat faktor ini tidak berpengaruh.",
    en="{row}: a rating of 0 leaves this factor without effect.",
)
IFS_NOT_CLAIMABLE = situation(
    "ifas-claim-not-computable",
    "IFS025",
    "warning",
    id="{axis} tercantum {stated}, tetapi tidak dapat dihitung dari tabel ini.",
    en="{axis} is stated as {stated}, but cannot be computed from this table.",
)

SWOT_SITUATIONS = (
    IFS_SCALE,
    IFS_CONVENTION,
    IFS_CONVENTION_UNKNOWN,
    IFS_SCOPE,
    IFS_SCOPE_UNKNOWN,
    IFS_CATEGORY,
    IFS_SIDE,
    IFS_EMPTY,
    IFS_TWICE,
    IFS_WEIGHT,
    IFS_SUM,
    IFS_SUM_ROUNDED,
    IFS_PERCENT,
    IFS_OUTSIDE,
    IFS_AGAINST,
    IFS_SCORE,
    IFS_TOTAL,
    IFS_AXIS,
    IFS_HALVED,
    IFS_DOUBLE,
    IFS_ON_AXIS,
    IFS_QUADRANT,
    IFS_SIGNED_MIXED,
    IFS_ZERO,
    IFS_NOT_CLAIMABLE,
)
