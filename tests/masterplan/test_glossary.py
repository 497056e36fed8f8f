"""The glossary: each term stands in both languages, and the books call nothing by another name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from smartflow import Text
from smartflow.language import LANGUAGES
from smartflow_masterplan.glossary import Term, UnknownTerm, heading, term, terms

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
OFFICIAL = {
    "regional_agency": "perangkat daerah",
    "worksheet": "kertas kerja",
    "readiness": "kesiapan",
    "gap": "kesenjangan",
    "goal": "sasaran",
    "action_plan": "rencana aksi",
    "road_map": "peta jalan",
    "local_wisdom": "kearifan lokal",
    "minutes": "berita acara",
    "commitment_sheet": "lembar komitmen",
    "checkpoint": "segel riwayat",
    "audit_trail": "jejak audit",
    "presentation": "paparan",
    "waiver": "pengecualian",
    "ratification": "pengesahan",
    "coordinating_initials": "paraf koordinasi",
}


def sources(place: Path = PLUGINS) -> list[Path]:
    """Return every source file of the plugins, tests left out."""
    return [path for path in sorted(place.rglob("*.py")) if "tests" not in path.parts]


def test_the_official_terms_are_worded_as_officials_word_them() -> None:
    """What a council signs uses the words of the programme, letter by letter."""
    assert {key: term(key).id for key in OFFICIAL} == OFFICIAL


def test_every_term_is_whole() -> None:
    """Both languages, a meaning that is a sentence in each, and no blank at either end."""
    for one in terms():
        words = (one.name.id, one.name.en, one.meaning.id, one.meaning.en)
        assert all(word and word == word.strip() for word in words), one.key
        assert {text[-1] for text in words[2:]} == {"."}, one.key
        assert one.abbreviation == one.abbreviation.strip(), one.key


def test_no_two_terms_are_called_alike() -> None:
    """One thing has one name, and one name is of one thing, in either language."""
    for language in LANGUAGES:
        names = [one.name.in_(language).casefold() for one in terms()]
        assert sorted(set(names)) == sorted(names)
    short = [one.abbreviation for one in terms() if one.abbreviation]
    assert sorted(set(short)) == sorted(short)


def test_no_term_is_what_another_one_avoids() -> None:
    """A word that may not be used for one thing is not the name of another."""
    for language in LANGUAGES:
        names = {one.name.in_(language).casefold() for one in terms()}
        avoided = {word for one in terms() for word in avoided_words(one, language)}
        assert names & avoided == set()


def avoided_words(one: Term, language: str) -> tuple[str, ...]:
    """Return the other ways of saying a term, in small letters."""
    words = one.avoid_id if language == "id" else one.avoid_en
    return tuple(word.casefold() for word in words)


def test_they_are_sorted_as_a_dictionary_is() -> None:
    """Capital letters do not come first: Dewan Smart City stands among the words with d."""
    names = [one.name.id.casefold() for one in terms()]
    assert sorted(names) == names
    assert len(names) >= 45


def test_a_heading_begins_with_a_capital_letter() -> None:
    """And is the term otherwise; what is a name already stays as it is."""
    assert heading("gap") == Text(id="Kesenjangan", en="Gap")
    assert heading("swot") == Text.same("SWOT")
    for one in terms():
        assert heading(one.key).id[1:] == one.name.id[1:]
        assert not heading(one.key).en[0].islower()


def test_another_term_is_refused_by_name() -> None:
    """A misspelt key is the chapter's mistake, told in its words."""
    for ask in (term, heading):
        with pytest.raises(UnknownTerm, match="no term 'readyness'"):
            ask("readyness")


# -- what the plugins ask for, and how they call it -----------------------------------------------


def asked(tree: ast.AST) -> Iterator[str]:
    """Yield the keys that a file asks the glossary for, written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            first = node.args[0]
            if name in {"term", "heading"} and isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_term_that_a_plugin_asks_for_is_there() -> None:
    """A key that is missing would be found only when the book is printed."""
    known = {one.key for one in terms()}
    wanted = {
        (key, path.name)
        for path in sources()
        if "smartflow_masterplan.glossary" in path.read_text(encoding="utf-8")
        for key in asked(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert wanted
    assert {(key, file) for key, file in wanted if key not in known} == set()


def headings(tree: ast.AST) -> Iterator[Text]:
    """Yield the titles that a file writes out: ``title=Text(id=..., en=...)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "title":
            parts = _literal(node.value)
            if parts is not None:
                yield parts


def _literal(node: ast.expr) -> Text | None:
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"):
        return None
    given = {one.arg: _spoken(one.value) for one in node.keywords}
    return Text(id=given.get("id", ""), en=given.get("en", ""))


def _spoken(node: ast.expr) -> str:
    """Return the words of a string, those between its placeholders included."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


@cache
def _avoided(language: str) -> re.Pattern[str]:
    words = {re.escape(word) for one in terms() for word in avoided_words(one, language)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)")


def other_names(text: Text) -> list[str]:
    """Return the words of a heading that are another way of saying a term."""
    said = ((language, text.in_(language).casefold()) for language in LANGUAGES)
    return [word for language, words in said for word in _avoided(language).findall(words)]


def test_no_heading_of_a_chapter_calls_a_term_by_another_name() -> None:
    """Two books of one plan do not call one thing by two names."""
    places = [
        *sources(PLUGINS / "smartflow_masterplan/chapters"),
        *PLUGINS.glob("smartflow_dimensions/_chapters.py"),
        *sources(PLUGINS / "smartflow-sawahlunto/src"),
    ]
    titled = [
        (path.name, title)
        for path in places
        for title in headings(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert titled
    assert [(file, names) for file, title in titled if (names := other_names(title))] == []


def test_another_name_would_be_seen() -> None:
    """The check above can fail: in either language, whole words only, in any case."""
    assert other_names(Text(id="Roadmap daerah", en="Road map")) == ["roadmap"]
    assert other_names(Text(id="Peta jalan", en="The Roadmap")) == ["roadmap"]
    assert other_names(Text(id="Peta jalan", en="Road map")) == []
    assert [*headings(ast.parse('Chapter(title=Text(id=f"Fase {x}", en="Phase"))'))] == [
        Text(id="Fase ", en="Phase")
    ]
