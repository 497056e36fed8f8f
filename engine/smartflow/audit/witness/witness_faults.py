"""Why a witness does not sign: what it saw before and what it is shown do not fit together.

Three of these are what a witness is for (exit code 4): the two signed notes, the one remembered and
the one that came, are the evidence. The others say what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.language import Text

__all__ = [
    "BadWitnessName",
    "CityVanished",
    "Forked",
    "KeyNotTrusted",
    "NoKeyGiven",
    "OtherName",
    "ProofMissing",
    "RolledBack",
]

_EVIDENCE = Text(
    id="Tidak ada yang ditandatangani. Simpan berkas ini dan folder saksi (lihat: smartflow audit"
    " witness --help) sebagai bukti, lalu minta penjelasan tertulis dari kantor yang mengirimnya.",
    en="Nothing was signed. Keep this file and the witness's folder (see: smartflow audit witness"
    " --help) as evidence, and ask the office that sent it for an explanation in writing.",
)


class RolledBack(IntegrityFailure):
    """A log is shorter than what was seen of it."""

    code = "rolled-back"
    says = Text(
        id="Riwayat {log} dipotong atau dikembalikan ke keadaan lama (rolled back): dahulu"
        " {before} entri, dalam berkas ini {now}.",
        en="The history {log} was cut or rolled back: it had {before} entries, and in this file it"
        " has {now}.",
    )
    next_step = Text(
        id="Bila ini berkas lama, minta yang terbaru: smartflow audit checkpoint -o BERKAS."
        " {evidence}",
        en="If this is an older file, ask for a new one: smartflow audit checkpoint -o FILE."
        " {evidence}",
    )

    def __init__(self, log: str, before: int, now: int) -> None:
        super().__init__(log=log, before=before, now=now, evidence=_EVIDENCE)
        self.log = log


class Forked(IntegrityFailure):
    """A log does not hold all that was seen of it."""

    code = "forked"
    says = Text(
        id="Riwayat {log} bercabang (forked): segel pada {now} entri tidak memuat {before} entri"
        " yang pernah dilihat; setidaknya satu di antaranya telah diganti.",
        en="The history {log} is forked: the checkpoint at {now} entries does not hold the"
        " {before} entries seen before; at least one of them was replaced.",
    )
    next_step = _EVIDENCE


class CityVanished(IntegrityFailure):
    """A log that was seen does not stand in the file of its whole store any more."""

    code = "missing-city"
    says = Text(
        id="Riwayat {log} hilang (missing city): dahulu {before} entri, sekarang tidak ada dalam"
        " berkas seluruh penyimpanan.",
        en="The history {log} is gone (missing city): it had {before} entries, and is not in this"
        " file of the whole store.",
    )
    next_step = _EVIDENCE


class KeyNotTrusted(IntegrityFailure):
    """A known office's checkpoint is signed, but by no key that is trusted here."""

    code = "key-not-trusted"
    says = Text(
        id="Segel {log} tidak ditandatangani kunci yang dikenal saksi ini (unknown key), melainkan"
        " oleh: {listed}.",
        en="The checkpoint of {log} is signed by no key that this witness knows (unknown key), but"
        " by: {listed}.",
    )
    next_step = Text(
        id="Tanyakan lewat telepon atau surat apakah kuncinya diganti, dan minta kuncinya dari"
        " layar mereka (smartflow audit key show). Bila cocok: smartflow audit witness BERKAS"
        " --key KUNCI",
        en="Ask by telephone or letter whether the key was replaced, and have it from their screen"
        " (smartflow audit key show). If it fits: smartflow audit witness FILE --key KEY",
    )

    def __init__(self, log: str, names: Sequence[str]) -> None:
        listed = ", ".join(names)
        super().__init__(log=log, listed=listed)
        self.log = log


class NoKeyGiven(BadInput):
    """A log is new here, and the file does not name the key that signed it."""

    code = "no-key-given"
    says = Text(
        id="Riwayat {log} belum dikenal di sini, dan kunci yang menandatanganinya tidak ada dalam"
        " berkas ini.",
        en="The history {log} is not known here, and this file does not name the key that signed"
        " it.",
    )
    next_step = Text(
        id="Minta kunci kantor itu, lalu: smartflow audit witness BERKAS --key KUNCI",
        en="Ask that office for its key, then: smartflow audit witness FILE --key KEY",
    )


class ProofMissing(BadInput):
    """The file holds no proof that leads from what was seen last."""

    code = "proof-missing"
    says = Text(
        id="Berkas ini tidak memuat bukti dari segel yang terakhir dilihat di sini: {listed} (pada"
        " {size} entri). Tidak ada yang ditandatangani.",
        en="This file holds no proof from the checkpoint that was seen here last: {listed} (at"
        " {size} entries). Nothing was signed.",
    )
    next_step = Text(
        id="Kirimkan {path} kepada kantor itu dan minta: smartflow audit checkpoint --since"
        " {path_name} -o BERKAS",
        en="Send {path} to that office and ask for: smartflow audit checkpoint --since {path_name}"
        " -o FILE",
    )

    def __init__(self, logs: Sequence[str], size: int, path: Path) -> None:
        listed = ", ".join(logs)
        super().__init__(listed=listed, size=size, path=path, path_name=path.name)
        self.logs = tuple(logs)
        self.path = path


class OtherName(BadInput):
    """The witness's key has another name."""

    code = "other-name"
    says = Text(
        id="Saksi di komputer ini bernama '{name}', bukan '{wanted}'; nama itu bagian dari"
        " kuncinya.",
        en="The witness on this computer is called '{name}', not '{wanted}'; the name is part of"
        " its key.",
    )
    next_step = Text(
        id="Ulangi tanpa --name. Saksi lain memakai folder lain: SMARTFLOW_CONFIG.",
        en="Leave out --name. Another witness uses another folder: SMARTFLOW_CONFIG.",
    )


class BadWitnessName(BadInput):
    """A name that cannot stand in a note's line."""

    code = "bad-witness-name"
    says = Text(
        id="Nama saksi '{name}' tidak boleh memuat spasi atau tanda plus.",
        en="The witness's name '{name}' must not hold a blank or a plus.",
    )
    next_step = Text(
        id="Pilih nama seperti alamat web, misalnya: --name inspektorat.provinsi.go.id/1",
        en="Choose one like a web address, such as: --name inspektorat.provinsi.go.id/1",
    )
