"""What can be wrong with tables that choose among issues: USG, APK (APKL) and IMP (impact-effort).

Imports the kinds of finding only.
"""

from __future__ import annotations

from smartflow.methods.situations.table import situation

USG_SCALE = situation(
    "usg-scale-undeclared",
    "USG001",
    "error",
    id="Skala penilaian belum dinyatakan; tulis misalnya scale = [1, 5].",
    en="The scale is not declared; write for instance scale = [1, 5].",
)
USG_OUTSIDE = situation(
    "usg-outside-scale",
    "USG002",
    "error",
    id="{row}: {column} bernilai {value}, di luar skala {low} sampai {high}.",
    en="{row}: {column} is {value}, outside the scale {low} to {high}.",
)
USG_NOT_WHOLE = situation(
    "usg-not-whole",
    "USG003",
    "error",
    id="{row}: {column} bernilai {value}; nilai USG harus bilangan bulat.",
    en="{row}: {column} is {value}; USG is scored in whole numbers.",
)
USG_MISSING = situation(
    "usg-missing",
    "USG004",
    "error",
    id="{row}: {column} belum dinilai, sehingga totalnya tidak dapat dihitung.",
    en="{row}: {column} has no score, so the total cannot be computed.",
)
USG_MIXED = situation(
    "usg-mixed-scales",
    "USG005",
    "error",
    id="Tabel mencampur skala: {count} isu memakai nilai di atas {high}, yang lain tidak.",
    en="The table mixes scales: scores above {high} stand in {count} of its rows, not in others.",
)
USG_TOTAL = situation(
    "usg-total",
    "USG006",
    "error",
    id="{row}: total tercantum {stated}, seharusnya {total} (U + S + G).",
    en="{row}: the stated total is {stated}, it should be {total} (U + S + G).",
)
USG_RANK = situation(
    "usg-rank",
    "USG007",
    "error",
    id="{row}: peringkat tercantum {stated}, seharusnya {rank}; total yang sama berbagi peringkat.",
    en="{row}: the stated rank is {stated}, it should be {rank}; equal totals share a rank.",
)
USG_GAPLESS = situation(
    "usg-gapless-ranks",
    "USG008",
    "warning",
    id="Peringkat ditulis tanpa loncatan (1, 2, 2, 3); di sini dipakai 1, 2, 2, 4.",
    en="The ranks are written without gaps (1, 2, 2, 3); here they are 1, 2, 2, 4.",
)
USG_TOO_FEW = situation(
    "usg-too-few",
    "USG009",
    "error",
    id="USG membandingkan isu: perlu paling sedikit dua isu, yang ada {count}.",
    en="USG compares issues: it takes at least two, there are {count}.",
)
USG_ALL_EQUAL = situation(
    "usg-all-equal",
    "USG010",
    "warning",
    id="Semua isu bernilai total {total}, sehingga tidak ada yang diprioritaskan.",
    en="Every issue has the total {total}, so none comes first.",
)
USG_TWICE = situation(
    "usg-twice",
    "USG011",
    "warning",
    id="Baris {number}: isu ini sudah ada di atas: {first}.",
    en="Row {number}: this issue stands above already: {first}.",
)

