"""Signing a statement with a key file of the person at the keyboard.

A key that nothing locks signs here. One that a passphrase or a security key locks, or that an agent
holds, is left to OpenSSH's own ``ssh-keygen``, which asks for what it needs at the terminal: no
passphrase ever passes through SmartFlow. The key is read, never kept.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from smartflow.errors import BadInput
from smartflow.history.ssh.key import parse_public_key
from smartflow.history.ssh.signature import (
    NAMESPACE,
    LockedSshKey,
    NotAPrivateKey,
    sign_with_ssh_key,
)
from smartflow.language import Text

__all__ = ["KeyFileUnreadable", "NotSigned", "key_signer"]

_LARGEST = 65_536


class KeyFileUnreadable(BadInput):
    """The file of the key cannot be read."""

    code = "key-file-unreadable"
    says = Text(
        id="Berkas kunci '{path}' tidak dapat dibaca: {reason}.",
        en="The key file '{path}' cannot be read: {reason}.",
    )
    next_step = Text(
        id="Sebutkan berkasnya: --sign-with KUNCI",
        en="Name the file: --sign-with KEY",
    )


class NotSigned(BadInput):
    """``ssh-keygen`` was asked to sign and did not."""

    code = "not-signed"
    says = Text(
        id="ssh-keygen tidak menandatangani dengan kunci '{path}'.",
        en="ssh-keygen did not sign with the key '{path}'.",
    )
    next_step = Text(
        id="Periksa frasa sandinya dan hak akses berkasnya (chmod 600), lalu ulangi; atau tulis"
        " pernyataannya dengan --statement BERKAS dan tanda tangani sendiri.",
        en="Check its passphrase and the file's permissions (chmod 600), then try again; or write"
        " the statement with --statement FILE and sign it yourself.",
    )


def key_signer(path: Path) -> Callable[[bytes], str]:
    """Return what signs with the key in ``path``; the same statement is signed once.

    Args:
        path: A private key in OpenSSH's form, or the public half of one that an agent holds.

    Returns:
        A function from a statement to its armored signature. It raises ``KeyFileUnreadable`` and
        ``NotAPrivateKey`` for the file, ``LockedSshKey`` where only OpenSSH could sign and is not
        installed, and ``NotSigned`` where it did not.
    """

    @cache
    def sign(statement: bytes) -> str:
        content = _content(path)
        if _is_public(content):
            return _by_openssh(path, statement)
        try:
            return sign_with_ssh_key(statement, content)
        except LockedSshKey:
            return _by_openssh(path, statement)

    return sign


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KeyFileUnreadable(path=path, reason=why) from error
    if len(content) > _LARGEST:
        raise NotAPrivateKey
    return content


def _is_public(content: bytes) -> bool:
    try:
        parse_public_key(content.decode("utf-8", errors="replace"))
    except BadInput:
        return False
    return True


def _by_openssh(path: Path, statement: bytes) -> str:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise LockedSshKey
    with TemporaryDirectory(prefix="smartflow-") as folder:
        # A file and not a pipe: with a pipe ssh-keygen asks nobody for a passphrase.
        file = Path(folder, "pernyataan.txt")
        file.write_bytes(statement)
        command = [program, "-q", "-Y", "sign", "-f", str(path), "-n", NAMESPACE, str(file)]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603  a fixed program; the path is its user's own
        signature = Path(f"{file}.sig")
        if done.returncode or not signature.is_file():
            raise NotSigned(path=path)
        return signature.read_text(encoding="ascii", errors="replace")
