"""Verify an exported history on another machine: ``python verify.py LOG --key KEY``.

For an auditor, who trusts neither the office nor its computer. This one file is all that is needed:
copy it, read it, run it. It uses Python's standard library and ``cryptography`` and imports nothing
of SmartFlow, so it is also a second opinion on SmartFlow's own code.

LOG is the stage history log, JSON Lines. Every line is computed anew from its bytes: its canonical
form (RFC 8785), its leaf hash and the tree over all of them (RFC 6962, section 2.1), the chain of
``prev``; every checkpoint is a signed note (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). One
line is held at a time, and of a log a few hashes. The first bad entry is named with its kind.

A chain alone does not show a cut tail, a rolled-back file, a fork, or a newest entry or whole
history that was rewritten: for those a checkpoint is needed, and without one nothing passes.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

__all__ = ["Finding", "Key", "Note", "Report", "Unusable", "main", "read_key", "verify"]

_NONE: Final = hashlib.sha256(b"").digest()
_EMPTY: Final = _NONE.hex()
_FIELDS: Final = frozenset(
    ("act", "actor", "at", "body", "leaf", "log", "occurred", "prev", "reason", "seq", "v", "zone")
)
_LONGEST_LINE: Final = 1 << 24
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_DASH: Final = "\N{EM DASH} "
_NOTE: Final = re.compile(rf"((?:[^\n]+\n)+)(?:\n+((?:{_DASH}[^\n]+\n)*))?")
_HEADER: Final = re.compile(r"(old|rotate) \d+\n(\S+\n)*|(key \S+\n)+")  # a mailed file adds these
_ED25519: Final = b"\x01"

# What is printed, in Indonesian and in English.
_KINDS: Final = {
    "edited": ("isinya telah diubah", "it was edited"),
    "removed": ("catatan ini hilang", "it was removed"),
    "inserted": ("catatan ini disisipkan", "it was inserted"),
    "reordered": ("urutannya ditukar", "it was moved out of its order"),
    "truncated": ("riwayat terpotong mulai di sini", "the history is cut from here on"),
    "rolled back": ("berkas dikembalikan ke keadaan lama", "the file was put back to an old state"),
    "forked": ("dua riwayat yang berbeda ditandatangani", "two histories that differ were signed"),
    "unsigned": ("tidak ada titik periksa yang menjaminnya", "no checkpoint vouches for it"),
    "unknown key": ("ditandatangani kunci lain", "it is signed with another key"),
    "bad signature": ("titik periksa ini telah diubah", "this checkpoint was changed"),
    "malformed": ("ini bukan titik periksa", "this is no checkpoint"),
    "empty": ("tidak ada catatan untuk diperiksa", "there is nothing to verify"),
}
_WHOLE: Final = ("UTUH", "WHOLE")
_NOT_WHOLE: Final = ("TIDAK UTUH", "NOT WHOLE")
_ENTRY: Final = ("catatan nomor {}", "entry {}")
_BETWEEN: Final = ("catatan nomor {} sampai {}", "entry {} to {}")
_LINE: Final = ("baris {} berkas", "line {} of the file")
_STANDING: Final = (
    "{}: {} catatan, daun terbaru {}; titik periksa terbaru mencakup {} catatan, sampai {}",
    "{}: {} entries, newest leaf {}; the newest checkpoint covers {} entries, up to {}",
)
_AFTER: Final = (
    "{}: {} catatan sesudahnya hanya dijamin rantai; minta titik periksa yang lebih baru",
    "{}: the {} entries after it are vouched for by the chain alone; ask for a newer checkpoint",
)
_LIMITS: Final = (
    """Rantai saja tidak menunjukkan ekor yang dipotong, berkas yang dikembalikan ke keadaan lama,
riwayat bercabang, serta catatan terbaru atau seluruh riwayat yang ditulis ulang. Minta titik
periksa, lalu berikan dengan --checkpoint atau --against.""",
    """A chain alone does not show a cut tail, a file put back to an old state, a fork, and a newest
