"""The signatures of a stage: who answered, in which post, bound to what, and whether it counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from smartflow.audit.paper.people import tenure_words
from smartflow.audit.paper.words import (
    ANSWERS,
    actor_words,
    basis_words,
    joined,
    late_words,
    plain,
    recorded,
)
from smartflow.history.acts import Decide, SignOffAnswer, StepAnswer
from smartflow.language import Text
from smartflow.report import Facts

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["BindingState", "answers", "binding", "counted_in"]


def answers(material: Material, stay: Stay) -> Iterator[Facts]:
    """Yield each sign-off and each decision of a body in a stay."""
    for entry, act in stay.done(StepAnswer):
        facts: list[tuple[Text, Cell]] = []
        if isinstance(act, SignOffAnswer):
            facts = list(_of_person(material, stay, entry, act))
        elif isinstance(act, Decide):
            facts = list(_of_body(material, stay, entry, act))
        yield Facts(_heading(material, entry, act), tuple(facts))


def _heading(material: Material, entry: Entry, act: StepAnswer) -> Text:
    who, words = material.title(act.asked), ANSWERS.get(act.choice, Text.same(act.choice))
    what = (
        Text(id="Persetujuan", en="Sign-off")
        if isinstance(act, SignOffAnswer)
        else Text(id="Berita acara", en="Minutes")
    )
    return Text(
        id=f"{what.id}, entri {entry.seq}: {who.id} {words.id}",
        en=f"{what.en}, entry {entry.seq}: {who.en} {words.en}",
    )


def _of_person(
    material: Material, stay: Stay, entry: Entry, act: SignOffAnswer
) -> Iterator[tuple[Text, Cell]]:
    yield Text(id="Nama", en="Name"), act.person
    yield Text(id="Jabatan saat itu", en="Post at the time"), plain(act.post)
    yield (
        Text(id="Dasar jabatan", en="Basis of the post"),
        tenure_words(material.entries, act.person, entry.seq),
    )
    yield from _shared(material, stay, entry, act)
    yield (
        Text(id="Sidik lembar bertanda tangan", en="Digest of the signed sheet"),
        act.file or _NO_FILE,
    )


def _of_body(
    material: Material, stay: Stay, entry: Entry, act: Decide
) -> Iterator[tuple[Text, Cell]]:
    yield Text(id="Nomor berita acara", en="Number of the minutes"), plain(act.number)
    yield Text(id="Tanggal rapat", en="Day of the meeting"), act.day
    yield (
        Text(id="Kehadiran", en="Attendance"),
        Text(
            id=f"{act.present} dari {act.members} anggota hadir",
            en=f"{act.present} of {act.members} members present",
        ),
    )
    yield from _shared(material, stay, entry, act)
    yield Text(id="Sidik berita acara", en="Digest of the minutes"), act.file or _NO_FILE


_NO_FILE = Text(id="TIDAK DILAMPIRKAN", en="NOT ATTACHED")


def _shared(
    material: Material, stay: Stay, entry: Entry, act: StepAnswer
) -> Iterator[tuple[Text, Cell]]:
    yield Text(id="Tanggal terjadi", en="Happened"), entry.occurred
    yield Text(id="Dicatat", en="Recorded"), joined((recorded(entry), late_words(entry)), ", ")
    yield Text(id="Dicatat oleh", en="Recorded by"), actor_words(entry)
    yield Text(id="Dasar pengenalan", en="Known by"), basis_words(entry)
    if entry.reason:
        yield Text(id="Alasan", en="Reason"), entry.reason
    if act.subject_day:
        yield Text(id="Isi yang ditandatangani, per", en="What was signed, as of"), act.subject_day
    yield (
        Text(id="Terikat pada isi bersidik", en="Bound to content of digest"),
        plain(act.subject),
    )
    yield (
        Text(id="Terikat pada alur kerja bersidik", en="Bound to workflow of digest"),
        plain(act.workflow),
    )
    if isinstance(act, SignOffAnswer) and act.signature:
        yield Text(id="Sidik pernyataan", en="Digest of the statement"), plain(act.statement)
        yield Text(id="Sidik tanda tangan SSH", en="Digest of the SSH signature"), act.signature
    yield Text(id="Diperhitungkan", en="Counted"), _binding_words(material, stay, entry, act)


def counted_in(material: Material, stay: Stay) -> frozenset[int]:
    """Return the numbers of the answers on which the decision rested that ended a stay."""
    verdict = material.verdicts.get(stay.left.entry) if stay.left else None
    if verdict is None:
        return frozenset()
    rested = {number for one in verdict.sign_offs for number in one.entries}
    return frozenset(rested | {one.decision for one in verdict.sign_offs if one.decision})


BindingState = Literal[
    "counted", "not_an_approval", "unreadable", "undecided", "outdated", "not_counted"
]


def binding(material: Material, stay: Stay, entry: Entry, act: StepAnswer) -> BindingState:
    """Return whether an answer counted when the stage ended, and if not, why."""
    if entry.seq in counted_in(material, stay):
        return "counted"
    verdict = material.verdicts.get(stay.left.entry) if stay.left else None
    if act.choice != "approve":
        return "not_an_approval"
    if verdict is None:
        return "unreadable" if stay.left else "undecided"
    if verdict.digests.get("subject") not in (None, act.subject):
        return "outdated"
    return "not_counted"


_BINDINGS: Mapping[BindingState, Text] = {
    "counted": Text(
        id="dihitung dalam keputusan entri {decision}",
        en="counted in the decision of entry {decision}",
    ),
    "not_an_approval": Text(id="bukan persetujuan", en="not an approval"),
    "unreadable": Text(
        id="tidak dapat dikatakan: hasil pemeriksaannya tidak terbaca",
        en="cannot be told: the verdict cannot be read",
    ),
    "undecided": Text(
        id="tahap belum berakhir dengan keputusan", en="no decision has ended the stage"
    ),
    "outdated": Text(
        id="TIDAK dihitung: isi berubah sesudah ditandatangani",
        en="NOT counted: the content changed after it was signed",
    ),
    "not_counted": Text(id="tidak dihitung dalam keputusan itu", en="not counted in that decision"),
}


def _binding_words(material: Material, stay: Stay, entry: Entry, act: StepAnswer) -> Text:
    decision = str(stay.left.entry if stay.left else 0)
    return _BINDINGS[binding(material, stay, entry, act)].fill({"decision": decision})
