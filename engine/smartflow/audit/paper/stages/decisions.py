"""One decision of the paper: an ``advance`` that moved or was refused, or a send-back.

What it rested on is read from the stored verdict, as it was on that day; what plugins say today
plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smartflow.audit.paper.stages.exceptions import left_out, settings_in_force, waivers
from smartflow.audit.paper.words import (
    actor_words,
    basis_words,
    joined,
    late_words,
    plain,
    recorded,
)
from smartflow.history.acts import Advance, SendBack, readable_act
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.entry import encode_entry
from smartflow.language import Text
from smartflow.report import Facts, Paragraph, Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Verdict
    from smartflow.report import Block
    from smartflow.report.table import Cell

__all__ = ["decision"]

_STATUSES = (
    ("pass", Text(id="terpenuhi", en="passed")),
    ("fail", Text(id="tidak terpenuhi", en="failed")),
    ("error", Text(id="gagal dijalankan", en="could not be run")),
    ("warn", Text(id="peringatan", en="warnings")),
    ("waived", Text(id="dikecualikan", en="waived")),
    ("not_applicable", Text(id="tidak berlaku", en="not applicable")),
)
_DIGESTS = (
    ("dossier", Text(id="Sidik berkas yang dinilai", en="Digest of the dossier judged")),
    ("subject", Text(id="Sidik isi yang ditandatangani", en="Digest of what was signed")),
    ("workflow", Text(id="Sidik alur kerja", en="Digest of the workflow")),
    ("settings", Text(id="Sidik pengaturan", en="Digest of the settings")),
    ("plugins", Text(id="Sidik plugin", en="Digest of the plugins")),
)


def decision(material: Material, stay: Stay, entry: Entry) -> Iterator[Block]:
    """Yield what the paper says of one move, refusal or send-back."""
    yield Facts(_heading(material, entry), tuple(_facts(material, entry)))
    if entry.act != "advance":
        return
    verdict = material.verdicts.get(entry.seq)
    if verdict is None:
        yield Paragraph((_UNREADABLE,), "warning")
        return
    yield from _blocking(material, verdict)
    yield from left_out(verdict)
    yield from waivers(material, verdict)
    if entry.seq == (stay.left.entry if stay.left else 0):
        yield settings_in_force(material, entry)


_UNREADABLE = Text(
    id="Hasil pemeriksaan yang disebut entri ini tidak ada lagi, atau tidak terbaca.",
    en="The verdict that this entry names is gone, or cannot be read.",
)


def _heading(material: Material, entry: Entry) -> Text:
    act = readable_act(entry)
    kind = "refused" if isinstance(act, Advance) and act.refused else entry.act
    ends = (act.from_, act.to) if isinstance(act, Advance | SendBack) else ("?", "?")
    what = {
        "advance": Text(id="Keputusan maju", en="Decision to advance"),
        "refused": Text(
            id="Percobaan maju yang DITOLAK mesin", en="Attempt to advance, REFUSED by the gate"
        ),
        "send_back": Text(id="PENGEMBALIAN ke tahap sebelumnya", en="SENT BACK"),
    }[kind]
    from_, to = map(material.title, ends)
    return Text(
        id=f"{what.id}, entri {entry.seq}: {from_.id} → {to.id}",
        en=f"{what.en}, entry {entry.seq}: {from_.en} → {to.en}",
    )


def _facts(material: Material, entry: Entry) -> Iterator[tuple[Text, Cell]]:
    yield Text(id="Oleh", en="By"), actor_words(entry)
    yield Text(id="Dasar pengenalan", en="Known by"), basis_words(entry)
    yield Text(id="Terjadi", en="Happened"), entry.occurred
    late = late_words(entry)
    yield Text(id="Dicatat", en="Recorded"), joined((recorded(entry), late), ", ")
    if entry.reason or entry.act == "send_back":
        yield Text(id="Alasan", en="Reason"), entry.reason or "-"
    yield Text(id="Sidik entri ini", en="Digest of this entry"), leaf_hash(encode_entry(entry))
    act = readable_act(entry)
    if not isinstance(act, Advance):
        return
    yield Text(id="Sidik hasil pemeriksaan", en="Digest of the verdict"), plain(act.verdict)
    verdict = material.verdicts.get(entry.seq)
    if verdict is not None:
        yield Text(id="Ketentuan", en="Rules"), _counts(verdict)
        yield from ((words, verdict.digests[k]) for k, words in _DIGESTS if verdict.digests.get(k))


def _counts(verdict: Verdict) -> Text:
    statuses = [result.status for result in verdict.results]
    counted = [(statuses.count(status), words) for status, words in _STATUSES if status in statuses]
    return Text(
        id=", ".join(f"{count} {words.id}" for count, words in counted) or "-",
        en=", ".join(f"{count} {words.en}" for count, words in counted) or "-",
    )


def _blocking(material: Material, verdict: Verdict) -> Iterator[Table]:
    """Yield what kept the gate shut: rules once each, with how often, then signatures."""
    found: dict[str, list[Any]] = {}
    for result in verdict.results:
        if result.blocks:
            found.setdefault(result.rule, []).append(result)
    rows: list[tuple[Cell, ...]] = [
        (rule, results[0].title, len(results), results[0].message)
        for rule, results in sorted(found.items())
    ]
    rows += [
        (_SIGN_OFF, material.title(one.role), 1, _LACKING)
        for one in verdict.sign_offs
        if not one.met
    ]
    if rows:
        yield Table(
            Text(id="Yang menahan", en="What blocked"),
            ("rule", "title", "count", "message"),
            (
                Text(id="Ketentuan", en="Rule"),
                Text(id="Judul", en="Title"),
                Text(id="Jumlah", en="Number"),
                Text(id="Catatan pertama", en="First finding"),
            ),
            tuple(rows),
        )


_SIGN_OFF = Text(id="persetujuan", en="sign-off")
_LACKING = Text(id="Persetujuan belum ada.", en="The sign-off was missing.")
