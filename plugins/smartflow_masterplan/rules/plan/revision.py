"""MPL007: an adopted masterplan that is older than five years is due for revision.

It names the final stage, which no transition leaves: no gate ever runs it. Whoever shows the state
of an adopted city runs the rules of its stage. Imports the public names of ``smartflow`` only;
pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, whole
from smartflow_masterplan.rules.quick_wins.period import add_months
from smartflow_masterplan.stages import ADOPTED, REGULATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Settings

__all__ = ["REVISION_RULES"]

_MONTHS_OF_A_YEAR = 12

_DUE = Text(
    id="Masterplan ditetapkan {day} dan sejak {due} berumur lebih dari {years} tahun; sudah"
    " waktunya ditinjau ulang.",
    en="The masterplan was adopted on {day} and has been older than {years} years since {due}; it"
    " is due for revision.",
)


def masterplan_is_recent(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding once the newest regulation in force is older than the setting allows."""
    days = [item.date for item in dossier.records_of(REGULATION) if item.date <= dossier.as_of]
    if not days:
        yield NotApplicable()
        return
    years = whole(settings, "revision_years")
    due = add_months(max(days), years * _MONTHS_OF_A_YEAR)
    if dossier.as_of > due:
        yield finding(_DUE, {"day": max(days), "due": due, "years": years})


REVISION_RULES = (
    Rule(
        code="MPL007",
        title=Text(
            id="Masterplan belum perlu ditinjau ulang",
            en="The masterplan is not due for revision yet",
        ),
        why=Text(
            id="Masterplan dapat ditinjau setelah lima tahun; sesudah itu sasaran dan peta jalannya"
            " habis masanya.",
            en="A masterplan may be revised after five years; by then its goals and roadmap have"
            " run out.",
        ),
        fix=Text(
            id="Mulai penyusunan masterplan berikutnya, atau catat peraturan perubahannya.",
            en="Begin the next masterplan, or record the regulation that amends it.",
        ),
        fix_command="record {city} regulation --number {number} --date {date} --title {title}",
        message=_DUE,
        severity="warning",
        stages=(ADOPTED,),
        cites=(sources.MUARA_ENIM,),
        since="0.1.0",
        function=masterplan_is_recent,
        passes=Text(
            id="Perwali 18 Desember 2023, diperiksa 1 Maret 2027: baru tiga tahun.",
            en="A regulation of 18 December 2023, looked at on 1 March 2027: three years old.",
        ),
        fails=Text(
            id="Perwali 18 Desember 2023, diperiksa 2 Januari 2029, tanpa peraturan perubahan.",
            en="A regulation of 18 December 2023, looked at on 2 January 2029, never amended.",
        ),
    ),
)
