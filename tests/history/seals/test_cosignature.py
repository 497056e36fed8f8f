"""Cosignatures are those of C2SP: public witnesses' own lines verify, and nothing less does."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history.seals.cosignature import (
    WitnessKey,
    WitnessSigner,
    add_signatures,
    cosigned_at,
    fresh_witness,
    parse_witness_key,
    parse_witness_signer,
)
from smartflow.history.seals.note_key import (
    BadSignature,
    MalformedKey,
    SignerKey,
    VerifierKey,
    parse_signer_key,
    parse_verifier_key,
)
from smartflow.history.seals.signed_note import (
    Signature,
    UnknownKey,
    open_note,
    parse_note,
    sign_note,
)
from smartflow.history.strict_base64 import from_base64

pytestmark = pytest.mark.usefixtures("cryptography")

# A checkpoint of a public log (Certificate Transparency, staging) as four public witnesses have
# cosigned it, with the keys that log and witnesses publish: what runs in the world.
ARCHE = """arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
"""  # noqa: E501  as published
LOG_KEY = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
GARDEN = (
    "transparency.dev/DEV:witness-little-garden+d8042a87+"
    "BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM"
)
WITNESSES = (
    GARDEN,
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
)
SIGNED_AT = 1779573024
# The example in C2SP's tlog-cosignature.md; the specification names its time and no key.
SOFA_LINE = (
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUB"
    "kBIfZ+qnA=="
)
SOFA_TIME = 1679315147
# The cases of transparency-dev/formats, note/note_cosigv1_test.go, TestCoSigV1Timestamp.
TIMED = (
    "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXO"
    "RmnFBOBA=="
)
UNTIMED = (
    "eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY="
)

TEXT = "smartflow/w/13.73\n3\n" + "A" * 43 + "=\n"
SIGNER = WitnessSigner("province.example/w1", bytes(range(32)))
MOMENTS = st.integers(0, 2**63 - 1)


def test_a_public_log_and_its_witnesses_verify() -> None:
    """Every key of that checkpoint that we can read opens it, the log's and the four witnesses'."""
    keys = [parse_verifier_key(LOG_KEY), *map(parse_witness_key, WITNESSES)]
    opened = open_note(ARCHE.encode(), keys)
    assert [(one.name, cosigned_at(one.signed)) for one in opened.signatures] == [
        (key.name, None if key.name == opened.text.partition("\n")[0] else SIGNED_AT)
        for key in keys
    ]
    assert [key.encode() for key in keys] == [LOG_KEY, *WITNESSES]


@pytest.mark.parametrize("word", WITNESSES)
def test_a_public_witness_signed_that_text_and_time_only(word: str) -> None:
    """With another size, or another time in front of the signature, the line is bad."""
    witness = parse_witness_key(word)
    note = parse_note(ARCHE.encode())
    line = next(one for one in note.signatures if one.name == witness.name)
    witness.check(note.text, line.signed)
    with pytest.raises(BadSignature):
        witness.check(note.text.replace("1432088532", "1432088533"), line.signed)
    with pytest.raises(BadSignature):
        witness.check(note.text, (SIGNED_AT + 1).to_bytes(8, "big") + line.signed[8:])


def test_the_time_is_read_as_published() -> None:
    """The specification's example and Go's own cases: which line has a time, and which."""
    for line, moment in ((SOFA_LINE, SOFA_TIME), (TIMED, 1727964367), (UNTIMED, None)):
        content = from_base64(line)
        assert content is not None
        assert cosigned_at(content[4:]) == moment


def test_the_signed_message_is_the_specifications() -> None:
    """Header, time and text, signed as they stand in tlog-cosignature.md."""
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    message = (
        "cosignature/v1\n"
        "time 1679315147\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )
    line = SIGNER.cosign(text, SOFA_TIME)
    assert line.signed == bytes.fromhex("00000000641850cb") + SignerKey("x", SIGNER.seed).sign(
        message
    )


def test_the_id_is_of_name_type_and_key() -> None:
    """sha256(name, newline, 0x04, key)[:4]: another one than the same key would have in a log."""
    public = SIGNER.verifier().public
    expected = hashlib.sha256(b"province.example/w1\n\x04" + public).digest()[:4]
    assert SIGNER.verifier().key_id == expected
    assert SIGNER.cosign(TEXT, 0).key_id == expected
    assert VerifierKey(SIGNER.name, public).key_id != expected


@given(seed=st.binary(min_size=32, max_size=32), moment=MOMENTS)
def test_what_a_witness_signs_verifies(seed: bytes, moment: int) -> None:
    """Keys come back from their words, and a line verifies by them and tells its time."""
    signer = WitnessSigner("saksi/1", seed)
    assert parse_witness_signer(signer.encode()) == signer
    witness = parse_witness_key(signer.verifier().encode())
    assert witness == signer.verifier()
    line = signer.cosign(TEXT, moment)
    witness.check(TEXT, line.signed)
    assert cosigned_at(line.signed) == moment


@given(data=st.data())
def test_no_byte_of_a_cosignature_may_change(data: st.DataObject) -> None:
    """Time and signature alike: one bit and it is bad."""
    signed = bytearray(SIGNER.cosign(TEXT, SOFA_TIME).signed)
    signed[data.draw(st.integers(0, len(signed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadSignature):
        SIGNER.verifier().check(TEXT, bytes(signed))


@pytest.mark.parametrize("signed", [b"", bytes(71), bytes(73), b"\xff" * 72])
def test_what_cannot_be_a_cosignature_is_bad(signed: bytes) -> None:
    """Too short, too long, or of a time beyond 2**63 - 1."""
    assert cosigned_at(signed) is None
    with pytest.raises(BadSignature):
        SIGNER.verifier().check(TEXT, signed)


@pytest.mark.parametrize("moment", [-1, 2**63])
def test_no_impossible_time_is_signed(moment: int) -> None:
    """The time is one that every reader takes."""
    with pytest.raises(ValueError, match="cannot be of the moment"):
        SIGNER.cosign(TEXT, moment)


def test_a_witness_is_never_a_log_nor_a_log_a_witness() -> None:
    """The same bytes as a key of the other type open nothing, and its word is refused."""
    log = SignerKey(SIGNER.name, SIGNER.seed)
    cosigned = add_signatures(
        sign_note(TEXT, [SignerKey("smartflow/w", bytes(32))]), [SIGNER.cosign(TEXT, 1)]
    )
    with pytest.raises(UnknownKey):
        open_note(cosigned, [log.verifier()])
    with pytest.raises(UnknownKey):
        open_note(sign_note(TEXT, [log]), [SIGNER.verifier()])
    assert log.verifier() != SIGNER.verifier()
    for word, parse in (
        (log.verifier().encode(), parse_witness_key),
        (SIGNER.verifier().encode(), parse_verifier_key),
        (log.encode(), parse_witness_signer),
        (SIGNER.encode(), parse_signer_key),
        (SIGNER.encode(), parse_witness_key),
    ):
        with pytest.raises(MalformedKey):
            parse(word)


def test_no_part_of_a_witness_key_is_one() -> None:
    """A word that was cut anywhere, or has one letter changed, is refused."""
    for word, parse in (
        (WITNESSES[2], parse_witness_key),
        (SIGNER.encode(), parse_witness_signer),
    ):
        cut = {word[:end] for end in range(len(word))} | {word[at:] for at in range(1, len(word))}
        changed = {
            word[:at] + chr(ord(letter) + 1) + word[at + 1 :] for at, letter in enumerate(word)
        }
        for wrong in cut | changed:
            with pytest.raises(MalformedKey):
                parse(wrong)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    """A witness's name is one that stands in a note's line."""
    with pytest.raises(MalformedKey):
        fresh_witness(name)
    with pytest.raises(MalformedKey):
        WitnessKey(name, bytes(32))


def test_a_private_key_is_never_shown() -> None:
    """What Python prints of a witness holds its name alone; two fresh ones differ."""
    assert repr(SIGNER) == str(SIGNER) == "WitnessSigner(name='province.example/w1')"
    assert fresh_witness("a") != fresh_witness("a")


def test_a_fingerprint_tells_keys_apart_not_names() -> None:
    """128 bits of the key and its type, in groups that can be read aloud."""
    one, other = SignerKey("a", bytes(32)).verifier(), SignerKey("a", bytes(range(32))).verifier()
    digest = hashlib.sha256(b"\x01" + one.public).hexdigest()[:32]
    assert one.fingerprint.replace(" ", "") == digest
    assert len(one.fingerprint.split()) == 8
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == VerifierKey("b", one.public).fingerprint


# -- putting lines under a note ------------------------------------------------------------------

LOG = SignerKey("smartflow/w", bytes(32))
NOTE = sign_note(TEXT, [LOG])
OTHERS = tuple(WitnessSigner(f"w{number}", bytes([number] * 32)) for number in range(3))


@given(
    lines=st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 5)).map(
            lambda pair: OTHERS[pair[0]].cosign(TEXT, pair[1])
        ),
        max_size=8,
    ),
    data=st.data(),
)
def test_lines_come_in_any_order(lines: list[Signature], data: st.DataObject) -> None:
    """Whatever order they come in, in one go or one by one: per key the latest stands, once."""
    whole = add_signatures(NOTE, lines)
    shuffled = NOTE
    for line in data.draw(st.permutations(lines)):
        shuffled = add_signatures(shuffled, [line])
    assert set(parse_note(shuffled).signatures) == set(parse_note(whole).signatures)
    latest: dict[str, int] = {}
    for line in lines:
        latest[line.name] = max(latest.get(line.name, 0), cosigned_at(line.signed) or 0)
    kept = {one.name: cosigned_at(one.signed) for one in parse_note(whole).signatures[1:]}
    assert kept == latest
    assert parse_note(whole).signatures[0] == parse_note(NOTE).signatures[0]
    assert add_signatures(whole, lines) == whole


def test_a_logs_own_line_is_never_replaced() -> None:
    """Whatever comes under the log's own key id: the line that stands there stays."""
    own = parse_note(NOTE).signatures[0]
    forged = Signature(own.name, own.key_id, (2**62).to_bytes(8, "big") + bytes(64))
    assert add_signatures(NOTE, [forged]) == NOTE
