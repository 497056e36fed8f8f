"""Asking one plugin what it registers: its hooks are looked over and each is called once.

pluggy's own ``load_setuptools_entrypoints`` stops at the first plugin that fails and drops the
second of two equal names without a word; here each plugin has a manager of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pluggy

from smartflow.language import Text
from smartflow.plugin import hookspecs
from smartflow.plugin.loading.collection import Collection, Misregistered, origin_of
from smartflow.plugin.loading.compatibility import API_NAME, api_fault
from smartflow.plugin.loading.hook_check import hook_fault, marked_hooks
from smartflow.plugin.registry import Owned

if TYPE_CHECKING:
    from smartflow.plugin.discovery import Candidate
    from smartflow.plugin.registry import Observer

__all__ = ["Incompatible", "registered_by"]


class Incompatible(Misregistered):
    """A plugin says that it was written for another contract."""


def registered_by(candidate: Candidate) -> Collection:
    """Import a plugin and return what it registers.

    Raises:
        Incompatible: it was written for another contract.
        Misregistered: a hook is none, or registers what the contract does not know.
        BaseException: whatever the plugin itself raises.
    """
    manager = _manager(candidate)
    own = Collection.of(candidate, _call(manager))
    _observe(own, manager, candidate)
    return own


def _manager(candidate: Candidate) -> pluggy.PluginManager:
    plugin = candidate.load()
    # Its source was looked at before; here is the number that it computes, or takes from elsewhere.
    unfit = api_fault(getattr(plugin, API_NAME, None))
    if unfit is not None:
        raise Incompatible(unfit)
    fault = hook_fault(plugin)
    if fault is not None:
        raise Misregistered(fault)
    # pluggy looks at each name of what it is given, at a price: here it sees hooks and no more.
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(_SPECS)
    manager.register(_only(marked_hooks(plugin)), candidate.name)
    manager.check_pending()
    return manager


def _only(functions: Mapping[str, object]) -> ModuleType:
    """Return a module that holds these functions and nothing else."""
    module = ModuleType(hookspecs.PROJECT)
    vars(module).update(functions)
    return module


_SPECS = _only({hook: getattr(hookspecs, hook) for hook in hookspecs.HOOKS})


def _call(manager: pluggy.PluginManager) -> Iterable[tuple[str, object]]:
    """Call every registering hook of one plugin; yield (hook, object)."""
    for hook in hookspecs.HOOKS:
        if hook == "smartflow_recorded":
            continue
        caller = getattr(manager.hook, hook)
        call: Callable[[], Sequence[Iterable[object]]] = caller
        groups = call()
        if len(groups) < len(caller.get_hookimpls()):  # pluggy drops None without a word
            raise Misregistered(
                Text(
                    id=f"{hook} mengembalikan None: hasilkan objeknya dengan yield, atau"
                    " kembalikan () bila tidak ada.",
                    en=f"{hook} gives back None: yield its objects, or return () when there are"
                    " none.",
                )
            )
        for group in groups:
            if isinstance(group, str | bytes | Path) or not isinstance(group, Iterable):
                raise Misregistered(
                    Text(
                        id=f"{hook} harus menghasilkan objeknya dengan yield, atau mengembalikan"
                        f" daftarnya, bukan {type(group).__name__}.",
                        en=f"{hook} must yield its objects, or return a list of them, not"
                        f" {type(group).__name__}.",
                    )
                )
            for thing in group:
                yield hook, thing


def _observe(own: Collection, manager: pluggy.PluginManager, candidate: Candidate) -> None:
    caller = manager.hook.smartflow_recorded
    if caller.get_hookimpls():
        tell: Observer = lambda entry: caller(entry=entry)  # noqa: E731  typed as an Observer
        own.observers.append(Owned(tell, origin_of(candidate)))