entry or a whole history written anew. Ask for a checkpoint and give it with --checkpoint or
--against.""",
)
_NEXT: Final = (
    "Simpan semua berkas ini sebagai bukti dan tanyakan siapa yang pernah memegangnya.",
    "Keep all these files as evidence and ask who has had them.",
)
_NO_FILE: Final = ("Berkas {} tidak dapat dibaca: {}.", "The file {} cannot be read: {}.")
_NO_KEY: Final = (
    "Ini bukan kunci publik Ed25519 berbentuk nama+id+kunci. Salin seluruh barisnya.",
    "That is no public Ed25519 key of the form name+id+key. Copy the whole line.",
)
_NO_LIBRARY: Final = (
    "Paket cryptography belum terpasang. Jalankan: python -m pip install cryptography",
    "The package cryptography is not installed. Run: python -m pip install cryptography",
)
_ABOUT: Final = (
    """Memeriksa riwayat yang diekspor dengan kunci publik, titik periksa yang datang bersamanya
(--checkpoint), dan yang disimpan di luar (--against). Dengan --log hanya riwayat bernama itu.
Kode keluar: 0 utuh, 2 salah pakai, 4 tidak utuh.""",
    """Verify an exported history with a public key, the checkpoints that came with it
(--checkpoint) and those kept outside (--against). With --log, the history of that name alone.
Exit codes: 0 whole, 2 usage, 4 not whole.""",
)


class Unusable(Exception):
    """What was given cannot be used (exit code 2): a sentence in both languages, and its values."""

    def __init__(self, words: tuple[str, str], *values: object) -> None:
        super().__init__(words[1].format(*values))
        self.words = (words[0].format(*values), words[1].format(*values))


class Finding(NamedTuple):
    """One thing that is wrong.

    Attributes:
        kind: What was done, such as ``edited``.
        log: The history, ``""`` if that cannot be known.
        entry: The first bad entry, from 1; 0 if it is no entry that is bad.
        until: Where only a checkpoint shows it: the bad entry is ``entry`` or one up to this.
        where: The file of the checkpoint that is bad.
        line: The line of the log that is bad, from 1; 0 if no line is to blame.
    """

    kind: str
    log: str = ""
    entry: int = 0
    until: int = 0
    where: str = ""
    line: int = 0


class Key(NamedTuple):
    """A trusted public key: its name, the 4 bytes of its id, and the 32 of the key."""

    name: str
    key_id: bytes
    public: bytes


class Note(NamedTuple):
    """A checkpoint that a trusted key has signed: the history, its size, the root of its tree."""

    origin: str
    size: int
    root: bytes


class Report(NamedTuple):
    """What was verified.

    Attributes:
        findings: What is wrong; nothing if all is whole.
        standing: Of each history that is whole, or would be if it were signed: entries, newest
            leaf, entries that the newest checkpoint covers, and when the last was written.
    """

    findings: list[Finding]
    standing: dict[str, tuple[int, str, int, str]]


def read_key(word: str) -> Key:
    """Return the public key of ``name+id+base64`` (c2sp.org/signed-note).

    Raises:
        Unusable: it is no such key, or its id is not its own.
    """
    name, _, rest = word.strip().partition("+")
    written, _, encoded = rest.partition("+")
    content = _unbase64(encoded)
    key_id = hashlib.sha256(name.encode() + b"\n" + content).digest()[:4]
    is_ed25519 = content[:1] == _ED25519 and len(content) == 33  # noqa: PLR2004
    if not name or not is_ed25519 or key_id.hex() != written:
        raise Unusable(_NO_KEY)  # the word is not shown: it may be a private key
    return Key(name, key_id, content[1:])


def _read_notes(paths: Sequence[Path], keys: Sequence[Key]) -> tuple[list[Note], list[Finding]]:
    """Return the checkpoints in files of one or several, and what is wrong with the others."""
    notes: list[Note] = []
    refused: list[Finding] = []
    for path in paths:
        # What e-mail did to the newlines is undone; the signature tells whether it is the text.
        content = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        found = (pair for pair in _NOTE.findall(content + "\n") if not _HEADER.fullmatch(pair[0]))
        for text, signatures in list(found) or [("", "")]:
            kind, note = _judge(text, signatures.split("\n")[:-1], keys)
            if note is None or kind:
                refused.append(Finding(kind, note.origin if note else "", where=path.name))
            else:
                notes.append(note)
    return notes, refused


def _judge(text: str, signatures: list[str], keys: Sequence[Key]) -> tuple[str, Note | None]:
    """Return what is wrong with a note, ``""`` if nothing is, and the checkpoint in it."""
    origin, size, root, *_ = [*text.split("\n"), "", "", ""]
    digest = _unbase64(root)
    sound = bool(_SIZE.fullmatch(size)) and len(digest) == 32  # noqa: PLR2004
    if not sound or not text.replace("\n", "").isprintable() or (size == "0" and digest != _NONE):
        return "malformed", None
    note = Note(origin, int(size), digest)
    if not signatures:
        return "unsigned", note
    seen: set[Key] = set()
    for line in signatures:
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        signed = _unbase64(encoded)
        if not name or len(signed) <= 4:  # noqa: PLR2004
            return "malformed", note
        for key in keys:
            if key[:2] == (name, signed[:4]):
                if key in seen or not _is_good(key.public, signed[4:], text.encode()):
                    return "bad signature", note
                seen.add(key)
    return ("" if seen else "unknown key"), note


def _is_good(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise Unusable(_NO_LIBRARY) from error
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _unbase64(text: str) -> bytes:
    """Return the bytes of a canonical base64 text, none if it is not one."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return content if base64.b64encode(content).decode("ascii") == text else b""


