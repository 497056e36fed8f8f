"""What to do about a finding: the rule's advice as a sentence, and one whole command to paste.

A rule writes its advice for any city: ``Record it: smartflow record CITY mou --number --date``.
Here the command is taken out of the sentence and completed: what is known (the city, the
dimension, the agency) stands for its placeholder, and what the command requires and nobody has
said stands in capitals. Decides nothing; imports the module of the command that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from smartflow.language import LANGUAGES, Language, Text
from smartflow.terminal.catalogue import find
from smartflow.terminal.parameters import Argument, Option
from smartflow.terminal.words.wording import (
    AGENCY,
    CITY,
    DIMENSION,
    DOCUMENT_NUMBER,
    FILE,
    KIND,
    NAME,
    TITLE,
    WORDS,
    WORKSHEET,
)

if TYPE_CHECKING:
    from smartflow.model import Result
    from smartflow.terminal.words.naming import Names

__all__ = ["Advice", "Named", "advice_of", "complete", "named_command"]

_COMMAND = re.compile(r"\bsmartflow ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
_PLACEHOLDER = re.compile(r"[A-Z][A-Z_]*(\.\.\.)?")
_ENDS = ".,;:)`"
FREE = (WORDS, NAME, TITLE, DOCUMENT_NUMBER)
"""What may consist of several words, and is therefore printed in quotation marks."""
BESIDES = {"consolidate": ("--output",)}
"""Options without which a command that is given no file does nothing."""

SUBMIT = "smartflow submit"
CONSOLIDATE = Text(
    id="smartflow consolidate KOTA DIMENSI BERKAS", en="smartflow consolidate CITY DIMENSION FILE"
)
"""How a workbook comes back that has been mended: an agency's, and a consolidated one."""


class Advice(NamedTuple):
    """What to do about one finding.

    Attributes:
        how: The rule's advice without the command.
        command: The whole command.
    """

    how: Text
    command: Text


class Named(NamedTuple):
    """A command that a sentence names, with the words behind it that belong to it.

    Attributes:
        name: Such as ``record`` or ``worksheet entry``.
        command: The command itself.
        words: Placeholders, keys and options, in their order.
        start: Where ``smartflow`` begins in the sentence.
        end: Where the last of the words ends.
    """

    name: str
    command: click.Command
    words: tuple[str, ...]
    start: int
    end: int


def advice_of(result: Result, names: Names, city: str) -> Advice:
    """Return what to do about ``result``.

    Args:
        result: What a rule found.
        names: The keys that may stand in a command, with their titles.
        city: The city's slug.
    """
    if result.status == "error":
        return Advice(result.fix, Text.same("smartflow plugin list"))
    pairs = {language: _in_language(result, names, city, language) for language in LANGUAGES}
    return Advice(
        how=Text(id=pairs["id"][0], en=pairs["en"][0]),
        command=Text(id=pairs["id"][1], en=pairs["en"][1]),
    )


def _in_language(result: Result, names: Names, city: str, language: Language) -> tuple[str, str]:
    fix = result.fix.in_(language)
    named = named_command(fix, names.all())
    known = {
        CITY: city,
        DIMENSION: result.dimension,
        AGENCY: result.agency,
        WORKSHEET: result.worksheet,
        KIND: _kind(fix[named.start :], result, names) if named else "",
    }
    filled = {label.in_(language): value for label, value in known.items() if value}
    if named and (named.words or _comes_first(fix, named, result)):
        command = complete(named, filled, language, kinds=names.records)
        return _sentence(fix, named, command), command
    if result.row or result.worksheet or result.agency or result.dimension:
        merged = result.worksheet in names.consolidated
        sending = named_command(CONSOLIDATE.in_(language) if merged else SUBMIT, {})
        assert sending is not None  # noqa: S101  it is a command of this program
        command = complete(sending, filled, language)
        same = named is not None and named.name in ("submit", sending.name)
        return (_sentence(fix, named, command) if named and same else fix), command
    return fix, f"smartflow rule explain {result.rule}"


def _comes_first(fix: str, named: Named, result: Result) -> bool:
    """Say whether a command that is only named is the next step, not one of a later clause.

    A finding at a row is mended in its workbook, whatever else the advice mentions.
    """
    return not result.row and ";" not in fix[: named.start]


def _kind(advice: str, result: Result, names: Names) -> str:
    """Return the kind of document that is meant: the one that the message names, else the first."""
    places = {key: re.search(rf"\b{re.escape(key)}\b", advice) for key in names.records}
    there = sorted((found.start(), key) for key, found in places.items() if found)
    for _, key in there:
        title = names.records[key]
        if title.id in result.message.id or title.en in result.message.en:
            return key
    return there[0][1] if there else ""


# -- reading a sentence -------------------------------------------------------------------------


