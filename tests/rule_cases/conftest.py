"""What plugins register, and small rules of our own beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from smartflow.language import Text
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Origin, Owned, Registry

WithRule = Callable[..., Registry]


@pytest.fixture(scope="session")
def registry() -> Registry:
    """What the built-in plugins register."""
    return load_registry(built_in_only=True)


@pytest.fixture
def with_rule(registry: Registry) -> WithRule:
    """Add the rule TST001 to the registry: ``function`` and whatever else is other than usual."""

    def add(function: Callable[..., Any], **more: Any) -> Registry:
        usual = {
            "code": "TST001",
            "title": Text(id="Uji", en="Test"),
            "why": Text(id="Sebab", en="Because"),
            "fix": Text(id="Perbaiki", en="Mend it"),
            "message": Text(id="Isu '{issue}' salah.", en="Issue '{issue}' is wrong."),
            "stages": ("issue_analysis",),
            "cites": ("Uji",),
        }
        rule = Rule(**{**usual, "function": function, **more})
        owned = Owned(rule, Origin("masterplan", "1", "uji"))
        return msgspec.structs.replace(registry, rules={**registry.rules, rule.code: owned})

    return add
