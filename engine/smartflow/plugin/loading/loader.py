"""The loader: admits each discovered plugin, imports it by itself and merges what it registers.

Whatever one plugin does, it is named and all others stand. Rule files come last: they are
compiled against the worksheets and columns that are known when everything else is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from smartflow.language import Text
from smartflow.plugin.alarm import LIMIT, rule_seconds
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.faults import CATCHABLE, describe_fault, import_advice
from smartflow.plugin.loading.admission import Admission, record_of, refusal
from smartflow.plugin.loading.collection import Collection, Misregistered, Taken, each_fault, merge
from smartflow.plugin.loading.containment import contained
from smartflow.plugin.loading.registering import Incompatible, registered_by
from smartflow.plugin.registry import PluginRecord, Registry

__all__ = ["load_registry"]


def load_registry(  # noqa: PLR0913  what is admitted, in named parts
    *,
    blocked: frozenset[str] = frozenset(),
    built_in_only: bool = False,
    candidates: Sequence[Candidate] | None = None,
    root: Path | None = None,
    trusted: frozenset[str] = frozenset(),
    trusted_once: Mapping[str, date] | None = None,
) -> Registry:
    """Load every discovered plugin that may be.

    Args:
        blocked: Names of plugins that this workspace does not want.
        built_in_only: Whether plugins of other distributions, and files, are left alone, as if
            blocked.
        candidates: What was discovered; by default what the installed distributions announce.
        root: The workspace whose files ``rules/*.py`` and ``rules/*.toml`` are plugins too.
        trusted: Fingerprints of the loose Python files that the user trusts, hex sha256.
        trusted_once: The day on which a file was trusted, by its path in the workspace: only for
            the sentence that says that it has changed.

    Returns:
        The registry. A plugin that fails is in ``plugins`` with its state and reason, and
        registers nothing; nothing is raised.
    """
    found = discover() if candidates is None else tuple(candidates)
    if root is not None and (root / "rules").exists():
        from smartflow.plugin.loading.workspace_files import discover_files

        found = (*found, *discover_files(root))
    admission = Admission(blocked, built_in_only, trusted, trusted_once or {})
    loading = _Loading()
    for candidate in sorted(found, key=lambda one: one.kind == "rule_file"):  # a stable sort
        record = refusal(candidate, found, admission)
        if record is None:
            loading.add(candidate)
        else:
            loading.records.append(record)
    return loading.registry()


class _Loading:
    """What has been loaded so far."""

    def __init__(self) -> None:
        self.total = Collection()
        self.records: list[PluginRecord] = []
        self._collected: list[tuple[Candidate, Collection]] = []

    def add(self, candidate: Candidate) -> None:
        """Load one plugin and merge what it registers, all or nothing."""
        # A shorter limit for rules is none for the engine's own plugins, whatever is set.
        seconds = LIMIT if candidate.built_in else rule_seconds()
        with contained(candidate.module, candidate.name, seconds) as undone:
            record, own = self._load(candidate)
        if own is not None:
            self._collected.append((candidate, own))
        if undone:
            record = msgspec.structs.replace(record, remarks=(_undone(undone),))
        self.records.append(record)

    def _load(self, candidate: Candidate) -> tuple[PluginRecord, Collection | None]:
        try:
            candidate, own = self._register(candidate)
        except KeyboardInterrupt:
            raise
        except Incompatible as error:
            return record_of(candidate, "incompatible", error.text, fault=error.text.en), None
        except Misregistered as error:
            return record_of(candidate, "broken", error.text, fault=error.text.en), None
        except CATCHABLE as error:
            fault = describe_fault(error, str(candidate.path or candidate.module))
            words = Text(id=f"Tidak dapat dimuat: {fault}.", en=f"It cannot be loaded: {fault}.")
            if (advice := import_advice(error, candidate.module)) is not None:
                words = Text(id=f"{words.id} {advice.id}", en=f"{words.en} {advice.en}")
            return record_of(candidate, "broken", words, fault=fault), None
        try:
            merge(self.total, own)
        except Taken as error:
            return record_of(candidate, "clash", error.text, fault=error.text.en), None
        return record_of(candidate, "loaded", registers=own.names()), own

    def _register(self, candidate: Candidate) -> tuple[Candidate, Collection]:
        if candidate.kind == "rule_file":
            from smartflow.plugin.loading.rule_files import read_rule_file

            return read_rule_file(candidate, self.total)
        return candidate, registered_by(candidate)

    def registry(self) -> Registry:
        """Return the registry of all that was loaded."""
        total, records = self.total, self.records
        if all(record.state == "loaded" for record in records):
            total, strays = self._without_strays()
            records = [strays.get((r.name, r.distribution), r) for r in records]
        return total.registry(
            tuple(sorted(records, key=lambda r: (r.name, r.distribution, r.module)))
        )

    def _without_strays(self) -> tuple[Collection, dict[tuple[str, str], PluginRecord]]:
        """Leave out the plugins whose row rules are for a worksheet that nobody brings.

        Only asked when every plugin is loaded: else the worksheet may be that of another, and the
        rule says so itself when it is run.
        """
        known = self.total.things.get("worksheet", {})
        strays: dict[tuple[str, str], PluginRecord] = {}
        for candidate, own in self._collected:
            fault = each_fault(own, known)
            if fault is not None:
                stray = record_of(candidate, "broken", fault, fault=fault.en)
                strays[candidate.name, candidate.distribution] = stray
        if not strays:
            return self.total, strays
        kept = Collection()
        for candidate, own in self._collected:
            if (candidate.name, candidate.distribution) not in strays:
                merge(kept, own)
        return kept, strays


def _undone(undone: Sequence[Text]) -> Text:
    return Text(
        id="Saat dimuat plugin ini " + ", ".join(one.id for one in undone) + "; itu dibatalkan.",
        en="While it is loaded: " + ", ".join(one.en for one in undone) + "; that was undone.",
    )
