"""A fault of a template: it says what, where, and which placeholder was probably meant."""

from __future__ import annotations

import pytest

from smartflow.language import Text
from smartflow.report import TemplateFault

WHAT = Text(id="isian tidak dikenal", en="unknown placeholder")


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("titel", ("title", "body"), Text(id=" Maksud Anda 'title'?", en=" Did you mean 'title'?")),
        ("xyzzy", ("title", "body"), Text(id="", en="")),
        ("titel", (), Text(id="", en="")),
        (None, ("title",), Text(id="", en="")),
    ],
)
def test_the_nearest_placeholder_is_named_if_one_is_near(
    name: str | None, known: tuple[str, ...], expected: Text
) -> None:
    """A guess that is far off would be a riddle."""
    assert TemplateFault(WHAT, 3, name=name, known=known).guess == expected


def test_it_is_a_value_error_that_keeps_what_it_was_told() -> None:
    """A format may raise it with its words alone; whoever knows nothing of it reads English."""
    bare, full = TemplateFault(WHAT), TemplateFault(WHAT, 7, name="a", known=("b",))
    assert isinstance(bare, ValueError)
    assert (str(bare), bare.text, bare.line, bare.name, bare.known) == (
        "unknown placeholder",
        WHAT,
        None,
        None,
        (),
    )
    assert (full.line, full.name, full.known) == (7, "a", ("b",))
