"""Every function and operator that an expression may use: what is not here does not exist.

The list is closed on purpose. There is no clock, no random number, no conversion to untyped
values, nothing that reads or writes. Where CEL keeps whole numbers and decimals apart, they may be
mixed here, and ``/`` always gives a decimal, as in a spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["FUNCTIONS", "INSTEAD", "MACROS", "Instead", "standard_library"]

MACROS = ("all", "exists", "exists_one", "filter", "map")

_FROM_CEL = (
    "_&&_",
    "_||_",
    "_?_:_",
    "!_",
    "@not_strictly_false",
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "matches",
)

_ORDERED = ("string string", "int int", "double double", "double int", "int double", "date date")
_EQUAL = (*_ORDERED, "bool bool", "[string] [string]", "int? null", "double? null", "date null")

_OWN: tuple[tuple[str, str, str], ...] = (
    # name, overload, parameters -> result; A is any type
    ("_+_", "add_int64", "int int -> int"),
    ("_+_", "add_string", "string string -> string"),
    ("_+_", "add_list", "[A] [A] -> [A]"),
    ("_+_", "add_decimal", "double double -> double"),
    ("_+_", "add_decimal_int", "double int -> double"),
    ("_+_", "add_int_decimal", "int double -> double"),
    ("_-_", "subtract_int64", "int int -> int"),
    ("_-_", "subtract_decimal", "double double -> double"),
    ("_-_", "subtract_decimal_int", "double int -> double"),
    ("_-_", "subtract_int_decimal", "int double -> double"),
    ("_*_", "multiply_int64", "int int -> int"),
    ("_*_", "multiply_decimal", "double double -> double"),
    ("_*_", "multiply_decimal_int", "double int -> double"),
    ("_*_", "multiply_int_decimal", "int double -> double"),
    ("_/_", "divide_int", "int int -> double"),
    ("_/_", "divide_decimal", "double double -> double"),
    ("_/_", "divide_decimal_int", "double int -> double"),
    ("_/_", "divide_int_decimal", "int double -> double"),
    ("_%_", "modulo_int64", "int int -> int"),
    ("-_", "negate_int64", "int -> int"),
    ("-_", "negate_double", "double -> double"),
    ("@in", "in_texts", "string [string] -> bool"),
    ("@in", "in_wholes", "int [int] -> bool"),
    ("@in", "in_decimals", "double [double] -> bool"),
    ("@in", "in_decimals_int", "double [int] -> bool"),
    ("@in", "in_dates", "date [date] -> bool"),
    ("@in", "in_words", "string {} -> bool"),
    ("_[_]", "index_texts", "[string] int -> string"),
    ("_[_]", "index_words", "{} string -> string"),
    ("empty", "empty_text", "string -> bool"),
    ("empty", "empty_whole", "int? -> bool"),
    ("empty", "empty_decimal", "double? -> bool"),
    ("empty", "empty_date", "date -> bool"),
    ("empty", "empty_list", "[A] -> bool"),
    ("filled", "filled_text", "string -> bool"),
    ("filled", "filled_whole", "int? -> bool"),
    ("filled", "filled_decimal", "double? -> bool"),
    ("filled", "filled_date", "date -> bool"),
    ("filled", "filled_list", "[A] -> bool"),
    ("sum", "sum_whole", "[int?] -> int"),
    ("sum", "sum_decimal", "[double?] -> double"),
    ("lower", "lower", "string -> string"),
    ("string", "string_whole", "int -> string"),
    ("string", "string_decimal", "double -> string"),
    ("date", "date", "string -> date"),
    ("year", "year", "date -> int"),
    ("month", "month", "date -> int"),
    ("days", "days", "date date -> int"),
)

FUNCTIONS = tuple(
    sorted(
        {name for name, _, _ in _OWN if name.isidentifier()}
        | {name for name in _FROM_CEL if name.isidentifier()}
    )
)
"""Names of the functions, for did-you-mean."""


class Instead(NamedTuple):
    """What is called in place of an overload.

    Attributes:
        function: The function that is called.
        against: A further argument: an empty ``text``, ``list`` or ``null``; or nothing.
    """

    function: str
    against: str = ""


_EXACT = {
    "_+_": "decimal_add",
    "_-_": "decimal_subtract",
    "_*_": "decimal_multiply",
    "_/_": "decimal_divide",
}


def _instead() -> Iterator[tuple[str, Instead]]:
    for name, overload, signature in _OWN:
        kind = overload.partition("_")[2]
        if name in _EXACT and "double" in signature:
            yield overload, Instead(_EXACT[name])
        elif name == "sum":
            yield overload, Instead(overload)
        elif name in ("empty", "filled"):
            operator = "_==_" if name == "empty" else "_!=_"
            yield overload, Instead(operator, kind if kind in ("text", "list") else "null")


INSTEAD: dict[str, Instead] = dict(_instead())
"""By overload: ``empty(x)`` costs what a comparison costs, and no decimal is added as a float."""


def standard_library() -> str:
    """Return the configuration of the library, as YAML (which JSON is)."""
    functions: dict[str, list[dict[str, object]]] = {}
    for name, overload, signature in _all():
        given, _, back = signature.partition(" -> ")
        functions.setdefault(name, []).append(
            {
                "id": overload,
                "args": [_declared(word) for word in given.split()],
                "return": _declared(back),
            }
        )
    return json.dumps(
        {
            "stdlib": {
                "include_macros": list(MACROS),
                "include_functions": [{"name": name} for name in _FROM_CEL],
            },
            "functions": [{"name": name, "overloads": own} for name, own in functions.items()],
        }
    )


def _all() -> Iterator[tuple[str, str, str]]:
    yield from _OWN
    comparisons = (("less", "<"), ("less_equals", "<="), ("greater", ">"), ("greater_equals", ">="))
    for words, sign in comparisons:
        for position, given in enumerate(_ORDERED):
            yield f"_{sign}_", f"{words}_{position}", f"{given} -> bool"
    for words, sign in (("equals", "=="), ("not_equals", "!=")):
        for position, given in enumerate(_EQUAL):
            yield f"_{sign}_", f"{words}_{position}", f"{given} -> bool"


_PLAIN: dict[str, dict[str, object]] = {
    "A": {"type_name": "A", "is_type_param": True},
    "date": {"type_name": "record.Date"},
    "null": {"type_name": "null_type"},
    "int?": {"type_name": "int_wrapper"},
    "double?": {"type_name": "double_wrapper"},
    "{}": {"type_name": "map", "params": [{"type_name": "string"}, {"type_name": "string"}]},
}


def _declared(word: str) -> dict[str, object]:
    if word.startswith("["):
        return {"type_name": "list", "params": [_declared(word[1:-1])]}
    return _PLAIN.get(word, {"type_name": word})
