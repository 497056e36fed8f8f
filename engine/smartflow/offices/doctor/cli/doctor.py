"""``smartflow doctor``: examine this computer and this workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.terminal.command import command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.offices.doctor.doctor import Examination
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

STATES = {
    "good": Text(id="baik", en="good"),
    "look": Text(id="PERHATIKAN", en="LOOK"),
    "fault": Text(id="PERBAIKI", en="MEND"),
}
_ALIKE = 3
"""How many cities of which the same is true are named."""

ORDER = (4, 3, 5, 2, 1)
"""Which exit code stands when several hold."""


@command(
    "doctor",
    Text(
        id="Memeriksa komputer dan ruang kerja ini: Python, SQLite, izin, jam, plugin, kuorum.",
        en="Examine this computer and workspace: Python, SQLite, access, clock, plugins, quorums.",
    ),
)
@formats
def doctor(call: Call) -> int:
    """Print what was examined."""
    from smartflow.offices.doctor.doctor import doctor as act
    from smartflow.report import Table
    from smartflow.terminal.tables import print_table

    found = act(
        call.folder,
        clock=call.clock,
        actor_name=call.actor,
        safe=call.safe,
        config_folder=call.config_folder,
    )
    if call.format == "text":
        call.write("\n".join(_lines(call, found)))
        return _exit_code(found)
    table = Table(
        title=Text(id="Pemeriksaan", en="Examination"),
        keys=("subject", "state", "found", "hint"),
        headings=(
            Text(id="Tentang", en="About"),
            Text(id="Keadaan", en="State"),
            Text(id="Ditemukan", en="Found"),
            Text(id="Yang dilakukan", en="What to do"),
        ),
        rows=tuple((one.subject, STATES[one.state], one.found, one.hint) for one in found),
    )
    print_table(call, table, "examinations")
    return _exit_code(found)


def _exit_code(found: Sequence[Examination]) -> int:
    codes = {one.exit_code for one in found if one.state == "fault"}
    return next((code for code in ORDER if code in codes), 0)


def _lines(call: Call, found: Sequence[Examination]) -> list[str]:
    """Return one line for each examination, its advice below it, and the conclusion."""
    width = max(len(call.words(state)) for state in STATES.values())
    lines: list[str] = []
    for one in _grouped(found):
        state = call.words(STATES[one.state])
        lines.append(f"{state:<{width}}  {call.words(one.subject)}: {call.words(one.found)}")
        if one.hint is not None:
            lines.append(f"{'':<{width}}  {call.words(NEXT_STEP)}: {call.words(one.hint)}")
    faults = sum(1 for one in found if one.state == "fault")
    looks = sum(1 for one in found if one.state == "look")
    conclusion = Text(
        id=f"{faults} harus diperbaiki, {looks} perlu diperhatikan.",
        en=f"{faults} to be mended, {looks} worth a look.",
    )
    if not faults and not looks:
        conclusion = Text(id="Semuanya baik.", en="All is well.")
    return [*lines, "", call.words(conclusion)]


def _grouped(found: Sequence[Examination]) -> Iterator[Examination]:
    """Yield the examinations; what is true of many cities alike is said once, for all of them."""
    alike: dict[tuple[str, str], list[Examination]] = {}
    for one in found:
        alike.setdefault((one.state, one.found.en), []).append(one)
    for same in alike.values():
        if len(same) <= _ALIKE:
            yield from same
            continue
        first, rest = same[:_ALIKE], len(same) - _ALIKE
        named = ", ".join
        subject = Text(
            id=f"{named(one.subject.id for one in first)} dan {rest} lagi",
            en=f"{named(one.subject.en for one in first)} and {rest} more",
        )
        yield msgspec.structs.replace(same[0], subject=subject)


COMMAND = doctor
