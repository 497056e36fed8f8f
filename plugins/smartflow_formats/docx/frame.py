"""The frame of a book: the template filled by docxtpl in the sandbox, with places for the rest.

Short words (title, day) are put in by Jinja. What is long (the contents, the body) is not: the
placeholder becomes a processing instruction, which nobody can type, and its place is filled
afterwards. So a table of ten thousand rows never passes a template.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from smartflow import Text
from smartflow.report import TemplateFault
from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import plain_line
from smartflow_formats.common.template import check, environment, told
from smartflow_formats.docx.guard import BODY, opened, sound
from smartflow_formats.docx.paragraphs import placed
from smartflow_formats.docx.xml import W, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    from smartflow.report import Book
    from smartflow_formats.common.cells import Language

__all__ = ["PLACEHOLDERS", "PLACES", "filled", "place"]

PLACES: Final = ("emblem", "head", "contents", "body")
"""What stands in a paragraph of its own: ``{{p body }}``."""

_NEEDED: Final = ("head", "body")
PLACEHOLDERS: Final = (
    "title",
    "subtitle",
    "key",
    "day",
    "draft",
    "cover",
    "language",
    "said",
    *PLACES,
)
"""Everything that a template may name."""

_SAID: Final = ("contents", "draft", "draft_long", "page", "of")
_INSIDE: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_INNER: Final = (f"{W}tc", f"{W}txbxContent")


def place(name: str) -> str:
    """Return what marks a place in the frame."""
    return f"<?smartflow {name}?>"


def filled(book: Book, language: Language, template: bytes) -> dict[str, bytes]:
    """Return the files of a template by name, its placeholders filled.

    Args:
        book: The book.
        language: The reader's language.
        template: A Word file.

    Raises:
        TemplateFault: the template is no Word file, or cannot be filled.
    """
    from docxtpl import DocxTemplate

    files = opened(template)
    with sound():
        made = DocxTemplate(io.BytesIO(template))
        made.init_docx()
        _check(made, files)
        _forget_properties(made)
        try:
            with told():
                made.render(_values(book, language), _environment())
        except TemplateFault as fault:
            roots = (parsed(files[name]) for name in sorted(files) if _INSIDE.fullmatch(name))
            raise placed(fault, roots) from fault
        saved = io.BytesIO()
        made.save(saved)
        with zipfile.ZipFile(saved) as pack:
            whole = {entry.filename: pack.read(entry) for entry in pack.infolist()}
        _look_at_places(whole[BODY])
    return whole


def _check(made: DocxTemplate, files: Mapping[str, bytes]) -> None:
    """Look at every part with placeholders, before any is filled."""
    for name in sorted(files):
        if _INSIDE.fullmatch(name):
            root = parsed(files[name])
            source = made.patch_xml(made.xml_to_string(root))
            try:
                check(source, PLACEHOLDERS, _NEEDED if name == BODY else ())
                _check_said(source)
            except TemplateFault as fault:
                raise placed(fault, (root,)) from fault


def _check_said(source: str) -> None:
    """Look for words of ours that there are none of, even where this book does not print them."""
    from jinja2 import nodes

    known = tuple(f"said.{name}" for name in _SAID)
    for node in environment().parse(source).find_all(nodes.Getattr):
        name = f"said.{node.attr}"
        if isinstance(node.node, nodes.Name) and node.node.name == "said" and name not in known:
            raise TemplateFault(
                Text(id=f'placeholder "{name}" tidak dikenal', en=f'unknown placeholder "{name}"'),
                name=name,
                known=known,
            )


def _forget_properties(made: DocxTemplate) -> None:
    """Leave nothing for docxtpl to fill there: the book's own are written afterwards."""
    properties = made.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(properties, name, "")


def _environment() -> SandboxedEnvironment:
    """Return the sandbox; docxtpl reads ``{_{`` as a brace, so typed braces pass as references."""
    from markupsafe import Markup, escape

    made = environment()
    printable = made.finalize or (lambda value: value)

    def braced(value: object) -> object:
        shown = printable(value)
        if hasattr(shown, "__html__"):
            return shown
        if isinstance(shown, str):
            text = str(escape(shown)).replace("{", "&#123;").replace("}", "&#125;")
            return Markup(text)  # noqa: S704  escaped in the line above
        return shown

    made.finalize = braced
    return made


def _values(book: Book, language: Language) -> dict[str, object]:
    from markupsafe import Markup

    page, of = (part.strip("} ") for part in said.PAGE.in_(language).split("{page")[:2])
    ours = [one.in_(language) for one in (said.CONTENTS, said.DRAFT, said.DRAFT_SAID)] + [page, of]
    places = {name: Markup(place(name)) for name in PLACES}  # noqa: S704  words of our own
    return {
        "title": plain_line(book.title.in_(language)),
        "subtitle": plain_line(book.subtitle.in_(language)),
        "key": plain_line(book.key),
        "day": "" if book.day is None else said.value_text(book.day, language),
        "draft": book.draft,
        "cover": book.cover,
        "language": language,
        "said": dict(zip(_SAID, ours, strict=True)),
        **places,
    }


def _look_at_places(document: bytes) -> None:
    """Check that each place stands where blocks may stand, and that what is needed is there."""
    seen = dict.fromkeys(PLACES, 0)
    for name, outside in _places(document):
        seen[name] += 1
        if not outside:
            raise TemplateFault(
                Text(
                    id=f'isian "{name}" harus sendirian dalam satu paragraf: {{{{p {name} }}}}',
                    en=f'"{name}" must stand alone in a paragraph: {{{{p {name} }}}}',
                ),
                name=name,
                known=PLACEHOLDERS,
            )
    for name, count in seen.items():
        if count > 1 or (count == 0 and name in _NEEDED):
            raise TemplateFault(
                Text(
                    id=f'isian "{name}" harus muncul tepat satu kali, bukan {count}',
                    en=f'"{name}" must come out exactly once, not {count} times',
                ),
                name=name,
                known=PLACEHOLDERS,
            )


def _places(document: bytes) -> Iterator[tuple[str, bool]]:
    from lxml import etree

    for found in parsed(document).iter(etree.ProcessingInstruction):
        above = found.getparent()
        if found.target == "smartflow" and found.text in PLACES:
            inner = () if found.text == "body" else _INNER
            yield found.text, above is not None and above.tag in (f"{W}body", *inner)
