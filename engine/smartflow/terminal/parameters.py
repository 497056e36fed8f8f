"""Options and arguments whose words exist in both languages.

click knows one language per process; here every word is a :class:`Text`, and the language is that
of the :class:`~smartflow.terminal.call.Call` that runs. Must not import an action, the store or a
plugin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from smartflow.terminal.call import Call
from smartflow.terminal.words.wording import DEFAULT, REQUIRED

if TYPE_CHECKING:
    from smartflow.language import Language, Text

__all__ = ["Argument", "Option", "call_of", "language_of"]


def call_of(context: click.Context) -> Call:
    """Return the call to which ``context`` belongs."""
    call = context.find_root().obj
    if not isinstance(call, Call):
        message = "a command runs only inside smartflow.terminal.program.run"
        raise TypeError(message)
    return call


def language_of(context: click.Context) -> Language:
    """Return the language in which ``context`` speaks."""
    return call_of(context).language


class Option(click.Option):
    """An option with its help in both languages.

    Args:
        declarations: As click wants them: ``"--name"``, or ``"--as", "actor"``.
        text: What it is for.
        metavar_text: What stands for its value in the help, where the type does not say.
        common: Whether it is one of the options that every command has.
        attributes: Whatever else click.Option takes.
    """

    def __init__(
        self,
        declarations: Sequence[str],
        *,
        text: Text,
        metavar_text: Text | None = None,
        common: bool = False,
        **attributes: Any,  # noqa: ANN401  handed on to click as they are
    ) -> None:
        super().__init__(list(declarations), **attributes)
        self.text = text
        self.metavar_text = metavar_text
        self.common = common

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the word for the value, in the language of the call."""
        if self.metavar_text is not None:
            return self.metavar_text.in_(language_of(ctx))
        return super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's row of the help."""
        if self.hidden:
            return None
        language = language_of(ctx)
        words = self.text.in_(language)
        if self.required:
            words = f"{words}  [{REQUIRED.in_(language)}]"
        elif self.show_default and isinstance(self.default, str | int) and self.default != "":
            words = f"{words}  [{DEFAULT.in_(language)}: {self.default}]"
        return self._spelling(ctx), words

    def _spelling(self, ctx: click.Context) -> str:
        names = ", ".join(sorted(self.opts, key=len))
        return names if self.is_flag else f"{names} {self.make_metavar(ctx)}"


class Argument(click.Argument):
    """A positional argument with its name and help in both languages."""

    def __init__(
        self,
        name: str,
        *,
        label: Text,
        text: Text,
        **attributes: Any,  # noqa: ANN401  handed on to click as they are
    ) -> None:
        super().__init__([name], **attributes)
        self.label = label
        self.text = text

    def make_metavar(self, ctx: click.Context) -> str:
        """Return ``LABEL``, ``[LABEL]`` or ``LABEL...`` in the language of the call."""
        word = self.label.in_(language_of(ctx))
        if not self.required:
            word = f"[{word}]"
        return word if self.nargs == 1 else f"{word}..."

    def help_row(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's row of the help."""
        language = language_of(ctx)
        return self.label.in_(language), self.text.in_(language)
