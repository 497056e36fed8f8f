"""``check``: what the gate would say now. It only looks; ``advance`` uses the same code."""

from __future__ import annotations

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.casework.casework import Case, actor_of, read_case, require_known_acts
from smartflow.casework.lookups import knowing_city
from smartflow.casework.pinned import find_stage, pinned_workflow, workflow_ref
from smartflow.casework.watching import tell_of_erased, watched
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput, IntegrityFailure, PluginFault
from smartflow.fold.dossier import build_dossier
from smartflow.fold.subject import dossier_manifest, subject_digest
from smartflow.language import Language, Text
from smartflow.model import Dossier, Row, Verdict
from smartflow.plugin.registry import PluginRecord, Registry
from smartflow.workflow.allow_list import listing_fault, registry_for
from smartflow.workflow.definition import Transition, Workflow
from smartflow.workflow.gate import evaluate, missing_plugins
from smartflow.workflow.settings import resolve_settings

__all__ = [
    "ChooseStage",
    "Examined",
    "FaultyPlugins",
    "JourneyEnded",
    "MissingPlugins",
    "PluginNotAllowed",
    "check",
    "dossier_of",
    "examine",
    "judge",
    "require_sound_plugins",
]


class FaultyPlugins(PluginFault):
    """A discovered plugin is neither loaded nor explicitly blocked."""

    code = "faulty-plugins"
    says = Text(
        id="Tidak ada yang diputuskan karena plugin bermasalah: {named}",
        en="Nothing is decided beside a faulty plugin: {named}",
    )
    next_step = Text.same("{advice}")


class MissingPlugins(PluginFault):
    """The workflow requires a plugin that is not loaded."""

    code = "missing-plugins"
    says = Text(
        id="Alur kerja {workflow} membutuhkan plugin yang tidak dimuat: {names}.",
        en="The workflow {workflow} requires plugins that are not loaded: {names}.",
    )
    next_step = Text(
        id="Pasang paketnya, atau buka blokirnya: smartflow plugin unblock {missing}   (periksa"
        " dengan: smartflow plugin list)",
        en="Install the package, or unblock it: smartflow plugin unblock {missing}   (look with:"
        " smartflow plugin list)",
    )


class PluginNotAllowed(PluginFault):
    """A plugin that the workflow lists is missing, or is not the one that it allows."""

    code = "plugin-not-allowed"
    says = Text(id="Alur kerja {workflow}: {faults}", en="The workflow {workflow}: {faults}")
    next_step = Text(
        id="Pasang tepat versi yang diizinkan. Versi baru alur kerja dengan sidik yang sekarang"
        " (smartflow plugin info NAMA) hanya berlaku bagi kota yang didaftarkan sesudahnya.",
        en="Install exactly the allowed version. A new version of the workflow with the present"
        " fingerprint (smartflow plugin info NAME) counts only for cities that are added after it.",
    )


class JourneyEnded(BadInput):
    """The city is in a final stage."""

    code = "journey-ended"
    says = Text(
        id="{city} sudah berada di tahap akhir ({stage}).",
        en="{city} is in a final stage ({stage}).",
    )
    next_step = Text(
        id="Lihat riwayatnya: smartflow history {slug}",
        en="See its history: smartflow history {slug}",
    )


class ChooseStage(BadInput):
    """The stage named cannot follow, or several can and none was named."""

    code = "choose-stage"


class Examined(msgspec.Struct, frozen=True):
    """A city judged.

    Attributes:
        case: The city as it was read.
        workflow: Its workflow.
        transition: The move that was judged.
        verdict: What the gate says.
        manifest: The dossier as it is stored.
    """

    case: Case
    workflow: Workflow
    transition: Transition
    verdict: Verdict
    manifest: bytes


def check(workspace: Workspace, city: str, to: str = "") -> Examined:
    """Judge whether a city may move.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        to: The stage to move to, needed only where several can follow.

    Raises:
        FaultyPlugins: a plugin is broken; nothing can be decided beside it.
        MissingPlugins: the workflow requires a plugin that is not there.
        PluginNotAllowed: a plugin that it lists is not there, or has another fingerprint.
        JourneyEnded: the city is in a final stage.
        ChooseStage: ``to`` cannot follow, or must be named.
    """
    require_sound_plugins(workspace.registry)
    return examine(workspace, read_case(workspace, city), to)


def examine(workspace: Workspace, case: Case, to: str = "") -> Examined:
    """Judge a city that has been read; see :func:`check`.

    Raises:
        IntegrityFailure: stored rows are gone or altered, also where a rule hushed that up.
    """
    require_known_acts(case)
    tell_of_erased(case)
    workflow = pinned_workflow(case)
    with knowing_city(case.state.city.slug):
        transition = _transition(case, workflow, to)
    mover = actor_of(case).person
    return judge(case, workflow, transition, workspace.registry, mover=mover)


