"""The executor of many machines: Dask's ``Client.get_executor()``, from the extra ``dask``.

A scheduler runs what anybody sends who can reach it. So a plain address (``tcp://``) is taken only
on this machine's own loopback; any other must be ``tls://``, with the certificates that Dask's own
configuration names. See docs/scheduler.md. The only module that imports Dask.
"""

from __future__ import annotations

import ipaddress
import logging
import time
import warnings
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from smartflow.errors import BadInput, PluginFault, SmartflowError
from smartflow.language import Text
from smartflow.offices.portfolio.worker_faults import NoWorkers, SchedulerTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from distributed import Client

__all__ = [
    "BadScheduler",
    "DaskMissing",
    "FileElsewhere",
    "OpenScheduler",
    "SchedulerUnreached",
    "WorkerCannotRun",
    "dask_workers",
    "require_safe_address",
]

_PATIENCE: Final = 20.0
"""Seconds to wait for a scheduler, and for the first worker or the next one."""

_SEE: Final = Text(id="Rincian: docs/scheduler.md", en="Details: docs/scheduler.md")


class BadScheduler(BadInput):
    """The address of a scheduler cannot be read, or would let anybody listen."""

    code = "bad-scheduler"
    says = Text(
        id="'{address}' bukan alamat penjadwal.",
        en="'{address}' is no address of a scheduler.",
    )
    next_step = Text(
        id="Misalnya: --scheduler tcp://127.0.0.1:8786",
        en="For example: --scheduler tcp://127.0.0.1:8786",
    )


class OpenScheduler(BadScheduler):
    """The scheduler would let anybody on the network run commands."""

    says = Text(
        id="{address} bukan komputer ini sendiri dan tidak memakai TLS; siapa pun di jaringan"
        " dapat menjalankan perintah di sana.",
        en="{address} is not this machine itself and does not use TLS; anybody on the network"
        " could run commands there.",
    )
    next_step = Text(
        id="Pasang sertifikat (docs/scheduler.md), lalu: --scheduler tls://{host}:{port}",
        en="Set up certificates (docs/scheduler.md), then: --scheduler tls://{host}:{port}",
    )


class SchedulerUnreached(BadScheduler):
    """No connection to the scheduler can be made."""

    says = Text(
        id="Hubungan ke {address} tidak dapat dibuat ({cause}).",
        en="No connection to {address} can be made ({cause}).",
    )
    next_step = _SEE


class DaskMissing(BadInput):
    """The extra ``dask`` is not installed."""

    code = "dask-missing"
    says = Text(
        id="Untuk --scheduler diperlukan Dask, yang tidak terpasang.",
        en="--scheduler needs Dask, which is not installed.",
    )
    next_step = Text(
        id='Pasang: pipx install --force "smartflow-engine[dask]"   atau pakai --workers N',
        en='Install it: pipx install --force "smartflow-engine[dask]"   or use --workers N',
    )


class FileElsewhere(BadInput):
    """The store is a file of this machine, and the workers are to stand on others."""

    code = "file-elsewhere"
    says = Text(
        id="Basis data ini berkas SQLite di komputer ini; pekerja {address} di komputer lain tidak"
        " dapat memakainya bersama.",
        en="This database is a SQLite file of this machine; workers of {address} on other machines"
        " cannot share it.",
    )
    next_step = Text(
        id="Pindahkan ke PostgreSQL: smartflow db copy URL   atau pakai --workers N",
        en="Move it to PostgreSQL: smartflow db copy URL   or use --workers N",
    )


class WorkerCannotRun(PluginFault):
    """A worker has no SmartFlow, or another one, so that it cannot even read the order."""

    code = "worker-cannot-run"
    says = Text(
        id="Sebuah pekerja tidak dapat menjalankan pekerjaan ini ({summary}).",
        en="A worker cannot run this work ({summary}).",
    )
    next_step = Text(
        id="Pasang SmartFlow dan Python versi yang sama di setiap pekerja, jalankan ulang"
        " pekerjanya, lalu lanjutkan dengan --resume BERKAS (docs/scheduler.md).",
        en="Install the same SmartFlow and Python for every worker, start the workers again, and"
        " go on with --resume FILE (docs/scheduler.md).",
    )


