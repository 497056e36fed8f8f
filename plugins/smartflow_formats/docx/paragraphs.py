"""Where in a Word file a fault of its template stands: the words of the paragraph.

A line number would be one of the XML inside, which no official ever sees; the words of a paragraph
can be looked for in Word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from smartflow import Text
from smartflow.report import TemplateFault
from smartflow_formats.common.letters import plain_line
from smartflow_formats.common.template import environment
from smartflow_formats.docx.xml import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

__all__ = ["placed"]

_TAG: Final = re.compile(r"\{[{%#](?:p|tr|tc|r) ")
"""How docxtpl opens a placeholder that takes a whole paragraph, row, cell or run."""

_ALONE: Final = re.compile(r"\{%-? *(?:if|for|elif|else|endif|endfor|set|macro|endmacro)\b[^}]*%\}")
"""What cannot be read without other paragraphs."""

_LONGEST: Final = 80


def placed(fault: TemplateFault, parts: Iterable[_Element]) -> TemplateFault:
    """Return a fault that names the paragraph where it stands, if one can be told.

    Args:
        fault: What is wrong.
        parts: The parts of the Word file in which it may be.
    """
    words = next(filter(None, (_guilty(fault, part) for part in parts)), None)
    if words is None:
        return fault
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    said = Text(
        id=f'{fault.text.id}, dalam paragraf "{shown}"',
        en=f'{fault.text.en}, in the paragraph "{shown}"',
    )
    return TemplateFault(said, name=fault.name, known=fault.known)


def _guilty(fault: TemplateFault, part: _Element) -> str | None:
    for words in _paragraphs(part):
        if fault.name is not None:
            if re.search(rf"\{{[{{%][^}}]*(?<![\w.]){re.escape(fault.name)}(?!\w)", words):
                return words
        elif not _reads(words):
            return words
    return None


def _paragraphs(part: _Element) -> Iterator[str]:
    """Yield the words of each paragraph that has a placeholder."""
    for one in part.iter(f"{W}p"):
        words = plain_line("".join(text.text or "" for text in one.iter(f"{W}t")))
        if "{" in words or "}" in words:
            yield words


def _reads(words: str) -> bool:
    """Return whether Jinja can read a paragraph by itself, blocks that others close left out."""
    from jinja2 import TemplateSyntaxError

    alone = _ALONE.sub("", _TAG.sub(lambda found: found[0][:2], words))
    try:
        environment().from_string(alone)
    except TemplateSyntaxError:
        return False
    return True
