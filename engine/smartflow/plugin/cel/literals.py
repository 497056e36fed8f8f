"""Texts in an expression that must be more than text: patterns and dates, tried when it is read.

Otherwise ``location.matches("(")`` would fail at each row, and inside a loop it would even be taken
for a row without an answer. For the same reason they must be written out: a pattern or date out of
a cell would let whoever fills in the cell stop the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from smartflow.language import Text
from smartflow.plugin.cel.complaints import CelFault
from smartflow.plugin.cel.library import Untyped, library
from smartflow.plugin.cel.tree import ARGUMENTS, CALL, FUNCTION, ID, Checked

__all__ = ["literal_faults"]


def literal_faults(checked: Checked) -> Iterator[CelFault]:
    """Yield what is wrong with the literal patterns and dates of an expression."""
    for node in checked.root.below():
        call = node.part(CALL)
        arguments = call.parts(ARGUMENTS) if call is not None else []
        name = call.word(FUNCTION) if call is not None else ""
        if name not in ("matches", "date"):
            continue
        literal = arguments[-1].literal
        place = checked.positions.get(arguments[-1].number(ID), 0)
        if literal is None:
            yield CelFault(place, _written_out(name))
        elif name == "matches" and (why := _pattern_fault(literal)):
            yield CelFault(
                place,
                Text(id=f"pola ini tidak sah ({why}).", en=f"the pattern is malformed ({why})."),
            )
        elif name == "date" and not _is_date(literal):
            yield CelFault(
                place,
                Text(
                    id=f"'{literal}' bukan tanggal; tulislah seperti 2026-01-31.",
                    en=f"'{literal}' is no date; write it as 2026-01-31.",
                ),
            )


def _written_out(name: str) -> Text:
    example = '"2026-01-31"' if name == "date" else '"^[0-9]+$"'
    return Text(
        id=f"{name}(...) hanya menerima teks yang ditulis di sini, seperti {name}({example}).",
        en=f"{name}(...) takes only a text that is written here, such as {name}({example}).",
    )


@cache
def _matcher() -> Untyped:
    cel = library().cel
    return cel.NewEnv(variables={"pattern": cel.Type.STRING}).compile("''.matches(pattern)")


def _pattern_fault(pattern: str) -> str:
    """Return what the library says of a pattern, ``""`` when it is sound."""
    answer = _matcher().eval(data={"pattern": pattern}).plain_value()
    return answer.rpartition("expression: ")[2] if isinstance(answer, str) else ""


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True
