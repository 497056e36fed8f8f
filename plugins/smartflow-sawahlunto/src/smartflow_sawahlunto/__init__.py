"""Ketentuan Kota Sawahlunto: a quick win rests on a tradition, and says whose it is.

Sawahlunto asks more of a quick win than the national programme does. Its worksheet of quick wins
gets two columns, the tradition or heritage that a programme uses and the community that keeps it,
and two rules read them. Gotong royong counts: then the custodian may be the RT or RW. Its books get
a foreword of the city's own and a chapter on its heritage (``chapters``).

This is the regional example: the public names of ``smartflow`` only, and ``13.73`` as the region
of everything, so that no other city is touched by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import smartflow
from smartflow import (
    Chapter,
    Column,
    Dossier,
    Finding,
    NotApplicable,
    Row,
    Rule,
    Setting,
    Settings,
    Text,
)

__all__ = [
    "COLUMNS",
    "MINIMUM",
    "REGIONS",
    "RULES",
    "names_custodian",
    "rests_on_tradition",
    "says",
]

SMARTFLOW_API = 1
"""The number of the plugin contract that this was written for."""

REGIONS = ("13.73",)
"""The Kemendagri code of Kota Sawahlunto."""

_QUICK_WINS = "quick_wins"
_FILLERS = frozenset({"", "-", "--", "n/a", "nihil", "tidak ada", "belum ada", "tidak", "none"})
"""What people write into a cell to say nothing."""

COLUMNS = (
    Column(
        worksheet=_QUICK_WINS,
        key="tradition",
        title=Text(id="Tradisi atau warisan yang dipakai", en="Tradition or heritage used"),
        hint=Text(
            id="Misalnya tenun Silungkang, bahasa Tansi, warisan tambang Ombilin, gotong royong.",
            en="For example Silungkang weaving, the Tansi language, Ombilin mine, gotong royong.",
        ),
        regions=REGIONS,
    ),
    Column(
        worksheet=_QUICK_WINS,
        key="custodian",
        title=Text(id="Komunitas pemangku tradisi", en="Custodian community"),
        hint=Text(
            id="Siapa yang menjaganya; untuk gotong royong boleh RT atau RW.",
            en="Who keeps it; for gotong royong it may be the RT or RW.",
        ),
        regions=REGIONS,
    ),
)

MINIMUM = Setting(
    key="minimum",
    type="integer",
    default=1,
    minimum=Decimal(0),
    maximum=Decimal(12),
    title=Text(
        id="Jumlah minimal quick win terpilih yang bertumpu pada tradisi",
        en="Least number of selected quick wins that rest on a tradition",
    ),
)

_NONE_SELECTED = Text(
    id="Belum ada quick win yang dipilih.", en="No quick win has been selected yet."
)
_NO_MINIMUM = Text(
    id="Kota ini tidak mensyaratkan jumlah minimal.", en="This city asks for no least number."
)


def says(row: Row, column: str) -> bool:
    """Say whether a cell holds anything but a way of saying nothing."""
    return row.text(column).casefold().rstrip(".") not in _FILLERS


def rests_on_tradition(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Find that too few of the selected quick wins name a tradition.

    Args:
        dossier: The city's dossier.
        settings: ``minimum`` is how many are needed.

    Yields:
        One finding for the city, or that there is nothing to judge.
    """
    minimum = settings.get(MINIMUM.key, MINIMUM.default)
    selected = dossier.selected(_QUICK_WINS)
    if minimum == 0:
        yield NotApplicable(_NO_MINIMUM)
    elif not selected:
        yield NotApplicable(_NONE_SELECTED)
    else:
        resting = sum(says(row, "tradition") for row in selected)
        if Decimal(resting) < Decimal(str(minimum)):
            yield Finding(
                values={"resting": resting, "selected": len(selected), "minimum": minimum}
            )


def names_custodian(row: Row, _settings: Settings) -> Mapping[str, object] | None:
    """Return None when a row that names a tradition also names who keeps it."""
    if not says(row, "tradition") or says(row, "custodian"):
        return None
    return {
        "programme": row.text("programme"),
        "tradition": row.text("tradition"),
        "column": "custodian",
    }


