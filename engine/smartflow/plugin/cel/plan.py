"""From a checked expression to the one that is run: exact decimals, cheap counting, hard limits.

The library checks what was written; what it runs is the same tree with some calls replaced
(``declarations.INSTEAD``). Two things that people write all the time are made cheap: the library
copies the whole list for every item that ``filter`` or ``map`` adds, so that
``size(issues.filter(...))`` and ``sum(issues.map(...))`` would take a time that grows with the
square of the rows; counting and adding up as one goes takes one pass.

The limits close what the budget of loops leaves open: that a text or list is doubled again and
again until the memory is full.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from smartflow.language import Text
from smartflow.plugin.cel.complaints import CelFault, CelFaults
from smartflow.plugin.cel.declarations import INSTEAD
from smartflow.plugin.cel.literals import literal_faults
from smartflow.plugin.cel.tree import (
    ACCU_INIT,
    ARGUMENTS,
    CALL,
    COMPREHENSION,
    FIELD,
    FUNCTION,
    ID,
    ITER_RANGE,
    ITER_VAR,
    LOOP_STEP,
    SELECT,
    STRUCT,
    TARGET,
    Checked,
    Node,
    called,
    constant,
)

__all__ = ["Plan", "planned"]

_RESULT = "@result"


class Plan(msgspec.Struct, frozen=True):
    """What is run.

    Attributes:
        content: The expression, as the library reads it.
        names: The variables that it reads.
        fields: The fields that it reads, of whatever record.
    """

    content: bytes
    names: frozenset[str]
    fields: frozenset[str]


def planned(content: bytes) -> Plan:
    """Return the plan of a checked expression.

    Args:
        content: The expression as the checker's environment serialises it.

    Raises:
        CelFaults: it could grow without bounds, or a pattern or date in it is malformed.
    """
    checked = Checked(content)
    faults = [*_excesses(checked), *literal_faults(checked)]
    if faults:
        raise CelFaults(faults)
    nodes = list(checked.root.below())
    names = frozenset(node.name for node in nodes if node.name and node.name != _RESULT)
    fields = frozenset(
        select.word(FIELD) for node in nodes if (select := node.part(SELECT)) is not None
    )
    _leave_out(checked, nodes)
    _replace_calls(checked, nodes)
    return Plan(content=checked.bytes(), names=names, fields=fields)


# -- what is replaced -------------------------------------------------------------------------


def _leave_out(checked: Checked, nodes: list[Node]) -> None:
    """Let each loop leave out the items for which its condition has no answer.

    As COUNTIF does with empty cells. ``@not_strictly_false`` is CEL's own: true where there is no
    answer, so that ``all`` goes on; twice negated it is false there, so that the others do.
    """
    fresh = checked.new_id()
    for node in nodes:
        loop = node.part(COMPREHENSION)
        step = loop.part(LOOP_STEP) if loop is not None else None
        call = step.part(CALL) if step is not None else None
        place = _CONDITION_IN.get(call.word(FUNCTION)) if call is not None else None
        if call is None or place is None:
            continue
        arguments = call.parts(ARGUMENTS)
        condition = arguments[place]
        if call.word(FUNCTION) == "_&&_":
            arguments[place] = called(_GOES_ON, (condition,), fresh)
        else:
            not_open = called(_GOES_ON, (called("!_", (condition,), fresh),), fresh + 1)
            arguments[place] = called("!_", (not_open,), fresh + 2)
        call.become(call.word(FUNCTION), tuple(arguments))
        fresh += _IDS


_GOES_ON = "@not_strictly_false"
_CONDITION_IN = {"_||_": 1, "_&&_": 1, "_?_:_": 0}
"""By the step of a loop (exists, all, filter), the argument that holds its condition."""


def _replace_calls(checked: Checked, nodes: list[Node]) -> None:
    fresh = checked.new_id()
    for node in nodes:
        call = node.part(CALL)
        if call is None:
            continue
        if call.word(FUNCTION) == "date" and (day := call.parts(ARGUMENTS)[0].literal) is not None:
            node.fields = constant(
                "text", node.number(ID), date.fromisoformat(day).isoformat()
            ).fields
            continue  # a date travels as text: a literal one is computed here, not at each row
        for overload in checked.overloads.get(node.number(ID), ()):
            if overload == "sum_whole" and _gather(node, call, fresh, adding=True):
                fresh += _IDS
            elif overload in INSTEAD:
                function, against = INSTEAD[overload]
                call.put(FUNCTION, function.encode())
                if against:
                    call.add(ARGUMENTS, constant(against, fresh))
                    fresh += 1
        if call.word(FUNCTION) == "size" and _gather(node, call, fresh, adding=False):
            fresh += _IDS


_IDS = 4
"""At most so many new nodes does one gathering make."""


def _gather(node: Node, call: Node, fresh: int, *, adding: bool) -> bool:
    """Let ``size(filter)`` count, and ``sum(map)`` add up, as they go; say whether it was one.

    The list that the loop would make is never made: its place takes a number, and what would be
    put into the list is added to that number. An empty cell adds nothing, as in ``sum``.
    """
    arguments = [part for part in (call.part(TARGET), *call.parts(ARGUMENTS)) if part is not None]
    loop = arguments[0].part(COMPREHENSION) if len(arguments) == 1 else None
    step = loop.part(LOOP_STEP) if loop is not None else None
    append = _append_in(step) if step is not None else None
    if loop is None or append is None:
        return False
    result, item = append.parts(ARGUMENTS)[0], append.parts(ARGUMENTS)[1].only_item()
    if adding:
        more = called("_+_", (result, item), fresh)
        empty = called("_==_", (item, constant("null", fresh + 1)), fresh + 2)
        append.become("_?_:_", (empty, result, more))
    elif item.name and item.name == loop.word(ITER_VAR):
        append.become("_+_", (result, constant("1", fresh)))
    else:
        return False
    loop.put(ACCU_INIT, constant("0", fresh + 3))
    node.replace(CALL, COMPREHENSION, loop)
    return True


def _append_in(step: Node) -> Node | None:
    """Return the call ``@result + [x]`` in the step of a ``map`` or ``filter``."""
    call = step.part(CALL)
    if call is None:
        return None
    if _is_append(call):
        return call
    return _append_in(call.parts(ARGUMENTS)[1]) if call.word(FUNCTION) == "_?_:_" else None


def _is_append(call: Node) -> bool:
    arguments = call.parts(ARGUMENTS)
    return call.word(FUNCTION) == "_+_" and arguments[0].name == _RESULT


# -- what is refused --------------------------------------------------------------------------


def _excesses(checked: Checked) -> Iterator[CelFault]:
    """Find what could grow without bounds although each loop is bounded."""
    for node in checked.root.below():
        place = checked.positions.get(node.number(ID), 0)
        call, loop = node.part(CALL), node.part(COMPREHENSION)
        if node.part(STRUCT) is not None:
            yield CelFault(
                place,
                Text(
                    id="{...} tidak dapat dipakai dalam ungkapan.",
                    en="{...} cannot be used in an expression.",
                ),
            )
        elif call is not None and _joins(checked, node, "add_list") and not _is_append(call):
            yield CelFault(
                place,
                Text(
                    id="daftar tidak dapat disambung dengan +.", en="lists cannot be joined by +."
                ),
            )
        elif loop is not None and _doubles(checked, loop):
            yield CelFault(
                place,
                Text(
                    id="teks yang disambung dengan + tidak boleh disambung lagi dalam filter, map,"
                    " all atau exists.",
                    en="texts that were joined by + may not be joined again in filter, map, all or"
                    " exists.",
                ),
            )


def _joins(checked: Checked, node: Node, overload: str) -> bool:
    return overload in checked.overloads.get(node.number(ID), ())


def _doubles(checked: Checked, loop: Node) -> bool:
    """Say whether a loop joins what was joined: repeated, that doubles a text each time."""
    source, step = loop.part(ITER_RANGE), loop.part(LOOP_STEP)
    if source is None or step is None:
        return False
    return all(
        any(_joins(checked, node, "add_string") for node in part.below()) for part in (source, step)
    )
