"""What can be read and written while a transaction on the server is open.

The statements are those of the SQLite adapter, with every name qualified. Values come and go in
binary form. What was written is remembered as :class:`Written`, so that after a commit whose answer
was lost the store can look whether it is there.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from smartflow.history.entries.blob import check_blob
from smartflow.history.entries.chain import Head, leaf_hash
from smartflow.store.errors import CorruptStore
from smartflow.store.protocol import CheckpointSpan, Totals, check_append

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import psycopg

    from smartflow.store.protocol import Row

__all__ = ["Transaction", "Written"]

_PAGE = 256
"""Entries fetched at once, and digests asked for at once."""

_ROWS = 128
"""Rows fetched at once to be verified."""

_LOGS = """WITH RECURSIVE found(log) AS (
    SELECT min(log) FROM smartflow.{table}
    UNION ALL
    SELECT (SELECT min(t.log) FROM smartflow.{table} AS t WHERE t.log > found.log)
    FROM found WHERE log IS NOT NULL
) SELECT log FROM found WHERE log IS NOT NULL"""
"""The distinct logs by one index look-up each, where DISTINCT would walk over every entry."""


class Written:
    """What one transaction wrote, as far as it shows whether it was committed."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        self._notes: dict[tuple[str, int], str] = {}
        self._blobs: dict[str, bool] = {}

    def entry(self, log: str, head: Head) -> None:
        """Remember an entry; it makes all else superfluous."""
        self.heads[log] = head
        self._notes.clear()
        self._blobs.clear()

    def note(self, log: str, size: int, note: bytes) -> None:
        """Remember a checkpoint."""
        if not self.heads:
            self._notes[log, size] = sha256(note).hexdigest()

    def blob(self, digest: str, *, there: bool) -> None:
        """Remember that a blob is there from now on, or is not."""
        if not self.heads:
            self._blobs[digest] = there

    def stands(self, connection: psycopg.Connection[Any]) -> bool:
        """Say whether all of it is in the store, as it is after a commit and only then.

        An entry tells by itself: it holds its moment and its chain, is never altered, and all of a
        transaction is there or nothing. Without one, what was written says no more than that the
        store is as it was to become.
        """
        if self.heads:
            return all(
                _leaf(connection, log, head.seq) == head.leaf for log, head in self.heads.items()
            )
        notes = all(
            _exists(
                connection,
                "SELECT 1 FROM smartflow.checkpoint"
                " WHERE log = %s AND size = %s AND sha256(note) = decode(%s, 'hex')",
                (log, size, digest),
            )
            for (log, size), digest in self._notes.items()
        )
        blobs = all(
            _exists(connection, "SELECT 1 FROM smartflow.blob WHERE digest = %s", (digest,))
            is there
            for digest, there in self._blobs.items()
        )
        return notes and blobs


def _leaf(connection: psycopg.Connection[Any], log: str, seq: int) -> str | None:
    row = (
        connection.cursor(binary=True)
        .execute("SELECT bytes FROM smartflow.entry WHERE log = %s AND seq = %s", (log, seq))
        .fetchone()
    )
    return None if row is None else leaf_hash(row[0])


def _exists(connection: psycopg.Connection[Any], statement: str, words: tuple[object, ...]) -> bool:
    return connection.execute(statement, words).fetchone() is not None