RULES = (
    Rule(
        code="SWL001",
        title=Text(
            id="Quick win terpilih bertumpu pada tradisi Sawahlunto",
            en="Selected quick wins rest on a tradition of Sawahlunto",
        ),
        why=Text(
            id="Bimtek tahap I meminta quick win yang bertumpu pada kearifan lokal; Sawahlunto "
            "adalah kota warisan dunia dengan budaya tambang dan tenun yang hidup.",
            en="The first workshop asked for quick wins that rest on local wisdom; Sawahlunto is "
            "a world heritage city whose mining and weaving culture is alive.",
        ),
        fix=Text(
            id="Isi kolom 'Tradisi atau warisan yang dipakai' pada quick win yang bertumpu pada "
            "tradisi (gotong royong termasuk) dan kirim ulang, atau pilih lagi dengan "
            "smartflow quick-wins select.",
            en="Fill in the column 'Tradition or heritage used' of a quick win that rests on one "
            "(gotong royong counts) and submit again, or choose anew with "
            "smartflow quick-wins select.",
        ),
        fix_command="submit {city} {file}",
        message=Text(
            id="{resting} dari {selected} quick win terpilih bertumpu pada tradisi; paling sedikit "
            "{minimum}.",
            en="{resting} of {selected} selected quick wins rest on a tradition; at least "
            "{minimum} must.",
        ),
        severity="error",
        stages=("quick_win_selection", "masterplan_approval"),
        cites=(
            "Bimtek Smart City Kota Sawahlunto tahap I, 5-6 Juli 2023: kearifan lokal",
            "UU 5/2017: pemajuan kebudayaan",
        ),
        since="0.1.0",
        reads=(_QUICK_WINS,),
        regions=REGIONS,
        function=rests_on_tradition,
    ),
    Rule(
        code="SWL002",
        title=Text(
            id="Tradisi yang dipakai menyebut komunitas pemangkunya",
            en="A tradition that is used names its custodian community",
        ),
        why=Text(
            id="Tradisi dimiliki oleh yang menjaganya; program yang memakainya tanpa mereka tidak "
            "akan bertahan.",
            en="A tradition belongs to those who keep it; a programme that uses it without them "
            "will not last.",
        ),
        fix=Text(
            id="Isi kolom 'Komunitas pemangku tradisi', misalnya kelompok penenun, sanggar, "
            "nagari, atau RT/RW, lalu kirim ulang.",
            en="Fill in the column 'Custodian community', such as a group of weavers, a studio, a "
            "nagari or an RT/RW, and submit again.",
        ),
        message=Text(
            id="Quick win '{programme}' memakai tradisi '{tradition}' tetapi belum menyebut "
            "komunitas pemangkunya.",
            en="The quick win '{programme}' uses the tradition '{tradition}' but names no "
            "custodian community.",
        ),
        severity="warning",
        stages=("quick_win_selection", "masterplan_approval"),
        cites=("UU 5/2017: pemajuan kebudayaan",),
        since="0.1.0",
        reads=(_QUICK_WINS,),
        regions=REGIONS,
        each=_QUICK_WINS,
        function=names_custodian,
    ),
)


@smartflow.hookimpl
def smartflow_register_worksheets() -> Iterable[Column]:
    """Add the two columns to the worksheet of quick wins."""
    return COLUMNS


@smartflow.hookimpl
def smartflow_register_settings() -> Iterable[Setting]:
    """Let the workflow file or the city choose the least number."""
    return (MINIMUM,)


@smartflow.hookimpl
def smartflow_register_rules() -> Iterable[Rule]:
    """Register what Sawahlunto asks of its quick wins."""
    return RULES


@smartflow.hookimpl
def smartflow_register_chapters() -> Iterable[Chapter]:
    """Register Sawahlunto's foreword and its chapter on heritage."""
    from smartflow_sawahlunto.chapters import CHAPTERS

    return CHAPTERS
