"""``init --database``: a store on a server or in a file elsewhere, begun or joined.

No address that is refused is quoted, and no password is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from postgres import PASSWORD
from server_office import SECRET, address, key_of, run_apart


def test_an_empty_database_gets_a_store_with_a_key(shell: Any, server: Any) -> None:
    """The first workspace begins the store; acts are recorded and verify at once."""
    made = shell.must("init", "--database", address(server, server.owner), "--lang", "en")
    assert "A workspace was made in" in made.out
    assert "Its signing key:" in made.out
    shell.must(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Sumatera Barat"),
    )
    shell.must("audit", "verify")
    assert not (shell.root / "smartflow.db").exists()
    assert shell.must("db", "status", "--json").json["kind"] == "postgresql"


def test_a_second_computer_joins_without_a_new_key(
    secretariat: Any, server: Any, join: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the store's id, reads and verifies at once, and cannot act before it has the key."""
    first, key = secretariat.must("db", "status", "--json").json, key_of(secretariat)
    history = secretariat.must("history", "contoh", "--json").json
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "komputer-lain"))
    second = join(server.owner)
    told = second.must("db", "status", "--json").json
    assert (told["store"], told["has_key"], told["may_act"]) == (first["store"], False, False)
    assert second.must("history", "contoh", "--json").json == history
    second.must("audit", "verify")
    act = ("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd", "--lang", "en")
    refused = second(*act)
    assert refused.code == 2
    assert "smartflow audit key import FILE" in refused.err
    second.must("audit", "key", "import", key)
    second.must(*act)
    second.must("audit", "verify")


def test_a_key_that_was_named_must_be_there(join: Any, server: Any, tmp_path: Path) -> None:
    """``--key`` with no file there is exit code 2, and no workspace is made."""
    shell = join(server.owner, "--key", str(tmp_path / "tidak-ada.key"), code=2)
    assert not (shell.root / "smartflow.toml").exists()


def test_a_password_is_used_once_and_kept_nowhere(
    secretariat: Any, server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``init`` gets in with it; then it stands in no file, and the line for pgpass is printed."""
    monkeypatch.delenv("PGPASSWORD")
    shell = type(secretariat)(tmp_path / "dua", secretariat._capsys)
    made = shell.must("init", "--database", server.url, "--lang", "en")
    where = f"{server.server.host}:{server.server.port}:{server.name}:{server.owner}"
    assert f"  {where}:PASSWORD\n" in made.out
    said = made.out + made.err
    files = b"".join(path.read_bytes() for path in shell.root.rglob("*") if path.is_file())
    assert address(server, server.owner).encode() in files
    for secret in (PASSWORD, server.url.split("@", 1)[0].rsplit(":", 1)[1]):
        assert secret not in said
        assert secret.encode() not in files
    line = tmp_path / "pgpass"
    line.write_text(f"{where}:{PASSWORD.replace(':', chr(92) + ':')}\n", encoding="utf-8")
    line.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(line))
    shell.must("audit", "verify")


def test_a_password_in_smartflow_toml_is_refused(join: Any, server: Any) -> None:
    """Whoever writes it there by hand is told where it belongs, without seeing it again."""
    shell = join(server.owner)
    path = shell.root / "smartflow.toml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace(f"{server.owner}@", f"{server.owner}:{SECRET}@"), "utf-8")
    refused = shell("status")
    assert refused.code == 2
    assert "pgpass" in refused.err
    assert "rahasia" not in refused.err + refused.out


def test_the_copy_of_a_file_is_joined_too(city: Any, tmp_path: Path) -> None:
    """``--database`` names an SQLite file elsewhere; what is written leads there from anywhere."""
    copied = tmp_path / "lain" / "salinan.db"
    copied.parent.mkdir()
    made = city.must("db", "copy", str(copied), "--lang", "en")
    step = made.out.splitlines()[-1]
    assert step.startswith(f"Next step: smartflow init NEW_DIR --database {copied} --key ")
    words = step.removeprefix("Next step: smartflow ").split()
    second = type(city)(tmp_path / "dua", city._capsys)
    second.must(*(word if word != "NEW_DIR" else str(second.root) for word in words))
    assert second.must("status", "--json").json == city.must("status", "--json").json
    second.must("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    second.must("audit", "verify")


BAD_ADDRESSES = {
    "another database": ("mysql://u:" + SECRET + "@host/db", "postgresql://"),
    "no name": ("postgresql://u:" + SECRET + "@host", "name of the database"),
    "no number": ("postgresql://u:" + SECRET + "@host:54x2/db", "port"),
    "an option": ("postgresql://u:" + SECRET + "@host/db?options=-c%20fsync=off", "sslmode"),
    "unescaped": ("postgresql://u:rahasia/negara@host/db", "%2F"),
}


@pytest.mark.parametrize(("url", "words"), BAD_ADDRESSES.values(), ids=BAD_ADDRESSES.keys())
def test_an_address_that_is_none_is_explained(
    city: Any, tmp_path: Path, url: str, words: str
) -> None:
    """Exit code 2, what is wrong with it, no password, and no folder was made."""
    shell = type(city)(tmp_path / "baru", city._capsys)
    copied = city("db", "copy", url, "--lang", "en")
    assert copied.code == 2
    assert words in copied.err
    assert "rahasia" not in copied.err + copied.out
    refused = shell("init", "--database", url, "--lang", "en")
    assert refused.code == 2, refused.err
    assert words in refused.err
    assert "rahasia" not in refused.err + refused.out
    assert not shell.root.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("init", "kerja", "URL"),
        ("init", "URL"),
        ("db", "copy", "salinan.db", "URL"),
        ("db", "URL"),
        ("URL",),
    ],
    ids=" ".join,
)
def test_an_address_in_a_wrong_place_keeps_its_password(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Exit code 2; words that have no place are told, and a password among them is not."""
    url = f"postgresql://u:{SECRET}@host/db"
    ended = run_apart(tmp_path, *(url if word == "URL" else word for word in words))
    assert ended.returncode == 2, ended.stderr
    assert "rahasia" not in ended.stderr + ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_without_the_driver_its_installation_is_named(shell: Any, tmp_path: Path) -> None:
    """A process that cannot import psycopg says what to install; a file still opens."""
    words = ("init", str(shell.root), "--database", "postgresql://u:" + SECRET + "@h/db")
    said = run_apart(tmp_path, *words, before="import sys; sys.modules['psycopg'] = None; ")
    assert said.returncode == 2, said.stderr
    assert 'pipx install --force "smartflow-engine[postgres]"' in said.stderr
    assert "rahasia" not in said.stderr + said.stdout
    said = run_apart(
        tmp_path, "init", str(shell.root), before="import sys; sys.modules['psycopg'] = None; "
    )
    assert said.returncode == 0, said.stderr
