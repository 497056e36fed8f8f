"""Calculating a table that somebody brings: which method, which file, what comes of it.

The methods judge every cell; here a file becomes the table that they take. A file that is no table
at all is refused (:mod:`smartflow.workshop.calc.forms`), a bad cell never is: it reaches the method
as it stands and becomes a finding at its row. No workspace, no store and no plugin is needed, and
none may be imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean
from smartflow.methods import CALCULATIONS, MethodResult
from smartflow.workshop.calc.form import Form, unreadable
from smartflow.workshop.calc.forms import FORMS

__all__ = [
    "Calculated",
    "UnknownMethod",
    "UnknownSetting",
    "UnreadableSetting",
    "calculate",
    "form_of",
]


class UnknownMethod(BadInput):
    """There is no method of that name."""

    code = "unknown-method"
    says = Text(
        id="Metode '{method}' tidak dikenal.{near}",
        en="There is no method '{method}'.{near}",
    )
    next_step = Text(
        id="Pilih salah satu: {names}. Lihat: smartflow calc --help",
        en="Choose one of: {names}. See: smartflow calc --help",
    )


class UnknownSetting(BadInput):
    """A method has no setting of that name, or it is not written as KEY=VALUE."""

    code = "unknown-setting"
    says = Text(
        id="Metode {method} tidak mempunyai pengaturan '{written}'.{near}",
        en="The method {method} has no setting '{written}'.{near}",
    )
    next_step = Text(
        id="Pengaturannya: {names}. Contoh: --set KUNCI=NILAI",
        en="Its settings: {names}. Such as: --set KEY=VALUE",
    )


class UnreadableSetting(UnknownSetting):
    """A setting is not written as KEY=VALUE."""

    says = Text(
        id="--set '{written}' harus ditulis KUNCI=NILAI.",
        en="--set '{written}' must be written KEY=VALUE.",
    )
    next_step = Text(id="Contoh: --set scale=1-5", en="Such as: --set scale=1-5")


class Calculated(msgspec.Struct, frozen=True):
    """What came of a table.

    Attributes:
        method: The method's key, such as ``ifas``.
        table: The table as it was read, a struct of :mod:`smartflow.methods`.
        result: Its numbers and findings.
        notes: What was left unread, for the person who brought it.
    """

    method: str
    table: msgspec.Struct
    result: MethodResult
    notes: tuple[Text, ...] = ()


def form_of(method: str) -> Form:
    """Return the form of a method, by its key or an alias in any case.

    Raises:
        UnknownMethod: there is none.
    """
    wanted = method.strip().casefold()
    for form in FORMS.values():
        if wanted in (form.method, *form.aliases):
            return form
    near = did_you_mean(wanted, FORMS, most=1)
    names = ", ".join(FORMS)
    raise UnknownMethod(method=method, near=near, names=names)


def calculate(method: str, path: Path, settings: Mapping[str, str] | None = None) -> Calculated:
    """Read a table and compute it.

    Args:
        method: The method's key or an alias.
        path: TOML, or a table with headings in CSV, XLSX, XLS or ODS.
        settings: What is declared beside the file, such as ``{"scale": "1-5"}``; it goes before
            what the file says.

    Returns:
        The numbers, as far as they can be computed, and all findings.

    Raises:
        UnknownMethod: there is no such method.
        UnknownSetting: the method has no such setting.
        UnreadableTable: the file cannot be read as a table of the method.
    """
    form = form_of(method)
    chosen = {_setting(form, key): value for key, value in (settings or {}).items()}
    if not path.is_file():
        raise unreadable(path.name, Text(id="tidak ada berkas itu", en="there is no such file"))
    if path.suffix.casefold() == ".toml":
        from smartflow.workshop.calc.toml import read_toml

        data, notes = read_toml(path, form)
    else:
        from smartflow.workshop.calc.sheet import read_sheet

        data, notes = read_sheet(path, form)
    for key, value in chosen.items():
        form.declare(data, key, [value])
    calculation = CALCULATIONS[form.method]
    try:
        table = msgspec.convert(data, calculation.table)
    except msgspec.ValidationError as error:
        raise unreadable(path.name, Text.same(str(error))) from error
    return Calculated(form.method, table, calculation.function(table), notes)


def _setting(form: Form, written: str) -> str:
    key = form.setting(written)
    if key is not None:
        return key
    near = did_you_mean(written, form.settings, most=1)
    names = ", ".join(form.settings) or "-"
    raise UnknownSetting(method=form.method, written=written, near=near, names=names)
