"""The introduction of Book 1: why there is a book, on what law, how it was made, who took part.

Names of those who attended are personal data and not printed; how many came is. Imports the public
names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Chapter, Listing, Table
from smartflow_masterplan.chapters.analysis.profile import by_kind
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.dimensions import counted_rows
from smartflow_masterplan.chapters.shared.legal import laws_table
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.chapters.shared.tables import record_table
from smartflow_masterplan.rules.judging import dimension_title
from smartflow_masterplan.stages import BOOK, COMMITMENT, FORUM, LEGAL_BASIS, REGULATION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from smartflow import Agency, Dossier, Settings
    from smartflow.report import Block

__all__ = ["introduction_chapter"]

_KEY = "analysis_introduction"
_ELSEWHERE = ("identity", "coat_of_arms", FORUM, BOOK, COMMITMENT, LEGAL_BASIS, REGULATION)
"""Kinds of record that are none of the other documents; the last two have tables of their own."""

_BACKGROUND = (
    Text(
        id="{city} menyusun masterplan Smart City dalam program Gerakan Menuju 100 Smart City, yang"
        " dimulai pada tahun 2017. Tujuannya bukan teknologi itu sendiri, melainkan menyelesaikan"
        " masalah utama daerah atau mengembangkan sektor unggulannya dengan data yang terpadu.",
        en="{city} draws up its Smart City masterplan in the national programme of a hundred smart"
        " cities (Gerakan Menuju 100 Smart City), which began in 2017. Its aim is not technology"
        " as such; it is to solve the region's main problems, or to develop its leading sector,"
        " with integrated data.",
    ),
    Text(
        id="Buku 1 memuat analisis strategisnya: profil daerah, isu, kesiapan, kesenjangan, SWOT,"
        " dan TOWS. Buku 2 memuat rencana yang lahir dari analisis ini.",
        en="Book 1 holds the strategic analysis: the profile of the region, issues, readiness,"
        " gaps, SWOT and TOWS. Book 2 holds the plan that comes from it.",
    ),
)
_LAWS = (
    Text(
        id="Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
        en="Law 23 of 2014 on regional government",
    ),
    Text(
        id="Peraturan Pemerintah Nomor 59 Tahun 2022 tentang Perkotaan",
        en="Government Regulation 59 of 2022 on urban areas",
    ),
    Text(
        id="Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik",
        en="Presidential Regulation 95 of 2018 on electronic-based government",
    ),
)
_NATIONAL = Text(
    id="Dasar hukum belum dicatat. Peraturan nasional yang lazim dirujuk:",
    en="The legal basis is not recorded yet. National law that is usually cited:",
)
_RECORDED = Text(
    id="Masterplan {city} disusun berdasarkan peraturan berikut, sebagaimana dicatat daerah.",
    en="The masterplan of {city} rests on these regulations, as the region has recorded them.",
)
_BASIS = Text(id="Dasar hukum", en="Legal basis")
_RECORDS = Text(
    id="Keputusan, nota kesepakatan, dan dokumen lain", en="Decrees, agreements and other documents"
)
_RECORDS_SAID = Text(
    id="Penyusunannya ditopang keputusan, kesepakatan, dan dokumen daerah berikut.",
    en="These decrees, agreements and documents of the region support the work.",
)
_ADOPTED = Text(id="Peraturan yang menetapkan masterplan", en="Regulation that adopts the plan")
_ADOPTED_SAID = Text(
    id="Masterplan yang lahir dari analisis ini ditetapkan dengan peraturan berikut.",
    en="The masterplan that came from this analysis was adopted by this regulation.",
)
_NO_RECORDS = Text(
    id="Belum ada dokumen daerah yang dicatat.", en="No document of the region is recorded yet."
)
_METHOD = (
    Text(
        id="Perangkat daerah menulis isu daerah beserta data dukungnya; prioritasnya dinilai dengan"
        " USG.",
        en="Regional agencies write regional issues with their evidence; priorities follow USG.",
    ),
    Text(
        id="Kelompok kerja setiap dimensi menilai kesiapan dan menulis kesenjangan beserta"
        " tindakannya.",
        en="Each dimension's working group assesses readiness, and writes gaps with their actions.",
    ),
    Text(
        id="Perangkat daerah menulis faktor SWOT dan strategi TOWS; koordinator dimensi"
        " menggabungkannya.",
        en="Regional agencies write SWOT factors and TOWS strategies; the dimension's coordinator"
        " consolidates them.",
    ),
    Text(
        id="Setiap dimensi memaparkan hasilnya; Tim Pelaksana menyetujui sebelum tahap berikutnya"
        " dimulai.",
        en="Each dimension presents its results; the implementation team approves before the next"
        " stage begins.",
    ),
)
_METHOD_WORDS = Text(
    id="Analisis disusun bertahap dengan kertas kerja. Angka dalam buku ini diambil dari kertas"
    " kerja apa adanya; kolom Asal menyebut baris asalnya, yaitu pengisi, kertas kerja, dan nomor"
    " baris. Isian yang bukan angka dicetak seperti tertulis dan tidak ikut dihitung.",
    en="The analysis was made in stages, with worksheets. Figures in this book are taken from them"
    " as they are; the column Origin names the row: who filled it in, the worksheet, and the row's"
    " number. What is not a number is printed as it was written and is not counted.",
)
_TOOK_PART = Text(
    id="Keikutsertaan perangkat daerah menurut jenis", en="Agencies that took part, by kind"
)
_TOOK_PART_HEADINGS = {
    "kind": Text(id="Jenis", en="Kind"),
    "registered": Text(id="Terdaftar", en="Registered"),
    "attended": Text(id="Pernah hadir", en="Attended"),
    "issues": Text(id="Mengirim isu", en="Sent issues"),
    "swot": Text(id="Mengirim SWOT", en="Sent SWOT"),
    "tows": Text(id="Mengirim TOWS", en="Sent TOWS"),
    "nil": Text(id="Menyatakan nihil", en="Declared nil"),
}
_TOOK_PART_NOTE = Text(
    id="Satu perangkat daerah dapat tercatat dalam beberapa kolom. Yang dihitung hanya perangkat"
    " daerah yang masih ada.",
    en="An agency may count in several columns. Only agencies that still exist are counted.",
)
_NO_AGENCIES = Text(
    id="Belum ada perangkat daerah yang didaftarkan.", en="No agency has been registered yet."
)
_SESSIONS = Text(id="Pertemuan dan kehadiran", en="Sessions and attendance")
_NO_SESSIONS = Text(
    id="Belum ada daftar hadir yang dicatat.", en="No attendance list has been recorded yet."
)
_SESSION_HEADINGS = (
    Text(id="Tanggal", en="Date"),
    Text(id="Pertemuan", en="Session"),
    Text(id="Perangkat daerah hadir", en="Agencies present"),
    Text(id="Orang hadir", en="People present"),
)
_PRESENTATIONS = Text(id="Paparan dimensi", en="Presentations of the dimensions")
_NO_PRESENTATIONS = Text(
    id="Belum ada paparan yang dicatat.", en="No presentation has been recorded yet."
)
_PRESENTATION_HEADINGS = (
    Text(id="Tanggal", en="Date"),
    Text(id="Dimensi", en="Dimension"),
    Text(id="Tahap", en="Stage"),
    Text(id="Dipaparkan oleh", en="Presented by"),
    Text(id="Pendamping", en="Mentor"),
)
_FORUM = Text(id="Pertemuan Forum Smart City", en="Meetings of the Smart City forum")


def introduction_chapter(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the introduction, in four parts."""
    city = {"city": dossier.city.name}
    background: tuple[Block, ...] = tuple(said(words.fill(city)) for words in _BACKGROUND)
    method = (said(_METHOD_WORDS), Listing(tuple((one,) for one in _METHOD), "steps"))
    parts: tuple[tuple[str, Text, Sequence[Block]], ...] = (
        ("background", Text(id="Latar belakang", en="Background"), background),
        ("basis", Text(id="Dasar hukum", en="Legal basis"), _basis(dossier)),
        ("method", Text(id="Cara penyusunan", en="How it was made"), method),
        ("participants", Text(id="Yang ikut serta", en="Who took part"), _participants(dossier)),
    )
    return Chapter(
        key=_KEY,
        title=Text(id="Pendahuluan", en="Introduction"),
        parts=tuple(
            Chapter(key=f"{_KEY}_{key}", title=title, blocks=tuple(blocks))
            for key, title, blocks in parts
        ),
        page="new",
    )


