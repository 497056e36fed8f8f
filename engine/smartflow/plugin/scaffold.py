"""What a new plugin looks like: the files that ``plugin new`` writes, filled in for a region.

The files lie beside this module in ``scaffolds/``, one folder for each kind, and are written for
a worksheet and a stage that really exist, so that what is written runs at once. The engine knows
none of their names: they come from the registry and a workflow, as a :class:`Blueprint`.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.model import Worksheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from importlib.resources.abc import Traversable


__all__ = [
    "AlreadyThere",
    "Blueprint",
    "Kind",
    "TemplateThere",
    "family_for",
    "files_of",
    "quoted",
    "write_new",
]

Kind = Literal["rules", "file", "distribution"]
"""A rule file (TOML), a loose Python file, or a distribution that is installed."""

_LETTERS = 3
_SUFFIX = ".in"
"""Keeps tools from taking a scaffold for code or for tests of this project."""


class AlreadyThere(BadInput):
    """A file that would be written exists; nothing is ever overwritten."""

    code = "already-there"
    says = Text(
        id="{there} sudah ada; tidak ada yang ditimpa.",
        en="{there} exists already; nothing is overwritten.",
    )
    next_step = Text(
        id="Pilih nama lain, atau pindahkan berkas itu dahulu.",
        en="Choose another name, or move that file away first.",
    )


class TemplateThere(AlreadyThere):
    """A template of that name exists."""

    says = Text(
        id="{path} sudah ada; tidak ada yang ditimpa.",
        en="{path} exists already; nothing is overwritten.",
    )
    next_step = Text(
        id="Pindahkan berkas itu dahulu, atau salin ke nama lain: -o BERKAS",
        en="Move that file away first, or copy to another name: -o FILE",
    )


class Blueprint(msgspec.Struct, frozen=True, kw_only=True):
    """What fills the files of a new plugin.

    Attributes:
        name: The plugin's name: small letters, digits and underscores.
        family: The letters of its rules' codes.
        stage: The key of the stage whose gate its rule belongs to.
        worksheet: The worksheet over whose rows its rule is run.
        label: The key of the column that names a row.
        column: The key of the column that must be filled in.
        region: The Kemendagri code of its city or province, or ``""`` for everywhere.
        day: The day on which it is made, ISO.
    """

    name: str
    family: str
    stage: str
    worksheet: Worksheet
    label: str
    column: str
    region: str
    day: str

    @property
    def code(self) -> str:
        """The code of its first rule."""
        return f"{self.family}001"

    def words(self) -> dict[str, str]:
        """Return what each ``$placeholder`` of a scaffold stands for."""
        sheet = self.worksheet
        label, column = sheet.column(self.label).title, sheet.column(self.column).title
        return {
            "name": self.name,
            "dashed": self.name.replace("_", "-"),
            "family": self.family,
            "code": self.code,
            "stage": self.stage,
            "worksheet": sheet.key,
            "sheet_id": sheet.title.id,
            "sheet_en": sheet.title.en,
            "label": self.label,
            "label_id": label.id,
            "label_en": label.en,
            "column": self.column,
            "column_id": column.id,
            "column_en": column.en,
            "regions_toml": f'["{self.region}"]' if self.region else "[]",
            "regions_python": f'("{self.region}",)' if self.region else "()",
            "region_code": self.region if "." in self.region else f"{self.region or '13'}.73",
            "filler": "DINAS",
            "day": self.day,
        }


def quoted(value: object) -> str:
    """Return a text, number, truth value or list of texts as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)


def family_for(name: str, taken: Collection[str]) -> str:
    """Return three letters for the codes of a plugin: out of its name, and nobody's yet.

    Args:
        name: The plugin's name.
        taken: The families that there are.
    """
    return next(family for family in _families(name) if family not in taken)


def _families(name: str) -> Iterator[str]:
    """Yield families out of a name: the first letters of its words first, then its consonants."""
    words = [re.sub("[^A-Z]", "", word) for word in name.upper().split("_")]
    letters = "".join(words)
    consonants = letters[:1] + re.sub("[AEIOU]", "", letters[1:])
    for candidate in ("".join(word[:1] for word in words), consonants, letters):
        if len(candidate) >= _LETTERS:
            yield candidate[:_LETTERS]
    stem = (consonants + letters + "XX")[: _LETTERS - 1]
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield stem + last
    for number in range(26**_LETTERS):
        yield "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


def files_of(kind: Kind, blueprint: Blueprint) -> dict[str, str]:
    """Return the files of a new plugin: path, with slashes, to content.

    Args:
        kind: Which kind.
        blueprint: What fills them.
    """
    words = blueprint.words()
    home = resources.files("smartflow.plugin").joinpath("scaffolds", kind)
    return {
        _named(path, words): Template(found.read_text(encoding="utf-8")).substitute(words)
        for path, found in sorted(_walk(home, ""))
    }


def _named(path: str, words: Mapping[str, str]) -> str:
    """Return the path of a scaffold with the words in capitals filled in."""
    for word in ("NAME", "DASHED", "CODE"):
        path = path.replace(word, words[word.lower()])
    return path.removesuffix(_SUFFIX)


def _walk(folder: Traversable, inside: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        path = f"{inside}{item.name}"
        if item.is_dir():
            yield from _walk(item, f"{path}/")
        elif path.endswith(_SUFFIX):
            yield path, item


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write files that do not exist yet: all of them, or none.

    Args:
        folder: Where; it and the folders inside are made if need be.
        files: Path, with slashes, to content; written in UTF-8 with plain line ends.

    Returns:
        Their paths, in order.

    Raises:
        AlreadyThere: one of them exists.
        OSError: the disk refuses; what was written before is removed again.
    """
    paths = [folder / path for path in files]
    there = [path for path in paths if path.exists()]
    if there:
        raise AlreadyThere(there=there[0])
    written: list[Path] = []
    try:
        for path, text in zip(paths, files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(paths)
