"""The checkpoint file: what an office mails to a witness, and what comes back from it.

Blocks one below the other, each of them word for word the request ``add-checkpoint`` of C2SP's
``tlog-witness``: a line ``old <size>``, the consistency proof from that size, an empty line, the
signed note. So a block can also be posted to a witness of other people as it is. A log may have
several blocks of one note, with a proof from each size that somebody may have seen. Above them
stand the public keys of the logs, a line ``key <word>`` each, for a signature does not show the key
that made it, and a paragraph ``rotate <size>`` for each key that was replaced: the entry that says
so, in a tree that the old key has signed. Several files may be joined to one.

It goes by e-mail and over other people's computers, so what those do to newlines is undone, and a
plain note without its ``old`` line is a block too. Pure: imports floor 0, the keys and the notes;
checks no signature and no proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.seals.checkpoint import Checkpoint, parse_checkpoint
from smartflow.history.seals.merkle import DIGEST_SIZE
from smartflow.history.seals.note_key import MalformedKey, VerifierKey, parse_verifier_key
from smartflow.history.seals.signed_note import Note, parse_note
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

__all__ = [
    "Block",
    "CheckpointFile",
    "MalformedCheckpointFile",
    "Rotation",
    "read_checkpoint_file",
]

_KEY: Final = "key "
_ROTATE: Final = "rotate "
_OLD: Final = re.compile(r"old (0|[1-9][0-9]{0,17})")
_DASH: Final = "\N{EM DASH} "
_LEAST_LINES: Final = 2
_LONGEST_PROOF: Final = 63
_MOST_BYTES: Final = 1 << 24


class MalformedCheckpointFile(BadInput):
    """A file that holds no checkpoints, or something else among them."""

    code = "malformed-checkpoint-file"
    says = Text(
        id="Ini bukan berkas segel riwayat yang utuh: {why}.",
        en="This is no whole file of checkpoints: {why}.",
    )
    next_step = Text(
        id="Minta berkasnya sekali lagi, sebagai lampiran dan bukan di dalam isi surat: smartflow"
        " audit checkpoint -o BERKAS",
        en="Ask for the file once more, as an attachment and not in the body of a mail: smartflow"
        " audit checkpoint -o FILE",
    )


class Block(msgspec.Struct, frozen=True):
    """One checkpoint, with the proof that it extends an earlier one.

    Attributes:
        note: The signed note.
        old: The size from which the proof leads; 0 for none, as with a plain note.
        proof: The consistency proof (RFC 6962, section 2.1.2); empty from size 0.
    """

    note: bytes
    old: int = 0
    proof: tuple[bytes, ...] = ()

    @property
    def signed(self) -> Note:
        """The note, read."""
        return parse_note(self.note)

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says; its signatures are not checked."""
        return parse_checkpoint(self.signed.text)

    def encode(self) -> bytes:
        """Return the block as ``add-checkpoint`` has it."""
        lines = [f"old {self.old}", *map(to_base64, self.proof), "", ""]
        return "\n".join(lines).encode() + self.note


class Rotation(msgspec.Struct, frozen=True):
    """The entry by which a log's key was replaced, shown to be in a tree that somebody signed.

    A line below a note can be added by anybody and hands nothing over; what the old key signed is
    the root, and the proof leads from it to the entry that names the new one.

    Attributes:
        note: The checkpoint whose newest entry it is.
        entry: The entry's bytes.
        proof: Its inclusion proof (RFC 6962, section 2.1.1).
    """

    note: bytes
    entry: bytes
    proof: tuple[bytes, ...]

    def encode(self) -> bytes:
        """Return the paragraph: its size, then note, entry and proof, a line of base64 each."""
        size = parse_checkpoint(parse_note(self.note).text).size
        lines = [f"{_ROTATE}{size}", *map(to_base64, (self.note, self.entry, *self.proof)), ""]
        return "\n".join(lines).encode()