class Transaction:
    """A :class:`~smartflow.store.protocol.Reading` and ``Writing`` on an open transaction."""

    def __init__(self, connection: psycopg.Connection[Any], name: str) -> None:
        self._cursor: psycopg.Cursor[Any] | None = connection.cursor(binary=True)
        self._name = name
        self._cursors = 0
        self.written = Written()

    def end(self) -> None:
        """Refuse every further look: it would see another moment."""
        if self._cursor is not None:
            self._cursor.close()
        self._cursor = None

    @property
    def _live(self) -> psycopg.Cursor[Any]:
        if self._cursor is None:
            message = "this transaction has ended"
            raise RuntimeError(message)
        return self._cursor

    def head(self, log: str) -> Head | None:
        """Return how far ``log`` has come; what this transaction wrote counts."""
        live = self._live
        if (written := self.written.heads.get(log)) is not None:
            return written
        row = live.execute(
            "SELECT seq, bytes FROM smartflow.entry WHERE log = %s ORDER BY seq DESC LIMIT 1",
            (log,),
        ).fetchone()
        return None if row is None else Head(seq=row[0], leaf=leaf_hash(self._bytes(row[1])))

    def entries(self, log: str, after: int = 0) -> Iterator[bytes]:
        """Yield the entries behind ``after``, page by page."""
        while True:
            rows = self._live.execute(
                "SELECT seq, bytes FROM smartflow.entry WHERE log = %s AND seq > %s"
                " ORDER BY seq LIMIT %s",
                (log, after, _PAGE),
            ).fetchall()
            for _, content in rows:
                yield self._bytes(content)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def rows(self, log: str) -> Iterator[Sequence[Row]]:
        """Yield the rows of ``log`` as they stand."""
        # A cursor of the server and no pages by number: whoever took the keys off the table may
        # have given one number to two entries, and both must be seen.
        self._cursors += 1
        cursor = f"rows_{self._cursors}"
        self._live.execute(
            f"DECLARE {cursor} NO SCROLL CURSOR FOR SELECT seq, prev, bytes"  # noqa: S608
            " FROM smartflow.entry WHERE log = %s ORDER BY seq",
            (log,),
        )
        while rows := self._live.execute(f"FETCH {_ROWS} FROM {cursor}", prepare=False).fetchall():
            yield rows
        self._live.execute(f"CLOSE {cursor}", prepare=False)

    def totals(self) -> Totals:
        """Count entries and checkpoints."""
        row = self._live.execute(
            "SELECT (SELECT count(*) FROM smartflow.entry),"
            " (SELECT count(*) FROM smartflow.checkpoint)"
        ).fetchone()
        return Totals(*(row or (0, 0)))

    def logs(self) -> tuple[str, ...]:
        """Return the names of the logs that have entries."""
        return self._logs_in("entry")

    def _logs_in(self, table: str) -> tuple[str, ...]:
        return tuple(log for (log,) in self._live.execute(_LOGS.format(table=table)).fetchall())

    def blob(self, digest: str) -> bytes | None:
        """Return a blob, checked."""
        return self.blobs((digest,)).get(digest)

    def blobs(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return those blobs that exist, checked."""
        wanted = sorted(set(digests))
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _PAGE):
            rows = self._live.execute(
                "SELECT digest, bytes FROM smartflow.blob WHERE digest = ANY(%s)",
                (wanted[start : start + _PAGE],),
            ).fetchall()
            found.update(rows)
        for digest, content in found.items():
            check_blob(digest, self._bytes(content))
        return found

    def digests(self, after: str = "") -> Iterator[str]:
        """Yield the digests of all blobs behind ``after``, page by page."""
        while True:
            rows = self._live.execute(
                "SELECT digest FROM smartflow.blob WHERE digest > %s ORDER BY digest LIMIT %s",
                (after, _PAGE),
            ).fetchall()
            for (digest,) in rows:
                yield digest
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def checkpoint(self, log: str) -> tuple[int, bytes] | None:
        """Return the newest checkpoint of ``log``."""
        row = self._live.execute(
            "SELECT size, note FROM smartflow.checkpoint WHERE log = %s ORDER BY size DESC LIMIT 1",
            (log,),
        ).fetchone()
        return None if row is None else (row[0], self._bytes(row[1]))

    def checkpoints(self, log: str, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the checkpoints behind ``after``, page by page."""
        while True:
            rows = self._live.execute(
                "SELECT size, note FROM smartflow.checkpoint WHERE log = %s AND size > %s"
                " ORDER BY size LIMIT %s",
                (log, after, _PAGE),
            ).fetchall()
            for size, note in rows:
                yield size, self._bytes(note)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def checkpoint_span(self, log: str) -> CheckpointSpan | None:
        """Count the checkpoints of ``log``."""
        row = self._live.execute(
            "SELECT count(DISTINCT size), min(size), max(size) FROM smartflow.checkpoint"
            " WHERE log = %s",
            (log,),
        ).fetchone()
        return CheckpointSpan(*row) if row and row[0] else None

    def checkpoint_logs(self) -> tuple[str, ...]:
        """Return the names of the logs that have checkpoints."""
        return self._logs_in("checkpoint")

    def _bytes(self, content: object) -> bytes:
        """Return a stored value that must be bytes; a superuser can take the table's checks off."""
        if isinstance(content, bytes):
            return content
        raise CorruptStore(name=self._name, detail=f"a {type(content).__name__} where bytes belong")

    def append(self, log: str, seq: int, prev: str, content: bytes) -> None:
        """Add an entry to the end of ``log``."""
        check_append(self.head(log), log, seq, prev, content)
        self._live.execute(
            "INSERT INTO smartflow.entry (log, seq, prev, bytes) VALUES (%s, %s, %s, %b)",
            (log, seq, prev, content),
        )
        self.written.entry(log, Head(seq=seq, leaf=leaf_hash(content)))

    def put_blob(self, digest: str, content: bytes) -> None:
        """Keep a blob; one that is there already stays."""
        check_blob(digest, content)
        self._live.execute(
            "INSERT INTO smartflow.blob (digest, bytes) VALUES (%s, %b)"
            " ON CONFLICT (digest) DO NOTHING",
            (digest, content),
        )
        self.written.blob(digest, there=True)

    def erase_blob(self, digest: str) -> bool:
        """Delete a blob; the server lets its owner alone."""
        done = self._live.execute("DELETE FROM smartflow.blob WHERE digest = %s", (digest,))
        self.written.blob(digest, there=False)
        return done.rowcount > 0

    def put_checkpoint(self, log: str, size: int, note: bytes) -> None:
        """Keep a checkpoint, or put further signatures to it."""
        made = self._live.execute(
            "INSERT INTO smartflow.checkpoint (log, size, note) VALUES (%s, %s, %b)"
            " ON CONFLICT (log, size) DO NOTHING",
            (log, size, note),
        )
        if not made.rowcount:
            self._cosign(log, size, note)
        self.written.note(log, size, note)

    def _cosign(self, log: str, size: int, note: bytes) -> None:
        """Put a note in the place of one that it continues; the server looks whether it does."""
        row = self._live.execute(
            "SELECT note FROM smartflow.checkpoint WHERE log = %s AND size = %s", (log, size)
        ).fetchone()
        if row is None or row[0] != note:
            self._live.execute("SELECT smartflow.cosign(%s, %s::bigint, %b)", (log, size, note))
