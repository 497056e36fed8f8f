"""A template on trial: the sample book printed with it, and what is wrong with the prints.

A template that cannot be filled says where. One that has lost a part of the book is found by the
sentences that its prints lack and those of the shipped template have; where the words of a print
cannot be read (PDF), a sentence that may read differently without any difference in the bytes is
not printed: formats print equal books as equal bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from smartflow.books.templates.printed_words import plain, printed_words
from smartflow.casework.printing.rendering import (
    FormatFailed,
    MissingLibrary,
    UnfillableTemplate,
    render,
)
from smartflow.language import DEFAULT_LANGUAGE, LANGUAGES, Language, Text
from smartflow.report import TemplateFault
from smartflow.report.sample import EVIDENCE, sample_book

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from smartflow.books.templates.templates import Template
    from smartflow.errors import SmartflowError
    from smartflow.plugin.objects import OutputFormat
    from smartflow.plugin.registry import Owned

__all__ = ["TemplateRemark", "lost_parts", "try_template"]


class TemplateRemark(msgspec.Struct, frozen=True):
    """Something that is wrong with a template.

    Attributes:
        message: What, a whole sentence.
        line: The line where it stands, from 1; None where nobody knows one.
        prints: In which of the sample's prints, such as ``draft-en``; empty where in all.
    """

    message: Text
    line: int | None = None
    prints: tuple[str, ...] = ()


def try_template(owned: Owned[OutputFormat], template: Template) -> tuple[TemplateRemark, ...]:
    """Return what is wrong with a template, each thing once.

    Args:
        owned: The format that it is for.
        template: The template.

    Raises:
        FormatFailed: the format fails with the template that it ships.
    """
    return tuple(_merged(_remarks(owned, template)))


def _remarks(owned: Owned[OutputFormat], template: Template) -> Iterator[TemplateRemark]:
    for language in LANGUAGES:
        prints = {f"draft-{language}": sample_book(draft=True), f"final-{language}": sample_book()}
        made: list[bytes] = []
        for name, book in prints.items():
            try:
                made.append(render(owned, book, language, template.content))
            except UnfillableTemplate as error:
                yield msgspec.structs.replace(_fault(error), prints=(name,))
            except MissingLibrary as error:
                yield TemplateRemark(_with_hint(error))
                return
            except FormatFailed as error:
                if template.path is None:
                    raise
                render(owned, book, language)  # where this fails too, the template is innocent
                yield TemplateRemark(error.message)
                return  # what failed so may have taken its whole minute
        if len(made) == len(prints):
            yield from _lost(owned, template, language, *made)


def _with_hint(error: SmartflowError) -> Text:
    hint = error.hint or Text.same("")
    return Text(
        id=f"{error.message.id} {hint.id}".rstrip(), en=f"{error.message.en} {hint.en}".rstrip()
    )


def _fault(error: UnfillableTemplate) -> TemplateRemark:
    fault = error.__cause__
    if not isinstance(fault, TemplateFault):
        return TemplateRemark(error.message)
    guess = fault.guess
    words = Text(
        id=f"{_sentence(fault.text.id)}{guess.id}", en=f"{_sentence(fault.text.en)}{guess.en}"
    )
    return TemplateRemark(words, fault.line)


def _sentence(clause: str) -> str:
    words = clause.strip().rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."


def _lost(
    owned: Owned[OutputFormat], template: Template, language: Language, draft: bytes, final: bytes
) -> Iterator[TemplateRemark]:
    """Tell what the shipped template prints and this one does not, in one language."""
    prints = (f"draft-{language}", f"final-{language}")
    lost = lost_parts(owned, template.content, language)
    if lost:
        by_design = lost_parts(owned, None, language, lost)
        lost = tuple(name for name in lost if name not in by_design)
    if lost:
        legible = printed_words(final, owned.value.media_type) is not None
        yield TemplateRemark(_lost_words(lost), prints=prints if legible else ())
    if not _says_draft(owned, language, draft, final):
        message = Text(
            id="Draf tidak dapat dibedakan dari buku yang sudah selesai.",
            en="A draft cannot be told from a book that is final.",
        )
        yield TemplateRemark(message, prints=prints)


def lost_parts(
    owned: Owned[OutputFormat],
    template: bytes | None,
    language: Language,
    among: Collection[str] = EVIDENCE,
) -> tuple[str, ...]:
    """Return the sentences of the sample book that are not printed.

    Where no word of a print can be read, each sentence takes a print of its own, so one language
    has to do; and what the file says of itself, such as its title, counts as printed.

    Args:
        owned: The format.
        template: The template, or None for the shipped one.
        language: The language of the prints.
        among: Names of :data:`~smartflow.report.sample.EVIDENCE`.
    """
    final = render(owned, sample_book(), language, template)
    words = printed_words(final, owned.value.media_type)
    if words is not None:
        return tuple(
            name for name in among if plain(EVIDENCE[name].words.in_(language)) not in words
        )
    if language != DEFAULT_LANGUAGE:
        return ()
    return tuple(
        name
        for name in among
        if render(owned, sample_book(changed=name), language, template) == final
    )


def _says_draft(owned: Owned[OutputFormat], language: Language, draft: bytes, final: bytes) -> bool:
    """Say whether a draft says what it is, in a word of the shipped template's if it has one."""
    added = _added_words(owned, draft, final)
    if added is None and draft != final:
        return True
    shipped_draft = render(owned, sample_book(draft=True), language)
    shipped_final = render(owned, sample_book(), language)
    if shipped_draft == shipped_final:
        return True  # a format that knows no drafts
    wanted = _added_words(owned, shipped_draft, shipped_final)
    if not wanted:
        return draft != final
    return bool(wanted & (added or set()))


def _added_words(owned: Owned[OutputFormat], draft: bytes, final: bytes) -> set[str] | None:
    """Return the words that stand in a draft more often than in a final book, if one can tell."""
    media_type = owned.value.media_type
    drafted, finished = printed_words(draft, media_type), printed_words(final, media_type)
    if drafted is None or finished is None:
        return None
    return {*(Counter(drafted.split()) - Counter(finished.split()))}


def _lost_words(missing: Sequence[str]) -> Text:
    parts = [EVIDENCE[name].part for name in missing]
    return Text(
        id=f"Hilang atau berubah saat dicetak: {', '.join(part.id for part in parts)}.",
        en=f"Lost or altered in print: {', '.join(part.en for part in parts)}.",
    )


def _merged(remarks: Iterator[TemplateRemark]) -> Iterator[TemplateRemark]:
    """Tell each thing once, with where it holds unless that is everywhere."""
    found: dict[tuple[Text, int | None], tuple[str, ...]] = {}
    for remark in remarks:
        told = (remark.message, remark.line)
        found[told] = (*found.get(told, ()), *remark.prints)
    for (message, line), prints in found.items():
        everywhere = len(prints) == len(LANGUAGES) * 2
        yield TemplateRemark(message, line, () if everywhere else prints)
