"""The one door through which words reach a Word file: what somebody typed leaves it as text.

Everything else that the ``_docx_*`` files write is markup of their own. A run is what Word calls a
piece of a line.
"""

from __future__ import annotations

import html

from smartflow_formats.common.letters import lines_of, plain_line

__all__ = ["edges", "field", "lines", "paragraph", "run", "words"]


def words(text: str) -> str:
    """Return any text so that it is text and nothing else, in an element or in an attribute."""
    if text.isascii() and text.isprintable():
        return html.escape(" ".join(text.split()))
    return html.escape(plain_line(text))


def edges(text: str) -> str:
    """Return a piece of a line as text, with the blanks that part it from its neighbours."""
    inside = words(text)
    if not inside:
        return " " if text[:1].isspace() else ""
    return f"{' ' * text[:1].isspace()}{inside}{' ' * text[-1:].isspace()}"


def lines(text: str) -> list[str]:
    """Return the lines of a text, each as text with its blanks."""
    return [html.escape(line) for line in lines_of(text)]


def run(escaped: str, look: str = "") -> str:
    """Return a run.

    Args:
        escaped: Words that have passed :func:`words`, :func:`edges` or :func:`lines`.
        look: What stands in its ``w:rPr``.
    """
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(style: str, content: str, more: str = "") -> str:
    """Return a paragraph.

    Args:
        style: The identifier of its style.
        content: Its runs.
        more: What else stands in its ``w:pPr``, in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str) -> str:
    """Return a field that Word and LibreOffice work out anew.

    Args:
        instruction: Words of our own, such as ``PAGE``; nobody's text.
        shown: What is shown until then, escaped.
    """
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
