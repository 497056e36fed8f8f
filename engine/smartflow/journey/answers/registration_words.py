"""The command that registers somebody anew with an SSH key, with all that is known of them.

A registration replaces the one before it whole, so whoever only brings a key must say the rest
again; here it is said for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.model import Person

__all__ = ["key_registration"]


def key_registration(slug: str, person: Person) -> Text:
    """Return the command by which ``person`` is registered as now, with a key.

    Args:
        slug: The city's slug.
        person: The person.
    """
    words = [f'smartflow person add {slug} "{person.name}"']
    words += [f"--role {role}" for role in person.roles]
    words.append(f'--post "{person.post}"')
    words += [f"--agency {agency}" for agency in person.agencies]
    if person.status != "definitif":
        words.append(f"--status {person.status}")
    for option, day in (("--since", person.since), ("--until", person.until)):
        if day is not None:
            words.append(f"{option} {day}")
    if person.decree:
        words.append(f'--decree "{person.decree}"')
    command = " ".join([*words, "--ssh-key"])
    return Text(id=f"{command} KUNCI.pub", en=f"{command} KEY.pub")
