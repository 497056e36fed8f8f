"""What a verification finds: a kind, and the entry at which it shows.

The kinds are those of the auditor's own program (:mod:`.verify`), and those that only whoever has
the whole store can see. Each has one sentence, and one piece of advice, in both languages.

Pure: imports floor 0 only; knows no store and no key.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from smartflow.language import Text

__all__ = ["ADVICE", "WORDS", "Finding", "Kind"]


class Kind(StrEnum):
    """What is wrong."""

    EDITED = "edited"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    ROLLED_BACK = "rolled back"
    FORKED = "forked"
    FOREIGN = "foreign"
    UNSIGNED = "unsigned"
    MISSING_CHECKPOINT = "missing checkpoint"
    UNKNOWN_KEY = "unknown key"
    BAD_SIGNATURE = "bad signature"
    MALFORMED = "malformed"
    MISSING_BLOB = "missing blob"
    ALTERED_BLOB = "altered blob"
    LOG_FILE_DIFFERS = "log file differs"
    MISSING_CITY = "missing city"
    UNREGISTERED_LOG = "unregistered log"
    NO_CHECKPOINT = "no checkpoint"
    NOT_ISSUED = "not issued"
    EMPTY = "empty"


WORDS: Final = {
    Kind.EDITED: Text(id="isinya telah diubah", en="it was edited"),
    Kind.REMOVED: Text(id="catatan ini hilang", en="it was removed"),
    Kind.INSERTED: Text(id="catatan ini disisipkan", en="it was inserted"),
    Kind.REORDERED: Text(id="urutannya ditukar", en="it was moved out of its order"),
    Kind.TRUNCATED: Text(
        id="riwayat terpotong mulai di sini", en="the history is cut from here on"
    ),
    Kind.ROLLED_BACK: Text(
        id="penyimpanan dikembalikan ke keadaan lama",
        en="the store was put back to an old state",
    ),
    Kind.FORKED: Text(
        id="dua riwayat yang berbeda ditandatangani", en="two histories that differ were signed"
    ),
    Kind.FOREIGN: Text(id="catatan ini milik riwayat lain", en="it belongs to another log"),
    Kind.UNSIGNED: Text(
        id="tidak ada segel riwayat yang menjaminnya", en="no checkpoint vouches for it"
    ),
    Kind.MISSING_CHECKPOINT: Text(
        id="segel riwayatnya hilang", en="the checkpoint that was kept for it is gone"
    ),
    Kind.UNKNOWN_KEY: Text(id="ditandatangani kunci lain", en="it is signed with another key"),
    Kind.BAD_SIGNATURE: Text(
        id="tanda tangannya tidak cocok dengan isinya", en="its signature is not over what it says"
    ),
    Kind.MALFORMED: Text(id="tidak dapat dibaca", en="it cannot be read"),
    Kind.MISSING_BLOB: Text(
        id="lampirannya hilang, dan tidak tercatat dihapus",
        en="its attachment is gone, and no entry says that it was erased",
    ),
    Kind.ALTERED_BLOB: Text(id="lampirannya telah diubah", en="its attachment was altered"),
    Kind.LOG_FILE_DIFFERS: Text(
        id="berkas riwayat dan penyimpanan tidak sama", en="the log file and the store differ"
    ),
    Kind.MISSING_CITY: Text(
        id="kota terdaftar, tetapi riwayatnya hilang",
        en="the city is known, and its history is gone",
    ),
    Kind.UNREGISTERED_LOG: Text(
        id="riwayat ini tidak terdaftar di penyimpanan",
        en="the store log has not registered this history",
    ),
    Kind.NO_CHECKPOINT: Text(
        id="berkas ini tidak berisi segel riwayat", en="there is no checkpoint in this file"
    ),
    Kind.NOT_ISSUED: Text(
        id="tidak ada entri yang menerbitkan berkas ini; isinya berubah, atau asalnya bukan dari"
        " penyimpanan ini",
        en="no entry issued this file; it was changed, or is not from this store",
    ),
    Kind.EMPTY: Text(id="tidak ada yang dapat diperiksa", en="there is nothing to verify"),
}

_EVIDENCE = Text(
    id="Simpan salinan smartflow.db (di server: pg_dump) dan history.jsonl sebagai bukti, lalu"
    " pulihkan dari cadangan.",
    en="Keep a copy of smartflow.db (on a server: a pg_dump) and history.jsonl as evidence, then"
    " restore a backup.",
)
_TWO_HOLDERS = Text(
    id="Simpan keduanya sebagai bukti dan tanyakan siapa yang memegang penyimpanan dan kuncinya.",
    en="Keep both as evidence and ask who has had the store and its key.",
)
ADVICE: Final = dict.fromkeys(Kind, _EVIDENCE) | {
    Kind.FORKED: _TWO_HOLDERS,
    Kind.ROLLED_BACK: _TWO_HOLDERS,
    Kind.UNKNOWN_KEY: Text(
        id="Bandingkan kuncinya dengan yang Anda catat: smartflow audit key show",
        en="Compare the key with the one that you wrote down: smartflow audit key show",
    ),
    Kind.UNSIGNED: Text(
        id="Buat kunci penyimpanan ini: smartflow audit key add  (riwayat lama ikut disegel)",
        en="Make this store's key: smartflow audit key add  (the history so far is sealed too)",
    ),
    Kind.NOT_ISSUED: Text(
        id="Minta berkas aslinya dari yang menerbitkan; yang resmi: smartflow history KOTA --act"
        " issue",
        en="Ask whoever issued it for the original; what is official: smartflow history CITY --act"
        " issue",
    ),
    Kind.NO_CHECKPOINT: Text(
        id="Beri berkas yang dibuat oleh: smartflow audit checkpoint -o BERKAS  (mungkin salah"
        " lampiran, atau terpotong dalam pengiriman)",
        en="Give a file that was made by: smartflow audit checkpoint -o FILE  (it may be the wrong"
        " attachment, or was cut on its way)",
    ),
    Kind.EMPTY: Text(
        id="Beri segel riwayat dari penyimpanan ini: smartflow audit verify --against BERKAS",
        en="Give a checkpoint of this very store: smartflow audit verify --against FILE",
    ),
}
"""What to do about each kind."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong.

    Attributes:
        kind: What was done.
        log: The history, ``""`` if it is none of them.
        entry: The first bad entry, from 1; 0 if it is no entry that is bad.
        until: Where only a checkpoint shows it: the bad entry is ``entry`` or one up to this.
        where: What is bad or shows it: a file, a blob's digest, an entry that vouches.
        detail: More about it, a part of a sentence.
    """

    kind: Kind
    log: str = ""
    entry: int = 0
    until: int = 0
    where: str = ""
    detail: Text | None = None

    @property
    def message(self) -> Text:
        """The finding as a sentence without its full stop."""
        return Text(id=self._words("id"), en=self._words("en"))

    def _words(self, language: str) -> str:
        one, many = {"id": ("entri", "sampai"), "en": ("entry", "to")}[language]
        parts = [self.log]
        if self.entry:
            end = f" {many} {self.until}" if self.until > self.entry else ""
            parts.append(f"{one} {self.entry}{end}")
        parts.append(self.where)
        place = ", ".join(filter(None, parts))
        said = getattr(WORDS[self.kind], language)
        if self.detail is not None:
            said += f" ({getattr(self.detail, language)})"
        return f"{place}: {said}" if place else said