def _basis(dossier: Dossier) -> list[Block]:
    """Return the laws, the other documents, and last the regulation that adopts the plan.

    Where no law is recorded, those that are usually cited.
    """
    blocks: list[Block] = []
    basis = laws_table(dossier, _BASIS)
    if basis is None:
        blocks += [nothing_yet(_NATIONAL), Listing(tuple((law,) for law in _LAWS))]
    else:
        blocks += [said(_RECORDED.fill({"city": dossier.city.name})), basis]
    kinds = dict.fromkeys(one.kind for one in dossier.records if one.kind not in _ELSEWHERE)
    blocks += (
        [said(_RECORDS_SAID), _records(dossier, _RECORDS, kinds)]
        if kinds
        else [nothing_yet(_NO_RECORDS)]
    )
    adopted = record_table(dossier, _ADOPTED, REGULATION)
    return [*blocks, said(_ADOPTED_SAID), adopted] if adopted is not None else blocks


def _records(dossier: Dossier, title: Text, kinds: Collection[str]) -> Table:
    """Return the recorded documents of some kinds, in the order of their recording."""
    titles = dossier.workflow.record_titles
    return Table(
        title=title,
        keys=("kind", "number", "date", "title", "entry"),
        headings=(
            Text(id="Jenis", en="Kind"),
            Text(id="Nomor", en="Number"),
            Text(id="Tanggal", en="Date"),
            Text(id="Judul", en="Title"),
            worded.ENTRY,
        ),
        rows=tuple(
            (
                titles.get(one.kind, Text.same(one.kind)),
                one.number or None,
                one.date,
                one.title,
                one.entry,
            )
            for one in dossier.records
            if one.kind in kinds
        ),
    )


