"""Places in a TOML text: every part is found where it is written, whatever way it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from smartflow.plugin.rule_file.places import Path, places_in

EVERY_WAY = r'''# a comment with [brackets] and = signs
top = 1
"quoted key" = true   # behind a value
'literal' . inner = "x"
list = [ "a", 'b', # in between
  """c""", ]
deep = [[1, 2], [{ x = "y" }]]
moment = 2026-01-31 10:00:00
empty = ""
[table]
basic = "tab\t quote\" \u00e9 \U0001F600 end"
literal = 'C:\no\escape'
[table.sub.below]
lines = """
first
second \
     joined
two "" quotes and one at the end""""
raw = \'\'\'
C:\raw\'\'\'
inline = { a = "1", b.c = '2', d = { e = 3 } }
[[rule]]
code = "A"
[[rule.passes]]
row = { x = 1 }
[[rule.passes]]
row = { x = 2 }
[[rule.passes.rows.sheet]]
cell = "deep"
[[rule]]
code = "B"
[rule.title]
id = "satu"
[[rule.passes]]
row = { x = 3 }
'''.replace("\\'", "'")


def parts_of(data: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every part of what ``tomllib`` reads, with its path."""
    if path:
        yield path, data
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from parts_of(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from parts_of(value, (*path, number))


def faults_in(text: str) -> list[tuple[Path, object]]:
    """Return the values that are not where they are said to be; a table may be implied."""
    places = places_in(text)
    return [
        (path, value)
        for path, value in parts_of(tomllib.loads(text))
        if not (
            _stands_at(text, places[path].value, value)
            if path in places
            else isinstance(value, dict)
        )
    ]


def _stands_at(text: str, offset: int, value: object) -> bool:
    """Say whether what is written at an offset reads as a value, or is its bracket."""
    if isinstance(value, dict | list):
        return text[offset] in "[{"
    for end in range(offset + 1, len(text) + 1):
        try:
            if tomllib.loads(f"x = {text[offset:end]}")["x"] == value:
                return True
        except tomllib.TOMLDecodeError:
            continue
    return False


def test_every_way_of_writing_is_found() -> None:
    """Keys, tables, arrays and texts of each kind of TOML are placed, none is forgotten."""
    places = places_in(EVERY_WAY)
    found = {path for path, value in parts_of(tomllib.loads(EVERY_WAY)) if path in places}
    implied = {("literal",), ("table", "sub"), ("rule", 0, "passes", 1, "rows"), ("table", "sub")}
    implied |= {("table", "sub", "below", "inline", "b")}
    wanted = {path for path, _ in parts_of(tomllib.loads(EVERY_WAY))} - implied
    assert found == wanted
    assert faults_in(EVERY_WAY) == []


@pytest.mark.parametrize(
    ("path", "character", "written"),
    [
        (("table", "basic"), 0, "t"),
        (("table", "basic"), 3, "\\t"),
        (("table", "basic"), 10, '\\"'),
        (("table", "basic"), 12, "\\u00e9"),
        (("table", "basic"), 14, "\\U0001F600"),
        (("table", "basic"), 16, "end"),
        (("table", "literal"), 2, "\\no"),
        (("table", "sub", "below", "lines"), 0, "first"),
        (("table", "sub", "below", "lines"), 6, "second"),
        (("table", "sub", "below", "lines"), 13, "joined"),
        (("table", "sub", "below", "raw"), 0, "C:"),
        (("rule", 0, "passes", 1, "rows", "sheet", 0, "cell"), 0, "deep"),
        (("rule", 1, "title", "id"), 1, "atu"),
    ],
)
def test_a_character_is_found_where_it_is_written(path: Path, character: int, written: str) -> None:
    """An offset inside a text leads to the very sign, behind escapes and joined lines too."""
    at = places_in(EVERY_WAY)[path].at(character)
    assert EVERY_WAY[at : at + len(written)] == written


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r"), max_size=12
)
VALUES = st.recursive(
    WORDS | st.integers(-9, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(data=st.dictionaries(WORDS, VALUES, max_size=4), multiline=st.booleans())
def test_whatever_is_written_is_found(data: dict[str, Any], *, multiline: bool) -> None:
    """In any document of another writer, each value stands where it is said to stand."""
    text = tomli_w.dumps(data, multiline_strings=multiline)
    assert faults_in(text) == []


@given(WORDS)
def test_each_character_has_its_own_place(words: str) -> None:
    """The places of a text's characters are as many as the characters, in order, and its end."""
    place = places_in(tomli_w.dumps({"x": words}))[("x",)]
    assert len(place.characters) == len(words) + 1
    assert list(place.characters) == sorted(set(place.characters))
