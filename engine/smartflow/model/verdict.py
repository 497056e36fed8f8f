"""The verdict of a gate: what was decided, with every reason.

Everything in it is plain data, so that it can be stored as a blob, compared with a replay, and
rendered by any format.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from smartflow.command import Command
from smartflow.language import Text
from smartflow.model.finding import BreakdownLine

__all__ = [
    "PluginFact",
    "PluginRef",
    "Result",
    "ScoreResult",
    "SignOffStatus",
    "Status",
    "Verdict",
    "WaiverState",
    "WaiverStatus",
    "words_of_notes",
]

Status = Literal["pass", "fail", "warn", "not_applicable", "error", "waived"]
"""``fail`` and ``error`` block; ``error`` means that the rule itself did not run to its end."""


WaiverState = Literal["used", "unused", "waiting", "lapsed"]
"""``used`` covers a finding now, ``unused`` covers none, ``waiting`` is not approved, ``lapsed``
has passed its last day."""


class PluginRef(msgspec.Struct, frozen=True, gc=False):
    """The plugin that a rule came from."""

    name: str
    version: str


_NOTES = {
    "editable": Text(id="berkasnya dapat berubah (editable)", en="editable"),
    "loose": Text(id="berkas Python lepas", en="loose Python file"),
    "rule file": Text(id="berkas ketentuan", en="rule file"),
    "safe": Text(id="tidak dimuat karena --safe", en="left out by --safe"),
    "not allowed": Text(
        id="tidak diizinkan alur kerja, jadi tidak ikut memeriksa",
        en="not allowed by the workflow, so it took no part",
    ),
}


def words_of_notes(notes: Iterable[str]) -> Text:
    """Return the marks of a plugin in words, with commas between them; empty when it has none."""
    told = [_NOTES.get(note, Text.same(note)) for note in notes]
    return Text(id=", ".join(one.id for one in told), en=", ".join(one.en for one in told))


class PluginFact(msgspec.Struct, frozen=True):
    """A plugin as it stood when a verdict was reached.

    Attributes:
        name: The plugin's name.
        version: Its version.
        distribution: The distribution that ships it; ``""`` for a file of the workspace.
        state: ``loaded`` or ``blocked``.
        fingerprint: sha256 over its files, in hex.
        notes: Marks that a reader must see: ``editable``, ``loose`` (a Python file of the
            workspace), ``rule file``, ``safe`` (blocked for this run only, by ``--safe``),
            ``not allowed`` (the workflow does not let it take part).
    """

    name: str
    version: str
    distribution: str
    state: str
    fingerprint: str
    notes: tuple[str, ...] = ()

    @property
    def marks(self) -> Text:
        """Its notes in words; empty when it has none."""
        return words_of_notes(self.notes)


class Result(msgspec.Struct, frozen=True, gc=False):
    """What one rule says of one subject.

    A rule with nothing to remark yields one result (``pass`` or ``not_applicable``), one with
    findings yields a result for each. ``fix_command`` is the command that mends it, filled in as
    far as it is known; where a rule names none it is ``UNSET`` and leaves no trace in the bytes.
    """

    rule: str
    status: Status
    severity: str
    title: Text
    message: Text
    fix: Text
    plugin: PluginRef
    cites: tuple[str, ...] = ()
    dimension: str = ""
    agency: str = ""
    worksheet: str = ""
    sheet: str = ""
    row: str = ""
    row_number: int = 0
    column: str = ""
    column_title: Text | None = None
    fault: str = ""
    """For ``error``: the distribution, exception, file and line, in one line."""
    waiver: int = 0
    """For ``waived``: the entry of the waiver that covers it, of several the one that lasts
    longest."""
    fix_command: Command | msgspec.UnsetType = msgspec.UNSET

    @property
    def blocks(self) -> bool:
        """Whether this result alone keeps the gate shut."""
        return self.status in ("fail", "error")


class ScoreResult(msgspec.Struct, frozen=True):
    """One score in a verdict: the scoring rule, its subject, the value and its parts."""

    rule: str
    title: Text
    subject: str
    value: Decimal | None
    plugin: PluginRef
    breakdown: tuple[BreakdownLine, ...] = ()
    minimum: Decimal | None = None
    met: bool = True
    fault: str = ""


class SignOffStatus(msgspec.Struct, frozen=True):
    """How one sign-off of a transition stands.

    Attributes:
        role: The role that must answer.
        title: The role's title.
        quorum: How many people must approve.
        body: Whether it is a body, which answers by its minutes (``decide``).
        approved: Who has approved what is there now.
        entries: Sequence numbers of those approvals, in the same order.
        signed: Whether an answer counts only with an SSH signature.
        unsigned: Who approved what is there now without the signature that is asked for.
        outdated: Who approved something that has since changed.
        declined: Who declined or asked for changes, as ``name: reason``.
        decision: Sequence number of the body's decision that satisfies it, or 0.
        met: Whether it is met.
    """

    role: str
    title: Text
    quorum: int
    approved: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    decision: int = 0
    met: bool = False
    body: bool = False
    entries: tuple[int, ...] = ()
    signed: bool = False
    unsigned: tuple[str, ...] = ()


class WaiverStatus(msgspec.Struct, frozen=True):
    """How one waiver of a city stands in a verdict.

    Attributes:
        rule: The code of the rule.
        state: How it stands.
        until: Its last day (inclusive), ISO 8601.
        reason: Why it was asked for.
        requested_by: Who asked.
        entry: Sequence number of the request.
        agency: The agency it is for, or ``""``; likewise ``dimension`` and ``row``.
        approved_by: Who approved, or ``""``.
        approval: Sequence number of the approval, or 0.
        covers: How many findings it covers; of one that waits, how many it would cover.
    """

    rule: str
    state: WaiverState
    until: str
    reason: str
    requested_by: str
    entry: int
    agency: str = ""
    dimension: str = ""
    row: str = ""
    approved_by: str = ""
    approval: int = 0
    covers: int = 0

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """What it is for: the rule, agency, dimension and row."""
        return (self.rule, self.agency, self.dimension, self.row)


class Verdict(msgspec.Struct, frozen=True):
    """Whether a city may make one move, and every reason why not.

    Attributes:
        city: The city's slug.
        from_: The stage it is in.
        to: The stage it would move to.
        met: Whether the gate is met.
        as_of: The day as of which it was judged, ISO 8601.
        results: What every rule said, sorted.
        scores: What every scoring rule said, sorted.
        sign_offs: How every sign-off stands.
        plugins: Every plugin that was discovered, sorted by name.
        digests: ``dossier``, ``subject``, ``workflow``, ``settings`` and ``plugins``, hex sha256.
        titles: What the city, the two stages and the dimensions and worksheets named here were
            called at the time, by slug or key, so that a stored verdict reads well years later.
        waivers: How every waiver of the city stands, in the order of their requests.
    """

    city: str
    from_: str = msgspec.field(name="from")
    to: str
    met: bool
    as_of: str
    results: tuple[Result, ...]
    scores: tuple[ScoreResult, ...]
    sign_offs: tuple[SignOffStatus, ...]
    plugins: tuple[PluginFact, ...]
    digests: dict[str, str]
    titles: dict[str, Text] = {}
    waivers: tuple[WaiverStatus, ...] = ()

    def title(self, key: str) -> Text:
        """Return what ``key`` is called; one without a title stands for itself."""
        return self.titles.get(key, Text.same(key))

    def waiver_of(self, result: Result) -> WaiverStatus | None:
        """Return the waiver that covers ``result``, or None."""
        return next((one for one in self.waivers if one.entry == result.waiver), None)

    @property
    def crashed(self) -> bool:
        """Whether a rule or scoring rule did not run to its end (exit code 3)."""
        return any(result.status == "error" for result in self.results) or any(
            score.fault for score in self.scores
        )

    @property
    def exit_code(self) -> int:
        """0 met, 3 a plugin crashed, 1 not met."""
        if self.crashed:
            return 3
        return 0 if self.met else 1
