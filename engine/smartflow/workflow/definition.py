"""The workflow as the engine uses it: complete, resolved, frozen.

A :class:`Workflow` is what remains when a file and all that it extends have been merged; it is what
a city pins, what is digested, and what lint, gate, machine and diagram read. What stands in a file,
with its gaps, is :class:`smartflow.workflow.definition_file.document.Definition`. Plain data: no
reading, no writing, no registry.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.workflow.suggestion import one_of

__all__ = [
    "AllowedPlugin",
    "BookKind",
    "Each",
    "Migration",
    "NoSuchStage",
    "PlainSetting",
    "RecordKind",
    "Role",
    "SendBack",
    "SignOffRequirement",
    "Skip",
    "Stage",
    "Transition",
    "UnknownRole",
    "UnknownStage",
    "WaiverApproval",
    "Workflow",
]

PlainSetting = str | int | bool | tuple[str, ...]
"""A setting as a workflow holds it: a decimal is text in plain notation (``"0.8"``), because the
file does not say which of its words are numbers; the registered setting's type decides."""


class UnknownStage(BadInput):
    """A word that names no stage of the workflow."""

    code = "unknown-stage"
    says = Text(
        id="Tahap '{key}' tidak ada dalam alur kerja '{workflow}'.{guess}",
        en="There is no stage '{key}' in the workflow '{workflow}'.{guess}",
    )
    next_step = Text(
        id="Lihat tahapnya: smartflow workflow show {workflow}",
        en="See its stages: smartflow workflow show {workflow}",
    )


class NoSuchStage(UnknownStage):
    """Words of a person that name no stage of the workflow."""

    says = Text(
        id="Tahap '{words}' tidak ada dalam alur kerja {workflow}.{guess}",
        en="The workflow {workflow} has no stage '{words}'.{guess}",
    )
    next_step = Text(id="Tahapnya: {keys}.", en="Its stages: {keys}.")


class UnknownRole(BadInput):
    """A word that names no role of the workflow."""

    code = "unknown-role"
    says = Text(
        id="Peran '{key}' tidak ada dalam alur kerja '{workflow}'.{guess}",
        en="There is no role '{key}' in the workflow '{workflow}'.{guess}",
    )
    next_step = Text(
        id="Lihat perannya: smartflow workflow show {workflow}",
        en="See its roles: smartflow workflow show {workflow}",
    )


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stage (tahap).

    Attributes:
        key: Its key, in lower case.
        title: What officials read.
        worksheets: Keys of the worksheets that are judged when it ends.
        due_days: Days after its beginning on which it should end, or None.
        presents: Keys of the worksheets that a dimension presents in it; in a file the default
            is all of ``worksheets``, and an empty list means that nothing is presented.
    """

    key: str
    title: Text
    worksheets: tuple[str, ...] = ()
    due_days: int | None = None
    presents: tuple[str, ...] = ()


class SignOffRequirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role that must approve, and how many people of it.

    Attributes:
        role: The role's key.
        quorum: How many people of it must approve.
        signed: Whether an answer counts only with an SSH signature by the person's registered key.
        minutes: Whether a body's minutes (``decide``) may stand in for signed answers.
    """

    role: str
    quorum: int = 1
    signed: bool = False
    minutes: bool = False

    @property
    def by_minutes(self) -> bool:
        """Whether minutes count: where signatures are asked for, only if the workflow says so."""
        return self.minutes or not self.signed


class Skip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule code or family that a transition leaves out, and why."""

    rule: str
    reason: Text


class Transition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way from one stage to another, with what its gate asks.

    Attributes:
        from_: The key of the stage that ends (``from`` in files).
        to: The key of the stage that begins.
        rules: Families or codes that must be among the rules that ran.
        sign_offs: Who must approve.
        skip: Rules that are left out, each with its reason.
        minimum_score: Least scores, by ``RULE`` or ``RULE.SUBJECT``, such as
            ``readiness.governance``; exact decimals.
    """

    from_: str = msgspec.field(name="from")
    to: str
    rules: tuple[str, ...] = ()
    sign_offs: tuple[SignOffRequirement, ...] = ()
    skip: tuple[Skip, ...] = ()
    minimum_score: dict[str, Decimal] = {}


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role in which people answer; a body also decides in a meeting."""

    key: str
    title: Text
    body: bool = False


class RecordKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of document that can be recorded."""

    key: str
    title: Text


