"""From a city to a book: the chapters of its plugins, what is missing, cover and last page.

Reads and computes, writes nothing. Which bytes the book becomes is a format's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from smartflow.books.press.chapters import chapters_of
from smartflow.books.press.gaps import Gap, draft_chapter, gaps_of
from smartflow.books.press.pages import Issuer, Sources, emblem_of, head, seal_chapter
from smartflow.canonical import sha256_hex
from smartflow.casework.casework import Case, read_case, require_known_acts
from smartflow.casework.lookups import knowing_city
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.casework.printing.reports import Report, find_report, reports_of
from smartflow.casework.watching import tell_of_erased, watched
from smartflow.fold.subject import dossier_manifest
from smartflow.journey.gate.check import dossier_of, require_sound_plugins
from smartflow.language import Text
from smartflow.model import Dossier
from smartflow.plugin.registry import Registry
from smartflow.report import Book
from smartflow.workflow.definition import Workflow

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.report import Chapter

__all__ = ["Composed", "Desk", "compose", "open_desk"]


class Desk(msgspec.Struct, frozen=True):
    """A city made ready, from which any of its reports can be composed.

    Attributes:
        case: The city as it was read.
        workflow: Its workflow.
        registry: What the plugins bring to it.
        dossier: The city, folded.
        manifest: The dossier as it is stored.
        reports: What can be printed.
    """

    case: Case
    workflow: Workflow
    registry: Registry
    dossier: Dossier
    manifest: bytes
    reports: tuple[Report, ...]

    def report(self, words: str) -> Report:
        """Return the report that ``words`` name.

        Raises:
            UnknownReport: there is none.
        """
        with knowing_city(self.case.state.city.slug):
            return find_report(self.workflow, words)


class Composed(msgspec.Struct, frozen=True):
    """A report, composed.

    Attributes:
        report: What it is.
        book: The neutral tree.
        gaps: What is missing; empty when it is whole.
    """

    report: Report
    book: Book
    gaps: tuple[Gap, ...]


def open_desk(workspace: Workspace, city: str) -> Desk:
    """Read a city for printing.

    Args:
        workspace: Where.
        city: The city's slug, name or code.

    Raises:
        UnknownCity: there is no such city.
        FaultyPlugins: a plugin is broken; a book beside it might lack its chapters.
        NoBooks: the city's workflow names none.
    """
    require_sound_plugins(workspace.registry)
    return desk_of(read_case(workspace, city))


def desk_of(case: Case) -> Desk:
    """Make a city ready for printing that has been read; see :func:`open_desk`."""
    require_known_acts(case)
    tell_of_erased(case)
    workflow = pinned_workflow(case)
    with knowing_city(case.state.city.slug):
        reports = reports_of(workflow)
    registry = registry_of(case, workflow)
    dossier = dossier_of(case, workflow, registry)
    return Desk(case, workflow, registry, dossier, dossier_manifest(dossier), reports)


def compose(desk: Desk, report: Report, issuer: Issuer | None = None) -> Composed:
    """Compose one report of a city.

    Args:
        desk: The city.
        report: What to print.
        issuer: Who makes it official, or None.

    Raises:
        ChapterFailed: a plugin's chapter cannot be made.
        MisplacedChapter: a chapter cannot be put where it belongs.
        BadEmblem: the recorded coat of arms is no picture.
    """
    case, workflow, registry, kind = desk.case, desk.workflow, desk.registry, report.book
    dossier = desk.dossier
    if report.stage is not None:
        dossier = replace(dossier, stage=report.stage.key, city_stage=dossier.stage)
    with watched(case.workspace):
        chapters = chapters_of(kind.key, dossier, registry)
        gaps = gaps_of(report, case, workflow, desk.dossier, registry)
    city = case.state.city
    book = Book(
        title=report.title,
        subtitle=Text(
            id=f"Masterplan Smart City {city.name}", en=f"Smart City masterplan of {city.name}"
        ),
        head=head(case, workflow, report, draft=bool(gaps), issuer=issuer),
        chapters=(*_first(gaps), *chapters, seal_chapter(case, workflow, _sources(desk, kind.key))),
        key=report.name,
        emblem=emblem_of(case, workflow),
        day=case.today,
        draft=bool(gaps),
        cover=kind.cover,
    )
    return Composed(report, book, gaps)


def _first(gaps: tuple[Gap, ...]) -> tuple[Chapter, ...]:
    return (draft_chapter(gaps),) if gaps else ()


def _sources(desk: Desk, book: str) -> Sources:
    """Return what the book is made from: the dossier, who wrote chapters, and who was kept out."""
    writers = {
        owned.origin.plugin
        for owned in desk.registry.chapters.values()
        if owned.value.book == book and desk.dossier.city.in_region(owned.value.regions)
    }
    facts = tuple(
        fact for fact in desk.registry.facts() if fact.name in writers or fact.state != "loaded"
    )
    return Sources(sha256_hex(desk.manifest), facts)