APK_SCALE = situation(
    "apkl-scale-undeclared",
    "APK001",
    "error",
    id="Skala belum dinyatakan: [0, 1] untuk centang, misalnya [1, 5] untuk nilai.",
    en="The scale is not declared: [0, 1] for check marks, [1, 5] for instance for scores.",
)
APK_MIXED = situation(
    "apkl-mixed",
    "APK002",
    "error",
    id='{row}: {column} berisi "{value}"; centang dan nilai tidak boleh dicampur dalam satu tabel.',
    en='{row}: {column} is "{value}"; one table holds either check marks or scores.',
)
APK_OUTSIDE = situation(
    "apkl-outside-scale",
    "APK003",
    "error",
    id="{row}: {column} bernilai {value}, di luar skala {low} sampai {high}.",
    en="{row}: {column} is {value}, outside the scale {low} to {high}.",
)
APK_MISSING = situation(
    "apkl-missing",
    "APK004",
    "error",
    id="{row}: {column} belum dinilai.",
    en="{row}: {column} is not judged.",
)
APK_TOTAL = situation(
    "apkl-total",
    "APK005",
    "error",
    id="{row}: total tercantum {stated}, seharusnya {total} (A + P + K + L).",
    en="{row}: the stated total is {stated}, it should be {total} (A + P + K + L).",
)
APK_RANK = situation(
    "apkl-rank",
    "APK006",
    "error",
    id="{row}: peringkat tercantum {stated}, seharusnya {rank}; total yang sama berbagi peringkat.",
    en="{row}: the stated rank is {stated}, it should be {rank}; equal totals share a rank.",
)
APK_GAPLESS = situation(
    "apkl-gapless-ranks",
    "APK007",
    "warning",
    id="Peringkat ditulis tanpa loncatan (1, 2, 2, 3); di sini dipakai 1, 2, 2, 4.",
    en="The ranks are written without gaps (1, 2, 2, 3); here they are 1, 2, 2, 4.",
)
APK_FAILED_IN_USG = situation(
    "apkl-failed-in-usg",
    "APK008",
    "error",
    id="{row}: isu ini tidak lolos APKL, tetapi ada dalam tabel USG.",
    en="{row}: this issue does not pass APKL, yet it stands in the USG table.",
)
APK_TWICE = situation(
    "apkl-twice",
    "APK009",
    "warning",
    id="Baris {number}: isu ini sudah ada di atas: {first}.",
    en="Row {number}: this issue stands above already: {first}.",
)

IMP_CUT_OFF = situation(
    "impact-cut-off-undeclared",
    "IMP001",
    "error",
    id="Batas tinggi-rendah belum dinyatakan; tulis misalnya cut_off = 3.",
    en="Where high begins is not declared; write for instance cut_off = 3.",
)
IMP_ON_CUT_OFF = situation(
    "impact-on-cut-off",
    "IMP002",
    "error",
    id="{row}: {column} tepat pada batas {cut}, sehingga kuadrannya tidak dapat ditentukan.",
    en="{row}: {column} is exactly the cut-off {cut}, so that its quadrant is undecided.",
)
IMP_OUTSIDE = situation(
    "impact-outside-scale",
    "IMP003",
    "error",
    id="{row}: {column} bernilai {value}, di luar skala {low} sampai {high}.",
    en="{row}: {column} is {value}, outside the scale {low} to {high}.",
)
IMP_QUADRANT = situation(
    "impact-quadrant",
    "IMP004",
    "error",
    id='{row}: kuadran tercantum "{stated}", seharusnya "{quadrant}".',
    en='{row}: the stated quadrant is "{stated}", it should be "{quadrant}".',
)
IMP_CUT_OUTSIDE = situation(
    "impact-cut-off-outside",
    "IMP005",
    "error",
    id="Batas {cut} berada di luar skala {low} sampai {high}.",
    en="The cut-off {cut} lies outside the scale {low} to {high}.",
)

ISSUE_SITUATIONS = (
    USG_SCALE,
    USG_OUTSIDE,
    USG_NOT_WHOLE,
    USG_MISSING,
    USG_MIXED,
    USG_TOTAL,
    USG_RANK,
    USG_GAPLESS,
    USG_TOO_FEW,
    USG_ALL_EQUAL,
    USG_TWICE,
    APK_SCALE,
    APK_MIXED,
    APK_OUTSIDE,
    APK_MISSING,
    APK_TOTAL,
    APK_RANK,
    APK_GAPLESS,
    APK_FAILED_IN_USG,
    APK_TWICE,
    IMP_CUT_OFF,
    IMP_ON_CUT_OFF,
    IMP_OUTSIDE,
    IMP_QUADRANT,
    IMP_CUT_OUTSIDE,
)
