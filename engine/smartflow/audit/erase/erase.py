"""``audit erase``: remove personal data for good, and say so in the history.

What may go is what stands behind a salt: the rows of a submission, its file, the source of what
was typed for somebody, an attendance list. The entry that brought it stays, with a digest that no
longer leads anywhere; the act ``erase`` says who removed it and why, so that an audit tells it
from a loss. Verdicts, workflows, minutes and signatures are what decisions rest on, and stay.

Each blob is an act of its own, in one transaction with its entry. Who stops half-way repeats the
command: what is gone already is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.audit.history.difference import require_entry
from smartflow.casework.casework import Case, Draft, perform, read_case
from smartflow.casework.lookups import need_reason
from smartflow.casework.people import signatory
from smartflow.casework.store_owner import require_owner
from smartflow.errors import BadInput
from smartflow.history.acts import Attend, Erase, Filing, readable_act
from smartflow.history.entries.blob import open_salted
from smartflow.history.entries.chain import read_chain
from smartflow.history.entries.entry import Entry
from smartflow.journey.waivers.waivers import require_in_post
from smartflow.language import Text
from smartflow.ledger.attachments import named_blobs
from smartflow.ledger.erased import erased_digests
from smartflow.model.row_table import decode_table

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = [
    "PARTS",
    "AlreadyErased",
    "Erasable",
    "Erasure",
    "NoSuchDigest",
    "NothingToErase",
    "Part",
    "StaysForEver",
    "erase",
    "erasure_of",
    "personal_data",
]

Part = Literal["rows", "file", "source", "list"]

PARTS: tuple[Part, ...] = ("rows", "file", "source", "list")
"""What can be erased: rows of worksheets, the file they came in, its source, an attendance list."""

_SUBMITTING = frozenset({"submit", "worksheet_entry", "consolidate"})


_ERASING = Text(id="menghapus data pribadi", en="erases personal data")
_WHAT = Text(id="Penghapusan data pribadi", en="Erasing personal data")


class NothingToErase(BadInput):
    """The entry has nothing of the kind, or no entry names the digest."""

    code = "nothing-to-erase"
    says = Text(
        id="Entri {seq} tidak membawa data pribadi jenis itu untuk dihapus (ada: {parts}).",
        en="Entry {seq} brought no personal data of that kind to erase (it has: {parts}).",
    )
    next_step = Text.same("{advice}")


class NoSuchDigest(NothingToErase):
    """No entry of the city names the digest."""

    says = Text(
        id="Tidak ada entri {city} yang menyebut sidik digital itu.",
        en="No entry of {city} names that digest.",
    )
    next_step = Text(
        id="Lihat: smartflow history {slug}; sidiknya 64 huruf dan angka.",
        en="See: smartflow history {slug}; a digest has 64 signs.",
    )


class AlreadyErased(BadInput):
    """All that was named is gone already."""

    code = "already-erased"
    says = Text(
        id="Data itu sudah dihapus (entri {listed}).",
        en="That was erased already (entry {listed}).",
    )
    next_step = Text.same("{advice}")


class StaysForEver(BadInput):
    """What was named is no personal data behind a salt: decisions rest on it."""

    code = "stays-for-ever"
    says = Text(
        id="Lampiran {digest}… pada entri {seq} tidak dapat dihapus: hasil pemeriksaan, alur"
        " kerja, dokumen, risalah dan tanda tangan adalah dasar keputusan, dan tidak disimpan di"
        " balik garam.",
        en="The blob {digest}… of entry {seq} cannot be erased: verdicts, workflows, documents,"
        " minutes and signatures are what decisions rest on, and stand behind no salt.",
    )
    next_step = Text(
        id="Yang dapat dihapus: isi dan berkas kiriman, serta daftar hadir. Lihat: smartflow"
        " history {slug} --act submit",
        en="What can be erased: rows and files of submissions, and attendance lists. See:"
        " smartflow history {slug} --act submit",
    )


class Erasable(msgspec.Struct, frozen=True):
    """A blob that may be erased.

    Attributes:
        entry: The number of the entry that was named.
        what: Which part of it.
        digest: The blob.
        worksheet: The worksheet's key, for rows.
        filler: Whose it is, for rows.
        entries: The numbers of all entries that lose it.
        current: Whether these rows are the present copy: without them the worksheet counts as not
            submitted.
        copies: The numbers of entries with other copies of the worksheet that are still kept.
    """

    entry: int
    what: Part
    digest: str
    worksheet: str = ""
    filler: str = ""
    entries: tuple[int, ...] = ()
    current: bool = False
    copies: tuple[int, ...] = ()


class Erasure(msgspec.Struct, frozen=True):
    """What would be, or was, erased.

    Attributes:
        city: The city's name.
        slug: Its slug, which is typed to confirm.
        parts: The blobs.
        made: The entries that say so, one for each blob; empty before the act.
    """

    city: str
    slug: str
    parts: tuple[Erasable, ...]
    made: tuple[Entry, ...] = ()


def erasure_of(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    entry: int = 0,
    *,
    part: Part | None = None,
    digest: str = "",
    reason: str,
) -> Erasure:
    """Return what would be erased; nothing is changed.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        entry: The number of the entry that brought it; 0 where a digest is given.
        part: Which part of the entry; None for all that may be erased of it.
        digest: The blob, instead of an entry.
        reason: Why.

    Raises:
        EmptyReason: no reason was given.
        NobodySigns: no registered person was named.
        NotInPost: the person is not in post today.
        UnknownEntry: the history has no entry of that number.
        NothingToErase: the entry has nothing of the kind, or no entry names the digest.
        StaysForEver: it is no personal data behind a salt.
        AlreadyErased: all of it is gone already.
        NeedsOwner: the store is on a server, and the connected role does not own it.
    """
    need_reason(reason, _WHAT)
    case = read_case(workspace, city)
    _require_official(case)
    require_owner(workspace, _ERASING)
    entries = read_chain(case.log, case.contents).entries
    named = _of_digest(case, entries, digest) if digest else _of_entry(case, entries, entry, part)
    gone = erased_digests(entries)
    left = tuple(one for one in named if one.digest not in gone)
    if not left:
        raise _already(case, sorted({gone[one.digest] for one in named}))
    return Erasure(case.state.city.name, case.state.city.slug, _told(case, entries, left, gone))


def erase(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    entry: int = 0,
    *,
    part: Part | None = None,
    digest: str = "",
    reason: str,
) -> Erasure:
    """Erase what :func:`erasure_of` returns, each blob in one transaction with its entry.

    Raises:
        SmartflowError: as :func:`erasure_of`, or the store cannot be written.
    """
    found = erasure_of(workspace, city, entry, part=part, digest=digest, reason=reason)
    plans = (_Plan(one, reason.strip()) for one in found.parts)
    made = tuple(perform(workspace, found.slug, plan) for plan in plans)
    return msgspec.structs.replace(found, made=made)


class _Plan:
    """Plans the act for one blob."""

    def __init__(self, one: Erasable, reason: str) -> None:
        self._one = one
        self._reason = reason

    def __call__(self, case: Case) -> Draft:
        _require_official(case)
        one = self._one
        gone = erased_digests(read_chain(case.log, case.contents).entries)
        if one.digest in gone:  # somebody else was faster
            raise _already(case, [gone[one.digest]])
        act = Erase(digest=one.digest, entry=one.entry, what=one.what)
        if one.what == "rows":
            act = msgspec.structs.replace(
                act, worksheet=one.worksheet, filler=one.filler, next=_next(case, one)
            )
        return Draft.of(act, reason=self._reason, erased=(one.digest,))


def _require_official(case: Case) -> None:
    """Refuse whoever is not a registered person in post today."""
    person = signatory(
        case.state,
        case.workspace.actor_name,
        Text(
            id="Penghapusan data pribadi dicatat atas nama orang yang terdaftar.",
            en="Erasing personal data is recorded in a registered person's name.",
        ),
    )
    require_in_post(person, case)


def _next(case: Case, one: Erasable) -> int:
    """Return the number of the next new row: a number that was used is never used again."""
    sealed = case.read_blobs((one.digest,)).get(one.digest)
    return 1 if sealed is None else decode_table(open_salted(sealed)).next


# -- what an entry holds --------------------------------------------------------------------------


def _of_entry(
    case: Case, entries: Sequence[Entry], seq: int, part: Part | None
) -> tuple[Erasable, ...]:
    require_entry(case, seq)
    held = tuple(personal_data(entries[seq - 1]))
    named = tuple(one for one in held if part in (None, one.what))
    if named:
        return named
    if not held and (stays := tuple(_staying(entries[seq - 1]))):
        raise StaysForEver(digest=stays[0][:12], seq=seq, slug=case.state.city.slug)
    parts = ", ".join(dict.fromkeys(one.what for one in held)) or "-"
    raise NothingToErase(seq=seq, parts=parts, advice=_see(case, seq))


def _of_digest(case: Case, entries: Sequence[Entry], digest: str) -> tuple[Erasable, ...]:
    wanted = digest.strip().lower()
    for entry in entries:
        for one in personal_data(entry):
            if one.digest == wanted:
                return (one,)
        if wanted in _staying(entry):
            raise StaysForEver(digest=wanted[:12], seq=entry.seq, slug=case.state.city.slug)
    raise NoSuchDigest(city=case.state.city.name, slug=case.state.city.slug)


def personal_data(entry: Entry) -> Iterator[Erasable]:
    """Yield the salted blobs that an entry brought, each once: what may be erased."""
    act = readable_act(entry)
    if isinstance(act, Attend) and act.sheet:
        yield Erasable(entry.seq, "list", act.sheet)
    if not isinstance(act, Filing):
        return
    for sheet in act.worksheets:
        yield Erasable(entry.seq, "rows", sheet.rows, sheet.worksheet, act.filler)
    if act.file:
        yield Erasable(entry.seq, "file", act.file)
    if act.source and act.source != act.file:
        yield Erasable(entry.seq, "source", act.source)


def _staying(entry: Entry) -> Iterator[str]:
    """Yield the digests of what an entry names and nobody may erase."""
    may_go = {one.digest for one in personal_data(entry)}
    return (digest for digest in named_blobs(entry) if digest not in may_go)


def _told(
    case: Case, entries: Sequence[Entry], parts: Sequence[Erasable], gone: dict[str, int]
) -> tuple[Erasable, ...]:
    """Return parts with which entries lose them and what it means for the worksheet."""
    told = []
    for one in parts:
        losing = tuple(
            entry.seq
            for entry in entries
            if any(other.digest == one.digest for other in personal_data(entry))
        )
        copies = case.state.copies.get((one.worksheet, one.filler), [])
        present = case.state.submissions.get((one.worksheet, one.filler))
        told.append(
            msgspec.structs.replace(
                one,
                entries=losing,
                current=present is not None and present.rows == one.digest,
                copies=tuple(
                    copy.entry
                    for copy in copies
                    if copy.rows != one.digest and copy.rows not in gone
                ),
            )
        )
    return tuple(told)


# -- refusals -------------------------------------------------------------------------------------


def _already(case: Case, numbers: Sequence[int]) -> AlreadyErased:
    listed = ", ".join(map(str, numbers))
    return AlreadyErased(listed=listed, advice=_see(case, numbers[0]))


def _see(case: Case, seq: int) -> Text:
    command = f"smartflow history {case.state.city.slug} {seq}"
    return Text(id=f"Lihat: {command}", en=f"See: {command}")
