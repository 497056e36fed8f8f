"""A connection that breaks at any moment, a server that is away: no act is lost or doubled.

Between the store and a real server stands a proxy that breaks the connection in front of a turn,
behind it or within it. Where it matters the server is killed in that very moment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import WORKFLOW
from fault_proxy import BEFORE, BEHIND, COMMIT, WITHIN, Proxy
from fault_whole import read_logs
from postgres import PASSWORD, Database, OwnServer, own_server

from smartflow.audit.verify.verify import verify
from smartflow.audit.witness.checkpoint import checkpoint
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import SystemClock
from smartflow.errors import SmartflowError
from smartflow.history.entries.entry import decode_entry
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.model import City, Person
from smartflow.offices.storage.init import init
from smartflow.store import CommitUnknown, StoreUnreachable

if TYPE_CHECKING:
    from smartflow.history.entries.entry import Entry

pytestmark = pytest.mark.slow

SHORT = (0.05, 0.05)
"""Pauses between attempts to connect, for a server that will not come back."""

NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    """Return a server of this module's own, which its tests may kill."""
    with own_server(max_connections="12") as started:
        yield started


@pytest.fixture(scope="module")
def proxy(server: OwnServer) -> Iterator[Proxy]:
    """Return a proxy in front of the server."""
    made = Proxy(server.port)
    yield made
    made.close()