class CheckpointFile(msgspec.Struct, frozen=True):
    """What stands in a checkpoint file.

    Attributes:
        blocks: The checkpoints, at least one.
        keys: The keys that the sender says are those of the logs. Nothing vouches for them but
            where the file came from.
        rotations: Which key took the place of which, the first one first.
    """

    blocks: tuple[Block, ...]
    keys: tuple[VerifierKey, ...] = ()
    rotations: tuple[Rotation, ...] = ()

    def encode(self) -> bytes:
        """Return the file's bytes."""
        head = "".join(f"{_KEY}{key.encode()}\n" for key in self.keys).encode()
        parts = [head] if head else []
        parts += [rotation.encode() for rotation in self.rotations]
        return b"\n".join([*parts, *(block.encode() for block in self.blocks)])

    def logs(self) -> dict[str, list[Block]]:
        """Return the blocks by log, in the order of the file."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.checkpoint.origin, []).append(block)
        return found

    def replaced(self, notes: dict[str, bytes]) -> CheckpointFile:
        """Return the file with other notes in their place.

        Args:
            notes: Notes by their text; a block of another text stays as it is.
        """
        blocks = tuple(
            msgspec.structs.replace(block, note=notes.get(block.signed.text, block.note))
            for block in self.blocks
        )
        return msgspec.structs.replace(self, blocks=blocks)


def read_checkpoint_file(content: bytes) -> CheckpointFile:
    r"""Return what a checkpoint file holds.

    Args:
        content: Its bytes; ``\\r\\n`` and a byte order mark are taken as what e-mail has added.

    Raises:
        MalformedCheckpointFile: anything in it is neither a key nor a block, or there is no block.
    """
    if len(content) > _MOST_BYTES:
        raise MalformedCheckpointFile(why=Text(id="terlalu besar", en="it is too large"))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise MalformedCheckpointFile(
            why=Text(id="bukan teks UTF-8", en="it is not UTF-8")
        ) from error
    parts = [part + "\n" for part in re.split(r"\n{2,}", text.strip("\n")) if part]
    keys = [key for part in parts if part.startswith(_KEY) for key in _keys(part)]
    rotations = [_rotation(part) for part in parts if part.startswith(_ROTATE)]
    blocks = tuple(_blocks(part for part in parts if not part.startswith((_KEY, _ROTATE))))
    if not blocks:
        raise MalformedCheckpointFile(
            why=Text(id="tidak ada segel riwayat di dalamnya", en="there is no checkpoint in it")
        )
    return CheckpointFile(blocks, tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(rotations)))


def _keys(part: str) -> Iterator[VerifierKey]:
    for line in part.splitlines():
        try:
            yield parse_verifier_key(line.removeprefix(_KEY).strip())
        except MalformedKey as error:
            raise MalformedCheckpointFile(
                why=Text(id="ada kunci yang tidak utuh", en="a key in it is not whole")
            ) from error


def _rotation(part: str) -> Rotation:
    first, *lines = part.splitlines()
    contents = [from_base64(line) for line in lines[:2]]
    note, entry = contents if len(contents) == _LEAST_LINES else (None, None)
    if note and entry and first == f"{_ROTATE}{_checked(Block(note)).checkpoint.size}":
        return Rotation(note, entry, _proof(lines[2:]))
    raise MalformedCheckpointFile(
        why=Text(
            id="ada pergantian kunci yang tidak utuh", en="a key's rotation in it is not whole"
        )
    )


def _blocks(parts: Iterable[str]) -> Iterator[Block]:
    """Yield the blocks in what stands between empty lines: an ``old`` line, a text, signatures."""
    rest = iter(parts)
    for part in rest:
        first, *lines = part.splitlines()
        header = _OLD.fullmatch(first)
        text = next(rest, "") if header else part
        old, proof = (int(header[1]), _proof(lines)) if header else (0, ())
        below = next(rest, "")
        if not text or not below.startswith(_DASH):
            raise MalformedCheckpointFile(
                why=Text(
                    id=f"setelah '{first[:40]}' tidak ada nota dengan tanda tangan",
                    en=f"no signed note follows '{first[:40]}'",
                )
            )
        yield _checked(Block(f"{text}\n{below}".encode(), old, proof))


def _proof(lines: list[str]) -> tuple[bytes, ...]:
    digests = [from_base64(line.strip()) for line in lines]
    if len(digests) > _LONGEST_PROOF or any(len(one or b"") != DIGEST_SIZE for one in digests):
        raise MalformedCheckpointFile(
            why=Text(id="ada bukti yang tidak utuh", en="a proof in it is not whole")
        )
    return tuple(one for one in digests if one is not None)


def _checked(block: Block) -> Block:
    """Return a block whose note is one, of a checkpoint that is not smaller than its old size."""
    try:
        size = block.checkpoint.size
    except IntegrityFailure as error:
        raise MalformedCheckpointFile(
            why=Text(id=error.message.id.rstrip("."), en=error.message.en.rstrip("."))
        ) from error
    if block.old > size:
        raise MalformedCheckpointFile(
            why=Text(
                id=f"bukti dari ukuran {block.old} untuk segel berukuran {size}",
                en=f"a proof from size {block.old} to a checkpoint of {size}",
            )
        )
    return block
