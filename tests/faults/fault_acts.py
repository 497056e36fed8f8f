"""Every act of the command line, as a command that can be done in one prepared workspace.

``@`` stands for the workspace's folder, ``<FILE`` for the content of a file in it. The city
``kota`` follows a little workflow, is in its second stage and may advance; ``solok`` follows the
same and may not. Not a test.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = """
[workflow]
key = "tiny"
version = 1
title = { id = "Kecil", en = "Tiny" }
dimensions = ["living"]
requires = ["living"]
initial = "start"
final = ["done"]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[role]]
key = "council"
title = { id = "Dewan", en = "Council" }
body = true

[[record]]
key = "mou"
title = { id = "Nota", en = "Memorandum" }

[[book]]
key = "sheet"
title = { id = "Lembar", en = "Sheet" }

[[stage]]
key = "start"
title = { id = "Awal", en = "Start" }

[[stage]]
key = "issue_analysis"
title = { id = "Isu", en = "Issues" }
worksheets = ["issues"]
presents = ["issues"]
due_days = 30

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }
worksheets = ["swot", "tows", "swot_merged", "quick_wins"]

[[transition]]
from = "start"
to = "issue_analysis"
sign_offs = [{ role = "team", quorum = 1 }]

[[transition]]
from = "issue_analysis"
to = "done"
sign_offs = [{ role = "team", quorum = 1 }]
skip = [
  { rule = "ISU", reason = { id = "uji", en = "test" } },
  { rule = "ORG", reason = { id = "uji", en = "test" } },
]

[[transition]]
from = "issue_analysis"
to = "start"
sign_offs = [{ role = "council", quorum = 1 }]

[send_back]
roles = ["team"]
"""

NEXT_WORKFLOW = """
[workflow]
key = "tinier"
version = 1
extends = "tiny@1"

[[stage]]
key = "issue_analysis"
due_days = 20
"""

FILES = {
    "workflows/tiny.toml": WORKFLOW,
    "workflows/tiny2.toml": NEXT_WORKFLOW,
    "issues.csv": "dimension;issue;location;data;unit;year;source\n"
    "living;Antrean panjang di puskesmas;Barangin;45;menit;2025;Survei\n",
    "other.csv": "Dimensi;Kategori;Kode;Faktor\nliving;W;W1;Terbatasnya SDM\n",
    "swot.csv": "Dimensi;Kategori;Kode;Faktor\nliving;S;S1;Posyandu aktif\n",
    "quick_wins.csv": "Kode;Nama program;Dampak (1-5);Upaya (1-5);Jumlah penerima manfaat\n"
    "QW1;Lapau Layanan;5;2;100\n",
    "cities.csv": "kode;nama\n13.71;Kota Padang\n",
    "agencies.csv": "code;name;kind;dimensions\nDLH;Dinas Lingkungan Hidup;opd;living\n"
    "KEL-A;Kelurahan A;kelurahan;living\n",
    "attendance.csv": "Nama;Instansi\nCici;DINKES\n",
    "minutes.txt": "Berita acara rapat\n",
    "photo.txt": "Foto lembar isian\n",
}


def write_files(root: Path) -> None:
    """Write the files that the commands name into the workspace."""
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")


def in_folder(root: Path, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command with the workspace's folder, and what stands in its files, in place."""
    return tuple(
        (root / word[1:]).read_text(encoding="utf-8")
        if word.startswith("<")
        else word.replace("@", f"{root}{os.sep}")
        for word in words
    )


def mark_merged(root: Path) -> None:
    """Mark the only row of the dimension's sheet as used."""
    book = load_workbook(root / "merged.xlsx")
    sheet = book.worksheets[1]
    column = {cell.value: cell.column for cell in sheet[4]}["Decision"]
    sheet.cell(5, column, "used")
    book.save(root / "merged.xlsx")


def city(slug: str, code: str) -> tuple[str, ...]:
    """Return the command that adds a city."""
    return (
        *("city", "add", slug, "--name", f"Kota {slug.title()}", "--kind", "kota"),
        *("--region-code", code, "--province", "Provinsi", "--workflow", "tiny"),
    )


