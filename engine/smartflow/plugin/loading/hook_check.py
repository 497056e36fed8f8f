"""Whether a plugin's hooks are hooks: their names, their marks and what they are called with.

pluggy refuses a misspelt or mis-declared hook in words of its own, and passes over a function
without a mark in silence. Both are the first mistakes of a new author, so they are told here in
both languages, with the file and the line, before pluggy sees the plugin.
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import TYPE_CHECKING

from smartflow.language import Text, did_you_mean
from smartflow.plugin import hookspecs
from smartflow.plugin.faults import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["hook_fault", "marked_hooks"]

_MARK = f"{hookspecs.PROJECT}_impl"
"""The attribute that pluggy's marker sets."""

_PREFIX = "smartflow_re"
"""With what every hook begins, and nothing else that a plugin defines should."""


def hook_fault(plugin: object) -> Text | None:
    """Return what is wrong with the hooks of a plugin, a sentence; None if nothing is.

    Args:
        plugin: The module or object that the entry point names.
    """
    return next((fault for fault in _faults(plugin)), None)


def marked_hooks(plugin: object) -> dict[str, object]:
    """Return the functions of a plugin that are marked as hooks, by their names."""
    named = ((name, getattr(plugin, name, None)) for name in dir(plugin))
    return {
        name: function
        for name, function in named
        if isinstance(getattr(function, _MARK, None), dict) and inspect.isroutine(function)
    }


def _faults(plugin: object) -> Iterator[Text]:
    marked = 0
    for name in dir(plugin):
        function = getattr(plugin, name, None)
        options = getattr(function, _MARK, None)
        if not inspect.isroutine(function):
            continue
        if isinstance(options, dict):
            marked += 1
            yield from _marked(str(options.get("specname") or name), function)
        elif name.startswith(_PREFIX) and _is_own(plugin, function):
            where = place_of(function)
            yield Text(
                id=f"{where} tidak bertanda @smartflow.hookimpl, jadi tidak pernah dipanggil.",
                en=f"{where} has no @smartflow.hookimpl, so it would never be called.",
            )
    if not marked:
        yield Text(
            id="Tidak ada fungsi bertanda @smartflow.hookimpl di dalamnya.",
            en="It has no function marked with @smartflow.hookimpl.",
        )


def _marked(name: str, function: object) -> Iterator[Text]:
    where = place_of(function)
    if name not in hookspecs.HOOKS:
        guess = did_you_mean(name, hookspecs.HOOKS)
        yield Text(
            id=f"{where}: tidak ada kait (hook) bernama '{name}'.{guess.id}",
            en=f"{where}: there is no hook named '{name}'.{guess.en}",
        )
        return
    known = set(inspect.signature(getattr(hookspecs, name)).parameters)
    assert callable(function)  # noqa: S101  a routine is
    extra = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.name not in known
    ]
    if extra:
        names, allowed = ", ".join(extra), ", ".join(sorted(known)) or "-"
        yield Text(
            id=f"{where}: parameter {names} tidak diberikan kepada kait ini; yang ada: {allowed}.",
            en=f"{where}: the parameter {names} is not given to this hook; there is: {allowed}.",
        )


def _is_own(plugin: object, function: object) -> bool:
    """Say whether a function is written in the plugin itself, not imported into it."""
    if not isinstance(plugin, ModuleType):
        return True
    return getattr(function, "__module__", "") == plugin.__name__
