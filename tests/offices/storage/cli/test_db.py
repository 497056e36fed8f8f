"""``smartflow db`` as people type it, against a real server: copy, roles, status."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from postgres import PASSWORD, own_server
from server_office import address, key_of, role

from smartflow.store.opening import open_store

AS = ("--as", "Budi")
KEPT = "SELECT 1 FROM smartflow.blob WHERE digest = %s"


def test_a_city_reads_alike_in_a_file_on_a_server_and_in_a_file_again(
    secretariat: Any, server: Any, tmp_path: Path
) -> None:
    """File, server, file: what commands print and what they write is the same, byte for byte."""
    shells = [secretariat]
    for name, place in (("dua", address(server, server.owner)), ("tiga", "kembali.db")):
        target = place if "://" in place else str(tmp_path / place)
        if "://" not in place:
            shells[-1].must("db", "copy", target)
        shell = type(secretariat)(tmp_path / name, secretariat._capsys)
        shell.must("init", "--database", target, "--key", key_of(secretariat))
        shells.append(shell)
    for words in (
        ("audit", "verify", "--json"),
        ("history", "contoh"),
        ("history", "contoh", "--json"),
        ("status", "--json"),
        ("status", "contoh", "--json"),
        ("check", "contoh", "--json"),
        ("audit", "checkpoint", "-o", "SEGEL"),
    ):
        said = []
        for shell in shells:
            out = tmp_path / f"segel-{shell.root.name}.txt"
            ended = shell(*(str(out) if word == "SEGEL" else word for word in words))
            said.append((ended.code, _without_place(words, ended)))
        assert said[1:] == said[:-1], words


def _without_place(words: tuple[str, ...], ended: Any) -> Any:
    """Return what a command printed, without what tells of the folder and not of the store."""
    if words[:2] == ("audit", "checkpoint"):
        return None
    if words[:2] == ("audit", "verify"):
        return {key: value for key, value in ended.json.items() if key != "log_file"}
    return ended.out


# -- roles ------------------------------------------------------------------------------------


def test_an_application_acts_and_erases_nothing(
    secretariat: Any, server: Any, join: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It records; ``audit erase`` is refused with who may; the owner's address lets it happen."""
    shell = join(role(secretariat, server, "application"), "--key", key_of(secretariat))
    table = tmp_path / "isu.csv"
    table.write_text("Dimensi;Isu daerah;Lokasi\nSmart Living;Isu;Kelurahan\n", encoding="utf-8")
    shell.must("submit", "contoh", str(table), "--agency", "DINKES", *AS)
    told = shell.must("db", "status", "--json").json
    assert (told["access"], told["may_act"], told["may_erase"]) == ("application", True, False)
    words = ("audit", "erase", "contoh", "--entry", "6", "--reason", "Permintaan 1", "--yes", *AS)
    refused = shell(*words, "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert f"owner ('{server.owner}')" in refused.err
    assert f"SMARTFLOW_DATABASE={address(server, server.owner)}" in refused.err
    monkeypatch.setenv("SMARTFLOW_DATABASE", address(server, server.owner))
    assert "VACUUM FULL smartflow.blob" in shell.must(*words).out
    monkeypatch.delenv("SMARTFLOW_DATABASE")
    shell.must("audit", "verify")
    with server.superuser() as connection:
        erased = shell.must("history", "contoh", "--act", "erase", "--json").json["entries"]
        for entry in erased:
            digest = entry["body"]["digest"]
            assert connection.execute(KEPT, (digest,)).fetchone() is None


def test_an_auditor_reads_and_records_nothing(secretariat: Any, server: Any, join: Any) -> None:
    """Reading commands work with the rights to read; an act is refused by the server."""
    shell = join(role(secretariat, server, "auditor"), "--key", key_of(secretariat))
    told = shell.must("db", "status", "--json").json
    assert (told["access"], told["may_act"], told["may_erase"]) == ("auditor", False, False)
    for words in (("audit", "verify"), ("status",), ("history", "contoh"), ("db", "status")):
        shell.must(*words)
    before = told["entries"]
    refused = shell("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd", "--lang", "en")
    assert refused.code == 2
    assert "smartflow db grant" in refused.err
    assert shell.must("db", "status", "--json").json["entries"] == before


def test_a_right_that_was_taken_is_gone(secretariat: Any, server: Any, join: Any) -> None:
    """``--access none``: the same workspace gets nothing more, and is told who gives rights."""
    made = role(secretariat, server, "application")
    shell = join(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTFLOW_DATABASE", address(server, server.owner))
        secretariat.must("db", "grant", made, "--access", "none")
    refused = shell("status", "--lang", "en")
    assert refused.code == 2
    assert f"smartflow db grant {made} --access application" in refused.err


def test_only_the_owner_grants(secretariat: Any, server: Any, join: Any) -> None:
    """Everybody else is told who the owner is, and that nothing has changed."""
    made = role(secretariat, server, "application")
    shell = join(made)
    refused = shell("db", "grant", made, "--access", "auditor", "--lang", "en")
    assert refused.code == 2
    assert f"owner ('{server.owner}') grants rights" in refused.err
    assert shell.must("db", "status", "--json").json["access"] == "application"


def test_what_cannot_be_granted_is_explained(join: Any, server: Any) -> None:
    """A role that is not there, the owner itself, a superuser: exit code 2, and nothing is made."""
    shell = join(server.owner)
    with server.superuser() as connection:
        above = connection.execute("SELECT current_user::text").fetchone()[0]
    for name, words in (
        ("tidak ada", 'CREATE ROLE "tidak ada" LOGIN;'),
        (server.owner, "the owner of this store"),
        (above, "a superuser of this server"),
    ):
        refused = shell("db", "grant", name, "--access", "auditor", "--lang", "en")
        assert refused.code == 2
        assert words in refused.err
    with server.superuser() as connection:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'tidak ada'").fetchone()
    assert found is None


def test_a_file_has_no_roles(city: Any) -> None:
    """In a workspace with a file, granting is explained and nothing is shown of roles."""
    refused = city("db", "grant", "siapa", "--access", "auditor", "--lang", "en")
    assert refused.code == 2
    assert "a file knows no roles" in refused.err
    told = city.must("db", "status", "--json").json
    assert (told["kind"], told["roles"], told["neighbours"]) == ("sqlite", [], [])


# -- status -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "csv", "markdown"])
def test_the_status_names_what_counts(secretariat: Any, server: Any, join: Any, form: str) -> None:
    """Place, version, durability, content, role: in every format, and never a password."""
    shell = join(server.owner)
    said = shell.must("db", "status", "--format", form, "--lang", "en").out
    for words in (address(server, server.owner), "PostgreSQL", "fsync=on", "entries: 8"):
        assert words in said
    assert PASSWORD not in said
    if form == "text":
        assert f"  {server.owner}: owner" in said
        assert "Use another role for daily work" in said


def test_the_counts_are_those_of_the_tables(join: Any, server: Any) -> None:
    """Entries, checkpoints and blobs are what SQL counts."""
    told = join(server.owner).must("db", "status", "--json").json
    with server.superuser() as connection:
        counted = [
            connection.execute(statement).fetchone()[0]
            for statement in (
                "SELECT count(*) FROM smartflow.entry",
                "SELECT count(*) FROM smartflow.checkpoint",
                "SELECT count(*) FROM smartflow.blob",
                "SELECT count(DISTINCT log) FROM smartflow.entry",
            )
        ]
    assert [told[key] for key in ("entries", "checkpoints", "blobs", "logs")] == counted


def test_others_who_are_connected_are_told(join: Any, server: Any) -> None:
    """Another process of SmartFlow on the same database is counted, with its role."""
    shell = join(server.owner)
    assert shell.must("db", "status", "--json").json["neighbours"] == []
    with closing(open_store(address(server, server.owner), Path())):
        told = shell.must("db", "status", "--json").json["neighbours"]
    assert [one["role"] for one in told] == [server.owner]


def test_a_superuser_is_warned(join: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """``db status`` and ``doctor`` say that no right holds for a superuser."""
    shell = join(server.owner)
    with server.superuser() as connection:
        above = connection.execute("SELECT current_user::text").fetchone()[0]
    monkeypatch.setenv("SMARTFLOW_DATABASE", address(server, above))
    assert f"The role '{above}' is a superuser" in shell.must("db", "status", "--lang", "en").out
    assert f"the role {above} is a superuser" in shell("doctor", "--lang", "en").out
    monkeypatch.delenv("SMARTFLOW_DATABASE")
    assert "superuser;" not in shell("doctor", "--lang", "en").out


def test_doctor_names_the_server(join: Any, server: Any) -> None:
    """Version, address and durability of the database, and that it can be written."""
    said = join(server.owner)("doctor", "--lang", "en").out
    assert "Database: PostgreSQL " in said
    assert f"{address(server, server.owner)} (synchronous_commit=on, fsync=on" in said
    assert "Write access: granted" in said


def test_a_target_that_holds_something_is_named(secretariat: Any, server: Any) -> None:
    """The second copy is refused with what is there, before anything is written."""
    refused = secretariat("db", "copy", address(server, server.owner), "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "is not empty: store " in refused.err


@pytest.mark.slow
def test_the_whole_demo_on_an_older_server(
    shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished city goes to PostgreSQL 16 and back; its books are the same, byte for byte."""
    demo = tmp_path / "demo"
    assert shell("demo", str(demo), bare=True).code == 0
    first = type(shell)(demo, shell._capsys)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with own_server(16) as older:
        place = f"postgresql://postgres@127.0.0.1:{older.port}/postgres"
        first.must("db", "copy", place)
        second = type(shell)(tmp_path / "dua", shell._capsys)
        second.must("init", "--database", place, "--key", str(demo / "demo.key"))
        second.must("db", "copy", str(tmp_path / "kembali.db"))
        third = type(shell)(tmp_path / "tiga", shell._capsys)
        third.must("init", "--database", str(tmp_path / "kembali.db"), "--key", key_of(first))
        shells, books = (first, second, third), []
        for one in shells:
            one.must("audit", "verify")
            file = tmp_path / f"{one.root.name}.md"
            one.must("export", "sawahlunto", "masterplan", "--format", "markdown", "-o", str(file))
            history = one.must("history", "sawahlunto", "--json").out
            books.append((file.read_bytes(), history, one.must("status", "--json").out))
    assert books[1:] == books[:-1]
    assert len(books[0][0]) > 10_000
