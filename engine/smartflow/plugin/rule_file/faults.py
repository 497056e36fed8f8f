"""What is wrong with a rule file: every fault at its place, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from smartflow.errors import PluginFault
from smartflow.language import Text

__all__ = ["Fault", "RuleFileFault"]


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong.

    Attributes:
        line: The line in the file, from 1; 0 when the whole file is meant.
        column: The column, in characters from 1.
        text: What is wrong and how to mend it.
    """

    line: int
    column: int
    text: Text


class RuleFileFault(PluginFault):
    """A rule file that cannot be used.

    Attributes:
        text: Everything that is wrong, one line for each: file, line, column, what, how to mend.
        faults: The same one by one, in the order of their places.
    """

    code = "rule-file"

    def __init__(self, shown: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))
        self.text = Text(
            id="\n".join(
                _placed(shown, fault, "baris", "kolom", fault.text.id) for fault in self.faults
            ),
            en="\n".join(
                _placed(shown, fault, "line", "column", fault.text.en) for fault in self.faults
            ),
        )
        super().__init__(self.text)


def _placed(shown: str, fault: Fault, line: str, column: str, words: str) -> str:
    if not fault.line:
        return f"{shown}: {words}"
    return f"{shown}, {line} {fault.line}, {column} {fault.column}: {words}"
