"""MPL002, MPL003 and MPL006: the commitment sheet, the books and the legal basis are recorded.

What a person signs for are the agencies of which the person is registered as the head, so that an
acting official signs for two. Books and regulations are known by their numbers or titles. Imports
the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, words
from smartflow_masterplan.stages import (
    BOOK,
    COMMITMENT,
    HEAD,
    LEGAL_BASIS,
    MASTERPLAN_APPROVAL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Agency, Dossier, Finding, Row, Settings

__all__ = ["DOCUMENT_RULES", "lead_agencies_of_actions"]

_STAGES = (MASTERPLAN_APPROVAL,)

# -- MPL002 ---------------------------------------------------------------------------------------

_NO_SHEET = Text(
    id="Lembar komitmen belum dicatat.", en="The commitment sheet has not been recorded."
)
_HEAD_MISSING = Text(
    id="Lembar komitmen belum ditandatangani kepala daerah.",
    en="The head of the region has not signed the commitment sheet.",
)
_AGENCY_MISSING = Text(
    id="Lembar komitmen belum ditandatangani kepala {agency} ({name}), penanggung jawab {count}"
    " kegiatan.",
    en="The head of {agency} ({name}), responsible for {count} activities, has not signed the"
    " commitment sheet.",
)


def commitment_is_signed(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield findings unless the head of the region and every lead agency's head have signed."""
    records = dossier.records_of(COMMITMENT)
    if not records:
        yield finding(_NO_SHEET)
        return
    people = {person.name: person for person in dossier.people}
    signed = [
        (people[name], record.date)
        for record in records
        for name in record.signed_by
        if name in people
    ]
    if not any(person.held(HEAD, day) for person, day in signed):
        yield finding(_HEAD_MISSING)
    for_agencies = {code for person, _ in signed for code in person.agencies}
    for agency, rows in lead_agencies_of_actions(dossier):
        if agency.code not in for_agencies:
            values = {"agency": agency.code, "name": agency.name, "count": len(rows)}
            yield finding(_AGENCY_MISSING, values, agency=agency.code)


def lead_agencies_of_actions(dossier: Dossier) -> tuple[tuple[Agency, tuple[Row, ...]], ...]:
    """Return each agency that now answers for actions, with those actions, sorted by its code.

    For an agency that has ended its successor answers. An action that names no agency, or one
    whose line has died out, is nobody's and is left out.
    """
    leading: dict[str, tuple[Agency, list[Row]]] = {}
    for row in dossier.rows("actions"):
        agency = _present(dossier, row.text("owner"))
        if agency is not None:
            leading.setdefault(agency.code, (agency, []))[1].append(row)
    return tuple((agency, tuple(rows)) for _, (agency, rows) in sorted(leading.items()))


def _present(dossier: Dossier, code: str) -> Agency | None:
    """Return the agency that now answers for ``code``: itself, or its successor."""
    present = {agency.code for agency in dossier.present_agencies}
    seen: set[str] = set()
    agency = dossier.agency(code) if code else None
    while agency is not None and agency.code not in present and agency.code not in seen:
        seen.add(agency.code)
        agency = dossier.agency(agency.successor)
    return agency if agency is not None and agency.code in present else None


# -- MPL003 ---------------------------------------------------------------------------------------

_NO_BOOK = Text(
    id="Buku {book} belum diterbitkan dan belum dicatat.",
    en="Buku {book} (book) is neither issued nor recorded.",
)
_NO_FILE = Text(
    id="Buku {book} sudah dicatat, tetapi tanpa berkasnya, sehingga isinya tidak terikat.",
    en="Buku {book} (book) is recorded, but without its file, so that its content is not bound.",
)

_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v"}


