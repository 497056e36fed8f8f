"""Names that are loaded when they are first used: a face that costs next to nothing to import.

The public packages (``smartflow``, its ``methods`` and ``testing``) name what stands in many
modules. This module is on the lowest floor and imports nothing of SmartFlow.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["loading"]


def loading(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package (PEP 562).

    Args:
        package: The package's name.
        homes: The names that it has, each with the module in which it really stands.

    Returns:
        A function that loads one name and keeps it in the package; for any other it raises
        AttributeError.
    """

    def load(name: str) -> object:
        home = homes.get(name)
        if home is None:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value: object = getattr(import_module(home), name)
        setattr(sys.modules[package], name, value)
        return value

    return load
