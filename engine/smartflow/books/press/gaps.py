"""What a book still lacks, so that it is printed as a draft.

A book is whole when the stage has ended that the workflow names for it, and when the rules that it
names find no error. What stands in the way is listed: whoever reads a draft sees what is to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.journey.gate.check import judge
from smartflow.language import Text
from smartflow.plugin.running.guard import run_rules
from smartflow.report import Chapter, Paragraph, Table
from smartflow.workflow.allow_list import listing_fault
from smartflow.workflow.gate import missing_plugins
from smartflow.workflow.waivers import waive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from smartflow.casework.casework import Case
    from smartflow.casework.printing.reports import Report
    from smartflow.model import Dossier, Result
    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Owned, Registry
    from smartflow.workflow.definition import BookKind, Stage, Workflow

__all__ = ["Gap", "draft_chapter", "gaps_of"]


class Gap(msgspec.Struct, frozen=True):
    """One thing that is missing.

    Attributes:
        code: The rule that says so, or ``""``.
        what: What is missing.
        where: The dimension or agency, or None.
        fix: Who does what, or None.
    """

    code: str
    what: Text
    where: Text | None = None
    fix: Text | None = None


def gaps_of(
    report: Report, case: Case, workflow: Workflow, dossier: Dossier, registry: Registry
) -> tuple[Gap, ...]:
    """Return what a report of a city still lacks, the stages first; empty when it is whole.

    A sheet about a stage is whole once nothing but signatures is missing there: it is what they
    stand under.

    Args:
        report: The book or sheet.
        case: The city.
        workflow: Its workflow.
        dossier: The city, folded.
        registry: What the plugins bring to this city.
    """
    book = report.book
    open_stages = _open_stages(book, case.state.stage, workflow)
    gaps = [*_of_stages(open_stages, case, workflow), *_of_plugins(book, workflow, registry)]
    found: list[Result] = []
    if open_stages:
        found += _of_gate(case, workflow, registry, gaps)
    if report.stage is not None:
        found += _of_stage(report.stage, case, workflow, registry, gaps)
    rules = [one for one in registry.rules.values() if _is_named(one, book, dossier)]
    found += waive(run_rules(rules, dossier), workflow, dossier)[0]
    names = {one.key: one.title for one in dossier.dimensions}
    gaps += [_gap(result, names) for result in found if result.blocks]
    return tuple(dict.fromkeys(gaps))


def _open_stages(book: BookKind, stage: str, workflow: Workflow) -> tuple[str, ...]:
    """Return the stages that must have ended and have not, the present one first."""
    keys = workflow.stage_keys
    if not book.whole_after:
        return ()
    if book.whole_after not in keys:  # lint refuses it; a book that waits for it never is whole
        return keys[keys.index(stage) :]
    return keys[keys.index(stage) : keys.index(book.whole_after) + 1]


def _of_stage(
    stage: Stage, case: Case, workflow: Workflow, registry: Registry, gaps: list[Gap]
) -> tuple[Result, ...]:
    """Return what a sheet about a stage lacks: all of it before the stage, open points within."""
    keys = workflow.stage_keys
    present, wanted = keys.index(case.state.stage), keys.index(stage.key)
    if wanted > present:
        gaps += _of_stages((stage.key,), case, workflow)
    return _of_gate(case, workflow, registry, []) if wanted == present else ()


def _of_stages(stages: Iterable[str], case: Case, workflow: Workflow) -> Iterator[Gap]:
    for key in stages:
        title = workflow.stage(key).title
        if key == case.state.stage:
            yield Gap(
                "",
                Text(
                    id=f"Tahap {title.id} belum selesai.", en=f"The stage {title.en} has not ended."
                ),
                fix=_END_IT,
            )
        else:
            yield Gap(
                "",
                Text(
                    id=f"Tahap {title.id} belum dimulai.", en=f"The stage {title.en} has not begun."
                ),
                fix=_LATER,
            )


def _of_plugins(book: BookKind, workflow: Workflow, registry: Registry) -> Iterator[Gap]:
    """Yield what did not take part: a rule that never ran has found nothing wrong."""
    for one in workflow.plugins:
        if (fault := listing_fault(one, registry)) is not None:
            yield Gap("", fault, fix=_LOOK)
    for name in missing_plugins(workflow, registry):
        yield Gap("", Text(id=f"Plugin '{name}' tidak dimuat.", en=f"'{name}' is not loaded."))
    loaded = [owned.value for owned in registry.rules.values()]
    for name in sorted(set(book.rules) - {w for rule in loaded for w in (rule.code, rule.family)}):
        yield Gap(
            name,
            Text(
                id=f"Ketentuan {name} tidak dijalankan: tidak ada plugin yang membawanya.",
                en=f"The rule {name} did not run: no plugin brings it.",
            ),
            fix=_LOOK,
        )


_END_IT = Text(
    id="Penuhi syarat tahapnya, lalu majukan kota.", en="Meet its gate, then advance the city."
)
_LATER = Text(
    id="Menyusul setelah tahap sebelumnya selesai.", en="It follows once the stage before ends."
)
_SIGN = Text(id="Mintakan persetujuannya.", en="Ask for it.")
_LOOK = Text(id="Lihat: smartflow plugin list", en="See: smartflow plugin list")


def _of_gate(
    case: Case, workflow: Workflow, registry: Registry, gaps: list[Gap]
) -> tuple[Result, ...]:
    """Return what the present gate says; the sign-offs that it lacks are added to ``gaps``."""
    ways = workflow.transitions_from(case.state.stage)
    if not ways:
        return ()
    verdict = judge(case, workflow, ways[0], registry, mover="").verdict
    for answer in verdict.sign_offs:
        if not answer.met:
            role = workflow.role(answer.role).title
            gaps.append(
                Gap(
                    "",
                    Text(
                        id=f"Persetujuan {role.id} belum lengkap.",
                        en=f"The sign-off by {role.en} is not complete.",
                    ),
                    fix=_SIGN,
                )
            )
    return verdict.results


def _is_named(owned: Owned[Rule], book: BookKind, dossier: Dossier) -> bool:
    rule = owned.value
    named = rule.code in book.rules or rule.family in book.rules
    return named and dossier.city.in_region(rule.regions)


def _gap(result: Result, names: Mapping[str, Text]) -> Gap:
    what = result.message
    if result.fault:
        what = Text(id=f"{what.id} ({result.fault})", en=f"{what.en} ({result.fault})")
    where = Text.same(result.agency) if result.agency else names.get(result.dimension)
    return Gap(result.rule, what, where, result.fix)


_WHY = Text(
    id="Dokumen ini masih draf. Daftar berikut memuat semua yang belum ada; setelah semuanya"
    " dipenuhi, cetak ulang.",
    en="This document is a draft. The list below holds all that is missing; print it again once"
    " everything is there.",
)


def draft_chapter(gaps: tuple[Gap, ...]) -> Chapter:
    """Return the first chapter of a draft: what is missing."""
    return Chapter(
        "draft",
        Text(id="Yang belum lengkap", en="What is missing"),
        (
            Paragraph((_WHY,), "warning"),
            Table(
                title=Text(id="Yang belum lengkap", en="What is missing"),
                keys=("rule", "missing", "where", "fix"),
                headings=(
                    Text(id="Ketentuan", en="Rule"),
                    Text(id="Yang belum ada", en="What is missing"),
                    Text(id="Bagian", en="Where"),
                    Text(id="Cara melengkapi", en="How to mend it"),
                ),
                rows=tuple((gap.code or None, gap.what, gap.where, gap.fix) for gap in gaps),
            ),
        ),
        page="new",
        numbered=False,
    )