@contextmanager
def dask_workers(address: str, kind: str) -> Iterator[DaskWorkers]:
    """Connect to a scheduler and its workers.

    Args:
        address: ``tcp://127.0.0.1:8786``, or ``tls://host:8786``.
        kind: What keeps the store: ``sqlite`` or ``postgresql``.

    Raises:
        BadScheduler: the address cannot be read, or is neither loopback nor ``tls://``.
        FileElsewhere: the workers could be on other machines, and the store is a file here.
        DaskMissing: the extra is not installed.
        SchedulerTrouble: the scheduler cannot be reached, or went away.
        NoWorkers: it has no workers.
        WorkerCannotRun: a worker cannot run what it is given.
    """
    loopback = require_safe_address(address)
    if kind == "sqlite" and not loopback:
        raise FileElsewhere(address=address)
    try:
        from distributed import Client
    except ImportError as error:
        raise DaskMissing from error
    with _quiet():
        client: Any = _connected(Client, address)
        try:
            yield DaskWorkers(client, address)
        except SmartflowError:
            raise
        except (CancelledError, OSError) as error:
            raise SchedulerTrouble(address=address, detail=_words(error)) from error
        finally:
            client.close()


class DaskWorkers:
    """The workers of a scheduler.

    Args:
        client: A connected client.
        address: The scheduler's address, as it was written.
    """

    # Dask itself tries a call on four workers before it gives it up.
    patience = 1
    elsewhere = True

    # ANN401: most methods of Dask's client are not annotated.
    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401
        from distributed import KilledWorker

        self.deaths: tuple[type[BaseException], ...] = (KilledWorker,)
        self._client = client
        self._address = address
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise NoWorkers(address=address) from error
        self.size = max(1, len(self._client.nthreads()))
        self._seen = time.monotonic()

    @contextmanager
    def open(self, order: bytes) -> Iterator[Executor]:
        """Open an executor; where the run ends early, what nobody has begun is taken back.

        Raises:
            WorkerCannotRun: a worker raised what only a foreign SmartFlow raises.
        """
        del order
        # Not pure: the same call made again is a new one, not the old one's answer.
        executor = self._client.get_executor(pure=False)
        try:
            yield executor
        except (SmartflowError, CancelledError, OSError):
            raise
        except Exception as error:
            summary = f"{type(error).__name__}: {_words(error)}"
            raise WorkerCannotRun(summary=summary) from error
        finally:
            executor.shutdown(wait=False)

    def watch(self) -> None:
        """Look whether the scheduler still has a worker.

        Raises:
            SchedulerTrouble: it is gone.
            NoWorkers: it has had none for twenty seconds.
        """
        if self._client.status != "running":
            raise SchedulerTrouble(address=self._address, detail=self._client.status)
        now = time.monotonic()
        if self._client.nthreads():
            self._seen = now
        elif now - self._seen > _PATIENCE:
            raise NoWorkers(address=self._address)


def require_safe_address(address: str) -> bool:
    """Look whether a scheduler's address may be used; say whether it is this machine's own.

    Raises:
        BadScheduler: it cannot be read, or is neither loopback nor ``tls://``.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or port is None or parts.scheme not in ("tcp", "tls"):
        raise BadScheduler(address=address)
    loopback = _is_loopback(host)
    if parts.scheme == "tcp" and not loopback:
        raise OpenScheduler(address=address, host=host, port=port)
    return loopback


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(client: type[Client], address: str) -> Client:
    try:
        return client(address, timeout=_PATIENCE, set_as_default=False, name="smartflow")
    except (OSError, TimeoutError) as error:
        raise SchedulerTrouble(address=address, detail=_words(error)) from error
    except (TypeError, ValueError, RuntimeError) as error:  # Dask: no certificates are configured
        raise SchedulerUnreached(address=address, cause=_words(error)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log and warnings off stderr: what matters is raised as a sentence."""
    logger = logging.getLogger("distributed")
    level = logger.level
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    levels = {name: logging.getLogger(name).level for name in names}
    logger.setLevel(logging.CRITICAL + 1)
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
