"""Files of cases as tests: an item for each case, one more for what they show together.

Imported when the first such file is collected, never before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.cases import coverage_faults, judge, owned_rule, read_cases
from smartflow.errors import SmartflowError
from smartflow.testing.plugins import installed
from smartflow.testing.rules import assert_case

if TYPE_CHECKING:
    from smartflow.cases import Case

__all__ = ["CaseFile", "CaseItem", "CoverageItem"]

COVERAGE = "passes and finds"
"""The name of the item that asks for a passing and a failing case."""


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each case, and one for all of them.

        Raises:
            CollectError: the file cannot be read; the message says where and why.
        """
        try:
            cases = read_cases(self.path, f"{self.path.parent.name}/{self.path.name}")
        except SmartflowError as error:
            raise self.CollectError(_told(error)) from None
        names = [case.name for case in cases]
        for number, case in enumerate(cases, start=1):
            twice = names.count(case.name) > 1
            yield CaseItem.from_parent(
                self, name=f"{case.name} ({number})" if twice else case.name, case=case
            )
        yield CoverageItem.from_parent(self, name=COVERAGE, cases=cases)


class _Item(pytest.Item):
    """An item whose failure is told in words, without a traceback of the kit."""

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: object = None,  # noqa: ARG002  pytest's own word
    ) -> str:
        """Return what to show of a failure: the sentence; the traceback only of a crash."""
        error = excinfo.value
        if isinstance(error, SmartflowError):
            return _told(error)
        if isinstance(error, AssertionError):
            return str(error)
        return str(super().repr_failure(excinfo))


class CaseItem(_Item):
    """One case as a test."""

    def __init__(self, *, case: Case, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]  # pytest's own words
        self.case = case

    def runtest(self) -> None:
        """Fail unless the rule says what the case wants, soundly."""
        assert_case(self.case, installed())

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where the case stands: file, line from 0, name."""
        line = self.case.line - 1 if self.case.line else None
        return self.path, line, f"{self.case.rule}: {self.name}"


class CoverageItem(_Item):
    """What the cases of a file show together, as a test."""

    def __init__(self, *, cases: tuple[Case, ...], **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]  # pytest's own words
        self.cases = cases

    def runtest(self) -> None:
        """Fail unless each rule passes at least once and finds something at least once."""
        registry = installed()
        faults = []
        for code in sorted({case.rule for case in self.cases}):
            results = [
                result
                for case in self.cases
                if case.rule == code
                for result in judge(case, registry).results
            ]
            rule = owned_rule(code, registry).value
            faults += [f"{code}: {fault.en}" for fault in coverage_faults(rule, results)]
        if faults:
            raise AssertionError("\n".join(faults))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where the cases stand."""
        return self.path, None, f"{self.path.stem}: {self.name}"


def _told(error: SmartflowError) -> str:
    return error.message.en if error.hint is None else f"{error.message.en}\n{error.hint.en}"
