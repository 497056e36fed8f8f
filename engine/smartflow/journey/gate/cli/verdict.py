"""What ``check`` and ``advance`` share: printing the verdict in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.tables import print_data, print_format
from smartflow.terminal.words.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.casework.casework import Case
    from smartflow.journey.gate.check import Examined
    from smartflow.model import Verdict
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names

__all__ = ["holders", "names_for", "print_verdict"]


def holders(case: Case) -> Mapping[str, tuple[str, ...]]:
    """Return, for each role, the names of those who hold it today."""
    found: dict[str, list[str]] = {}
    for _, person in sorted(case.state.people.items()):
        if person.in_post(case.today):
            for role in person.roles:
                found.setdefault(role, []).append(person.name)
    return {role: tuple(names) for role, names in found.items()}


def names_for(call: Call, examined: Examined) -> Names:
    """Return the titles of everything that a verdict names."""
    from smartflow.casework.casework import actor_of

    return names_of(
        examined.case.state.city,
        examined.workflow,
        call.workspace().registry,
        holders(examined.case),
        actor_of(examined.case).person,
    )


def _say_what_is_left_out(call: Call, verdict: Verdict) -> None:
    """Say on stderr that the verdict was reached without some plugins; it says so itself too."""
    left_out = ", ".join(fact.name for fact in verdict.plugins if "safe" in fact.notes)
    if left_out:
        call.say(
            Text(
                id=f"Peringatan: dengan --safe, ketentuan plugin ini tidak diperiksa: {left_out}.",
                en=f"Warning: with --safe the rules of these plugins were not run: {left_out}.",
            )
        )


def print_verdict(call: Call, examined: Examined, *, recorded: int = 0) -> None:
    """Print a verdict.

    Args:
        call: The call; ``text`` and ``json`` are the engine's own.
        examined: What was judged.
        recorded: The number of the entry that records it; 0 when none does.
    """
    if call.safe:
        _say_what_is_left_out(call, examined.verdict)
    if call.format == "json":
        from smartflow.journey.gate.cli.verdict_json import verdict_data

        print_data(call, verdict_data(examined.verdict))
    elif call.format == "text":
        from smartflow.journey.gate.cli.verdict_text import verdict_text

        names = names_for(call, examined)
        call.write(verdict_text(examined.verdict, names, call.language, recorded=recorded))
    else:
        print_format(call, "verdict", examined.verdict)
