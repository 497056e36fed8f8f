"""The refusals of SSH signatures, and the namespace that they are made for.

Each says what is wrong and how to sign so that it is right. Imports floor 0 only.
"""

from __future__ import annotations

from typing import Final

from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = [
    "NAMESPACE",
    "LockedSshKey",
    "MalformedSshSignature",
    "NotAPrivateKey",
    "OtherNamespace",
    "OtherSshKey",
    "OtherText",
    "SshSignatureFault",
]

NAMESPACE: Final = "smartflow-sign-off@v1"
"""What sign-offs are signed for: ``ssh-keygen -Y sign -n smartflow-sign-off@v1``."""


class SshSignatureFault(BadInput):
    """A signature that does not prove what it is shown for."""

    code = "ssh-signature"


class MalformedSshSignature(SshSignatureFault):
    """A text that is no SSH signature, or one of a kind that is not accepted."""

    code = "ssh-signature-malformed"
    says = Text(
        id="Ini bukan tanda tangan SSH yang dapat diterima: {why}.",
        en="This is no SSH signature that can be accepted: {why}.",
    )
    next_step = Text(
        id="Tanda tangani pernyataannya lagi: ssh-keygen -Y sign -f KUNCI -n {namespace} BERKAS,"
        " lalu pakai BERKAS.sig.",
        en="Sign the statement again: ssh-keygen -Y sign -f KEY -n {namespace} FILE, then use"
        " FILE.sig.",
    )

    def __init__(self, why: Text) -> None:
        super().__init__(why=why, namespace=NAMESPACE)


class OtherNamespace(SshSignatureFault):
    """A signature that was given for another purpose."""

    code = "ssh-signature-namespace"
    says = Text(
        id="Tanda tangan ini dibuat untuk keperluan lain ('{found}'), bukan '{wanted}'.",
        en="This signature was made for another purpose ('{found}'), not '{wanted}'.",
    )
    next_step = Text(
        id="Tanda tangani lagi dengan: ssh-keygen -Y sign -f KUNCI -n {wanted} BERKAS",
        en="Sign again with: ssh-keygen -Y sign -f KEY -n {wanted} FILE",
    )


class OtherSshKey(SshSignatureFault):
    """A signature by another key than the one that is asked for."""

    code = "ssh-signature-key"
    says = Text(
        id="Tanda tangan ini dibuat dengan kunci {found}, sedangkan yang terdaftar {wanted}.",
        en="This signature was made with the key {found}; registered is {wanted}.",
    )
    next_step = Text(
        id="Tanda tangani dengan kunci yang terdaftar, atau daftarkan kunci ini: smartflow person"
        " add --help",
        en="Sign with the key that is registered, or register this one: smartflow person add"
        " --help",
    )


class OtherText(SshSignatureFault):
    """A signature by the right key that is not over this text."""

    code = "ssh-signature-text"
    says = Text(
        id="Tanda tangan ini bukan atas isi yang diperiksa.",
        en="This signature is not over the text that is looked at.",
    )
    next_step = Text(
        id="Minta pernyataannya lagi dan tanda tangani tanpa mengubahnya.",
        en="Ask for the statement again and sign it without changing it.",
    )


class NotAPrivateKey(BadInput):
    """A file that is no private key in OpenSSH's form."""

    code = "ssh-private-key"
    says = Text(
        id="Berkas ini bukan kunci pribadi SSH dalam bentuk OpenSSH.",
        en="This file is no private SSH key in OpenSSH's form.",
    )
    next_step = Text(
        id="Sebutkan berkas kuncinya, misalnya id_ed25519 (bukan id_ed25519.pub).",
        en="Name the file of the key, such as id_ed25519 (not id_ed25519.pub).",
    )


class LockedSshKey(BadInput):
    """A private key that a passphrase or a security key locks, so that only OpenSSH opens it."""

    code = "ssh-private-key-locked"
    says = Text(
        id="Kunci ini hanya dapat dibuka oleh OpenSSH (memakai frasa sandi atau kunci keamanan).",
        en="Only OpenSSH can open this key (by a passphrase or a security key).",
    )
    next_step = Text(
        id="Tulis pernyataannya dengan --statement BERKAS, lalu tanda tangani: ssh-keygen -Y sign"
        " -f KUNCI -n {namespace} BERKAS",
        en="Write the statement with --statement FILE, then sign it: ssh-keygen -Y sign -f KEY -n"
        " {namespace} FILE",
    )

    def __init__(self) -> None:
        super().__init__(namespace=NAMESPACE)
