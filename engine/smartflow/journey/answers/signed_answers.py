"""Signed answers looked at again: whether each signature is good, from what is stored alone.

The gate does no cryptography: it asks whether an answer carries a signature over what it says, by
the key that was registered. Whether that signature is good is seen by the act that records it, by
``advance`` where the workflow asks for signatures, and by ``audit verify``, which calls
:func:`signature_faults` over a whole log. Writes nothing, and needs no plugin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.fold.statement import entry_statement, statement_bytes
from smartflow.history.acts import (
    CityAdd,
    PersonAdd,
    SignOffAnswer,
    UnreadableEntry,
    acts_of,
    read_as,
    readable_act,
)
from smartflow.history.entries.entry import decode_entry
from smartflow.history.evidence import KEEP_AND_VERIFY
from smartflow.history.ssh.key import parse_public_key
from smartflow.history.ssh.signature import (
    NAMESPACE,
    OtherSshKey,
    SshSignatureFault,
    read_ssh_signature,
    verify_ssh_signature,
)
from smartflow.language import Text
from smartflow.model import City, Person
from smartflow.workflow.digests import workflow_from_bytes

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.history.entries.entry import Entry
    from smartflow.workflow.definition import Transition

__all__ = [
    "BadAnswer",
    "SignatureFault",
    "SignatureKind",
    "allowed_signers",
    "principal",
    "registrations",
    "require_good_signatures",
    "signature_faults",
]

ReadBlobs = Callable[[tuple[str, ...]], Mapping[str, bytes]]
"""Gives the stored bytes of the blobs that it is asked for, as far as they are there."""

SignatureKind = Literal["missing blob", "malformed", "unknown key", "bad signature", "unsigned"]
"""What can be wrong with a signed answer; the words are those of ``audit verify``."""


class BadAnswer(IntegrityFailure):
    """A stored answer is not signed as its entry says."""

    code = "bad-answer"
    says = Text(
        id="Jawaban pada entri {seq} tidak terbukti: {fault}.",
        en="The answer in entry {seq} is not proved: {fault}.",
    )
    next_step = KEEP_AND_VERIFY

    def __init__(self, fault: SignatureFault) -> None:
        super().__init__(seq=fault.seq, fault=fault.message)


class SignatureFault(msgspec.Struct, frozen=True):
    """One answer whose signature does not prove what the entry says.

    Attributes:
        log: The log.
        seq: The number of the entry.
        kind: What is wrong, in one word or two.
        message: What is wrong, a sentence.
    """

    log: str
    seq: int
    kind: SignatureKind
    message: Text


def signature_faults(entries: Iterable[Entry], read_blobs: ReadBlobs) -> tuple[SignatureFault, ...]:
    """Verify every signed answer of one log again, from what is stored.

    Each signature must be over the statement that the entry comes to, byte for byte the one that
    is stored, by the key that was registered for that person before the entry. An answer without a
    signature is a fault only where the workflow that it names asks for one, or where its basis
    says that it is signed. Entries of other acts are read for people and keys alone; the store log
    has no answers and gives no faults.

    Args:
        entries: All entries of one log, oldest first; what is wrong with the chain is not looked
            at here.
        read_blobs: Reads stored bytes by digest, such as ``Reading.blobs``; a blob that is not
            there is a fault of the answer that names it.

    Returns:
        The faults, by number of entry; none where every signature is good.
    """
    known = _Known(read_blobs)
    faults: list[SignatureFault] = []
    for entry in entries:
        if entry.act != "sign_off":
            known.learn(entry)
        elif (wrong := known.wrong_with(entry)) is not None:
            faults.append(SignatureFault(entry.log, entry.seq, wrong.kind, wrong.message))
    return tuple(faults)


def require_good_signatures(case: Case, transition: Transition) -> None:
    """Refuse to move a city by answers whose signatures are not good, where they are asked for.

    Where the workflow asks for none of a transition, nothing is looked at.

    Raises:
        BadAnswer: a signature over an answer to this move does not prove it.
    """
    if not any(asked.signed for asked in transition.sign_offs):
        return
    move = (transition.from_, transition.to)
    entries = [decode_entry(content) for content in case.contents]
    answers = {e.seq for e, act in acts_of(entries, SignOffAnswer) if (act.stage, act.to) == move}
    for fault in signature_faults(entries, case.read_blobs):
        if fault.seq in answers and fault.kind != "unsigned":
            raise BadAnswer(fault)


def registrations(entries: Iterable[Entry]) -> tuple[Person, ...]:
    """Return everybody as registered, again at each new registration, oldest first.

    So a key that has been replaced since is still there, which signed what was signed then.
    """
    return tuple(
        msgspec.convert(act.person, Person, from_attributes=True)
        for _, act in acts_of(entries, PersonAdd)
    )


def allowed_signers(people: Iterable[Person]) -> str:
    """Return the keys of people as an OpenSSH ``allowed_signers`` file.

    With it, anybody verifies a signed answer by OpenSSH alone: ``ssh-keygen -Y verify -f
    allowed_signers -I PRINCIPAL -n smartflow-sign-off@v1 -s SIGNATURE < STATEMENT``; the principal
    is the person's name, as :func:`principal` writes it.

    Args:
        people: Those who sign; give :func:`registrations` for the keys of all times. Whoever has
            no key by which to sign is left out.

    Returns:
        A line for each person and key, sorted by name, the keys of a person oldest first.
    """
    lines: dict[str, str] = {}
    for person in people:
        try:
            key = parse_public_key(person.ssh_key)
        except BadInput:
            continue
        line = f'"{_pattern(person.name)}" namespaces="{NAMESPACE}" {key.line}'
        lines.setdefault(line, principal(person.name))
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: lines[line]))


def principal(name: str) -> str:
    """Return the name under which a person is given to ``ssh-keygen -Y verify -I``."""
    return name


def _pattern(name: str) -> str:
    """Return a name as a pattern: what OpenSSH would read as its own signs stands for any sign."""
    return re.sub(r'[,"*?!\\\x00-\x1f\x7f\x85\u2028\u2029]', "?", name)


# -- one log --------------------------------------------------------------------------------------


class _Wrong(NamedTuple):
    kind: SignatureKind
    message: Text


_NOT_COMPLETE = _Wrong(
    "malformed", Text(id="isi entri tidak lengkap", en="the entry's body is not complete")
)
_OTHER_STATEMENT = _Wrong(
    "bad signature",
    Text(
        id="pernyataan yang disimpan bukan yang dikatakan entri ini",
        en="the stored statement is not what this entry says",
    ),
)


class _Known:
    """What the entries so far say of the city and its people's keys."""

    def __init__(self, read_blobs: ReadBlobs) -> None:
        self._read = read_blobs
        self._city: City | None = None
        self._keys: dict[str, str] = {}
        self._answered: dict[tuple[str, ...], int] = {}
        self._asking: dict[str, frozenset[tuple[str, str, str]]] = {}

    def learn(self, entry: Entry) -> None:
        """Take from an entry who the city is, and by which key somebody signs from now on."""
        act = readable_act(entry)
        if isinstance(act, CityAdd):
            self._city = msgspec.convert(act.city, City, from_attributes=True)
        elif isinstance(act, PersonAdd):
            self._keys[act.person.name] = act.person.ssh_key

    def wrong_with(self, entry: Entry) -> _Wrong | None:
        """Say what is wrong with an answer; None where it is signed well, or need not be."""
        try:
            answer = read_as(entry, SignOffAnswer)
        except UnreadableEntry:
            return _NOT_COMPLETE
        question = (answer.person, answer.role, answer.stage, answer.to)
        earlier = self._answered.get(question, 0)
        self._answered[question] = entry.seq
        if not answer.signature:
            return self._wrong_unsigned(entry, answer)
        stored = self._read((answer.signature, answer.statement))
        for digest in (answer.signature, answer.statement):
            if digest not in stored:
                return _missing(digest)
        statement = self._statement(entry, answer, earlier)
        if stored[answer.statement] != statement:
            return _OTHER_STATEMENT
        return self._wrong_signature(entry, answer, stored[answer.signature], statement)

    def _statement(self, entry: Entry, answer: SignOffAnswer, earlier: int) -> bytes:
        if self._city is None:
            return b""
        return statement_bytes(entry_statement(entry, answer, self._city, earlier))

    def _wrong_signature(
        self, entry: Entry, answer: SignOffAnswer, armored: bytes, statement: bytes
    ) -> _Wrong | None:
        try:
            key = parse_public_key(self._keys.get(answer.person, ""))
        except BadInput:
            return _no_key(answer.person)
        try:
            signature = read_ssh_signature(armored.decode("ascii", errors="replace"))
        except BadInput as error:
            return _Wrong("malformed", error.message)
        try:
            verify_ssh_signature(signature, statement, key=key)
        except OtherSshKey as error:
            return _Wrong("unknown key", error.message)
        except SshSignatureFault as error:
            return _Wrong("bad signature", error.message)
        if entry.actor.known_by.key != key.fingerprint:
            return _other_basis(key.fingerprint)
        return None

    def _wrong_unsigned(self, entry: Entry, answer: SignOffAnswer) -> _Wrong | None:
        if entry.actor.known_by.key:
            return _unsigned(
                Text(id="dasar entri menyebut tanda tangan", en="its basis names a signature")
            )
        if (answer.stage, answer.to, answer.role) in self._asked(answer.workflow):
            return _unsigned(Text(id="alur kerja memintanya", en="the workflow asks for one"))
        return None

    def _asked(self, workflow: str) -> frozenset[tuple[str, str, str]]:
        """Return from which stage, to which, a role must sign; nothing where nobody can tell."""
        if workflow not in self._asking:
            content = self._read((workflow,)).get(workflow)
            self._asking[workflow] = _signed_moves(content) if content else frozenset()
        return self._asking[workflow]


