"""An address is read whole or refused, and its password is never seen again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.store import BadAddress
from smartflow.store.address import Address, is_url, read_address

SECRETS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=6, max_size=12
).filter(str.isprintable)
WORDS = st.text("abcXYZ09_-.ü %@:/", min_size=1, max_size=9).filter(str.isprintable)
HOSTS = st.sampled_from(["db.example.go.id", "127.0.0.1", "::1", "/var/run/postgresql", ""])
PORTS = st.sampled_from(["", "1", "5432", "65535"])


@given(
    st.builds(
        Address,
        host=HOSTS,
        port=PORTS,
        database=WORDS.filter(lambda word: not set(word) & set("/@#")),
        user=WORDS,
        options=st.sampled_from([(), (("sslmode", "verify-full"),), (("service", "kota 1"),)]),
    )
)
def test_what_is_written_is_read_again(address: Address) -> None:
    """Whatever stands in its parts, the written address means the same."""
    assert read_address(address.without_password) == address


EVERYWHERE = "<Address postgresql://@h:5433/db?sslmode=prefer>"
"""What such an address always shows: a secret that is a part of it is no secret."""


@given(SECRETS.filter(lambda secret: secret not in EVERYWHERE), WORDS)
def test_a_password_is_read_and_never_shown(secret: str, user: str) -> None:
    """It reaches the driver as it is; no text made of the address holds it, escaped or not."""
    from urllib.parse import quote

    written = quote(secret, safe="")
    user = f"u{user}"
    address = read_address(
        f"postgresql://{quote(user, safe='')}:{written}@h:5433/db?sslmode=prefer"
    )
    assert address.words["password"] == secret
    assert address.words["user"] == user
    for shown in (repr(address), str(address), address.shown, address.without_password):
        without_user = shown.replace(quote(user, safe=""), "")
        assert secret not in without_user
        assert written not in without_user
    assert address.pgpass_line.endswith(":KATA_SANDI")


def test_the_driver_is_given_only_what_was_said() -> None:
    """Nothing is made up for what is missing: the driver has defaults of its own."""
    assert read_address("postgresql:///kota").words == {"dbname": "kota"}
    assert read_address("postgres://h").words == {"host": "h"}
    said = read_address("postgresql:///k?host=/run/pg&port=5433&service=kota")
    assert said.words == {"host": "/run/pg", "port": "5433", "dbname": "k", "service": "kota"}


def test_the_line_for_the_password_file_is_escaped() -> None:
    """A colon or backslash in a name is escaped; what was not said is the driver's default."""
    assert (
        read_address("postgresql://a%3Ab@h/k%5Cl").pgpass_line == "h:5432:k\\\\l:a\\:b:KATA_SANDI"
    )
    assert read_address("postgresql:///").pgpass_line == "localhost:5432:*:*:KATA_SANDI"
    assert read_address("postgresql://%2Frun%2Fpg/k").pgpass_line == "localhost:5432:k:*:KATA_SANDI"


@pytest.mark.parametrize(
    "text",
    [
        "mysql://u:RAHASIA@h/db",
        "postgresql://u:RAHASIA/x@h/db",
        "postgresql://u:12/RAHASIA@h/db",
        "postgresql://u:RAHASIA?x@h/db",
        "postgresql://u:12?RAHASIA@h/db",
        "postgresql://u:12?sslmode=x&RAHASIA",
        "postgresql://u@h/db#RAHASIA",
        "postgresql://u@h/db?password=RAHASIA",
        "postgresql://u@h/db?sslpassword=RAHASIA",
        "postgresql://u@h/db?options=-csynchronous_commit%3Doff",
        "postgresql://u@h/db?sslmode=require&sslmode=disable",
        "postgresql://u@h:RAHASIA/db",
        "postgresql://u@h:0/db",
        "postgresql://u@h:65536/db",
        "postgresql://u@h:٣/db",
        "postgresql://u@h1,h2/db",
        "postgresql://u:%FFRAHASIA@h/db",
        "postgresql://u:RAHASIA%00@h/db",
        "postgresql://u@h/d\nRAHASIA",
        "postgresql://u@h/db?connect_timeout=RAHASIA",
    ],
)
def test_what_is_no_address_is_refused_without_being_quoted(text: str) -> None:
    """A password with unescaped signs makes nonsense of an address: refused, and not repeated."""
    assert is_url(text)
    with pytest.raises(BadAddress) as caught:
        read_address(text)
    error = caught.value
    assert error.exit_code == 2
    assert error.hint is not None
    said = (error.message.id, error.message.en, error.hint.id, error.hint.en, repr(error))
    assert not any("RAHASIA" in words for words in said)
    assert error.__cause__ is None


@pytest.mark.parametrize("place", ["smartflow.db", "data/kota.db", "C:\\data\\kota.db", ""])
def test_a_file_is_no_address(place: str) -> None:
    """A name without ``://`` is a file's."""
    assert not is_url(place)
