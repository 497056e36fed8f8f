"""The signatures of a stage: who answered, in which post, bound to what, and whether it counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from smartflow.audit.paper.people import tenure_words
from smartflow.audit.paper.words import (
    ANSWERS,
    actor_words,
    basis_words,
    day_of,
    joined,
    late_words,
    plain,
    recorded,
)
from smartflow.language import Text
from smartflow.report import Facts

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report.table import Cell

__all__ = ["BindingState", "answers", "binding", "counted_in"]


def answers(material: Material, stay: Stay) -> Iterator[Facts]:
    """Yield each sign-off and each decision of a body in a stay."""
    for entry in stay.acts("sign_off", "decide"):
        told = _of_person if entry.act == "sign_off" else _of_body
        yield Facts(_heading(material, entry), tuple(told(material, stay, entry)))


def _heading(material: Material, entry: Entry) -> Text:
    body: dict[str, Any] = entry.body
    key = body.get("role") if entry.act == "sign_off" else body.get("body")
    answer = body.get("answer") if entry.act == "sign_off" else body.get("outcome")
    who, words = material.title(key), ANSWERS.get(str(answer), Text.same(str(answer)))
    what = (
        Text(id="Persetujuan", en="Sign-off")
        if entry.act == "sign_off"
        else Text(id="Berita acara", en="Minutes")
    )
    return Text(
        id=f"{what.id}, entri {entry.seq}: {who.id} {words.id}",
        en=f"{what.en}, entry {entry.seq}: {who.en} {words.en}",
    )


def _of_person(material: Material, stay: Stay, entry: Entry) -> Iterator[tuple[Text, Cell]]:
    body: dict[str, Any] = entry.body
    name = str(body.get("person", ""))
    yield Text(id="Nama", en="Name"), name
    yield Text(id="Jabatan saat itu", en="Post at the time"), plain(body.get("post"))
    yield (
        Text(id="Dasar jabatan", en="Basis of the post"),
        tenure_words(material.entries, name, entry.seq),
    )
    yield from _shared(material, stay, entry)
    yield Text(id="Sidik lembar bertanda tangan", en="Digest of the signed sheet"), _or_none(body)


def _of_body(material: Material, stay: Stay, entry: Entry) -> Iterator[tuple[Text, Cell]]:
    body: dict[str, Any] = entry.body
    present, members = plain(body.get("present")), plain(body.get("members"))
    yield Text(id="Nomor berita acara", en="Number of the minutes"), plain(body.get("number"))
    yield Text(id="Tanggal rapat", en="Day of the meeting"), day_of(body.get("date"))
    yield (
        Text(id="Kehadiran", en="Attendance"),
        Text(
            id=f"{present} dari {members} anggota hadir",
            en=f"{present} of {members} members present",
        ),
    )
    yield from _shared(material, stay, entry)
    yield Text(id="Sidik berita acara", en="Digest of the minutes"), _or_none(body)


_NO_FILE = Text(id="TIDAK DILAMPIRKAN", en="NOT ATTACHED")


def _or_none(body: dict[str, Any]) -> Cell:
    return str(body["file"]) if body.get("file") else _NO_FILE


def _shared(material: Material, stay: Stay, entry: Entry) -> Iterator[tuple[Text, Cell]]:
    yield Text(id="Tanggal terjadi", en="Happened"), entry.occurred
    yield Text(id="Dicatat", en="Recorded"), joined((recorded(entry), late_words(entry)), ", ")
    yield Text(id="Dicatat oleh", en="Recorded by"), actor_words(entry)
    yield Text(id="Dasar pengenalan", en="Known by"), basis_words(entry)
    if entry.reason:
        yield Text(id="Alasan", en="Reason"), entry.reason
    body = entry.body
    if body.get("subject_day"):
        yield (
            Text(id="Isi yang ditandatangani, per", en="What was signed, as of"),
            day_of(body["subject_day"]),
        )
    yield (
        Text(id="Terikat pada isi bersidik", en="Bound to content of digest"),
        plain(body.get("subject")),
    )
    yield (
        Text(id="Terikat pada alur kerja bersidik", en="Bound to workflow of digest"),
        plain(body.get("workflow")),
    )
    for key, words in _SIGNED:
        if body.get(key):
            yield words, plain(body[key])
    yield Text(id="Diperhitungkan", en="Counted"), _binding_words(material, stay, entry)


_SIGNED = (
    ("statement", Text(id="Sidik pernyataan", en="Digest of the statement")),
    ("signature", Text(id="Sidik tanda tangan SSH", en="Digest of the SSH signature")),
)


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


def binding(material: Material, stay: Stay, entry: Entry) -> BindingState:
    """Return whether an answer counted when the stage ended, and if not, why."""
    if entry.seq in counted_in(material, stay):
        return "counted"
    verdict = material.verdicts.get(stay.left.entry) if stay.left else None
    answer = entry.body.get("answer") or entry.body.get("outcome")
    if answer != "approve":
        return "not_an_approval"
    if verdict is None:
        return "unreadable" if stay.left else "undecided"
    if verdict.digests.get("subject") not in (None, entry.body.get("subject")):
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


def _binding_words(material: Material, stay: Stay, entry: Entry) -> Text:
    decision = str(stay.left.entry if stay.left else 0)
    return _BINDINGS[binding(material, stay, entry)].fill({"decision": decision})
