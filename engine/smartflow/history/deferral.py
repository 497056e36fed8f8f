"""Putting off a module that a library imports and does not need for what is asked of it.

structlog imports asyncio for loggers that nobody here uses, which takes as long as half of a gate's
rules. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["deferred"]


class _Later(ModuleType):
    """Stands for a module until something of it is used, and hands on whatever is asked for."""

    def __bool__(self) -> bool:
        """Be false, for whoever looks in ``sys.modules`` whether it is loaded, as logging does."""
        return False

    def __getattr__(self, name: str) -> object:
        """Load the module, unless it has been loaded by now, and look there."""
        _make_room(self)
        return getattr(import_module(self.__name__), name)


@contextmanager
def deferred(name: str) -> Iterator[None]:
    """Have a module loaded only when it is used by what is imported meanwhile.

    Afterwards an import gives everybody the module itself.

    Args:
        name: The name of a top-level module; one that is loaded already stays.
    """
    if name in sys.modules:
        yield
        return
    later = sys.modules[name] = _Later(name)
    try:
        yield
    finally:
        _make_room(later)


def _make_room(later: _Later) -> None:
    if sys.modules.get(later.__name__) is later:
        del sys.modules[later.__name__]
