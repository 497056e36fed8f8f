"""Two cities side by side: where they stand, how long each stage took, what they have and lack.

Scores and open rules are asked for now, of each city by its own workflow. A figure that one of them
cannot have (the score of a stage that it has not reached) is None, and is no difference in itself
only where the other has none either. Writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.journey.gate.check import examine, require_sound_plugins
from smartflow.journey.ranking.scores import scores
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.casework.workspace import Workspace
    from smartflow.model import Verdict
    from smartflow.workflow.definition import Workflow

__all__ = ["Compared", "Comparison", "Line", "SameCity", "compare"]

Value = str | int | Decimal | date | Text | None


class SameCity(BadInput):
    """Both words name the same city."""

    code = "same-city"
    says = Text(
        id="'{name}' dan '{other}' adalah daerah yang sama: {same_name}.",
        en="'{name}' and '{other}' are the same city: {same_name}.",
    )
    next_step = Text(
        id="Sebutkan dua daerah yang berbeda: smartflow portfolio compare KOTA KOTA",
        en="Name two different cities: smartflow portfolio compare CITY CITY",
    )


class Line(msgspec.Struct, frozen=True):
    """One thing of which both cities say what they have.

    Attributes:
        group: ``standing``, ``days``, ``work``, ``gate`` or ``scores``.
        key: Its name within the group, such as ``stage`` or ``readiness.living``.
        title: What it is.
        left: What the first city has; None where there is nothing to say.
        right: What the second has.
    """

    group: str
    key: str
    title: Text
    left: Value
    right: Value

    @property
    def differs(self) -> bool:
        """Whether the two are not alike."""
        return self.left != self.right


class Compared(msgspec.Struct, frozen=True):
    """A city of a comparison: its slug, its name and its Kemendagri code."""

    slug: str
    name: str
    region_code: str


class Comparison(msgspec.Struct, frozen=True):
    """Two cities side by side.

    Attributes:
        left: The first city.
        right: The second.
        lines: What they are compared by, in groups.
    """

    left: Compared
    right: Compared
    lines: tuple[Line, ...]


def compare(workspace: Workspace, one: str, other: str) -> Comparison:
    """Compare two cities as they stand today.

    Args:
        workspace: Where.
        one: The first city's slug, name or code.
        other: The second's.

    Raises:
        UnknownCity: there is no such city.
        SameCity: both are the same.
        FaultyPlugins: a plugin is broken; nothing can be judged beside it.
        IntegrityFailure: the history of one of them is damaged.
    """
    left, right = read_case(workspace, one), read_case(workspace, other)
    if left.log == right.log:
        name = left.state.city.name
        raise SameCity(name=one, other=other, same_name=name)
    require_sound_plugins(workspace.registry)
    sides = tuple(_facts(workspace, case) for case in (left, right))
    return Comparison(
        _compared(left),
        _compared(right),
        tuple(_lines(*sides)),
    )


def _compared(case: Case) -> Compared:
    city = case.state.city
    return Compared(city.slug, city.name, city.region_code)


Facts = dict[tuple[str, str], tuple[Text, Value]]
"""What is known of a city: by group and key, the title and the value."""


def _lines(left: Facts, right: Facts) -> Iterator[Line]:
    """Yield what either city has, group by group; what only the second has stands at their ends."""
    groups = dict.fromkeys(group for group, _ in (*left, *right))
    for group in groups:
        for key in dict.fromkeys(k for k in (*left, *right) if k[0] == group):
            title, _ = left.get(key) or right[key]
            yield Line(
                group,
                key[1],
                title,
                left[key][1] if key in left else None,
                right[key][1] if key in right else None,
            )


def _facts(workspace: Workspace, case: Case) -> Facts:
    workflow = pinned_workflow(case)
    return {
        **_standing(case, workflow),
        **_days(case, workflow),
        **_work(case),
        **_gate(case, workflow),
        **_scores(workspace, case),
    }


def _standing(case: Case, workflow: Workflow) -> Facts:
    state = case.state
    said: tuple[tuple[str, Text, Value], ...] = (
        ("province", Text(id="Provinsi", en="Province"), state.city.province),
        ("kind", Text(id="Jenis", en="Kind"), state.city.kind),
        ("intake", Text(id="Tahun masuk", en="Intake year"), state.city.intake),
        ("workflow", Text(id="Alur kerja", en="Workflow"), workflow.reference),
        ("stage", Text(id="Tahap", en="Stage"), workflow.stage(state.stage).title),
        ("since", Text(id="Sejak", en="Since"), state.entered.day),
    )
    return {("standing", key): (title, value) for key, title, value in said}


def _days(case: Case, workflow: Workflow) -> Facts:
    """Return how many days the city has spent in each stage, all its stays together."""
    spent: Counter[str] = Counter()
    moves = case.state.moves
    ends = [*(move.day for move in moves[1:]), case.today]
    for move, end in zip(moves, ends, strict=True):
        spent[move.to] += max(0, (end - move.day).days)
    been = {move.to for move in moves}
    return {
        ("days", stage.key): (stage.title, spent[stage.key] if stage.key in been else None)
        for stage in workflow.stages
    }


def _work(case: Case) -> Facts:
    state = case.state
    active = [one for one in state.agencies.values() if one.ended is None]
    said: tuple[tuple[str, Text, Value], ...] = (
        ("agencies", Text(id="Perangkat daerah dan mitra", en="Agencies"), len(active)),
        ("people", Text(id="Orang terdaftar", en="People registered"), len(state.people)),
        ("submissions", Text(id="Kertas kerja masuk", en="Worksheets in"), len(state.submissions)),
        (
            "rows",
            Text(id="Baris isian", en="Rows filled in"),
            sum(one.row_count for one in state.submissions.values()),
        ),
        ("nils", Text(id="Pernyataan nihil", en="Nil declarations"), len(state.nils)),
        ("presentations", Text(id="Paparan", en="Presentations"), len(state.presentations)),
        ("records", Text(id="Dokumen tercatat", en="Documents recorded"), len(state.records)),
        ("waivers", Text(id="Pengecualian", en="Waivers"), len(state.waivers)),
        ("refusals", Text(id="Ditolak maju", en="Refused to advance"), len(state.refusals)),
        (
            "sent_back",
            Text(id="Dikembalikan", en="Sent back"),
            sum(1 for move in state.moves if move.act == "send_back"),
        ),
    )
    return {("work", key): (title, value) for key, title, value in said}


def _gate(case: Case, workflow: Workflow) -> Facts:
    """Return what keeps the city from the next stage: the first one, where several can follow."""
    ways = workflow.transitions_from(case.state.stage)
    verdict = examine(case.workspace, case, ways[0].to).verdict if ways else None
    opens = None if verdict is None else _open_rules(verdict)
    findings = None if verdict is None else sum(1 for one in verdict.results if one.blocks)
    warnings = None if verdict is None else sum(r.status == "warn" for r in verdict.results)
    missing = None if verdict is None else sum(not one.met for one in verdict.sign_offs)
    said: tuple[tuple[str, Text, Value], ...] = (
        ("rules", Text(id="Ketentuan belum dipenuhi", en="Rules not met"), opens),
        ("findings", Text(id="Catatan yang menahan", en="Findings that block"), findings),
        ("warnings", Text(id="Peringatan", en="Warnings"), warnings),
        ("sign_offs", Text(id="Persetujuan kurang", en="Sign-offs missing"), missing),
    )
    return {("gate", key): (title, value) for key, title, value in said}


def _open_rules(verdict: Verdict) -> str:
    return ", ".join(sorted({one.rule for one in verdict.results if one.blocks}))


def _scores(workspace: Workspace, case: Case) -> Facts:
    """Return each score of the city and of its dimensions; those of single rows are left out."""
    scored = scores(workspace, case.state.city.slug)
    titles = {dimension.key: dimension.title for dimension in scored.dossier.dimensions}
    found: Facts = {}
    for one in scored.scores:
        if one.subject and one.subject not in titles:
            continue
        key = f"{one.rule}.{one.subject}" if one.subject else one.rule
        part = titles.get(one.subject)
        title = (
            Text(id=f"{one.title.id}: {part.id}", en=f"{one.title.en}: {part.en}")
            if part is not None
            else one.title
        )
        found["scores", key] = (title, one.value)
    return found
