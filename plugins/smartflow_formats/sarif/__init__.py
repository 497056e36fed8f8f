"""The format ``sarif``: a verdict for dashboards that collect what checking tools find.

SARIF 2.1.0 (OASIS standard, errata 01). How a verdict becomes a run is told in
:mod:`._sarif_run`. The file holds no moment and no path, so equal verdicts are equal bytes.

In this folder:

``places``: Where the results of a verdict are: logical locations, each nested in the one around it.
``rules``: What SARIF says of the tool: its rules in both languages, and the plugins they came from.
``run``: A verdict as one run of SARIF 2.1.0; section numbers are those of the OASIS standard.
``words``: Messages of SARIF in which what somebody typed stays text.
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
    """Write a verdict as a SARIF log file.

    Args:
        thing: A :class:`~smartflow.Verdict`.
        language: The language of the messages; the rules are told in both.

    Returns:
        JSON in UTF-8, ending in a line break.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    if not isinstance(thing, Verdict):
        message = f"sarif cannot write a {type(thing).__name__}"
        raise TypeError(message)
    import json

    from smartflow_formats.common.letters import encodable
    from smartflow_formats.sarif.run import sarif_log

    log = json.dumps(sarif_log(thing, language), ensure_ascii=False, indent=2)
    return f"{encodable(log)}\n".encode()


FORMAT = OutputFormat(
    key="sarif",
    media_type="application/sarif+json",
    suffix=".sarif",
    renders=("verdict",),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``sarif``."""
    yield FORMAT
