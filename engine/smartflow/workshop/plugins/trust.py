"""``plugin trust`` and ``plugin untrust``: which loose Python files of a workspace may run here.

Nothing is recorded in a city's history: it is a word of this user about this computer, like
``smartflow.toml``, and every verdict names the fingerprint of what took part.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.ledger.trusted_files import TrustedFile, read_trusted, write_trusted
from smartflow.plugin.loading.loose_file import Glance, glance_at
from smartflow.plugin.loading.workspace_files import FOLDER, KINDS, candidate_of

if TYPE_CHECKING:
    from smartflow.plugin.discovery import Candidate

__all__ = ["CannotTrust", "NotTrusted", "Seen", "look_at", "trust", "untrust"]


class CannotTrust(BadInput):
    """A file that is no loose Python plugin of this workspace."""

    code = "cannot-trust"
    says = Text(
        id="'{words}' tidak dipercayai: {reason}.",
        en="'{words}' is not trusted: {reason}.",
    )
    next_step = Text(
        id="Contoh: smartflow plugin trust {folder}/padang.py   (yang ada: smartflow plugin list)",
        en="Example: smartflow plugin trust {folder}/padang.py   (what there is: smartflow plugin"
        " list)",
    )


class NotTrusted(BadInput):
    """A file that is not trusted, so that no trust can be taken back."""

    code = "not-trusted"
    says = Text(
        id="{name} memang tidak dipercaya di komputer ini.",
        en="{name} is not trusted on this computer anyway.",
    )
    next_step = Text(id="Lihat: smartflow plugin list", en="See: smartflow plugin list")


class Seen(msgspec.Struct, frozen=True):
    """A loose file as it lies there; it was read, never run.

    Attributes:
        name: Its path in the workspace, with slashes.
        path: The file, in full; where a link leads to.
        sha256: The fingerprint of its content, in hex.
        size: Its size in bytes.
        glance: What it seems to be.
        trusted: The day since which this content is trusted, or None.
        trusted_once: The day on which another content of the same file was trusted, or None.
    """

    name: str
    path: Path
    sha256: str
    size: int
    glance: Glance
    trusted: date | None
    trusted_once: date | None


def look_at(root: Path, config_folder: Path, words: str) -> Seen:
    """Return what a loose file of a workspace is, without running it.

    Args:
        root: The workspace's folder.
        config_folder: The user's configuration folder.
        words: The file, from the current folder or from the workspace; or the plugin's name.

    Raises:
        CannotTrust: it is no loose Python file of the workspace; the sentence says why.
        BadTrustFile: the list of trusted files cannot be read.
    """
    candidate = _candidate(root, words)
    digest = candidate.fingerprint()
    workspace = str(root.resolve())
    listed = read_trusted(config_folder)
    same = [one.day for one in listed if one.sha256 == digest]
    here = [one.day for one in listed if (one.workspace, one.path) == (workspace, candidate.value)]
    assert candidate.path is not None  # noqa: S101  it was made from a path
    return Seen(
        name=candidate.value,
        path=candidate.path.resolve(),
        sha256=digest,
        size=len(candidate.content),
        glance=glance_at(candidate.content),
        trusted=min(same, default=None),
        trusted_once=None if same else max(here, default=None),
    )


def trust(root: Path, config_folder: Path, seen: Seen, day: date) -> None:
    """Trust a file with the content that was seen; what was trusted of it before is forgotten.

    Raises:
        BadTrustFile: the list of trusted files cannot be read or written.
    """
    workspace = str(root.resolve())
    kept = [
        one
        for one in read_trusted(config_folder)
        if (one.workspace, one.path) != (workspace, seen.name)
    ]
    new = TrustedFile(path=seen.name, workspace=workspace, sha256=seen.sha256, day=day)
    write_trusted(config_folder, [*kept, new])


def untrust(root: Path, config_folder: Path, words: str) -> tuple[TrustedFile, ...]:
    """Take the trust in a file back, wherever the same content lies; it need not be there.

    Args:
        root: The workspace's folder.
        config_folder: The user's configuration folder.
        words: The file, from the current folder or from the workspace; or the plugin's name.

    Returns:
        What was on the list.

    Raises:
        NotTrusted: nothing of it is on the list.
        BadTrustFile: the list of trusted files cannot be read or written.
    """
    workspace, path = str(root.resolve()), _found(root, words)
    inside = path.parent.resolve() == (root / FOLDER).resolve()
    name = f"{FOLDER}/{path.name}" if inside else str(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    listed = read_trusted(config_folder)
    gone = tuple(
        one
        for one in listed
        if (one.workspace, one.path) == (workspace, name) or one.sha256 == digest
    )
    if not gone:
        raise NotTrusted(name=name)
    write_trusted(config_folder, [one for one in listed if one not in gone])
    return gone


def _found(root: Path, words: str) -> Path:
    """Return the file that is meant: as it is written, in the workspace, or by its plugin's name.

    One that is nowhere is taken to lie in the workspace.
    """
    inside = root / words
    named = root / FOLDER / f"{words}.py"
    places = (Path(words).expanduser(), inside, named)
    return next((place for place in places if place.exists()), inside if "." in words else named)


def _candidate(root: Path, words: str) -> Candidate:
    path = _found(root, words)
    folder = root / FOLDER
    if not path.exists():
        raise _cannot(
            words,
            Text(id=f"berkas {path} tidak ada", en=f"there is no file {path}"),
        )
    if not path.is_file():
        raise _cannot(words, Text(id="bukan berkas biasa", en="it is no ordinary file"))
    if path.suffix.casefold() == ".toml":
        raise _cannot(
            words,
            Text(
                id="berkas ketentuan (TOML) tidak memerlukan kepercayaan, karena tidak dapat"
                " merusak apa pun",
                en="a rule file (TOML) needs no trust, for it can do no harm",
            ),
        )
    if KINDS.get(path.suffix.casefold()) != "file":
        raise _cannot(words, Text(id="bukan berkas Python (.py)", en="it is no Python file (.py)"))
    if path.parent.resolve() != folder.resolve():
        raise _cannot(
            words,
            Text(
                id=f"hanya berkas langsung di dalam {folder} yang dijalankan; pindahkan ke sana",
                en=f"only files right inside {folder} are run; move it there",
            ),
        )
    candidate = candidate_of(folder / path.name)
    if candidate.fault is not None:
        raise _cannot(words, Text(id=candidate.fault.id[:-1], en=candidate.fault.en[:-1]))
    return candidate


def _cannot(words: str, why: Text) -> CannotTrust:
    return CannotTrust(words=words, reason=why, folder=FOLDER)