_DECODE: Final = json.JSONDecoder(parse_float=int, parse_constant=int).decode  # no 0.5, no NaN
_ENCODER: Final = partial(
    json.JSONEncoder, ensure_ascii=False, separators=(",", ":"), check_circular=False
)
_ENCODE: Final = _ENCODER(sort_keys=True).encode
_ENCODE_AS_IT_IS: Final = _ENCODER().encode


def _entry(line: bytes) -> dict[str, Any] | None:
    """Return the entry of a line once its leaf hash has been computed from its bytes.

    ``leaf`` is the one field that the line adds, and the fields after it hold neither objects nor
    lists: the last ``,"leaf":`` of the canonical line is that field, and the rest is the entry.

    Returns:
        None if it is no JSON, not canonical, no entry, or not what its ``leaf`` says.
    """
    try:
        text = line.decode()
        entry: dict[str, Any] = _DECODE(text)
        canonical = _ENCODE(entry) == text or _ENCODE_AS_IT_IS(_by_utf16(entry)) == text
        if not canonical or entry.keys() != _FIELDS or entry["v"] != 1:
            return None
        before, _, after = line.rpartition(b',"leaf":"' + entry["leaf"].encode() + b'"')
        # Both are printed: neither may steer a terminal.
        sound = type(entry["seq"]) is int and (entry["log"] + entry["at"]).isprintable()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    leaf = hashlib.sha256(b"\x00" + before + after).hexdigest()
    return entry if sound and leaf == entry["leaf"] else None


def _by_utf16(value: object) -> object:
    """Order keys as RFC 8785 does, which differs from Python beyond the basic plane alone."""
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: str(pair[0]).encode("utf-16-be"))
        return {key: _by_utf16(item) for key, item in pairs}
    return [_by_utf16(item) for item in value] if isinstance(value, list) else value


def _entries(path: Path) -> Iterator[tuple[bytes, dict[str, Any] | None]]:
    """Yield the lines of a file, none longer than is sane, each with its entry."""
    with path.open("rb") as file:
        for line in iter(partial(file.readline, _LONGEST_LINE), b""):
            yield line, _entry(line.removesuffix(b"\n"))


