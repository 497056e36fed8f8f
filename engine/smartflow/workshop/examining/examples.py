"""A plugin's own examples: those in its rule file, and the cases in its folder of cases.

Each must give what its author says that it gives, and their cities are the first on which every
other aspect is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from smartflow.cases import (
    Case,
    CaseFault,
    coverage_faults,
    judge,
    make_dossier,
    read_cases,
    run_rule,
)
from smartflow.cases.case import is_case_file
from smartflow.cases.judging import describe
from smartflow.errors import BadInput
from smartflow.language import Language, Text
from smartflow.model import Column, Dossier, Result, Worksheet
from smartflow.plugin.objects import Rule
from smartflow.plugin.registry import Registry
from smartflow.plugin.rule_file import Example, read_rules
from smartflow.workflow.definition import Workflow
from smartflow.workshop.examining.remark import Remark, remark

__all__ = ["Flow", "Tried", "coverage", "from_cases", "from_rule_file"]


Flow = Callable[[Iterable[str]], Workflow | None]
"""Finds the workflow that has one of some stages; it is followed by a case that names none."""


class Tried(msgspec.Struct, frozen=True):
    """What trying one example gave.

    Attributes:
        rule: The rule's code; ``""`` when not even that is known.
        label: Where the example stands.
        dossier: Its city, or None when it describes none.
        results: What the rule said of it.
        remarks: What differs from what its author says.
    """

    rule: str
    label: str
    dossier: Dossier | None = None
    results: tuple[Result, ...] = ()
    remarks: tuple[Remark, ...] = ()


# -- cases ----------------------------------------------------------------------------------------


def from_cases(
    folder: Path, own: Mapping[str, Rule], registry: Registry, flow: Flow
) -> Iterator[Tried]:
    """Try the cases of a folder that are about one of the plugin's rules.

    Args:
        folder: The folder; its files are called after rules.
        own: The plugin's rules by code.
        registry: What plugins bring.
        flow: The workflow that has some stages.
    """
    for path in sorted(folder.glob("*.toml")):
        if not is_case_file(path):
            continue
        try:
            cases = read_cases(path, f"{folder.name}/{path.name}")
        except CaseFault as fault:
            if path.stem in own or path.stem not in registry.rules:
                yield _unread(path.stem, path.name, fault)
            continue
        for case in cases:
            if case.rule in own or case.rule not in registry.rules:
                yield _judged(case, registry, flow)


def _judged(case: Case, registry: Registry, flow: Flow) -> Tried:
    workflow = flow(_stages(case.rule, case.given, registry))
    try:
        outcome = judge(case, registry, workflow=workflow)
    except BadInput as fault:
        return _unread(case.rule, case.place, fault)
    said = "; ".join(one.id for one in outcome.differences)
    said_en = "; ".join(one.en for one in outcome.differences)
    wrong = () if outcome.met else (_differs(case.rule, case.place, Text(id=said, en=said_en)),)
    return Tried(case.rule, case.place, outcome.dossier, outcome.results, wrong)


# -- examples in a rule file ----------------------------------------------------------------------


def _stages(code: str, given: Mapping[str, Any], registry: Registry) -> tuple[str, ...]:
    """Return the stages in which a case may be: the one that it names, else its rule's."""
    if "stage" in given:
        return (str(given["stage"]),)
    return registry.rules[code].value.stages if code in registry.rules else ()


def from_rule_file(path: Path, shown: str, registry: Registry, flow: Flow) -> Iterator[Tried]:
    """Try the examples of a rule file, which the loader has taken.

    Args:
        path: The file.
        shown: How it is called.
        registry: What plugins bring, its own rules among it.
        flow: The workflow that has some stages.
    """
    file = read_rules(path, _worksheets(registry), shown)
    for code, examples in file.examples.items():
        for example in examples:
            label = f"{shown}:{example.line}"
            workflow = flow(_stages(code, example.case, registry))
            given = {"rule": code, **example.case}
            try:
                dossier = make_dossier(given, registry, workflow=workflow)
            except BadInput as fault:
                yield _unread(code, label, fault)
                continue
            results = run_rule(code, dossier, registry)
            why = _unmet(example, results)
            wrong = () if why is None else (_differs(code, label, why),)
            yield Tried(code, label, dossier, results, wrong)


