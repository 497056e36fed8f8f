"""The loader: imports each discovered plugin by itself and collects what it registers.

pluggy's own ``load_setuptools_entrypoints`` stops at the first plugin that fails and drops the
second of two equal names without a word; here each plugin has a manager of its own, so that one
that is broken is named and all others stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pluggy

from smartflow.language import Text
from smartflow.plugin import hookspecs
from smartflow.plugin.collection import Collection, Misregistered, Taken, each_fault, merge
from smartflow.plugin.discovery import Candidate, discover, fingerprint_of
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.hook_check import hook_fault
from smartflow.plugin.registry import Observer, Owned, PluginRecord, PluginState, Registry

__all__ = ["load_registry"]


def load_registry(
    *,
    blocked: frozenset[str] = frozenset(),
    built_in_only: bool = False,
    candidates: Sequence[Candidate] | None = None,
) -> Registry:
    """Load every discovered plugin that is not blocked.

    Args:
        blocked: Names of plugins that this workspace does not want.
        built_in_only: Whether plugins of other distributions are left alone, as if blocked.
        candidates: What was discovered; by default what the installed distributions announce.

    Returns:
        The registry. A plugin that fails is in ``plugins`` with its state and reason, and
        registers nothing; nothing is raised.
    """
    found = discover() if candidates is None else tuple(candidates)
    total = Collection()
    records: list[PluginRecord] = []
    collected: list[tuple[Candidate, Collection]] = []
    for candidate in found:
        record = _refusal(candidate, found, blocked, built_in_only=built_in_only)
        if record is None:
            record, own = _load(candidate, total)
            collected += [(candidate, own)] if own is not None else []
        records.append(record)
    if all(record.state == "loaded" for record in records):
        total, strays = _without_strays(total, collected)
        records = [strays.get((r.name, r.distribution), r) for r in records]
    return total.registry(tuple(sorted(records, key=lambda r: (r.name, r.distribution))))


def _without_strays(
    total: Collection, collected: Sequence[tuple[Candidate, Collection]]
) -> tuple[Collection, dict[tuple[str, str], PluginRecord]]:
    """Leave out the plugins whose row rules are for a worksheet that nobody brings.

    Only asked when every plugin is loaded: else the worksheet may be that of another, and the
    rule says so itself when it is run.
    """
    known = total.things.get("worksheet", {})
    strays: dict[tuple[str, str], PluginRecord] = {}
    for candidate, own in collected:
        fault = each_fault(own, known)
        if fault is not None:
            stray = _record(candidate, "broken", fault, fault=fault.en)
            strays[candidate.name, candidate.distribution] = stray
    if not strays:
        return total, strays
    kept = Collection()
    for candidate, own in collected:
        if (candidate.name, candidate.distribution) not in strays:
            merge(kept, own)
    return kept, strays


def _record(
    candidate: Candidate,
    state: PluginState,
    reason: Text | None = None,
    fault: str = "",
    registers: Mapping[str, tuple[str, ...]] | None = None,
) -> PluginRecord:
    return PluginRecord(
        name=candidate.name,
        version=candidate.version,
        distribution=candidate.distribution,
        module=candidate.module,
        state=state,
        find_fingerprint=partial(fingerprint_of, candidate.module),
        reason=reason,
        fault=fault,
        registers=registers or {},
        built_in=candidate.built_in,
        editable=candidate.editable,
    )


def _refusal(
    candidate: Candidate,
    found: Sequence[Candidate],
    blocked: frozenset[str],
    *,
    built_in_only: bool,
) -> PluginRecord | None:
    """Judge a plugin from its metadata alone; None when it may be imported."""
    if candidate.name in blocked:
        return _record(
            candidate,
            "blocked",
            Text(
                id="Diblokir di smartflow.toml ruang kerja ini.",
                en="Blocked in this workspace's smartflow.toml.",
            ),
        )
    if built_in_only and not candidate.built_in:
        return _record(
            candidate,
            "blocked",
            Text(
                id="Tidak dimuat: hanya plugin bawaan yang dipakai.",
                en="Not loaded: only built-in plugins are used.",
            ),
        )
    rivals = [
        other
        for other in found
        if other.name == candidate.name and other is not candidate and not candidate.built_in
    ]
    if rivals:
        names = ", ".join(sorted({other.distribution for other in rivals}))
        return _record(
            candidate,
            "clash",
            Text(
                id=f"Nama plugin '{candidate.name}' juga dipakai oleh paket {names}.",
                en=f"The plugin name '{candidate.name}' is also used by the package {names}.",
            ),
            fault=f"{candidate.distribution} / {names}",
        )
    return None


def _load(candidate: Candidate, total: Collection) -> tuple[PluginRecord, Collection | None]:
    """Import one plugin, collect what it registers and merge that, all or nothing."""
    try:
        manager = _manager(candidate)
        own = Collection.of(candidate, _call(manager))
        _observe(own, manager, candidate)
    except KeyboardInterrupt:
        raise
    except Misregistered as error:
        return _record(candidate, "broken", error.text, fault=error.text.en), None
    except CATCHABLE as error:
        fault = describe_fault(error, candidate.module)
        words = Text(id=f"Tidak dapat dimuat: {fault}.", en=f"It cannot be loaded: {fault}.")
        return _record(candidate, "broken", words, fault=fault), None
    try:
        merge(total, own)
    except Taken as error:
        return _record(candidate, "clash", error.text, fault=error.text.en), None
    return _record(candidate, "loaded", registers=own.names()), own


def _manager(candidate: Candidate) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    plugin = candidate.load()
    fault = hook_fault(plugin)
    if fault is not None:
        raise Misregistered(fault)
    manager.register(plugin, candidate.name)
    manager.check_pending()
    return manager


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
                        id=f"{hook} harus menghasilkan (yield) daftar objek, bukan {group!r}.",
                        en=f"{hook} must yield objects, not give back {group!r}.",
                    )
                )
            for thing in group:
                yield hook, thing


def _observe(own: Collection, manager: pluggy.PluginManager, candidate: Candidate) -> None:
    caller = manager.hook.smartflow_recorded
    if caller.get_hookimpls():
        tell: Observer = lambda entry: caller(entry=entry)  # noqa: E731  typed as an Observer
        own.observers.append(Owned(tell, _record(candidate, "loaded").origin))
