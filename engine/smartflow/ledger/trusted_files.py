"""Which loose Python files a user trusts: ``trusted.toml`` in the user's own configuration folder.

It lies outside every workspace, because whoever sends a workspace must not be able to say that
its code may run. A file is trusted by the fingerprint of its content; where it lay and since when
is written beside it for the person who reads the list. Where the folder is, the command line
knows.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.ledger.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BadTrustFile",
    "TrustedFile",
    "UnwritableTrustFile",
    "read_trusted",
    "trust_file",
    "write_trusted",
]

NAME = "trusted.toml"
_HEAD = """\
# Loose Python files (rules/*.py) that SmartFlow may run for this user, by their fingerprints.
# Written by: smartflow plugin trust FILE      Taken back by: smartflow plugin untrust FILE

"""


class BadTrustFile(BadInput):
    """The list of trusted files cannot be read or written."""

    code = "bad-trust-file"
    says = Text(
        id="Daftar berkas tepercaya {path} tidak dapat dibaca: {cause}.",
        en="The list of trusted files {path} cannot be read: {cause}.",
    )
    next_step = Text(
        id="Perbaiki atau hapus berkas itu, lalu percayai lagi dengan: smartflow plugin trust"
        " BERKAS",
        en="Mend or delete that file, then trust again with: smartflow plugin trust FILE",
    )


class UnwritableTrustFile(BadTrustFile):
    """The list of trusted files cannot be written."""

    says = Text(
        id="{path} tidak dapat ditulis ({cause}).",
        en="{path} cannot be written ({cause}).",
    )
    next_step = Text(
        id="Beri izin tulis pada folder itu, atau tunjuk folder lain dengan SMARTFLOW_CONFIG.",
        en="Allow writing to that folder, or name another one with SMARTFLOW_CONFIG.",
    )


class TrustedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that the user trusts.

    Attributes:
        path: Its path in its workspace, with slashes, such as ``rules/padang.py``.
        workspace: The folder of the workspace, in full.
        sha256: The fingerprint of what stood in it, in hex.
        day: The day on which the user said so.
    """

    path: str
    workspace: str
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    day: date


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file."""

    file: tuple[TrustedFile, ...] = ()


def trust_file(folder: Path) -> Path:
    """Return where the list lies in a configuration folder."""
    return folder / NAME


def read_trusted(folder: Path | None) -> tuple[TrustedFile, ...]:
    """Return the files that the user trusts; none where nothing was ever trusted.

    Args:
        folder: The user's configuration folder; None for a run without one.

    Raises:
        BadTrustFile: the list is there and cannot be read.
    """
    if folder is None:
        return ()
    path = trust_file(folder)
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Content).file
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadTrustFile(path=path, cause=error) from error


def write_trusted(folder: Path, files: Iterable[TrustedFile]) -> None:
    """Write the list whole, sorted by workspace and path.

    Raises:
        BadTrustFile: it cannot be written.
    """
    import tomli_w

    listed = sorted(files, key=lambda one: (one.workspace, one.path))
    # TOML has dates of its own, so they stay dates.
    content = tomli_w.dumps({"file": [msgspec.structs.asdict(one) for one in listed]})
    path = trust_file(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, _HEAD + content)
    except OSError as error:
        raise UnwritableTrustFile(path=path, cause=error.strerror) from error
