"""A copy of a store in an attacker's hands: the database by SQL, and the log file by lines.

For the drill alone. It knows the tables and the forms, and none of the engine's safeguards stand
between it and the file.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import msgspec

from smartflow.history.entries.chain import EMPTY_HASH, leaf_hash
from smartflow.history.entries.entry import Entry, decode_entry, encode_entry
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.merkle import Frontier, leaf_digest
from smartflow.history.seals.signed_note import sign_note

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from smartflow.history.seals.note_key import SignerKey

__all__ = ["DrillStore"]


class DrillStore:
    """A copied store.

    Args:
        database: The SQLite file.
        log_file: The stage history log beside it.
    """

    def __init__(self, database: Path, log_file: Path) -> None:
        self.log_file = log_file
        self._connection = sqlite3.connect(database)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep what was done, and let go of the file."""
        self._connection.commit()
        self._connection.close()

    # -- reading ------------------------------------------------------------------------------

    def contents(self, log: str) -> list[bytes]:
        """Return the bytes of a log's entries."""
        rows = self._connection.execute(
            "SELECT bytes FROM entry WHERE log = ? ORDER BY seq", (log,)
        )
        return [bytes(row[0]) for row in rows]

    def entries(self, log: str) -> list[Entry]:
        """Return a log's entries."""
        return [decode_entry(content) for content in self.contents(log)]

    def blobs(self) -> list[str]:
        """Return the digests of all blobs, sorted."""
        return [row[0] for row in self._connection.execute("SELECT digest FROM blob ORDER BY 1")]

    # -- changing -----------------------------------------------------------------------------

    def put_content(self, log: str, seq: int, content: bytes) -> None:
        """Put other bytes in the place of an entry's."""
        self._run("UPDATE entry SET bytes = ? WHERE log = ? AND seq = ?", content, log, seq)

    def drop_entries(self, log: str, after: int = 0) -> None:
        """Delete a log's entries above a number."""
        self._run("DELETE FROM entry WHERE log = ? AND seq > ?", log, after)

    def drop_entry(self, log: str, seq: int) -> None:
        """Delete one entry."""
        self._run("DELETE FROM entry WHERE log = ? AND seq = ?", log, seq)

    def drop_checkpoints(self, log: str, after: int = 0) -> None:
        """Delete a log's checkpoints above a size."""
        self._run("DELETE FROM checkpoint WHERE log = ? AND size > ?", log, after)

    def drop_checkpoint(self, log: str, size: int) -> None:
        """Delete one checkpoint."""
        self._run("DELETE FROM checkpoint WHERE log = ? AND size = ?", log, size)

    def put_note(self, log: str, size: int, note: bytes) -> None:
        """Put another note in the place of a checkpoint's."""
        self._run("UPDATE checkpoint SET note = ? WHERE log = ? AND size = ?", note, log, size)

    def alter_blob(self, digest: str) -> None:
        """Change the last byte of a blob."""
        (content,) = self._connection.execute(
            "SELECT bytes FROM blob WHERE digest = ?", (digest,)
        ).fetchone()
        changed = content[:-1] + bytes([content[-1] ^ 1])
        self._run("UPDATE blob SET bytes = ? WHERE digest = ?", changed, digest)

    def drop_blob(self, digest: str) -> None:
        """Delete a blob."""
        self._run("DELETE FROM blob WHERE digest = ?", digest)

    def forget_log_file(self) -> None:
        """Delete the stage history log, which would give away what was done to the database."""
        self.log_file.unlink(missing_ok=True)

    def rewrite(self, log: str, entries: list[Entry], first: int) -> None:
        """Write a log anew with numbers and links that fit, and take its later checkpoints away.

        Args:
            log: The log.
            entries: All its entries, in their new order; numbers and links are given here.
            first: The number of the first entry that is not what it was.
        """
        self.drop_entries(log)
        self.drop_checkpoints(log, first - 1)
        prev = EMPTY_HASH
        for seq, entry in enumerate(entries, start=1):
            content = encode_entry(msgspec.structs.replace(entry, seq=seq, prev=prev))
            self._connection.execute(
                "INSERT INTO entry (log, seq, prev, bytes) VALUES (?, ?, ?, ?)",
                (log, seq, prev, content),
            )
            prev = leaf_hash(content)

    def sign(self, log: str, signer: SignerKey, after: int) -> None:
        """Sign a checkpoint of every size above a number, as the store's key would have."""
        tree = Frontier()
        for content in self.contents(log):
            tree.append(leaf_digest(content))
            if tree.size > after:
                note = sign_note(Checkpoint(log, tree.size, tree.root()).text, (signer,))
                self._connection.execute(
                    "INSERT OR REPLACE INTO checkpoint (log, size, note) VALUES (?, ?, ?)",
                    (log, tree.size, note),
                )

    def _run(self, statement: str, *values: object) -> None:
        self._connection.execute(statement, values)