@dataclass
class _Log:
    """One history while it is read: the right edge of its tree, and what was signed of it.

    ``signed`` holds the roots by size, ``agreed`` the sizes at which the log has such a root, with
    the moment of that entry, and ``denied`` those at which it has not.
    """

    size: int = 0
    leaf: str = _EMPTY
    edge: list[bytes] = field(default_factory=list)
    signed: dict[int, set[bytes]] = field(default_factory=dict)
    agreed: list[tuple[int, str]] = field(default_factory=list)
    denied: list[int] = field(default_factory=list)
    broken: Finding | None = None

    def append(self, leaf: str, at: str) -> None:
        """Add a leaf to the tree (RFC 6962, section 2.1), and compare it with what was signed."""
        node, size = bytes.fromhex(leaf), self.size
        while size & 1:
            node = hashlib.sha256(b"\x01" + self.edge.pop() + node).digest()
            size >>= 1
        self.edge.append(node)
        self.size += 1
        self.leaf = leaf
        if self.size in self.signed:
            root = self.edge[-1]
            for node in reversed(self.edge[:-1]):
                root = hashlib.sha256(b"\x01" + node + root).digest()
            if root in self.signed[self.size]:
                self.agreed.append((self.size, at))
            else:
                self.denied.append(self.size)


def verify(
    path: Path, inside: Sequence[Note], outside: Sequence[Note] = (), only: Iterable[str] = ()
) -> Report:
    """Verify an exported log against checkpoints whose signatures were checked.

    Args:
        path: The log, JSON Lines.
        inside: The checkpoints that came with it.
        outside: Those that were kept elsewhere.
        only: The histories to verify; without any, all that the log or a checkpoint names.

    Returns:
        What was found; :attr:`Report.findings` is empty if all is whole.

    Raises:
        OSError: the file cannot be read.
    """
    wanted = frozenset(only)
    logs = {name: _Log() for name in wanted}
    for note in (*inside, *outside):
        if not wanted or note.origin in wanted:
            log = logs.setdefault(note.origin, _Log())
            log.signed.setdefault(note.size, set()).add(note.root)
    stop = _read(path, logs, grow=not wanted)
    report = Report([stop] if stop else [], {})
    for name, log in sorted(logs.items()):
        newest = max((note.size for note in inside if note.origin == name), default=0)
        finding = _judge_log(name, log, newest, stopped=stop is not None)
        if finding is not None:
            report.findings.append(finding)
        if stop is None and (finding is None or finding.kind == "unsigned"):
            report.standing[name] = (log.size, log.leaf, *max(log.agreed, default=(0, "-")))
    if not logs and stop is None:
        report.findings.append(Finding("empty"))
    return report


def _read(path: Path, logs: dict[str, _Log], *, grow: bool) -> Finding | None:
    """Read the file into ``logs``; return the line at which reading had to stop, if any."""
    for number, (line, entry) in enumerate(_entries(path), start=1):
        if entry is None:
            kind = "edited" if line.endswith(b"\n") else "truncated"
            name = next(iter(logs)) if len(logs) == 1 else ""
            return Finding(kind, name, logs[name].size + 1 if name else 0, line=number)
        name = entry["log"]
        if name not in logs and grow:
            logs[name] = _Log()
        log = logs.get(name)
        if log is None or log.broken:
            continue
        if entry["seq"] == log.size + 1 and entry["prev"] == log.leaf:
            log.append(entry["leaf"], entry["at"])
        else:
            log.broken = _blame(path, name, log.size + 1)
    return None


def _judge_log(name: str, log: _Log, newest: int, *, stopped: bool) -> Finding | None:
    """Return the first thing that is wrong with one history.

    ``newest`` is the size of the newest checkpoint that came with it. Where reading has stopped
    before the end of the file, a missing tail means nothing.
    """
    clashes = [size for size, roots in log.signed.items() if len(roots) > 1]
    first = min((*log.denied, *clashes), default=0)
    if first and not (log.broken and log.broken.entry <= first):
        sound = max((size for size, _ in log.agreed if size < first), default=0)
        # Two checkpoints that cannot both be true; else nobody has signed what is here.
        forked = bool(clashes) or any(size >= first for size, _ in log.agreed)
        return Finding("forked" if forked else "edited", name, sound + 1, first)
    if log.broken or stopped:
        return log.broken
    if log.size < max(log.signed, default=0):
        back = newest <= log.size and any(size == log.size for size, _ in log.agreed)
        return Finding("rolled back" if back else "truncated", name, log.size + 1)
    if not log.size:
        return Finding("empty", name)
    return None if log.agreed else Finding("unsigned", name, 1)


