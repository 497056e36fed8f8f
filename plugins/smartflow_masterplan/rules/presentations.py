"""PRS001 and PRS002: every dimension has presented what it now has.

A presentation carries the digest of what the dimension had; when that has changed since, the
dimension presents again (design.md 9). Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding
from smartflow_masterplan.stages import QUICK_WIN_SELECTION, SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings

__all__ = ["PRESENTATION_RULES"]

_NOT_PRESENTED = Text(
    id="Dimensi {dimension} belum memaparkan hasilnya pada tahap ini.",
    en="The dimension {dimension} has not presented its work in this stage yet.",
)
_CHANGED_SINCE = Text(
    id="Isian dimensi {dimension} berubah sesudah paparan {presenter} pada {day}; perlu dipaparkan"
    " lagi.",
    en="The work of the dimension {dimension} changed after the presentation by {presenter} on"
    " {day}; it has to be presented again.",
)


def dimensions_have_presented(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each dimension whose present work was not presented in this stage."""
    newest = {
        presentation.dimension: presentation
        for presentation in sorted(dossier.presentations, key=lambda given: given.entry)
        if presentation.stage == dossier.stage
    }
    for dimension in dossier.dimensions:
        presentation = newest.get(dimension.key)
        if presentation is None:
            values = {"dimension": dimension.title}
            yield finding(_NOT_PRESENTED, values, dimension=dimension.key)
        elif presentation.digest != dossier.dimension_digest(
            dimension.key, presentation.worksheets
        ):
            yield finding(
                _CHANGED_SINCE,
                {
                    "dimension": dimension.title,
                    "presenter": presentation.by,
                    "day": presentation.day,
                },
                dimension=dimension.key,
            )


_FIX = Text(id="Catat paparan dimensi itu.", en="Record that dimension's presentation.")
_PRESENT = "present {city} {dimension} --by {name}"

PRESENTATION_RULES = (
    Rule(
        code="PRS001",
        title=Text(
            id="Setiap dimensi sudah memaparkan SWOT-TOWS terakhirnya",
            en="Every dimension has presented its latest SWOT-TOWS",
        ),
        why=Text(
            id="SWOT-TOWS disepakati bersama lewat paparan setiap dimensi di hadapan peserta.",
            en="SWOT-TOWS is agreed upon by each dimension presenting it to all participants.",
        ),
        fix=_FIX,
        fix_command=_PRESENT,
        message=_NOT_PRESENTED,
        severity="error",
        stages=(SWOT_TOWS,),
        cites=(sources.SAWAHLUNTO,),
        since="0.1.0",
        reads=("swot", "tows"),
        function=dimensions_have_presented,
        passes=Text(
            id="Smart Living dipaparkan 6 Juli 2023, dan SWOT-TOWS-nya tidak berubah sesudah itu.",
            en="Smart Living was presented on 6 July 2023, and its SWOT-TOWS has not changed"
            " since.",
        ),
        fails=Text(
            id="Smart Living dipaparkan 6 Juli, lalu DINKES mengirim ulang SWOT-nya pada 10 Juli.",
            en="Smart Living was presented on 6 July, then DINKES sent its SWOT again on 10 July.",
        ),
    ),
    Rule(
        code="PRS002",
        title=Text(
            id="Setiap dimensi sudah memaparkan usulan quick win terakhirnya",
            en="Every dimension has presented its latest quick wins",
        ),
        why=Text(
            id="Quick win dipilih sesudah dipaparkan per dimensi, agar pilihan dibuat atas"
            " usulan yang sama.",
            en="Quick wins are chosen after each dimension presents them, so that all choose from"
            " the same proposals.",
        ),
        fix=_FIX,
        fix_command=_PRESENT,
        message=_NOT_PRESENTED,
        severity="error",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.PENAJAM, sources.SAWAHLUNTO_III),
        since="0.1.0",
        reads=("quick_wins",),
        function=dimensions_have_presented,
        passes=Text(
            id="Keenam dimensi memaparkan usulan quick win pada 7 September 2023.",
            en="All six dimensions presented their quick wins on 7 September 2023.",
        ),
        fails=Text(
            id="Smart Society belum memaparkan QW1 dan QW2, atau menambah QW3 sesudah paparan.",
            en="Smart Society has not presented QW1 and QW2, or added QW3 after presenting.",
        ),
    ),
)
