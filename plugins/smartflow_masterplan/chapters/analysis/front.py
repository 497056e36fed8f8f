"""What frames Book 1: the foreword of the head of the region, and the glossary.

The foreword is neutral; a region puts its own in its place (``replaces="analysis_foreword"``).
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Table
from smartflow_masterplan.chapters.shared.parts import said
from smartflow_masterplan.chapters.shared.wording import (
    dotted_place,
    head_post,
    place_of,
    post_words,
    signing_places,
)
from smartflow_masterplan.glossary import terms
from smartflow_masterplan.stages import HEAD

if TYPE_CHECKING:
    from smartflow import Dossier, Settings
    from smartflow.report import Signer

__all__ = ["foreword", "glossary_chapter", "heads_places"]

_FOREWORD = (
    Text(
        id="Kota cerdas bukan soal perangkat, melainkan soal menjawab kebutuhan warga dengan data"
        " yang dapat dipercaya dan kerja sama antarperangkat daerah. Buku ini adalah langkah"
        " pertamanya: sebelum merencanakan, {city} menuliskan dengan jujur masalah, kesiapan,"
        " kekuatan, dan kelemahannya.",
        en="A smart city is not about devices; it is about meeting the needs of residents with data"
        " that can be trusted and agencies that work together. This book is its first step: before"
        " planning, {city} has written down frankly its problems, its readiness, its strengths and"
        " its weaknesses.",
    ),
    Text(
        id="Isinya bukan karangan satu pihak. Setiap angka berasal dari kertas kerja perangkat"
        " daerah dan dapat ditelusuri sampai baris asalnya, sehingga siapa pun dapat memeriksa dan"
        " memperbaikinya.",
        en="It is not the work of one hand. Every figure comes from a worksheet of a regional"
        " agency and can be traced to its row, so that anybody can check and mend it.",
    ),
    Text(
        id="Saya berterima kasih kepada semua perangkat daerah, Dewan Smart City, Tim Pelaksana,"
        " para pendamping, dan warga yang telah meluangkan waktu. Hasil analisis ini menjadi dasar"
        " masterplan pada Buku 2.",
        en="I thank all regional agencies, the Smart City council, the implementation team, the"
        " mentors and the residents who have given their time. This analysis is the basis of the"
        " masterplan in Book 2.",
    ),
)
_TITLE = Text(id="Kata pengantar", en="Foreword")


def foreword(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the foreword, with a place for the signature of the head of the region."""
    return Chapter(
        key="analysis_foreword",
        title=_TITLE,
        blocks=(
            *(said(words.fill({"city": dossier.city.name})) for words in _FOREWORD),
            *signing_places(heads_places(dossier)),
        ),
        page="new",
        numbered=False,
    )


def heads_places(dossier: Dossier) -> list[Signer]:
    """Return the place of each registered head of the region; a line for a pen without any."""
    heads = [place_of(one.name, post_words(one)) for one in dossier.people_in(HEAD)]
    return heads or [dotted_place(head_post(dossier))]


def glossary_chapter(_dossier: Dossier, _settings: Settings) -> Chapter:
    """Return every term of the glossary with its meaning."""
    table = Table(
        title=Text(id="Istilah dan artinya", en="Terms and their meaning"),
        keys=("term", "abbreviation", "meaning"),
        headings=(
            Text(id="Istilah", en="Term"),
            Text(id="Singkatan", en="Abbreviation"),
            Text(id="Arti", en="Meaning"),
        ),
        rows=tuple((one.name, one.abbreviation or None, one.meaning) for one in terms()),
    )
    return Chapter(
        key="analysis_glossary",
        title=Text(id="Daftar istilah", en="Glossary"),
        blocks=(table,),
        page="new",
    )
