"""Settings: the plugin's default, then the workflow's word, then the city's own.

A setting has a type and may have limits; a value that does not fit is refused with a sentence
that says what would. Decimals are exact: they come as text or as ``Decimal``, never as a float.
Knows no setting by name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow.canonical import decimal_text
from smartflow.command import Command
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workflow.suggestion import one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.model import SettingValue
    from smartflow.plugin.objects import Setting
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

__all__ = [
    "UnknownSetting",
    "WrongSetting",
    "check_setting",
    "parse_setting",
    "resolve_settings",
    "setting_named",
]

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_YES = ("true", "ya", "yes", "1", "benar")
_NO = ("false", "tidak", "no", "0", "salah")
_LIST = Command.of("setting list {city}")


class UnknownSetting(BadInput):
    """A word that names no setting."""

    code = "unknown-setting"


class WrongSetting(BadInput):
    """A value that a setting cannot hold."""

    code = "wrong-setting"


def resolve_settings(
    registry: Registry,
    workflow: Workflow,
    city_settings: Mapping[str, Mapping[str, object]],
) -> dict[str, dict[str, SettingValue]]:
    """Return the settings in force in a city, by plugin and by key.

    Every registered setting has a value. Values for settings that no loaded plugin registers are
    left out: lint names them, and a plugin that is missing stops the advance by itself.

    Args:
        registry: Knows the settings and their defaults.
        workflow: Its ``settings`` stand above the defaults.
        city_settings: What the city has set; stands above the workflow's.

    Raises:
        WrongSetting: a value does not fit its setting.
    """
    resolved: dict[str, dict[str, SettingValue]] = {}
    for (plugin, key), owned in sorted(registry.settings.items()):
        setting, value = owned.value, owned.value.default
        name = f"{plugin}.{key}"
        for source in (workflow.settings, city_settings):
            given = source.get(plugin, {})
            if key in given:
                value = check_setting(setting, given[key], name)
        resolved.setdefault(plugin, {})[key] = value
    return resolved


def setting_named(registry: Registry, name: str) -> tuple[str, Setting]:
    """Return the plugin and the setting that ``name`` means.

    Args:
        registry: Knows the settings.
        name: ``masterplan.swot_coverage``, or ``swot_coverage`` when only one plugin has it.

    Raises:
        UnknownSetting: there is none, or several plugins have it; the message says which.
    """
    plugin, dot, key = name.rpartition(".")
    fitting = [
        pair
        for pair in sorted(registry.settings)
        if pair[1] == key and (not dot or pair[0] == plugin)
    ]
    if len(fitting) == 1:
        return fitting[0][0], registry.settings[fitting[0]].value
    known = [f"{owner}.{own}" for owner, own in sorted(fitting or registry.settings)]
    guess = one_of(name, known)
    raise UnknownSetting(
        Text(
            id=f"Pengaturan '{name}' tidak ada.{guess.id}"
            if not fitting
            else f"Pengaturan '{name}' dimiliki beberapa plugin: {quoted(known)}.",
            en=f"There is no setting '{name}'.{guess.en}"
            if not fitting
            else f"Several plugins have a setting '{name}': {quoted(known)}.",
        ),
        Text(id="Lihat semua pengaturan", en="See all settings"),
        command=_LIST,
    )


def parse_setting(setting: Setting, words: str, name: str = "") -> SettingValue:
    """Return the value that a person typed.

    A decimal may have a point or a comma, ``ya`` and ``tidak`` are truth values, and a list of
    texts is separated by commas.

    Args:
        setting: The setting.
        words: What was typed.
        name: How the setting is called in a refusal; its key by default.

    Raises:
        WrongSetting: the words do not fit.
    """
    text = words.strip()
    given: object = text
    if setting.type == "decimal":
        given = text.replace(",", ".", 1)
    elif setting.type == "boolean" and text.casefold() in (*_YES, *_NO):
        given = text.casefold() in _YES
    elif setting.type == "integer" and _INTEGER.fullmatch(text):
        given = int(text)
    elif setting.type == "texts":
        given = tuple(part.strip() for part in text.split(",") if part.strip())
    return check_setting(setting, given, name, shown=text)


def check_setting(
    setting: Setting, value: object, name: str = "", shown: str | None = None
) -> SettingValue:
    """Return ``value`` as its setting holds it, or refuse.

    Args:
        setting: The setting.
        value: A value from a workflow, from the history (decimals as text) or from parsing.
        name: How the setting is called in a refusal; its key by default.
        shown: The value as it was written.

    Raises:
        WrongSetting: the value is of another type, beyond a limit or not a choice.
    """
    typed = _typed(setting, value)
    if typed is None or not _within(setting, typed):
        asked = _asked(setting)
        called = name or setting.key
        written = _shown(value) if shown is None else shown
        raise WrongSetting(
            Text(
                id=f"Nilai '{written}' tidak cocok untuk '{called}': {asked.id}.",
                en=f"The value '{written}' does not fit '{called}': {asked.en}.",
            ),
            Text(id="Lihat pengaturan dan nilainya", en="See the settings and their values"),
            command=_LIST,
        )
    return typed


def _shown(value: object) -> str:
    """Return a value as a person would have written it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value)


def _typed(setting: Setting, value: object) -> SettingValue | None:
    """Return ``value`` in the setting's type, or None when it is not of it."""
    if setting.type == "boolean" or isinstance(value, bool):
        return value if setting.type == "boolean" and isinstance(value, bool) else None
    if setting.type == "integer":
        return value if isinstance(value, int) else None
    if setting.type == "decimal":
        return _decimal(value)
    if setting.type == "texts":
        return _texts(value)
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    return None


def _within(setting: Setting, value: SettingValue) -> bool:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return (setting.minimum is None or value >= setting.minimum) and (
            setting.maximum is None or value <= setting.maximum
        )
    if setting.choices and isinstance(value, str):
        return value in setting.choices
    if setting.choices and isinstance(value, tuple):
        return all(item in setting.choices for item in value)
    return True


_KINDS = {
    "text": Text(id="harus teks", en="it must be text"),
    "integer": Text(id="harus bilangan bulat", en="it must be a whole number"),
    "decimal": Text(id="harus bilangan, seperti 0.8", en="it must be a number, such as 0.8"),
    "boolean": Text(id="harus ya atau tidak", en="it must be yes or no"),
    "texts": Text(id="harus daftar teks", en="it must be a list of texts"),
}


def _asked(setting: Setting) -> Text:
    """Return what a setting can hold."""
    kind = _KINDS[setting.type]
    parts_id, parts_en = [kind.id], [kind.en]
    if setting.minimum is not None:
        parts_id.append(f"paling kecil {decimal_text(setting.minimum)}")
        parts_en.append(f"at least {decimal_text(setting.minimum)}")
    if setting.maximum is not None:
        parts_id.append(f"paling besar {decimal_text(setting.maximum)}")
        parts_en.append(f"at most {decimal_text(setting.maximum)}")
    if setting.choices:
        parts_id.append(f"salah satu dari {quoted(setting.choices)}")
        parts_en.append(f"one of {quoted(setting.choices)}")
    return Text(id=", ".join(parts_id), en=", ".join(parts_en))
