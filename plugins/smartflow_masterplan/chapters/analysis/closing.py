"""The end of Book 1: for which vision and goals it is the ground, and the words to close with.

Vision and missions are those of the goals worksheet, which is filled in after the analysis; goals
and indicators stand in Book 2. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter
from smartflow_masterplan.chapters.analysis.front import heads_places
from smartflow_masterplan.chapters.plan.vision import mission_blocks, vision_blocks
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.chapters.shared.tables import sheet_rows
from smartflow_masterplan.chapters.shared.wording import signing_places

if TYPE_CHECKING:
    from smartflow import Dossier, Settings

__all__ = ["closing_chapter", "vision_chapter"]

_LEADS_TO = Text(
    id="Isu, kesenjangan, dan strategi dalam buku ini menjadi dasar visi, misi, dan sasaran Smart"
    " City. Sasaran setiap dimensi beserta indikator, nilai awal, dan targetnya dimuat dalam Buku 2"
    " Masterplan, bab Visi, misi, dan sasaran.",
    en="Issues, gaps and strategies in this book are the ground of the Smart City vision, missions"
    " and goals. The goals of each dimension, with their indicators, baselines and targets, are in"
    " Book 2, the masterplan, in the chapter on vision, missions and goals.",
)
_NOT_YET = Text(
    id="Visi dan misi belum ditulis; keduanya disusun pada kertas kerja visi dan sasaran.",
    en="Vision and missions are not written yet; they belong to the worksheet for vision and"
    " goals.",
)
_CLOSING = (
    Text(
        id="Buku ini merangkum keadaan {city} sebagaimana dilihat perangkat daerahnya sendiri: isu"
        " yang dihadapi, kesiapan yang dimiliki, kesenjangan yang perlu ditutup, serta strategi"
        " yang lahir dari kekuatan, kelemahan, peluang, dan ancaman.",
        en="This book sums up how {city} stands in the eyes of its own agencies: the issues it"
        " faces, how ready it is, the gaps that have to be closed, and the strategies that come"
        " from its strengths, weaknesses, opportunities and threats.",
    ),
    Text(
        id="Hasilnya diteruskan ke Buku 2 Masterplan, yang memuat sasaran, rencana aksi, peta"
        " jalan, dan anggarannya.",
        en="Its results go on into Book 2, the masterplan, which holds goals, action plan, road map"
        " and budget.",
    ),
)


def vision_chapter(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return vision and missions as far as they are written, and where the goals stand."""
    written = bool(sheet_rows(dossier, "goals"))
    return Chapter(
        key="analysis_vision",
        title=Text(id="Visi dan sasaran", en="Vision and goals"),
        blocks=(
            said(_LEADS_TO),
            *((*vision_blocks(dossier), *mission_blocks(dossier)) if written else ()),
            *(() if written else (nothing_yet(_NOT_YET),)),
        ),
    )


def closing_chapter(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the closing words, with a place for the signature of the head of the region."""
    city = {"city": dossier.city.name}
    return Chapter(
        key="analysis_closing",
        title=Text(id="Penutup", en="Closing"),
        blocks=(
            *(said(words.fill(city)) for words in _CLOSING),
            *signing_places(heads_places(dossier)),
        ),
    )