def named_command(words: str, known: Mapping[str, object]) -> Named | None:
    """Return the first command that a sentence names, or None.

    Only words that are commands count, so that the sentence around it is left out; of the words
    behind it, those count that are options, placeholders in capitals, numbers or known keys.

    Args:
        words: A rule's advice.
        known: The keys that may stand in a command.
    """
    for found in _COMMAND.finditer(words):
        one = _command(found[1], found[2] or "")
        if one is not None:
            name, command = one
            # The second word of the pattern may already belong to the sentence.
            name_ends = found.end() if " " in name else found.end(1)
            taken, end = _belonging(words, name_ends, known)
            return Named(name, command, taken, found.start(), end)
    return None


def _command(first: str, second: str) -> tuple[str, click.Command] | None:
    from smartflow.terminal.group import Group, Program

    listed = find(first)
    if listed is None:
        return None
    context = click.Context(click.Command("smartflow"))
    command = Program().get_command(context, listed.name)
    if not isinstance(command, Group):
        return (listed.name, command) if command is not None else None
    one = command.get_command(context, second)
    return (f"{listed.name} {one.name}", one) if one is not None else None


def _belonging(words: str, start: int, known: Mapping[str, object]) -> tuple[tuple[str, ...], int]:
    """Return the words behind a command that belong to it, and where the last of them ends."""
    taken: list[str] = []
    end, aside = start, False
    if words[start : start + 1] != " ":
        return (), start
    for found in re.finditer(r"\S+", words[start:]):
        word = found[0]
        if aside or word.startswith("("):  # such as "(or decree_council)"
            aside = not word.rstrip(".,;").endswith(")")
            continue
        bare = word.rstrip(_ENDS) if not word.endswith("...") else word
        if not (
            bare.startswith("--")
            or _PLACEHOLDER.fullmatch(bare)
            or bare.isdecimal()
            or bare in known
        ):
            break
        taken.append(bare)
        end = start + found.start() + len(bare)
        if bare != word:
            break
    return tuple(taken), end


# -- writing the command ------------------------------------------------------------------------


def complete(
    named: Named,
    filled: Mapping[str, str],
    language: Language,
    *,
    kinds: Mapping[str, object] | None = None,
) -> str:
    """Return a command with everything that it needs.

    Args:
        named: The command and what was said of it.
        filled: Placeholders to what is known of them.
        language: In which the placeholders that remain are written.
        kinds: Words that stand for the placeholder of a kind of document.
    """
    parameters = [p for p in named.command.params if isinstance(p, Argument | Option)]
    said = _said(named, parameters, language)
    has_file = any(isinstance(one, Argument) and one.label == FILE for one in said)
    kind = filled.get(KIND.in_(language), "")
    front = [f"smartflow {named.name}"]
    options: list[str] = []
    files: list[str] = []
    for parameter in parameters:
        if parameter not in said and not _needed(named.name, parameter, has_file=has_file):
            continue
        word = said.get(parameter, "")
        if not word or (isinstance(parameter, Option) and _PLACEHOLDER.fullmatch(word)):
            # The command's own word says more than the NUMBER of an advice.
            word = _placeholder(parameter, language)
        word = kind if kind and word in (kinds or {}) else filled.get(word, word)
        if isinstance(parameter, Argument):
            (files if parameter.label == FILE else front).append(word)
        elif parameter.is_flag:
            options.append(_spelling(parameter))
        else:
            mark = '"' if parameter.metavar_text in FREE else ""
            options.append(f"{_spelling(parameter)} {mark}{word}{mark}")
    return " ".join([*front, *options, *files])


def _needed(name: str, parameter: Argument | Option, *, has_file: bool) -> bool:
    besides = () if has_file else BESIDES.get(name, ())
    return parameter.required or any(o in besides for o in parameter.opts)


def _said(
    named: Named, parameters: Sequence[Argument | Option], language: Language
) -> dict[Argument | Option, str]:
    """Return what was said of each parameter; ``""`` for an option without its value."""
    file = FILE.in_(language)
    options = {o: p for p in parameters if isinstance(p, Option) for o in p.opts}
    arguments: Iterator[Argument] = (p for p in parameters if isinstance(p, Argument))
    said: dict[Argument | Option, str] = {}
    waiting = ""
    for word in named.words:
        if word.startswith("--"):
            option = options.get(word)
            waiting = "" if option is not None and option.is_flag else word
            if option is not None:
                said[option] = ""
        elif waiting and word != file:  # in ``--number --date FILE`` no value is said
            if waiting in options:
                said[options[waiting]] = word
            waiting = ""
        elif (argument := next(arguments, None)) is not None:
            said[argument] = word
            waiting = ""
    return said


def _spelling(option: Option) -> str:
    return max(option.opts, key=len)


def _placeholder(parameter: Argument | Option, language: Language) -> str:
    if isinstance(parameter, Argument):
        return parameter.label.in_(language)
    if parameter.metavar_text is not None:
        return parameter.metavar_text.in_(language)
    return (parameter.name or "").upper()


def _sentence(fix: str, named: Named, command: str) -> str:
    """Return the advice without the command, or with the whole one where it is part of a clause."""
    before, after = fix[: named.start], fix[named.end :]
    if before.endswith("(") and after.startswith(")"):
        return before[:-1].rstrip() + after[1:]
    if not named.words:
        return fix
    if before.rstrip().endswith(":"):
        return before.rstrip()[:-1] + after
    return before + command + after
