"""Signed notes are those of C2SP and of Go, byte for byte, and anything less is refused by name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.errors import IntegrityFailure
from smartflow.history.seals.note_key import (
    BadSignature,
    MalformedKey,
    SignerKey,
    VerifierKey,
    fresh_signer_key,
    parse_signer_key,
    parse_verifier_key,
)
from smartflow.history.seals.signed_note import (
    DuplicateSignature,
    MalformedNote,
    Note,
    Signature,
    UnknownKey,
    cosign,
    open_note,
    parse_note,
    sign_note,
)
from smartflow.history.strict_base64 import from_base64, to_base64

pytestmark = pytest.mark.usefixtures("cryptography")

# The example of golang.org/x/mod/sumdb/note, whose tests hold these two keys and signatures.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SIGNS = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETERS_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
    "tpRZb6KE6RyyBwJnAM=\n"
)
ENOCHS_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWL"
    "ox33WWd1RvMc+QQ=\n"
)
# The example in C2SP's signed-note.md: its text holds an empty line.
QUASIMODO = (
    "Ognuno sta solo sul cuor della terra\n"
    "trafitto da un raggio di sole:\n"
    "\n"
    "ed è subito sera.\n"
    "\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouF"
    "SQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Z"), exclude_characters="+"), min_size=1
).filter(lambda name: not any(letter.isspace() for letter in name))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")).map(
    lambda text: text + "\n"
)
SEEDS = st.binary(min_size=32, max_size=32)


def test_the_published_note_is_ours_byte_for_byte() -> None:
    """Go's example key signs Go's example text with Go's example signature."""
    signer = parse_signer_key(PETER_SIGNS)
    assert sign_note(TEXT, [signer]).decode() == TEXT + "\n" + PETERS_LINE
    assert signer.verifier().encode() == PETER
    assert signer.encode() == PETER_SIGNS


def test_the_published_notes_are_read() -> None:
    """One signature known and one not, then both known: Go's own cases."""
    content = (TEXT + "\n" + PETERS_LINE + ENOCHS_LINE).encode()
    peter, enoch = parse_verifier_key(PETER), parse_verifier_key(ENOCH)
    one = open_note(content, [peter])
    assert (one.text, [signature.name for signature in one.signatures]) == (TEXT, ["PeterNeumann"])
    both = open_note(content, [enoch, peter])
    assert [signature.line for signature in both.signatures] == [PETERS_LINE, ENOCHS_LINE]
    assert both.encode() == content


def test_the_specifications_example_is_read() -> None:
    """The text goes up to the last empty line of the note, and may have empty lines itself."""
    note = parse_note(QUASIMODO.encode())
    assert note.text == QUASIMODO.partition("\n— ")[0]
    assert note.signatures[0].name == "quasimodo.example/salvatore"
    assert note.encode().decode() == QUASIMODO


def test_no_part_of_a_key_is_a_key() -> None:
    """A word that was cut anywhere, or has one letter changed, is refused (Go's own test)."""
    for word, parse in ((PETER, parse_verifier_key), (PETER_SIGNS, parse_signer_key)):
        parts = {
            word[start:end] for start in range(len(word)) for end in range(start, len(word) + 1)
        } - {word}
        changed = {
            word[:at] + chr(ord(letter) + 1) + word[at + 1 :] for at, letter in enumerate(word)
        }
        for wrong in parts | changed:
            with pytest.raises(MalformedKey):
                parse(wrong)


@pytest.mark.parametrize(
    "word",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER_SIGNS,
        "",
    ],
)
def test_what_is_no_ed25519_key_is_refused(word: str) -> None:
    """Too long a key and another type, each with its right id, and no public key at all."""
    with pytest.raises(MalformedKey) as caught:
        parse_verifier_key(word)
    assert caught.value.exit_code == 2


