"""``plugin block`` and ``plugin unblock``: which plugins this workspace does without, knowingly.

The names stand in ``smartflow.toml``, and every verdict shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.workspace import Configuration, read_configuration, write_configuration
from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["NotBlocked", "block", "unblock"]


class NotBlocked(BadInput):
    """A name that is not among the blocked ones."""

    code = "not-blocked"
    says = Text(
        id="Plugin '{name}' tidak diblokir di ruang kerja ini.{guess}",
        en="The plugin '{name}' is not blocked in this workspace.{guess}",
    )
    next_step = Text(id="Yang diblokir: {listing}", en="What is blocked: {listing}")


def block(root: Path, names: Iterable[str]) -> None:
    """Add names to the blocked plugins of a workspace; one that is there already stays.

    Args:
        root: The workspace's folder.
        names: Names of plugins.
    """
    configuration = read_configuration(root)
    _write(root, configuration, {*configuration.plugins.blocked, *names})


def unblock(root: Path, names: Iterable[str]) -> None:
    """Take names off the blocked plugins of a workspace; the plugins need not be installed.

    Raises:
        NotBlocked: one of them is not blocked; nothing is changed then.
    """
    configuration = read_configuration(root)
    blocked = set(configuration.plugins.blocked)
    for name in names:
        if name not in blocked:
            guess = did_you_mean(name, blocked)
            listing = ", ".join(sorted(blocked)) or "-"
            raise NotBlocked(name=name, guess=guess, listing=listing)
    _write(root, configuration, blocked - set(names))


def _write(root: Path, configuration: Configuration, blocked: Iterable[str]) -> None:
    plugins = msgspec.structs.replace(configuration.plugins, blocked=tuple(sorted(blocked)))
    write_configuration(root, msgspec.structs.replace(configuration, plugins=plugins))
