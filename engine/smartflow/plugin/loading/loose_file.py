"""A loose Python file of a workspace: read as text by anybody, run only when it is trusted.

Whoever mails a workspace must not run code on the computer of who opens it. So ``plugin info``
and ``plugin trust`` show a file by reading it, and :func:`import_file` is called by the loader
alone, with the very bytes whose fingerprint was found among the trusted ones.
"""

from __future__ import annotations

import ast
import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Glance", "glance_at", "import_file", "module_name"]

_CODE = re.compile(r"[A-Z]+[0-9]{3}")
_HOOK = "smartflow_"


class Glance(msgspec.Struct, frozen=True):
    """What a Python file seems to be, by its text alone.

    Attributes:
        hooks: The hooks that it defines.
        codes: The rule codes that stand in it.
        imports: The modules that it imports.
        version: Its ``__version__``, or ``""``.
        fault: Why it is no Python, or ``""``.
    """

    hooks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    version: str = ""
    fault: str = ""


def glance_at(source: bytes) -> Glance:
    """Return what a file seems to be; it is read, never run.

    It tells what an honest author wrote. Code that hides what it does is not found out here.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return Glance(fault=f"{error.msg} (line {error.lineno})")
    except (ValueError, RecursionError, MemoryError) as error:
        return Glance(fault=str(error) or type(error).__name__)
    nodes = list(ast.walk(tree))
    return Glance(
        hooks=_sorted(
            node.name
            for node in nodes
            if isinstance(node, ast.FunctionDef) and node.name.startswith(_HOOK)
        ),
        codes=_sorted(
            node.value
            for node in nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _CODE.fullmatch(node.value)
        ),
        imports=_sorted(name for node in nodes for name in _imported(node)),
        version=next(_versions(tree), ""),
    )


def _sorted(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def _versions(tree: ast.Module) -> Iterator[str]:
    for line in tree.body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id="__version__")], value=ast.Constant(value=str() as version)
            ):
                yield version


def module_name(name: str) -> str:
    """Return the private name under which the file of the plugin ``name`` is imported."""
    return f"smartflow_loose_{name}"


def import_file(name: str, path: Path, content: bytes) -> ModuleType:
    """Run a file as a module of its own and return it.

    Nothing joins ``sys.path``: the file imports what is installed, and no other file beside it.

    Args:
        name: The plugin's name.
        path: Where the file lies, for its faults.
        content: What stands in it. These bytes are run, whatever the file holds by now.
    """
    module = ModuleType(module_name(name))
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and type hints look a module up by name
    try:
        exec(compile(content, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102  trusted by its owner
    except BaseException:
        sys.modules.pop(module.__name__, None)
        raise
    return module
