"""What a table of each method looks like: its settings, its columns and what they may be called.

The keys are those of the structs of :mod:`smartflow.methods`; the other names are what Indonesian
and English tables print above the same columns. Imports the lowest floor only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from smartflow.actions.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = ["FORMS", "Form", "UnreadableTable", "column_of", "unreadable"]

Shape = Literal["records", "decision", "matrix"]
Names = Mapping[str, tuple[str, ...]]

_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_PARTED = re.compile(r"\s*(?:\.\.|[,;])\s*")


class UnreadableTable(BadInput):
    """A file cannot be read as a table of the method at all.

    Args:
        message: What is wrong, a whole sentence.
    """

    code = "unreadable-table"

    def __init__(self, message: Text) -> None:
        super().__init__(
            message,
            Text(
                id="Contoh tabel setiap metode ada di docs/methods.md; ringkasnya: "
                "smartflow calc --help",
                en="docs/methods.md shows a table of each method; in short: smartflow calc --help",
            ),
        )


def unreadable(name: str, why: Text) -> UnreadableTable:
    """Return the refusal of a file.

    Args:
        name: The file's name.
        why: What is wrong with it, without a full stop.
    """
    return UnreadableTable(
        Text(
            id=f"Tabel {name} tidak dapat dibaca: {why.id}.",
            en=f"The table {name} cannot be read: {why.en}.",
        )
    )


class Form(msgspec.Struct, frozen=True):
    """How the tables of one method are written.

    Attributes:
        method: The method's key.
        shape: ``records``: a row per thing; ``decision``: criteria as columns; ``matrix``: row
            against column.
        rows: The key under which TOML holds the rows, such as ``issue``.
        columns: The columns of a spreadsheet: key, and what else it may be called.
        needed: The columns of which one must be there for a row of headings.
        settings: What is declared once for the table: key, and what else it may be called.
        claims: Settings that TOML holds under ``[claims]``.
        lists: Settings that are a list, such as a scale.
        rest: What becomes of columns with other headings: they are ``scores`` by strategy, or
            not read.
        aliases: Other words for the method.
    """

    method: str
    shape: Shape
    rows: str = ""
    columns: Names = {}
    needed: tuple[str, ...] = ()
    settings: Names = {}
    claims: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    rest: Literal["scores", ""] = ""
    aliases: tuple[str, ...] = ()

    def setting(self, written: str) -> str | None:
        """Return the key of the setting that ``written`` names, None when there is none."""
        return column_of(written.replace("claims.", ""), self.settings)

    def declare(self, data: dict[str, object], key: str, values: Sequence[object]) -> None:
        """Put what is declared for the table where the method looks for it.

        Args:
            data: The table; it is changed.
            key: A key of :attr:`settings`.
            values: What was written for it, in one cell or several.
        """
        value: object = values[0] if len(values) == 1 else list(values)
        if key in self.lists and isinstance(value, str):
            parts = _PARTED.split(value.strip().strip("[]").strip())
            value = parts if len(parts) > 1 else value
        if key in self.claims:
            held = data.get("claims")
            data["claims"] = {**(held if isinstance(held, dict) else {}), key: value}
        else:
            data[key] = value


def column_of(heading: str, names: Names) -> str | None:
    """Return the key that a heading stands for: its own name, or one in either language.

    A remark in parentheses behind it is passed over: ``Urgency (U)``.
    """
    whole = folded(heading)
    for title in (whole, folded(_BEHIND.sub("", heading))):
        for key, known in names.items():
            if title and (title == key or title in known):
                return key
    return None


_RANK = ("ranking", "rangking", "peringkat", "prioritas", "urutan")
_TOTAL = ("jumlah", "total skor", "total nilai", "skor", "score")
_ISSUE = ("nama", "isu", "issue", "masalah", "permasalahan", "nama isu", "uraian")
_SCALE = {"scale": ("skala",)}
_CODE = ("kode", "kode faktor", "factor code", "no", "no.", "nomor")
_FACTOR = ("nama", "faktor", "factor", "uraian", "faktor strategis", "faktor internal")
_CATEGORY = ("kategori", "kelompok", "jenis")
_WEIGHT = ("bobot",)

_DECISION = Form(
    method="",
    shape="decision",
    rows="alternative",
    columns={
        "name": ("nama", "alternatif", "alternative"),
        "score": ("skor", "nilai akhir", "preferensi"),
        "rank": _RANK,
    },
    settings={"normalization": ("normalisasi", "normalisation")},
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
                "urgency": ("u", "urgensi", "tingkat urgensi"),
                "seriousness": ("s", "keseriusan", "serious"),
                "growth": ("g", "pertumbuhan", "perkembangan"),
                "total": _TOTAL,
                "rank": _RANK,
            },
            needed=("urgency", "seriousness", "growth"),
            settings=_SCALE,
            lists=("scale",),
        ),
        Form(
            method="apkl",
            shape="records",
            rows="issue",
            columns={
                "name": _ISSUE,
                "actual": ("a", "aktual"),
                "problematic": ("p", "problematik", "problematis"),
                "relevant": ("k", "kekhalayakan", "khalayak", "relevan"),
                "feasible": ("l", "kelayakan", "layak"),
                "total": _TOTAL,
                "rank": _RANK,
            },
            needed=("actual", "problematic", "relevant", "feasible"),
            settings=_SCALE,
            lists=("scale",),
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
                "rating": ("nilai", "nilai rating"),
                "score": ("skor", "bobot x rating", "skor tertimbang", "nilai"),
                "side": ("sisi", "lingkungan"),
            },
            needed=("weight", "rating"),
            settings={
                "rating_scale": ("skala", "skala rating", "scale", "rating scale"),
                "convention": ("konvensi",),
                "weight_scope": ("cakupan bobot", "lingkup bobot", "weight scope"),
                "internal": ("total internal", "ifas"),
                "external": ("total external", "total eksternal", "eksternal", "efas"),
                "x": ("koordinat x",),
                "y": ("koordinat y",),
                "quadrant": ("kuadran",),
            },
            claims=("internal", "external", "x", "y", "quadrant"),
            lists=("rating_scale",),
            aliases=("efas", "ife", "efe"),
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
            aliases=("bobot",),
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
            settings=_SCALE,
            lists=("scale",),
            rest="scores",
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
        ),
    )
}
"""By method, in the order of the help."""
