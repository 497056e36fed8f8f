"""The gate: may this city make this move now, and if not, every reason why not.

All rules that name the stage run, none stops another, and any that fails keeps the gate shut; so
the order in which plugins were found cannot matter, and the results are sorted. It fails closed:
a rule or score that the workflow names and that did not run is an ``error``. Pure: the dossier is
folded before, and nothing is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.command import Command
from smartflow.language import Text
from smartflow.model import PluginRef, Result, ScoreResult, Verdict
from smartflow.plugin.running.guard import run_rules, run_scoring_rules
from smartflow.workflow.sign_offs import Bound, sign_off_status
from smartflow.workflow.waivers import waive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from smartflow.model import Dossier, SignOffStatus, WaiverStatus
    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Owned, Registry
    from smartflow.workflow.definition import Skip, Transition, Workflow

__all__ = ["evaluate", "is_met", "missing_plugins", "result_order"]

_NOBODY = PluginRef(name="", version="")


def missing_plugins(workflow: Workflow, registry: Registry) -> tuple[str, ...]:
    """Return the names of the plugins that ``workflow`` requires and that are not loaded.

    A plugin that is broken, clashing or blocked is missing too: blocking is the user's right, but
    a workflow that requires the plugin cannot be decided without it. So is one that the
    workflow's own allow-list leaves out.
    """
    loaded = {one.name for one in registry.plugins if one.state == "loaded" and one.allowed}
    return tuple(sorted(set(workflow.requires) - loaded))


def evaluate(  # noqa: PLR0913  the digests come from floors that this one may not know
    workflow: Workflow,
    transition: Transition,
    dossier: Dossier,
    registry: Registry,
    *,
    subject: str,
    dossier_digest: str = "",
    mover: str = "",
) -> Verdict:
    """Judge one move of one city.

    Args:
        workflow: The city's pinned workflow.
        transition: The move.
        dossier: The city, folded; it knows the digest of the workflow to which it is pinned.
        registry: The rules, scoring rules and plugins.
        subject: Digest of what sign-offs bind, hex sha256.
        dossier_digest: Digest of the dossier's manifest, hex sha256.
        mover: The person who wants to move the city; that person's sign-off does not count.

    Returns:
        A verdict with the results in the order of :func:`result_order`, the scores by rule and
        subject, the sign-offs in the order of the file, and the plugins by name.
    """
    # The pinned digest, not one computed anew: a later engine may know more fields, and that must
    # not make every sign-off look outdated.
    workflow_digest = dossier.workflow.digest
    # Before any rule runs: what is recorded is what they were given.
    settings_digest = sha256_hex(canonical_bytes(dossier.settings))
    found = _results(transition, dossier, registry)
    results, waivers = waive(found, workflow, dossier)
    scores = _scores(transition, dossier, registry)
    bound = Bound(transition, subject, workflow_digest, mover)
    sign_offs = tuple(
        sign_off_status(requirement, workflow, dossier, bound)
        for requirement in transition.sign_offs
    )
    plugins = tuple(sorted(registry.facts(), key=lambda fact: fact.name))
    return Verdict(
        city=dossier.city.slug,
        from_=transition.from_,
        to=transition.to,
        met=is_met(results, scores, sign_offs),
        as_of=dossier.as_of.isoformat(),
        results=results,
        scores=scores,
        sign_offs=sign_offs,
        plugins=plugins,
        digests={
            "dossier": dossier_digest,
            "subject": subject,
            "workflow": workflow_digest,
            "settings": settings_digest,
            "plugins": sha256_hex(canonical_bytes(plugins)),
        },
        titles=_titles(workflow, transition, dossier, registry, (results, scores, waivers)),
        waivers=waivers,
    )


def is_met(
    results: Iterable[Result], scores: Iterable[ScoreResult], sign_offs: Iterable[SignOffStatus]
) -> bool:
    """Say whether a gate is met: nothing blocks, every score is enough, every sign-off is there."""
    return (
        not any(result.blocks for result in results)
        and all(score.met and not score.fault for score in scores)
        and all(sign_off.met for sign_off in sign_offs)
    )


def _titles(
    workflow: Workflow,
    transition: Transition,
    dossier: Dossier,
    registry: Registry,
    said: tuple[Iterable[Result], Iterable[ScoreResult], Iterable[WaiverStatus]],
) -> dict[str, Text]:
    """Return the titles of what a verdict names by key, as they are on the day of the verdict."""
    results, scores, waivers = said
    named = {key for result in results for key in (result.dimension, result.worksheet)}
    named |= {score.subject for score in scores}
    named |= {waiver.dimension for waiver in waivers}
    shelves = (registry.worksheets, registry.dimensions)
    titles = {
        key: owned.value.title for shelf in shelves for key, owned in shelf.items() if key in named
    }
    titles |= {known.key: known.title for known in dossier.dimensions if known.key in named}
    ends = (transition.from_, transition.to)
    titles |= {stage.key: stage.title for stage in workflow.stages if stage.key in ends}
    titles[dossier.city.slug] = Text.same(dossier.city.name)
    return titles


def result_order(result: Result) -> tuple[object, ...]:
    """Return the sort key of a result: dimension, agency, code, worksheet, row, column, message.

    Whoever must mend something finds all of it together; what concerns the whole city (no
    dimension, no agency) comes first. Rows are in the order of their numbers, not of their
    letters: row 2 before row 10.
    """
    return (
        result.dimension,
        result.agency,
        result.rule,
        result.worksheet,
        _natural(result.row),
        result.column,
        result.message.id,
        result.message.en,
        result.status,
    )


def _natural(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that compares runs of digits as numbers."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", words)
        if part
    )


# -- rules ------------------------------------------------------------------------------------


def _results(transition: Transition, dossier: Dossier, registry: Registry) -> tuple[Result, ...]:
    running: list[Owned[Rule]] = []
    results: list[Result] = []
    for owned in registry.rules_for(dossier.city, transition.from_):
        skip = _skip_of(owned.value, transition.skip)
        if skip is None:
            running.append(owned)
        else:
            results.append(_skipped(owned, skip))
    results += run_rules(running, dossier)
    results += [
        _not_run(name, dossier, transition, registry)
        for name in dict.fromkeys(transition.rules)
        if not any(_is_named(owned.value, name) for owned in running)
    ]
    return tuple(sorted(results, key=result_order))


def _is_named(rule: Rule, name: str) -> bool:
    """Say whether ``name`` is the code or the whole family of ``rule``."""
    return name in (rule.code, rule.family)


def _skip_of(rule: Rule, skips: Iterable[Skip]) -> Skip | None:
    return next((skip for skip in skips if _is_named(rule, skip.rule)), None)


def _skipped(owned: Owned[Rule], skip: Skip) -> Result:
    """Return what a verdict shows of a rule that the workflow leaves out: never silence."""
    rule = owned.value
    return Result(
        rule=rule.code,
        status="not_applicable",
        severity=rule.severity,
        title=rule.title,
        message=Text(
            id=f"Tidak diperiksa menurut alur kerja: {skip.reason.id}",
            en=f"Left out by the workflow: {skip.reason.en}",
        ),
        fix=rule.fix,
        plugin=PluginRef(owned.origin.plugin, owned.origin.version),
        cites=rule.cites,
    )


def _not_run(name: str, dossier: Dossier, transition: Transition, registry: Registry) -> Result:
    """Return the ``error`` of a rule or family that the workflow names and that did not run."""
    known = [owned for owned in registry.rules.values() if _is_named(owned.value, name)]
    why = _why_not(known, dossier, transition)
    origin = known[0].origin if known else None
    return Result(
        rule=name,
        status="error",
        severity="error",
        title=known[0].value.title if known and known[0].value.code == name else Text.same(name),
        message=Text(
            id=f"Ketentuan {name} diminta oleh alur kerja, tetapi tidak dijalankan: {why.id}.",
            en=f"The workflow asks for the rule {name}, but it did not run: {why.en}.",
        ),
        fix=Text(id="Periksa plugin yang membawanya.", en="Look over the plugin that brings it."),
        fix_command=Command.of("plugin list"),
        plugin=_NOBODY if origin is None else PluginRef(origin.plugin, origin.version),
        fault=why.en,
    )


def _why_not(known: Sequence[Owned[Rule]], dossier: Dossier, transition: Transition) -> Text:
    if not known:
        return Text(id="tidak ada plugin yang membawanya", en="no plugin brings it")
    if not any(transition.from_ in owned.value.stages for owned in known):
        return Text(
            id=f"tidak berlaku untuk tahap {transition.from_}",
            en=f"it is not for the stage {transition.from_}",
        )
    if not any(dossier.city.in_region(owned.value.regions) for owned in known):
        return Text(
            id=f"tidak berlaku untuk daerah {dossier.city.region_code}",
            en=f"it is not for the region {dossier.city.region_code}",
        )
    return Text(id="alur kerja juga melewatinya (skip)", en="the workflow also skips it")


# -- scores -----------------------------------------------------------------------------------


def _scores(
    transition: Transition, dossier: Dossier, registry: Registry
) -> tuple[ScoreResult, ...]:
    running = registry.scoring_for(dossier.city, transition.from_)
    given = {_score_name(score): score for score in run_scoring_rules(running, dossier)}
    least = transition.minimum_score
    keys = {owned.value.key for owned in running}
    scores = [
        _measured(score, least[name]) if name in least else score for name, score in given.items()
    ]
    scores += [
        _absent(name, minimum, registry, keys)
        for name, minimum in least.items()
        if name not in given
    ]
    return tuple(sorted(scores, key=lambda score: (score.rule, score.subject)))


def _score_name(score: ScoreResult) -> str:
    """Return the name by which ``minimum_score`` means a score: ``RULE`` or ``RULE.SUBJECT``."""
    return f"{score.rule}.{score.subject}" if score.subject else score.rule


def _measured(score: ScoreResult, minimum: Decimal) -> ScoreResult:
    met = not score.fault and score.value is not None and score.value >= minimum
    return msgspec.structs.replace(score, minimum=minimum, met=met)


def _absent(name: str, minimum: Decimal, registry: Registry, running: set[str]) -> ScoreResult:
    """Return the score that a workflow asks for and nobody gave; it is not met."""
    rule, _, subject = name.partition(".")
    owned = registry.scoring_rules.get(rule)
    return ScoreResult(
        rule=rule,
        title=owned.value.title if owned else Text.same(rule),
        subject=subject,
        value=None,
        plugin=PluginRef(owned.origin.plugin, owned.origin.version) if owned else _NOBODY,
        minimum=minimum,
        met=False,
        fault="" if rule in running else f"the scoring rule {rule} did not run",
    )
