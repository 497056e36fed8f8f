"""The words that the command line itself says: headings, common metavars, shared arguments.

One place, so that the same thing has the same word in every help. Imports only the language.
"""

from __future__ import annotations

from smartflow.language import Text

ALSO = Text(id="Nama lain", en="Also called")
USAGE = Text(id="Pemakaian:", en="Usage:")
OPTIONS = Text(id="Opsi", en="Options")
COMMON = Text(id="Opsi umum", en="Common options")
ARGUMENTS = Text(id="Argumen", en="Arguments")
COMMANDS_HEADING = Text(id="Perintah", en="Commands")
OPTIONS_METAVAR = Text(id="[OPSI]", en="[OPTIONS]")
COMMANDS_METAVAR = Text(id="PERINTAH", en="COMMAND")
ARGUMENTS_METAVAR = Text(id="[ARGUMEN]...", en="[ARGS]...")
REQUIRED = Text(id="wajib", en="required")
DEFAULT = Text(id="bawaan", en="default")
HELP_OPTION = Text(id="Tampilkan bantuan ini.", en="Show this help.")
VERSION_OPTION = Text(id="Tampilkan versi.", en="Show the version.")
NEXT_STEP = Text(id="Langkah berikutnya", en="Next step")

CITY = Text(id="KOTA", en="CITY")
CITY_HELP = Text(
    id="Kabupaten/kota: singkatan, nama atau kode Kemendagri.",
    en="The city: its slug, name or Kemendagri code.",
)
AGENCY = Text(id="INSTANSI", en="AGENCY")
AGENCY_HELP = Text(id="Kode OPD, kelurahan atau mitra.", en="The code of an agency.")
WORKSHEET = Text(id="KERTAS_KERJA", en="WORKSHEET")
WORKSHEET_HELP = Text(
    id="Kunci kertas kerja, misalnya issues; daftar: `smartflow worksheet list`.",
    en="The key of a worksheet, such as issues; see `smartflow worksheet list`.",
)
DIMENSION = Text(id="DIMENSI", en="DIMENSION")
DIMENSION_HELP = Text(
    id="Dimensi: kunci, kode atau nama, misalnya living.",
    en="The dimension: its key, code or name, such as living.",
)
STAGE = Text(id="TAHAP", en="STAGE")
FILE = Text(id="BERKAS", en="FILE")
REPORT = Text(id="LAPORAN", en="REPORT")
DAY = Text(id="TANGGAL", en="DATE")
WORDS = Text(id="TEKS", en="TEXT")
NAME = Text(id="NAMA", en="NAME")
TITLE = Text(id="JUDUL", en="TITLE")
DOCUMENT_NUMBER = Text(id="NOMOR", en="NUMBER")
KIND = Text(id="JENIS", en="KIND")
PRESENT = Text(id="HADIR", en="PRESENT")
MEMBERS = Text(id="ANGGOTA", en="MEMBERS")
NUMBER = Text(id="ANGKA", en="NUMBER")
FOLDER = Text(id="FOLDER", en="DIR")
ROLE = Text(id="PERAN", en="ROLE")
KEY = Text(id="KUNCI", en="KEY")
DAY_HELP = Text(
    id="2023-07-05 atau 5-7-2023 (hari dahulu)", en="2023-07-05, or day first: 5-7-2023"
)
