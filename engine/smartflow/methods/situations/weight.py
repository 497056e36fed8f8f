"""What can be wrong with weights of factors (WGT) and with the IE matrix (IEM).

Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.methods.situations.table import situation

WGT_NOT_POSITIVE = situation(
    "weights-mean-not-positive",
    "WGT001",
    "error",
    id="{row}: rata-rata kepentingan {mean} harus lebih besar dari nol.",
    en="{row}: the mean importance {mean} must be above zero.",
)
WGT_CLAIM = situation(
    "weights-claim",
    "WGT002",
    "error",
    id="{row}: bobot tercantum {stated}, seharusnya {weight}.",
    en="{row}: the stated weight is {stated}, it should be {weight}.",
)
WGT_TWICE = situation(
    "weights-factor-twice",
    "WGT003",
    "error",
    id="Baris {number} ({row}): faktor ini sudah ada di atas: {first}.",
    en="Row {number} ({row}): this factor stands above already: {first}.",
)
WGT_SHAPE = situation(
    "weights-matrix-shape",
    "WGT004",
    "error",
    id="{row}: baris ini berisi {count} sel, seharusnya {size}.",
    en="{row}: this row has {count} cells, it should have {size}.",
)
WGT_SCALE = situation(
    "weights-pair-scale",
    "WGT005",
    "error",
    id="{row}: nilai {value} terhadap {other} bukan bilangan bulat pada skala {scale}.",
    en="{row}: the value {value} against {other} is not a whole number on the scale {scale}.",
)
WGT_PAIR = situation(
    "weights-pair-disagrees",
    "WGT006",
    "error",
    id="{row} terhadap {other}: {value} dan sebaliknya {mirror}; jumlahnya harus {total}.",
    en="{row} against {other}: {value}, and the other way {mirror}; they must add up to {total}.",
)
WGT_DIAGONAL = situation(
    "weights-diagonal",
    "WGT007",
    "warning",
    id="{row}: sel diagonal berisi {value}; tidak ikut dijumlahkan.",
    en="{row}: the diagonal cell holds {value}; it is not counted.",
)
WGT_ZERO = situation(
    "weights-zero",
    "WGT008",
    "warning",
    id="{row}: bobotnya nol, karena kalah dalam semua perbandingan.",
    en="{row}: its weight is zero, for it loses every comparison.",
)
WGT_MIXED = situation(
    "weights-mixed-scales",
    "WGT009",
    "error",
    id="Matriks mencampur skala 0-1-2 dan 1-2-3.",
    en="The matrix mixes the scales 0-1-2 and 1-2-3.",
)
WGT_TOO_FEW = situation(
    "weights-too-few",
    "WGT010",
    "error",
    id="Perbandingan berpasangan memerlukan paling sedikit dua faktor.",
    en="A paired comparison takes at least two factors.",
)
WGT_PAIR_MISSING = situation(
    "weights-pair-missing",
    "WGT011",
    "error",
    id="{row}: perbandingan terhadap {other} belum diisi.",
    en="{row}: the comparison with {other} is missing.",
)
WGT_BOTH = situation(
    "weights-both-ways",
    "WGT012",
    "warning",
    id="Tabel berisi rata-rata dan matriks; yang dihitung rata-ratanya.",
    en="The table holds both means and a matrix; the means are used.",
)
WGT_SUM = situation(
    "weights-claim-sum",
    "WGT013",
    "error",
    id="Bobot tercantum berjumlah {total}, harus 1 (toleransi {tolerance}).",
    en="The stated weights sum to {total}, they must sum to 1 (tolerance {tolerance}).",
)
WGT_SUM_ROUNDED = situation(
    "weights-claim-sum-rounded",
    "WGT014",
    "warning",
    id="Bobot tercantum berjumlah {total}, bukan 1; diterima sebagai pembulatan.",
    en="The stated weights sum to {total}, not 1; accepted as rounding.",
)

IEM_OUTSIDE = situation(
    "ie-outside",
    "IEM001",
    "error",
    id="Total {side} {value} di luar 1,00 sampai 4,00.",
    en="The {side} total {value} is outside 1.00 to 4.00.",
)
IEM_CELL = situation(
    "ie-cell",
    "IEM002",
    "error",
    id='Sel tercantum "{stated}", seharusnya {cell}.',
    en='The stated cell is "{stated}", it should be {cell}.',
)
IEM_MISSING = situation(
    "ie-missing",
    "IEM003",
    "error",
    id="Total {side} belum diisi atau bukan angka.",
    en="The {side} total is missing or no number.",
)

WEIGHT_SITUATIONS = (
    WGT_NOT_POSITIVE,
    WGT_CLAIM,
    WGT_TWICE,
    WGT_SHAPE,
    WGT_SCALE,
    WGT_PAIR,
    WGT_DIAGONAL,
    WGT_ZERO,
    WGT_MIXED,
    WGT_TOO_FEW,
    WGT_PAIR_MISSING,
    WGT_BOTH,
    WGT_SUM,
    WGT_SUM_ROUNDED,
    IEM_OUTSIDE,
    IEM_CELL,
    IEM_MISSING,
)
