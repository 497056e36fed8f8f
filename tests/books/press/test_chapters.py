"""Chapters find their places whoever registers them, and none is lost without a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow import Chapter, report
from smartflow.books.press.chapters import ChapterFailed, MisplacedChapter, chapters_of
from smartflow.language import Text
from smartflow.model import City, Dossier, WorkflowRef
from smartflow.plugin.registry import Origin, Owned, PluginRecord, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DOSSIER = Dossier(
    city=City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"),
    stage="draft",
    as_of=date(2026, 11, 24),
    workflow=WorkflowRef("w", 1, "", ("draft",), ("done",), {}),
    settings={"padang": {"greeting": "Assalamualaikum"}},
    dimensions=(),
    worksheet_types={},
)
TITLE = Text(id="Judul", en="Title")


def made(*parts: str) -> Callable[[Dossier, Any], report.Chapter]:
    """Return a function that makes a chapter with parts of some keys."""
    below = tuple(report.Chapter(part, TITLE) for part in parts)
    return lambda _dossier, _settings: report.Chapter("whatever", TITLE, parts=below)


def chapter(key: str, position: int = 0, **more: Any) -> Chapter:
    """Return a chapter of the book ``b``."""
    return Chapter(
        key=key, book="b", position=position, **{"function": made(*more.pop("parts", ())), **more}
    )


def registry(
    *own: Chapter, padang: Iterable[Chapter] = (), solok: Iterable[Chapter] = ()
) -> Registry:
    """Return a registry: chapters of the built-in plugin, and of two regions."""
    owners = {"national": own, "padang": padang, "solok": solok}
    return Registry(
        plugins=tuple(
            PluginRecord(name, "1", name, name, "loaded", lambda: "", built_in=name == "national")
            for name in owners
        ),
        chapters={
            one.key: Owned(one, Origin(name, "1", f"smartflow-{name}"))
            for name, chapters in owners.items()
            for one in chapters
        },
    )


def keys(found: Iterable[report.Chapter]) -> list[Any]:
    """Return the keys of chapters, with those of their parts in brackets."""
    return [one.key if not one.parts else (one.key, keys(one.parts)) for one in found]


def test_chapters_stand_by_position_then_key() -> None:
    """Of the book alone, and of the region alone; the key is the registered one."""
    found = registry(
        chapter("c", 10),
        chapter("b", 20),
        chapter("a", 20),
        chapter("elsewhere", 1, regions=("32",)),
        Chapter(key="other", book="x", position=0, function=made()),
    )
    assert keys(chapters_of("b", DOSSIER, found)) == ["c", "a", "b"]


@given(st.permutations(range(6)))
def test_the_order_of_registration_does_not_show(order: list[int]) -> None:
    """Whoever is found first: the tree is the same."""
    chapters = [
        chapter("a", 1, parts=("a_1", "a_2")),
        chapter("b", 2),
        chapter("c", 9, within="a_1"),
        chapter("d", 8, within="a_1"),
        chapter("e", 5, replaces="b"),
        chapter("f", 3, within="e"),
    ]
    found = registry(*(chapters[place] for place in order))
    assert keys(chapters_of("b", DOSSIER, found)) == [
        ("a", [("a_1", ["d", "c"]), "a_2"]),
        ("e", ["f"]),
    ]


def test_what_stands_in_a_place_keeps_what_others_put_there() -> None:
    """A region replaces a part; what belongs below that part by its old or new name stays."""
    found = registry(
        chapter("a", parts=("part",)),
        chapter("below", within="part"),
        padang=[chapter("mine", replaces="part"), chapter("more", 5, within="mine")],
    )
    assert keys(chapters_of("b", DOSSIER, found)) == [("a", [("mine", ["below", "more"])])]


def test_a_region_comes_before_a_built_in_replacement() -> None:
    """Both replace the same chapter: the region's counts; with two regions neither does."""
    national = (chapter("a"), chapter("b", replaces="a"))
    found = registry(*national, padang=[chapter("c", replaces="a")])
    assert keys(chapters_of("b", DOSSIER, found)) == ["c"]
    clash = registry(
        *national, padang=[chapter("c", replaces="a")], solok=[chapter("d", replaces="a")]
    )
    with pytest.raises(MisplacedChapter) as caught:
        chapters_of("b", DOSSIER, clash)
    assert "'padang'" in caught.value.message.en
    assert "'solok'" in caught.value.message.en
    assert caught.value.exit_code == 3


