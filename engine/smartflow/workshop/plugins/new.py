"""``plugin new``: begin a region's plugin: a rule file, a loose Python file or a distribution.

What is written works at once: one rule over a worksheet that really exists, with texts in both
languages, rows that pass and rows that fail, and a README. Nothing that exists is overwritten.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean
from smartflow.model import Column, Worksheet
from smartflow.plugin.scaffold import Blueprint, Kind, family_for, files_of, write_new

if TYPE_CHECKING:
    from datetime import date

    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

__all__ = ["BadName", "BadRegion", "NameTaken", "NewPlugin", "NoWorksheet", "plugin_new"]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REGION = re.compile(r"[1-9][0-9](\.[0-9]{2})?")


class BadName(BadInput):
    """A word that cannot be the name of a plugin."""

    code = "bad-plugin-name"
    says = Text(
        id="'{name}' bukan nama plugin: hanya huruf kecil, angka dan garis bawah.",
        en="'{name}' is no name of a plugin: small letters, digits and underscores only.",
    )
    next_step = Text(
        id="Misalnya: smartflow plugin new {better}",
        en="For example: smartflow plugin new {better}",
    )


class BadRegion(BadInput):
    """A word that is no Kemendagri code."""

    code = "bad-region"
    says = Text(id="'{region}' bukan kode Kemendagri.", en="'{region}' is no Kemendagri code.")
    next_step = Text(
        id="Provinsi dua angka (13), kabupaten/kota dengan titik (13.73).",
        en="A province has two digits (13), a city two more behind a point (13.73).",
    )


class NameTaken(BadInput):
    """A plugin has the name already."""

    code = "plugin-name-taken"
    says = Text(
        id="Nama plugin '{name}' sudah dipakai ({distribution}).",
        en="The plugin name '{name}' is used already ({distribution}).",
    )
    next_step = Text(id="Pilih nama lain.", en="Choose another name.")


class NoWorksheet(BadInput):
    """There is no worksheet of that key on which a first rule could be written."""

    code = "no-worksheet"
    says = Text(
        id="Kertas kerja '{key}' tidak dapat dipakai untuk ketentuan pertama.{guess}",
        en="The worksheet '{key}' cannot be used for a first rule.{guess}",
    )
    next_step = Text(id="Yang dapat dipakai: {known}.", en="These can: {known}.")


class NewPlugin(msgspec.Struct, frozen=True):
    """What was written.

    Attributes:
        kind: Which kind of plugin.
        code: The code of its first rule.
        worksheet: The worksheet that the rule is run over.
        column: The column that it asks for.
        folder: The distribution's own folder; the workspace's for the other kinds.
        paths: The files.
    """

    kind: Kind
    code: str
    worksheet: Worksheet
    column: Column
    folder: Path
    paths: tuple[Path, ...]


def plugin_new(  # noqa: PLR0913  the words of the command, and where to look things up
    folder: Path,
    name: str,
    kind: Kind,
    *,
    region: str,
    worksheet: str,
    workflow: Workflow,
    registry: Registry,
    today: date,
) -> NewPlugin:
    """Write a new plugin.

    Args:
        folder: The workspace's folder for a rule file or a loose file; for a distribution, the
            folder beside whose other content it goes.
        name: Its name: small letters, digits and underscores.
        kind: Which kind.
        region: The Kemendagri code of its city or province, or ``""`` for everywhere.
        worksheet: The key of the worksheet of its first rule, or ``""`` for the first one of the
            workflow.
        workflow: Whose stages its rule may belong to.
        registry: The worksheets, and the names and families that are taken.
        today: The day.

    Raises:
        BadName, BadRegion, NameTaken, NoWorksheet: a word cannot be used; the message says why.
        AlreadyThere: a file exists.
    """
    _require_name(name, registry)
    if region and not _REGION.fullmatch(region):
        raise BadRegion(region=region)
    stage, sheet = _worksheet(worksheet, workflow, registry)
    label, column = _columns(sheet)
    blueprint = Blueprint(
        name=name,
        family=family_for(name, {owned.value.family for owned in registry.rules.values()}),
        stage=stage,
        worksheet=sheet,
        label=label.key,
        column=column.key,
        region=region,
        day=today.isoformat(),
    )
    paths = write_new(folder, files_of(kind, blueprint))
    home = folder / f"smartflow-{name.replace('_', '-')}" if kind == "distribution" else folder
    return NewPlugin(kind, blueprint.code, sheet, column, home, paths)


def _require_name(name: str, registry: Registry) -> None:
    if not _NAME.fullmatch(name):
        plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
        better = plain if _NAME.fullmatch(plain) else "padang_panjang"
        raise BadName(name=name, better=better)
    taken = registry.plugin(name)
    if taken is not None:
        raise NameTaken(name=name, distribution=taken.distribution or taken.module)


def _worksheet(key: str, workflow: Workflow, registry: Registry) -> tuple[str, Worksheet]:
    """Return the stage and worksheet of the first rule.

    Raises:
        NoWorksheet: no stage of the workflow judges it, or it has no two columns of text.
    """
    judged = {
        sheet: stage.key
        for stage in workflow.stages
        for sheet in stage.worksheets
        if sheet in registry.worksheets
        and len(_texts(registry.worksheets[sheet].value)) > 1
        and registry.worksheets[sheet].value.per == "agency"
    }
    if not key and judged:
        key = next(iter(judged))
    if key not in judged:
        guess = did_you_mean(key, judged)
        known = ", ".join(judged) or "-"
        raise NoWorksheet(key=key, guess=guess, known=known)
    return judged[key], registry.worksheets[key].value


def _texts(sheet: Worksheet) -> list[Column]:
    """Return the columns of a worksheet that hold free text, what must be filled in first."""
    free = [c for c in sheet.columns if c.type == "text" and not c.choices and not c.refers]
    return sorted(free, key=lambda column: not column.required)


def _columns(sheet: Worksheet) -> tuple[Column, Column]:
    """Return the column that names a row, and the one that the first rule asks for."""
    texts = _texts(sheet)
    label = texts[0]
    return label, next((c for c in texts[1:] if not c.required), texts[1])
