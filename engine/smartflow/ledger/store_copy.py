"""From one store into another, row by row, with nothing but the reads and writes of the protocol.

So it goes from any adapter to any other, and what the other takes is checked as it is for any act:
each entry follows the one before, each blob has its digest. Must not import an act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.history.entries.entry import decode_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.store.protocol import Reading, Writing

__all__ = ["copy_store"]


def copy_store(
    reading: Reading, writing: Writing, told: Callable[[int, int], None] | None = None
) -> None:
    """Write every entry, checkpoint and blob that is read.

    Args:
        reading: The open transaction of a store whose chains hold.
        writing: The open transaction of an empty one.
        told: Called with how many rows were copied, and of how many.

    Raises:
        SmartflowError: an entry does not follow the one before, or a blob is not its digest.
    """
    totals = reading.totals()
    of = totals.entries + totals.checkpoints + sum(1 for _ in reading.digests())
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if told is not None:
            told(done, of)

    for log in reading.logs():
        for content in reading.entries(log):
            entry = decode_entry(content)
            writing.append(log, entry.seq, entry.prev, content)
            count()
    for log in reading.checkpoint_logs():
        for size, note in reading.checkpoints(log):
            writing.put_checkpoint(log, size, note)
            count()
    for digest in reading.digests():
        # One after the other: a page of a hundred scanned books would not fit into memory.
        blob = reading.blob(digest)
        if blob is not None:
            writing.put_blob(digest, blob)
        count()