def books_are_recorded(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each book of the set that nobody has issued or recorded with its file."""
    records = dossier.records_of(BOOK)
    for book in words(settings, "books"):
        if any(_is_book(book, "", issued.title) for issued in dossier.issued):
            continue
        found = [item for item in records if _is_book(book, item.number, item.title)]
        if not found:
            yield finding(_NO_BOOK, {"book": book})
        elif not any(item.file for item in found):
            yield finding(_NO_FILE, {"book": book})


def _is_book(book: str, number: str, title: str) -> bool:
    """Say whether a paper is the book: by its number, or by 'Buku 1', 'Book I' in its title."""
    names = {book.casefold(), _ROMAN.get(book, book).casefold()}
    plain = number.casefold().removeprefix("buku").strip(" .")
    said = re.findall(r"\b(?:buku|book)\s+(\w+)", title.casefold())
    return plain in names or not names.isdisjoint(said)


# -- MPL006 ---------------------------------------------------------------------------------------

_NO_BASIS = Text(
    id="Dasar hukum masterplan belum memuat {basis}.",
    en="The legal basis of the masterplan does not hold {basis} yet.",
)

_NUMBER_AND_YEAR = re.compile(r"(\d+)\s*(?:/|tahun)\s*(\d{4})", re.IGNORECASE)


def legal_basis_is_complete(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each regulation of the list that no legal basis names."""
    named = {
        pair
        for record in dossier.records_of(LEGAL_BASIS)
        for words_ in (record.number, record.title)
        for pair in _NUMBER_AND_YEAR.findall(words_)
    }
    for basis in words(settings, "legal_basis"):
        if not named.intersection(_NUMBER_AND_YEAR.findall(basis)):
            yield finding(_NO_BASIS, {"basis": basis})


DOCUMENT_RULES = (
    Rule(
        code="MPL002",
        title=Text(
            id="Lembar komitmen ditandatangani kepala daerah dan penanggung jawab kegiatan",
            en="The head of the region and all responsible agencies have signed the commitment",
        ),
        why=Text(
            id="Komitmen kepala daerah dan perangkat daerah yang lemah adalah catatan asesor yang"
            " berulang; tahap akhir bimtek ditutup dengan penandatanganannya.",
            en="Weak commitment of the head and the agencies is a recurrent remark of assessors;"
            " the last workshop closes with the signing.",
        ),
        fix=Text(
            id="Catat lembar komitmen beserta semua penanda tangan, masing-masing dengan"
            " --signed-by. Kepala perangkat daerah didaftarkan dahulu dengan smartflow person add"
            " --agency.",
            en="Record the sheet with all its signers, each with --signed-by. Heads of agencies are"
            " registered first with smartflow person add --agency.",
        ),
        fix_command="record {city} commitment --number {number} --date {date} --title {title}"
        " --signed-by {name} {file}",
        message=_NO_SHEET,
        severity="error",
        stages=_STAGES,
        cites=(sources.BONTANG, sources.MALANG),
        since="0.1.0",
        reads=("actions",),
        function=commitment_is_signed,
        passes=Text(
            id="Wali kota, kepala DINKES, dan Plt. kepala DPUPR dan DISHUB menandatangani; ketiga"
            " perangkat daerah itu penanggung jawab semua kegiatan.",
            en="The mayor, the head of DINKES and the acting head of both DPUPR and DISHUB have"
            " signed; these three agencies are responsible for all activities.",
        ),
        fails=Text(
            id="BPBD menjadi penanggung jawab 'Memasang peringatan dini', tetapi kepala BPBD tidak"
            " ada di antara penanda tangan.",
            en="BPBD is responsible for 'Memasang peringatan dini' (early warning), but its head is"
            " not among the signers.",
        ),
    ),
    Rule(
        code="MPL003",
        title=Text(
            id="Buku masterplan lengkap dan berkasnya tersimpan",
            en="The masterplan's books are complete, with their files",
        ),
        why=Text(
            id="Yang disetujui adalah buku yang tertentu; sidik jari berkasnya membuktikan bahwa"
            " buku itu tidak berubah.",
            en="What is approved are certain books; the digests of their files prove that they have"
            " not changed.",
        ),
        fix=Text(
            id="Terbitkan setiap buku (yang disusun di luar SmartFlow dicatat dengan berkasnya"
            " sebagai dokumen book). Susunan buku: setelan masterplan.books.",
            en="Issue each book (one that was written outside SmartFlow is recorded with its file,"
            " as a document of the kind book). Which books there are is the setting"
            " masterplan.books.",
        ),
        fix_command="export {city} {report} --issue --output {file}",
        message=_NO_BOOK,
        severity="error",
        stages=_STAGES,
        cites=(sources.BOGOR, sources.SOLO),
        since="0.1.0",
        function=books_are_recorded,
        passes=Text(
            id="Buku 1 Analisis Strategis dan Buku 2 Masterplan diterbitkan sebagai PDF; Buku 3"
            " Ringkasan Eksekutif dicatat dengan berkasnya.",
            en="Buku 1 Analisis Strategis and Buku 2 Masterplan are issued as PDF; Buku 3 Ringkasan"
            " Eksekutif is recorded with its file.",
        ),
        fails=Text(
            id="Buku 1 dan Buku 2 tercatat dengan berkas, Buku 3 hanya nomor dan judulnya.",
            en="Buku 1 and Buku 2 are recorded with files, Buku 3 with number and title only.",
        ),
    ),
    Rule(
        code="MPL006",
        title=Text(
            id="Dasar hukum memuat peraturan pokok", en="The legal basis holds the main regulations"
        ),
        why=Text(
            id="Asesor meminta masterplan selaras dengan PP 59/2022; SPBE diatur Perpres 95/2018.",
            en="Assessors ask that the plan agree with PP 59/2022; e-government is governed by"
            " Perpres 95/2018.",
        ),
        fix=Text(
            id="Catat peraturannya. Daftarnya: setelan masterplan.legal_basis.",
            en="Record the regulation. The list is the setting masterplan.legal_basis.",
        ),
        fix_command="record {city} legal_basis --number {number} --date {date} --title {title}",
        message=_NO_BASIS,
        severity="warning",
        stages=_STAGES,
        cites=(sources.PERPRES_95_2018, sources.PP_59_2022, sources.MUARA_ENIM),
        since="0.1.0",
        function=legal_basis_is_complete,
        passes=Text(
            id="Tercatat 'Peraturan Presiden Nomor 95 Tahun 2018' dan nomor '59/2022' tentang"
            " Perkotaan.",
            en="'Peraturan Presiden Nomor 95 Tahun 2018' is recorded, and number '59/2022' on urban"
            " affairs.",
        ),
        fails=Text(
            id="Hanya UU 23/2014 dan Perpres 95/2018 yang tercatat; PP 59/2022 belum.",
            en="Only UU 23/2014 and Perpres 95/2018 are recorded; PP 59/2022 is not.",
        ),
    ),
)
