"""The functions of rules: each evaluates what a rule file says, and tells what it found.

One function for each way of running a rule. Nothing is compiled here and nothing is looked up by
name at each row: that happened when the file was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from smartflow.model import Column, Dossier, Finding, NotApplicable, Row, Worksheet
from smartflow.plugin.cel import Arena, Expression, NoAnswer, Stopped
from smartflow.plugin.objects import RowRuleFunction, RuleFunction, Settings
from smartflow.plugin.rule_file.values import (
    Rows,
    agency_values,
    dimension_values,
    dossier_values,
    plain,
    records_of,
    row_readers,
)

__all__ = [
    "Judgement",
    "RuleFailed",
    "each_row",
    "each_row_of_dossier",
    "for_each_agency",
    "for_each_dimension",
    "for_each_value",
    "over_dossier",
]

Found = Iterator[Finding | NotApplicable]


class RuleFailed(Exception):
    """A rule could not be judged: its expression is wrong for this data, or costs too much.

    Args:
        place: Where the expression stands.
        why: What stopped it.
    """

    def __init__(self, place: str, why: Stopped) -> None:
        super().__init__(f"{place}: {why}")


class Judgement(msgspec.Struct, frozen=True):
    """What a rule asks and what it tells.

    Attributes:
        check: True when all is well.
        values: Expressions for placeholders of the message, by name.
        told: The other placeholders of the message.
        column: The column at which a finding is shown, or ``""``.
        place: Where the rule stands: file and line.
    """

    check: Expression
    values: Mapping[str, Expression]
    told: tuple[str, ...]
    column: str
    place: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All its expressions."""
        return (self.check, *self.values.values())

    @property
    def names(self) -> frozenset[str]:
        """The variables that any of them reads."""
        return frozenset(name for expression in self.expressions for name in expression.names)

    @property
    def fields(self) -> frozenset[str]:
        """The fields of records that any of them reads."""
        return frozenset(name for expression in self.expressions for name in expression.fields)

    def found(self, given: Mapping[str, object], arena: object = None) -> bool:
        """Say whether something is wrong; what an empty cell leaves open is not.

        Args:
            given: What the expression reads.
            arena: Memory to use, where many rows are judged one by one.

        Raises:
            RuleFailed: it cannot be judged.
        """
        try:
            return self.check.holds(given, arena) is False
        except Stopped as stopped:
            raise RuleFailed(self.place, stopped) from None

    def computed(
        self, given_for: Callable[[Expression], Mapping[str, object]]
    ) -> dict[str, object]:
        """Return the values for the message; one without an answer is empty."""
        made: dict[str, object] = {}
        for name, expression in self.values.items():
            try:
                made[name] = expression.value(given_for(expression))
            except NoAnswer:
                made[name] = None
            except Stopped as stopped:
                place = f"{self.place}, {name}"
                raise RuleFailed(place, stopped) from None
        return made


def each_row(judgement: Judgement, worksheet: Worksheet) -> RowRuleFunction:
    """Return the function of a rule over each row of a worksheet."""
    readers = row_readers(worksheet, judgement.names, judgement.fields)
    arena = Arena()

    def judge(row: Row, _settings: Settings) -> Mapping[str, object] | None:
        given = {name: read(row) for name, read in readers}
        if not judgement.found(given, arena()):
            return None
        values = {**_cells(row, judgement), **judgement.computed(partial(_same, given))}
        if judgement.column:
            values["column"] = judgement.column
        return values

    return judge


def each_row_of_dossier(judgement: Judgement, worksheet: Worksheet) -> RuleFunction:
    """Return the function of a rule over each row that also asks for the day, stage or city."""
    readers = row_readers(worksheet, judgement.names, judgement.fields)
    arena = Arena()

    def judge(dossier: Dossier, _settings: Settings) -> Found:
        facts = _facts(dossier, judgement)
        rows = dossier.rows(worksheet.key)
        if not rows:
            yield NotApplicable()
        for row in rows:
            given = {**facts, **{name: read(row) for name, read in readers}}
            if judgement.found(given, arena()):
                values = {**_cells(row, judgement), **judgement.computed(partial(_same, given))}
                yield Finding(values=values, row=row, column=judgement.column or None)

    return judge


def _same(given: Mapping[str, object], _expression: Expression) -> Mapping[str, object]:
    """Return what all the expressions of a row rule are given."""
    return given