ASK = ("--as", "Ani", "waive", "kota", "ISU001", "--reason", "Belum ada", "--until", "2099-12-31")
SETTING_UP: tuple[tuple[str, ...], ...] = (
    city("kota", "13.73"),
    city("solok", "13.72"),
    *(
        words
        for slug in ("kota", "solok")
        for words in (
            ("agency", "add", slug, "DINKES", "Dinas Kesehatan", "--kind", "opd"),
            ("person", "add", slug, "Ani", "--role", "team", "--post", "Ketua Tim"),
            ("person", "add", slug, "Budi", "--role", "team", "--post", "Sekretaris Tim"),
            ("--as", "Ani", "sign-off", slug, "--role", "team"),
            ("--as", "Budi", "advance", slug),
        )
    ),
    ("submit", "kota", "@swot.csv", "--agency", "DINKES"),
    ("consolidate", "kota", "living", "-o", "@merged.xlsx"),
    ("submit", "kota", "@quick_wins.csv", "--dimension", "living"),
    (
        "worksheet",
        "entry",
        "kota",
        "@issues.csv",
        "--on-behalf",
        "DINKES",
        "--source",
        "@photo.txt",
    ),
    ("--as", "Ani", "sign-off", "kota", "--role", "team", "--to", "done"),
    (*ASK, "--agency", "DINKES"),
    ("audit", "checkpoint", "-o", "@sent.txt"),
)
WITNESS = ("audit", "witness", "@sent.txt", "-o", "@back.txt", "--name", "saksi.go.id/1")


class Act(NamedTuple):
    """One command that records something.

    Attributes:
        words: The words behind ``smartflow -w FOLDER``.
        acts: The names of what it records, the acts of one transaction together.
        code: How it ends.
        then: A command that follows on the same logs, and brings the log file up to date.
        transactions: In how many transactions it may record.
        unsigned: Whether it is done in a store that has no key yet.
    """

    words: tuple[str, ...]
    acts: tuple[str, ...]
    code: int = 0
    then: tuple[str, ...] = ("person", "add", "kota", "Wati", "--role", "team", "--post", "Anggota")
    transactions: int = 1
    unsigned: bool = False