@given(name=NAMES, seed=SEEDS)
def test_a_key_is_read_as_it_was_written(name: str, seed: bytes) -> None:
    """Both halves come back from their words, and signatures by one verify with the other."""
    signer = SignerKey(name, seed)
    assert parse_signer_key(signer.encode()) == signer
    verifier = parse_verifier_key(signer.verifier().encode())
    assert verifier == signer.verifier()
    assert open_note(sign_note("text\n", [signer]), [verifier]).text == "text\n"


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x00b"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    """A name is not empty and has no blank of any kind, no control character and no plus."""
    with pytest.raises(MalformedKey):
        fresh_signer_key(name)
    with pytest.raises(MalformedKey):
        VerifierKey(name, bytes(32))


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_key_of_another_length_is_refused(size: int) -> None:
    """An Ed25519 key has 32 bytes, the public one and the private one."""
    with pytest.raises(MalformedKey):
        SignerKey("name", bytes(size))
    with pytest.raises(MalformedKey):
        VerifierKey("name", bytes(size))


def test_a_private_key_is_never_shown() -> None:
    """Neither what Python prints of a key nor the refusal of a mistyped one holds it."""
    signer = parse_signer_key(PETER_SIGNS)
    assert repr(signer) == str(signer) == "SignerKey(name='PeterNeumann')"
    secret = PETER_SIGNS.rpartition("+")[2][4:]
    with pytest.raises(MalformedKey) as caught:
        parse_verifier_key(PETER_SIGNS)
    for said in (caught.value.message, caught.value.hint):
        assert said is not None
        assert secret not in said.id + said.en


def test_two_fresh_keys_differ() -> None:
    """A new key comes from the operating system's random source."""
    assert fresh_signer_key("name") != fresh_signer_key("name")


@given(text=TEXTS, names=st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_a_note_comes_back(text: str, names: list[str]) -> None:
    """Any text that can stand in a note is read as it was signed, by each of its signers."""
    signers = [fresh_signer_key(name) for name in names]
    content = sign_note(text, signers)
    note = open_note(content, [signer.verifier() for signer in signers])
    assert (note.text, [signature.name for signature in note.signatures]) == (text, names)
    assert note.encode() == content
    assert parse_note(content) == note


@given(data=st.data())
def test_no_byte_of_a_note_may_change(data: st.DataObject) -> None:
    """A note with any one byte changed is refused, whatever it then looks like."""
    content = bytearray((TEXT + "\n" + PETERS_LINE).encode())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(IntegrityFailure):
        open_note(bytes(content), [parse_verifier_key(PETER)])


def test_a_changed_text_is_a_bad_signature() -> None:
    """A known key's signature that is not over this text fails the whole note."""
    content = (TEXT.replace("cryptography", "astrology") + "\n" + PETERS_LINE).encode()
    with pytest.raises(BadSignature) as caught:
        open_note(content, [parse_verifier_key(PETER)])
    assert caught.value.values == {"name": "PeterNeumann"}


def test_one_bad_signature_of_a_known_key_is_enough() -> None:
    """A good signature does not make up for another known key's bad one."""
    broken = Signature("EnochRoot", bytes.fromhex("af0cfe78"), bytes(64)).line
    content = (TEXT + "\n" + PETERS_LINE + broken).encode()
    peter, enoch = parse_verifier_key(PETER), parse_verifier_key(ENOCH)
    assert open_note(content, [peter]).text == TEXT
    with pytest.raises(BadSignature):
        open_note(content, [peter, enoch])


def test_signatures_of_others_say_nothing() -> None:
    """A key of the same name but another id is another key; without a known one, none counts."""
    other = fresh_signer_key("PeterNeumann")
    content = sign_note(TEXT, [other])
    with pytest.raises(UnknownKey) as caught:
        open_note(content, [parse_verifier_key(PETER)])
    assert caught.value.names == (f"PeterNeumann+{other.verifier().key_id.hex()}",)
    with pytest.raises(UnknownKey):
        open_note((TEXT + "\n" + PETERS_LINE).encode(), [])
    both = cosign(content, [parse_signer_key(PETER_SIGNS)])
    assert open_note(both, [parse_verifier_key(PETER)]).signatures[0].line == PETERS_LINE


def test_a_key_signs_once() -> None:
    """The same key twice is refused where it is written and where it is read."""
    peter = parse_signer_key(PETER_SIGNS)
    content = (TEXT + "\n" + PETERS_LINE).encode()
    with pytest.raises(DuplicateSignature):
        sign_note(TEXT, [peter, peter])
    with pytest.raises(DuplicateSignature):
        cosign(content, [peter])
    with pytest.raises(DuplicateSignature):
        open_note(content + PETERS_LINE.encode(), [peter.verifier()])


def test_a_note_takes_cosigners_one_after_another() -> None:
    """Signatures are added below, and those above stay as they were."""
    office, province = fresh_signer_key("smartflow/w"), fresh_signer_key("inspektorat")
    first = sign_note(TEXT, [office])
    second = cosign(first, [province])
    assert second.startswith(first)
    opened = open_note(second, [province.verifier(), office.verifier()])
    assert [signature.name for signature in opened.signatures] == ["smartflow/w", "inspektorat"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        TEXT.encode(),
        (TEXT + "\n").encode(),
        (TEXT + "\n" + PETERS_LINE[:-1]).encode(),
        (TEXT[:-1] + PETERS_LINE).encode(),
        ("\x01" + TEXT + "\n" + PETERS_LINE).encode(),
        (TEXT.replace("\n", "\r\n") + "\n" + PETERS_LINE).encode(),
        b"\xff" + (TEXT + "\n" + PETERS_LINE).encode(),
        (TEXT + "\n" + PETERS_LINE + "Unexpected line.\n").encode(),
        (TEXT + "\n" + PETERS_LINE.replace("PeterNeumann", "Bad Name")).encode(),
        (TEXT + "\n" + PETERS_LINE.replace("PeterNeumann", "Peter+Neumann")).encode(),
        (TEXT + "\n" + PETERS_LINE.replace("PeterNeumann ", "PeterNeumann")).encode(),
        (TEXT + "\n" + PETERS_LINE.replace("— ", "- ")).encode(),
        (TEXT + "\n" + PETERS_LINE.replace("JnAM=", "JnAN=")).encode(),
        (TEXT + "\n" + PETERS_LINE.replace("=", "")).encode(),
        (TEXT + "\n— PeterNeumann x08gow==\n").encode(),
        (TEXT + "\n" + PETERS_LINE * 101).encode(),
        (TEXT * 11_000 + "\n" + PETERS_LINE).encode(),
    ],
)
def test_what_is_no_note_is_refused(content: bytes) -> None:
    """Each way of not being a note is refused, with or without a key."""
    with pytest.raises(MalformedNote) as caught:
        open_note(content, [parse_verifier_key(PETER)])
    assert caught.value.exit_code == 4
    with pytest.raises(MalformedNote):
        parse_note(content)


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "half \ud800 letter\n"])
def test_what_cannot_stand_in_a_note_is_not_signed(text: str) -> None:
    """No note is written that no reader could read."""
    with pytest.raises(MalformedNote):
        sign_note(text, [parse_signer_key(PETER_SIGNS)])


