"""Templates that officials change: where they are filled, and how a fault of theirs is told.

A template is somebody's file. It may say how a book looks; it must not run a program, read a file,
turn what an official typed into markup, or look different on another day. So there is one
environment for every format with Jinja templates (the page here; the Word file fills its own
parts with :func:`environment` and tells faults through :func:`told`):

- Jinja's immutable sandbox, without a loader: nothing outside the template can be drawn in;
- everything is escaped, and no filter or block (``safe``, ``autoescape``) can change that;
- what is random (``random``, ``lipsum``) is not there: equal books are equal bytes;
- a name that nobody gave is a fault and not a hole in the page, and so is a thing that is no text
  (a method without its parentheses).

Jinja is loaded when a template is filled, for plugins are registered by nearly every command.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from smartflow import Text
from smartflow.report import TemplateFault
from smartflow_formats.common.template_words import quoted, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

__all__ = ["check", "decoded", "environment", "fill", "told"]

_FILE: Final = "<template>"
"""What Jinja calls a template without a file in a traceback."""

_NOT_HERE: Final = ("center", "format", "indent", "random", "safe")
"""Filters that take text for markup, differ from run to run, or make a page of one letter."""

_GROWING: Final = frozenset({"center", "expandtabs", "format", "ljust", "rjust", "zfill"})
"""Methods of text that make a book of one letter: ``'a'.ljust(9000000000)``."""


def environment() -> SandboxedEnvironment:
    """Return a new environment in which a template of anybody's may be filled.

    A block's own line leaves no blank line behind, so that a template can be set out readably.
    """
    from jinja2 import StrictUndefined

    made = _sandbox()(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in _NOT_HERE:
        del made.filters[name]
    del made.globals["lipsum"]
    return made


@cache
def _sandbox() -> type[SandboxedEnvironment]:
    """Return Jinja's sandbox without what fills the memory in one expression."""
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """It multiplies nothing: a look needs no arithmetic, and ``'a' * 9000000000`` is a bomb."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(
            self, _context: object, operator: str, left: object, _right: object
        ) -> object:
            """Refuse."""
            message = f"{operator!r} on a {type(left).__name__}"
            raise SecurityError(message)

        def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
            """Refuse, besides what Jinja refuses, what makes a text as long as one likes."""
            growing = isinstance(obj, str) and attr in _GROWING
            return not growing and super().is_safe_attribute(obj, attr, value)

    return Sandbox


def decoded(template: bytes) -> str:
    """Return a template's text, with a byte order mark of Windows' editor left out.

    Raises:
        TemplateFault: it is not UTF-8.
    """
    try:
        return template.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = template.count(b"\n", 0, error.start) + 1
        raise TemplateFault(
            Text(
                id="templat bukan teks UTF-8; simpan ulang sebagai UTF-8",
                en="the template is not UTF-8 text; save it again as UTF-8",
            ),
            line,
        ) from None


def fill(source: str, values: Mapping[str, object], needed: tuple[str, ...] = ()) -> str:
    """Return a template with its placeholders filled.

    Args:
        source: The template.
        values: What it may name. A ``markupsafe.Markup`` goes in as it is, the rest as text.
        needed: Which of them it must name.

    Raises:
        TemplateFault: it is wrong; it says where.
    """
    made = environment()
    _look(made, source, tuple(values), needed)
    with told():
        return made.from_string(source).render(values)


def check(source: str, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> None:
    """Look at a template without filling it.

    Args:
        source: The template.
        known: The placeholders that will be filled.
        needed: Those without which nothing sound comes out.

    Raises:
        TemplateFault: its syntax is wrong, it draws in another file, it switches escaping off, it
            names a placeholder that nobody fills, or lacks one that it needs.
    """
    _look(environment(), source, known, needed)


def _look(
    made: SandboxedEnvironment, source: str, known: tuple[str, ...], needed: tuple[str, ...]
) -> None:
    from jinja2.meta import find_undeclared_variables

    with told():
        tree = made.parse(source)
        named = find_undeclared_variables(tree)
    _stands_alone(tree)
    for name in sorted(named - {*known, *made.globals}, key=lambda name: (_line(tree, name), name)):
        raise _unknown(name, _line(tree, name), known)
    for name in needed:
        if name not in named:
            raise TemplateFault(
                Text(
                    id=f"templat tidak memuat {{{{ {name} }}}}, yang wajib ada",
                    en=f"the template lacks {{{{ {name} }}}}, which must be there",
                )
            )


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever goes wrong with a template into a :class:`~smartflow.report.TemplateFault`.

    Raises:
        TemplateFault: something did; its line is that of the template.
    """
    from jinja2 import TemplateRuntimeError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        yield
    except TemplateFault:
        raise
    except TemplateSyntaxError as error:
        raise TemplateFault(syntax(error.message or "?"), error.lineno) from error
    except UndefinedError as error:
        said = quoted(Text(id="nilai tidak dikenal", en="unknown value"), str(error))
        raise TemplateFault(said, _failed_at(error)) from error
    except SecurityError as error:
        said = quoted(Text(id="tidak diizinkan", en="not allowed"), str(error))
        raise TemplateFault(said, _failed_at(error)) from error
    except TemplateRuntimeError as error:
        raise TemplateFault(syntax(str(error)), _failed_at(error)) from error
    except Exception as error:
        kind = type(error).__name__
        clause = Text(id=f"tidak dapat diisi: {kind}", en=f"it cannot be filled: {kind}")
        said = quoted(clause, str(error))
        raise TemplateFault(said, _failed_at(error)) from error


def _printable(value: object) -> object:
    """Let through what reads as text; what Python would print for the rest differs by run."""
    from jinja2 import Undefined

    if isinstance(value, str | int | float | Undefined) or hasattr(value, "__html__"):
        return value
    message = f"a value of the kind {type(value).__name__} is no text"
    raise TypeError(message)


def _stands_alone(tree: nodes.Template) -> None:
    from jinja2 import nodes

    drawn = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    for node in tree.find_all(drawn):
        raise TemplateFault(
            Text(
                id="templat berdiri sendiri: include, import, dan extends tidak diizinkan",
                en="a template stands alone: include, import and extends are not allowed",
            ),
            node.lineno,
        )
    # What a filter block returns is written without a look at it.
    unescaped = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier, nodes.FilterBlock)
    for node in tree.find_all(unescaped):
        raise TemplateFault(
            Text(
                id="blok autoescape dan filter tidak diizinkan: isi lembar kerja selalu teks",
                en="blocks autoescape and filter are not allowed: what worksheets hold is text",
            ),
            node.lineno,
        )


def _unknown(name: str, line: int, known: tuple[str, ...]) -> TemplateFault:
    return TemplateFault(
        Text(id=f'placeholder "{name}" tidak dikenal', en=f'unknown placeholder "{name}"'),
        line,
        name=name,
        known=tuple(sorted(known)),
    )


def _line(tree: nodes.Template, name: str) -> int:
    from jinja2 import nodes

    lines = [node.lineno for node in tree.find_all(nodes.Name) if node.name == name]
    return min(lines, default=1)


def _failed_at(error: BaseException) -> int | None:
    """Return the line of the template at which filling it stopped."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
