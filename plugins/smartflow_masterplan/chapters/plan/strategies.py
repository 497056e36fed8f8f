"""The strategies of each dimension, and the activities that carry them out.

What is in force are the used rows of a dimension's consolidated TOWS, before that the agencies'
own. Which activity carries out which strategy is worked out as ACT002 does it. Imports the public
names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Chapter, Listing, Paragraph, Table
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    OTHERS,
    TOTAL,
    dimension_name,
    part_key,
    titled,
)
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    cell,
    column_title,
    nothing_yet,
    origin_note,
    row_table,
    said,
)
from smartflow_masterplan.chapters.shared.tables import (
    activity_words,
    by_dimension,
    count,
    sheet_rows,
)
from smartflow_masterplan.rules.plan.action_origins import (
    Strategy,
    cited_strategies,
    strategy_name,
    strategy_of,
)
from smartflow_masterplan.rules.swot.factors import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block

__all__ = ["plan_strategies", "strategies_in_force"]

_HOW = Text(
    id="Strategi setiap dimensi diambil dari matriks TOWS: SO memakai kekuatan untuk meraih"
    " peluang, WO menutup kelemahan dengan peluang, ST memakai kekuatan untuk menghadapi ancaman,"
    " WT mengurangi kelemahan dan menghindari ancaman. Sesudah TOWS dimensi digabung, yang berlaku"
    " hanyalah strategi yang dipakai; sebelum itu, semua strategi perangkat daerah.",
    en="The strategies of each dimension come from its TOWS matrix: SO uses strengths to take"
    " opportunities, WO mends weaknesses by opportunities, ST meets threats with strengths, WT"
    " lessens weaknesses and avoids threats. Once the TOWS of a dimension is consolidated, only the"
    " strategies marked as used are in force; before that, all of the agencies'.",
)
_LINK = Text(
    id="Strategi disebut dengan perangkat daerah dan kodenya, misalnya DINKES:SO1. Kegiatan yang"
    " merujuk kode itu menjalankan strateginya. Jika kode yang sama ada pada beberapa dimensi, yang"
    " dijalankan adalah strategi pada dimensi kegiatan itu sendiri.",
    en="A strategy is called by its agency and code, such as DINKES:SO1. The activities that cite"
    " this code carry it out. Where several dimensions have the same code, an activity carries out"
    " the strategy of its own dimension.",
)
_NONE = Text(
    id="Belum ada strategi yang berlaku untuk dimensi ini.",
    en="There is no strategy in force for this dimension yet.",
)
_NO_ACTIONS = Text(
    id="Belum ada kegiatan untuk dimensi ini.", en="There is no activity for this dimension yet."
)
_IDLE = Text(
    id="Dari {all} strategi yang berlaku, {n} belum dijalankan oleh kegiatan mana pun; pada tabel"
    " di atas strategi itu bertanda 'belum ada kegiatan'.",
    en="Of {all} strategies in force, {n} are carried out by no activity yet; the table above says"
    " 'no activity yet' beside each.",
)
_ROOTLESS = Text(
    id="Kegiatan yang belum merujuk strategi yang ada:",
    en="Activities that do not cite an existing strategy yet:",
)
_NO_ACTION = Text(id="belum ada kegiatan", en="no activity yet")


class _Links(NamedTuple):
    """Which actions carry out a strategy, and which actions name none that exists."""

    actions: dict[Strategy, tuple[Row, ...]]
    rootless: frozenset[str]


def strategies_in_force(dossier: Dossier, dimension: str) -> tuple[Row, ...]:
    """Return the strategies that count for a dimension."""
    if not {"tows", "tows_merged"} <= dossier.worksheet_types.keys():
        return ()
    return in_force(dossier, "tows", "tows_merged", dimension)


def _links(dossier: Dossier) -> _Links:
    if not {"tows", "actions"} <= dossier.worksheet_types.keys():
        return _Links({}, frozenset())
    actions: dict[Strategy, list[Row]] = {}
    rootless = set()
    for row, meant in zip(dossier.rows("actions"), cited_strategies(dossier), strict=True):
        carried = sorted(frozenset[Strategy]().union(*meant.values()))
        for strategy in carried:
            actions.setdefault(strategy, []).append(row)
        if not carried:
            rootless.add(row.id)
    return _Links({one: tuple(rows) for one, rows in actions.items()}, frozenset(rootless))


def plan_strategies(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the strategies, a part for each dimension; what leads nowhere is said."""
    links = _links(dossier)
    known = {dimension.key for dimension in dossier.dimensions}
    groups = by_dimension(dossier, sheet_rows(dossier, "actions"))
    strategies = {key: strategies_in_force(dossier, key) for key in sorted(known)}
    outside = tuple(row for row in sheet_rows(dossier, "tows") if row.dimension not in known)
    parts = [
        _Part(
            dossier, links, group.key, group.title, strategies.get(group.key, outside), group.rows
        )
        for group in groups
    ]
    if outside and not any(part.key == "" for part in parts):
        parts.append(_Part(dossier, links, "", OTHERS, outside, ()))
    return Chapter(
        key="plan_strategies",
        title=Text(id="Strategi setiap dimensi", en="Strategies of each dimension"),
        blocks=(said(_HOW), said(_LINK), _overview(parts)),
        parts=tuple(_chapter(part) for part in parts),
        page="new",
    )


