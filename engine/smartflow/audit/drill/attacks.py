"""The attacks of ``audit drill``: what somebody could do to a store, from a typing error to malice.

Each is done by one of two: whoever has the files (a mailed backup, a shared folder), or whoever has
the store's key too (the office itself). The first leaves traces in the store. The second can
rewrite everything that nobody outside has seen, which is why a checkpoint is kept outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from smartflow.audit.drill.store import DrillStore
from smartflow.history.acts import CityRegister, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.history.seals.note_key import SignerKey, fresh_signer_key
from smartflow.language import Text

__all__ = ["ATTACKS", "Attack", "Impossible", "Target"]


class Impossible(Exception):
    """An attack cannot be tried here.

    Attributes:
        why: The reason.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Target(msgspec.Struct, frozen=True):
    """What is attacked.

    Attributes:
        own: The store log.
        log: A city's log with entries enough.
        entries: How many it has.
        signer: The store's key, or None where it is not on this computer.
    """

    own: str
    log: str
    entries: int
    signer: SignerKey | None

    @property
    def middle(self) -> int:
        """The number of an entry in the middle."""
        return self.entries // 2 + 1

    def key(self) -> SignerKey:
        """Return the store's key.

        Raises:
            Impossible: it is not on this computer.
        """
        if self.signer is None:
            raise Impossible(
                Text(
                    id="kunci penyimpanan tidak ada di komputer ini",
                    en="the store's key is not on this computer",
                )
            )
        return self.signer


class Attack(msgspec.Struct, frozen=True):
    """One attack.

    Attributes:
        key: Its key.
        title: What is done.
        by: ``file`` or ``key``: what the attacker has.
        run: Does it.
    """

    key: str
    title: Text
    by: str
    run: Callable[[DrillStore, Target], None]


