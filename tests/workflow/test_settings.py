"""Settings: default, workflow, city, in that order; exact, typed, within their limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.canonical import decimal_text
from smartflow.language import Text
from smartflow.model import SettingValue
from smartflow.plugin.objects import Setting, SettingType
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow.workflow import (
    UnknownSetting,
    Workflow,
    WrongSetting,
    parse_setting,
    resolve_settings,
    setting_named,
)


def a_setting(kind: SettingType, default: SettingValue = "", **more: Any) -> Setting:
    """Return a setting of a type."""
    return Setting(key="it", type=kind, default=default, title=Text.same("it"), **more)


PARSED: list[tuple[SettingType, str, SettingValue]] = [
    ("decimal", "0.8", Decimal("0.8")),
    ("decimal", "0,8", Decimal("0.8")),
    ("decimal", " 5 ", Decimal(5)),
    ("decimal", "-1.250", Decimal("-1.250")),
    ("integer", "12", 12),
    ("integer", "-3", -3),
    ("boolean", "ya", True),
    ("boolean", "Yes", True),
    ("boolean", "TRUE", True),
    ("boolean", "tidak", False),
    ("boolean", "no", False),
    ("text", "  side ", "side"),
    ("text", "12", "12"),
    ("texts", "a, b ,,c", ("a", "b", "c")),
    ("texts", "", ()),
]


@pytest.mark.parametrize(("kind", "words", "expected"), PARSED)
def test_words_become_the_value_that_was_meant(
    kind: SettingType, words: str, expected: SettingValue
) -> None:
    """Point or comma, ya or yes, commas between texts; the type is the setting's."""
    value = parse_setting(a_setting(kind), words)
    assert (value, type(value)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("kind", "words", "asked"),
    [
        ("decimal", "banyak", "it must be a number, such as 0.8"),
        ("decimal", "1.234,5", "it must be a number"),
        ("decimal", "NaN", "it must be a number"),
        ("decimal", "1e3", "it must be a number"),
        ("decimal", "", "it must be a number"),
        ("integer", "1.5", "it must be a whole number"),
        ("integer", "9999999999999999", "it must be a whole number"),
        ("boolean", "mungkin", "it must be yes or no"),
    ],
)
def test_words_of_the_wrong_type_are_refused(kind: SettingType, words: str, asked: str) -> None:
    """The refusal repeats the words, says what would fit, and names the next command."""
    with pytest.raises(WrongSetting) as caught:
        parse_setting(a_setting(kind), words, "basics.it")
    assert f"The value '{words}' does not fit 'basics.it': {asked}" in caught.value.message.en
    assert (caught.value.code, caught.value.exit_code) == ("wrong-setting", 2)
    assert caught.value.hint is not None
    assert "smartflow setting list" in caught.value.hint.id


@pytest.mark.parametrize(
    ("setting", "good", "bad", "asked"),
    [
        (a_setting("decimal", minimum=Decimal(0)), "0", "-0.1", "at least 0"),
        (a_setting("decimal", maximum=Decimal("1.0")), "1", "1.01", "at most 1"),
        (a_setting("integer", minimum=Decimal(1)), "1", "0", "at least 1"),
        (a_setting("text", choices=("a", "b")), "b", "c", "one of 'a', 'b'"),
        (a_setting("texts", choices=("a", "b")), "a,b", "a,c", "one of 'a', 'b'"),
    ],
)
def test_limits_hold_inclusively(setting: Setting, good: str, bad: str, asked: str) -> None:
    """The limit itself is allowed, what lies beyond is refused with the limit."""
    assert parse_setting(setting, good) is not None
    with pytest.raises(WrongSetting) as caught:
        parse_setting(setting, bad)
    assert asked in caught.value.message.en


@settings(max_examples=60)
@given(
    st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=6),
    st.sampled_from([".", ","]),
)
def test_a_decimal_survives_being_printed_and_typed(number: Decimal, point: str) -> None:
    """What the record holds and what is typed give exactly the number again."""
    written = decimal_text(number).replace(".", point)
    assert parse_setting(a_setting("decimal"), written) == number


def test_a_decimal_is_never_a_float(
    short: Workflow, make_registry: Callable[..., Registry]
) -> None:
    """0.8 in the file is the decimal 0.8 for the rules."""
    value = resolve_settings(make_registry(), short, {})["basics"]["coverage"]
    assert (value, type(value)) == (Decimal("0.8"), Decimal)


VALUES = st.none() | st.decimals(min_value=0, max_value=1, places=2, allow_nan=False)


@settings(max_examples=60)
@given(file=VALUES, city=VALUES)
def test_the_city_stands_above_the_file_and_the_file_above_the_default(
    file: Decimal | None, city: Decimal | None
) -> None:
    """The naive twin: the last of default, file and city that says anything."""
    setting = a_setting("decimal", Decimal("0.5"))
    registry = Registry(settings={("p", "it"): Owned(setting, Origin("p", "1", "d"))})
    workflow = Workflow(
        key="w",
        version=1,
        title=Text.same("w"),
        initial="a",
        final=("a",),
        settings={} if file is None else {"p": {"it": decimal_text(file)}},
    )
    of_city: Mapping[str, Mapping[str, object]] = (
        {} if city is None else {"p": {"it": decimal_text(city)}}
    )
    expected = next(value for value in (city, file, Decimal("0.5")) if value is not None)
    assert resolve_settings(registry, workflow, of_city) == {"p": {"it": expected}}


def test_values_of_plugins_that_are_not_there_are_left_out(
    short: Workflow, make_registry: Callable[..., Registry]
) -> None:
    """What nobody registers has no type; lint names it, the rules never see it."""
    workflow = msgspec.structs.replace(short, settings={"gone": {"x": 1}, "basics": {"y": 2}})
    resolved = resolve_settings(make_registry(), workflow, {"gone": {"z": 3}})
    assert resolved == {"basics": {"coverage": Decimal("0.5")}}


@pytest.mark.parametrize("value", ["1.5", "x", True, ("a",), ["0.5"], None])
def test_a_stored_value_that_does_not_fit_is_refused(
    short: Workflow, make_registry: Callable[..., Registry], value: object
) -> None:
    """A city's value is checked as strictly as one that is typed."""
    with pytest.raises(WrongSetting, match=r"basics\.coverage"):
        resolve_settings(make_registry(), short, {"basics": {"coverage": value}})


def test_a_setting_is_found_by_its_whole_name_or_its_key(
    make_registry: Callable[..., Registry],
) -> None:
    """The plugin need not be typed when only one has such a setting."""
    registry = make_registry()
    expected = ("basics", registry.settings["basics", "coverage"].value)
    assert setting_named(registry, "basics.coverage") == expected
    assert setting_named(registry, "coverage") == expected


def test_a_setting_that_several_have_must_be_named_whole(
    make_registry: Callable[..., Registry],
) -> None:
    """The refusal lists whose they are."""
    registry = make_registry()
    owned = registry.settings["basics", "coverage"]
    both = {**registry.settings, ("other", "coverage"): owned}
    with pytest.raises(UnknownSetting, match=r"'basics\.coverage', 'other\.coverage'"):
        setting_named(make_registry(settings=both), "coverage")


def test_an_unknown_setting_gets_a_suggestion(make_registry: Callable[..., Registry]) -> None:
    """A slip is answered with the nearest name."""
    with pytest.raises(UnknownSetting, match=r"Did you mean 'basics\.coverage'"):
        setting_named(make_registry(), "basics.coverge")