@pytest.fixture
def office(
    server: OwnServer, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Return a workspace with a city, whose database is behind the proxy."""
    root = tmp_path / "office" / "workspace"
    root.parent.mkdir()
    proxy.arrange(0)
    database = Database(server)
    address = database.url.replace(str(server.port), str(proxy.port))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    init(root, clock=SystemClock(), language="en", config_folder=root.parent, database=address)
    (root / "workflows").mkdir()
    (root / "workflows" / "tiny.toml").write_text(WORKFLOW, encoding="utf-8")
    workspace = open_workspace(root, config_folder=root.parent)
    city_add(workspace, City("kota", "Kota", "kota", "13.73", "Provinsi"), "tiny")
    person_add(workspace, "kota", Person("Ani", ("team",), "Ketua"))
    workspace.close()
    yield root
    proxy.arrange(0)
    database.drop()


@pytest.fixture
def workspace(office: Path, proxy: Proxy) -> Iterator[Workspace]:
    """Return the workspace, opened; afterwards its whole history is verified."""
    proxy.arrange(0)
    opened = open_workspace(office, config_folder=office.parent)
    yield opened
    opened.close()
    proxy.arrange(0)
    with ExitStack() as stack:
        looking = open_workspace(office, config_folder=office.parent)
        stack.callback(looking.close)
        assert verify(looking, every=True).findings == ()
        with looking.store.read() as reading:
            read_logs(reading)


def do_record(workspace: Workspace, word: str) -> Entry:
    """Record a document; its file is a blob."""
    file = workspace.root / "file.txt"
    file.write_text(word, encoding="utf-8")
    return record(workspace, "kota", "mou", number="", day=date(2026, 1, 5), title=word, file=file)


def do_advance(workspace: Workspace, word: str) -> Entry:
    """Be refused, which is an entry."""
    done = advance(workspace, "kota", reason=word).entry
    assert done is not None
    return done


def do_city(workspace: Workspace, word: str) -> Entry:
    """Add a city: two entries in two logs."""
    code = f"{31 + next(NUMBERS) // 90}.{1 + next(NUMBERS) % 90:02}"
    return city_add(workspace, City(word, f"Kota {word}", "kota", code, "Provinsi"), "tiny")


def do_checkpoint(workspace: Workspace, word: str) -> Entry:
    """Write to the store log."""
    workspace.actor_name = word
    done = checkpoint(workspace).entry
    workspace.actor_name = ""
    assert done is not None
    return done


ACTS = {"record": do_record, "advance": do_advance, "city": do_city, "checkpoint": do_checkpoint}
Doing = Callable[[Workspace, str], "Entry"]


def places(workspace: Workspace, word: str) -> list[tuple[str, int]]:
    """Return where a word stands; the note of a new city in the store log is left out."""
    with workspace.store.read() as reading:
        entries = [decode_entry(one) for log in reading.logs() for one in reading.entries(log)]
    quoted = f'"{word}"'
    return [
        (entry.log, entry.seq)
        for entry in entries
        if entry.act != "city_register"
        and quoted in f'"{entry.reason}" "{entry.actor.person}" {entry.body}'.replace("'", '"')
    ]


def a_word() -> str:
    """Return a word that no other act bears."""
    return f"kata-{next(NUMBERS)}"


@pytest.mark.parametrize("where", [BEFORE, BEHIND])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_broken_at_every_turn_an_act_happens_once(
    workspace: Workspace, proxy: Proxy, act: Doing, where: str
) -> None:
    """Whatever was on its way: nobody is troubled, and one entry stands where the act says."""
    for turn in count(1):
        word = a_word()
        proxy.arrange(turn, where)
        entry = act(workspace, word)
        broken, seen = proxy.happened()
        proxy.arrange(0)
        assert places(workspace, word) == [(entry.log, entry.seq)], (turn, seen)
        if not broken:
            break
    # The guard: an act has that many turns, and they were all tried.
    assert turn > 8
    assert COMMIT in " ".join(seen)


@pytest.mark.parametrize("where", [BEFORE, WITHIN, BEHIND])
def test_a_commit_in_doubt_is_looked_up(workspace: Workspace, proxy: Proxy, where: str) -> None:
    """The COMMIT of a write is not answered, again and again: each act stands once."""
    for act in (*ACTS.values(), *ACTS.values()):
        word = a_word()
        proxy.arrange(COMMIT, where)
        entry = act(workspace, word)
        assert proxy.happened()[0] == 1
        proxy.arrange(0)
        assert places(workspace, word) == [(entry.log, entry.seq)]


@pytest.mark.parametrize(("where", "kept"), [(BEFORE, False), (BEHIND, True)])
def test_where_nobody_can_be_asked_it_is_said(
    workspace: Workspace,
    proxy: Proxy,
    where: str,
    kept: bool,  # noqa: FBT001
) -> None:
    """The server does not come back: exit code 5 and a sentence that promises nothing."""
    word = a_word()
    proxy.arrange(COMMIT, where, gone=True)
    workspace.store._pauses = SHORT  # type: ignore[attr-defined]
    with pytest.raises(CommitUnknown) as told:
        do_record(workspace, word)
    assert (told.value.exit_code, proxy.happened()[0]) == (5, 1)
    assert "Nothing was recorded" not in told.value.message.en
    proxy.arrange(0)
    assert len(places(workspace, word)) == kept


@pytest.mark.parametrize("where", [BEFORE, WITHIN, BEHIND])
def test_a_server_that_dies_in_the_commit(
    server: OwnServer, workspace: Workspace, proxy: Proxy, where: str
) -> None:
    """Killed without a word in that moment, and started again: the act stands once."""
    word = a_word()
    with closing(server.connect()) as connection:
        connection.execute("CHECKPOINT")  # what a slow disk has to mend afterwards is little
    family = processes(server)
    proxy.arrange(COMMIT, where, kill=[one.pid for one in family])
    with ThreadPoolExecutor(1) as pool:
        # The act has the other thread: a server ends with the thread that has started it.
        acting = pool.submit(do_record, workspace, word)
        start_after(server, family)
        entry = acting.result()
    assert proxy.happened()[0] == 1
    proxy.arrange(0)
    assert places(workspace, word) == [(entry.log, entry.seq)]


def processes(server: OwnServer) -> list[Any]:
    """Return the processes of a server, the first one first."""
    import psutil

    assert server._process is not None
    first = psutil.Process(server._process.pid)
    return [first, *first.children(recursive=True)]


def start_after(server: OwnServer, family: list[Any]) -> None:
    """Start a server anew as soon as its first process is dead."""
    while family[0].is_running() and family[0].status() != "zombie":
        time.sleep(0.01)
    server.kill()  # who has come meanwhile; and its traces are removed
    server.start()


DENIED = (
    "the database system is starting up",
    "the database system is shutting down",
    "the database system is in recovery mode",
    "the database system is not yet accepting connections",
    "sorry, too many clients already",
    "remaining connection slots are reserved for roles with the SUPERUSER attribute",
)
"""What a server says that will soon let somebody in: all its sentences of that kind."""


@pytest.mark.parametrize("said", DENIED)
def test_who_is_denied_for_a_moment_comes_again(
    workspace: Workspace, proxy: Proxy, said: str
) -> None:
    """The connection breaks, and the server is not ready for another: the act is done at last.

    Once, so that it is ready by the time that it is asked whether it is there; and for longer.
    """
    for times in (1, 2, 4):
        word = a_word()
        proxy.arrange(3, BEFORE, deny=[said] * times)
        entry = do_record(workspace, word)
        assert proxy.happened()[0] == 1
        proxy.arrange(0)
        assert places(workspace, word) == [(entry.log, entry.seq)]


def test_a_restart_between_two_acts_is_not_noticed(server: OwnServer, workspace: Workspace) -> None:
    """The open connection is dead when it is used again, and a new one takes its place."""
    words = [a_word(), a_word()]
    do_record(workspace, words[0])
    server.stop()
    server.start()
    do_record(workspace, words[1])
    assert [len(places(workspace, word)) for word in words] == [1, 1]


def test_a_server_that_is_down_is_told_of(office: Path, proxy: Proxy) -> None:
    """Connection refused: a conflict, exit code 5, and nothing recorded."""
    from smartflow.store.address import read_address
    from smartflow.store.postgres.adapter import open_postgres

    nobody = read_address("postgresql://postgres@127.0.0.1:1/broken")
    with pytest.raises(StoreUnreachable) as told:
        open_postgres(nobody, pauses=SHORT)
    assert told.value.exit_code == 5
    assert told.value.hint is not None
    # One that goes away while the store is open.
    workspace = open_workspace(office, config_folder=office.parent)
    workspace.store._pauses = SHORT  # type: ignore[attr-defined]
    word = a_word()
    proxy.arrange(1, BEFORE, gone=True)
    with pytest.raises(StoreUnreachable):
        do_record(workspace, word)
    proxy.arrange(0)
    assert places(workspace, word) == []
    workspace.close()


def test_a_command_waits_for_a_server_that_comes_up(
    server: OwnServer, office: Path, workspace: Workspace
) -> None:
    """Started while it is down, it goes on when it answers; the person sees only the result."""
    word = a_word()
    server.stop()
    environment = {**os.environ, "SMARTFLOW_CONFIG": str(office.parent), "SMARTFLOW_LANG": "en"}
    words = ("person", "add", "kota", word, "--role", "team", "--post", "Anggota")
    start = "import sys; from smartflow.terminal import main; sys.exit(main())"
    command = subprocess.Popen(
        [sys.executable, "-c", start, "-w", str(office), *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)
    assert command.poll() is None
    server.start()
    out, err = command.communicate(timeout=30)
    assert command.returncode == 0, out + err
    assert len(places(workspace, word)) == 1


def test_a_server_that_is_full(server: OwnServer, office: Path, workspace: Workspace) -> None:
    """No connection is left: a conflict; when one is free again, the act is done."""
    import psycopg

    taken: list[Any] = []
    with suppress(psycopg.OperationalError):
        while len(taken) < 50:
            taken.append(server.connect())
    # The guard: it was full before all fifty were there.
    assert len(taken) < 12
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smartflow.store.postgres.adapter.PostgresStore._connected", impatient)
        with pytest.raises(StoreUnreachable) as told:
            open_workspace(office, config_folder=office.parent)
    assert "many" in told.value.message.en or "slots" in told.value.message.en
    threading.Timer(0.5, lambda: [one.close() for one in taken]).start()
    late = open_workspace(office, config_folder=office.parent)
    word = a_word()
    do_record(late, word)
    late.close()
    assert len(places(workspace, word)) == 1


def impatient(store: Any) -> Any:
    """Connect as a store does, with short pauses."""
    from smartflow.store.postgres.connection import connect

    return connect(store._address, lock_timeout=1.0, pauses=SHORT)


def test_a_disk_that_is_full(
    server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has no room, its server's own log has: refused whole, and done with room."""
    with small_disk(server) as disk, database_on(server, disk) as address:
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        root = tmp_path / "workspace"
        init(root, clock=SystemClock(), language="en", config_folder=tmp_path, database=address)
        (root / "workflows").mkdir()
        (root / "workflows" / "tiny.toml").write_text(WORKFLOW, encoding="utf-8")
        workspace = open_workspace(root, config_folder=tmp_path)
        city_add(workspace, City("kota", "Kota", "kota", "13.73", "Provinsi"), "tiny")
        filler = disk / "filler"
        with pytest.raises(OSError, match="No space left"):
            filler.write_bytes(bytes(30_000_000))
        (root / "big.bin").write_bytes(os.urandom(400_000))
        day = date(2026, 1, 5)
        with pytest.raises(SmartflowError) as told:
            record(workspace, "kota", "mou", number="", day=day, title="x", file=root / "big.bin")
        assert (told.value.code, told.value.exit_code) == ("store-failed", 2)
        assert "Nothing was recorded" in told.value.message.en
        filler.unlink()
        record(workspace, "kota", "mou", number="", day=day, title="x", file=root / "big.bin")
        assert verify(workspace, every=True).findings == ()
        workspace.close()


@contextmanager
def small_disk(server: OwnServer) -> Iterator[Path]:
    """Mount a small file system on which the server may write."""
    with tempfile.TemporaryDirectory(prefix="smartflow-disk-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        mount = shutil.which("mount") or "mount"
        words = [mount, "-t", "tmpfs", "-o", "size=24m", "none", str(place)]
        if os.getuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("only root can mount a small file system, and not on every computer")
        try:
            space = place / "space"
            space.mkdir()
            shutil.chown(space, (server.folder / "data").owner())
            yield place
        finally:
            subprocess.run([str(shutil.which("umount")), str(place)], check=True)


@contextmanager
def database_on(server: OwnServer, disk: Path) -> Iterator[str]:
    """Make a database whose tables lie on the small disk."""
    database = Database(server)
    with closing(server.connect()) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'")
        connection.execute(f"ALTER DATABASE {database.name} SET TABLESPACE small")
        yield database.url
        database.drop()
        connection.execute("DROP TABLESPACE small")
        connection.execute("CHECKPOINT")
