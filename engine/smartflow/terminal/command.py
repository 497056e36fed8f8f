"""Commands whose help exists in both languages, and the decorators that make them.

All that click would print by itself (usage line, headings) is written here, in the language of
the :class:`~smartflow.terminal.call.Call` that runs. Must not import an action, the store or a
plugin: the help of every command works beside anything that is broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.exceptions import MissingParameter, NoSuchOption

from smartflow.terminal.catalogue import find
from smartflow.terminal.parameters import Argument, Option, call_of, language_of
from smartflow.terminal.words.wording import (
    ALSO,
    ARGUMENTS,
    ARGUMENTS_METAVAR,
    COMMANDS_HEADING,
    COMMANDS_METAVAR,
    COMMON,
    HELP_OPTION,
    OPTIONS,
    OPTIONS_METAVAR,
    USAGE,
)

if TYPE_CHECKING:
    from smartflow.language import Language, Text

__all__ = [
    "Bilingual",
    "Command",
    "argument",
    "command",
    "commands_heading",
    "names_metavar",
    "option",
]

Function = TypeVar("Function", bound=Callable[..., Any])
_NEGATIVE = re.compile(r"-\d[\d.,]*")
HELP_NAMES = ("--help", "-h", "--bantuan")


class Bilingual(click.Command):
    """What commands and groups share: a help that speaks the language of the call."""

    text: Text
    aliases: tuple[str, ...] = ()
    own_help: Option | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; whatever is refused knows its context afterwards.

        Raises:
            UsageError: click cannot understand them.
        """
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, with its words in both languages; always the same object."""
        del ctx
        if self.own_help is None:
            self.own_help = Option(
                HELP_NAMES,
                text=HELP_OPTION,
                common=True,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
            )
        return self.own_help

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        prefix = f"{USAGE.in_(language_of(ctx))} "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        pieces = [OPTIONS_METAVAR.in_(language_of(ctx))]
        for parameter in self.get_params(ctx):
            pieces.extend(parameter.get_usage_pieces(ctx))
        return pieces

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        for paragraph in self.text.in_(language_of(ctx)).split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)
        others = self.other_words(ctx)
        if others:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(f"{ALSO.in_(language_of(ctx))}: {', '.join(others)}.")

    def other_words(self, ctx: click.Context) -> tuple[str, ...]:
        """Return the aliases under which the command is known where ``ctx`` stands."""
        listed = find(self.name or "")
        first_level = ctx.parent is not None and ctx.parent.parent is None
        return listed.aliases if first_level and listed is not None else self.aliases

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the arguments to :meth:`format_options` (older click has no such step)."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, the command's own options, then those of every command."""
        language = language_of(ctx)
        parameters = self.get_params(ctx)
        rows = [p.help_row(ctx) for p in parameters if isinstance(p, Argument)]
        self._section(formatter, ARGUMENTS.in_(language), rows)
        options = [p for p in parameters if isinstance(p, Option)]
        for heading, common in ((OPTIONS, False), (COMMON, True)):
            records = [o.get_help_record(ctx) for o in options if o.common is common]
            self._section(formatter, heading.in_(language), [r for r in records if r])

    @staticmethod
    def _section(
        formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]
    ) -> None:
        if rows:
            with formatter.section(heading):
                formatter.write_dl(list(rows))


def _show_help(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


class Command(Bilingual):
    """One command: its function is called with the :class:`Call` first."""

    def __init__(
        self,
        name: str,
        *,
        text: Text,
        aliases: tuple[str, ...] = (),
        **attributes: Any,  # noqa: ANN401  handed on to click as they are
    ) -> None:
        super().__init__(name, **attributes)
        self.text = text
        self.aliases = aliases

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words.

        Raises:
            UsageFault: some words have no place, or some are missing.
            NoSuchOption: there is no such option.
        """
        from smartflow.terminal.usage import behind_dashes, extra_words, missing_words

        ctx.allow_extra_args = True
        # No option begins with a digit, so that -1 is a value and needs no ``--`` in front of it.
        ctx.ignore_unknown_options = any(_NEGATIVE.fullmatch(word) for word in args)
        said = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except MissingParameter as error:
            raise missing_words(self._missing(ctx, said), ctx, behind_dashes(said)) from error
        if rest and not ctx.resilient_parsing:
            unknown = next((word for word in rest if word.startswith("--")), "")
            if unknown and "--" not in said:
                raise NoSuchOption(unknown, ctx=ctx)
            raise extra_words(rest, ctx, behind_dashes(said))
        return rest

    def _missing(self, ctx: click.Context, said: list[str]) -> list[click.Parameter]:
        """Return everything that must be said and is not, so that it can be told at once."""
        given, _, _ = self.make_parser(ctx).parse_args(said)
        return [
            parameter
            for parameter in self.get_params(ctx)
            if parameter.required
            and parameter.value_is_missing(parameter.consume_value(ctx, given)[0])
        ]

    def invoke(self, ctx: click.Context) -> object:
        """Call the function with the call and the values of its parameters."""
        if self.callback is None:
            return None
        return ctx.invoke(self.callback, call_of(ctx), **ctx.params)


def option(
    *declarations: str,
    text: Text,
    **attributes: Any,  # noqa: ANN401  handed on to click as they are
) -> Callable[[Function], Function]:
    """Add an option to the function below; see :class:`Option`."""
    return _adding(lambda: Option(declarations, text=text, **attributes))


def argument(
    name: str,
    *,
    label: Text,
    text: Text,
    **attributes: Any,  # noqa: ANN401  handed on to click as they are
) -> Callable[[Function], Function]:
    """Add an argument to the function below; see :class:`Argument`."""
    return _adding(lambda: Argument(name, label=label, text=text, **attributes))


def _adding(make: Callable[[], click.Parameter]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        parameters = function.__dict__.setdefault("smartflow_parameters", [])
        parameters.insert(0, make())
        return function

    return decorate


def command(
    name: str, text: Text, *, aliases: tuple[str, ...] = ()
) -> Callable[[Callable[..., int | None]], Command]:
    """Make the function below a command.

    Args:
        name: The word on the command line.
        text: What it does; paragraphs are divided by an empty line.
        aliases: Other words for it.
    """
    from smartflow.terminal.options import common_options

    def decorate(function: Callable[..., int | None]) -> Command:
        parameters = function.__dict__.pop("smartflow_parameters", [])
        return Command(
            name,
            text=text,
            aliases=aliases,
            callback=function,
            params=[*parameters, *common_options()],
        )

    return decorate


def names_metavar(language: Language) -> str:
    """Return what stands for a subcommand in a usage line."""
    return f"{COMMANDS_METAVAR.in_(language)} {ARGUMENTS_METAVAR.in_(language)}"


def commands_heading(language: Language) -> str:
    """Return the heading above a list of commands."""
    return COMMANDS_HEADING.in_(language)
