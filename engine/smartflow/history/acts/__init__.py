"""A type for every act of the history: who writes an entry, and who reads one, does so by it.

| file | holds |
|---|---|
| `base` | what every act has in common, the act that is not known |
| `register` | the city, its agencies, its people, its settings, its workflow |
| `worksheets` | what was filled in, confirmed, chosen, found to be nothing, erased |
| `documents` | sessions, presentations, documents, issued books |
| `decisions` | answers, moves between stages, waivers |
| `store` | the store log |

Entries keep their bytes: an act is how Python reads a body, and what it writes is what has always
been written. Every command imports this, so it loads msgspec and no more.

In this folder:

``base``: What every act has in common, and how a body becomes an act and an act a body.
``decisions``: Acts that decide: answers, moves between stages, waivers.
``documents``: Acts on what exists on paper: sessions, presentations, documents, issued books.
``register``: Acts of the register of a city: the city itself, its agencies, its people, its
    settings.
``store``: Acts of the store log: its beginning, its cities, its keys, who vouches for it.
``worksheets``: Acts on worksheets: what was filled in, confirmed, chosen, found to be nothing,
    erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.acts.base import Act, UnknownAct, WorkflowPin
from smartflow.history.acts.decisions import (
    Advance,
    Decide,
    GivenWaiver,
    SendBack,
    SignOffAnswer,
    StepAnswer,
    WaiveApprove,
    WaiveRequest,
    WaiveWithdraw,
)
from smartflow.history.acts.documents import Attend, Issue, Present, RecordDocument
from smartflow.history.acts.register import (
    AgencyAdd,
    AgencyEnd,
    AgencyFacts,
    CityAdd,
    CityFacts,
    PersonAdd,
    PersonEnd,
    PersonFacts,
    SettingChange,
    WorkflowMigrate,
)
from smartflow.history.acts.store import (
    BundleImport,
    CityRegister,
    Init,
    KeyAdd,
    KeyRotate,
    StoreCheckpoint,
    WitnessAdd,
)
from smartflow.history.acts.worksheets import (
    Consolidate,
    Erase,
    FiledWorksheet,
    Filing,
    NothingToReport,
    Select,
    Submit,
    WorksheetConfirm,
    WorksheetEntry,
)
from smartflow.history.entries.entry import Entry
from smartflow.language import Text

__all__ = [
    "ACT_TYPES",
    "Act",
    "Advance",
    "AgencyAdd",
    "AgencyEnd",
    "AgencyFacts",
    "Attend",
    "BundleImport",
    "CityAdd",
    "CityFacts",
    "CityRegister",
    "Consolidate",
    "Decide",
    "Erase",
    "FiledWorksheet",
    "Filing",
    "GivenWaiver",
    "Init",
    "Issue",
    "KeyAdd",
    "KeyRotate",
    "NothingToReport",
    "PersonAdd",
    "PersonEnd",
    "PersonFacts",
    "Present",
    "RecordDocument",
    "Select",
    "SendBack",
    "SettingChange",
    "SignOffAnswer",
    "StepAnswer",
    "StoreCheckpoint",
    "Submit",
    "UnknownAct",
    "UnreadableEntry",
    "WaiveApprove",
    "WaiveRequest",
    "WaiveWithdraw",
    "WitnessAdd",
    "WorkflowMigrate",
    "WorkflowPin",
    "WorksheetConfirm",
    "WorksheetEntry",
    "acts_of",
    "read_act",
    "read_as",
    "readable_act",
]

AnAct = TypeVar("AnAct", bound=Act)

ACT_TYPES: Final[dict[str, type[Act]]] = {
    kind.act_name: kind
    for kind in (
        Init,
        KeyAdd,
        KeyRotate,
        CityRegister,
        StoreCheckpoint,
        WitnessAdd,
        BundleImport,
        CityAdd,
        AgencyAdd,
        AgencyEnd,
        PersonAdd,
        PersonEnd,
        SettingChange,
        Submit,
        WorksheetEntry,
        Consolidate,
        WorksheetConfirm,
        NothingToReport,
        Select,
        Erase,
        Attend,
        Present,
        RecordDocument,
        Issue,
        SignOffAnswer,
        Decide,
        Advance,
        SendBack,
        WaiveRequest,
        WaiveApprove,
        WaiveWithdraw,
        WorkflowMigrate,
    )
}
"""Every act that this version knows, by its name."""


class UnreadableEntry(IntegrityFailure):
    """An entry's body does not hold what its act needs, or says what cannot be.

    Attributes:
        cause: What is wrong with it, in the words of whoever saw it.
    """

    code = "unreadable-entry"

    def __init__(self, entry: Entry, cause: object) -> None:
        super().__init__(
            Text(
                id=f"Entri nomor {entry.seq} ({entry.act}) tidak dapat dibaca: {cause}.",
                en=f"Entry number {entry.seq} ({entry.act}) cannot be read: {cause}.",
            ),
            Text(
                id="Simpan salinan penyimpanan, lalu pasang versi SmartFlow yang menulisnya.",
                en="Keep a copy of the store, then install the version that wrote it.",
            ),
        )
        self.cause = str(cause)


def read_act(entry: Entry) -> Act:
    """Return what an entry says was done; an :class:`UnknownAct` where this version cannot say.

    Raises:
        UnreadableEntry: its body does not hold what its act needs.
    """
    kind = ACT_TYPES.get(entry.act)
    if kind is None:
        return UnknownAct(name=entry.act, body=entry.body)
    try:
        return msgspec.convert(entry.body, kind)
    except msgspec.ValidationError as error:
        raise UnreadableEntry(entry, error) from error


def read_as(entry: Entry, kind: type[AnAct]) -> AnAct:
    """Return an entry whose act is known as what it says was done.

    Raises:
        UnreadableEntry: its body does not hold what its act needs.
    """
    try:
        return msgspec.convert(entry.body, kind)
    except msgspec.ValidationError as error:
        raise UnreadableEntry(entry, error) from error


def readable_act(entry: Entry) -> Act:
    """Return what an entry says was done; an :class:`UnknownAct` also where it cannot be read.

    For those who show entries of a log whatever it holds; that an entry cannot be read is told by
    whoever folds it.
    """
    try:
        return read_act(entry)
    except UnreadableEntry:
        return UnknownAct(name=entry.act, body=entry.body)


def acts_of(entries: Iterable[Entry], kind: type[AnAct]) -> Iterator[tuple[Entry, AnAct]]:
    """Yield the entries of one kind of act that can be read, each with what it says was done.

    Args:
        entries: The entries.
        kind: An act, or what several acts have in common, such as :class:`Filing`.
    """
    for entry in entries:
        own = ACT_TYPES.get(entry.act)
        if own is not None and issubclass(own, kind):
            act = readable_act(entry)
            if isinstance(act, kind):
                yield entry, act
