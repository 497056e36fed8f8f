"""docs/postgresql.md: an administrator who types it ends with offices that work on a server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from postgres import PASSWORD, own_server, programs

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "postgresql.md"
HOST = "db.provinsi.example"
SQL = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CITY = (
    'smartflow city add padang-panjang --name "Kota Padang Panjang" --kind kota'
    ' --region-code 13.74 --province "Sumatera Barat"'
)


@pytest.fixture
def administered(reader: Any, tmp_path: Path) -> Any:
    """Return a reader who has followed the page, and the server on which it was followed."""
    text = PAGE.read_text(encoding="utf-8")
    reader.environment["SMARTFLOW_CONFIG"] = str(tmp_path / "rumah")
    with own_server() as server:
        with server.connect() as connection:
            for statement in filter(str.strip, SQL.findall(text)[0].split(";")):
                connection.execute(statement)
            for name in ("owner", "office", "auditor"):
                connection.execute(f"ALTER ROLE smartflow_{name} PASSWORD '{PASSWORD}'")
        reader.environment["PGPASSWORD"] = PASSWORD
        reader.type("smartflow init kota --key kunci.key", "test")
        reader.type(f"{CITY} --workspace kota", "test")
        page = tmp_path / PAGE.name
        page.write_text(text.replace(HOST, f"127.0.0.1:{server.port}"), encoding="utf-8")
        reader.follow(page)
        reader.server = server
        yield reader


@pytest.mark.slow
def test_the_page_leads_to_offices_that_work(administered: Any) -> None:
    """The office records, the auditor cannot, and both see the city that came from a file."""
    act = "agency add padang-panjang DLH 'Dinas LH' --kind opd"
    administered.type(f"smartflow --workspace kantor {act}", "test")
    administered.type(f"smartflow --workspace auditor {act} # exit code 2", "test")
    said = administered.type("smartflow --workspace auditor history padang-panjang", "test")
    assert "DLH" in said
    administered.type("smartflow --workspace auditor audit verify", "test")
    assert (administered.folder / "bundel" / "README.md").exists()


@pytest.mark.slow
def test_a_dump_comes_back_whole(administered: Any) -> None:
    """What the page says of backups: a restored dump verifies, and its guards stand."""
    port = administered.server.port
    url = f"postgresql://postgres@127.0.0.1:{port}"
    dump, tool = administered.folder / "smartflow.dump", programs()
    environment = {"PGPASSWORD": PASSWORD}
    with administered.server.connect() as connection:
        connection.execute("CREATE DATABASE smartflow_pulih OWNER smartflow_owner")
    for words in (
        ("pg_dump", "--format=custom", f"--file={dump}", f"{url}/smartflow_kota"),
        ("pg_restore", f"--dbname={url}/smartflow_pulih", str(dump)),
    ):
        program = tool / words[0]
        if not program.exists():
            pytest.skip(f"{words[0]} is not in the wheel")
        subprocess.run([str(program), *words[1:]], env=environment, check=True)
    path = administered.folder / "auditor" / "smartflow.toml"
    restored = administered.folder / "pulih"
    shutil.copytree(path.parent, restored)
    toml = restored / "smartflow.toml"
    words = toml.read_text(encoding="utf-8")
    toml.write_text(words.replace("/smartflow_kota", "/smartflow_pulih"), encoding="utf-8")
    administered.type("smartflow --workspace pulih audit verify", "test")
    with administered.server.connect("smartflow_pulih") as connection:
        for statement in ("DELETE FROM smartflow.entry", "DELETE FROM smartflow.checkpoint"):
            with pytest.raises(Exception, match="never allowed"):
                connection.execute(statement)


def test_the_refusals_are_real() -> None:
    """Each exit code that the page's table names is that of an error whose words it quotes."""
    from smartflow.store import server_errors

    said = Path(server_errors.__file__).read_text(encoding="utf-8")
    said += (ROOT / "engine/smartflow/store/errors.py").read_text(encoding="utf-8")
    said += (ROOT / "engine/smartflow/casework/store_owner.py").read_text(encoding="utf-8")
    said += (ROOT / "engine/smartflow/offices/storage/db_grant.py").read_text(encoding="utf-8")
    plain = re.sub(r'"\s*f?"', "", said)
    quoted = (
        "refused the password, or none was given",
        "turned the connection down",
        "no TLS connection with the server",
        "is full: no connection is free",
        "may not do this",
        "The server knows no role",
        "There is no store",
        "was made by a newer SmartFlow",
        "or newer",
        "can lose what was recorded",
        "its driver (psycopg) is not installed",
        "cannot be reached",
        "broke half-way",
        "is not known yet",
        "has just added",
    )
    assert [words for words in quoted if words not in plain] == []
    table = PAGE.read_text(encoding="utf-8").split("## 12.", 1)[1].casefold()
    told = [words for words in quoted if words.casefold().removeprefix("was ") not in table]
    assert told == []
