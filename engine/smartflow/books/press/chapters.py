"""From the chapters that plugins register to the chapters of one book.

Each chapter is made inside a guard, as a rule is, and held against the types of the tree. Then
those that stand in another's place are put there, and those that belong below another are put
below it. It fails closed: a book that silently lacks a chapter would be printed, signed and
believed, so a chapter that cannot be made or placed ends the command and names its plugin.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from smartflow import report
from smartflow.errors import IntegrityFailure, PluginFault
from smartflow.language import Text
from smartflow.plugin.faults import CATCHABLE, describe_fault
from smartflow.plugin.objects import Chapter
from smartflow.plugin.registry import Owned
from smartflow.plugin.running.isolation import Isolation
from smartflow.plugin.soundness import require_fit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from smartflow.model import Dossier
    from smartflow.plugin.registry import Registry

__all__ = [
    "ChapterFailed",
    "ContestedChapter",
    "DoubledChapter",
    "MisplacedChapter",
    "chapters_of",
]


class ChapterFailed(PluginFault):
    """A chapter's function failed, or gave back something that is no chapter."""

    code = "chapter-failed"
    says = Text(
        id="Bab '{registered}' dari plugin '{plugin}' ({source}) tidak dapat dibuat: {fault}.",
        en="The chapter '{registered}' of the plugin '{plugin}' ({source}) cannot be made:"
        " {fault}.",
    )
    next_step = Text.same("{advice}")


class MisplacedChapter(PluginFault):
    """A chapter cannot be put where it says that it belongs."""

    code = "misplaced-chapter"
    says = Text(
        id="Bab '{registered}' dari plugin '{plugin}' ({source}) merujuk bab '{target}', yang"
        " tidak ada dalam buku '{book}'.",
        en="The chapter '{registered}' of the plugin '{plugin}' ({source}) names the chapter"
        " '{target}', which the book '{book}' does not have.",
    )
    next_step = Text.same("{advice}")


class DoubledChapter(MisplacedChapter):
    """Two chapters of a book have one key."""

    says = Text(
        id="Dua bab dalam buku '{book}' memakai kunci '{key}'.",
        en="Two chapters of the book '{book}' have the key '{key}'.",
    )
    next_step = Text(
        id="Beri setiap bab dan bagian kunci sendiri; lihat: smartflow plugin list",
        en="Give each chapter and part a key of its own; see: smartflow plugin list",
    )


class ContestedChapter(MisplacedChapter):
    """Two plugins replace one chapter."""

    says = Text(
        id="Bab '{target}' digantikan oleh dua plugin: '{plugin}' ({source}) dan '{second_plugin}'"
        " ({second_source}).",
        en="Two plugins replace the chapter '{target}': '{plugin}' ({source}) and"
        " '{second_plugin}' ({second_source}).",
    )
    next_step = Text.same("{advice}")


class _Made(msgspec.Struct, frozen=True):
    """A registered chapter, and what its function gave back; None where it had nothing to say."""

    owned: Owned[Chapter]
    chapter: report.Chapter | None

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands among its neighbours."""
        return self.owned.value.position, self.owned.value.key


def chapters_of(book: str, dossier: Dossier, registry: Registry) -> tuple[report.Chapter, ...]:
    """Return the chapters of a book of a city, in their order.

    Args:
        book: The key of the book.
        dossier: The city; in a book for each stage, with the stage that it is about.
        registry: What the plugins bring to this city.

    Raises:
        ChapterFailed: a chapter's function failed, or gave back something that is no chapter.
        MisplacedChapter: a chapter replaces or belongs below one that is not there, two replace the
            same one, or two parts have one key.
    """
    isolation = Isolation()
    made = [
        _made(owned, dossier, isolation)
        for owned in registry.chapters.values()
        if owned.value.book == book and dossier.city.in_region(owned.value.regions)
    ]
    made.sort(key=lambda one: one.place)
    built_in = {plugin.name for plugin in registry.plugins if plugin.built_in}
    tree = _Tree(made, built_in)
    chapters = tree.chapters()
    _require_placed(made, tree.seen)
    _require_unique(chapters, book)
    return chapters


def _made(owned: Owned[Chapter], dossier: Dossier, isolation: Isolation) -> _Made:
    registered, origin = owned.value, owned.origin
    try:
        with isolation.around(registered.key, origin.plugin):
            given: object = registered.function(dossier, dossier.settings.get(origin.plugin, {}))
        if given is not None and not isinstance(given, report.Chapter):
            message = f"a smartflow.report.Chapter or None was expected, not {type(given).__name__}"
            raise TypeError(message)
        if given is not None:
            require_fit(given, "Chapter")
            _require_plain(given)
    except (KeyboardInterrupt, IntegrityFailure):
        raise  # what the store lacks is no fault of the chapter
    except CATCHABLE as error:
        fault = describe_fault(error, getattr(registered.function, "__module__", ""))
        raise ChapterFailed(
            registered=registered.key,
            plugin=origin.plugin,
            source=origin.source,
            fault=fault,
            advice=_way_out(origin.plugin),
        ) from error
    chapter = replace(given, key=registered.key) if given is not None else None
    return _Made(owned, chapter)


_DEEPEST: Final = 20
"""So deep may a plugin's chapter be; Word knows nine levels of headings."""


