"""A Dask scheduler and workers on the loopback, as processes of their own, as people start them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Cluster:
    """A scheduler and its workers; everything it started ends with :meth:`stop`.

    Args:
        folder: Where its files lie.
        own: Words for the scheduler, in the place of its host.

    Attributes:
        address: The scheduler's address.
    """

    def __init__(self, folder: Path, *own: str) -> None:
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        host = own or ("--host", "127.0.0.1")
        self._start("scheduler", *host, "--port", "0", "--no-dashboard")
        self.address = self._address()

    def worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a worker under a nanny, which starts it again where it is killed."""
        words = ("--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--death-timeout", "60")
        place = ("--local-directory", str(self._folder))
        return self._start("worker", *words, *place, environment=environment)

    def stop(self) -> None:
        """End all that was started."""
        for one in reversed(self._started):  # the scheduler last: workers say goodbye to it
            one.terminate()
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()

    def _start(
        self, what: str, *words: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words]
        with (self._folder / f"{what}-{len(self._started)}.log").open("wb") as log:
            started = subprocess.Popen(
                [*command, "--scheduler-file", str(self._file)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(environment or {})},
            )
        self._started.append(started)
        return started

    def _address(self) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                address: str = json.loads(self._file.read_text())["address"]
            except (OSError, ValueError):
                time.sleep(0.05)
            else:
                return address
        message = "the scheduler did not start"
        raise TimeoutError(message)
