"""CEL, the expression language of rule files: typed, without side effects, with a budget.

An expression is compiled once against declared variables, so that an unknown name or a wrong type
is found before any city is judged, and then evaluated as often as there are rows. The language is
Google's Common Expression Language in its C++ implementation (``cel-expr-python``); it is imported
when the first rule file is read and not before.

Three things differ from plain CEL, all so that it reads as a spreadsheet does: decimals are exact
(``arithmetic``), whole numbers and decimals may be mixed (``declarations``), and an empty number or
date is ``null`` and decides nothing (``expression``).

Knows types and values only: no worksheet, no rule, no file.
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
