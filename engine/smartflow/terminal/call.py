"""One call of the program: what the words before and behind the command say about all of it.

A :class:`Call` knows the language, the folder, the actor and the format, opens the workspace when
a command needs it, and is the only way to the two streams: data on stdout, talk on stderr. Must
not import the store, a plugin or an action at the top: most of a call needs none of them.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smartflow.clock import Clock, SystemClock
from smartflow.language import DEFAULT_LANGUAGE, Language, Text
from smartflow.terminal.printable import printable

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.plugin.registry import Registry

__all__ = ["Call"]


@dataclass
class Call:
    """What holds for one run of the program.

    Attributes:
        language: The language of every sentence.
        folder: The workspace that was named, or None for the one around the current folder.
        actor: Who acts, as said with ``--as``; ``""`` when nobody was named.
        safe: Whether only the built-in plugins may be loaded.
        format: ``text``, ``json`` or the key of a format that a plugin registers.
        clock: Tells the moment.
        wants_json: Whether an error is to be printed as JSON too.
    """

    language: Language = DEFAULT_LANGUAGE
    folder: Path | None = None
    actor: str = ""
    safe: bool = False
    format: str = "text"
    clock: Clock = field(default_factory=SystemClock)
    wants_json: bool = False
    _workspace: Workspace | None = None
    _registry: Registry | None = None

    # -- what a command needs -----------------------------------------------------------------

    def workspace(self) -> Workspace:
        """Open the workspace, once.

        Raises:
            SmartflowError: there is none, or it cannot be opened.
        """
        if self._workspace is None:
            from smartflow.casework.workspace import open_workspace

            self._workspace = open_workspace(
                self.folder,
                actor_name=self.actor,
                clock=self.clock,
                safe=self.safe,
                config_folder=self.config_folder,
            )
        return self._workspace

    def registry(self) -> Registry:
        """Return what the plugins registered; no workspace is needed for it.

        Raises:
            BadConfiguration: there is a workspace, and its ``smartflow.toml`` cannot be read.
        """
        if self._workspace is not None:
            return self._workspace.registry
        if self._registry is None:
            self._registry = self._load_registry()
        return self._registry

    def _load_registry(self) -> Registry:
        """Load the installed plugins, and those that lie in the workspace, if there is one."""
        from smartflow.casework.workspace import (
            NotAWorkspace,
            find_workspace,
            load_plugins,
            read_configuration,
        )
        from smartflow.plugin.loading.loader import load_registry

        try:
            root = find_workspace(self.folder)
        except NotAWorkspace:
            return load_registry(built_in_only=self.safe)
        return load_plugins(
            root, read_configuration(root), config_folder=self.config_folder, safe=self.safe
        )

    def built_in_registry(self) -> Registry:
        """Return what the built-in plugins register; no other plugin is imported."""
        if self._workspace is not None:
            return self._workspace.built_in_registry
        return self.registry()

    @property
    def config_folder(self) -> Path:
        """The user's own folder for SmartFlow, outside every workspace (or SMARTFLOW_CONFIG)."""
        named = os.environ.get("SMARTFLOW_CONFIG")
        return Path(named or click.get_app_dir("smartflow"))

    @property
    def opened(self) -> Workspace | None:
        """The workspace, if a command has opened it."""
        return self._workspace

    def close(self) -> None:
        """Close the workspace, if it was opened."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    # -- the two streams ----------------------------------------------------------------------

    def write(self, words: str, *, bold: bool = False) -> None:
        """Write data to stdout, and end the line."""
        line = printable(words)
        styled = click.style(line, bold=True) if bold else line
        click.echo(styled, color=self.colour(sys.stdout))

    def write_bytes(self, content: bytes) -> None:
        """Write what a format has rendered: byte for byte where stdout is no terminal."""
        binary = getattr(sys.stdout, "buffer", None)
        if binary is not None and not sys.stdout.isatty():
            sys.stdout.flush()
            binary.write(content)
            binary.flush()
            return
        text = printable(content.decode("utf-8", errors="replace").lstrip("\ufeff"))
        click.echo(text, nl=not text.endswith("\n"))

    def say(self, text: Text) -> None:
        """Say something about what happened: on stderr, in the language of the call."""
        click.echo(printable(text.in_(self.language)), err=True, color=self.colour(sys.stderr))

    def done(self, text: Text) -> None:
        """Say what an act has done; with ``--format json`` on stderr, so that stdout stays data."""
        if self.format == "json":
            self.say(text)
        else:
            self.write(text.in_(self.language))

    def words(self, text: Text) -> str:
        """Return a text in the language of the call."""
        return text.in_(self.language)

    @staticmethod
    def colour(stream: object) -> bool:
        """Say whether ``stream`` may be coloured: a terminal, and NO_COLOR is not set."""
        isatty = getattr(stream, "isatty", None)
        return not os.environ.get("NO_COLOR") and isatty is not None and bool(isatty())
