"""QWN005: a quick win rests on local wisdom (kearifan lokal), said in words of its own.

Nationally it only warns; a region that asks for more adds a rule. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, whole, words
from smartflow_masterplan.rules.quick_wins.judged import judged, quick_win_name
from smartflow_masterplan.stages import QUICK_WIN_SELECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["LOCAL_WISDOM_RULES", "has_local_wisdom"]

_NO_WISDOM = Text(
    id="Quick win '{name}' belum menguraikan kearifan lokal yang menjadi tumpuannya (paling sedikit"
    " {least} kata).",
    en="Quick win '{name}' does not say on which local wisdom it rests (at least {least} words).",
)
_BOILERPLATE = Text(
    id="Uraian kearifan lokal quick win '{name}' masih umum; sebut adat, tradisi, atau kebiasaan"
    " yang dimaksud.",
    en="What quick win '{name}' says about local wisdom is too general; name the custom or"
    " tradition.",
)


def has_local_wisdom(row: Row, settings: Settings) -> bool:
    """Say whether a quick win names the local wisdom it rests on, in enough words of its own."""
    return _wisdom_complaint(row, settings) is None


def _wisdom_complaint(row: Row, settings: Settings) -> Text | None:
    said = re.findall(r"\w+", row.text("local_wisdom").casefold())
    if len(said) < whole(settings, "local_wisdom_words"):
        return _NO_WISDOM
    phrases = [
        re.findall(r"\w+", phrase.casefold())
        for phrase in words(settings, "local_wisdom_boilerplate")
    ]
    return _BOILERPLATE if said in phrases else None


def quick_wins_rest_on_local_wisdom(
    dossier: Dossier, settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each quick win that names no local wisdom, or only in general words."""
    rows, _ = judged(dossier)
    if not rows:
        yield NotApplicable()
    for row in rows:
        complaint = _wisdom_complaint(row, settings)
        if complaint is not None:
            values: dict[str, object] = {"name": quick_win_name(row)}
            if complaint is _NO_WISDOM:
                values["least"] = whole(settings, "local_wisdom_words")
            yield finding(complaint, values, row=row, column="local_wisdom")


LOCAL_WISDOM_RULES = (
    Rule(
        code="QWN005",
        title=Text(
            id="Quick win bertumpu pada kearifan lokal", en="A quick win rests on local wisdom"
        ),
        why=Text(
            id="Quick win yang berakar pada kearifan lokal lebih mudah diterima dan dirawat warga.",
            en="Residents accept and keep up more readily what is rooted in local wisdom.",
        ),
        fix=Text(
            id="Uraikan adat, tradisi, atau kebiasaan warga yang menjadi tumpuan program itu.",
            en="Describe the custom or tradition of the residents that the programme rests on.",
        ),
        message=_NO_WISDOM,
        severity="warning",
        stages=(QUICK_WIN_SELECTION,),
        cites=(sources.SAWAHLUNTO,),
        since="0.1.0",
        reads=("quick_wins",),
        function=quick_wins_rest_on_local_wisdom,
        passes=Text(
            id="'Maota di lapau: warga bertukar kabar dan bermusyawarah sambil minum kopi.'",
            en="'Maota di lapau' is described: residents share news and deliberate over coffee in"
            " the village café.",
        ),
        fails=Text(
            id="Kolom kearifan lokal hanya berisi 'Sesuai kearifan lokal'.",
            en="The column for local wisdom says only 'Sesuai kearifan lokal' (in keeping with"
            " local wisdom).",
        ),
    ),
)