def _edit_byte(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    content = store.contents(target.log)[target.middle - 1]
    changed = re.sub(rb'("person":")(.)', rb"\1X", content, count=1)
    store.put_content(target.log, target.middle, changed)


def _edit_newest(store: DrillStore, target: Target) -> None:
    """Nothing comes after the newest entry, so no link gives it away."""
    store.forget_log_file()
    content = store.contents(target.log)[-1]
    changed = re.sub(rb'("person":")(.)', rb"\1X", content, count=1)
    store.put_content(target.log, target.entries, changed)


def _edit_and_relink(store: DrillStore, target: Target) -> None:
    """Every later entry is given the link that fits; the old checkpoints stay."""
    store.forget_log_file()
    entries = _edited(store, target)
    kept = target.entries
    store.rewrite(target.log, entries, kept + 1)


def _delete(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    store.drop_entry(target.log, target.middle)


def _insert(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    entries = store.entries(target.log)
    entries.insert(target.middle, _forged(entries[target.middle - 1]))
    store.rewrite(target.log, entries, target.entries + 2)


def _swap(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    contents = store.contents(target.log)
    here = target.middle - 1
    store.put_content(target.log, here + 1, contents[here + 1])
    store.put_content(target.log, here + 2, contents[here])


def _cut_tail(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    store.drop_entries(target.log, target.entries - 2)


def _cut_tail_and_checkpoints(store: DrillStore, target: Target) -> None:
    """What is left is an older state of this log, whole and signed."""
    store.forget_log_file()
    store.drop_entries(target.log, target.entries - 2)
    store.drop_checkpoints(target.log, target.entries - 2)


def _roll_back(store: DrillStore, target: Target) -> None:
    """Put the whole file back to an old copy of itself: every log, and the log file too."""
    store.forget_log_file()
    store.drop_entries(target.log, 1)
    store.drop_checkpoints(target.log, 1)


def _other_key(store: DrillStore, target: Target) -> None:
    store.sign(target.log, fresh_signer_key(target.own), target.entries - 1)


def _own_history(store: DrillStore, target: Target) -> None:
    """Rewrite the log and sign all of it with a key of the attacker's own."""
    store.forget_log_file()
    store.rewrite(target.log, _edited(store, target), 1)
    store.sign(target.log, fresh_signer_key(target.own), 0)


def _drop_newest_checkpoint(store: DrillStore, target: Target) -> None:
    store.drop_checkpoint(target.log, target.entries)


def _drop_a_checkpoint(store: DrillStore, target: Target) -> None:
    store.drop_checkpoint(target.log, target.middle)


def _drop_all_checkpoints(store: DrillStore, target: Target) -> None:
    for log in (target.log, target.own):
        store.drop_checkpoints(log)


def _drop_city(store: DrillStore, target: Target) -> None:
    store.forget_log_file()
    store.drop_entries(target.log)
    store.drop_checkpoints(target.log)


def _edit_log_file(store: DrillStore, target: Target) -> None:
    if not store.log_file.exists():
        raise Impossible(Text(id="tidak ada berkas riwayat", en="there is no log file"))
    lines = store.log_file.read_bytes().splitlines(keepends=True)
    mine = [n for n, line in enumerate(lines) if target.log.encode() in line]
    if not mine:
        raise Impossible(Text(id="berkas riwayat kosong", en="the log file is empty"))
    at = mine[len(mine) // 2]
    lines[at] = re.sub(rb'("person":")(.)', rb"\1X", lines[at], count=1)
    store.log_file.write_bytes(b"".join(lines))


def _alter_blob(store: DrillStore, target: Target) -> None:
    del target
    store.alter_blob(_a_blob(store))


def _drop_blob(store: DrillStore, target: Target) -> None:
    del target
    store.drop_blob(_a_blob(store))


def _rewrite_with_key(store: DrillStore, target: Target) -> None:
    """Change the past and sign all of it anew: inside the store nothing is left of the truth."""
    signer = target.key()
    store.forget_log_file()
    store.rewrite(target.log, _edited(store, target), target.middle)
    store.sign(target.log, signer, target.middle - 1)


def _fork_with_key(store: DrillStore, target: Target) -> None:
    """Give the same number to another newest entry."""
    signer = target.key()
    store.forget_log_file()
    entries = store.entries(target.log)
    entries[-1] = _forged(entries[-1])
    store.rewrite(target.log, entries, target.entries)
    store.sign(target.log, signer, target.entries - 1)


def _drop_city_with_key(store: DrillStore, target: Target) -> None:
    """Take a city out of the store and out of the list of cities."""
    signer = target.key()
    _drop_city(store, target)
    entries = [one for one in store.entries(target.own) if not _registers(one, target.log)]
    store.rewrite(target.own, entries, 2)
    store.sign(target.own, signer, 1)
    store.drop_checkpoint(target.own, 1)


def _registers(entry: Entry, log: str) -> bool:
    act = readable_act(entry)
    return isinstance(act, CityRegister) and act.log == log


def _edited(store: DrillStore, target: Target) -> list[Entry]:
    """Return a log's entries with another reason in the middle one."""
    entries = store.entries(target.log)
    here = target.middle - 1
    entries[here] = _forged(entries[here])
    return entries


def _forged(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, reason=f"{entry.reason} (drill)")


def _a_blob(store: DrillStore) -> str:
    for digest in store.blobs():
        return digest
    raise Impossible(Text(id="tidak ada lampiran", en="there is no attachment"))


ATTACKS: Final = (
    Attack(
        "edit-byte",
        Text(id="Satu huruf dalam sebuah entri diubah", en="One letter of an entry is changed"),
        "file",
        _edit_byte,
    ),
    Attack(
        "edit-newest",
        Text(id="Entri terbaru diubah", en="The newest entry is changed"),
        "file",
        _edit_newest,
    ),
    Attack(
        "edit-and-relink",
        Text(
            id="Sebuah entri diubah dan rantainya disambung kembali",
            en="An entry is changed and the chain mended behind it",
        ),
        "file",
        _edit_and_relink,
    ),
    Attack(
        "delete",
        Text(id="Sebuah entri dihapus", en="An entry is deleted"),
        "file",
        _delete,
    ),
    Attack(
        "insert",
        Text(id="Sebuah entri disisipkan", en="An entry is inserted"),
        "file",
        _insert,
    ),
    Attack("swap", Text(id="Dua entri ditukar", en="Two entries are swapped"), "file", _swap),
    Attack(
        "cut-tail",
        Text(id="Entri terbaru dipotong", en="The newest entries are cut off"),
        "file",
        _cut_tail,
    ),
    Attack(
        "cut-tail-and-checkpoints",
        Text(
            id="Entri terbaru dipotong beserta segelnya",
            en="The newest entries are cut off with their checkpoints",
        ),
        "file",
        _cut_tail_and_checkpoints,
    ),
    Attack(
        "roll-back",
        Text(
            id="Penyimpanan dikembalikan ke salinan lama",
            en="The store is put back to an old copy",
        ),
        "file",
        _roll_back,
    ),
    Attack(
        "other-key",
        Text(
            id="Segel terbaru ditandatangani kunci lain",
            en="The newest checkpoint is signed with another key",
        ),
        "file",
        _other_key,
    ),
    Attack(
        "own-history",
        Text(
            id="Riwayat ditulis ulang dan disegel dengan kunci lain",
            en="The history is rewritten and signed with another key",
        ),
        "file",
        _own_history,
    ),
    Attack(
        "drop-newest-checkpoint",
        Text(id="Segel terbaru dihapus", en="The newest checkpoint is deleted"),
        "file",
        _drop_newest_checkpoint,
    ),
    Attack(
        "drop-a-checkpoint",
        Text(id="Sebuah segel lama dihapus", en="An older checkpoint is deleted"),
        "file",
        _drop_a_checkpoint,
    ),
    Attack(
        "drop-all-checkpoints",
        Text(id="Semua segel dihapus", en="All checkpoints are deleted"),
        "file",
        _drop_all_checkpoints,
    ),
    Attack(
        "drop-city",
        Text(id="Riwayat sebuah kota dihapus", en="The history of a city is deleted"),
        "file",
        _drop_city,
    ),
    Attack(
        "edit-log-file",
        Text(id="Berkas riwayat diubah", en="The log file is changed"),
        "file",
        _edit_log_file,
    ),
    Attack(
        "alter-blob",
        Text(id="Sebuah lampiran diubah", en="An attachment is altered"),
        "file",
        _alter_blob,
    ),
    Attack(
        "drop-blob",
        Text(id="Sebuah lampiran dihapus", en="An attachment is deleted"),
        "file",
        _drop_blob,
    ),
    Attack(
        "rewrite-with-key",
        Text(
            id="Masa lalu ditulis ulang dan disegel dengan kunci penyimpanan",
            en="The past is rewritten and signed with the store's key",
        ),
        "key",
        _rewrite_with_key,
    ),
    Attack(
        "fork-with-key",
        Text(
            id="Entri terbaru diganti dan disegel dengan kunci penyimpanan",
            en="The newest entry is replaced and signed with the store's key",
        ),
        "key",
        _fork_with_key,
    ),
    Attack(
        "drop-city-with-key",
        Text(
            id="Sebuah kota dihapus dari daftar, disegel dengan kunci penyimpanan",
            en="A city is taken off the list, signed with the store's key",
        ),
        "key",
        _drop_city_with_key,
    ),
)
"""Every attack, the simple ones first."""