class _Part(NamedTuple):
    """What the chapter says of one dimension."""

    dossier: Dossier
    links: _Links
    key: str
    title: Text
    strategies: tuple[Row, ...]
    actions: tuple[Row, ...]

    @property
    def name(self) -> Text:
        """What the dimension is called below its heading."""
        return dimension_name(self.title)

    def idle(self) -> tuple[Row, ...]:
        """Return the strategies that no action carries out."""
        carried = self.links.actions
        return tuple(row for row in self.strategies if strategy_of(row) not in carried)

    def rootless(self) -> tuple[Row, ...]:
        """Return the actions that cite no strategy that exists."""
        return tuple(row for row in self.actions if row.id in self.links.rootless)


def _overview(parts: Sequence[_Part]) -> Table:
    numbers = [
        (len(part.strategies), len(part.idle()), len(part.actions), len(part.rootless()))
        for part in parts
    ]
    sums = tuple(sum(column) for column in zip(*numbers, strict=True)) or (0, 0, 0, 0)
    lines = [*zip((part.name for part in parts), numbers, strict=True), (TOTAL, sums)]
    return Table(
        title=Text(id="Strategi dan kegiatan setiap dimensi", en="Strategies and activities"),
        keys=("dimension", "strategies", "idle", "actions", "rootless"),
        headings=(
            DIMENSION_HEADING,
            Text(id="Strategi berlaku", en="Strategies in force"),
            Text(id="Tanpa kegiatan", en="Without an activity"),
            Text(id="Kegiatan", en="Activities"),
            Text(id="Tanpa strategi", en="Without a strategy"),
        ),
        rows=tuple((title, *(count(number) for number in line)) for title, line in lines),
    )


def _chapter(part: _Part) -> Chapter:
    blocks: list[Block] = []
    if part.strategies:
        blocks.append(_strategy_table(part))
        blocks += _said_idle(part)
    else:
        blocks.append(nothing_yet(_NONE))
    if part.actions:
        title = titled(Text(id="Kegiatan", en="Activities"), part.name)
        columns = ("programme", "activity", "owner", "strategy")
        blocks.append(row_table(part.dossier, title, part.actions, columns))
        blocks += _said_rootless(part)
    else:
        blocks.append(nothing_yet(_NO_ACTIONS))
    return Chapter(
        part_key("plan_strategies", part.key), part.title, tuple(blocks), page="new", turned=True
    )


def _strategy_table(part: _Part) -> Table:
    """Return a dimension's strategies with the activities that carry out each."""
    dossier, worksheet = part.dossier, part.strategies[0].worksheet
    return Table(
        title=titled(Text(id="Strategi yang berlaku", en="Strategies in force"), part.name),
        keys=("name", "cell", "strategy", "cites", "actions", "origin"),
        headings=(
            column_title(dossier, worksheet, "code"),
            column_title(dossier, worksheet, "cell"),
            column_title(dossier, worksheet, "strategy"),
            column_title(dossier, worksheet, "cites"),
            Text(id="Kegiatan yang menjalankan", en="Carried out by"),
            ORIGIN,
        ),
        rows=tuple(
            (
                strategy_name(row),
                cell(dossier, row, "cell"),
                cell(dossier, row, "strategy"),
                cell(dossier, row, "cites"),
                "; ".join(
                    activity_words(action)
                    for action in part.links.actions.get(strategy_of(row), ())
                )
                or _NO_ACTION,
                row.id,
            )
            for row in part.strategies
        ),
    )


def _said_idle(part: _Part) -> Iterator[Block]:
    idle = part.idle()
    if idle:
        values = {"n": len(idle), "all": len(part.strategies)}
        yield Paragraph((_IDLE.fill(values),), "note")


def _said_rootless(part: _Part) -> Iterator[Block]:
    rootless = part.rootless()
    if rootless:
        yield Paragraph((_ROOTLESS,), "warning")
        yield Listing(
            tuple(
                (Text.same(activity_words(row) or row.id), origin_note(part.dossier, row))
                for row in rootless
            )
        )
