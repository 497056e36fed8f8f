"""How every act reads a city and writes one entry.

An act is a *plan*: a function from the city as it is to the entry it wants. ``perform`` reads,
plans with no lock held, and writes in one short transaction in which the city's newest entry must
still be the one that was read; else it reads and plans once more. So no act can be decided on
something that has changed meanwhile, and a city never waits for a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from smartflow.casework.cities import city_named
from smartflow.casework.foreign_city import require_as_imported, require_own
from smartflow.casework.lookups import knowing_city
from smartflow.casework.people import find_person
from smartflow.casework.repeating import repeated
from smartflow.casework.signing import pen_of
from smartflow.casework.telling import tell
from smartflow.casework.workspace import Workspace
from smartflow.clock import day_in, stamp
from smartflow.errors import BadInput, Conflict, IntegrityFailure
from smartflow.fold.state import CityState, fold
from smartflow.history.acts import Act
from smartflow.history.entries.blob import Blob
from smartflow.history.entries.chain import BrokenChain, Fault, read_chain
from smartflow.history.entries.entry import Actor, Entry, decode_entry
from smartflow.history.evidence import RESTORE
from smartflow.language import Text
from smartflow.ledger.register import ImportedCity
from smartflow.model import Person
from smartflow.store.protocol import Head, HeadMoved, Reading

__all__ = [
    "Case",
    "CityMoved",
    "Draft",
    "EmptyHistory",
    "History",
    "MovedSincePlanned",
    "MovedWhileJudged",
    "NewerHistory",
    "actor_of",
    "case_of",
    "history_in",
    "make_entry",
    "perform",
    "perform_if",
    "post_of",
    "read_case",
    "read_history",
    "require_known_acts",
    "write",
    "written_post",
]

_TRIES = 8
"""How often an act is planned again when others keep writing to the same city."""


class CityMoved(Conflict):
    """Somebody else kept acting on the same city."""

    code = "city-moved"
    says = Text(
        id="Berkas '{city}' terus diubah oleh proses lain; tidak ada yang dicatat.",
        en="Others kept changing '{city}'; nothing was recorded.",
    )
    next_step = Text(id="Ulangi perintah yang sama.", en="Run the same command again.")


class MovedWhileJudged(CityMoved):
    """The city changed stage while its gate was judged."""

    says = Text(
        id="{city} berubah saat diperiksa (kini di tahap {now}); tidak ada yang dicatat oleh"
        " perintah ini.",
        en="{city} changed while it was judged (it is now in {now}); this command recorded"
        " nothing.",
    )
    next_step = Text(
        id="Lihat keadaannya: smartflow status {slug}",
        en="See how it stands: smartflow status {slug}",
    )


class MovedSincePlanned(CityMoved):
    """The city left its stage after a run over many cities had begun."""

    says = Text(
        id="{task} kini di tahap {stage}, bukan lagi di tahap {task_stage} seperti ketika"
        " pekerjaan ini dimulai; tidak dimajukan.",
        en="{task} is in {stage} now and no longer in {task_stage}, as when this run began; it was"
        " not advanced.",
    )
    next_step = Text(
        id="Lihat keadaannya: smartflow status {slug}",
        en="See how it stands: smartflow status {slug}",
    )


class EmptyHistory(IntegrityFailure):
    """A registered city has no entry, although both are written in one transaction."""

    code = "empty-history"
    says = Text(id="Riwayat kota '{city}' kosong.", en="The history of '{city}' is empty.")
    next_step = RESTORE


class NewerHistory(BadInput):
    """The city's history holds acts of a newer SmartFlow, so nothing may be built on it here."""

    code = "newer-history"
    says = Text(
        id="Riwayat {name} berisi tindakan '{act}' (entri {seq}) dari SmartFlow yang lebih baru;"
        " versi ini hanya dapat menampilkannya.",
        en="The history of {name} holds the act '{act}' (entry {seq}) of a newer SmartFlow; this"
        " version can only show it.",
    )
    next_step = Text(
        id="Perbarui SmartFlow: pipx upgrade smartflow-engine.",
        en="Upgrade SmartFlow: pipx upgrade smartflow-engine.",
    )


