"""The papers of the machine: two workflows, worksheets as CSV, a list, minutes, and an SSH key."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from smartflow.model import City

if TYPE_CHECKING:
    from pathlib import Path

CITIES = (
    City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"),
    City("desa", "Kabupaten Jauh", "kabupaten", "94.01", "Provinsi", zone="WIT"),
)
LATER_CITY = City("baru", "Kota Baru", "kota", "13.71", "Provinsi")
STAGES = ("isu", "issue_analysis", "swot", "selesai")
AGENCIES = ("DINKES", "DLH")
PEOPLE = ("Ani", "Budi", "Cici", "ANI")
"""Two of them are one person in two spellings."""
SIGNATORY = "Ani"
"""Who has an SSH key."""

WORKFLOW = """
[workflow]
key = "kecil"
version = 1
title = { id = "Kecil", en = "Small" }
dimensions = ["living"]
initial = "isu"
final = ["selesai"]

[[stage]]
key = "isu"
title = { id = "Isu", en = "Issues" }
worksheets = ["issues"]

[[stage]]
key = "issue_analysis"
title = { id = "Analisis isu", en = "Issue analysis" }
worksheets = ["issues"]
presents = ["issues"]
due_days = 3

[[stage]]
key = "swot"
title = { id = "SWOT", en = "SWOT" }
worksheets = ["swot", "swot_merged"]
presents = ["swot"]

[[stage]]
key = "selesai"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "isu"
to = "issue_analysis"
sign_offs = [{ role = "team", quorum = 1 }]

[[transition]]
from = "issue_analysis"
to = "swot"
rules = ["ISU001"]
sign_offs = [{ role = "head", signed = true }]
skip = [
  { rule = "ORG", reason = { id = "kota kecil", en = "a small city" } },
  { rule = "ISU005", reason = { id = "kota kecil", en = "a small city" } },
]

[[transition]]
from = "swot"
to = "selesai"
sign_offs = [{ role = "team", quorum = 2 }, { role = "council", quorum = 3 }]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[role]]
key = "head"
title = { id = "Kepala daerah", en = "Head of the region" }

[[role]]
key = "council"
title = { id = "Dewan Smart City", en = "Council" }
body = true

[[record]]
key = "mou"
title = { id = "Nota", en = "Memorandum" }

[[book]]
key = "lembar"
title = { id = "Lembar", en = "Sheet" }

[[book]]
key = "buku"
title = { id = "Buku", en = "Book" }
whole_after = "swot"

[send_back]
roles = ["team"]

[waiver]
roles = ["team"]
"""

NEXT = """
[workflow]
key = "kecil"
version = 2
extends = "kecil@1"

[[record]]
key = "peraturan"
title = { id = "Peraturan", en = "Regulation" }

[[transition]]
from = "swot"
to = "selesai"
sign_offs = [{ role = "team", quorum = 1 }]
"""

SHEETS = {
    "issues": (
        "dimension;issue;location;data;unit;year;source",
        "living;Isu nomor {0} yang cukup panjang;Kota;{0};orang;2026;Dinas",
    ),
    "swot": ("dimension;category;code;factor", "living;S;S{0};Tenaga nomor {0} lengkap"),
}


def write_papers(folder: Path) -> None:
    """Write what does not change from act to act."""
    folder.mkdir()
    (folder / "minutes.txt").write_text("Berita acara rapat\n", encoding="utf-8")
    (folder / "photo.txt").write_text("Foto lembar isian\n", encoding="utf-8")
    (folder / "attendance.csv").write_text("Nama;Instansi\nCici;DINKES\n", encoding="utf-8")


def write_workflows(root: Path) -> None:
    """Put both workflows into a workspace."""
    folder = root / "workflows"
    folder.mkdir()
    (folder / "kecil.toml").write_text(WORKFLOW, encoding="utf-8")
    (folder / "kecil_2.toml").write_text(NEXT, encoding="utf-8")


def write_sheet(folder: Path, worksheet: str, number: int) -> Path:
    """Write a worksheet with one row, which tells the number."""
    head, row = SHEETS[worksheet]
    path = folder / f"{worksheet}.csv"
    path.write_text(f"{head}\n{row.format(number)}\n", encoding="utf-8")
    return path


@cache
def ssh_key() -> tuple[bytes, str]:
    """Return a private key in OpenSSH's form without a passphrase, and its public line."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    private = secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.OpenSSH,
        serialization.NoEncryption(),
    )
    public = secret.public_key().public_bytes(
        serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    )
    return private, public.decode("ascii")
