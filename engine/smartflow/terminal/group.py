"""The groups: the program itself, whose commands are imported one by one, and its subgroups."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from smartflow.language import Text
from smartflow.terminal.catalogue import COMMANDS, SECTIONS, find
from smartflow.terminal.command import (
    Bilingual,
    Command,
    commands_heading,
    names_metavar,
)
from smartflow.terminal.options import common_options
from smartflow.terminal.parameters import Option, language_of
from smartflow.terminal.usage import HelpWanted, unknown_command
from smartflow.terminal.words.wording import VERSION_OPTION

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Group", "Program"]


class _Names(Bilingual, click.Group, ABC):
    """What both kinds of group share: an unknown word is refused with the nearest known one."""

    def __init__(self, name: str, text: Text, parameters: Sequence[click.Parameter]) -> None:
        super().__init__(name, params=list(parameters), invoke_without_command=True)
        self.text = text

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return [*Bilingual.collect_usage_pieces(self, ctx), names_metavar(language_of(ctx))]

    def invoke(self, ctx: click.Context) -> object:
        """Run the named command; without one, the help is the answer.

        Raises:
            HelpWanted: no command was named.
        """
        result: object = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            raise HelpWanted(ctx.get_help(), root=ctx.parent is None)
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names.

        Raises:
            UsageFault: there is no such command.
        """
        found = self.get_command(ctx, args[0])
        if found is None:
            raise unknown_command(args[0], self.known_words(), ctx.command_path)
        return found.name, found, args[1:]

    @abstractmethod
    def known_words(self) -> Iterable[str]:
        """Return every name and alias of its commands."""


class Group(_Names):
    """A group of commands, such as ``smartflow city``.

    Args:
        name: Its name.
        text: What it is for.
        commands: Its commands, in the order of the help.
    """

    def __init__(self, name: str, text: Text, commands: Sequence[Command | Group]) -> None:
        super().__init__(name, text, common_options())
        for command in commands:
            self.add_command(command)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that ``cmd_name`` names, by its name or an alias, in any case."""
        del ctx
        word = cmd_name.casefold().replace("_", "-")
        for name, command in self.commands.items():
            if word == name or (isinstance(command, Command) and word in command.aliases):
                return command
        return None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of its commands in the order of the help."""
        del ctx
        return list(self.commands)

    def known_words(self) -> Iterable[str]:
        """Return every name and alias of its commands."""
        for name, command in self.commands.items():
            yield name
            if isinstance(command, Command):
                yield from command.aliases

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        language = language_of(ctx)
        rows = [
            (name, command.text.in_(language).partition("\n")[0])
            for name, command in self.commands.items()
            if isinstance(command, (Command, Group))
        ]
        self._section(formatter, commands_heading(language), rows)
        Bilingual.format_options(self, ctx, formatter)


class Program(_Names):
    """``smartflow`` itself: a command's module is imported when the command is named."""

    def __init__(self) -> None:
        version = Option(
            ("--version", "-V"),
            text=VERSION_OPTION,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            common=True,
            callback=_show_version,
        )
        super().__init__(
            "smartflow",
            Text(
                id="SmartFlow: alur kerja penyusunan masterplan smart city kabupaten/kota.",
                en="SmartFlow: the workflow of a city's smart-city masterplan.",
            ),
            [*common_options(), version],
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command that ``cmd_name`` names."""
        del ctx
        listed = find(cmd_name)
        if listed is None:
            return None
        command: object = import_module(listed.module).COMMAND
        if not isinstance(command, click.Command):
            message = f"{listed.module}.COMMAND is not a command"
            raise TypeError(message)
        return command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return [listed.name for listed in COMMANDS]

    def known_words(self) -> Iterable[str]:
        """Return every name and alias of the first level."""
        for listed in COMMANDS:
            yield listed.name
            yield from listed.aliases

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, section by section, then the options; imports no command."""
        language = language_of(ctx)
        for key, title in SECTIONS.items():
            rows = [(c.name, c.short.in_(language)) for c in COMMANDS if c.section == key]
            self._section(formatter, title.in_(language), rows)
        Bilingual.format_options(self, ctx, formatter)


def _show_version(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        from smartflow import __version__

        click.echo(f"smartflow {__version__}")
        context.exit()
