"""The sample book: nothing that a book may hold is missing in it, and its evidence is evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from smartflow import report
from smartflow.language import LANGUAGES, Language, Text
from smartflow.report.book import Run
from smartflow.report.image import size_of
from smartflow.report.sample import EVIDENCE, HOSTILE, sample_book
from smartflow.report.table import Cell


def everything(thing: Any) -> Iterator[Any]:
    """Yield whatever stands in a tree of structs and tuples, itself first."""
    yield thing
    if isinstance(thing, tuple):
        for one in thing:
            yield from everything(one)
    elif isinstance(thing, msgspec.Struct) and not isinstance(thing, Text):
        for name in type(thing).__struct_fields__:
            yield from everything(getattr(thing, name))


def words(book: report.Book, language: Language) -> str:
    """Return every word of a book, one below the other."""
    return "\n".join(
        one.in_(language) if isinstance(one, Text) else one
        for one in everything(book)
        if isinstance(one, Text | str)
    )


@pytest.mark.parametrize("kind", [report.Block, Run, Cell], ids=["block", "run", "cell"])
def test_it_has_every_kind(kind: Any) -> None:
    """A kind that is added to the tree must be added here, or no template is tried on it."""
    there = {type(one) for one in everything(sample_book())}
    assert {one for one in get_args(kind) if one not in there} == set()


def test_it_has_every_choice_that_a_block_leaves() -> None:
    """Tones, kinds of lists, room for a pen, turned pages, parts below parts."""
    there = [*everything(sample_book())]
    chapters = [one for one in there if isinstance(one, report.Chapter)]
    found = (
        {one.tone for one in there if isinstance(one, report.Paragraph)},
        {one.kind for one in there if isinstance(one, report.Listing)},
        {one.room for one in there if isinstance(one, report.Facts)},
        {one.page for one in chapters},
        {one.turned for one in chapters},
        {one.numbered for one in chapters},
        {one.dated for one in there if isinstance(one, report.Signature)},
        {one.name == "" for one in there if isinstance(one, report.Signer)},
        {one.title is None for one in there if isinstance(one, report.Image)},
    )
    expected = (
        {"plain", "note", "warning"},
        {"bullets", "steps"},
        {"line", "box"},
        {"same", "new"},
        {True, False},
        {True, False},
        {True, False},
        {True, False},
        {True, False},
    )
    assert found == expected


def test_its_tree_is_sound() -> None:
    """Keys are unique, references lead somewhere, rows fit headings, pictures are pictures."""
    book = sample_book()
    keys = [chapter.key for chapter in book.walk()]
    assert sorted(keys) == sorted(set(keys))
    there = [*everything(book)]
    assert {one.chapter for one in there if isinstance(one, report.Reference)} <= {*keys}
    for table in there:
        if isinstance(table, report.Table):
            assert {len(row) for row in (table.headings, *table.rows)} == {len(table.keys)}
    assert {size_of(one.content) for one in there if isinstance(one, report.Image)} == {(16, 16)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVIDENCE)
def test_evidence_stands_in_one_place(name: str, language: Language) -> None:
    """Once in the book, inside no other sentence of evidence: where it lacks, its part lacks."""
    sentence = EVIDENCE[name].words.in_(language)
    assert words(sample_book(), language).count(sentence) == 1


@pytest.mark.parametrize("name", EVIDENCE)
def test_one_sentence_can_be_changed_alone(name: str) -> None:
    """The changed book differs in that sentence, in both languages, and in nothing else."""
    for language in LANGUAGES:
        before = words(sample_book(), language).splitlines()
        after = words(sample_book(changed=name), language).splitlines()
        differing = [old for old, new in zip(before, after, strict=True) if old != new]
        # Code is the same in both languages, so both of its words stand in either.
        assert differing
        assert {*differing} <= {EVIDENCE[name].words.in_(one) for one in LANGUAGES} | {
            f"  {EVIDENCE[name].words.en}"
        }


def test_a_draft_differs_in_saying_so_alone() -> None:
    """What a print says of drafts can only come from the template and the format."""
    draft = sample_book(draft=True)
    assert draft.draft
    assert msgspec.structs.replace(draft, draft=False) == sample_book()


def test_what_people_type_stands_in_text_notes_and_tables() -> None:
    """Each hostile line is tried as a paragraph, as a note, in a table and as it is."""
    there = [*everything(sample_book())]
    for line in HOSTILE:
        assert report.Note(Text.same(line)) in there
        assert (line,) in there
        assert any(isinstance(one, report.Verbatim) and line in one.words for one in there)


def test_what_people_type_can_be_in_a_record() -> None:
    """Nothing is tried that no worksheet could bring: it can be written as UTF-8."""
    assert [line.encode().decode() for line in HOSTILE] == [*HOSTILE]
