"""The checks against the registry: does everything that a workflow names exist, and fit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, did_you_mean
from smartflow.workflow.allow_list import listing_fault, registry_for
from smartflow.workflow.gate import missing_plugins
from smartflow.workflow.lint.books import check_book_names
from smartflow.workflow.lint.finding import LintFinding, finding
from smartflow.workflow.lint.shape import place
from smartflow.workflow.settings import WrongSetting, check_setting
from smartflow.workflow.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Stage, Transition, Workflow

__all__ = ["check_names"]


def check_names(workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    """Yield all remarks about words that mean something registered."""
    yield from _allowed(workflow, registry)
    registry = registry_for(registry, workflow)
    for way in workflow.transitions:
        yield from _rules(way, registry)
        yield from _skips(way, registry)
        yield from _scores(way, registry)
    for stage in workflow.stages:
        yield from _worksheets(stage, workflow, registry)
    for key in workflow.dimensions:
        if key not in registry.dimensions:
            guess = one_of(key, registry.dimensions)
            yield finding(
                "WFL015",
                "workflow.dimensions",
                f"Tidak ada plugin yang membawa dimensi '{key}'.{guess.id}",
                f"No plugin brings the dimension '{key}'.{guess.en}",
            )
    yield from check_book_names(workflow, registry)
    yield from _plugins(workflow, registry)
    yield from _settings(workflow, registry)


def _named(name: str, registry: Registry) -> tuple[Rule, ...]:
    """Return the rules that a code or a whole family means."""
    return tuple(
        owned.value
        for owned in registry.rules.values()
        if name in (owned.value.code, owned.value.family)
    )


def _rule_words(registry: Registry) -> tuple[str, ...]:
    rules = [owned.value for owned in registry.rules.values()]
    return tuple(sorted({rule.code for rule in rules} | {rule.family for rule in rules}))


def _rules(way: Transition, registry: Registry) -> Iterator[LintFinding]:
    for name in way.rules:
        rules = _named(name, registry)
        if not rules:
            guess = did_you_mean(name, _rule_words(registry))
            yield finding(
                "WFL009",
                place(way),
                f"Tidak ada plugin yang membawa ketentuan '{name}'.{guess.id}",
                f"No plugin brings the rule '{name}'.{guess.en}",
            )
        elif not any(way.from_ in rule.stages for rule in rules):
            yield finding(
                "WFL010",
                place(way),
                f"Ketentuan '{name}' tidak berlaku untuk tahap '{way.from_}', jadi syarat ini"
                " tidak akan pernah terpenuhi.",
                f"The rule '{name}' is not for the stage '{way.from_}', so this gate could never"
                " be met.",
            )


def _skips(way: Transition, registry: Registry) -> Iterator[LintFinding]:
    for skip in way.skip:
        if not _named(skip.rule, registry):
            guess = did_you_mean(skip.rule, _rule_words(registry))
            yield finding(
                "WFL021",
                place(way),
                f"Ketentuan '{skip.rule}' yang dilewati tidak ada.{guess.id}",
                f"The skipped rule '{skip.rule}' does not exist.{guess.en}",
            )
        elif skip.rule in way.rules:
            yield finding(
                "WFL021",
                place(way),
                f"Ketentuan '{skip.rule}' diminta sekaligus dilewati; hapus salah satunya.",
                f"The rule '{skip.rule}' is both asked for and skipped; remove one of the two.",
            )


def _scores(way: Transition, registry: Registry) -> Iterator[LintFinding]:
    for name in sorted(way.minimum_score):
        key = name.partition(".")[0]
        owned = registry.scoring_rules.get(key)
        if owned is None:
            guess = one_of(key, registry.scoring_rules)
            yield finding(
                "WFL020",
                place(way),
                f"Penilaian '{key}' dalam minimum_score tidak ada.{guess.id}",
                f"The score '{key}' in minimum_score does not exist.{guess.en}",
            )
        elif owned.value.stages and way.from_ not in owned.value.stages:
            yield finding(
                "WFL020",
                place(way),
                f"Penilaian '{key}' tidak dihitung di tahap '{way.from_}'.",
                f"The score '{key}' is not computed in the stage '{way.from_}'.",
            )


def _worksheets(stage: Stage, workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    where = f"stage {stage.key}"
    for key in dict.fromkeys((*stage.worksheets, *stage.presents)):
        if key not in registry.worksheets:
            guess = one_of(key, registry.worksheets)
            yield finding(
                "WFL011",
                where,
                f"Tidak ada plugin yang membawa kertas kerja '{key}'.{guess.id}",
                f"No plugin brings the worksheet '{key}'.{guess.en}",
            )
    if stage.key in workflow.final:
        return
    judging = [owned.value for owned in registry.rules.values() if stage.key in owned.value.stages]
    read = {key for rule in judging for key in (*rule.reads, rule.each)}
    for key in stage.worksheets:
        if key in registry.worksheets and key not in read:
            yield finding(
                "WFL012",
                where,
                f"Kertas kerja '{key}' diminta, tetapi tidak ada ketentuan di tahap ini yang"
                " memeriksanya.",
                f"The worksheet '{key}' is asked for, but no rule of this stage reads it.",
            )


def _plugins(workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    for name in missing_plugins(workflow, registry):
        record = registry.plugin(name)
        if record is not None and not record.allowed:
            yield finding(
                "WFL016",
                "workflow.requires",
                f"Plugin '{name}' diwajibkan, tetapi tidak ada dalam daftar izin [[plugin]].",
                f"The plugin '{name}' is required, but the allow-list [[plugin]] leaves it out.",
            )
            continue
        guess = did_you_mean(name, (plugin.name for plugin in registry.plugins))
        state = "" if record is None else f" ({record.state})"
        yield finding(
            "WFL016",
            "workflow.requires",
            f"Plugin '{name}' yang diwajibkan tidak dimuat{state}.{guess.id if not state else ''}",
            f"The required plugin '{name}' is not loaded{state}.{guess.en if not state else ''}",
        )
    for name in workflow.requires:
        if _only_formats(name, registry):
            yield finding(
                "WFL017",
                "workflow.requires",
                f"Plugin '{name}' hanya membawa format keluaran; cara mencetak tidak boleh"
                " menentukan boleh tidaknya daerah maju. Hapus dari 'requires'.",
                f"The plugin '{name}' brings output formats only; how something is printed must"
                " not decide whether a city may move. Remove it from 'requires'.",
            )


def _allowed(workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    for listed in workflow.plugins:
        fault = listing_fault(listed, registry)
        if fault is None:
            continue
        known = [plugin.name for plugin in registry.plugins]
        guess = did_you_mean(listed.name, known) if listed.name not in known else Text.same("")
        where = f"plugin {listed.name}"
        yield finding("WFL025", where, f"{fault.id}{guess.id}", f"{fault.en}{guess.en}")


def _only_formats(name: str, registry: Registry) -> bool:
    record = registry.plugin(name)
    kinds = {kind for kind, names in record.registers.items() if names} if record else set()
    return kinds == {"format"}


def _settings(workflow: Workflow, registry: Registry) -> Iterator[LintFinding]:
    known = {f"{plugin}.{key}" for plugin, key in registry.settings}
    for plugin, values in sorted(workflow.settings.items()):
        for key, value in sorted(values.items()):
            name = f"{plugin}.{key}"
            where = f"settings.{name}"
            owned = registry.settings.get((plugin, key))
            if owned is None:
                guess = did_you_mean(name, known)
                yield finding(
                    "WFL018",
                    where,
                    f"Pengaturan '{name}' tidak ada.{guess.id}",
                    f"There is no setting '{name}'.{guess.en}",
                )
                continue
            try:
                check_setting(owned.value, value, name)
            except WrongSetting as error:
                yield finding("WFL019", where, error.message.id, error.message.en)
