"""What can go wrong with workers, each situation with its sentence and the next step.

A worker's own refusal travels as plain data (:class:`Refusal`) and is raised again where the run
is led: exceptions of many shapes do not travel well.
"""

from __future__ import annotations

from typing import Final

import msgspec

from smartflow.errors import BadInput, Conflict, IntegrityFailure, PluginFault, SmartflowError
from smartflow.language import Text

__all__ = [
    "EngineFault",
    "NoWorkers",
    "PluginsDiffer",
    "Refusal",
    "SchedulerTrouble",
    "StoresDiffer",
    "WorkersKeepDying",
    "raised_again",
]

GO_ON: Final = Text(
    id="Yang sudah selesai tersimpan di jurnal; lanjutkan dengan --resume BERKAS.",
    en="What is done is kept in the journal; go on with --resume FILE.",
)


class PluginsDiffer(PluginFault):
    """A worker holds other plugins than the coordinator, so that its verdicts would be others."""

    code = "plugins-differ"
    says = Text(
        id="Plugin pekerja di {host} berbeda dari di sini (di sana ≠ di sini): {listed}. Tidak ada"
        " hasilnya yang dipakai.",
        en="The plugins of the worker on {host} are not those of this machine (there ≠ here):"
        " {listed}. Nothing of it counts.",
    )
    next_step = Text(
        id="Pasang versi yang sama di semua pekerja, jalankan ulang pekerjanya, lalu ulangi."
        " Bandingkan: smartflow plugin list --json",
        en="Install the same versions for every worker, start the workers again, then repeat."
        " Compare: smartflow plugin list --json",
    )


class StoresDiffer(BadInput):
    """A worker opened another store than the coordinator's."""

    code = "stores-differ"
    says = Text(
        id="Pekerja di {host} membuka penyimpanan lain ({own}, {kind}), bukan {store}"
        " ({order_kind}).",
        en="The worker on {host} opened another store ({own}, {kind}) than {store} ({order_kind}).",
    )
    next_step = Text(
        id="Beri pekerja itu SMARTFLOW_WORKSPACE, dan bila perlu SMARTFLOW_DATABASE, yang sama,"
        " lalu jalankan ulang pekerja itu (docs/scheduler.md).",
        en="Give that worker the same SMARTFLOW_WORKSPACE, and SMARTFLOW_DATABASE if you use it,"
        " and start it again (docs/scheduler.md).",
    )


class WorkerRefused(BadInput):
    """A worker cannot take part: its own words say why."""

    code = "worker-refused"


class WorkerAtFault(PluginFault):
    """A plugin on a worker's side is at fault."""

    code = "worker-plugin-fault"


class WorkerSawDamage(IntegrityFailure):
    """A worker found the store damaged."""

    code = "worker-saw-damage"


class WorkerInConflict(Conflict):
    """A worker could not reach or lock the store."""

    code = "worker-in-conflict"


class WorkersKeepDying(Conflict):
    """One worker after the other ended before it had judged a single city."""

    code = "workers-keep-dying"
    says = Text(
        id="Proses pekerja terus mati sebelum menyelesaikan satu kota pun; pekerjaan dihentikan.",
        en="The workers keep dying before any of them has done a single city; the run was stopped.",
    )
    next_step = Text(
        id="Periksa memori komputer ini, coba dengan --workers 1, lalu lanjutkan dengan --resume"
        " BERKAS.",
        en="See how much memory is free, try --workers 1, and go on with --resume FILE.",
    )


class NoWorkers(Conflict):
    """The scheduler has no worker, so that nothing would ever be done."""

    code = "no-workers"
    says = Text(
        id="Penjadwal {address} tidak memiliki satu pun pekerja.",
        en="The scheduler {address} has no worker at all.",
    )
    next_step = Text(
        id="Jalankan: dask worker {address} --nthreads 1   (rincian: docs/scheduler.md)",
        en="Start one: dask worker {address} --nthreads 1   (details: docs/scheduler.md)",
    )


class SchedulerTrouble(Conflict):
    """The scheduler cannot be reached, or went away."""

    code = "scheduler-trouble"
    says = Text(
        id="Penjadwal {address} tidak dapat dihubungi ({detail}).",
        en="The scheduler {address} cannot be reached ({detail}).",
    )
    next_step = Text(
        id="Periksa alamatnya dan jalankan: dask scheduler --host 127.0.0.1   Bila jurnal sudah"
        " ada, lanjutkan dengan --resume BERKAS.",
        en="Check the address and start it: dask scheduler --host 127.0.0.1   If there is a"
        " journal, go on with --resume FILE.",
    )


class EngineFault(SmartflowError):
    """The engine itself failed over one city."""

    code = "engine-fault"
    exit_code = 70
    says = Text(
        id="Ada kesalahan di dalam SmartFlow sendiri ({summary}).",
        en="SmartFlow itself has failed ({summary}).",
    )
    next_step = Text(
        id="Ulangi untuk kota ini saja dengan SMARTFLOW_DEBUG=1 smartflow check KOTA, dan kirim"
        " keluarannya kepada pengelola SmartFlow.",
        en="Run it for this city alone with SMARTFLOW_DEBUG=1 smartflow check CITY, and send what"
        " it prints to the maintainers of SmartFlow.",
    )

    def __init__(self, error: Exception) -> None:
        summary = f"{type(error).__name__}: {' '.join(str(error).split())}"
        super().__init__(summary=summary)


class Refusal(msgspec.Struct, frozen=True):
    """Why a worker takes no part.

    Attributes:
        code: The name of the situation.
        exit_code: Its exit code.
        host: The worker's machine.
        message: What is wrong there.
        hint: The next step, if there is one.
    """

    code: str
    exit_code: int
    host: str
    message: Text
    hint: Text | None

    @classmethod
    def of(cls, error: SmartflowError, host: str) -> Refusal:
        """Return the refusal that an error on ``host`` amounts to."""
        return cls(error.code, error.exit_code, host, error.message, error.hint)


_BY_CODE: Final[dict[str, type[SmartflowError]]] = {
    one.code: one for one in (PluginsDiffer, StoresDiffer)
}
_BY_EXIT: Final[dict[int, type[SmartflowError]]] = {
    one.exit_code: one for one in (WorkerRefused, WorkerAtFault, WorkerSawDamage, WorkerInConflict)
}


def raised_again(refusal: Refusal) -> SmartflowError:
    """Return the error by which the whole run ends, because a worker refused to take part."""
    known = _BY_CODE.get(refusal.code)
    if known is not None:
        return known(refusal.message, refusal.hint)
    made = _BY_EXIT.get(refusal.exit_code, WorkerRefused)
    return made(
        Text(
            id=f"Pekerja di {refusal.host} tidak dapat ikut: {refusal.message.id}",
            en=f"The worker on {refusal.host} cannot take part: {refusal.message.en}",
        ),
        refusal.hint,
    )
