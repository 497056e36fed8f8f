"""The settings: defaults that are allowed by their own bounds, and are used by something."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import smartflow_masterplan
from smartflow.journey.ranking.trial import CUT_OFF
from smartflow.plugin.objects import Setting
from smartflow_masterplan.settings.registered import SETTINGS

_TYPES: dict[str, type] = {
    "text": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "texts": tuple,
}

every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)


def test_keys_are_unique() -> None:
    """No setting stands twice."""
    keys = [setting.key for setting in SETTINGS]
    assert len(set(keys)) == len(keys)


@every_setting
def test_a_default_is_allowed(setting: Setting) -> None:
    """A default is of its type, within its bounds and among its choices."""
    default = setting.default
    assert isinstance(default, _TYPES[setting.type])
    if isinstance(default, Decimal | int):
        assert setting.minimum is None or setting.minimum <= default
        assert setting.maximum is None or default <= setting.maximum
    assert not setting.choices or default in setting.choices


@every_setting
def test_a_setting_has_a_title_in_both_languages(setting: Setting) -> None:
    """Officials see what they set."""
    assert setting.title.id.strip()
    assert setting.title.en.strip()
    assert setting.title.id != setting.title.en


@every_setting
def test_a_setting_decides_something(setting: Setting) -> None:
    """Every setting is read in the plugin by its key; those of the ranking, by the engine too."""
    folder = Path(smartflow_masterplan.__path__[0])
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
        if path.parent.name != "settings"
    )
    of_ranking = setting.key.startswith("rank_weight_") or setting.key == CUT_OFF
    assert of_ranking or re.search(rf'settings, "{setting.key}"', code)
