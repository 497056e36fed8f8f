"""Why what came back from a witness is not attached."""

from __future__ import annotations

from collections.abc import Sequence

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.language import Text

__all__ = ["FromTheFuture", "NoteDiffers", "NothingToAttach", "UnknownWitness"]


class NoteDiffers(IntegrityFailure):
    """A cosigned note is not the one that is stored."""

    code = "note-differs"
    says = Text(
        id="Segel {log} yang disaksikan bukan segel yang tersimpan di sini ({kind}): {why}.",
        en="The cosigned checkpoint of {log} is not the one stored here ({kind}): {why}.",
    )
    next_step = Text(
        id="Tidak ada yang ditambahkan. Simpan berkas ini dan salinan smartflow.db (di server:"
        " pg_dump) sebagai bukti. Rincian: smartflow audit verify --against BERKAS",
        en="Nothing was added. Keep this file and a copy of smartflow.db (on a server: a pg_dump)"
        " as evidence. Details: smartflow audit verify --against FILE",
    )

    def __init__(self, log: str, kind: Text, why: Text) -> None:
        super().__init__(log=log, kind=kind, why=why)
        self.log = log
        self.kind = kind.en


class NothingToAttach(BadInput):
    """No witness has signed anything in the file."""

    code = "nothing-to-attach"
    says = Text(
        id="Belum ada saksi yang menandatangani berkas ini.",
        en="No witness has signed this file yet.",
    )
    next_step = Text(
        id="Kirimkan kepada saksi, yang menjalankan: smartflow audit witness BERKAS",
        en="Send it to a witness, who runs: smartflow audit witness FILE",
    )


class UnknownWitness(BadInput):
    """Only witnesses that this store does not know have signed."""

    code = "unknown-witness"
    says = Text(
        id="Saksi ini belum dikenal penyimpanan ini: {listed}.",
        en="This store does not know the witness: {listed}.",
    )
    next_step = Text(
        id="Minta kunci publik saksi itu (tercetak oleh smartflow audit witness), cocokkan lewat"
        " telepon, lalu: smartflow audit attach BERKAS --witness KUNCI",
        en="Ask that witness for its public key (smartflow audit witness prints it), compare it by"
        " telephone, then: smartflow audit attach FILE --witness KEY",
    )

    def __init__(self, names: Sequence[str]) -> None:
        listed = ", ".join(names)
        super().__init__(listed=listed)
        self.names = tuple(names)


class FromTheFuture(BadInput):
    """A cosignature is dated later than now: the witness's clock is wrong."""

    code = "from-the-future"
    says = Text(
        id="Tanda tangan {name} bertanggal {days} hari di depan hari ini.",
        en="The signature of {name} is dated {days} days ahead of today.",
    )
    next_step = Text(
        id="Periksa jam kedua komputer, lalu minta saksi itu mengulangi: smartflow audit witness"
        " BERKAS",
        en="Check the clocks of both computers, then have that witness do it again: smartflow"
        " audit witness FILE",
    )