def test_a_chapter_that_replaces_a_replacement_counts() -> None:
    """Each step of the way is followed, and a circle ends."""
    chain = registry(chapter("a"), chapter("b", replaces="a"), chapter("c", replaces="b"))
    assert keys(chapters_of("b", DOSSIER, chain)) == ["c"]
    circle = registry(
        chapter("a"),
        chapter("b", replaces="a"),
        chapter("c", replaces="b"),
        chapter("d", replaces="c"),
        padang=[chapter("e", replaces="d")],
    )
    assert keys(chapters_of("b", DOSSIER, circle)) == ["e"]


def test_nothing_to_say_is_left_out_with_what_hangs_on_it() -> None:
    """A chapter that returns None, and what belongs below it, are not there."""
    silent = chapter("a", function=lambda _dossier, _settings: None)
    found = registry(silent, chapter("b", within="a"), chapter("c"))
    assert keys(chapters_of("b", DOSSIER, found)) == ["c"]


@pytest.mark.parametrize("place", [{"within": "gone"}, {"replaces": "gone"}])
def test_a_chapter_without_a_place_is_refused(place: dict[str, str]) -> None:
    """It would be lost silently: the refusal names it, its plugin and what is not there."""
    with pytest.raises(MisplacedChapter) as caught:
        chapters_of("b", DOSSIER, registry(chapter("a"), padang=[chapter("mine", **place)]))
    for word in ("'mine'", "'padang'", "'gone'", "'b'"):
        assert word in caught.value.message.en
        assert word in caught.value.message.id
    assert caught.value.hint is not None
    assert "plugin block padang" in caught.value.hint.en


def test_two_parts_with_one_key_are_refused() -> None:
    """References and the page's addresses would lead to the wrong one."""
    with pytest.raises(MisplacedChapter, match="'same'"):
        chapters_of("b", DOSSIER, registry(chapter("a", parts=("same",)), chapter("same")))


def raising(_dossier: Dossier, _settings: Any) -> report.Chapter:
    """Fail as a careless author's chapter does."""
    message = "no such column"
    raise KeyError(message)


WRONG: dict[str, Callable[..., object]] = {
    "it raises": raising,
    "it is text": lambda _dossier, _settings: "Kata pengantar",
    "its blocks are a list of text": lambda _dossier, _settings: report.Chapter(
        "a",
        TITLE,
        ("Kata pengantar",),  # type: ignore[arg-type]
    ),
    "its title is a plain word": lambda _dossier, _settings: report.Chapter(
        "a",
        "Kata pengantar",  # type: ignore[arg-type]
    ),
}


@pytest.mark.parametrize("function", WRONG.values(), ids=WRONG)
def test_a_chapter_that_cannot_be_made_ends_the_book(function: Callable[..., object]) -> None:
    """A book that silently lacks a chapter would be signed; the refusal names plugin and fault."""
    with pytest.raises(ChapterFailed) as caught:
        chapters_of("b", DOSSIER, registry(padang=[chapter("mine", function=function)]))
    assert "'mine'" in caught.value.message.en
    assert "smartflow-padang" in caught.value.message.en
    assert caught.value.exit_code == 3


def test_a_chapter_gets_its_own_plugin_s_settings() -> None:
    """And never another's."""
    seen: list[object] = []

    def noting(_dossier: Dossier, settings: Any) -> report.Chapter:
        seen.append(dict(settings))
        return report.Chapter("a", TITLE)

    found = registry(chapter("a", function=noting), padang=[chapter("c", function=noting)])
    chapters_of("b", DOSSIER, found)
    assert seen == [{}, {"greeting": "Assalamualaikum"}]
