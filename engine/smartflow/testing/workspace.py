"""A throwaway workspace: the real commands on a real store, in a folder of the test.

``add`` plays a city in words through the commands, so that one sentence serves both the test of a
rule and the test of what an official would see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cases import TODAY, make_dossier
from smartflow.language import DEFAULT_LANGUAGE
from smartflow.testing.playing import sheets_by_filler, write_workbook
from smartflow.testing.program import Smartflow

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace as OpenWorkspace
    from smartflow.language import Language
    from smartflow.model import Dossier, Person
    from smartflow.plugin.registry import Registry
    from smartflow.testing.city import CityInWords
    from smartflow.testing.done import Done

__all__ = ["Workspace"]

_PLAYED = frozenset(
    {"city", "stage", "as_of", "workflow", "settings", "agencies", "people", "rows", "nils"}
)
"""What of a city in words can be played through; the rest is for :meth:`Workspace.run`."""


class Workspace(Smartflow):
    """The program as used in a workspace of its own.

    Args:
        folder: A new folder; ``smartflow init`` makes the workspace in it.
        home: The user's own folder of settings; beside the workspace by default.
        today: The day, in WIB.
        language: The language of what is printed.

    Attributes:
        city: The slug of the city that was added last, or ``""``.
    """

    def __init__(
        self,
        folder: Path,
        home: Path | None = None,
        *,
        today: date = TODAY,
        language: Language = DEFAULT_LANGUAGE,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, home, today=today, language=language)
        self.city = ""
        self.run("init").assert_exit(0)

    def write(self, name: str, content: str) -> Path:
        """Write a file of the workspace, such as ``rules/padang.toml``, and return its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    @property
    def registry(self) -> Registry:
        """What plugins bring here, the workspace's own files included: for ``run_rule``."""
        with self._opened() as opened:
            return opened.registry

    def check(self, city: str = "") -> Done:
        """Judge a city (the one that was added last), for the assertions about a verdict."""
        return self.run("check", city or self.city, "--json")

    def advance(self, city: str = "") -> Done:
        """Move a city (the one that was added last) if its gate is met; recorded either way."""
        return self.run("advance", city or self.city, "--json")

    # -- a city -------------------------------------------------------------------------------

    def add(self, city: CityInWords) -> None:
        """Play a city in words through the commands, and remember it as :attr:`city`.

        A city that is at a later stage is put there without passing the gates before it: its
        history says that it was moved, and no verdict says why.

        Args:
            city: The city: its agencies, people, settings, rows and nil declarations.

        Raises:
            AssertionError: a command refused; the message shows it.
            CaseFault: something that was said cannot be.
            ValueError: the city says something that no single command can make true.
        """
        __tracebackhide__ = True
        strange = sorted(set(city.case) - _PLAYED)
        if strange:
            message = f"{', '.join(strange)} cannot be played through; use run(...) for it"
            raise ValueError(message)
        dossier, workflow = self._described(city)
        if "as_of" in city.case:
            self.today = dossier.as_of
        self._register(dossier, workflow)
        for name, value in city.case.get("settings", {}).items():
            words = ", ".join(value) if isinstance(value, list | tuple) else str(value)
            self._must("setting", "set", self.city, name, words, "--reason", "Uji")
        for filler, sheets in sheets_by_filler(dossier).items():
            path = self.folder / "submitted" / f"{filler}.xlsx"
            path.parent.mkdir(exist_ok=True)
            write_workbook(path, sheets, dossier.worksheet_types)
            self._must("submit", self.city, path, "--agency", filler)
        for nil in dossier.nils:
            self._must("nil", self.city, nil.agency, nil.worksheet)
        self._put_into(dossier.stage)  # last: a stage that is over takes no worksheets

    def _described(self, city: CityInWords) -> tuple[Dossier, str]:
        """Return what the city is to become, and the reference of the workflow that it follows."""
        case = dict(city.case)
        reference = case.pop("workflow", None)
        with self._opened() as opened:
            named = opened.catalogue.find(reference) if reference is not None else None
            dossier = make_dossier(case, opened.registry, workflow=named)
        return dossier, f"{dossier.workflow.key}@{dossier.workflow.version}"

    def _put_into(self, stage: str) -> None:
        """Write into the history that the city was moved into a stage, if it is not there."""
        from smartflow.casework.casework import Draft, perform, read_case

        with self._opened() as opened:
            here = read_case(opened, self.city).state.stage
            if here != stage:
                body = {"result": "moved", "from": here, "to": stage}
                perform(opened, self.city, lambda _: Draft("advance", body, reason="Uji"))

    @contextmanager
    def _opened(self) -> Iterator[OpenWorkspace]:
        from smartflow.casework.workspace import open_workspace

        opened = open_workspace(self.folder, clock=self.clock, config_folder=self.home)
        try:
            yield opened
        finally:
            opened.close()

    def _register(self, dossier: Dossier, workflow: str) -> None:
        city = dossier.city
        self.city = city.slug
        named = ("--name", city.name, "--kind", city.kind, "--region-code", city.region_code)
        where = ("--province", city.province, "--zone", city.zone, "--workflow", workflow)
        self._must("city", "add", city.slug, *named, *where)
        for agency in dossier.agencies:
            more = _option("--dimensions", agency.dimensions) + _option("--leads", agency.leads)
            words = (agency.code, agency.name, "--kind", agency.kind, *more)
            self._must("agency", "add", city.slug, *words)
        for person in dossier.people:
            self._must("person", "add", city.slug, person.name, *_person_options(person))

    def _must(self, *words: object) -> Done:
        __tracebackhide__ = True
        return self.run(*words).assert_exit(0)


def _person_options(person: Person) -> tuple[str, ...]:
    """Return how a person is registered: post and roles, and whatever else was said."""
    words = ("--post", person.post, "--status", person.status)
    days = (("--since", person.since), ("--until", person.until))
    return (
        *words,
        *_option("--role", person.roles),
        *_option("--agency", person.agencies),
        *(word for name, day in days if day is not None for word in (name, day.isoformat())),
        *_option("--decree", (person.decree,) if person.decree else ()),
    )


def _option(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return (name, ",".join(values)) if values else ()
