"""Where a book becomes a PDF: Typst, shut into a folder that holds fonts and nothing else.

A template is somebody's file and Typst a language. So the book goes to it as one JSON text, and
its pictures inside that; the folder that a template may read is the one with our fonts; packages,
which Typst would fetch from the network, are looked for where nothing answers. Fonts are ours
alone, so that equal books are equal bytes on every machine.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from smartflow_formats.common.book_words import unprintable
from smartflow_formats.common.template import decoded
from smartflow_formats.pdf.faults import fault_of, warning_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst

    from smartflow_formats.pdf.book import Laid

__all__ = ["FONTS", "printed"]

FONTS: Final = Path(__file__).parents[1] / "fonts"
_NOWHERE: Final = "http://127.0.0.1:9"
"""The discard port: nothing listens there, and what is sent there goes nowhere."""

_PROXIES: Final = ("all_proxy", "http_proxy", "https_proxy", "no_proxy")
_OWN: Final = Lock()
"""The environment is one for all threads."""

_ALONE: Final = b"""#set document(date: datetime(year: 1970, month: 1, day: 1))
#let it = json(bytes(sys.inputs.picture))
#image(bytes(it.content), format: it.format, alt: "x")
"""
_AGES: Final = 11
"""Typst remembers what it set for its next ten works, in case they are alike."""

_LARGE: Final = 50_000
"""A book of so many letters of JSON is not remembered: each page of it takes a megabyte or two."""


def printed(laid: Laid, template: bytes) -> bytes:
    """Return a book as PDF/A-2b.

    Args:
        laid: The book.
        template: The Typst file that gives it its look.

    Raises:
        BadImage: a picture cannot be drawn.
        ModuleNotFoundError: typst is not installed.
        TemplateFault: the template cannot be filled.
    """
    import typst

    source, data = decoded(template).encode(), json.dumps(laid.data)
    try:
        content, warnings = _typeset(source, {"book": data}, laid.day)
    except typst.TypstError as error:
        _look_at_pictures(laid)
        raise fault_of(error.message, error.diagnostic, laid.data) from error
    finally:
        if len(data) > _LARGE:
            _forget()
    for warning in warnings:
        refused = warning_of(warning.message, warning.diagnostic)
        if refused is not None:
            raise refused
    return content if content.endswith(b"\n") else content + b"\n"


def _typeset(
    source: bytes, inputs: dict[str, str], day: tuple[int, int, int]
) -> tuple[bytes, list[typst.TypstWarning]]:
    """Return a PDF/A-2b that bears a day, and what Typst warns of.

    Raises:
        TypstError: it cannot be made.
    """
    with _without_network():
        content, warnings = _compiler(source, inputs).compile_with_warnings(
            format="pdf",
            pdf_standards=["a-2b"],
            timestamp=int(datetime(*day, tzinfo=UTC).timestamp()),
        )
    if not isinstance(content, bytes):
        message = "a PDF is one file"
        raise TypeError(message)
    return content, warnings


def _compiler(source: bytes, inputs: dict[str, str]) -> typst.Compiler:
    import typst

    return typst.Compiler(
        source,
        root=FONTS,
        font_paths=_fonts(),
        sys_inputs=inputs,
        package_path=FONTS / "none",
        package_cache_path=FONTS / "none",
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@contextmanager
def _without_network() -> Iterator[None]:
    """Let every proxy lead nowhere until the block ends."""
    names = [*_PROXIES, *(name.upper() for name in _PROXIES)]
    with _OWN:
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(dict.fromkeys(names, _NOWHERE))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _forget() -> None:
    """Let Typst forget the last book, which it would keep in memory for ten more."""
    for _ in range(_AGES):
        _compiler(b"", {}).compile(format="svg")


def _look_at_pictures(laid: Laid) -> None:
    """Raise the first picture that cannot be drawn by itself.

    Raises:
        BadImage: it says what the picture shows.
    """
    import typst

    for name, called in laid.pictures.items():
        picture = json.dumps(laid.picture(name))
        try:
            _typeset(_ALONE, {"picture": picture}, laid.day)
        except typst.TypstError as error:
            raise unprintable(called) from error
