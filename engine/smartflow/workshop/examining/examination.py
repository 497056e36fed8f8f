"""The whole examination of a plugin, in the process that loads and runs it.

The registry holds the built-in plugins and the one that is checked; other plugins are left out, so
that nobody else's fault shows. Each aspect adds its remarks, and all of them are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from smartflow.errors import SmartflowError
from smartflow.language import Text
from smartflow.model import Result
from smartflow.plugin.discovery import discover
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Owned, PluginRecord
from smartflow.plugin.running.guard import run_rules
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.definition import Workflow
from smartflow.workshop.examining import observers, outputs, registered
from smartflow.workshop.examining.behaviour import answers_of, examine
from smartflow.workshop.examining.code_files import files_of, modules_of, source_bytes
from smartflow.workshop.examining.examples import Tried, coverage, from_cases, from_rule_file
from smartflow.workshop.examining.own import Own
from smartflow.workshop.examining.remark import Examined, Facts, Remark, Report, RuleTime, remark
from smartflow.workshop.examining.sampling import Samples
from smartflow.workshop.examining.subject import Subject
from smartflow.workshop.examining.trial import Ground
from smartflow.workshop.examining.watching import Deed, Watch

__all__ = ["Examination", "answer", "examination"]

Progress = Callable[[str], None]
"""Is told what is looked at next, so that it is known where a process came to its end."""

_SHOWN = 40
"""Results with which a format is tried."""


class Examination(msgspec.Struct, frozen=True):
    """What one process found.

    Attributes:
        report: The report.
        answers: What each rule said of each dossier: rule to label to digest.
        told: How each dossier is told, by its label.
    """

    report: Report
    answers: Mapping[str, Mapping[str, str]] = {}
    told: Mapping[str, Text] = {}


def examination(subject: Subject, progress: Progress) -> Examination:
    """Load a plugin, look at it from all sides, and run it.

    Args:
        subject: What is checked.
        progress: Is told what is looked at next.
    """
    progress("import")
    looking = _Looking(subject)
    looking.at_loading()
    for own in looking.owns:
        looking.at_registered(own)
        progress(own.name)
        looking.at_examples(own)
        looking.at_behaviour(own, progress)
        looking.at_outputs(own, progress)
        looking.at_observers(own, progress)
    return looking.outcome()


def answer(subject: Subject, progress: Progress) -> Examination:
    """Load a plugin and run it once, for its answers to be compared with another process's."""
    progress("import")
    looking = _Looking(subject)
    for own in looking.owns:
        progress(own.name)
        looking.tried += looking.examples_of(own)
        for about, owned in looking.functions(own):
            progress(about)
            grounds = looking.grounds_of(about, owned)
            looking.answers[about] = answers_of(owned, grounds, looking.files, looking.watch)
    return looking.outcome()


