"""What can be wrong with decision tables (MCD: SAW, WPM, TOPSIS) and judgements (AHP).

MCD001 and AHP001 are entries of the rule book that cover several situations each: those share the
code and differ by their key. Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.methods.situations.table import situation

MCD_TYPE = situation(
    "decision-type",
    "MCD001",
    "error",
    id='Kriteria {row}: jenis "{written}" harus benefit (keuntungan) atau cost (biaya).',
    en='Criterion {row}: the type "{written}" must be benefit or cost.',
)
MCD_WEIGHT = situation(
    "decision-weight-not-positive",
    "MCD001",
    "error",
    id="Kriteria {row}: bobot {weight} harus lebih besar dari nol.",
    en="Criterion {row}: the weight {weight} must be above zero.",
)
MCD_ZERO_COLUMN = situation(
    "decision-zero-column",
    "MCD001",
    "error",
    id="Kriteria {row}: semua nilai atau nilai terbesarnya nol, tidak dapat dinormalisasi.",
    en="Criterion {row}: all its values or the largest are zero, it cannot be normalised.",
)
MCD_TOO_FEW = situation(
    "decision-too-few",
    "MCD001",
    "error",
    id="Perlu paling sedikit dua alternatif, yang ada {count}.",
    en="It takes at least two alternatives, there are {count}.",
)
MCD_ZERO = situation(
    "decision-zero-value",
    "MCD001",
    "error",
    id="{row}: nilai {criterion} nol; metode ini membaginya atau memangkatkannya.",
    en="{row}: {criterion} is zero; this method divides by it or takes its power.",
)
MCD_NEGATIVE = situation(
    "decision-negative",
    "MCD001",
    "error",
    id="{row}: nilai {criterion} negatif ({value}); normalisasi ini tidak menerimanya.",
    en="{row}: {criterion} is negative ({value}); this normalisation does not take it.",
)
MCD_IDENTICAL = situation(
    "decision-identical",
    "MCD001",
    "error",
    id="Semua alternatif sama, sehingga D+ + D- = 0 dan tidak ada yang dapat dipilih.",
    en="All alternatives are alike, so that D+ + D- = 0 and none can be chosen.",
)
MCD_SUM = situation(
    "decision-weight-sum",
    "MCD002",
    "warning",
    id="Bobot kriteria berjumlah {total}, bukan 1; dipakai apa adanya.",
    en="The criterion weights sum to {total}, not 1; they are used as given.",
)
MCD_SUM_SCALED = situation(
    "decision-weight-sum-scaled",
    "MCD003",
    "warning",
    id="Bobot kriteria berjumlah {total}, bukan 1; dibagi dengan jumlahnya.",
    en="The criterion weights sum to {total}, not 1; they are divided by their sum.",
)
MCD_SHAPE = situation(
    "decision-shape",
    "MCD004",
    "error",
    id="{row}: ada {count} nilai untuk {size} kriteria.",
    en="{row}: there are {count} values for {size} criteria.",
)
MCD_NORMALIZATION = situation(
    "decision-normalization",
    "MCD005",
    "error",
    id='Normalisasi "{written}" tidak dikenal; dipakai {used} (pilihan: max, sum, vector, minmax).',
    en='The normalisation "{written}" is unknown; {used} is used (of max, sum, vector, minmax).',
)
MCD_CRITERION_TWICE = situation(
    "decision-criterion-twice",
    "MCD006",
    "error",
    id="Kriteria nomor {number} ({row}) sudah ada di atas.",
    en="Criterion number {number} ({row}) stands above already.",
)
MCD_ALTERNATIVE_TWICE = situation(
    "decision-alternative-twice",
    "MCD007",
    "warning",
    id="Baris {number}: alternatif {row} sudah ada di atas.",
    en="Row {number}: the alternative {row} stands above already.",
)
MCD_NO_CRITERIA = situation(
    "decision-no-criteria",
    "MCD008",
    "error",
    id="Tabel tidak berisi satu kriteria pun.",
    en="The table has no criteria.",
)
MCD_SCORE = situation(
    "decision-score",
    "MCD009",
    "error",
    id="{row}: nilai akhir tercantum {stated}, seharusnya {score}.",
    en="{row}: the stated score is {stated}, it should be {score}.",
)
MCD_RANK = situation(
    "decision-rank",
    "MCD010",
    "error",
    id="{row}: peringkat tercantum {stated}, seharusnya {rank}; nilai yang sama berbagi peringkat.",
    en="{row}: the stated rank is {stated}, it should be {rank}; equal scores share a rank.",
)
MCD_GAPLESS = situation(
    "decision-gapless-ranks",
    "MCD011",
    "warning",
    id="Peringkat ditulis tanpa loncatan (1, 2, 2, 3); di sini dipakai 1, 2, 2, 4.",
    en="The ranks are written without gaps (1, 2, 2, 3); here they are 1, 2, 2, 4.",
)
MCD_CONSTANT = situation(
    "decision-constant-column",
    "MCD012",
    "warning",
    id="Kriteria {row}: semua alternatif bernilai sama, sehingga kriteria ini tidak membedakan.",
    en="Criterion {row}: all alternatives have one value, so the criterion tells none apart.",
)
MCD_VANISHED = situation(
    "decision-product-vanished",
    "MCD013",
    "warning",
    id="Normalisasi {used} menjadikan sebagian nilai 0, sehingga hasil kalinya 0 pada {count} dari"
    " {all} alternatif; pilih sum atau max.",
    en="The normalisation {used} turns some values into 0, and with them the product of {count} of"
    " {all} alternatives; choose sum or max.",
)

AHP_RECIPROCAL = situation(
    "ahp-not-reciprocal",
    "AHP001",
    "error",
    id="{row}: a{i},{j} = {value} terhadap {other}, dan a{j},{i} = {mirror}: bukan kebalikannya.",
    en="{row}: a{i},{j} = {value} against {other}, and a{j},{i} = {mirror}: not reciprocal.",
)
AHP_DIAGONAL = situation(
    "ahp-diagonal",
    "AHP001",
    "error",
    id="{row}: sel diagonal berisi {value}, harus 1.",
    en="{row}: the diagonal cell is {value}, it must be 1.",
)
AHP_RANGE = situation(
    "ahp-outside-scale",
    "AHP001",
    "error",
    id="{row}: nilai {value} terhadap {other} di luar skala Saaty 1/9 sampai 9.",
    en="{row}: the value {value} against {other} is outside Saaty's scale of 1/9 to 9.",
)
AHP_MISSING = situation(
    "ahp-incomplete",
    "AHP001",
    "error",
    id="{row}: perbandingan terhadap {other} belum diisi; nyatakan incomplete = true bila sengaja.",
    en="{row}: the comparison with {other} is missing; declare incomplete = true if meant.",
)
AHP_INCONSISTENT = situation(
    "ahp-inconsistent",
    "AHP001",
    "error",
    id="Rasio konsistensi {ratio} lebih besar dari 0,1; perbandingannya perlu ditinjau ulang.",
    en="The consistency ratio {ratio} is above 0.1; the comparisons need another look.",
)
AHP_INDEX_UNKNOWN = situation(
    "ahp-random-index-unknown",
    "AHP001",
    "error",
    id='Tabel indeks acak "{written}" tidak dikenal; pilihan: {known}.',
    en='The random-index table "{written}" is unknown; choose among {known}.',
)
AHP_INDEX_UNDECLARED = situation(
    "ahp-random-index-undeclared",
    "AHP002",
    "warning",
    id="Tabel indeks acak belum dinyatakan; dipakai {used}.",
    en="The random-index table is not declared; {used} is used.",
)
AHP_NO_INDEX = situation(
    "ahp-no-random-index",
    "AHP003",
    "error",
    id="Tabel {used} tidak memuat indeks acak untuk n = {size}; CR tidak dapat dihitung.",
    en="The table {used} has no random index for n = {size}; CR cannot be computed.",
)
AHP_SHAPE = situation(
    "ahp-shape",
    "AHP004",
    "error",
    id="{row}: baris ini berisi {count} sel, seharusnya {size}.",
    en="{row}: this row has {count} cells, it should have {size}.",
)
AHP_TWICE = situation(
    "ahp-item-twice",
    "AHP005",
    "error",
    id="Baris {number}: {row} sudah ada di atas.",
    en="Row {number}: {row} stands above already.",
)
AHP_TOO_FEW = situation(
    "ahp-too-few",
    "AHP006",
    "error",
    id="AHP membandingkan paling sedikit dua butir, yang ada {count}.",
    en="AHP compares at least two items, there are {count}.",
)
AHP_NOT_POSITIVE = situation(
    "ahp-not-positive",
    "AHP007",
    "error",
    id="{row}: nilai {value} terhadap {other} harus lebih besar dari nol.",
    en="{row}: the value {value} against {other} must be above zero.",
)
AHP_UNCONNECTED = situation(
    "ahp-unconnected",
    "AHP008",
    "error",
    id="Perbandingan yang ada tidak menghubungkan semua butir; bobot tidak dapat dihitung.",
    en="The comparisons do not connect all items; no weights can be computed.",
)

DECISION_SITUATIONS = (
    MCD_TYPE,
    MCD_WEIGHT,
    MCD_ZERO_COLUMN,
    MCD_TOO_FEW,
    MCD_ZERO,
    MCD_NEGATIVE,
    MCD_IDENTICAL,
    MCD_SUM,
    MCD_SUM_SCALED,
    MCD_SHAPE,
    MCD_NORMALIZATION,
    MCD_CRITERION_TWICE,
    MCD_ALTERNATIVE_TWICE,
    MCD_NO_CRITERIA,
    MCD_SCORE,
    MCD_RANK,
    MCD_GAPLESS,
    MCD_CONSTANT,
    MCD_VANISHED,
    AHP_RECIPROCAL,
    AHP_DIAGONAL,
    AHP_RANGE,
    AHP_MISSING,
    AHP_INCONSISTENT,
    AHP_INDEX_UNKNOWN,
    AHP_INDEX_UNDECLARED,
    AHP_NO_INDEX,
    AHP_SHAPE,
    AHP_TWICE,
    AHP_TOO_FEW,
    AHP_NOT_POSITIVE,
    AHP_UNCONNECTED,
)