Each = Literal["city", "stage"]


class BookKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A book, or a sheet, that is printed from what a city has.

    Attributes:
        key: Its key, which chapters name.
        title: What officials read on its cover.
        each: ``city``, or ``stage`` where there is one for each stage.
        whole_after: The key of the stage that must have ended for it to be whole, or ``""``.
        rules: Families or codes of rules that must find no error for it to be whole.
        cover: Whether it has a cover and contents; a sheet has neither.
        form: Whether it is printed to be filled in by hand, and so never issued.
    """

    key: str
    title: Text
    each: Each = "city"
    whole_after: str = ""
    rules: tuple[str, ...] = ()
    cover: bool = True
    form: bool = False


class SendBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may send a city back to an earlier stage."""

    roles: tuple[str, ...] = ()


class WaiverApproval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may approve a waiver that somebody else asked for; nobody named: every other person."""

    roles: tuple[str, ...] = ()


class Migration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may move a city to another version of its workflow; nobody named: anybody."""

    roles: tuple[str, ...] = ()


class AllowedPlugin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plugin that a workflow lets take part in judging, beside the built-in ones.

    Attributes:
        name: Its name.
        fingerprint: The sha256 over its files, in hex, that it must have; ``""`` for any.
    """

    name: str
    fingerprint: str = ""


class Workflow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A complete workflow (alur kerja).

    Attributes:
        key: Its key, such as ``masterplan``.
        version: A whole number from 1; a changed file is a new version.
        title: What officials read.
        dimensions: Keys of the dimensions, in the order in which they are printed.
        requires: Names of the plugins without which nothing may be decided.
        initial: The key of the first stage.
        final: Keys of the stages in which a city has arrived.
        stages: The stages, in the order in which a city passes them.
        transitions: The ways between them.
        roles: The roles.
        records: The kinds of document.
        books: The books that are printed.
        emblem: The key of the kind of document whose newest file stands on every cover, or ``""``.
        send_back: Who may send back.
        waiver: Who may approve a waiver.
        migrate: Who may move a city to another version.
        settings: Settings by plugin name and setting key.
        plugins: The allow-list; where it is empty, every loaded plugin takes part.
    """

    key: str
    version: int
    title: Text
    initial: str
    final: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    transitions: tuple[Transition, ...] = ()
    roles: tuple[Role, ...] = ()
    records: tuple[RecordKind, ...] = ()
    send_back: SendBack = SendBack()
    settings: dict[str, dict[str, PlainSetting]] = {}
    plugins: tuple[AllowedPlugin, ...] = ()
    waiver: WaiverApproval = WaiverApproval()
    migrate: Migration = Migration()
    books: tuple[BookKind, ...] = ()
    emblem: str = ""

    @property
    def reference(self) -> str:
        """The key and version as ``extends`` names it: ``masterplan@1``."""
        return f"{self.key}@{self.version}"

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys of the stages, in order."""
        return tuple(stage.key for stage in self.stages)

    def stage(self, key: str) -> Stage:
        """Return the stage named ``key``.

        Raises:
            UnknownStage: there is none.
        """
        for stage in self.stages:
            if stage.key == key:
                return stage
        guess = one_of(key, self.stage_keys)
        raise UnknownStage(key=key, workflow=self.key, guess=guess)

    def role(self, key: str) -> Role:
        """Return the role named ``key``.

        Raises:
            UnknownRole: there is none.
        """
        for role in self.roles:
            if role.key == key:
                return role
        guess = one_of(key, (role.key for role in self.roles))
        raise UnknownRole(key=key, workflow=self.key, guess=guess)

    def transitions_from(self, stage: str) -> tuple[Transition, ...]:
        """Return the transitions that leave ``stage``, in the order of the file."""
        return tuple(way for way in self.transitions if way.from_ == stage)