class Case(msgspec.Struct, frozen=True):
    """A city as an act finds it.

    Attributes:
        workspace: Where it was read.
        log: The city's log.
        head: Its newest entry when it was read.
        state: What its entries add up to.
        today: The day, in the city's zone.
        contents: The bytes of its entries, the first one first.
        leaves: Their leaf hashes in hex, in the same order.
        imported: Whose copy it is, of a city that another office writes; None of one's own.
    """

    workspace: Workspace
    log: str
    head: Head
    state: CityState
    today: date
    contents: tuple[bytes, ...] = ()
    leaves: tuple[str, ...] = ()
    imported: ImportedCity | None = None

    def read_blobs(self, digests: tuple[str, ...]) -> Mapping[str, bytes]:
        """Return stored bytes by digest, as far as they are there."""
        if not digests:
            return {}

        def read() -> Mapping[str, bytes]:
            with self.workspace.store.read() as reading:
                return reading.blobs(digests)

        return repeated(read)


class History(msgspec.Struct, frozen=True):
    """A city's entries, once their chain is checked.

    Attributes:
        log: The city's log.
        head: Its newest entry.
        entries: All of them, the oldest first.
        contents: Their bytes, in the same order.
        leaves: Their leaf hashes in hex, in the same order.
        imported: Whose copy it is, of a city that another office writes; None of one's own.
    """

    log: str
    head: Head
    entries: tuple[Entry, ...]
    contents: tuple[bytes, ...] = ()
    leaves: tuple[str, ...] = ()
    imported: ImportedCity | None = None


class Draft(msgspec.Struct, frozen=True):
    """What an act wants to be written.

    Attributes:
        act: The act's name.
        body: Its body, plain or canonical values.
        blobs: What the body names by digest.
        reason: Why, in the person's words.
        occurred: When it happened; by default today.
        role: The role in which the person acts, where the act needs one.
        basis: How it is known who acts, where a signature says more than a claim.
        erased: Blobs that are removed for good, by their digests.
    """

    act: str
    body: dict[str, Any]
    blobs: tuple[Blob, ...] = ()
    reason: str = ""
    occurred: date | None = None
    role: str = ""
    basis: str = ""
    erased: tuple[str, ...] = ()

    @classmethod
    def of(  # noqa: PLR0913  the parts of an entry
        cls,
        act: Act,
        *,
        blobs: tuple[Blob, ...] = (),
        reason: str = "",
        occurred: date | None = None,
        role: str = "",
        basis: str = "",
        erased: tuple[str, ...] = (),
    ) -> Draft:
        """Return the draft of an act that this version knows; every act of ours is written so."""
        return cls(act.act_name, act.to_body(), blobs, reason, occurred, role, basis, erased)


def read_case(workspace: Workspace, city: str) -> Case:
    """Read a city by its slug, name or Kemendagri code; see :func:`read_history`.

    Raises:
        UnknownCity: there is none of that name.
        IntegrityFailure: its history cannot be read, or is not as it was written.
    """
    return case_of(workspace, read_history(workspace, city))


def case_of(workspace: Workspace, history: History) -> Case:
    """Return a city whose history has been read, as it stands today.

    Raises:
        IntegrityFailure: an entry does not hold what its act needs.
    """
    state = fold(history.entries)
    if state is None:  # a history has entries
        raise EmptyHistory(city=history.log)
    today = day_in(state.city.zone, workspace.clock.now())
    return Case(
        workspace,
        history.log,
        history.head,
        state,
        today,
        history.contents,
        history.leaves,
        history.imported,
    )


def read_history(workspace: Workspace, city: str) -> History:
    """Read the entries of a city.

    Its chain is checked on the way, and the newest lines of the stage history log are held
    against the store: nothing is shown, and nothing decided, on a history that was changed.

    Raises:
        UnknownCity: there is none of that name.
        IntegrityFailure: its history cannot be read, or is not as it was written.
    """

    def read() -> History:
        with workspace.reading() as reading:
            return history_in(workspace, reading, city)

    return repeated(read)


def history_in(workspace: Workspace, reading: Reading, city: str) -> History:
    """Read the entries of a city in an open transaction; its chain is checked, and no more.

    For whoever has held the stage history log against the store already.

    Raises:
        UnknownCity: there is none of that name.
        IntegrityFailure: its history cannot be read, or is not as it was written.
    """
    register = workspace.register(reading)
    log = city_named(register, city).log
    contents = tuple(reading.entries(log))
    numbered = reading.head(log)
    chain = read_chain(log, contents)
    if not contents:
        raise EmptyHistory(city=city)
    head = Head(len(contents), chain.leaves[-1])
    if numbered != head:
        raise BrokenChain(Fault.EDITED, log, head.seq)
    imported = register.imported.get(log)
    if imported is not None:
        require_as_imported(imported, head)
        workspace.copies[log] = imported
    return History(log, head, chain.entries, contents, chain.leaves, imported)


