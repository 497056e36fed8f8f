"""Where every city stands: folded from the histories alone, so that no plugin is loaded.

A board over all cities must be there in seconds and beside any broken plugin. A city whose history
is damaged is a standing that says so; it hides no other. What a rule would say today is not asked
here. Must not import a plugin, an executor or the registry.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import case_of, history_in, require_known_acts
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import Conflict, SmartflowError
from smartflow.history.entries.chain import Head
from smartflow.history.entries.comparison import compare_newest, newest_lines
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.language import Text
from smartflow.model import City
from smartflow.offices.portfolio.worker_faults import EngineFault
from smartflow.regions import find_region
from smartflow.workflow.definition import Workflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.casework.casework import Case
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.comparison import LogLine
    from smartflow.ledger.register import RegisteredCity
    from smartflow.store.protocol import Reading
    from smartflow.workflow.definition import Stage

__all__ = ["CityStanding", "Failure", "standings"]


class Failure(msgspec.Struct, frozen=True):
    """Why a city could not be read, or could be read in part only.

    Attributes:
        code: The name of the situation, such as ``broken-chain``.
        message: What is wrong.
        hint: The next step, if there is one.
        exit_code: What a command about this city alone would end with.
    """

    code: str
    message: Text
    hint: Text | None
    exit_code: int


class CityStanding(msgspec.Struct, frozen=True):
    """Where a city stands, as its history tells it.

    Attributes:
        slug: Its slug.
        name: Its name.
        region_code: Its Kemendagri code.
        province: Its province's name.
        kind: ``kota`` or ``kabupaten``; ``""`` where that cannot be known.
        intake: The year in which it joined the programme, if known.
        log: Its log.
        head: Its newest entry; None where the history cannot be read.
        workflow: The workflow to which it is pinned; None where it cannot be read.
        stage: The key of its stage; ``""`` where it cannot be known.
        since: The day on which it came into that stage.
        today: The day, in its zone.
        due: The day on which the stage should end, if the workflow says.
        unsent: The worksheets of the stage of which not one copy has come in.
        refusals: How often a move out of this stage was refused.
        refused: The entry of the newest of these refusals, or None.
        decided: The entry of the newest ``advance`` of all, moved or refused, or None.
        imported: Whether another office writes it, and what is here came in a bundle.
        failure: Why this could not be read whole, or None.
    """

    slug: str
    name: str
    region_code: str
    province: str
    kind: str
    log: str
    intake: int | None = None
    head: Head | None = None
    workflow: Workflow | None = None
    stage: str = ""
    since: date | None = None
    today: date | None = None
    due: date | None = None
    unsent: tuple[str, ...] = ()
    refusals: int = 0
    refused: Entry | None = None
    decided: Entry | None = None
    imported: bool = False
    failure: Failure | None = None

    @property
    def stage_title(self) -> Text:
        """What its stage is called; the key where no title is known."""
        stages = self.workflow.stages if self.workflow is not None else ()
        return next((s.title for s in stages if s.key == self.stage), Text.same(self.stage))

    @property
    def overdue(self) -> int:
        """The days since the stage should have ended; 0 while there is time."""
        if self.due is None or self.today is None:
            return 0
        return max(0, (self.today - self.due).days)

    def in_region(self, regions: tuple[str, ...]) -> bool:
        """Say whether any of the code prefixes holds this city; see :meth:`City.in_region`."""
        known = City(self.slug, self.name, self.kind, self.region_code, self.province)
        return known.in_region(regions)

    @property
    def final(self) -> bool:
        """Whether it is in a stage from which no way leads on."""
        return self.workflow is not None and not self.workflow.transitions_from(self.stage)


def standings(workspace: Workspace, named: Sequence[str] = ()) -> tuple[CityStanding, ...]:
    """Return where every city of a workspace stands, sorted by slug.

    Each city is read in a transaction of its own, so that nobody who acts has to wait for all.

    Args:
        workspace: Where.
        named: Slugs, names or codes of the only cities that are asked for. Where one of them is no
            city's, all are returned: whoever selects says what is wrong, and what is near.

    Raises:
        IntegrityFailure: the store's own log, the register of its cities, is damaged.
        Conflict: the store is locked or cannot be reached.
    """
    reader = _Reader(workspace)
    return tuple(_standing(reader, city) for city in reader.only(named))


class _Reader:
    """Reads one city after another; each is held against its own lines of the history log.

    One city's damage must not hide the others, as it would where all newest lines are compared.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        # Before the store: what the file holds by now was committed before the store is read.
        self._lines: dict[str, list[LogLine]] = {}
        for line in newest_lines(workspace.log_file):
            self._lines.setdefault(line.log, []).append(line)
        with workspace.store.read() as reading:
            register = workspace.register(reading)
            self._own = register.own
            self._compare(reading, register.own)
        self._register = register
        self._workflows: dict[str, Workflow] = {}

    def only(self, named: Sequence[str]) -> tuple[RegisteredCity, ...]:
        """Return the cities that are named, or all of them."""
        found = {city.slug: city for city in map(self._register.find, named) if city is not None}
        every = all(self._register.find(words) for words in named)
        cities = found.values() if named and every else self._register.cities
        return tuple(sorted(cities, key=lambda city: city.slug))

    def _compare(self, reading: Reading, log: str) -> None:
        name = self._workspace.log_file.name
        compare_newest(name, self._lines.get(log, ()), self._own, reading.entries)

    def case(self, city: RegisteredCity) -> Case:
        """Return a city as it stands.

        Raises:
            IntegrityFailure: its history cannot be read, or is not as it was written.
        """
        with self._workspace.store.read() as reading:
            history = history_in(self._workspace, reading, city.slug)
            self._compare(reading, city.log)
        return case_of(self._workspace, history)

    def workflow(self, case: Case) -> Workflow:
        """Return the workflow of a city, which many cities share.

        Raises:
            MissingWorkflow: its blob is gone.
        """
        digest = case.state.workflow.digest
        if digest not in self._workflows:
            self._workflows[digest] = pinned_workflow(case)
        return self._workflows[digest]


