"""``audit export``: a folder that an auditor takes along, and verifies without SmartFlow.

The folder holds the history as JSON Lines, every checkpoint, the public keys, what the entries
name, the program that verifies all of it, a database to search in, and the words that explain it.
Nothing in it comes from the moment of exporting: the same store gives the same bytes twice, on one
version of SQLite. It is made beside its place and renamed, so that nobody ever sees half of it.

Only a history that can be read whole is exported. Of a damaged store the file itself is evidence.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.handout.database import write_database
from smartflow.audit.handout.material import Material, Named, material_of
from smartflow.audit.handout.metadata import METADATA
from smartflow.audit.handout.readme import readme
from smartflow.canonical import sha256_hex
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.entries.blob import open_salted
from smartflow.history.entries.log_file import extend_log_file
from smartflow.history.evidence import KEEP_AND_VERIFY
from smartflow.journey.answers.signed_answers import allowed_signers, registrations
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.casework.workspace import Workspace

__all__ = ["CannotExport", "Exported", "FolderInUse", "LostAttachment", "audit_export"]

_AT_ONCE = 16
"""How many blobs are held at once."""

_FORMS = (
    (b"%PDF", ".pdf"),
    (b"PK\x03\x04", ".xlsx"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
)
"""How some files begin, and what their names end in; for those whose name is not known."""


class FolderInUse(BadInput):
    """The folder is there and holds something, or is no folder."""

    code = "folder-in-use"
    says = Text(
        id="{folder} sudah ada isinya; tidak ada yang ditulis.",
        en="{folder} is there and holds something; nothing was written.",
    )
    next_step = Text(
        id="Sebutkan folder baru atau yang kosong: -o FOLDER",
        en="Name a new or empty folder: -o FOLDER",
    )


class CannotExport(BadInput):
    """The computer does not let the folder be written."""

    code = "cannot-export"
    says = Text(
        id="Bundel tidak dapat ditulis ke {folder}: {cause}.",
        en="The bundle cannot be written to {folder}: {cause}.",
    )
    next_step = Text(
        id="Pilih folder di tempat yang boleh ditulisi dan masih cukup ruangnya: -o FOLDER",
        en="Name a folder where you may write and where there is space: -o FOLDER",
    )


class LostAttachment(IntegrityFailure):
    """An entry names bytes that the store does not hold, and nobody said that they were erased."""

    code = "lost-attachment"
    says = Text(
        id="Lampiran {digest}… yang disebut entri {entry} tidak ada di penyimpanan, dan tidak ada"
        " entri yang menyatakannya dihapus.",
        en="The blob {digest}… that entry {entry} names is not in the store, and no entry says"
        " that it was erased.",
    )
    next_step = KEEP_AND_VERIFY


class Exported(msgspec.Struct, frozen=True):
    """What was written.

    Attributes:
        folder: The bundle.
        cities: How many cities are in it.
        entries: How many entries.
        checkpoints: How many checkpoints.
        blobs: How many of the blobs that the entries name.
        erased: How many of them were erased.
        personal: Whether submissions and attendance lists are among them.
    """

    folder: Path
    cities: int
    entries: int
    checkpoints: int
    blobs: int
    erased: int
    personal: bool


def audit_export(
    workspace: Workspace, folder: Path, city: str = "", *, personal: bool = True
) -> Exported:
    """Write a bundle for an auditor.

    Args:
        workspace: Where.
        folder: Where it is written; new or empty.
        city: The city's slug, name or code; ``""`` for all of the store.
        personal: Whether files and what holds personal data go along.

    Raises:
        FolderInUse: the folder holds something.
        CannotExport: the computer does not let it be written.
        UnknownCity: there is none of that name.
        LostAttachment: the store lacks what an entry names.
        IntegrityFailure: the history is not as it was written.
    """
    _require_free(folder)
    material = material_of(workspace, city, personal=personal)
    temporary = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        temporary.mkdir(parents=True)
        _write(workspace, material, temporary)
        if folder.exists():
            folder.rmdir()
        temporary.replace(folder)
    except OSError as error:
        raise CannotExport(folder=folder, cause=error.strerror) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return Exported(
        folder,
        len(material.cities),
        sum(len(log.entries) for log in material.logs),
        sum(len(log.notes) for log in material.logs),
        len(material.kept),
        len(material.erased),
        personal,
    )


def _require_free(folder: Path) -> None:
    try:
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return
    except OSError:  # said when it is to be written
        return
    raise FolderInUse(folder=folder)


def _write(workspace: Workspace, material: Material, folder: Path) -> None:
    from smartflow.history import verify

    _history(material, folder / "history.jsonl")
    for log in material.logs:
        if log.notes:
            (folder / "checkpoints").mkdir(exist_ok=True)
            (folder / "checkpoints" / log.notes_file).write_bytes(b"\n".join(log.notes))
    _text(folder / "keys.txt", _keys(material))
    _text(
        folder / "allowed_signers",
        allowed_signers(registrations(one for log in material.logs for one in log.entries)),
    )
    (folder / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    rows = _blobs(workspace, material, folder)
    write_database(folder / "history.db", material, rows)
    (folder / "datasette-metadata.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(METADATA), indent=2) + b"\n"
    )
    for name, words in readme(material).items():
        _text(folder / name, words)
    _text(folder / "SHA256SUMS", "".join(_sums(folder)))


def _text(path: Path, words: str) -> None:
    path.write_bytes(words.encode())


def _history(material: Material, path: Path) -> None:
    contents = {log.name: log.contents for log in material.logs}
    extend_log_file(path, lambda log, after: contents[log][after:], tuple(contents))
    path.with_name(path.name + ".lock").unlink(missing_ok=True)


def _keys(material: Material) -> str:
    lines = ["# Kunci penyimpanan, yang tertua dahulu / keys of the store, the oldest first"]
    lines += [key.encode() for key in material.keys]
    lines.append("# Saksi di luar / witnesses outside")
    lines += [key.encode() for key in material.witnesses]
    return "\n".join(lines) + "\n"


def _sums(folder: Path) -> Iterator[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        yield f"{sha256_hex(path.read_bytes())}  {name}\n"


# -- what the entries name ------------------------------------------------------------------------


def _blobs(workspace: Workspace, material: Material, folder: Path) -> dict[str, bytes]:
    """Write the blobs and readable copies; return the verdicts and rows that the database takes."""
    wanted: dict[str, list[Named]] = {}
    for one in material.kept:
        wanted.setdefault(one.digest, []).append(one)
    told: dict[str, bytes] = {}
    digests = sorted(wanted)
    if digests:
        (folder / "blobs").mkdir()
    for start in range(0, len(digests), _AT_ONCE):
        some = digests[start : start + _AT_ONCE]
        with workspace.store.read() as reading:
            held = reading.blobs(some)
        _require_all(held, (wanted[digest][0] for digest in some))
        for digest, stored in sorted(held.items()):
            (folder / "blobs" / digest).write_bytes(stored)
            for one in wanted[digest]:
                content = open_salted(stored) if one.salted else stored
                if one.readable:
                    _copy(folder / "files" / one.city, one, content)
                if one.kind in ("rows", "verdict"):
                    told[digest] = content
    return told


def _copy(folder: Path, one: Named, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    end = next((end for begins, end in _FORMS if content.startswith(begins)), "")
    name = one.name if "." in one.name else one.name + (end or _end_of_text(content))
    (folder / f"{one.entry}-{name}").write_bytes(content)


def _end_of_text(content: bytes) -> str:
    try:
        content.decode()
    except UnicodeDecodeError:
        return ""
    return ".txt"


def _require_all(held: dict[str, bytes], named: Iterable[Named]) -> None:
    for one in named:
        if one.digest not in held:
            raise LostAttachment(digest=one.digest[:12], entry=one.entry)