def actor_of(case: Case, role: str = "", known_by: str = "") -> Actor:
    """Return who acts: the person of ``--as`` or ``smartflow.toml``, else the system's user.

    Args:
        case: The city.
        role: The role in which the person acts, or ``""``.
        known_by: How it is known who acts, such as a signature; without it the act is recorded as
            claimed, with user and host.

    Raises:
        UnknownPerson: the named person is not registered in the city.
    """
    name = case.workspace.actor_name
    claimed = known_by or f"claimed by {case.workspace.system_user()}"
    if not name:
        return Actor(person=case.workspace.system_user(), role=role, post="", basis=claimed)
    person = find_person(case.state, name)
    basis = f"{claimed}; {person.decree}" if person.decree else claimed
    return Actor(person=person.name, role=role, post=post_of(person), basis=basis)


def post_of(person: Person) -> str:
    """Return the post as it is written on paper: ``Plt. Kepala Dinas Kesehatan``."""
    return written_post(person.post, person.status)


def written_post(post: str, status: str) -> str:
    """Return a post with how it is held, as it is written on paper; see :func:`post_of`."""
    if status == "definitif":
        return post
    return f"{_STATUS.get(status, status)} {post}"


_STATUS = {"pj": "Pj.", "plt": "Plt.", "plh": "Plh."}


def make_entry(case: Case, draft: Draft, actor: Actor, head: Head) -> Entry:
    """Return the entry that ``draft`` becomes behind ``head``."""
    now = case.workspace.clock.now()
    return Entry(
        log=case.log,
        seq=head.seq + 1,
        at=stamp(now),
        occurred=draft.occurred or case.today,
        zone=case.state.city.zone,
        act=draft.act,
        actor=actor,
        body=draft.body,
        reason=draft.reason,
        prev=head.leaf,
    )


def perform(workspace: Workspace, city: str, plan: Callable[[Case], Draft]) -> Entry:
    """Let an act happen: read the city, plan, write one entry, tell who must be told.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        plan: What the act wants; it is called again when the city changed before the write.

    Raises:
        ForeignCity: another office writes the city.
        CityMoved: others kept writing to the city.
        SmartflowError: whatever the plan refuses.
    """
    entry = perform_if(workspace, city, plan)
    if entry is None:  # a plan that always drafts never gets here
        raise CityMoved(city=city)
    return entry


def perform_if(
    workspace: Workspace, city: str, plan: Callable[[Case], Draft | None]
) -> Entry | None:
    """Do as :func:`perform`, but write nothing and return None when the plan wants nothing."""
    for _ in range(_TRIES):
        try:
            entry = repeated(lambda: _attempt(workspace, city, plan))
        except HeadMoved:
            continue
        if entry is not None:
            tell(workspace, entry)
        return entry
    raise CityMoved(city=city)


def _attempt(workspace: Workspace, city: str, plan: Callable[[Case], Draft | None]) -> Entry | None:
    """Read, plan and write once; telling comes afterwards, when nothing can be repeated."""
    case = read_case(workspace, city)
    require_own(case.imported)
    with knowing_city(case.state.city.slug):
        draft = plan(case)
    return None if draft is None else write(case, draft)


def require_known_acts(case: Case) -> None:
    """Refuse to decide or write on a history that this version understands in part only.

    Raises:
        NewerHistory: it holds an act that this version does not know.
    """
    if not case.state.unknown:
        return
    seq, act = next(iter(case.state.unknown.items()))
    name = case.state.city.name
    raise NewerHistory(name=name, act=act, seq=seq)


def write(case: Case, draft: Draft) -> Entry:
    """Write one entry behind the head that was read, and sign for it.

    Raises:
        ForeignCity: another office writes the city.
        NewerHistory: the city's history holds an act that this version does not know.
        HeadMoved: the city has a newer entry.
        StoreLocked: another process holds the store for more than five seconds.
        SigningKeyMissing: the store is signed and its key is not on this computer.
        IntegrityFailure: the history does not continue what was signed last.
    """
    require_own(case.imported)
    require_known_acts(case)
    entry = make_entry(case, draft, actor_of(case, draft.role, draft.basis), case.head)
    pen = pen_of(case.workspace, case.log)
    leaves = tuple(map(bytes.fromhex, case.leaves))
    with case.workspace.store.write(case.log) as writing:
        for blob in draft.blobs:
            writing.put_blob(blob.digest, blob.content)
        content = pen.append(writing, entry, leaves)
        for digest in draft.erased:
            writing.erase_blob(digest)
    return decode_entry(content)
