"""What a witness keeps on its own computer: its key, and the last checkpoint seen of every log.

Both lie in ``witness/`` of the user's configuration folder and belong to no workspace: a witness
needs none. Losing the memory is no disaster and no secret, but whoever forgets can be told another
history; so it is written whole, and before a signature leaves (c2sp.org/tlog-witness).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import msgspec

from smartflow.errors import BadInput, Conflict, SmartflowError
from smartflow.history.entries.file_lock import locked
from smartflow.history.seals.checkpoint import Checkpoint, parse_checkpoint
from smartflow.history.seals.cosignature import WitnessSigner, fresh_witness, parse_witness_signer
from smartflow.history.seals.note_key import VerifierKey, parse_verifier_key
from smartflow.history.seals.signed_note import parse_note
from smartflow.language import Text
from smartflow.ledger.key_file import write_key_file
from smartflow.ledger.whole_file import write_whole

__all__ = ["BadWitnessFolder", "Seen", "WitnessBusy", "WitnessFolder"]

_FOLDER: Final = "witness"
_KEY: Final = "witness.key"
_SEEN: Final = "seen.json"
_LAST: Final = "last"
_WAIT: Final = 5.0


class BadWitnessFolder(BadInput):
    """What a witness keeps cannot be read or written."""

    code = "bad-witness-folder"
    says = Text(id="{path} tidak dapat dipakai: {words}.", en="{path} cannot be used: {words}.")
    next_step = Text(
        id="Pulihkan folder itu dari cadangannya, beri izin menulis, atau tunjuk folder lain"
        " dengan SMARTFLOW_CONFIG. Tanpa ingatan itu saksi mulai dari awal.",
        en="Restore that folder from its backup, allow writing, or name another one with"
        " SMARTFLOW_CONFIG. Without that memory a witness starts anew.",
    )


class WitnessBusy(Conflict):
    """Another process is witnessing with the same key."""

    code = "witness-busy"
    says = Text(
        id="Proses lain sedang menyaksikan dengan kunci yang sama.",
        en="Another process is witnessing with the same key.",
    )
    next_step = Text(id="Ulangi perintah yang sama.", en="Run the same command again.")


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a witness remembers of a log.

    Attributes:
        note: The note of the newest checkpoint seen.
        keys: The keys that are trusted for the log, ``name+id+base64``, the oldest first.
    """

    note: str
    keys: tuple[str, ...]

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says."""
        return parse_checkpoint(parse_note(self.note.encode()).text)

    @property
    def trusted(self) -> tuple[VerifierKey, ...]:
        """The trusted keys."""
        return tuple(map(parse_verifier_key, self.keys))


class WitnessFolder:
    """The folder of a witness.

    Args:
        config_folder: The user's configuration folder; ``witness/`` in it is made when needed.
    """

    def __init__(self, config_folder: Path) -> None:
        self.path = config_folder / _FOLDER

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process out: look, compare and remember must be one thing.

        Raises:
            WitnessBusy: another process holds it for more than five seconds.
            BadWitnessFolder: it cannot be made.
        """
        with ExitStack() as stack:
            try:
                self.path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(self.path / "lock", _WAIT))
            except TimeoutError as error:
                raise WitnessBusy from error
            except OSError as error:
                raise _unusable(self.path, error.strerror or str(error)) from error
            yield

    def signer(self) -> WitnessSigner | None:
        """Return the witness's private key, or None if it was never made.

        Raises:
            BadWitnessFolder: it is there and cannot be read.
        """
        path = self.path / _KEY
        try:
            return parse_witness_signer(path.read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(path, str(error)) from error
        except SmartflowError as error:
            raise _unusable(path, error.message) from error

    def make_signer(self, name: str) -> WitnessSigner:
        """Make the witness's private key in a file that only its owner can read.

        Raises:
            MalformedKey: ``name`` cannot be the name of a key.
            BadKeyFile: it cannot be written, or there is one already.
        """
        signer = fresh_witness(name)
        write_key_file(self.path / _KEY, signer)
        return signer

    def recall(self) -> dict[str, Seen]:
        """Return what was seen last, by log.

        Raises:
            BadWitnessFolder: it is there and cannot be read.
        """
        path = self.path / _SEEN
        try:
            seen = msgspec.json.decode(path.read_bytes(), type=dict[str, Seen])
            for one in seen.values():
                _ = one.checkpoint, one.trusted
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError) as error:
            raise _unusable(path, str(error)) from error
        except SmartflowError as error:
            raise _unusable(path, error.message) from error
        return seen

    def remember(self, seen: dict[str, Seen]) -> None:
        """Keep what was seen last, whole.

        Raises:
            BadWitnessFolder: it cannot be written; what stood there stands there still.
        """
        path = self.path / _SEEN
        try:
            content = msgspec.json.format(msgspec.json.encode(seen, order="sorted"), indent=1)
            write_whole(path, content.decode())
        except OSError as error:
            raise _unusable(path, error.strerror or str(error)) from error

    def last_file(self, store: str) -> Path:
        """Return the file that is to be mailed to an office that must prove more.

        Args:
            store: The name of the office's store log.
        """
        name = "".join(one for one in store.rpartition("/")[2] if one.isalnum())
        return self.path / f"{_LAST}-{name}.txt"


def _unusable(path: Path, why: str | Text) -> BadWitnessFolder:
    words = why if isinstance(why, Text) else Text.same(why)
    return BadWitnessFolder(path=path, words=Text(id=words.id.rstrip("."), en=words.en.rstrip(".")))
