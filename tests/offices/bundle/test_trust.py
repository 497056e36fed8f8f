"""Whose bundle counts: a key told over another channel, and from then on what it vouches for."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bundle_parts import Office, resigned

from smartflow.audit.verify.verify import verify
from smartflow.history.seals.note_key import MalformedKey, fresh_signer_key
from smartflow.offices.bundle.file import BundleDamaged
from smartflow.offices.bundle.importing import bundle_import
from smartflow.offices.bundle.proof import BundleFalse
from smartflow.offices.bundle.trust import KeysDiffer, ReplacedKey, UnknownSender
from smartflow.terminal import main

NEXT = ("person", "add", "kota", "Budi", "--role", "team", "--post", "Anggota")
ROTATE = ("audit", "key", "rotate", "--reason", "uji")


@pytest.fixture
def impostor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Office]]:
    """Return a maker of offices whose store has the id of another one, and a key of its own."""
    made: list[Office] = []

    def one(town: Office) -> Office:
        real, wanted = secrets.token_hex, town.own.rpartition("/")[2]
        office = Office(tmp_path / "impostor", tmp_path / "impostor-config")
        with monkeypatch.context() as patch:
            patch.setattr(secrets, "token_hex", lambda size: wanted if size == 8 else real(size))
            patch.setenv("SMARTFLOW_CONFIG", str(office.config))
            assert main(["init", str(office.root)]) == 0
        words = ("city", "add", "kota", "--name", "Kota Contoh", "--kind", "kota")
        office.must(*words, "--province", "Provinsi", "--region-code", "13.73")
        made.append(office)
        return office

    yield one
    for office in made:
        office.close()


def test_an_unknown_key_is_shown_and_refused(town: Office, province: Office, bundle: Path) -> None:
    """The whole key and its fingerprint are told, with what to ask and what to type then."""
    before = province.logs
    with pytest.raises(UnknownSender) as refused:
        bundle_import(province.open(), bundle)
    told = refused.value
    assert (told.exit_code, told.hint is not None) == (2, True)
    assert town.key in told.message.en
    assert town.signer.verifier().fingerprint in told.message.id
    assert f"--key '{town.key}'" in str(told.hint.en if told.hint else "")
    assert province.logs == before


def test_another_key_than_the_one_that_was_told(province: Office, bundle: Path) -> None:
    """What somebody was told over the telephone is not what signed: refused."""
    own = fresh_signer_key("smartflow/0123456789abcdef").verifier().encode()
    with pytest.raises(UnknownSender, match="not by the key"):
        bundle_import(province.open(), bundle, own)
    with pytest.raises(MalformedKey):
        bundle_import(province.open(), bundle, own[:-3])


def test_a_bundle_signed_anew_by_somebody_else_is_refused(
    town: Office, province: Office, bundle: Path
) -> None:
    """Who changes a bundle on its way has a key of his own, and no proof from the store's."""
    content, forger = bundle.read_bytes(), fresh_signer_key(town.own)
    bundle.write_bytes(resigned(content, forger))
    with pytest.raises(BundleDamaged, match="not over what it says"):
        bundle_import(province.open(), bundle, town.key)
    bundle.write_bytes(resigned(content, forger, keys=(forger.verifier().encode(),)))
    with pytest.raises(BundleFalse, match="No known key signed"):
        bundle_import(province.open(), bundle, town.key)


def test_an_office_that_calls_itself_by_another_ones_id(
    town: Office,
    province: Office,
    bundle: Path,
    tmp_path: Path,
    impostor: Callable[[Office], Office],
) -> None:
    """A store with the id of a known one and a key of its own is a conflict, even with --key."""
    bundle_import(province.open(), bundle, town.key)
    forged = impostor(town)
    assert forged.own == town.own
    path = forged.export(tmp_path / "x")
    with pytest.raises(KeysDiffer) as refused:
        bundle_import(province.open(), path, forged.key)
    assert refused.value.exit_code == 5


def test_a_rotation_that_the_old_key_signed_is_followed(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """The province was told the first key; two rotations later no telephone is needed."""
    bundle_import(province.open(), bundle, town.key)
    first = town.key
    town.must(*ROTATE)
    second = town.key
    town.must(*NEXT)
    town.must(*ROTATE)
    done = bundle_import(province.open(), town.export(tmp_path / "newer"))
    assert done.city.keys == (first, second, town.key)
    assert verify(province.open(), every=True).findings == ()


def test_the_first_key_is_enough_for_a_newer_bundle(
    town: Office, province: Office, tmp_path: Path
) -> None:
    """Who wrote down the key of years ago is led to the one of today, and the other way round."""
    first = town.key
    town.must(*ROTATE)
    path = town.export(tmp_path / "newer")
    for key in (first, town.key):
        told = bundle_import(province.open(), path, key, dry_run=True)
        assert told.city.keys == (first, town.key)


def test_a_key_that_was_lost_is_asked_for_again(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """Nobody vouches for the new key: it is asked for once more, and then counts."""
    bundle_import(province.open(), bundle, town.key)
    (town.config / "keys").rename(tmp_path / "lost")
    town.must("audit", "key", "rotate", "--lost", "--reason", "hilang")
    town.must(*NEXT)
    path = town.export(tmp_path / "newer")
    with pytest.raises(UnknownSender, match="lost"):
        bundle_import(province.open(), path)
    done = bundle_import(province.open(), path, town.key)
    assert (done.relation, done.city.keys[-1]) == ("longer", town.key)
    assert bundle_import(province.open(), path).relation == "same"


def test_a_replaced_key_signs_nothing_new(
    copy: Callable[..., Office], town: Office, province: Office, tmp_path: Path
) -> None:
    """Who stole the old key can make bundles of the old store; they are worth nothing."""
    thief = copy("town", "thief")
    town.must(*ROTATE)
    bundle_import(province.open(), town.export(tmp_path / "newer"), town.key)
    thief.must(*NEXT)
    with pytest.raises(ReplacedKey):
        bundle_import(province.open(), thief.export(tmp_path / "stolen"), thief.key)


def test_a_second_city_of_a_known_office_needs_no_key(
    town: Office, province: Office, bundle: Path, tmp_path: Path
) -> None:
    """What is remembered is the office's key, not the city's."""
    from smartflow.offices.bundle.export import bundle_export

    bundle_import(province.open(), bundle, town.key)
    words = ("city", "add", "baru", "--name", "Baru", "--kind", "kota", "--province", "P")
    town.must(*words, "--region-code", "13.01")
    made = bundle_export(town.open(), "baru", tmp_path / "baru")
    assert bundle_import(province.open(), made.path).relation == "new"
