"""Proving an answer by an SSH signature over its statement, before it is recorded.

The statement is made anew from the city as it is now, so a signature does not fit that is over what
has changed since, nor one that was recorded before. The day is part of what was signed: where
nobody says it, the signature itself tells which of the days since the content was recorded it is.
Must not write anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.people import holds_role
from smartflow.errors import BadInput
from smartflow.fold.statement import FIRST_LINE, statement_bytes
from smartflow.history.entries.blob import Blob, seal
from smartflow.history.entries.entry import SIGNED_WITH
from smartflow.history.ssh.key import PublicKey, parse_public_key
from smartflow.history.ssh.signature import (
    MalformedSshSignature,
    OtherSshKey,
    OtherText,
    SshSignature,
    SshSignatureFault,
    read_ssh_signature,
    verify_ssh_signature,
    write_ssh_signature,
)
from smartflow.journey.answers.given_answer import GivenAnswer, require_role, statement_of
from smartflow.journey.answers.registration_words import key_registration
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.casework import Case

__all__ = [
    "KeyOfAnother",
    "NoSshKey",
    "Pen",
    "Proof",
    "SignedTooEarly",
    "StaleStatement",
    "prove",
    "read_pen",
    "registered_key",
    "require_content",
]

_LARGEST_FILE = 65_536

_SPELLING = "akhir baris, spasi (line ends, blanks)"
"""What differs where no word does: an editor has saved the statement in its own way."""

_LONGEST_WAY = 366
"""How many days back a signature is looked for."""


class NoSshKey(BadInput):
    """The person who signs is registered without an SSH key."""

    code = "no-ssh-key"


class KeyOfAnother(BadInput):
    """The key belongs to somebody else too; one key is one person."""

    code = "key-of-another"
    says = Text(
        id="Dengan kunci {fingerprint} {person} sudah menandatangani (entri {entry}); satu kunci"
        " untuk satu orang.",
        en="{person} has signed with the key {fingerprint} (entry {entry}); one key is for one"
        " person.",
    )
    next_step = Text.same("{advice}")


class StaleStatement(SshSignatureFault):
    """A signature over something else than what the answer comes to now."""

    code = "stale-statement"


class SignedTooEarly(BadInput):
    """The day of a signature lies before the content was there to be signed."""

    code = "signed-too-early"
    says = Text(
        id="Pernyataan bertanggal {day} tidak mungkin ditandatangani: isinya baru tercatat"
        " {newest}.",
        en="A statement of {day} cannot have been signed: its content was recorded on {newest}.",
    )
    next_step = Text(
        id="Tanda tangani dengan tanggal hari ini: tanpa --signed-on.",
        en="Sign with today's date: without --signed-on.",
    )


class Pen(msgspec.Struct, frozen=True):
    """What signs: a signature that was made before, or something that makes one now.

    Attributes:
        sign: Gives the armored signature over a statement; one that was made before stays as it
            is, whatever the statement.
        over: The statement that was signed before, where it is at hand, to say what differs.
    """

    sign: Callable[[bytes], str]
    over: bytes = b""


class Proof(msgspec.Struct, frozen=True):
    """A signature that was found good.

    Attributes:
        given: The answer, on the day that was signed.
        signature: The blob with the armored signature.
        statement: The blob with the statement.
        basis: How it is known who answered.
    """

    given: GivenAnswer
    signature: Blob
    statement: Blob
    basis: str


def read_pen(path: Path) -> Pen:
    """Return a signature that was made with ``ssh-keygen -Y sign``.

    Args:
        path: The ``.sig`` file; the statement lies beside it, where nobody moved it.

    Raises:
        MalformedSshSignature: it cannot be read, or is no signature.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST_FILE else b""
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise MalformedSshSignature(
            Text(id=f"{path} tidak dapat dibaca ({why})", en=f"{path} cannot be read ({why})")
        ) from error
    armored = content.decode("utf-8-sig", errors="replace")
    return Pen(lambda _statement: armored, _beside(path))


def _beside(path: Path) -> bytes:
    """Return the statement that lies beside its signature; nothing where it does not."""
    statement = path.with_suffix("")
    try:
        if path.suffix == ".sig" and statement.stat().st_size <= _LARGEST_FILE:
            return statement.read_bytes()
    except OSError:
        pass
    return b""


def registered_key(case: Case, given: GivenAnswer) -> PublicKey:
    """Return the key by which the person signs from now on.

    Raises:
        NoSshKey: none is registered, or not one by which somebody may sign.
        KeyOfAnother: somebody else has signed with it.
    """
    person, slug = given.person, case.state.city.slug
    hint = key_registration(slug, person)
    to_register = Text(id=f"Daftarkan kuncinya: {hint.id}", en=f"Register the key: {hint.en}")
    try:
        key = parse_public_key(person.ssh_key)
    except BadInput as error:
        raise NoSshKey(
            Text(
                id=f"{person.name} terdaftar tanpa kunci SSH.",
                en=f"{person.name} is registered without an SSH key.",
            )
            if not person.ssh_key
            else error.message,
            to_register,
        ) from error
    for answer in case.state.sign_offs:
        if answer.key == key.fingerprint and answer.person != person.name:
            raise KeyOfAnother(
                fingerprint=key.fingerprint,
                person=answer.person,
                entry=answer.entry,
                advice=to_register,
            )
    return key


