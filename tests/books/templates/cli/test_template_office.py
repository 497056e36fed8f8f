"""A Word template that an office program has opened and saved is a template still."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kit.commands import Shell

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def need_office() -> str:
    """Return LibreOffice's program; skip without it, and fail where it must be there."""
    if SOFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing, and CI must have it (libreoffice-writer)")
        pytest.skip("LibreOffice is not installed (libreoffice-writer)")
    return SOFFICE


@pytest.mark.slow
def test_what_libreoffice_saves_still_prints_a_whole_book(shell: Shell, tmp_path: Path) -> None:
    """It rewrites every part of the file; each placeholder and each style outlives that."""
    office = need_office()
    shell.must("init")
    shell.must("template", "copy", "docx")
    own = shell.root / "templates" / "book.docx"
    before = own.read_bytes()
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "docx", "--outdir", str(tmp_path / "saved"), str(own)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    own.write_bytes((tmp_path / "saved" / "book.docx").read_bytes())
    assert own.read_bytes() != before
    tried = shell("template", "check", str(own), "--json")
    assert (tried.code, tried.json["templates"][0]["remarks"]) == (0, [])
    listed = shell.must("template", "list", "--json").json["templates"]
    assert {"own"} == {one["state"] for one in listed if one["format"] == "docx"}