def _standing(reader: _Reader, city: RegisteredCity) -> CityStanding:
    known = _registered(city)
    try:
        case = reader.case(city)
        known = _told(known, case)
        known = _placed(known, case, reader.workflow(case))
        require_known_acts(case)
    except Conflict:
        raise
    except SmartflowError as error:
        return _failed(known, error)
    except Exception as error:  # noqa: BLE001  what one city holds must not hide the others
        return _failed(known, EngineFault(error))
    return known


def _failed(known: CityStanding, error: SmartflowError) -> CityStanding:
    failure = Failure(error.code, error.message, error.hint, error.exit_code)
    return msgspec.structs.replace(known, failure=failure)


def _registered(city: RegisteredCity) -> CityStanding:
    """Return what the register and the ministry's list say of a city, without its history."""
    region = find_region(city.region_code)
    return CityStanding(
        slug=city.slug,
        name=city.name,
        region_code=city.region_code,
        province=region.province if region is not None else "",
        kind=region.kind if region is not None else "",
        log=city.log,
    )


def _told(known: CityStanding, case: Case) -> CityStanding:
    """Add what the history says without the workflow."""
    state = case.state
    refusals = [seq for seq in state.refusals if seq > state.entered.entry]
    moved = [move.entry for move in state.moves if move.act == "advance"]
    newest = max((*state.refusals, *moved), default=0)
    return msgspec.structs.replace(
        known,
        name=state.city.name,
        province=state.city.province,
        kind=state.city.kind,
        intake=state.city.intake,
        head=case.head,
        stage=state.stage,
        since=state.entered.day,
        today=case.today,
        imported=case.imported is not None,
        refusals=len(refusals),
        refused=_entry(case, refusals[-1]) if refusals else None,
        decided=_entry(case, newest) if newest else None,
    )


def _entry(case: Case, seq: int) -> Entry:
    return decode_entry(case.contents[seq - 1])


def _placed(known: CityStanding, case: Case, workflow: Workflow) -> CityStanding:
    """Add what the workflow says of the stage."""
    stage = workflow.stage(case.state.stage)
    return msgspec.structs.replace(
        known, workflow=workflow, due=_due(stage, known.since), unsent=_unsent(stage, case)
    )


def _due(stage: Stage, since: date | None) -> date | None:
    if stage.due_days is None or since is None:
        return None
    return since + timedelta(days=stage.due_days)


def _unsent(stage: Stage, case: Case) -> tuple[str, ...]:
    sent = {worksheet for worksheet, _ in case.state.submissions}
    return tuple(key for key in stage.worksheets if key not in sent)
