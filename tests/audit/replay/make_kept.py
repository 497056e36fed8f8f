"""Make a workspace to be kept: what this version writes, later versions must make again.

Run at a release: ``python tests/audit/replay/make_kept.py FOLDER``, with ``FOLDER`` in ``kept/``
and named after the version. It holds decisions of every kind, moved, refused and sent back, and
what they rest on: rows, a nil, a document, a presentation, answers, minutes, a waiver, settings.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smartflow.clock import FixedClock
from smartflow.terminal.program import run

WORKFLOW = """
[workflow]
key = "kecil"
version = 1
title = { id = "Kecil", en = "Small" }
dimensions = ["living"]
requires = ["masterplan", "living"]
initial = "issue_analysis"
final = ["done"]

[[stage]]
key = "issue_analysis"
title = { id = "Analisis isu", en = "Issue analysis" }
worksheets = ["issues"]
presents = ["issues"]

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }

[[stage]]
key = "after"
title = { id = "Sesudahnya", en = "After" }

[[transition]]
from = "issue_analysis"
to = "after"
rules = ["ISU", "WSH"]
sign_offs = [{ role = "team", quorum = 1 }, { role = "council", quorum = 2 }]

[[transition]]
from = "after"
to = "done"
sign_offs = [{ role = "team", quorum = 1 }]

[[role]]
key = "team"
title = { id = "Tim Pelaksana", en = "Implementation team" }

[[role]]
key = "council"
title = { id = "Dewan Smart City", en = "Council" }
body = true

[[record]]
key = "mou"
title = { id = "Nota kesepahaman", en = "Memorandum" }

[send_back]
roles = ["team"]

[waiver]
roles = ["team"]

[settings.masterplan]
swot_coverage = 0.5
"""
ISSUES = """dimension;issue;location;data;unit;year;source
living;Angka stunting masih tinggi;Kecamatan A;{figure};persen;2026;Dinas Kesehatan
living;{second};Kecamatan B;12;lokasi;2026;Dinas Kesehatan
"""


class Office:
    """Runs commands in one workspace, some minutes after one another."""

    def __init__(self, root: Path, papers: Path) -> None:
        self.root = root
        self.papers = papers
        self.clock = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))

    def __call__(self, *words: str, code: int = 0) -> None:
        """Run a command that has to end with ``code``."""
        ended = run(("--workspace", str(self.root), *words), clock=self.clock)
        if ended != code:
            message = f"smartflow {' '.join(words)} ended with {ended}, not {code}"
            raise RuntimeError(message)
        self.clock.moment += timedelta(hours=5)

    def paper(self, name: str, words: str) -> str:
        """Write a file to be submitted or attached."""
        path = self.papers / name
        path.write_text(words, encoding="utf-8")
        return str(path)


def make_kept(root: Path, papers: Path) -> None:
    """Play a small city's story.

    Args:
        root: The workspace to be made.
        papers: A folder for the files that are submitted.
    """
    act = Office(root, papers)
    act("init", "--lang", "id")
    (root / "workflows").mkdir()
    (root / "workflows" / "kecil.toml").write_text(WORKFLOW, encoding="utf-8")
    act(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "99.71", "--province", "Provinsi", "--workflow", "kecil"),
    )
    act(
        "agency",
        "add",
        "contoh",
        "DINKES",
        "Dinas Kesehatan",
        "--kind",
        "opd",
        "--dimensions",
        "living",
    )
    act("agency", "add", "contoh", "DLH", "Dinas Lingkungan Hidup", "--kind", "opd")
    for name in ("Ani", "Budi"):
        act("person", "add", "contoh", name, "--role", "team", "--post", "Anggota Tim")
    first = act.paper("isu.csv", ISSUES.format(figure=21, second=""))
    act("submit", "contoh", first, "--agency", "DINKES")
    act("nil", "contoh", "DLH", "issues")
    act("record", "contoh", "mou", "--number", "1/2026", "--date", "2026-11-20", "--title", "Nota")
    act("present", "contoh", "living", "--by", "Cici")
    act("setting", "set", "contoh", "masterplan.swot_coverage", "0.6", "--reason", "kesepakatan")
    act("advance", "contoh", "--as", "Budi", code=1)
    act("sign-off", "contoh", "--role", "team", "--as", "Ani")
    minutes = act.paper("berita-acara.txt", "Berita acara rapat")
    act(
        *("decide", "contoh", "--body", "council", "--present", "3", "--of", "5"),
        *("--number", "BA-1", minutes),
    )
    until = (act.clock.moment + timedelta(days=9)).date().isoformat()
    subject = ("waive", "contoh", "WSH001", "--agency", "DINKES")
    act(*subject, "--reason", "menyusul", "--until", until, "--as", "Ani")
    act(*subject, "--approve", "--as", "Budi")
    act("advance", "contoh", "--as", "Budi")
    act("send-back", "contoh", "issue_analysis", "--reason", "angka keliru", "--as", "Ani")
    mended = act.paper("isu.csv", ISSUES.format(figure=19, second="Ruang terbuka kurang terawat"))
    act("submit", "contoh", mended, "--agency", "DINKES")
    act("advance", "contoh", "--as", "Budi", code=1)


def as_somebody() -> None:
    """Act under an invented account: what is kept for ever names no computer of ours."""
    os.environ |= {"LOGNAME": "petugas", "COMPUTERNAME": "kantor"}
    if hasattr(os, "uname"):
        somewhere = os.uname_result(("Linux", "kantor", "1", "1", "x86_64"))
        os.uname = lambda: somewhere


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTFLOW_CONFIG"] = str(Path(folder) / "configuration")
        as_somebody()
        make_kept(Path(sys.argv[1]), Path(folder))
