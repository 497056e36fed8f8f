"""The attendance sheet: who was invited to each session and who came, and lines for a pen.

The dossier knows which agencies came and how many people signed, not their names: a name is
personal data (UU 27/2022) and no rule needs it. So this sheet prints none. The form for a session
that is still to come asks for name, post and signature, and says on the page what for; no
telephone number, no number of an identity card. Imports the public names of ``smartflow`` only;
pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text, report
from smartflow.report import Facts, Paragraph, Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.parts import nothing_yet
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.judging import said_date
from smartflow_masterplan.rules.organisation import invited_agencies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Agency, Dossier, Settings
    from smartflow.report import Cell

__all__ = ["form", "sessions"]

_SPARE_LINES = 15
"""Lines of the form for those who come without an agency that was invited."""

_PRESENT = Text(id="hadir", en="present")
_ABSENT = Text(id="tidak hadir", en="absent")
_NOT_INVITED = Text(id="hadir, di luar undangan", en="present, not invited")

# -- sessions that were held ----------------------------------------------------------------------


def sessions(dossier: Dossier, settings: Settings) -> report.Chapter:
    """Return each session, in the order of its day: who was invited and who came."""
    held = sorted(dossier.attendance, key=lambda one: (one.day, one.entry))
    parts: list[report.Chapter] = []
    for one in held:
        invited = invited_agencies(dossier, settings, one.day)
        lines = tuple(_lines(dossier, invited, frozenset(one.agencies)))
        came = sum(agency.code in one.agencies for agency in invited)
        facts = Facts(
            Text(id="Pertemuan", en="Session"),
            (
                (Text(id="Hari", en="Day"), one.day),
                (heading("stage"), _stage(dossier, one.stage)),
                (Text(id="Perangkat daerah diundang", en="Agencies invited"), len(invited)),
                (Text(id="Di antaranya hadir", en="Of these present"), came),
                (Text(id="Lain yang hadir", en="Others present"), len(lines) - len(invited)),
                (Text(id="Orang yang menandatangani", en="People who signed"), one.people),
                (Text(id="Entri jejak audit", en="Entry of the audit trail"), one.entry),
            ),
        )
        day = said_date(one.day)
        title = Text(id=f"{one.session} ({day.id})", en=f"{one.session} ({day.en})")
        parts.append(
            report.Chapter(
                key=f"attendance_session_{one.entry}",
                title=title,
                blocks=(facts, _table(lines)) if lines else (facts,),
                page="new" if parts else "same",
            )
        )
    none = Text(
        id="Belum ada daftar hadir yang dicatat.", en="No attendance list has been recorded yet."
    )
    return report.Chapter(
        key="attendance_sessions",
        title=Text(id="Pertemuan yang telah diadakan", en="Sessions that were held"),
        blocks=(worded.government(dossier), *(() if parts else (nothing_yet(none),))),
        parts=tuple(parts),
    )


def _stage(dossier: Dossier, key: str) -> Text:
    return dossier.workflow.stage_titles.get(key, Text.same(key))


def _lines(
    dossier: Dossier, invited: tuple[Agency, ...], present: frozenset[str]
) -> Iterator[tuple[Cell, ...]]:
    """Yield a line for each agency that was invited, then for each other one that came."""
    named = {agency.code for agency in invited}
    number = 0
    for number, agency in enumerate(invited, start=1):
        came = _PRESENT if agency.code in present else _ABSENT
        yield (number, agency.code, agency.name, came)
    for further, code in enumerate(sorted(present - named), start=number + 1):
        known = dossier.agency(code)
        yield (further, code, known.name if known is not None else None, _NOT_INVITED)


def _table(lines: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(
        Text(id="Kehadiran perangkat daerah", en="Attendance of the agencies"),
        ("number", "agency", "name", "came"),
        (
            Text(id="No.", en="No."),
            Text(id="Kode", en="Code"),
            heading("regional_agency"),
            Text(id="Kehadiran", en="Attendance"),
        ),
        lines,
    )


# -- a form for a pen -----------------------------------------------------------------------------

_WHAT_FOR = Text(
    id="Nama, jabatan, dan tanda tangan dikumpulkan hanya untuk membuktikan kehadiran pada"
    " pertemuan ini (UU 27/2022 tentang Pelindungan Data Pribadi) dan disimpan oleh sekretariat"
    " Tim Pelaksana.",
    en="Names, posts and signatures are collected only to prove attendance at this session (UU"
    " 27/2022 on personal data protection) and are kept by the secretariat of the implementation"
    " team.",
)


def form(dossier: Dossier, settings: Settings) -> report.Chapter | None:
    """Return the form for a stage without an attendance list, or None where none is needed."""
    listed = any(one.stage == dossier.stage for one in dossier.attendance)
    if listed or dossier.stage in dossier.workflow.final:
        return None
    invited = invited_agencies(dossier, settings, dossier.as_of)
    count = len(invited) + _SPARE_LINES
    names = (*(agency.name for agency in invited), *([None] * _SPARE_LINES))
    table = Table(
        heading("attendance"),
        ("number", "agency", "person", "post", "signature"),
        (
            Text(id="No.", en="No."),
            heading("regional_agency"),
            Text(id="Nama", en="Name"),
            Text(id="Jabatan", en="Post"),
            Text(id="Tanda tangan", en="Signature"),
        ),
        tuple(
            (number, name, None, None, None)
            for number, name in zip(range(1, count + 1), names, strict=True)
        ),
    )
    facts = Facts(
        Text(id="Pertemuan", en="Session"),
        (
            (heading("stage"), worded.stage_title(dossier)),
            (Text(id="Nama pertemuan", en="Name of the session"), None),
            (Text(id="Hari dan tanggal", en="Day and date"), None),
            (Text(id="Tempat", en="Place"), None),
        ),
    )
    return report.Chapter(
        key="attendance_form",
        title=Text(id="Formulir daftar hadir", en="Form of an attendance list"),
        blocks=(facts, Paragraph((_WHAT_FOR,), "note"), table),
        page="new",
    )
