"""What came of a command, with assertions that say what they saw.

A bare ``assert done.exit_code == 0`` tells nobody why a gate stayed shut. Each assertion here ends
with what the command printed or, for a verdict, with what was found in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import msgspec

__all__ = ["Done"]

_PLACES = ("worksheet", "row", "column", "dimension", "agency")
_QUIET = ("pass", "not_applicable", "waived")


class Done(msgspec.Struct, frozen=True):
    """The end of one command.

    Attributes:
        argv: The words behind ``smartflow``.
        exit_code: What it ended with.
        stdout: Its data.
        stderr: Its talk.
    """

    argv: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:  # noqa: ANN401  what a command prints is its own affair
        """What it printed as JSON.

        Raises:
            AssertionError: it printed something else; run it with ``--json``.
        """
        __tracebackhide__ = True
        found = self._parsed()
        if found is None:
            _fail(f"it printed no JSON\n{self}")
        return found

    def __str__(self) -> str:
        """Return the command, what it printed (of a verdict what was found), and its end."""
        verdict = self._verdict()
        printed = self.stdout.rstrip() if verdict is None else _found_in(verdict)
        parts = [f"$ smartflow {' '.join(self.argv)}", printed, self.stderr.rstrip()]
        return "\n".join([*(part for part in parts if part), f"exit code {self.exit_code}"])

    def _parsed(self) -> Any:  # noqa: ANN401  as json
        try:
            return json.loads(self.stdout)
        except ValueError:
            return None

    def _verdict(self) -> Mapping[str, Any] | None:
        found = self._parsed()
        return found if isinstance(found, dict) and "results" in found else None

    def assert_exit(self, code: int, says: str = "") -> Done:
        """Fail unless the command ended with ``code`` and printed the words ``says``.

        Returns:
            The same, so that more can be asked of it.

        Raises:
            AssertionError: it shows the command and what it printed.
        """
        __tracebackhide__ = True
        if self.exit_code != code:
            _fail(f"wanted exit code {code}\n{self}")
        if says not in self.stdout + self.stderr:
            _fail(f"wanted the words {says!r}\n{self}")
        return self

    # -- a verdict: check or advance, with --json ---------------------------------------------

    @property
    def verdict(self) -> Mapping[str, Any]:
        """The verdict that it printed (schema ``smartflow/verdict/1``).

        Raises:
            AssertionError: it printed none.
        """
        __tracebackhide__ = True
        verdict = self._verdict()
        if verdict is None:
            _fail(f"it printed no verdict; run check or advance with --json\n{self}")
        return verdict

    @property
    def results(self) -> tuple[Mapping[str, Any], ...]:
        """The results of its verdict.

        Raises:
            AssertionError: it printed no verdict.
        """
        __tracebackhide__ = True
        return tuple(self.verdict["results"])

    def assert_met(self) -> Done:
        """Fail unless the gate is met.

        Raises:
            AssertionError: it lists what keeps it shut.
        """
        __tracebackhide__ = True
        if not self.verdict["met"] or self.exit_code != 0:
            _fail(f"the gate is not met\n{self}")
        return self

    def assert_refused(self, rule: str, *, says: str = "", **place: str) -> Done:
        """Fail unless a rule keeps the gate shut.

        Args:
            rule: The rule's code.
            says: Words that its message holds, in either language.
            **place: Where it was found: ``agency``, ``dimension``, ``worksheet``, ``row`` (its
                id), ``column``.

        Raises:
            AssertionError: it lists what was found instead.
        """
        __tracebackhide__ = True
        self._assert_found(rule, "fail", says, place)
        if self.exit_code != 1:
            _fail(f"wanted exit code 1\n{self}")
        return self

    def assert_warned(self, rule: str, *, says: str = "", **place: str) -> Done:
        """Fail unless a rule warns, with the arguments of :meth:`assert_refused`."""
        __tracebackhide__ = True
        self._assert_found(rule, "warn", says, place)
        return self

    def assert_passed(self, rule: str) -> Done:
        """Fail unless a rule ran and found nothing.

        Raises:
            AssertionError: it did not run, or it lists what it found.
        """
        __tracebackhide__ = True
        own = [result for result in self.results if result["rule"] == rule]
        if not own:
            _fail(f"{rule} did not run; these did: {', '.join(self._codes())}")
        if any(result["status"] != "pass" for result in own):
            _fail(f"{rule} did not pass:\n{_lines(own)}")
        return self

    def _assert_found(self, rule: str, status: str, says: str, place: Mapping[str, str]) -> None:
        __tracebackhide__ = True
        strange = sorted(set(place) - set(_PLACES))
        if strange:
            message = f"a result has no {strange[0]!r}; it has {', '.join(_PLACES)}"
            raise TypeError(message)
        for result in self.results:
            if (
                result["rule"] == rule
                and result["status"] == status
                and all(result[key] == value for key, value in place.items())
                and any(says in words for words in result["message"].values())
            ):
                return
        asked = [f"{key}={value!r}" for key, value in place.items()]
        asked += [f"says={says!r}"] if says else []
        ran = "" if rule in self._codes() else f"\n{rule} did not run at all"
        _fail(f"wanted {' | '.join([status, rule, *asked])}{ran}\n{self}")

    def _codes(self) -> list[str]:
        return sorted({result["rule"] for result in self.results})


def _found_in(verdict: Mapping[str, Any]) -> str:
    """Return what keeps a gate shut, and what is worth a look."""
    found = [result for result in verdict["results"] if result["status"] not in _QUIET]
    waiting = ", ".join(s["role"] for s in verdict.get("sign_offs", ()) if not s["met"])
    parts = [
        f"from {verdict['from']} to {verdict['to']}: {'met' if verdict['met'] else 'not met'}",
        _lines(found) if found else "  nothing was found",
        f"  sign-offs that are missing: {waiting}" if waiting else "",
    ]
    return "\n".join(part for part in parts if part)


def _fail(words: str) -> NoReturn:
    __tracebackhide__ = True
    raise AssertionError(words)


def _lines(results: Iterable[Mapping[str, Any]]) -> str:
    lines = []
    for result in results:
        places = [f"{key}={result[key]}" for key in _PLACES if result[key]]
        parts = [result["status"], result["rule"], *places, result["message"]["id"]]
        lines.append("  " + " | ".join(parts))
    return "\n".join(lines)