def _require_plain(chapter: report.Chapter) -> None:
    """Refuse what would run, or run out of room, where no guard is: own kinds, endless depth."""
    level: tuple[report.Chapter, ...] = (chapter,)
    for _ in range(_DEEPEST):
        strange = next((one for one in level if type(one) is not report.Chapter), None)
        if strange is not None:
            message = f"a plain smartflow.report.Chapter was expected, not {type(strange).__name__}"
            raise TypeError(message)
        level = tuple(part for one in level for part in one.parts)
    if level:
        message = f"its parts are more than {_DEEPEST} deep"
        raise ValueError(message)


class _Tree:
    """The chapters of a book while they are put in their places.

    Args:
        made: All chapters of the book, in their order.
        built_in: The plugins that ship with the engine; they give way to a region's.
    """

    def __init__(self, made: Sequence[_Made], built_in: Collection[str]) -> None:
        self.seen: set[str] = set()
        self._tops = [
            one for one in made if not one.owned.value.replaces and not one.owned.value.within
        ]
        self._replacing = _replacing(made, built_in)
        self._below: dict[str, list[report.Chapter]] = {}
        for one in made:
            if one.owned.value.within and one.chapter is not None:
                self._below.setdefault(one.owned.value.within, []).append(one.chapter)

    def chapters(self) -> tuple[report.Chapter, ...]:
        """Return the chapters, each with what belongs below it."""
        placed = [self._placed(one.owned.value.key, one.chapter) for one in self._tops]
        return tuple(chapter for chapter in placed if chapter is not None)

    def _placed(self, key: str, chapter: report.Chapter | None) -> report.Chapter | None:
        """Return what stands where a chapter stood, with its parts in their places."""
        names = [key]
        self.seen.add(key)
        while (heir := self._replacing.get(names[-1])) is not None:
            chapter = heir.chapter
            names.append(heir.owned.value.key)
            self.seen.update(names)
            if len(names) > len(self._replacing) + 1:  # they replace one another in a circle
                return chapter
        if chapter is None:
            return None
        own = [self._placed(part.key, part) for part in chapter.parts]
        added = [
            self._placed(part.key, part) for name in names for part in self._below.get(name, ())
        ]
        parts = tuple(part for part in (*own, *added) if part is not None)
        return replace(chapter, parts=parts)


def _replacing(made: Iterable[_Made], built_in: Collection[str]) -> Mapping[str, _Made]:
    """Return by key who stands in its place: a region's chapter before a built-in one."""
    found: dict[str, _Made] = {}
    for one in made:
        target = one.owned.value.replaces
        if not target:
            continue
        other = found.get(target)
        if other is None or other.owned.origin.plugin in built_in:
            found[target] = one
        elif one.owned.origin.plugin not in built_in:
            first, second = other.owned.origin, one.owned.origin
            raise ContestedChapter(
                target=target,
                plugin=first.plugin,
                source=first.source,
                second_plugin=second.plugin,
                second_source=second.source,
                advice=_way_out(second.plugin),
            )
    return found


def _require_placed(made: Iterable[_Made], seen: Collection[str]) -> None:
    """Refuse a chapter that names one that is not there: it would be lost without a word.

    Where the chapter that it names had nothing to say, nothing is lost.
    """
    keys = {one.owned.value.key for one in made}
    for one in made:
        registered, origin = one.owned.value, one.owned.origin
        target = registered.replaces or registered.within
        if not target or one.chapter is None or target in seen or target in keys:
            continue
        raise MisplacedChapter(
            registered=registered.key,
            plugin=origin.plugin,
            source=origin.source,
            target=target,
            book=registered.book,
            advice=_way_out(origin.plugin),
        )


def _require_unique(chapters: Iterable[report.Chapter], book: str) -> None:
    counted = Counter(one.key for chapter in chapters for one in chapter.walk())
    for key, times in counted.items():
        if times > 1:
            raise DoubledChapter(book=book, key=key)


def _way_out(plugin: str) -> Text:
    return Text(
        id=f"Perbaiki plugin itu, atau blokir dengan sadar: smartflow plugin block {plugin}",
        en=f"Mend that plugin, or block it knowingly: smartflow plugin block {plugin}",
    )