def _missing(digest: str) -> _Wrong:
    return _Wrong(
        "missing blob",
        Text(
            id=f"tanda tangan atau pernyataannya ({digest[:12]}…) tidak ada di penyimpanan",
            en=f"its signature or statement ({digest[:12]}…) is not in the store",
        ),
    )


def _no_key(person: str) -> _Wrong:
    return _Wrong(
        "unknown key",
        Text(
            id=f"bagi {person} waktu itu tidak terdaftar kunci SSH",
            en=f"no SSH key was registered for {person} then",
        ),
    )


def _other_basis(fingerprint: str) -> _Wrong:
    return _Wrong(
        "bad signature",
        Text(
            id=f"dasar entri tidak menyebut kunci {fingerprint}",
            en=f"the entry's basis does not name the key {fingerprint}",
        ),
    )


def _unsigned(why: Text) -> _Wrong:
    return _Wrong(
        "unsigned",
        Text(
            id=f"jawaban tanpa tanda tangan, padahal {why.id}",
            en=f"an answer without a signature, although {why.en}",
        ),
    )


def _signed_moves(content: bytes) -> frozenset[tuple[str, str, str]]:
    try:
        workflow = workflow_from_bytes(content)
    except IntegrityFailure:
        return frozenset()
    return frozenset(
        (way.from_, way.to, asked.role)
        for way in workflow.transitions
        for asked in way.sign_offs
        if asked.signed
    )
