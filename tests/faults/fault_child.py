"""The faults that a child of the nursery arranges for itself, before it runs its command.

``die``: it is killed in front of its n-th write. ``limit``: no file of it may grow beyond so many
bytes; the write that would is refused (EFBIG), or kills it when ``deadly`` is said. ``bound``: it
may write only what the permissions of a file allow, also when it is root. ``meet``: it waits in
front of its write transaction until its rivals stand there too. Not a test.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartflow.store.sqlite.adapter import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable

STATEMENTS = (
    *("INSERT", "UPDATE", "DELETE", "COMMIT", "BEGIN IMMEDIATE", "CREATE"),
    *("PRAGMA USER_VERSION =", "PRAGMA APPLICATION_ID ="),
)
"""How statements begin that change the database, or open or end such a change."""

SERVER_STATEMENTS = ("INSERT", "UPDATE", "DELETE", "COMMIT", "BEGIN", "SELECT SMARTFLOW.COSIGN")
"""The same on a server."""

FILE_EVENTS = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.truncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PATIENCE = 30.0
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION = 0x20080522


def arrange(order: dict[str, Any]) -> None:
    """Arrange the fault that an order names, if it names one."""
    if "die" in order:
        count_writes(order["die"], order.get("notes", ""), on_server=bool(order.get("server")))
    if "limit" in order:
        limit_files(order["limit"], deadly=bool(order.get("deadly")))
    if order.get("bound"):
        bind_to_permissions()
    if "meet" in order:
        meet_before_writing(Path(order["meet"]), order["name"], order["rivals"])


def count_writes(last: int, notes: str, *, on_server: bool = False) -> None:
    """Kill this process in front of its ``last``-th write; 0 only lists the writes in ``notes``.

    A write is a statement that changes the database (``on_server`` one of PostgreSQL), an fsync,
    or whatever makes, opens for writing, renames or removes a file.
    """
    seen: list[str] = []
    counting = True

    def step(kind: str) -> None:
        nonlocal counting
        if not counting:
            return
        counting = False
        seen.append(kind)
        if len(seen) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        if notes:
            Path(notes).write_text("\n".join(seen), encoding="utf-8")
        counting = True

    (_count_server_statements if on_server else _count_statements)(step)
    fsync = os.fsync

    def counted(descriptor: int) -> None:
        step("fsync")
        fsync(descriptor)

    os.fsync = counted

    def audit(event: str, found: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = found
            if (
                isinstance(path, str)
                and flags & WRITING
                and not path.startswith(("/dev/", "/proc/"))
            ):
                step(f"open {Path(path).suffix}")
        elif event in FILE_EVENTS:
            step(event)

    sys.addaudithook(audit)


def _count_statements(step: Callable[[str], None]) -> None:
    connect = sqlite3.connect

    class Counted(sqlite3.Connection):
        begun = ""

        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            words = " ".join(sql.split()).upper()
            if words.startswith("BEGIN"):
                self.begun = words
            # The end of a transaction that only read writes nothing.
            if words.startswith(STATEMENTS) and (words, self.begun) != ("COMMIT", "BEGIN"):
                step(" ".join(words.split()[:3]))
            return super().execute(sql, *more)

    def counting(*given: Any, **options: Any) -> sqlite3.Connection:
        return connect(*given, **{**options, "factory": Counted})

    sqlite3.connect = counting  # type: ignore[assignment]


def _count_server_statements(step: Callable[[str], None]) -> None:
    import psycopg

    execute = psycopg.Cursor.execute
    writing = False

    def counted(self: Any, query: Any, *more: Any, **options: Any) -> Any:
        nonlocal writing
        words = " ".join(str(query).split()).upper()
        if words.startswith("BEGIN"):
            writing = "READ ONLY" not in words
        # The end of a transaction that only read writes nothing.
        if writing and words.startswith(SERVER_STATEMENTS):
            step(" ".join(words.split()[:3]))
        return execute(self, query, *more, **options)

    psycopg.Cursor.execute = counted  # type: ignore[method-assign]


def limit_files(size: int, *, deadly: bool) -> None:
    """Let no file grow beyond ``size`` bytes, whoever writes it: the kernel refuses, or kills."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bind_to_permissions() -> None:
    """Give up root's power to write what nobody may write, where this process is root."""
    if os.getuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, held) == 0
    without = ~((1 << DAC_OVERRIDE) | (1 << DAC_READ_SEARCH)) & 0xFFFFFFFF
    for place in (0, 1):  # effective and permitted
        held[place] &= without
    assert libc.capset(header, held) == 0


def meet_before_writing(folder: Path, name: str, rivals: int) -> None:
    """Wait in front of the first write transaction until as many as ``rivals`` wait there."""
    write = SqliteStore.write
    met = False

    def together(self: SqliteStore, log: str) -> Any:
        nonlocal met
        if not met:
            met = True
            _meet(folder, name, rivals)
        return write(self, log)

    SqliteStore.write = together  # type: ignore[method-assign]


def _meet(folder: Path, name: str, rivals: int) -> None:
    (folder / f"{name}.ready").touch()
    end = time.monotonic() + PATIENCE
    while len(list(folder.glob("*.ready"))) < rivals:
        if time.monotonic() > end:
            os._exit(98)
        time.sleep(0.002)