def _blame(path: Path, name: str, place: int) -> Finding:
    """Say which entry is bad, once the one at ``place`` does not follow the one before it.

    The file is read once more, for what comes after tells: an entry that the next one still names
    by its leaf hash stands as it was written. Numbers of later entries are looked at in passing.
    """
    before: dict[str, Any] = {"seq": 0, "leaf": _EMPTY}
    link, following, count = before, None, 0
    stands_later, is_twice, top = False, False, 0
    for number, (_, entry) in enumerate(_entries(path), start=1):
        if entry is None:
            break
        if entry["log"] != name:
            continue
        count += 1
        if count <= place:
            before, link = link, {**entry, "line": number}
            continue
        following = following or entry
        stands_later |= entry["seq"] == place
        is_twice |= entry["seq"] == link["seq"]
        top = max(top, entry["seq"])
    seq = link["seq"]
    named = following is not None and following["prev"] == link["leaf"]
    stands = (named and seq in (place, before["seq"])) or (following is None and seq == place)
    fits = link["prev"] == before["leaf"] or bool(following and following["seq"] == place + 1)
    if stands and place > 1:  # so it is the one before that does not
        kind = "edited" if seq == place else "inserted"
        return Finding(kind, name, place - 1, line=before["line"])
    if stands_later and seq != place:
        kind = "reordered" if place < seq <= top + 1 and not is_twice else "inserted"
    elif seq == place or fits:
        kind = "edited"
    else:
        kind = "removed" if seq > place else "inserted"
    return Finding(kind, name, place, line=link["line"])


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 whole, 2 usage, 4 not whole."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", metavar="id|en", default=os.environ.get("SMARTFLOW_LANG"))
    language = 1 if first.parse_known_args(words)[0].lang == "en" else 0
    parser = argparse.ArgumentParser("verify", description=_ABOUT[language], parents=[first])
    parser.add_argument("LOG", type=Path)
    parser.add_argument("--key", action="append", required=True)
    for option in ("--checkpoint", "--against"):
        parser.add_argument(option, action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--log", action="append", default=[])
    try:
        report = _run(parser.parse_args(words))
    except Unusable as error:
        sys.stderr.write(error.words[language] + "\n")
        return 2
    text = "\n".join((*_render(report, language), ""))
    sys.stdout.write(text.encode("ascii", "backslashreplace").decode())  # any terminal has these
    return 4 if report.findings else 0


def _run(given: argparse.Namespace) -> Report:
    keys = list({read_key(word) for word in given.key})
    try:
        inside, refused = _read_notes(given.checkpoint, keys)
        outside, refused_too = _read_notes(given.against, keys)
        report = verify(given.LOG, inside, outside, given.log)
    except OSError as error:
        raise Unusable(_NO_FILE, error.filename, error.strerror) from error
    refused += refused_too
    # That nothing vouches for a history is said once: by the checkpoint that was refused.
    said = {finding.log for finding in refused}
    rest = [one for one in report.findings if one.kind != "unsigned" or one.log not in said]
    return Report(refused + rest, report.standing)


def _render(report: Report, language: int) -> Iterator[str]:
    """Yield the lines of the report in one language."""
    yield (_NOT_WHOLE if report.findings else _WHOLE)[language]
    for one in report.findings:
        words = _BETWEEN if one.until > one.entry else _ENTRY
        parts = [one.log, one.where]
        if one.entry:
            parts.append(words[language].format(one.entry, one.until))
        if one.line:
            parts.append(_LINE[language].format(one.line))
        yield f"{one.kind}: {', '.join(filter(None, parts))}: {_KINDS[one.kind][language]}"
    for name, (size, leaf, covered, at) in report.standing.items():
        yield _STANDING[language].format(name, size, leaf, covered, at)
        if 0 < covered < size:
            yield _AFTER[language].format(name, size - covered)
    if any(one.kind == "unsigned" for one in report.findings):
        yield _LIMITS[language]
    if report.findings:
        yield _NEXT[language]


if __name__ == "__main__":
    sys.exit(main())
