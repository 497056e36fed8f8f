"""The words that the command line itself says: headings, common metavars, shared arguments.

One place, so that the same thing has the same word in every help; where a command names it, that
place is below. Imports only the language and that.
"""

from __future__ import annotations

from smartflow.command import PLACEHOLDERS
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

CITY = PLACEHOLDERS["city"]
CITY_HELP = Text(
    id="Kabupaten/kota: singkatan, nama atau kode Kemendagri.",
    en="The city: its slug, name or Kemendagri code.",
)
AGENCY = PLACEHOLDERS["agency"]
AGENCY_HELP = Text(id="Kode OPD, kelurahan atau mitra.", en="The code of an agency.")
WORKSHEET = PLACEHOLDERS["worksheet"]
WORKSHEET_HELP = Text(
    id="Kunci kertas kerja, misalnya issues; daftar: `smartflow worksheet list`.",
    en="The key of a worksheet, such as issues; see `smartflow worksheet list`.",
)
DIMENSION = PLACEHOLDERS["dimension"]
DIMENSION_HELP = Text(
    id="Dimensi: kunci, kode atau nama, misalnya living.",
    en="The dimension: its key, code or name, such as living.",
)
STAGE = PLACEHOLDERS["stage"]
FILE = PLACEHOLDERS["file"]
REPORT = PLACEHOLDERS["report"]
DAY = PLACEHOLDERS["date"]
WORDS = PLACEHOLDERS["text"]
NAME = PLACEHOLDERS["name"]
TITLE = PLACEHOLDERS["title"]
DOCUMENT_NUMBER = PLACEHOLDERS["number"]
KIND = PLACEHOLDERS["kind"]
PRESENT = PLACEHOLDERS["present"]
MEMBERS = PLACEHOLDERS["members"]
NUMBER = Text(id="ANGKA", en="NUMBER")
FOLDER = PLACEHOLDERS["folder"]
ROLE = PLACEHOLDERS["role"]
KEY = PLACEHOLDERS["key"]
DAY_HELP = Text(
    id="2023-07-05 atau 5-7-2023 (hari dahulu)", en="2023-07-05, or day first: 5-7-2023"
)