class _Looking:
    """What has been found so far."""

    def __init__(self, subject: Subject) -> None:
        self.candidates = subject.candidates()
        own = {(one.name, one.value) for one in self.candidates}
        built_in = [one for one in discover() if one.built_in and one.name not in subject.blocked]
        beside = [one for one in built_in if (one.name, one.value) not in own]
        self.watch = Watch()
        self.files = tuple(file for one in self.candidates for file in files_of(one))
        with self.watch.during(self.files, calls=True, own=True):
            self.registry = load_registry(
                candidates=[*beside, *self.candidates], trusted=frozenset(subject.trusted)
            )
        self.deeds = self.watch.taken()
        self.subject = subject
        folder = Path(subject.workflows) if subject.workflows else None
        self.catalogue = Catalogue(self.registry.workflow_files, folder)
        self.samples = Samples(self.registry, tuple(_workflows(self.catalogue)))
        self.remarks: list[Remark] = []
        self.looked: dict[str, set[str]] = {}
        self.times: list[RuleTime] = []
        self.answers: dict[str, Mapping[str, str]] = {}
        self.tried: list[Tried] = []
        self.told: dict[str, Text] = {}

    @property
    def records(self) -> tuple[PluginRecord, ...]:
        """The plugins that are checked, as the loader has them."""
        shipped = {(one.name, one.module) for one in self.candidates}
        return tuple(one for one in self.registry.plugins if (one.name, one.module) in shipped)

    @property
    def owns(self) -> tuple[Own, ...]:
        """What the plugins that are loaded own."""
        return tuple(Own(one.name, self.registry) for one in self.records if one.state == "loaded")

    def look(self, code: str, about: str, found: Iterable[Remark] = ()) -> None:
        """Note that one thing was looked at under one aspect, and what was found."""
        self.looked.setdefault(code, set()).add(about)
        self.remarks.extend(found)

    # -- without running it -------------------------------------------------------------------

    def at_loading(self) -> None:
        """Look at how the plugins are loaded."""
        for record in self.records:
            self.look("CHK001", record.name, registered.unloaded(record))
            self.remarks.extend(_left_behind(record, self.deeds))
            if record.state == "loaded":
                self.look("CHK005", record.name)
        for candidate in self.candidates:
            if candidate.name not in {own.name for own in self.owns}:
                continue
            found = registered.missing_contract(candidate, source_bytes(candidate))
            self.look("CHK002", candidate.name, found)
            if candidate.kind == "distribution":
                found = registered.missing_requirement(candidate)
                self.look("CHK003", candidate.name, found)
            if candidate.kind != "rule_file":
                found = registered.deep_imports(candidate.name, tuple(modules_of(candidate)))
                self.look("CHK004", candidate.name, found)

    def at_registered(self, own: Own) -> None:
        """Look at what a plugin registers."""
        if own.rules:
            self.look("CHK101", own.name, registered.families(own))
        for about, thing in own.things():
            self.look("CHK102", about, registered.texts(about, thing))
        for code, rule in own.rules.items():
            self.look("CHK103", code, registered.sources(rule))
        self.look("CHK104", own.name, registered.unknown_words(own, self.catalogue))
        if any(entry.plugin == own.name for entry in self.catalogue.entries):
            self.look("CHK107", own.name, registered.unsound_workflows(own, self.catalogue))

    # -- its examples -------------------------------------------------------------------------

    def examples_of(self, own: Own) -> list[Tried]:
        """Try a plugin's own examples."""
        tried: list[Tried] = []
        registry, flow = self.registry, self.samples.workflow_for
        with self.watch.during(self.files):  # what it must not do is prevented here too
            for one in self.candidates:
                if one.name == own.name and one.kind == "rule_file" and one.path is not None:
                    tried += from_rule_file(one.path, one.value, registry, flow)
            if self.subject.cases:
                tried += from_cases(Path(self.subject.cases), own.rules, registry, flow)
        return tried

    def at_examples(self, own: Own) -> None:
        """Look at a plugin's own examples."""
        tried = self.examples_of(own)
        self.tried += tried
        for one in tried:
            self.look("CHK301", one.rule, (r for r in one.remarks if r.code == "CHK301"))
            self.look("CHK302", one.rule, (r for r in one.remarks if r.code == "CHK302"))
        for code in own.rules:
            self.look("CHK303", code)
        self.remarks.extend(coverage(own.rules, tried, own.name))

    # -- running it ---------------------------------------------------------------------------

    def functions(self, own: Own) -> Iterator[tuple[str, Owned[Any]]]:
        """Yield a plugin's rules and scoring rules."""
        shelves: tuple[Mapping[str, Owned[Any]], ...] = (
            self.registry.rules,
            self.registry.scoring_rules,
        )
        for shelf in shelves:
            for about, owned in shelf.items():
                if owned.origin.plugin == own.name:
                    yield about, owned

    def grounds_of(self, about: str, owned: Owned[Any]) -> list[Ground]:
        """Return the dossiers on which a rule is tried: its examples first, then the samples."""
        grounds = [
            Ground(one.label, Text.same(one.label), one.dossier)
            for one in self.tried
            if one.rule == about and one.dossier is not None
        ]
        samples = self.samples.for_scope(owned.value.stages, owned.value.regions)
        grounds += [Ground(one.label, one.told, one.dossier, one.size) for one in samples]
        self.told.update((one.label, one.told) for one in grounds)
        return grounds

    def at_behaviour(self, own: Own, progress: Progress) -> None:
        """Run a plugin's rules and scoring rules."""
        for about, owned in self.functions(own):
            progress(about)
            found = examine(owned, self.grounds_of(about, owned), self.files, self.watch)
            for code in _BEHAVIOUR:
                self.look(code, about)
            self.remarks.extend(found.remarks)
            self.times.append(found.time)
            self.answers[about] = found.answers

    def at_outputs(self, own: Own, progress: Progress) -> None:
        """Try a plugin's formats and chapters."""
        for key, form in own.formats.items():
            progress(key)
            results = self._results()
            found = outputs.examine_format(form, results, self.files, self.watch)
            self.look("CHK108", key, found)
        for key, chapter in own.chapters.items():
            progress(key)
            samples = self.samples.for_scope((), chapter.regions)
            cities = [(one.told, one.dossier) for one in samples]
            made = outputs.examine_chapter(chapter, cities, own.name, self.files, self.watch)
            self.look("CHK109", key, made)

    def at_observers(self, own: Own, progress: Progress) -> None:
        """Tell a plugin's observers of some acts."""
        for owned in self.registry.observers:
            if owned.origin.plugin == own.name:
                progress("smartflow_recorded")
                found = observers.examine_observer(owned, self.files, self.watch)
                self.look("CHK213", own.name, found)

    def _results(self) -> tuple[Result, ...]:
        """Return what all rules say of the samples of one stage, a few of each."""
        found: list[Result] = []
        for sample in self.samples.for_scope((), ()):
            rules = self.registry.rules_for(sample.dossier.city, sample.dossier.stage)
            found += run_rules(rules, sample.dossier)[:_SHOWN]
        return tuple(found)

    def outcome(self) -> Examination:
        """Return all that was found."""
        report = Report(
            plugins=tuple(_facts(one) for one in self.records),
            remarks=tuple(sorted(dict.fromkeys(self.remarks), key=lambda one: one.key)),
            examined=tuple(
                Examined(code, tuple(sorted(about))) for code, about in sorted(self.looked.items())
            ),
            times=tuple(self.times),
        )
        return Examination(report, self.answers, self.told)


