"""The CEL library itself, imported late: a region without rule files neither needs nor loads it.

It is reached by name because its own annotations lean on a package without any. Imports nothing of
SmartFlow.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import msgspec

__all__ = ["Library", "NotInstalled", "Untyped", "library"]

Untyped: TypeAlias = Any
"""An object of the library: its annotations cannot be read without a further package."""


class NotInstalled(ImportError):
    """The extra ``rules`` is not installed."""


class Library(msgspec.Struct, frozen=True):
    """The modules that compile and run an expression.

    Attributes:
        cel: ``cel_expr_python.cel``.
        descriptors: ``google.protobuf.descriptor_pb2``: describes what a row has.
        pools: ``google.protobuf.descriptor_pool``: holds such descriptions.
        wrappers: ``google.protobuf.wrappers_pb2``: numbers that may be null.
    """

    cel: Untyped
    descriptors: Untyped
    pools: Untyped
    wrappers: Untyped


@cache
def library() -> Library:
    """Import the library.

    Raises:
        NotInstalled: it is not there.
    """
    try:
        return Library(
            # First protobuf: without it CEL ends the whole process.
            descriptors=import_module("google.protobuf.descriptor_pb2"),
            pools=import_module("google.protobuf.descriptor_pool"),
            wrappers=import_module("google.protobuf.wrappers_pb2"),
            cel=import_module("cel_expr_python.cel"),
        )
    except ImportError as error:
        raise NotInstalled(str(error)) from error
