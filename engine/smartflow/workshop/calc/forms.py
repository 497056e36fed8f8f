"""What a table of each method looks like: its settings, its columns and what they may be called.

The keys are those of the structs of :mod:`smartflow.methods`; the other names are what Indonesian
and English tables print above the same columns. Imports the lowest floor only.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smartflow.language import Text
from smartflow.workshop.calc.form import Form

__all__ = ["FORMS"]

_RANK = (
    "ranking",
    "rangking",
    "peringkat",
    "prioritas",
    "urutan",
    "urutan prioritas",
    "priority",
    "ranking prioritas",
    "hasil ranking",
)
_TOTAL = (
    "jumlah",
    "total skor",
    "total nilai",
    "skor total",
    "nilai total",
    "jumlah skor",
    "jumlah nilai",
    "total score",
    "skor",
    "score",
    "u+s+g",
    "usg",
)
_ISSUE = ("nama", "isu", "issue", "masalah", "permasalahan", "nama isu", "uraian")
_ISSUE_WORDS = frozenset({"isu", "issue", "masalah", "permasalahan", "problem"})
_SCALE = {"scale": ("skala", "skala penilaian", "skala nilai")}
_CODE = ("kode", "kode faktor", "factor code", "no", "no.", "nomor")
_FACTOR = ("nama", "faktor", "factor", "uraian", "faktor strategis", "faktor internal")
_FACTOR_WORDS = frozenset({"faktor", "factor", "indikator", "indicator"})
_CATEGORY = ("kategori", "kelompok", "jenis", "aspek")
_WEIGHT = ("bobot", "bobot relatif", "bobot faktor", "weights", "nilai bobot")
_SCORE = (
    "skor",
    "bobot x rating",
    "bobot x nilai",
    "b x r",
    "bxr",
    "b x n",
    "skor bobot",
    "skor terbobot",
    "skor tertimbang",
    "nilai tertimbang",
    "nilai terbobot",
    "nilai skor",
    "total skor",
    "weight x rating",
    "weighted score",
    "weighted scores",
    "nilai",
    "jumlah",
    "total",
)

_DECISION = Form(
    method="",
    shape="decision",
    rows="alternative",
    columns={
        "name": ("nama", "alternatif", "alternative", "alternatives", "nama alternatif"),
        "score": (
            "skor",
            "nilai akhir",
            "skor akhir",
            "preferensi",
            "nilai preferensi",
            "preference",
            "closeness",
            "hasil",
            "hasil akhir",
            "v",
            "vi",
            "ci",
        ),
        "rank": _RANK,
    },
    settings={"normalization": ("normalisasi", "normalisation")},
    sample=Text(
        id="Alternatif;Biaya;Dampak / Jenis;biaya;keuntungan / Bobot;0,4;0,6 / CCTV;2,5;4 / "
        "Antrean;1,25;3",
        en="Alternative;Cost;Impact / Type;cost;benefit / Weight;0.4;0.6 / CCTV;2.5;4 / "
        "Queue app;1.25;3",
    ),
)

FORMS: Mapping[str, Form] = {
    form.method: form
    for form in (
        Form(
            method="usg",
            shape="records",
            rows="issue",
            columns={
                "name": _ISSUE,
                "urgency": ("u", "urgensi", "urgen", "urgent", "mendesak", "tingkat urgensi"),
                "seriousness": ("s", "keseriusan", "serious", "serius", "gawat", "kegawatan"),
                "growth": ("g", "pertumbuhan", "perkembangan", "berkembang", "tumbuh"),
                "total": _TOTAL,
                "rank": _RANK,
            },
            needed=("urgency", "seriousness", "growth"),
            given=("urgency", "seriousness", "growth"),
            named_by=_ISSUE_WORDS,
            settings=_SCALE,
            lists=("scale",),
            sample=Text(id="Isu;U;S;G / Banjir;4;5;3", en="Issue;U;S;G / Flood;4;5;3"),
        ),
        Form(
            method="apkl",
            shape="records",
            rows="issue",
            columns={
                "name": _ISSUE,
                "actual": ("a", "aktual"),
                "problematic": ("p", "problematik", "problematis", "bermasalah"),
                "relevant": ("k", "kekhalayakan", "khalayak", "relevan", "kehalayakan"),
                "feasible": ("l", "kelayakan", "layak"),
                "total": _TOTAL,
                "rank": _RANK,
            },
            needed=("actual", "problematic", "relevant", "feasible"),
            given=("actual", "problematic", "relevant", "feasible"),
            named_by=_ISSUE_WORDS,
            settings=_SCALE,
            lists=("scale",),
            sample=Text(
                id="Isu;A;P;K;L / Banjir;ya;ya;ya;tidak", en="Issue;A;P;K;L / Flood;yes;yes;yes;no"
            ),
        ),
        Form(
            method="ifas",
            shape="records",
            rows="factor",
            columns={
                "code": _CODE,
                "category": _CATEGORY,
                "name": (*_FACTOR, "faktor eksternal"),
                "weight": _WEIGHT,
                "rating": ("nilai rating", "skor rating", "peringkat", "nilai"),
                "score": _SCORE,
                "side": ("sisi", "lingkungan"),
            },
            needed=("weight", "rating"),
            given=("rating",),
            named_by=_FACTOR_WORDS,
            settings={
                "rating_scale": ("skala", "skala rating", "scale", "rating scale"),
                "convention": ("konvensi",),
                "weight_scope": ("cakupan bobot", "lingkup bobot", "weight scope"),
                "internal": ("total internal", "ifas"),
                "external": ("total external", "total eksternal", "eksternal", "efas"),
                "x": ("koordinat x", "sumbu x"),
                "y": ("koordinat y", "sumbu y"),
                "quadrant": ("kuadran",),
            },
            claims=("internal", "external", "x", "y", "quadrant"),
            lists=("rating_scale",),
            aliases=("efas", "ife", "efe"),
            sample=Text(
                id="Kategori;Faktor;Bobot;Rating / S;Internet cepat;0,6;4 / W;Pegawai kurang;0,4;2",
                en="Category;Factor;Weight;Rating / S;Fast network;0.6;4 / W;Few staff;0.4;2",
            ),
        ),
        Form(
            method="weights",
            shape="records",
            rows="factor",
            columns={
                "code": _CODE,
                "name": _FACTOR,
                "mean": ("rata-rata", "rata rata", "rerata", "average", "mean importance"),
                "weight": _WEIGHT,
            },
            needed=("mean",),
            given=("mean",),
            named_by=_FACTOR_WORDS,
            aliases=("bobot",),
            sample=Text(
                id="Kode;Rata-rata / S1;4 / W1;3, atau matriks ;S1;W1 / S1;;3 / W1;1;",
                en="Code;Mean / S1;4 / W1;3, or a matrix ;S1;W1 / S1;;3 / W1;1;",
            ),
        ),
        Form(
            method="qspm",
            shape="records",
            rows="factor",
            columns={
                "code": _CODE,
                "category": _CATEGORY,
                "name": _FACTOR,
                "weight": _WEIGHT,
            },
            needed=("weight",),
            given=("scores",),
            named_by=_FACTOR_WORDS,
            settings=_SCALE,
            lists=("scale",),
            rest="scores",
            sample=Text(
                id="Faktor;Bobot;Strategi A;Strategi B / Internet cepat;0,6;4;2",
                en="Factor;Weight;Strategy A;Strategy B / Fast network;0.6;4;2",
            ),
        ),
        msgspec.structs.replace(_DECISION, method="saw"),
        msgspec.structs.replace(_DECISION, method="wpm", aliases=("wp",)),
        msgspec.structs.replace(_DECISION, method="topsis"),
        Form(
            method="ahp",
            shape="matrix",
            rows="matrix",
            settings={
                "random_index": ("indeks acak", "random index", "ri"),
                "incomplete": ("tidak lengkap",),
            },
            sample=Text(
                id=";Biaya;Dampak / Biaya;1;1/3 / Dampak;3;1",
                en=";Cost;Impact / Cost;1;1/3 / Impact;3;1",
            ),
        ),
    )
}
"""By method, in the order of the help."""