def _worksheets(registry: Registry) -> dict[str, Worksheet]:
    """Return every worksheet with all the columns that plugins add, whatever their regions."""
    added: dict[str, list[Column]] = {}
    for owned in registry.columns:
        added.setdefault(owned.value.worksheet, []).append(owned.value)
    return {
        key: owned.value.with_columns(tuple(added.get(key, ())))
        for key, owned in registry.worksheets.items()
    }


def _unmet(example: Example, results: Sequence[Result]) -> Text | None:
    """Return what differs from what an example says, or None."""
    found = [result for result in results if result.status in ("fail", "warn")]
    broken = [result for result in results if result.status == "error"]
    told = [r for r in found if example.says in r.message.id and example.says_en in r.message.en]
    if broken or (example.expects == "pass" and found):
        seen = broken or found
        return Text(
            id=f"seharusnya lolos atau ditemukan, hasilnya: {_listed(seen, 'id')}"
            if broken
            else f"seharusnya lolos, tetapi: {_listed(seen, 'id')}",
            en=f"it was to be judged, and gave: {_listed(seen, 'en')}"
            if broken
            else f"it was to pass, and gave: {_listed(seen, 'en')}",
        )
    if example.expects == "fail" and not told:
        indonesian = bool(example.says) and not any(example.says in r.message.id for r in found)
        words = example.says if indonesian else example.says_en
        seen_id, seen_en = _listed(results, "id"), _listed(results, "en")
        if words:  # what was said is shown in the language of the words that were wanted
            seen_id = seen_en = seen_id if indonesian else seen_en
        return Text(
            id=f"seharusnya ditemukan{f' dengan pesan {words!r}' if words else ''}, hasilnya:"
            f" {seen_id}",
            en=f"it was to be found{f' with the words {words!r}' if words else ''}, and gave:"
            f" {seen_en}",
        )
    return None


def _listed(results: Sequence[Result], language: Language) -> str:
    return "; ".join(describe(result, language) for result in results)


# -- remarks --------------------------------------------------------------------------------------


def _unread(rule: str, label: str, fault: BadInput) -> Tried:
    wrong = remark("CHK301", rule, fault.message, place=label, fix=fault.hint)
    return Tried(rule, label, remarks=(wrong,))


def _differs(rule: str, label: str, why: Text) -> Remark:
    message = Text(
        id=f"Contohnya tidak terbukti: {why.id.rstrip('.')}.",
        en=f"The example fails: {why.en.rstrip('.')}.",
    )
    return remark("CHK302", rule, message, place=label)


_WHERE = Text(
    id="Tulis contoh di tests/cases/KODE.toml (berkas lepas: rules/NAMA/cases/KODE.toml), atau"
    " sebut foldernya dengan --cases.",
    en="Write cases in tests/cases/CODE.toml (a loose file: rules/NAME/cases/CODE.toml), or name"
    " their folder with --cases.",
)


def coverage(own: Mapping[str, Rule], tried: Sequence[Tried], plugin: str) -> Iterator[Remark]:
    """Say which rules are not shown passing, or not shown finding something.

    Args:
        own: The plugin's rules by code.
        tried: What its examples gave.
        plugin: The plugin's name.
    """
    if own and not tried:
        message = Text(id="Belum ada contoh yang ditemukan.", en="No examples were found.")
        yield remark("CHK303", plugin, message, severity="warning", fix=_WHERE)
        return
    for code, rule in own.items():
        results = [result for one in tried if one.rule == code for result in one.results]
        for fault in coverage_faults(rule, results):
            message = Text(
                id=f"Ketentuan {code}: {fault.id}",
                en=f"The rule {code} has {fault.en}",
            )
            yield remark("CHK303", code, message, severity="warning")