def prove(case: Case, given: GivenAnswer, pen: Pen, *, day_said: bool) -> Proof:
    """Return the proof that the person gave this answer.

    Args:
        case: The city.
        given: The answer.
        pen: What signs it.
        day_said: Whether the day was named; if not, a signature of an earlier day counts for that
            day, as far back as the content was there to be signed.

    Raises:
        NoSshKey: no key is registered for the person.
        KeyOfAnother: somebody else has signed with the key.
        SignedTooEarly: the day lies before the content was there to be signed.
        NotInRole: on none of the days does the person hold the role.
        MalformedSshSignature: it is no signature that is accepted.
        OtherNamespace: it was made for something else.
        OtherSshKey: it was made by another key than the one that is registered.
        StaleStatement: it is over something else than what the answer comes to now.
    """
    key = registered_key(case, given)
    require_content(given)
    days = (given.day,) if day_said else tuple(_days(given))
    if not any(holds_role(given.person, given.role.key, day, case.today) for day in days):
        require_role(case, given)  # before anybody is asked for a passphrase
    signature = read_ssh_signature(pen.sign(statement_bytes(statement_of(case, given))))
    for day in days:
        dated = msgspec.structs.replace(given, day=day)
        statement = statement_bytes(statement_of(case, dated))
        try:
            verify_ssh_signature(signature, statement, key=key)
        except OtherText:
            continue
        except OtherSshKey as error:
            error.hint = _another_key(case, given)
            raise
        return Proof(
            dated,
            seal(write_ssh_signature(signature).encode("ascii")),
            seal(statement),
            _basis(case, key),
        )
    raise _stale(case, given, signature, key, pen.over)


def require_content(given: GivenAnswer) -> None:
    """Refuse a day on which what is signed was not there: a paper could be, a digest could not.

    Raises:
        SignedTooEarly: the day lies before it.
    """
    newest = given.asked.subject_day
    if given.day < newest:
        raise SignedTooEarly(day=given.day, newest=newest)


def _basis(case: Case, key: PublicKey) -> str:
    recorded = f"recorded by {case.workspace.system_user()}"
    return f"{SIGNED_WITH}{key.fingerprint}; {recorded}"


def _days(given: GivenAnswer) -> Iterator[date]:
    """Yield the days on which the present content can have been signed, the newest first."""
    age = (given.day - given.asked.subject_day).days
    for back in range(min(max(age, 0), _LONGEST_WAY) + 1):
        yield given.day - timedelta(days=back)


# -- why not --------------------------------------------------------------------------------------


def _another_key(case: Case, given: GivenAnswer) -> Text:
    command = key_registration(case.state.city.slug, given.person)
    return Text(
        id=f"Tanda tangani dengan kunci yang terdaftar, atau daftarkan kunci ini: {command.id}",
        en=f"Sign with the key that is registered, or register this one: {command.en}",
    )


def _stale(
    case: Case, given: GivenAnswer, signature: SshSignature, key: PublicKey, over: bytes
) -> StaleStatement:
    slug = case.state.city.slug
    options = {"decline": " --decline", "request_changes": " --request-changes"}
    command = (
        f'smartflow sign-off {slug} --role {given.role.key} --as "{given.person.name}"'
        f"{options.get(given.outcome, '')} --statement"
    )
    return StaleStatement(
        _why(case, given, signature, key, over),
        Text(
            id=f"Tulis pernyataan yang baru dan tanda tangani: {command} BERKAS",
            en=f"Write the statement anew and sign it: {command} FILE",
        ),
    )


def _why(
    case: Case, given: GivenAnswer, signature: SshSignature, key: PublicKey, over: bytes
) -> Text:
    """Say why a signature by the right key does not fit, as far as can be told."""
    if not over:
        return Text(
            id="Tanda tangan ini bukan atas pernyataan yang berlaku sekarang: isinya berubah sejak"
            " pernyataan ditulis, atau jawaban, alasan atau tanggalnya lain.",
            en="This signature is not over the statement that holds now: its content has changed"
            " since, or answer, reason or day are others.",
        )
    try:
        verify_ssh_signature(signature, over, key=key)
    except SshSignatureFault:
        return Text(
            id="Berkas pernyataan ini diubah sesudah ditandatangani, atau tanda tangannya milik"
            " berkas lain.",
            en="The statement's file was changed after it was signed, or the signature is another"
            " file's.",
        )
    differing = _differing(over, statement_bytes(statement_of(case, given)))
    return Text(
        id=f"Tanda tangan ini sah, tetapi atas pernyataan yang tidak berlaku lagi; yang berbeda:"
        f" {differing}.",
        en=f"This signature is good, but over a statement that holds no longer; what differs:"
        f" {differing}.",
    )


def _differing(signed: bytes, present: bytes) -> str:
    """Return the labels of the lines in which two statements differ, the day last."""
    before, now = (
        dict(line.partition(": ")[::2] for line in text.decode("utf-8", "replace").splitlines())
        for text in (signed, present)
    )
    if FIRST_LINE not in before:
        return FIRST_LINE
    labels = [label for label in now if before.get(label) != now[label]]
    others = [label for label in labels if not label.endswith("(day)")]
    return ", ".join(others or labels) or _SPELLING
