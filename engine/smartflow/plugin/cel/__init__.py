"""CEL, the expression language of rule files: typed, without side effects, with a budget.

An expression is compiled once against declared variables, so that an unknown name or a wrong type
is found before any city is judged, and then evaluated as often as there are rows. The language is
Google's Common Expression Language in its C++ implementation (``cel-expr-python``); it is imported
when the first rule file is read and not before.

Three things differ from plain CEL, all so that it reads as a spreadsheet does: decimals are exact
(``arithmetic``), whole numbers and decimals may be mixed (``declarations``), and an empty number or
date is ``null`` and decides nothing (``expression``).

Knows types and values only: no worksheet, no rule, no file.

In this folder:

``arithmetic``: What the functions of expressions compute: exact decimals, sums and days.
``compiler``: The compiler: declared variables in, checked and planned expressions out.
``complaints``: What the compiler says of an expression, in words for a person who knows
    spreadsheets.
``declarations``: Every function and operator that an expression may use: what is not here does not
    exist.
``expression``: A compiled expression: evaluated as often as asked, with one of three outcomes.
``library``: The CEL library itself, imported late: a region without rule files neither needs nor
    loads it.
``literals``: Texts in an expression that must be more than text: patterns and dates, tried when it
    is read.
``plan``: From a checked expression to the one that is run: exact decimals, cheap counting, hard
    limits.
``sentences``: The sentences: for each complaint of the library what is wrong, and what to write
    instead.
``spreadsheet``: What people write who come from Excel or a word processor, and what to write in its
    place.
``tree``: A compiled expression as a tree: read from the library's own bytes, changed, written back.
``types``: The types of variables, fields and results, and how the library is told of them.
``wire``: The wire format of protobuf: fields as numbers, and integers or bytes.
"""

from smartflow.plugin.cel.compiler import Compiler
from smartflow.plugin.cel.complaints import CelFault, CelFaults
from smartflow.plugin.cel.expression import Arena, Expression, NoAnswer, Stopped
from smartflow.plugin.cel.library import NotInstalled
from smartflow.plugin.cel.types import (
    DATE,
    DECIMAL,
    FLAG,
    TEXT,
    TEXTS,
    WHOLE,
    WORDS,
    Type,
)

__all__ = [
    "DATE",
    "DECIMAL",
    "FLAG",
    "TEXT",
    "TEXTS",
    "WHOLE",
    "WORDS",
    "Arena",
    "CelFault",
    "CelFaults",
    "Compiler",
    "Expression",
    "NoAnswer",
    "NotInstalled",
    "Stopped",
    "Type",
]
