"""What the check says: remarks, the aspects under which it looks, and the report of all of it.

The codes are those of :data:`ASPECTS`, documented in docs/plugins/check.md, and never used again
for another meaning. Plain data: it travels from the process that runs the plugin to the one that
prints. Must not import a plugin, a registry or the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from smartflow.language import Text
from smartflow.model import Severity
from smartflow.workshop.examining.aspects import ASPECTS

__all__ = ["Examined", "Facts", "Remark", "Report", "RuleTime", "remark"]


class Remark(msgspec.Struct, frozen=True):
    """One thing that the check found.

    Attributes:
        code: The aspect's code, such as ``CHK201``.
        severity: ``error`` fails the check; ``warning`` is worth a look.
        about: What it is about: a rule's code, another object's key or the plugin's name.
        message: What is wrong, a sentence.
        fix: How to mend it.
        place: Where: a field, or a file and line; ``""`` if unknown.
    """

    code: str
    severity: Severity
    about: str
    message: Text
    fix: Text
    place: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what remarks are sorted."""
        return self.code, self.about, self.place, self.message.en


class Examined(msgspec.Struct, frozen=True):
    """What was looked at under one aspect.

    Attributes:
        code: The aspect's code.
        about: Codes and keys of what was looked at, sorted.
    """

    code: str
    about: tuple[str, ...]


class RuleTime(msgspec.Struct, frozen=True):
    """What one rule or scoring rule was tried on, and how long it took.

    Attributes:
        rule: Its code or key.
        examples: How many examples of its author it was run on.
        samples: How many sampled dossiers.
        seconds: The median of its runs over the large samples, in seconds.
        per_thousand: The same for 1,000 of the rows that it reads; None if it reads none.
    """

    rule: str
    examples: int
    samples: int
    seconds: float
    per_thousand: float | None


class Facts(msgspec.Struct, frozen=True):
    """What was checked.

    Attributes:
        name: The plugin's name.
        version: Its version.
        source: What ships it: its distribution, or its file.
        state: The state in which the loader has it.
        registers: What it registers: kind to names.
    """

    name: str
    version: str = ""
    source: str = ""
    state: str = ""
    registers: Mapping[str, tuple[str, ...]] = {}


class Report(msgspec.Struct, frozen=True):
    """All that the check found.

    Attributes:
        plugins: What was checked; a project may announce several plugins.
        remarks: What was found, sorted by code.
        examined: What was looked at, by aspect.
        times: How long each rule took.
    """

    plugins: tuple[Facts, ...]
    remarks: tuple[Remark, ...] = ()
    examined: tuple[Examined, ...] = ()
    times: tuple[RuleTime, ...] = ()

    @property
    def name(self) -> str:
        """The names of the plugins, as one word."""
        return ", ".join(plugin.name for plugin in self.plugins)

    @property
    def errors(self) -> int:
        """How many remarks fail the check."""
        return sum(remark.severity == "error" for remark in self.remarks)

    @property
    def warnings(self) -> int:
        """How many remarks are worth a look."""
        return len(self.remarks) - self.errors

    @property
    def loaded(self) -> bool:
        """Whether the loader takes all of the plugins."""
        return all(plugin.state == "loaded" for plugin in self.plugins)

    @property
    def exit_code(self) -> int:
        """0 without errors, 1 with some, 3 when the plugin cannot be loaded."""
        if not self.loaded:
            return 3
        return 1 if self.errors else 0

    def remarks_of(self, code: str, about: str) -> Iterable[Remark]:
        """Return the remarks under one aspect about one thing."""
        return (one for one in self.remarks if (one.code, one.about) == (code, about))


def remark(  # noqa: PLR0913  a remark in named parts
    code: str,
    about: str,
    message: Text,
    *,
    place: str = "",
    severity: Severity = "error",
    fix: Text | None = None,
) -> Remark:
    """Return a remark; without ``fix`` it is mended as its aspect says."""
    return Remark(code, severity, about, message, fix or ASPECTS[code].fix, place)
