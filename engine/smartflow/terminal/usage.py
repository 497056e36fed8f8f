"""Refusals of words: what click found wrong with a command line, as sentences in both languages.

click's own errors speak one language, so each is turned here into a :class:`UsageFault`. Must not
print anything: :mod:`smartflow.terminal.failures` does that, in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import click
from click.exceptions import BadOptionUsage, NoSuchOption

from smartflow.errors import BadInput
from smartflow.language import Text, guess_words, near_words
from smartflow.terminal.parameters import Argument

__all__ = [
    "HelpWanted",
    "UsageFault",
    "WrongValue",
    "behind_dashes",
    "explain",
    "guessing",
    "unknown_command",
]

_PASSWORD = re.compile(r"(\w://[^\s:/@]*):\S*@")
"""A user and a password in front of a host."""


class UsageFault(BadInput):
    """The words of a command cannot be understood."""

    code = "usage"


class HelpWanted(Exception):
    """Only a group was named; its help is the answer.

    Args:
        help_text: The help of the group.
        root: Whether nothing at all was said, which is not a mistake.
    """

    def __init__(self, help_text: str, *, root: bool) -> None:
        super().__init__(help_text)
        self.help_text = help_text
        self.root = root


class WrongValue(click.BadParameter):
    """A value that does not suit its option or argument, with the reason in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def guessing(word: str, known: Iterable[str], listing: Text) -> Text:
    """Return what a word may have been meant for, if anything is near, and where all are listed."""
    near = guess_words(near_words(word, known))
    return Text(id=f"{near.id} {listing.id}".lstrip(), en=f"{near.en} {listing.en}".lstrip())


def unknown_command(word: str, known: Iterable[str], path: str) -> UsageFault:
    """Return the refusal of a command that does not exist.

    Args:
        word: What was written.
        known: Every name and alias that exists there.
        path: The words before it, such as ``smartflow city``.
    """
    word = _without_password(word)
    listing = Text(id=f"Daftar perintah: `{path} --help`.", en=f"All commands: `{path} --help`.")
    return UsageFault(
        Text(id=f"Perintah '{word}' tidak dikenal.", en=f"There is no command '{word}'."),
        guessing(word, known, listing),
    )


def _without_password(words: str) -> str:
    """Return words with a mark in the place of the password of an address among them."""
    return _PASSWORD.sub(r"\1:…@", words)


def explain(error: click.UsageError) -> UsageFault:
    """Return what click found wrong, in both languages and with the way to the help."""
    helping = _helping(error.ctx)
    match error:
        case NoSuchOption():
            helping = guessing(error.option_name, _options(error.ctx), helping)
            return UsageFault(
                Text(
                    id=f"Opsi '{error.option_name}' tidak dikenal.",
                    en=f"There is no option '{error.option_name}'.",
                ),
                helping,
            )
        case click.BadParameter():
            return UsageFault(_unsuitable(error), helping)
        case BadOptionUsage():
            return UsageFault(_misused(error), helping)
        case _:
            return UsageFault(Text.same(error.format_message()), helping)


def extra_words(words: list[str], context: click.Context, why: Text | None = None) -> UsageFault:
    """Return the refusal of words that no argument takes; ``why`` stands for the usual hint."""
    said = _without_password(" ".join(words))
    return UsageFault(
        Text(
            id=f"Ada kata yang tidak dapat ditempatkan: {said}",
            en=f"These words have no place here: {said}",
        ),
        why
        or Text(
            id="Nama yang terdiri atas beberapa kata ditulis di antara tanda kutip:"
            f' "Kota Sawahlunto". Lihat `{context.command_path} --help`.',
            en='Put a name of several words in quotation marks: "Kota Sawahlunto".'
            f" See `{context.command_path} --help`.",
        ),
    )


def behind_dashes(words: Sequence[str]) -> Text | None:
    """Return why options among ``words`` were not understood: they stand behind ``--``."""
    behind = words[words.index("--") + 1 :] if "--" in words else ()
    swallowed = [word for word in behind if word.startswith("--")]
    if not swallowed:
        return None
    return Text(
        id=f"Di belakang -- semua kata dianggap nilai, juga {swallowed[0]}: tulis opsi di depannya."
        " Bilangan negatif seperti -1 tidak memerlukan --.",
        en=f"Behind -- every word is a value, {swallowed[0]} too: write options in front of it."
        " A negative number such as -1 needs no --.",
    )


def _helping(context: click.Context | None) -> Text:
    path = context.command_path if context is not None else "smartflow"
    return Text(id=f"Lihat `{path} --help`.", en=f"See `{path} --help`.")


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for p in context.command.get_params(context) for name in p.opts if name[:1] == "-"]


def _name_of(parameter: click.Parameter | None) -> Text:
    if isinstance(parameter, Argument):
        return parameter.label
    if parameter is None:
        return Text.same("?")
    return Text.same(max(parameter.opts, key=len))


def missing_words(
    missing: Sequence[click.Parameter], context: click.Context, why: Text | None = None
) -> UsageFault:
    """Return the refusal of a command line that lacks some words, all of them at once.

    Args:
        missing: What is missing.
        context: Where.
        why: What to say in place of where the help is.
    """
    names = [_name_of(parameter) for parameter in missing]
    return UsageFault(
        Text(
            id=f"Belum disebutkan: {', '.join(name.id for name in names)}.",
            en=f"Missing: {', '.join(name.en for name in names)}.",
        ),
        why or _helping(context),
    )


def _unsuitable(error: click.BadParameter) -> Text:
    name = _name_of(error.param)
    reason = error.text if isinstance(error, WrongValue) else Text.same(error.message)
    return Text(id=f"{name.id}: {reason.id}", en=f"{name.en}: {reason.en}")


def _misused(error: BadOptionUsage) -> Text:
    name = error.option_name
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    for parameter in parameters:
        if name in parameter.opts and isinstance(parameter, click.Option) and parameter.is_flag:
            return Text(
                id=f"Opsi {name} tidak memakai nilai.", en=f"The option {name} takes no value."
            )
    return Text(id=f"Opsi {name} memerlukan nilai.", en=f"The option {name} needs a value.")