BUDI = ("--as", "Budi")
ACTS: dict[str, Act] = {
    "city add": Act(
        city("padang", "13.71"),
        ("city_register", "city_add"),
        then=("person", "add", "padang", "Wati", "--role", "team", "--post", "Anggota"),
    ),
    "portfolio import": Act(
        ("portfolio", "import", "@cities.csv"),
        ("city_register", "city_add"),
        then=("person", "add", "padang", "Wati", "--role", "team", "--post", "Anggota"),
    ),
    "agency add": Act(
        ("agency", "add", "kota", "DISHUB", "Dinas Perhubungan", "--kind", "opd"), ("agency_add",)
    ),
    "agency end": Act(("agency", "end", "kota", "DINKES"), ("agency_end",)),
    "agency import": Act(
        ("agency", "import", "kota", "@agencies.csv"), ("agency_add",), transactions=2
    ),
    "person add": Act(
        ("person", "add", "kota", "Dedi", "--role", "team", "--post", "Anggota"), ("person_add",)
    ),
    "person end": Act(("person", "end", "kota", "Ani"), ("person_end",)),
    "submit": Act(("submit", "kota", "@other.csv", "--agency", "DINKES"), ("submit",)),
    "nil": Act(("nil", "kota", "DINKES", "tows"), ("nil",)),
    "attend": Act(
        ("attend", "kota", "@attendance.csv", "--session", "Bimtek", "--date", "2026-01-05"),
        ("attend",),
    ),
    "present": Act(("present", "kota", "living", "--by", "Ani"), ("present",)),
    "consolidate": Act(("consolidate", "kota", "living", "@merged.xlsx"), ("consolidate",)),
    "worksheet entry": Act(
        (
            *("worksheet", "entry", "kota", "@other.csv", "--on-behalf", "DINKES"),
            *("--source", "@photo.txt"),
        ),
        ("worksheet_entry",),
    ),
    "worksheet confirm": Act(
        ("worksheet", "confirm", "kota", "DINKES", "issues"), ("worksheet_confirm",)
    ),
    "record": Act(
        ("record", "kota", "mou", "@minutes.txt", "--date", "2026-01-05", "--title", "Nota"),
        ("record",),
    ),
    "decide": Act(
        (
            *("decide", "kota", "@minutes.txt", "--body", "council", "--present", "3"),
            *("--of", "5", "--to", "start"),
        ),
        ("decide",),
    ),
    "sign-off": Act((*BUDI, "sign-off", "kota", "--role", "team", "--to", "done"), ("sign_off",)),
    "waive": Act(ASK, ("waive",)),
    "waive --approve": Act(
        (*BUDI, "waive", "kota", "ISU001", "--agency", "DINKES", "--approve"), ("waive_approve",)
    ),
    "waive --withdraw": Act(
        (*BUDI, "waive", "kota", "ISU001", "--agency", "DINKES", "--withdraw"), ("waive_withdraw",)
    ),
    "setting set": Act(
        ("setting", "set", "kota", "swot_coverage", "0.5", "--reason", "Uji"), ("setting",)
    ),
    "quick-wins select": Act(("quick-wins", "select", "kota", "living/quick_wins/1"), ("select",)),
    "export --issue": Act(
        (*BUDI, "export", "kota", "sheet", "--issue", "-o", "@sheet.json"), ("issue",)
    ),
    "advance": Act((*BUDI, "advance", "kota", "--to", "done"), ("advance",)),
    "portfolio advance": Act(
        (
            *BUDI,
            "portfolio",
            "advance",
            "--city",
            "kota",
            "--to",
            "done",
            "--workers",
            "1",
            "--yes",
        ),
        ("advance",),
    ),
    "advance refused": Act(
        (*BUDI, "advance", "solok", "--to", "done"),
        ("advance",),
        code=1,
        then=("person", "add", "solok", "Wati", "--role", "team", "--post", "Anggota"),
    ),
    "audit key rotate": Act(
        ("audit", "key", "rotate", "--reason", "Uji"), ("key_rotate",), then=city("padang", "13.71")
    ),
    "audit checkpoint": Act(
        ("audit", "checkpoint", "-o", "@seal.txt"), ("checkpoint",), then=city("padang", "13.71")
    ),
    "audit attach": Act(
        ("audit", "attach", "@back.txt", "--witness", "<witness.key"),
        ("witness_add",),
        then=city("padang", "13.71"),
    ),
    "audit erase": Act(
        (
            *("--as", "Ani", "audit", "erase", "kota", "--entry", "7", "--part", "rows"),
            *("--reason", "Permintaan", "--yes"),
        ),
        ("erase",),
    ),
    "bundle import": Act(
        ("bundle", "import", "@jauh.smartflow", "--key", "<jauh.key"),
        ("bundle_import", "city_add"),
        then=city("padang", "13.71"),
    ),
    "audit key add": Act(
        ("audit", "key", "add"), ("key_add",), then=city("padang", "13.71"), unsigned=True
    ),
    "send-back": Act((*BUDI, "send-back", "kota", "start", "--reason", "Uji"), ("send_back",)),
    "workflow migrate": Act(
        ("workflow", "migrate", "kota", "--to", "tinier", "--reason", "Uji"), ("workflow_migrate",)
    ),
}


READING = {
    *("calc", "check", "demo", "doctor", "history", "remind", "score", "status", "swot"),
    *("agency list", "city list", "city show", "person list", "setting list", "quick-wins rank"),
    *("rule explain", "rule list", "worksheet list", "worksheet show", "worksheet template"),
    *("workflow diagram", "workflow lint", "workflow list", "workflow new", "workflow show"),
    *("plugin block", "plugin check", "plugin impact", "plugin info", "plugin list"),
    *("plugin new", "plugin trust", "plugin unblock", "plugin untrust"),
    *("audit key import", "audit key show", "audit witness", "audit replay", "audit verify"),
    *("audit report", "audit drill", "audit export", "bundle export"),
    *("template check", "template copy", "template list"),
    *("db copy", "db grant", "db status"),
    *("portfolio check", "portfolio compare", "portfolio rules", "portfolio status"),
}
"""The commands that record nothing in a history of the workspace."""