def test_a_note_nobody_signs_is_none() -> None:
    """A note has at least one signature."""
    with pytest.raises(MalformedNote):
        sign_note(TEXT, [])


@given(content=st.binary())
def test_base64_has_one_spelling(content: bytes) -> None:
    """What was written is read, and no text but the written one stands for it."""
    text = to_base64(content)
    assert from_base64(text) == content
    for other in (text + "\n", text + "=", " " + text, text.rstrip("=") + "*"):
        assert from_base64(other) is None


@pytest.mark.parametrize("text", ["AB==", "AAB=", "A", "é", "AA=A"])
def test_a_careless_spelling_of_base64_is_none(text: str) -> None:
    """Bits that do not count, padding inside, too few letters: refused."""
    assert from_base64(text) is None


def test_the_library_is_loaded_with_the_first_signature_alone() -> None:
    """Importing the notes does not load cryptography, so no command pays for what it signs not."""
    code = (
        "import sys, smartflow.history.seals.checkpoint, smartflow.history.verify;"
        "print([name for name in sys.modules if name.startswith('cryptography')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_note_is_a_plain_value() -> None:
    """Two notes of the same text and signatures are equal, whoever read them."""
    content = (TEXT + "\n" + PETERS_LINE).encode()
    line = Signature(
        "PeterNeumann", bytes.fromhex("c74f20a3"), parse_note(content).signatures[0].signed
    )
    assert parse_note(content) == Note(TEXT, (line,))
