"""The paper's chapter of stages: in each, what was decided, on which basis, by whom.

A decision is told with everything that it rested on: the verdict and its digest, the counts, what
blocked, the plugins that took no part, the settings in force, the waivers, the signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartflow.audit.paper.stages.answers import answers
from smartflow.audit.paper.stages.decisions import decision
from smartflow.audit.paper.stages.meetings import documents, meetings, other_acts
from smartflow.audit.paper.stages.submissions import submissions
from smartflow.audit.paper.words import listed, moment_at, recorded
from smartflow.language import Text
from smartflow.report import Chapter, Facts, Paragraph

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material, Stay
    from smartflow.history.entries.entry import Entry
    from smartflow.report import Block
    from smartflow.report.table import Cell

__all__ = ["stages"]

_TITLE = Text(id="Tahap demi tahap", en="Stage by stage")
_HOW = Text(
    id="Setiap tahap memuat keputusan beserta dasarnya. Nomor entri menunjuk baris pada daftar"
    " seluruh entri. Tanggal terjadi ialah tanggal yang dinyatakan; tanggal dicatat ialah saat"
    " komputer mencatatnya. Selisih keduanya selalu ditulis.",
    en="Each stage holds its decisions with what they rest on. The number of an entry leads to its"
    " line in the list of all entries. The day of happening is the one that was stated; the moment"
    " of recording is the computer's. The difference is always written.",
)


def stages(material: Material) -> Chapter:
    """Return the chapter."""
    return Chapter(
        "tahap",
        _TITLE,
        (Paragraph((_HOW,), "note"),),
        tuple(_stage(material, stay) for stay in material.stays),
        "new",
    )


def _stage(material: Material, stay: Stay) -> Chapter:
    title = material.title(stay.stage)
    blocks = [_facts(material, stay), *_parts(material, stay)]
    return Chapter(f"tahap-{stay.number}", title, tuple(blocks))


def _parts(material: Material, stay: Stay) -> Iterator[Block]:
    for entry in stay.acts("advance", "send_back"):
        yield from decision(material, stay, entry)
    yield from answers(material, stay)
    yield from documents(material, stay)
    yield from meetings(material, stay)
    yield from submissions(material, stay)
    yield from other_acts(material, stay)


def _facts(material: Material, stay: Stay) -> Facts:
    by_number = {entry.seq: entry for entry in material.entries}
    came = by_number[stay.came.entry]
    rows: list[tuple[Text, Cell]] = [
        (Text(id="Masuk tahap", en="Came into the stage"), _move(came)),
        (
            Text(id="Keluar tahap", en="Left the stage"),
            _move(by_number[stay.left.entry])
            if stay.left
            else Text(
                id=f"masih di tahap ini pada {moment_at(material.now, came.zone).id}",
                en=f"still in this stage on {moment_at(material.now, came.zone).en}",
            ),
        ),
        (
            Text(id="Entri dalam tahap ini", en="Entries in this stage"),
            Text(
                id=f"{listed(e.seq for e in stay.entries) or '-'} ({len(stay.entries)} entri)",
                en=f"{listed(e.seq for e in stay.entries) or '-'} ({len(stay.entries)} entries)",
            ),
        ),
        (
            Text(id="Yang mencatat", en="Recorded by"),
            ", ".join(dict.fromkeys(entry.actor.person for entry in stay.entries)) or "-",
        ),
    ]
    return Facts(Text(id="Masa tahap", en="The stage's time"), tuple(rows))


def _move(entry: Entry) -> Text:
    moment = recorded(entry)
    return Text(
        id=f"entri {entry.seq}, dicatat {moment.id}, oleh {entry.actor.person}",
        en=f"entry {entry.seq}, recorded {moment.en}, by {entry.actor.person}",
    )
