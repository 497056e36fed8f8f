"""Sawahlunto's own pages: the foreword of its book, and a chapter on its living heritage.

A region's chapter takes its words from the region and its numbers from the dossier. The foreword
stands in the place of the national one; the chapter is added to the executive summary, behind the
quick wins of which it tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from smartflow import Chapter, Dossier, Row, Settings, Text, report
from smartflow_sawahlunto import REGIONS, says

__all__ = ["CHAPTERS", "foreword", "heritage"]

_ACTING = {"pj": "Pj. ", "plt": "Plt. ", "plh": "Plh. "}

# -- the foreword ---------------------------------------------------------------------------------

_FOREWORD = (
    Text(
        id="Sawahlunto lahir dari tambang dan hidup dari orang-orang yang datang bekerja di"
        " dalamnya. Dari mereka kota ini mewarisi bahasa Tansi, kesenian yang tumbuh di barak, dan"
        " kebiasaan menyelesaikan pekerjaan berat bersama-sama.",
        en="Sawahlunto was born of a mine and lives by the people who came to work in it. From"
        " them the city has its Tansi language, the arts that grew up in the barracks, and the"
        " custom of doing heavy work together.",
    ),
    Text(
        id="Kota cerdas kami bertumpu pada warisan itu. Teknologi kami pakai sejauh ia membantu"
        " warga menjaganya dan hidup darinya.",
        en="Our smart city rests on that heritage. We use technology as far as it helps residents"
        " to keep it and to live by it.",
    ),
    Text(
        id="Terima kasih kepada niniak mamak, bundo kanduang, penenun, seniman, dan semua warga"
        " yang ikut menulis buku ini.",
        en="Thanks to the elders, the bundo kanduang, the weavers, the artists and all residents"
        " who have helped to write this book.",
    ),
)


def foreword(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the foreword, with a place for the signature of whoever is in office."""
    return report.Chapter(
        key="sawahlunto_foreword",
        title=Text(id="Kata pengantar", en="Foreword"),
        blocks=(
            *(report.Paragraph((words,)) for words in _FOREWORD),
            report.Signature(tuple(_head(dossier)), dated=True),
        ),
        page="new",
        numbered=False,
    )


def _head(dossier: Dossier) -> Iterator[report.Signer]:
    """Yield who heads the city on the day; a line for a pen where nobody is registered."""
    people = dossier.people_in("head")
    for person in people:
        acting = _ACTING.get(person.status, "")
        post = Text.same(f"{acting}{person.post.removeprefix(acting)}")
        yield report.Signer(post, person.name)
    if not people:
        yield report.Signer(Text(id="Wali Kota Sawahlunto", en="Mayor of Sawahlunto"))


# -- the heritage chapter -------------------------------------------------------------------------

_WORLD_HERITAGE = (
    Text(
        id="Warisan Tambang Batubara Ombilin Sawahlunto tercatat dalam Daftar Warisan Dunia sejak"
        " 2019.",
        en="The Ombilin Coal Mining Heritage of Sawahlunto has been on the World Heritage List"
        " since 2019.",
    ),
    report.Note(Text(id="UNESCO, Daftar Warisan Dunia.", en="UNESCO, World Heritage List.")),
    Text(
        id=" Warisan itu hidup selama ada yang menjaganya; karena itu bab ini menyebut, untuk"
        " setiap quick win, tradisi yang dipakai dan komunitas pemangkunya.",
        en=" A heritage lives as long as somebody keeps it; so this chapter names, for each quick"
        " win, the tradition that it uses and the community that keeps it.",
    ),
)
_NONE = Text(
    id="Belum ada quick win yang menyebut tradisi atau warisan.",
    en="No quick win names a tradition or heritage yet.",
)
_COUNTED = Text(
    id="{named} dari {all} usulan quick win menyebut tradisi, {selected} di antaranya terpilih;"
    " {orphans} belum menyebut komunitas pemangkunya.",
    en="{named} of {all} proposed quick wins name a tradition, {selected} of them selected;"
    " {orphans} name no custodian community yet.",
)
_HEADINGS = (
    Text(id="Nama program", en="Programme"),
    Text(id="Tradisi atau warisan yang dipakai", en="Tradition or heritage used"),
    Text(id="Komunitas pemangku tradisi", en="Custodian community"),
    Text(id="Terpilih", en="Selected"),
    Text(id="Asal", en="Origin"),
)


def heritage(dossier: Dossier, _settings: Settings) -> report.Chapter:
    """Return the quick wins that rest on a tradition, with whoever keeps it."""
    proposed = dossier.rows("quick_wins")
    named = tuple(row for row in proposed if says(row, "tradition"))
    selected = {row.id for row in dossier.selected("quick_wins")}
    blocks: tuple[report.Block, ...] = (report.Paragraph((_NONE,), "note"),)
    if named:
        counted = _COUNTED.fill(
            {
                "named": len(named),
                "all": len(proposed),
                "selected": sum(row.id in selected for row in named),
                "orphans": sum(not says(row, "custodian") for row in named),
            }
        )
        blocks = (report.Paragraph((counted,)), _table(named, selected))
    return report.Chapter(
        key="sawahlunto_heritage",
        title=Text(
            id="Kearifan lokal dan warisan yang hidup", en="Local wisdom and living heritage"
        ),
        blocks=(report.Paragraph(_WORLD_HERITAGE), *blocks),
    )


def _table(rows: tuple[Row, ...], selected: set[str]) -> report.Table:
    return report.Table(
        title=Text(id="Quick win yang bertumpu pada tradisi", en="Quick wins on a tradition"),
        keys=("programme", "tradition", "custodian", "selected", "origin"),
        headings=_HEADINGS,
        rows=tuple(
            (
                row.text("programme"),
                row.text("tradition"),
                row.text("custodian") if says(row, "custodian") else None,
                row.id in selected,
                row.id,
            )
            for row in rows
        ),
    )


CHAPTERS = (
    Chapter(
        key="sawahlunto_foreword",
        book="analysis",
        position=0,
        replaces="analysis_foreword",
        regions=REGIONS,
        function=foreword,
    ),
    Chapter(
        key="sawahlunto_heritage",
        book="executive_summary",
        position=25,
        regions=REGIONS,
        function=heritage,
    ),
)