_BEHAVIOUR = (
    "CHK105",
    "CHK106",
    "CHK201",
    "CHK202",
    "CHK203",
    "CHK204",
    "CHK205",
    "CHK206",
    "CHK207",
    "CHK208",
    "CHK209",
    "CHK211",
    "CHK212",
)


def _left_behind(record: PluginRecord, deeds: Iterable[Deed]) -> Iterator[Remark]:
    """Say what loading a plugin does beside defining and registering; it may read its own files."""
    for found in record.remarks:
        yield remark("CHK005", record.name, found, severity="warning")
    for deed in deeds:
        if deed.kind != "read":
            message = Text(id=f"Saat dimuat: {deed.what}.", en=f"While it is loaded: {deed.what}.")
            yield remark("CHK005", record.name, message, place=deed.place)


def _facts(record: PluginRecord) -> Facts:
    return Facts(record.name, record.version, record.source, record.state, record.registers)


def _workflows(catalogue: Catalogue) -> Iterator[Workflow]:
    """Yield the workflows that can be followed, those that extend no other first."""
    for entry in sorted(catalogue.entries, key=lambda one: bool(one.extends)):
        if entry.definition is not None:
            try:
                yield catalogue.find(f"{entry.key}@{entry.version}")
            except SmartflowError:
                continue  # told by the aspect of workflows, where it is the plugin's own
