"""Templates that officials change: nothing typed becomes markup, nothing runs, faults are told."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from smartflow.report import TemplateFault
from smartflow.report.sample import sample_book
from smartflow_formats import html
from smartflow_formats.common.template import check, decoded, environment, fill, told
from smartflow_formats.html.book import _values
from smartflow_formats.html.style import STYLE, TABLE_COLOURS

TYPED = "<b>&\"'"
VALUES = {"title": TYPED, "body": Markup("<p>%s{}</p>")}
FRAME = html.TEMPLATE.read_bytes()


def _filled(source: str) -> str:
    """Fill a template; one that is refused gives nothing."""
    try:
        return fill(source, VALUES)
    except TemplateFault:
        return ""


def test_a_placeholder_is_filled_and_what_was_typed_is_text() -> None:
    """Markup of our own goes in as it is; the rest is escaped."""
    assert fill("{{ title }}|{{ body }}\n", VALUES) == f"{escape(TYPED)}|<p>%s{{}}</p>\n"


@given(st.text())
def test_typed_words_are_never_a_template(words: str) -> None:
    """What stands in a value is printed, braces and all, and not filled again."""
    assert fill("<p>{{ title }}</p>", {"title": words}) == f"<p>{escape(words)}</p>"
    assert fill("{{ title }}", {"title": "{{ 7*7 }}{% x %}"}) == "{{ 7*7 }}{% x %}"


def test_no_filter_turns_typed_words_into_markup() -> None:
    """Every filter, on every kind of value, alone, followed by ``join`` and as a block."""
    values = ("title", "body", "[title]", "[body, title]", "{title: title}", "(body ~ title)")
    given = ("", "()", "(title)", "(body)", "(title, body)", "(body, title)", "(title, title)")
    names = sorted(environment().filters)
    assert {"upper", "replace", "join", "urlize"} <= set(names)
    for name, words, value in product(names, given, values):
        sources = (
            f"{{{{ {value}|{name}{words} }}}}",
            f"{{{{ {value}|{name}{words}|join }}}}",
            f"{{% filter {name}{words} %}}{{{{ {value} }}}}{{% endfilter %}}",
        )
        for source in sources:
            assert "<b" not in _filled(source), source


def test_no_method_turns_typed_words_into_markup() -> None:
    """Every method that text and markup have, with what is typed as its argument."""
    given = ("()", "(title)", "(body)", "(title, body)", "(body, title)", "([title])")
    for value, words in product(("title", "body"), given):
        for name in dir(VALUES[value]):
            source = f"{{{{ {value}.{name}{words} }}}}{{{{ ({value}.{name}{words})|join }}}}"
            assert "<b" not in _filled(source), source


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{{ titel }}", 2, 'placeholder "titel" tidak dikenal'),
        ("\n\n{% if %}", 3, "sintaksnya salah"),
        ("\n{% for x in title %}", 2, "sintaksnya salah"),
        ("{{ title }\n", 1, "sintaksnya salah"),
        ("\n{{ title|safe }}", 2, 'sintaksnya salah: penyaring "safe" tidak dikenal'),
        ("\n{{ title|random }}", 2, 'sintaksnya salah: penyaring "random" tidak dikenal'),
        ("x\n{{ title.foo.bar }}", 2, "nilai tidak dikenal"),
        ("\n{{ ''.__class__.__mro__[1].__subclasses__() }}", 2, "tidak diizinkan"),
        ("\n{{ body.__init__.__globals__ }}", 2, "tidak diizinkan"),
        ("\n{{ title.upper.__self__ }}", 2, "tidak diizinkan"),
        ("\n{{ range(1000000000)|list }}", 2, "tidak dapat diisi: OverflowError"),
        ("\n{{ 'a' * 9000000000 }}", 2, "tidak diizinkan"),
        ("\n{{ 10 ** 99999999 }}", 2, "tidak diizinkan"),
        ("\n{{ '%9000000000d' % 1 }}", 2, "tidak diizinkan"),
        ("\n{{ title.ljust(9000000000) }}", 2, "tidak diizinkan"),
        ("\n{{ 1 // 0 }}", 2, "tidak dapat diisi: ZeroDivisionError"),
        ("\n{{ title.upper }}", 2, "tidak dapat diisi: TypeError"),
        ("\n{{ lipsum() }}", 2, 'placeholder "lipsum" tidak dikenal'),
        ("\n{% include '/etc/passwd' %}", 2, "templat berdiri sendiri"),
        ("\n{% import 'x' as x %}", 2, "templat berdiri sendiri"),
        ("\n{% from 'x' import y %}", 2, "templat berdiri sendiri"),
        ("\n{% extends 'x' %}", 2, "templat berdiri sendiri"),
        ("\n{% autoescape false %}{{ title }}{% endautoescape %}", 2, "blok autoescape"),
        ("\n{% filter upper %}{{ title }}{% endfilter %}", 2, "blok autoescape"),
    ],
)
def test_a_fault_is_told_with_its_line(source: str, line: int, said: str) -> None:
    """A wrong template is refused: what is wrong, and where."""
    with pytest.raises(TemplateFault) as fault:
        fill(source, VALUES)
    assert fault.value.text.id.startswith(said), fault.value.text.id
    assert fault.value.text.en
    assert fault.value.line == line


def test_an_unknown_placeholder_names_those_that_are_known() -> None:
    """So that whoever tells the fault can say which one was meant."""
    with pytest.raises(TemplateFault) as fault:
        check("{{ titel }}", ("title", "body"))
    assert (fault.value.name, fault.value.known) == ("titel", ("body", "title"))


def test_of_several_faults_the_first_in_the_file_is_told() -> None:
    """An official mends from the top; the message is the same in every process."""
    source = "\n".join(f"{{{{ x{number} }}}}" for number in (7, 3, 9, 1))
    with pytest.raises(TemplateFault) as fault:
        check(source, ())
    assert (fault.value.name, fault.value.line) == ("x7", 1)


def test_what_a_template_must_name_is_asked_for() -> None:
    """A frame without a place for the chapters would print an empty book."""
    with pytest.raises(TemplateFault, match=r"lacks \{\{ body \}\}"):
        check("{{ title }}", ("title", "body"), ("body",))


def test_what_a_template_makes_itself_is_no_unknown_name() -> None:
    """Loops, ``set``, macros and Jinja's own names are the template's business."""
    source = (
        "{% set a = title %}{% macro m(x) %}[{{ x }}]{% endmacro %}"
        "{% for one in range(2) %}{{ loop.index }}{{ m(a) }}{% endfor %}"
    )
    assert fill(source, {"title": "t"}) == "1[t]2[t]"


def test_a_template_is_utf_8_with_or_without_a_byte_order_mark() -> None:
    """Windows' editor writes one; another encoding is told with its line."""
    assert decoded("\ufeffé".encode()) == decoded("é".encode()) == "é"
    with pytest.raises(TemplateFault, match="not UTF-8") as fault:
        decoded(b"a\nb\n\xff")
    assert fault.value.line == 3