def judge(
    case: Case, workflow: Workflow, transition: Transition, registry: Registry, *, mover: str
) -> Examined:
    """Judge one move of a city, as it stands on the day of its case.

    Args:
        case: The city, today or as it was before an entry.
        workflow: The workflow to which it is pinned.
        transition: The move.
        registry: What the plugins bring; the workflow's allow-list is applied here.
        mover: Who wants to move it; that person's sign-off does not count.

    Raises:
        MissingPlugins: the workflow requires a plugin that is not there.
        PluginNotAllowed: a plugin that it lists is not there, or has another fingerprint.
        IntegrityFailure: stored rows are gone or altered, also where a rule hushed that up.
    """
    registry = registry_for(registry, workflow)
    _require_plugins(workflow, registry)
    rows = _WatchedRows(dossier_of(case, workflow, registry))
    dossier = rows.dossier
    manifest = dossier_manifest(dossier)
    with watched(case.workspace):
        verdict = evaluate(
            workflow,
            transition,
            dossier,
            registry,
            subject=subject_digest(case.state, dossier.workflow, case.state.stage),
            dossier_digest=sha256_hex(manifest),
            mover=mover,
        )
    if rows.failure is not None:
        raise rows.failure
    return Examined(
        case=case, workflow=workflow, transition=transition, verdict=verdict, manifest=manifest
    )


class _WatchedRows:
    """A dossier that remembers when its rows could not be read.

    A rule may catch whatever it meets; that the store lacks rows must still end the judgement.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.failure: IntegrityFailure | None = None
        self._source = dossier.row_source
        self.dossier = msgspec.structs.replace(dossier, row_source=self._rows)

    def _rows(self, worksheet: str) -> tuple[Row, ...]:
        try:
            return self._source(worksheet)
        except IntegrityFailure as failure:
            self.failure = failure
            raise


def dossier_of(case: Case, workflow: Workflow, registry: Registry) -> Dossier:
    """Return the dossier of a city as of today."""
    return build_dossier(
        case.state,
        as_of=case.today,
        workflow=workflow_ref(case, workflow),
        dimensions=workflow.dimensions,
        settings=resolve_settings(registry, workflow, case.state.settings),
        registry=registry,
        read_blobs=case.read_blobs,
    )


def require_sound_plugins(registry: Registry) -> None:
    """Refuse to decide while a discovered plugin is neither loaded nor explicitly blocked.

    Raises:
        FaultyPlugins: naming each of them, its distribution and what went wrong.
    """
    faulty = registry.faulty
    if not faulty:
        return

    def named(language: Language) -> str:
        each = (
            f"'{p.name}' ({p.source}): {p.reason.in_(language) if p.reason else p.fault}"
            for p in faulty
        )
        return "; ".join(each).replace(".; '", "; '")  # the last one keeps its full stop

    raise FaultyPlugins(named=Text(id=named("id"), en=named("en")), advice=_way_out(faulty))


def _way_out(faulty: tuple[PluginRecord, ...]) -> Text:
    """Return what helps: in a file that nobody has trusted yet there may be nothing to mend."""
    names = " ".join(dict.fromkeys(plugin.name for plugin in faulty))
    if all(plugin.state == "not_trusted" for plugin in faulty):
        first = Text(id="Baca dan percayai", en="Read and trust it")
    else:
        first = Text(
            id="Perbaiki, pasang versi yang sudah diperbaiki",
            en="Mend it, install a mended version",
        )
    return Text(
        id=f"{first.id}, copot, atau blokir dengan sadar: smartflow plugin block {names}"
        "   (rincian: smartflow plugin list)",
        en=f"{first.en}, remove it, or block it knowingly: smartflow plugin block {names}"
        "   (details: smartflow plugin list)",
    )


def _require_plugins(workflow: Workflow, registry: Registry) -> None:
    faults = [fault for one in workflow.plugins if (fault := listing_fault(one, registry))]
    if faults:
        raise PluginNotAllowed(workflow=workflow.key, faults=Text.join(faults, " "))
    missing = missing_plugins(workflow, registry)
    if missing:
        names = ", ".join(missing)
        raise MissingPlugins(workflow=workflow.key, names=names, missing=" ".join(missing))


def _transition(case: Case, workflow: Workflow, to: str) -> Transition:
    stage = workflow.stage(case.state.stage)
    leaving = workflow.transitions_from(stage.key)
    if not leaving:
        raise JourneyEnded(city=case.state.city.name, stage=stage.title, slug=case.state.city.slug)
    target = find_stage(workflow, to) if to else None
    fitting = tuple(t for t in leaving if target is None or target.key == t.to)
    if len(fitting) == 1:
        return fitting[0]
    possible = ", ".join(t.to for t in leaving)
    raise ChooseStage(
        Text(
            id=f"Dari tahap '{stage.title.id}' tidak dapat langsung ke '{target.title.id}'."
            if target
            else f"Dari tahap '{stage.title.id}' ada beberapa tahap lanjutan.",
            en=f"The stage '{stage.title.en}' does not lead to '{target.title.en}'."
            if target
            else f"The stage '{stage.title.en}' leads to several stages.",
        ),
        Text(id=f"Sebutkan salah satu: --to {possible}", en=f"Name one of them: --to {possible}"),
    )
