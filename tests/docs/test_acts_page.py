"""docs/reference/acts.md: every act of the history, with the fields of its body, from its type.

When an act has changed, write the page anew::

    .venv/bin/python tests/docs/test_acts_page.py
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from smartflow.history.acts import ACT_TYPES, Act

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "acts.md"
INTRODUCTION = (
    "Written from the code: `.venv/bin/python tests/docs/test_acts_page.py` writes it anew."
    " What an entry holds besides its `body` is told in [the architecture](../architecture.md"
    "#an-entry). Digests are sha256 in lower-case hex. A body has every field that is listed,"
    " unless it is said to be left out."
)
_ATTRIBUTE = re.compile(r"^(\w+): (.*(?:\n +.*)*)", re.MULTILINE)
_TYPES: dict[type, str] = {
    msgspec.inspect.StrType: "text",
    msgspec.inspect.IntType: "whole number",
    msgspec.inspect.BoolType: "true or false",
    msgspec.inspect.DateType: "day, `2026-01-31`",
    msgspec.inspect.NoneType: "null",
    msgspec.inspect.AnyType: "any value",
}


def meanings(kind: type) -> dict[str, str]:
    """Return what the fields of a type mean, those that it inherits first."""
    told: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        text = inspect.cleandoc(each.__doc__ or "").partition("Attributes:\n")[2]
        found = _ATTRIBUTE.finditer(inspect.cleandoc(text))
        told |= {match[1]: " ".join(match[2].split()) for match in found}
    return told


def type_words(kind: msgspec.inspect.Type) -> str:
    """Return what a field holds, in JSON."""
    if isinstance(kind, msgspec.inspect.StructType):
        return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
    if isinstance(kind, msgspec.inspect.VarTupleType):
        return f"list of {type_words(kind.item_type)}"
    if isinstance(kind, msgspec.inspect.DictType):
        return f"object: {type_words(kind.key_type)} to {type_words(kind.value_type)}"
    if isinstance(kind, msgspec.inspect.LiteralType):
        return ", ".join(f"`{value}`" for value in kind.values)
    if isinstance(kind, msgspec.inspect.UnionType):
        return " or ".join(map(type_words, kind.types))
    return _TYPES[type(kind)]


def parts_of(kind: msgspec.inspect.Type) -> Iterator[type]:
    """Yield the types of objects that stand inside a field."""
    if isinstance(kind, msgspec.inspect.StructType):
        yield kind.cls
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        yield from parts_of(kind.item_type)


def table(kind: type) -> Iterator[str]:
    """Yield the fields of an act, or of an object in one."""
    described = msgspec.inspect.type_info(kind)
    assert isinstance(described, msgspec.inspect.StructType)
    told = meanings(kind)
    yield "| field | holds | what it is |"
    yield "|---|---|---|"
    for field in sorted(described.fields, key=lambda each: each.encode_name):
        meaning = told[field.name].replace("``", "`").replace("|", "\\|")
        yield f"| `{field.encode_name}` | {type_words(field.type)} | {meaning} |"
    yield ""


def sentence(kind: type) -> str:
    """Return the first sentence of a type's docstring."""
    return inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("``", "`")


def page() -> str:
    """Return the page as it must be."""
    lines = [
        "# Acts of the history",
        "",
        INTRODUCTION,
        "",
        "| act | what was done | body |",
        "|---|---|---|",
    ]
    objects: dict[type, None] = {}
    for name, kind in ACT_TYPES.items():
        described = msgspec.inspect.type_info(kind)
        assert isinstance(described, msgspec.inspect.StructType)
        fields = ", ".join(f"`{field.encode_name}`" for field in described.fields)
        lines.append(f"| [`{name}`](#{name}) | {sentence(kind)} | {fields} |")
        objects |= {part: None for field in described.fields for part in parts_of(field.type)}
    for name, kind in ACT_TYPES.items():
        lines += ["", f"## {name}", "", sentence(kind), "", *table(kind)][:-1]
    for kind in objects:
        lines += ["", f"## {kind.__name__}", "", sentence(kind), "", *table(kind)][:-1]
    return "\n".join(lines) + "\n"


def test_the_page_tells_the_acts_as_they_are() -> None:
    """No act and no field can be undocumented, or told otherwise than its type says."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("kind", ACT_TYPES.values(), ids=ACT_TYPES.keys())
def test_a_type_tells_its_own_fields_and_no_others(kind: type[Act]) -> None:
    """Each field of an act has its meaning in a docstring, and nothing else is told there."""
    assert set(meanings(kind)) == set(kind.__struct_fields__)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