def test_a_fault_that_was_told_is_not_told_again() -> None:
    """A format may ask for more inside :func:`told`; its own fault comes out as it went in."""
    with pytest.raises(TemplateFault) as fault, told():
        check("\n\n{{ x }}", ())
    assert (fault.value.name, fault.value.line) == ("x", 3)


# -- the frame of the page ------------------------------------------------------------------------


def test_our_own_frame_is_what_is_used_where_none_is_given() -> None:
    """``template copy`` and nothing changed gives the same page, byte for byte."""
    book = sample_book(draft=True)
    assert html.FORMAT.template == html.TEMPLATE
    assert html.render(book, "id", FRAME) == html.render(book, "id")


def test_the_frame_tells_an_official_every_name_that_it_may_use() -> None:
    """Its head lists them, so that nobody has to read our code; and a name more is refused."""
    told_of = FRAME.decode().partition("#}")[0].split()
    values = _values(sample_book(draft=True), "id")
    words = values.pop("said")
    assert isinstance(words, dict)
    named = [*values, *(f"said.{one}" for one in words)]
    assert [one for one in named if one not in told_of] == []
    with pytest.raises(TemplateFault, match='unknown placeholder "judul"'):
        html.render(sample_book(), "id", FRAME + b"{{ judul }}")


def test_a_changed_frame_changes_the_page() -> None:
    """A city's colour and a line of its own stand in the page, and the chapters are the same."""
    frame = FRAME.replace(b"#0b4a6f", b"#7a1f00").replace(b"</main>", b"</main><p>Kota</p>")
    page, usual = (html.render(sample_book(), "id", one).decode() for one in (frame, FRAME))
    assert "--accent: #7a1f00;" in page
    assert page.replace("#7a1f00", "#0b4a6f").replace("<p>Kota</p>", "") == usual


@pytest.mark.parametrize("lost", ["policy", "body"])
def test_a_frame_without_what_must_be_there_is_refused(lost: str) -> None:
    """Without its policy a page could ask other computers; without its body it says nothing."""
    frame = FRAME.replace(f"{{{{ {lost} }}}}".encode(), b"")
    with pytest.raises(TemplateFault, match=f"lacks {{{{ {lost} }}}}"):
        html.render(sample_book(), "id", frame)


def test_the_frame_names_every_colour_that_the_style_asks_for() -> None:
    """A page and a table alone look alike, and no colour is left to the browser."""
    asked = set(re.findall(r"var\((--\w+)\)", STYLE))
    frame, table = (
        dict(re.findall(r"(--\w+):\s*([^;]+);", where)) for where in (FRAME.decode(), TABLE_COLOURS)
    )
    assert asked == set(frame)
    assert frame == table


def test_a_table_needs_no_frame() -> None:
    """A template is a book's; a table is the same page whatever stands in it."""
    table = next(one for one in sample_book().blocks() if type(one).__name__ == "Table")
    assert html.render(table, "id", b"{{ x }}") == html.render(table, "id")
