"""Which plugins take part in a test: those that were named, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from smartflow.language import Text
from smartflow.plugin.registry import PluginRecord, Registry
from smartflow.testing import StrayPlugin, only_plugins


def plugin(name: str, state: str = "loaded", **more: Any) -> PluginRecord:
    """Return a discovered plugin."""
    usual = {"version": "1.0", "distribution": f"smartflow-{name}", "module": name, "state": state}
    return PluginRecord(name=name, find_fingerprint=lambda: "", **{**usual, **more})


BUILT_IN = plugin("masterplan", built_in=True)


def test_the_named_and_the_engine_s_own_are_what_is_wanted() -> None:
    """The registry is given back, to be used."""
    registry = Registry(plugins=(BUILT_IN, plugin("padang")))
    assert only_plugins("padang", registry=registry) is registry


@pytest.mark.parametrize(
    ("plugins", "says"),
    [
        (
            (plugin("padang"), plugin("agam")),
            "the plugin 'agam' of smartflow-agam 1.0 is here too",
        ),
        (
            (plugin("padang"), plugin("agam", distribution="", module="rules/agam.py")),
            "the plugin 'agam' of rules/agam.py is here too",
        ),
        ((plugin("padangg"),), "'padang' is not installed here. Did you mean 'padangg'?"),
        ((), "the plugin 'padang' is not installed here. Install it"),
        (
            (plugin("padang", "broken", reason=Text(id="x", en="It cannot be loaded: boom.")),),
            "the plugin 'padang' of smartflow-padang 1.0 is broken: It cannot be loaded: boom.",
        ),
        ((plugin("padang", "blocked", fault="by name"),), "is blocked: by name"),
    ],
)
def test_what_was_not_meant_is_refused_by_name(
    plugins: tuple[PluginRecord, ...], says: str
) -> None:
    """The failure names the plugin, where it comes from, and why."""
    with pytest.raises(StrayPlugin) as caught:
        only_plugins("padang", registry=Registry(plugins=(BUILT_IN, *plugins)))
    assert says in str(caught.value)


def test_a_stray_plugin_is_a_failure_not_an_error() -> None:
    """A run of pytest counts it as a test that failed."""
    assert issubclass(StrayPlugin, AssertionError)
