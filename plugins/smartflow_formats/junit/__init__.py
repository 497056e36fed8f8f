"""The format ``junit``: a verdict as JUnit XML, which CI systems show as test results.

How a verdict becomes suites and cases is told in :mod:`._junit_suites`. The report of ``plugin
check --format junit`` is no verdict and is written by the command itself.

In this folder:

``suites``: A verdict as the suites of JUnit XML: one for each family of rules, a case for each
    result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow_formats.common.cells import Language

__all__ = ["FORMAT", "render"]


def render(thing: object, language: Language) -> bytes:
    """Write a verdict as JUnit XML.

    Args:
        thing: A :class:`~smartflow.Verdict`.
        language: The language of titles and messages.

    Returns:
        XML in UTF-8, ending in a line break.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    if not isinstance(thing, Verdict):
        message = f"junit cannot write a {type(thing).__name__}"
        raise TypeError(message)
    from smartflow_formats.junit.suites import verdict_xml

    return f"{verdict_xml(thing, language)}\n".encode()


FORMAT = OutputFormat(
    key="junit",
    media_type="application/xml",
    suffix=".xml",
    renders=("verdict",),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``junit``."""
    yield FORMAT