def _participants(dossier: Dossier) -> list[Block]:
    """Return who took part: agencies by kind, sessions, presentations, the forum."""
    blocks: list[Block] = [
        _took_part(dossier) if dossier.present_agencies else nothing_yet(_NO_AGENCIES),
        _sessions(dossier) if dossier.attendance else nothing_yet(_NO_SESSIONS),
        _presentations(dossier) if dossier.presentations else nothing_yet(_NO_PRESENTATIONS),
    ]
    if dossier.records_of(FORUM):
        blocks.append(_records(dossier, _FORUM, (FORUM,)))
    return blocks


def _took_part(dossier: Dossier) -> Table:
    attended = {code for one in dossier.attendance for code in one.agencies}
    nil = {one.agency for one in dossier.nils}
    asked: tuple[Callable[[Agency], bool], ...] = (
        lambda _: True,
        lambda agency: agency.code in attended,
        lambda agency: dossier.submitted("issues", agency.code),
        lambda agency: dossier.submitted("swot", agency.code),
        lambda agency: dossier.submitted("tows", agency.code),
        lambda agency: agency.code in nil,
    )
    rows = [
        (title, tuple(sum(map(question, agencies)) for question in asked))
        for title, agencies in by_kind(dossier)
    ]
    return counted_rows(_TOOK_PART, _TOOK_PART_HEADINGS, rows, _TOOK_PART_NOTE)


def _sessions(dossier: Dossier) -> Table:
    held = sorted(dossier.attendance, key=lambda one: (one.day, one.entry))
    return Table(
        title=_SESSIONS,
        keys=("day", "session", "agencies", "people", "entry"),
        headings=(*_SESSION_HEADINGS, worded.ENTRY),
        rows=tuple(
            (one.day, one.session, Amount(len(set(one.agencies))), Amount(one.people), one.entry)
            for one in held
        ),
    )


def _presentations(dossier: Dossier) -> Table:
    stages = dossier.workflow.stage_titles
    given = sorted(dossier.presentations, key=lambda one: (one.day, one.entry))
    return Table(
        title=_PRESENTATIONS,
        keys=("day", "dimension", "stage", "by", "mentor", "entry"),
        headings=(*_PRESENTATION_HEADINGS, worded.ENTRY),
        rows=tuple(
            (
                one.day,
                dimension_title(dossier.dimensions, one.dimension),
                stages.get(one.stage, Text.same(one.stage)),
                one.by or None,
                one.mentor or None,
                one.entry,
            )
            for one in given
        ),
    )