def over_dossier(judgement: Judgement, worksheets: Mapping[str, Worksheet]) -> RuleFunction:
    """Return the function of a rule over the whole dossier."""

    def judge(dossier: Dossier, _settings: Settings) -> Found:
        given_for = partial(_given, dossier, worksheets, dossier.rows, {})
        if judgement.found(given_for(judgement.check)):
            yield Finding(values=judgement.computed(given_for))

    return judge


class _One(NamedTuple):
    """One dimension or agency.

    Attributes:
        name: ``dimension`` or ``agency``.
        key: Its key or code.
        record: What expressions see of it.
        shown: What messages show of it.
    """

    name: str
    key: str
    record: dict[str, object]
    shown: object


def for_each_dimension(judgement: Judgement, worksheets: Mapping[str, Worksheet]) -> RuleFunction:
    """Return the function of a rule over each dimension and what was written for it."""
    return _for_each(
        judgement,
        worksheets,
        lambda dossier: [
            _One("dimension", one.key, dimension_values(one), one.title)
            for one in dossier.dimensions
        ],
    )


def for_each_agency(judgement: Judgement, worksheets: Mapping[str, Worksheet]) -> RuleFunction:
    """Return the function of a rule over each agency and what it has filled in."""
    return _for_each(
        judgement,
        worksheets,
        lambda dossier: [
            _One("agency", one.code, agency_values(one), one.name)
            for one in dossier.present_agencies
        ],
    )


def _for_each(
    judgement: Judgement,
    worksheets: Mapping[str, Worksheet],
    ones: Callable[[Dossier], Iterable[_One]],
) -> RuleFunction:
    def judge(dossier: Dossier, _settings: Settings) -> Found:
        for one in ones(dossier):
            rows = partial(dossier.rows, **{one.name: one.key})
            given_for = partial(_given, dossier, worksheets, rows, {one.name: one.record})
            if judgement.found(given_for(judgement.check)):
                yield Finding(
                    values={one.name: one.shown, **judgement.computed(given_for)},
                    dimension=one.key if one.name == "dimension" else None,
                    agency=one.key if one.name == "agency" else None,
                )

    return judge


def _given(
    dossier: Dossier,
    worksheets: Mapping[str, Worksheet],
    rows: Rows,
    more: Mapping[str, object],
    expression: Expression,
) -> dict[str, object]:
    return {**dossier_values(dossier, worksheets, expression, rows), **more}


def for_each_value(judgement: Judgement, worksheet: Worksheet, column: Column) -> RuleFunction:
    """Return the function of a rule over the rows that have one value in a column.

    A finding is shown at the last of these rows. Empty cells make no group; a row stands in the
    group of each of its codes.
    """

    def judge(dossier: Dossier, _settings: Settings) -> Found:
        facts = _facts(dossier, judgement)
        groups = _groups(dossier.rows(worksheet.key), column.key)
        if not groups:
            yield NotApplicable()
        for value, rows in groups.items():
            given_for = partial(_group, facts, worksheet, value, rows)
            if judgement.found(given_for(judgement.check)):
                told = {**_cells(rows[-1], judgement), "value": value}
                values = {**told, **judgement.computed(given_for)}
                yield Finding(values=values, row=rows[-1], column=column.key)

    return judge


def _group(
    facts: Mapping[str, object],
    worksheet: Worksheet,
    value: object,
    rows: Iterable[Row],
    expression: Expression,
) -> dict[str, object]:
    own = records_of(rows, worksheet, expression.fields)
    return {**facts, "value": plain(value), "rows": own}


def _groups(rows: Iterable[Row], column: str) -> dict[object, list[Row]]:
    """Divide rows by the value of a column, whatever order they come in."""
    groups: dict[object, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.filler, row.number, row.id)):
        cell = row.get(column)
        for value in cell if isinstance(cell, tuple) else (cell,):
            one = value.strip() if isinstance(value, str) else value
            if one is not None and one != "":
                groups.setdefault(one, []).append(row)
    return groups


def _facts(dossier: Dossier, judgement: Judgement) -> dict[str, object]:
    """Return the day, the stage and the city, where any expression asks for them."""
    facts: dict[str, object] = {}
    for expression in judgement.expressions:
        facts |= dossier_values(dossier, {}, expression, dossier.rows)
    return facts


def _cells(row: Row, judgement: Judgement) -> dict[str, object]:
    """Return the cells that the message shows."""
    return {
        name: row.get(name) if name in row else getattr(row, name, None) for name in judgement.told
    }
