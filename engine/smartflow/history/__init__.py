"""History: entries as canonical bytes, the chain that links them, blobs, and the history log.

What is recorded here is tamper-evident, not tamper-proof: whoever holds the file can rewrite all
that nobody outside has seen. Floor 1: imports floor 0 only, knows neither the store that keeps the
bytes nor the model that is folded from them. structlog is loaded by the log file on its first
line, never by an import of this package.

In this folder:

``acts``: A type for every act of the history: who writes an entry, and who reads one, does so by
    it.
``deferral``: Putting off a module that a library imports and does not need for what is asked of it.
``entries``: The log itself: entries, the chain that links them, blobs, and the history log as a
    file.
``evidence``: What to do with a store that is not whole: the same next steps wherever that is found.
``finding``: What a verification finds: a kind, and the entry at which it shows.
``seals``: What signs a log: the Merkle tree, checkpoints, notes, keys and cosignatures.
``ssh``: SSH keys and signatures, by which people sign.
``strict_base64``: Base64 with one spelling for each content, as signed notes and their keys are
    written.
``verify``: Verify an exported history on another machine: ``python verify.py LOG --key KEY``.
"""

from __future__ import annotations

from smartflow.history.entries.blob import (
    SALT_SIZE,
    AlteredBlob,
    Blob,
    check_blob,
    fresh_salt,
    open_salted,
    seal,
    seal_salted,
)
from smartflow.history.entries.chain import (
    EMPTY_HASH,
    BrokenChain,
    Fault,
    Head,
    check_chain,
    leaf_hash,
    read_chain,
)
from smartflow.history.entries.comparison import (
    LogFileDiffers,
    LogFileStanding,
    LogLine,
    compare_log_file,
    compare_newest,
    newest_lines,
)
from smartflow.history.entries.entry import (
    ENTRY_VERSION,
    Actor,
    Entry,
    MalformedEntry,
    UnwritableEntry,
    decode_entry,
    encode_entry,
)
from smartflow.history.entries.log_file import LogFileFailed, LogFileLocked, extend_log_file

__all__ = [
    "EMPTY_HASH",
    "ENTRY_VERSION",
    "SALT_SIZE",
    "Actor",
    "AlteredBlob",
    "Blob",
    "BrokenChain",
    "Entry",
    "Fault",
    "Head",
    "LogFileDiffers",
    "LogFileFailed",
    "LogFileLocked",
    "LogFileStanding",
    "LogLine",
    "MalformedEntry",
    "UnwritableEntry",
    "check_blob",
    "check_chain",
    "compare_log_file",
    "compare_newest",
    "decode_entry",
    "encode_entry",
    "extend_log_file",
    "fresh_salt",
    "leaf_hash",
    "newest_lines",
    "open_salted",
    "read_chain",
    "seal",
    "seal_salted",
]
