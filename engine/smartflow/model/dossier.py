"""The dossier (berkas): all that a city has submitted and recorded, folded and frozen.

This is what rules see. It does no input or output: rows arrive through ``RowSource``, a function
that decodes stored rows the first time that a worksheet is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType

import msgspec

from smartflow.canonical import plain_bytes, sha256_hex
from smartflow.language import Text, did_you_mean
from smartflow.model.act import (
    Attendance,
    Decision,
    Issued,
    Nil,
    Presentation,
    Record,
    Selection,
    SignOff,
    Submission,
    Waiver,
)
from smartflow.model.city import Agency, City, Person
from smartflow.model.dimension import Dimension
from smartflow.model.row import Row
from smartflow.model.worksheet import Worksheet

__all__ = ["Dossier", "RowSource", "SettingValue", "UnknownSheet", "WorkflowRef"]

SettingValue = str | int | bool | Decimal | tuple[str, ...]
"""What a setting may hold."""

_set = msgspec.structs.force_setattr  # the only way into a frozen struct while it is made

RowSource = Callable[[str], tuple[Row, ...]]
"""Gives all rows of a worksheet, in the order of fillers and row ids."""


class UnknownSheet(KeyError):
    """A rule asks for the rows of a worksheet that no plugin registers.

    Attributes:
        key: What was asked for.
    """

    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(key)
        self.key = key
        self.known = tuple(sorted(known))

    def __str__(self) -> str:
        """Say which, and which was probably meant."""
        guess = did_you_mean(self.key, self.known).en
        return f"there is no worksheet {self.key!r}.{guess}"


class WorkflowRef(msgspec.Struct, frozen=True):
    """Which workflow a city follows.

    Attributes:
        key: Its key, such as ``masterplan``.
        version: Its version.
        digest: sha256 of the resolved definition.
        stages: Keys of its stages, in order.
        final: Keys of its final stages.
        worksheets: For each stage, the keys of its worksheets.
        stage_titles: What officials read for a stage, by its key; likewise the next two.
        role_titles: For a role.
        record_titles: For a kind of document.
        signing: For each stage, the keys of the roles that sign when it ends, in order.
        emblem: The kind of document whose newest file stands on every cover, or ``""``.
    """

    key: str
    version: int
    digest: str
    stages: tuple[str, ...]
    final: tuple[str, ...]
    worksheets: Mapping[str, tuple[str, ...]]
    stage_titles: Mapping[str, Text] = {}
    role_titles: Mapping[str, Text] = {}
    record_titles: Mapping[str, Text] = {}
    signing: Mapping[str, tuple[str, ...]] = {}
    emblem: str = ""

    def __post_init__(self) -> None:
        """Make the mappings read-only."""
        for name in ("worksheets", "stage_titles", "role_titles", "record_titles", "signing"):
            _set(self, name, MappingProxyType(dict(getattr(self, name))))


class Dossier(msgspec.Struct, frozen=True, dict=True):
    """Everything about one city, as of one day.

    Attributes:
        city: The city.
        stage: The key of the stage it is in.
        as_of: The day on which it is judged; rules have no other clock.
        workflow: The workflow it follows.
        settings: Resolved settings by plugin name, then by setting key.
        dimensions: The dimensions of the workflow, in its order.
        worksheet_types: Every registered worksheet by key.
        agencies: All agencies, also ended ones, sorted by code.
        people: All people ever registered, sorted by name.
        submissions: The present copy by (worksheet, filler).
        nils: The nil declarations in force, sorted.
        records: Documents, in the order of their recording; likewise the other sequences.
        row_source: Gives the rows of a worksheet; use :meth:`rows`.
        city_stage: The key of the stage that the city is in, where ``stage`` is the one of which
            a book tells; else ``""``.
    """

    city: City
    stage: str
    as_of: date
    workflow: WorkflowRef
    settings: Mapping[str, Mapping[str, SettingValue]]
    dimensions: tuple[Dimension, ...]
    worksheet_types: Mapping[str, Worksheet]
    agencies: tuple[Agency, ...] = ()
    people: tuple[Person, ...] = ()
    submissions: Mapping[tuple[str, str], Submission] = {}
    nils: tuple[Nil, ...] = ()
    records: tuple[Record, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    selections: tuple[Selection, ...] = ()
    issued: tuple[Issued, ...] = ()
    row_source: RowSource = lambda _worksheet: ()
    city_stage: str = ""

    def __post_init__(self) -> None:
        """Make the mappings read-only: what one rule put into them, the next rule would see."""
        settings = {name: MappingProxyType(dict(own)) for name, own in self.settings.items()}
        _set(self, "settings", MappingProxyType(settings))
        _set(self, "worksheet_types", MappingProxyType(dict(self.worksheet_types)))
        _set(self, "submissions", MappingProxyType(dict(self.submissions)))

    # -- worksheets ---------------------------------------------------------------------------

    def rows(
        self, worksheet: str, *, dimension: str | None = None, agency: str | None = None
    ) -> tuple[Row, ...]:
        """Return the rows of a worksheet, in the order of fillers and row ids.

        Args:
            worksheet: The worksheet's key.
            dimension: Only rows of this dimension.
            agency: Only rows that this agency filled in.

        Raises:
            UnknownSheet: no such worksheet is registered; a KeyError that says what there is.
        """
        if dimension is None:
            rows = self._rows_of(worksheet)
        else:
            rows = self._rows_by_dimension(worksheet).get(dimension, ())
        if agency is None:
            return rows
        return tuple(row for row in rows if row.agency == agency)

    def _rows_of(self, worksheet: str) -> tuple[Row, ...]:
        cache: dict[str, tuple[Row, ...]] = self.__dict__.setdefault("_rows", {})
        if worksheet not in cache:
            if worksheet not in self.worksheet_types:
                raise UnknownSheet(worksheet, self.worksheet_types)
            cache[worksheet] = self.row_source(worksheet)
        return cache[worksheet]

    def _rows_by_dimension(self, worksheet: str) -> Mapping[str, tuple[Row, ...]]:
        """Divide a worksheet's rows once: each dimension's rules ask for their own."""
        cache: dict[str, dict[str, tuple[Row, ...]]] = self.__dict__.setdefault("_divided", {})
        if worksheet not in cache:
            divided: dict[str, list[Row]] = {}
            for row in self._rows_of(worksheet):
                divided.setdefault(row.dimension, []).append(row)
            cache[worksheet] = {key: tuple(rows) for key, rows in divided.items()}
        return cache[worksheet]

    def submitted(self, worksheet: str, filler: str) -> bool:
        """Say whether ``filler`` has submitted ``worksheet`` (an empty table counts)."""
        return (worksheet, filler) in self.submissions

    def is_nil(self, agency: str, worksheet: str) -> bool:
        """Say whether ``agency`` declared that it has nothing to report in ``worksheet``."""
        return any(nil.agency == agency and nil.worksheet == worksheet for nil in self.nils)

    # -- who ----------------------------------------------------------------------------------

    @property
    def present_agencies(self) -> tuple[Agency, ...]:
        """The agencies that exist on the day."""
        return tuple(a for a in self.agencies if a.ended is None or self.as_of < a.ended)

    def agency(self, code: str) -> Agency | None:
        """Return the agency named ``code``, or None."""
        return next((agency for agency in self.agencies if agency.code == code), None)

    def dimension(self, key: str) -> Dimension | None:
        """Return the dimension of the workflow named ``key``, or None."""
        return next((d for d in self.dimensions if d.key == key), None)

    def lead_agencies(self, dimension: str) -> tuple[Agency, ...]:
        """Return who leads a dimension here.

        Those registered as leading it, an agency that has ended in the person of its successor;
        without any, those whose main dimension it is and whose code the dimension names among its
        usual lead agencies.
        """
        present = self.present_agencies
        duty = {self._heir(a) for a in self.agencies if dimension in a.leads}
        leading = tuple(a for a in present if a.code in duty)
        if leading:
            return leading
        known = self.dimension(dimension)
        usual = {name.casefold() for name in known.lead_agencies} if known else set()
        return tuple(
            a for a in present if a.main_dimension == dimension and a.code.casefold() in usual
        )

    def _heir(self, agency: Agency) -> str:
        """Return the code of the agency itself, or of the one that took over from it by the day."""
        by_code = {known.code: known for known in self.agencies}
        seen: set[str] = set()
        while agency.ended is not None and agency.ended <= self.as_of:
            seen.add(agency.code)
            heir = by_code.get(agency.successor)
            if heir is None or heir.code in seen:
                return ""
            agency = heir
        return agency.code

    def people_in(self, role: str) -> tuple[Person, ...]:
        """Return the people who hold ``role`` and are in their post on the day."""
        return tuple(person for person in self.people if person.held(role, self.as_of))

    # -- what was recorded --------------------------------------------------------------------

    def records_of(self, kind: str) -> tuple[Record, ...]:
        """Return the documents of one kind."""
        return tuple(record for record in self.records if record.kind == kind)

    def selected(self, worksheet: str) -> tuple[Row, ...]:
        """Return the chosen rows of a worksheet, after the newest selection."""
        chosen: Sequence[str] = ()
        for selection in self.selections:
            if selection.worksheet == worksheet:
                chosen = selection.rows
        by_id = {row.id: row for row in self.rows(worksheet)} if chosen else {}
        return tuple(by_id[row] for row in chosen if row in by_id)

    def dimension_digest(self, dimension: str, worksheets: tuple[str, ...]) -> str:
        """Return a digest of what a dimension has in some worksheets, hex sha256.

        It covers the id, the filled cells and the misfits of every row of the dimension, and
        nothing else: not the order, not who sent it, not the file, not a column that nobody has
        filled in.
        """
        rows = [row for key in sorted(worksheets) for row in self.rows(key, dimension=dimension)]
        rows.sort(key=attrgetter("id"))
        content = [[row.id, row.content, dict(row.misfits)] for row in rows]
        return sha256_hex(plain_bytes(content))

    # -- stages -------------------------------------------------------------------------------

    def stages_up_to(self, stage: str) -> tuple[str, ...]:
        """Return the stages from the first to ``stage``, inclusive, in the workflow's order."""
        stages = self.workflow.stages
        return stages[: stages.index(stage) + 1] if stage in stages else stages

    @property
    def stage_is_past(self) -> bool:
        """Whether the city has left ``stage`` behind: nothing is awaited in it any more."""
        stages = self.workflow.stages
        if self.stage not in stages or self.city_stage not in stages:
            return False
        return stages.index(self.stage) < stages.index(self.city_stage)
