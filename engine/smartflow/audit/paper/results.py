"""The paper's results: whether the history is whole, its stages, and what not to overlook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.audit.paper.words import listed, recorded
from smartflow.history.acts import Advance
from smartflow.language import Text
from smartflow.report import Chapter, Paragraph, Table

if TYPE_CHECKING:
    from smartflow.audit.paper.material import Material
    from smartflow.audit.paper.remark import Remarkable
    from smartflow.audit.paper.wholeness import Wholeness

__all__ = ["results"]

_OPENINGS = {
    "whole": Text(
        id="Pada saat dicetak, riwayat ini UTUH menurut perhitungan komputer.",
        en="When this was printed, the history was WHOLE as computed.",
    ),
    "unsigned": Text(
        id="PADA SAAT DICETAK, RIWAYAT INI BERSAMBUNG TETAPI BELUM DISEGEL: ekor yang dipotong"
        " tidak akan terlihat.",
        en="WHEN THIS WAS PRINTED, THE HISTORY WAS LINKED BUT NOT SIGNED: a cut tail would not"
        " show.",
    ),
    "broken": Text(
        id="PADA SAAT DICETAK, RIWAYAT INI TIDAK UTUH. Lihat tabel di bawah.",
        en="WHEN THIS WAS PRINTED, THE HISTORY WAS NOT WHOLE. See the table below.",
    ),
}
_STATES = {
    "good": Text(id="baik", en="good"),
    "look": Text(id="perlu dilihat", en="worth a look"),
    "fault": Text(id="SALAH", en="FAULT"),
}


def results(material: Material, found: Wholeness, remarks: tuple[Remarkable, ...]) -> Chapter:
    """Return what the computer found."""
    return Chapter(
        "hasil",
        Text(id="Hasil", en="Results"),
        (
            Paragraph((_OPENINGS[found.state],), "plain" if found.state == "whole" else "warning"),
            Table(
                Text(id="Keutuhan, dihitung saat dicetak", en="Wholeness, computed when printed"),
                ("what", "state", "found"),
                (
                    Text(id="Yang diuji", en="What was tested"),
                    Text(id="Hasil", en="Result"),
                    Text(id="Keterangan", en="What was found"),
                ),
                tuple((one.subject, _STATES[one.state], one.found) for one in found.lines),
            ),
            _summary(material),
            Table(
                Text(id="Yang perlu diperhatikan", en="What should not be overlooked"),
                ("words", "entries"),
                (Text(id="Hal", en="What"), Text(id="Entri", en="Entries")),
                tuple((one.words, listed(one.entries)) for one in remarks),
                _FACTS,
            ),
        ),
    )


_FACTS = Text(
    id="Ini fakta dari riwayat, bukan temuan. Arti pentingnya dinilai pemeriksa.",
    en="These are facts of the history, not findings. What they mean is the auditor's to judge.",
)


def _summary(material: Material) -> Table:
    """Return the stages on one page: when, by which decision, with how many signatures."""
    rows = []
    for stay in material.stays:
        came = recorded(material.entries[stay.came.entry - 1])
        refused = sum(act.refused for _, act in stay.done(Advance))
        left: Text | None = None
        if stay.left:
            entry = material.entries[stay.left.entry - 1]
            moment = recorded(entry)
            left = Text(
                id=f"{moment.id} (entri {entry.seq})", en=f"{moment.en} (entry {entry.seq})"
            )
        answers = len(stay.acts("sign_off", "decide"))
        rows.append((material.title(stay.stage), came, left, len(stay.entries), answers, refused))
    return Table(
        Text(id="Perjalanan tahap", en="The stages"),
        ("stage", "came", "left", "entries", "answers", "refused"),
        (
            Text(id="Tahap", en="Stage"),
            Text(id="Masuk (dicatat)", en="Came (recorded)"),
            Text(id="Keluar (dicatat)", en="Left (recorded)"),
            Text(id="Entri", en="Entries"),
            Text(id="Persetujuan", en="Sign-offs"),
            Text(id="Ditolak", en="Refused"),
        ),
        tuple(rows),
    )
